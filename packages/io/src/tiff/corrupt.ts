import { PixelmetryError } from "@pixelmetry/roi";

/** A `corrupt-input` error that says how to get a whole file. */
export function corrupt(
  source: { name: string },
  what: string,
  detail: { expected?: string | number; received?: string | number; cause?: unknown } = {},
): PixelmetryError {
  const { cause, ...rest } = detail;
  const remedy = "the file is damaged or incomplete: copy or export it again";
  return new PixelmetryError("corrupt-input", { what, where: source.name, ...rest, remedy }, { cause });
}
