import { PixelmetryError } from "@pixelmetry/roi";

/** @throws PixelmetryError `invalid-argument` when a user's pattern is no regular expression */
export function regularExpression(pattern: string, flag: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (cause) {
    throw new PixelmetryError(
      "invalid-argument",
      {
        where: flag,
        what: `${pattern} is not a regular expression: ${(cause as Error).message}`,
        remedy: "mend the pattern",
      },
      { cause },
    );
  }
}
