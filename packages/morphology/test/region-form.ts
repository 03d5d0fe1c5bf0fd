import type { MemoryImage, ParameterValue } from "@pixelmetry/roi";

/** One closed form: the value of label 1. */
export interface RegionForm {
  readonly id: string;
  readonly name: string;
  readonly image: MemoryImage;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** A number, or the reason why there is none. */
  readonly expected: number | string;
  /** Relative, or absolute for 0. */
  readonly tolerance: number;
  readonly reason: string;
}

const exact = { tolerance: 1e-14, reason: "a closed form of a few operations" };

/** One closed form per value. */
export const forms = (
  name: string,
  image: MemoryImage,
  values: Readonly<Record<string, number | string>>,
  { parameters = {}, ...accuracy }: Partial<RegionForm> = {},
): RegionForm[] =>
  Object.entries(values).map(([id, expected]) => ({
    id,
    name: `${name}: ${id}`,
    image,
    parameters,
    expected,
    ...exact,
    ...accuracy,
  }));

/** Regions drawn as rows of digits, their labels. */
export function labelled(text: string): MemoryImage {
  const rows = text.trim().split(/\s+/);
  const labels = Uint8Array.from(rows.join(""), (digit) => Number(digit));
  return { labels, width: rows[0].length, height: rows.length };
}
