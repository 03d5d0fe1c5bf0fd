/**
 * Which axes of an NRRD array are space, time and channel.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import { corruptText, quoted } from "../volume/text-header.ts";
import { type Fields, fromDirections, fromSpacings, type NrrdGeometry, vector } from "./geometry.ts";

/** Roles of the axes and geometry of an array. */
export interface NrrdAxes extends NrrdGeometry {
  /** Numbers of the axes along x, y, z, channel and frame; absent ones are undefined. */
  readonly roles: Readonly<Record<"x" | "y" | "z" | "channel" | "frame", number | undefined>>;
}

/**
 * Reads the roles: an axis with a space direction is space; without directions, its kind says it, and without
 * kinds the first three axes are space and a fourth is time.
 * @throws PixelmetryError `corrupt-input`, `unsupported-format` for colours, complex numbers and further axes
 */
export function nrrdAxes(source: ByteSource, fields: Fields, sizes: readonly number[]): NrrdAxes {
  const kinds = readKinds(source, fields, sizes.length);
  const directions = readDirections(source, fields, sizes.length);
  const space: number[] = [];
  const channels: number[] = [];
  const frames: number[] = [];
  for (let axis = 0; axis < sizes.length; axis++) {
    const kind = kinds?.[axis] ?? (axis < 3 ? "domain" : "time");
    const spatial = directions ? directions[axis] !== undefined : /^(domain|space|none|\?\?\?)$/.test(kind);
    if (spatial) space.push(axis);
    else if (kind === "time" || (directions && kind === "domain")) frames.push(axis);
    else if (/colou?r|complex/.test(kind)) throw notReal(source, kind);
    else channels.push(axis);
  }
  if (space.length < 1 || space.length > 3 || channels.length > 1 || frames.length > 1) {
    throw new PixelmetryError("unsupported-format", {
      what: "the axes of the NRRD file are not those of an image",
      where: source.name,
      expected: "one to three axes of space, one of time, one of channels",
      received: `${space.length} of space, ${frames.length} of time, ${channels.length} others`,
      remedy: "save one volume per file",
    });
  }
  const [x, y, z] = space;
  const roles = { x, y, z, channel: channels[0], frame: frames[0] };
  if (directions === undefined) return { roles, ...fromSpacings(source, fields, space, sizes.length) };
  const vectors = space.map((axis) => directions[axis]!);
  return { roles, ...fromDirections(source, fields, vectors) };
}

function readKinds(source: ByteSource, fields: Fields, count: number): string[] | undefined {
  const text = fields.get("kinds");
  if (text === undefined) return undefined;
  const kinds = text.toLowerCase().split(/\s+/);
  if (kinds.length === count) return kinds;
  throw corruptText(source, 'the field "kinds" has the wrong number of values', count, quoted(text));
}

function notReal(source: ByteSource, kind: string): PixelmetryError {
  const complex = kind === "complex";
  return new PixelmetryError("unsupported-format", {
    what: complex ? "the NRRD file holds complex numbers" : "the NRRD file is a colour image",
    where: source.name,
    expected: "one real number per pixel and channel",
    received: `an axis of kind ${kind}`,
    remedy: complex ? "save real and imaginary part as two images" : "split it into channels",
  });
}

/** A vector per axis, undefined for `none`. */
function readDirections(
  source: ByteSource,
  fields: Fields,
  count: number,
): (number[] | undefined)[] | undefined {
  const text = fields.get("spacedirections");
  if (text === undefined) return undefined;
  const words = text.match(/none|\([^)]*\)/gi) ?? [];
  const rest = text.replace(/none|\([^)]*\)/gi, "").trim();
  const vectors = words.map((word) => (/^none$/i.test(word) ? undefined : vector(source, word)));
  if (rest === "" && vectors.length === count) return vectors;
  throw corruptText(
    source,
    'the field "space directions" has the wrong number of values',
    count,
    quoted(text),
  );
}
