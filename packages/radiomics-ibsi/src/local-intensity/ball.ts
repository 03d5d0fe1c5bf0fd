/**
 * The ball around a pixel, as rows of pixels.
 * @module
 */
import type { ImageContext } from "@pixelmetry/roi";

/** Pixels whose centres lie within a radius of a pixel's centre; a disc in 2D. */
export interface Ball {
  /** Pixels from the centre to the outermost along x, y and z. */
  readonly reach: readonly [number, number, number];
  /** Row i holds the pixels from -half[i] to half[i] along x, dy[i] and dz[i] away from the centre. */
  readonly dy: Int32Array;
  readonly dz: Int32Array;
  readonly half: Int32Array;
}

/** Pixels that the ball may reach: every block of the image is read with so many around it. */
export const maxReach = { 2: 256, 3: 32 } as const;

/**
 * The ball of this radius, or why an image has none: it does not know its pixel size, or the ball would reach
 * further than {@link maxReach}.
 * @param radius - millimetres
 */
export function ballIn(image: ImageContext, radius: number): Ball | "no-physical-spacing" | "exceeds-budget" {
  const { spacingUm, ndim } = image;
  if (spacingUm === undefined) return "no-physical-spacing";
  const [x, y, z] = spacingUm.map((um) => um / 1000);
  const reach = [x, y, ndim === 3 ? z : Number.POSITIVE_INFINITY].map((mm) => Math.floor(radius / mm));
  if (Math.max(...reach) > maxReach[ndim]) return "exceeds-budget";
  const rows: [dy: number, dz: number, half: number][] = [];
  for (let dz = -reach[2]; dz <= reach[2]; dz++) {
    for (let dy = -reach[1]; dy <= reach[1]; dy++) {
      const rest = radius ** 2 - (dy * y) ** 2 - (dz === 0 ? 0 : dz * z) ** 2;
      if (rest >= 0) rows.push([dy, dz, Math.floor(Math.sqrt(rest) / x)]);
    }
  }
  return {
    reach: reach as unknown as Ball["reach"],
    dy: Int32Array.from(rows, ([dy]) => dy),
    dz: Int32Array.from(rows, ([, dz]) => dz),
    half: Int32Array.from(rows, ([, , half]) => half),
  };
}
