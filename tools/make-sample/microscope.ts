/**
 * What lies between the dye and the file: out-of-focus light, uneven illumination, camera noise.
 * @module
 */
import { addSpot, blur, type Plane } from "./plane.ts";
import { hash, noise, type Random } from "./random.ts";

export interface Optics {
  /** Width of the in-focus image of a point, pixels. */
  readonly sigma: number;
  /** Share of light that arrives blurred, with the blur's width. */
  readonly haze: readonly (readonly [share: number, sigma: number])[];
  /** Photons of the empty medium. */
  readonly background: number;
  /** Loss of light in the corners, 0 to 1. */
  readonly vignette: number;
  /** Middle of the illumination as a share of width and height. */
  readonly centre: readonly [x: number, y: number];
}

/** Light that reaches the camera: in focus, out of focus, and debris above the cells. */
export function throughOptics(stain: Plane, optics: Optics, random: Random): Plane {
  const { width, height } = stain;
  const sharp = blur(stain, optics.sigma);
  const share = 1 - optics.haze.reduce((sum, [part]) => sum + part, 0);
  const light = sharp.pixels.map((value) => value * share);
  for (const [part, sigma] of optics.haze) {
    const hazy = blur(stain, sigma).pixels;
    for (let at = 0; at < light.length; at++) light[at] += part * hazy[at];
  }
  const out = { width, height, pixels: light };
  for (let i = 0; i < 5; i++) {
    const sigma = random.uniform(7, 16);
    addSpot(out, random.uniform(0, width), random.uniform(0, height), sigma, random.uniform(30, 110));
  }
  const seed = random.integer(1, 2 ** 30);
  const reach = Math.hypot(width, height) / 2;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const r = Math.hypot(x - optics.centre[0] * width, y - optics.centre[1] * height) / reach;
      const medium = optics.background * (1 + 0.12 * noise(seed, x / 120, y / 120));
      light[y * width + x] = (light[y * width + x] + medium) * (1 - optics.vignette * r * r);
    }
  }
  return out;
}

/** A scientific CMOS camera: offset 100, 0.46 electrons per count, read noise that differs between pixels. */
export function recordImage({ width, pixels }: Plane, random: Random): Uint16Array {
  const camera = random.integer(1, 2 ** 30);
  return Uint16Array.from(pixels, (light, at) => {
    const pixel = hash(camera, at % width, Math.floor(at / width)) / 2 ** 32;
    const gain = 1 + 0.012 * (pixel - 0.5);
    const readNoise = 1.3 + 3.5 * pixel ** 24;
    const hot = pixel > 0.99996 ? 900 : 0;
    const electrons = random.poisson(light * gain) + random.normal(0, readNoise) + hot;
    return Math.min(65535, Math.max(0, Math.round(100 + electrons / 0.46)));
  });
}
