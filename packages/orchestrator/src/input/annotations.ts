/**
 * Columns from file names: named groups of regular expressions, `p(?<plate>\d+)_y(?<well>\d+)`.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ImageSpec } from "./image-spec.ts";
import { regularExpression } from "./regular-expression.ts";

/** Texts that file names say about images. */
export interface Annotations {
  /** Names of the groups, in the order they are written. */
  readonly names: readonly string[];
  /** One text per name; empty for a group that took no part in the match. */
  valuesOf(image: string): readonly string[];
}

/**
 * Compiles patterns and checks that each of them matches the name of every image.
 * @throws PixelmetryError `invalid-argument` for a pattern that is none, has no named group or repeats a name;
 *   `unpaired-input` for an image whose name does not match
 */
export function annotationsOf(patterns: readonly string[], images: readonly ImageSpec[]): Annotations {
  const compiled = patterns.map((pattern) => {
    const expression = regularExpression(pattern, "--annotate");
    return { pattern, expression, names: groupNames(expression, pattern) };
  });
  const names = compiled.flatMap((each) => each.names);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new PixelmetryError("invalid-argument", {
      where: "--annotate",
      what: `two groups are called ${twice}`,
      remedy: "a group is a column; give each its own name",
    });
  }
  const valuesOf = (image: string): string[] =>
    compiled.flatMap(({ pattern, expression, names: own }) => {
      const match = expression.exec(image);
      if (match === null) throw noMatch(image, pattern);
      return own.map((name) => match.groups?.[name] ?? "");
    });
  for (const { image } of images) valuesOf(image);
  return { names, valuesOf };
}

function groupNames(expression: RegExp, pattern: string): string[] {
  // An alternative that matches everything shows the groups whatever the pattern is.
  const groups = new RegExp(`${expression.source}|`).exec("")?.groups;
  if (groups !== undefined) return Object.keys(groups);
  throw new PixelmetryError("invalid-argument", {
    where: `--annotate ${pattern}`,
    what: "the pattern has no named group, so it gives no column",
    expected: "a group such as (?<well>[A-H]\\d+)",
  });
}

function noMatch(image: string, pattern: string): PixelmetryError {
  return new PixelmetryError("unpaired-input", {
    where: image,
    what: `the name does not match --annotate ${pattern}, so its columns would be empty`,
    remedy: "make the pattern fit all names, with (?:...)? around parts that some do not have",
  });
}
