import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import type { OpenOptions } from "../source.ts";

/**
 * Refuses options for files with several images or levels where the format has one of each.
 * @throws PixelmetryError `invalid-argument`
 */
export function checkSingle(source: ByteSource, { image = 0, level = 0 }: OpenOptions): void {
  const [what, received] =
    image !== 0 ? ["the file holds one image", image] : ["the file holds one resolution level", level];
  if (received === 0) return;
  throw new PixelmetryError("invalid-argument", {
    what,
    where: source.name,
    expected: image !== 0 ? "image 0" : "level 0",
    received,
  });
}
