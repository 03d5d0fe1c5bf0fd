import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DType, type MemoryImage, type PixelArray, pixelArray } from "@pixelmetry/roi";

interface Packed {
  readonly dtype: DType;
  readonly base64: string;
}

interface GoldenRow {
  readonly fixture: string;
  readonly label: number;
  readonly id: string;
  readonly config?: string;
  readonly value: number | readonly number[] | null;
  readonly missing?: string;
  readonly note?: string;
  readonly expected_to_agree?: boolean;
}

/** What one row of a golden asks: measure this ROI with so many bins, convert, compare. */
export interface OracleRow {
  readonly name: string;
  readonly id: string;
  readonly fixture: string;
  readonly label: number;
  readonly bins: number;
  /** A value, one value per column, or the reason why there is none. */
  readonly expected: number | readonly number[] | string;
  /** From our definition to the tool's; `pixels` is the size of the ROI. */
  readonly convert: (value: number, pixels: number) => number;
  /** Relative to the larger of both values and of `scale`; 0 is exact. */
  readonly tolerance: number;
  readonly scale: number;
  readonly reason: string;
}

const reference = join(import.meta.dirname, "../../../reference-data");
export const load = <T>(path: string): T => JSON.parse(readFileSync(join(reference, path), "utf8")) as T;

/** A scene of reference-data/fixtures as an image. */
export function fixture(name: string): MemoryImage & { readonly labels: PixelArray } {
  const { shape, labels, intensity } = load<{
    shape: number[];
    labels: Packed;
    intensity: Packed;
  }>(`fixtures/${name}.json`);
  const [depth, height, width] = [1, ...shape].slice(-3) as [number, number, number];
  return { labels: unpack(labels), intensity: unpack(intensity), width, height, depth };
}

function unpack({ dtype, base64 }: Packed): PixelArray {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return pixelArray(dtype, bytes.buffer, 0, bytes.length / pixelArray(dtype, 1).BYTES_PER_ELEMENT);
}

/** Goldens with first-order features and histograms. Nyxus counts where it is said to agree. */
export const tools = ["numpy", "pyradiomics", "mirp", "nyxus"] as const;
export type Tool = (typeof tools)[number];
const families: Readonly<Record<Tool, readonly string[]>> = {
  numpy: ["intensity", "histogram"],
  pyradiomics: ["intensity", "histogram"],
  mirp: ["intensity"],
  nyxus: ["intensity"],
};

/** All rows of a tool that state what this package measures; a row with a note is the tool's own convention. */
export function oracleRows(tool: Tool): OracleRow[] {
  return families[tool]
    .flatMap((family) => load<{ rows: GoldenRow[] }>(`${family}/${tool}.json`).rows)
    .filter((row) => row.note === undefined && row.expected_to_agree !== false)
    .map((row) => oracleRow(row, tool));
}

function oracleRow(row: GoldenRow, tool: Tool): OracleRow {
  const { fixture: scene, label, id, config = "", value, missing } = row;
  return {
    name: `${scene} ${label} ${id} ${config}`.trimEnd(),
    id,
    fixture: scene,
    label,
    bins: Number(/^fbn(\d+)$/.exec(config)?.[1] ?? 64),
    expected: value ?? missing!,
    convert: config === "sample" ? samplePower(id) : (ours) => ours,
    ...closeness(id, tool),
  };
}

/** Nyxus and MATLAB divide the fifth and sixth moment by the sample standard deviation. */
const samplePower =
  (id: string) =>
  (value: number, pixels: number): number =>
    value * ((pixels - 1) / pixels) ** (id === "intensity_hyperskewness" ? 2.5 : 3);

const data = /_(minimum|maximum|mode|counts)$/;
const moments = /_(skewness|kurtosis|excess_kurtosis|hyperskewness|hyperflatness)$/;

/** How closely a tool must agree, and why not more closely. */
function closeness(id: string, tool: Tool): Pick<OracleRow, "tolerance" | "scale" | "reason"> {
  if (data.test(id)) return { tolerance: 0, scale: 0, reason: "an intensity or a number of pixels" };
  if (moments.test(id)) {
    const reason =
      "the tool's mean is rounded, by up to 1e-12 of the standard deviation at intensities of 60000";
    return { tolerance: 2e-11, scale: 1, reason };
  }
  if (id === "intensity_entropy" && (tool === "pyradiomics" || tool === "nyxus")) {
    return {
      tolerance: 1e-13,
      scale: 1,
      reason: "the tool adds 2.2e-16 inside the logarithm of each of 64 shares",
    };
  }
  if (id === "intensity_mean_absolute_deviation") {
    return { tolerance: 1e-13, scale: 0, reason: "the tool's deviations are from a rounded mean" };
  }
  return { tolerance: 1e-14, scale: 0, reason: "rounded operations in another order" };
}
