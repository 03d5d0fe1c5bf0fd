/**
 * Where an NRRD array lies: space directions, origin, spacings and units.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import type { Placement, Spacing, Vector } from "../source.ts";
import { cross, mostSkew, placementOf, scale } from "../volume/placement.ts";
import { corruptText, numbers, quoted } from "../volume/text-header.ts";

/** Fields of a header by name. */
export type Fields = ReadonlyMap<string, string>;

/** Spacing, placement and what is to be said about them. */
export interface NrrdGeometry {
  readonly spacing: Spacing;
  readonly placement?: Placement;
  readonly notes: readonly string[];
}

const pixels: Spacing = { x: 1, y: 1, z: 1, unit: "pixel" };

/** The numbers of a vector in parentheses. */
export const vector = (source: ByteSource, text: string): number[] =>
  numbers(source, "space", text.replace(/[()]/g, " "));

/** Signs that bring the coordinates of a space to LPS; other spaces are taken as they are. */
const signs: readonly (readonly [RegExp, Vector])[] = [
  [/^(right-anterior-superior|ras)$/i, [-1, -1, 1]],
  [/^(left-anterior-superior|las)$/i, [1, -1, 1]],
  [/^(left-posterior-superior|lps)$/i, [1, 1, 1]],
];

/**
 * Geometry of an array with space directions.
 * @param vectors - those of the axes along x, y and z
 * @throws PixelmetryError `corrupt-input`, `unsupported-format` when time is a direction
 */
export function fromDirections(
  source: ByteSource,
  fields: Fields,
  vectors: readonly number[][],
): NrrdGeometry {
  const space = fields.get("space");
  if (space !== undefined && /time$/i.test(space)) {
    throw new PixelmetryError("unsupported-format", {
      what: "the NRRD file counts time as a direction of space",
      where: source.name,
      received: quoted(space),
      remedy: "save time as an axis without direction",
    });
  }
  const dimension = vectors[0].length;
  const wrong = vectors.some(
    (v) => v.length !== dimension || !v.every(Number.isFinite) || !(Math.hypot(...v) > 0),
  );
  if (wrong || dimension < vectors.length || dimension > 3) {
    throw corruptText(
      source,
      "the space directions of the NRRD header are impossible",
      `${vectors.length} vectors other than 0`,
      quoted(fields.get("spacedirections")!),
    );
  }
  const notes: string[] = [];
  const sign = signs.find(([pattern]) => pattern.test(space ?? ""))?.[1];
  const unit = unitOf(source, fields, "spaceunits", sign !== undefined, notes);
  const spacing = spacingOf(
    vectors.map((v) => Math.hypot(...v)),
    unit,
  );
  const placement = unit && placed(source, fields, vectors, scale(sign ?? [1, 1, 1], unit.toMm), notes);
  return { spacing, notes, ...(placement ? { placement } : {}) };
}

function placed(
  source: ByteSource,
  fields: Fields,
  vectors: readonly number[][],
  factor: Vector,
  notes: string[],
) {
  const text = fields.get("spaceorigin");
  if (text === undefined || /^none$/i.test(text)) return undefined;
  const lps = (v: readonly number[]): Vector => [
    0 + factor[0] * (v[0] ?? 0),
    0 + factor[1] * (v[1] ?? 0),
    0 + factor[2] * (v[2] ?? 0),
  ];
  const origin = vector(source, text);
  const [x, y, z] = vectors.map(lps);
  if (y === undefined) return undefined;
  const parts = placementOf({ columns: [x, y, z ?? cross(x, y)], origin: lps(origin) });
  if (parts === undefined || origin.length !== vectors[0].length) {
    throw corruptText(
      source,
      "the space of the NRRD header is no position",
      "an origin and independent directions",
      quoted(text),
    );
  }
  if (parts.skew > mostSkew)
    notes.push("the axes of the volume are not perpendicular; they are measured as if they were");
  return parts.placement;
}

/**
 * Geometry of an array with spacings at most.
 * @param space - numbers of the axes along x, y and z
 */
export function fromSpacings(
  source: ByteSource,
  fields: Fields,
  space: readonly number[],
  axes: number,
): NrrdGeometry {
  const text = fields.get("spacings");
  if (text === undefined) return { spacing: pixels, notes: [] };
  const all = numbers(source, "spacings", text, axes);
  const steps = space.map((axis) => Math.abs(all[axis]));
  if (!steps.every((step) => step > 0 && Number.isFinite(step))) {
    return { spacing: pixels, notes: ["the spacings in the header are incomplete: lengths are in pixels"] };
  }
  const notes: string[] = [];
  return { spacing: spacingOf(steps, unitOf(source, fields, "units", false, notes)), notes };
}

/** A unit of length: the one in which steps are given, and millimetres per stored unit. */
interface Unit {
  readonly unit: "mm" | "um";
  readonly toMm: number;
}

const units: readonly (readonly [RegExp, Unit])[] = [
  [/^(mm|millimet(er|re)s?)$/i, { unit: "mm", toMm: 1 }],
  // A micro sign is two bytes in UTF-8.
  [/^(um|\xc2?\xb5m|microns?|micromet(er|re)s?)$/i, { unit: "um", toMm: 1e-3 }],
  [/^cm$/i, { unit: "mm", toMm: 10 }],
  [/^m$/i, { unit: "mm", toMm: 1000 }],
];

/** The one unit that a field names; undefined for one that is no length. */
function unitOf(
  source: ByteSource,
  fields: Fields,
  field: string,
  anatomical: boolean,
  notes: string[],
): Unit | undefined {
  const words = (fields.get(field)?.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
  const named = [...new Set(words.filter((word) => word !== "" && word !== "???"))];
  if (named.length > 1)
    throw corruptText(source, "the axes have different units", "one unit", quoted(named.join(" ")));
  if (named.length === 0) {
    // Coordinates of the patient are in millimetres in every program that writes them.
    if (!anatomical) notes.push("the header names no unit of length: millimetres are assumed");
    return units[0][1];
  }
  const known = units.find(([pattern]) => pattern.test(named[0]))?.[1];
  if (known === undefined) notes.push(`the header names the unit ${quoted(named[0])}: lengths are in pixels`);
  return known;
}

function spacingOf([x, y = 1, z = 1]: readonly number[], unit: Unit | undefined): Spacing {
  if (unit === undefined) return pixels;
  const factor = unit.unit === "um" ? 1 : unit.toMm;
  return { x: x * factor, y: y * factor, z: z * factor, unit: unit.unit };
}
