/**
 * What the features of image quality are compared with.
 * @module
 */
import type { MemoryImage } from "@pixelmetry/roi";
import { type FamilyRow, familyRows, type VerificationRow, verified } from "./family-goldens.ts";
import { fixture } from "./goldens.ts";

/** The scenes of the fixtures and those that the generator draws on them. */
export function sceneOf(name: string): MemoryImage {
  const [base, kind] = name.split("-") as [string, string | undefined];
  const image = fixture(base);
  if (kind === undefined) return image;
  const labels = new Uint8Array(image.labels.length);
  for (let i = 0; i < labels.length; i++) {
    const [x, y] = [i % image.width, Math.floor(i / image.width)];
    labels[i] = kind === "whole" || (25 * (x - 47)) ** 2 + (38 * (y - 44)) ** 2 <= 950 ** 2 ? 1 : 0;
  }
  return { ...image, labels };
}

export const goldenRows: FamilyRow[] = familyRows("imq/scipy.json", (id) =>
  id.endsWith("slope")
    ? { tolerance: 1e-9, reason: "logarithms of sums of squared transforms, by another algorithm" }
    : { tolerance: 1e-12, reason: "rounded sums in another order" },
);

/** An image and what it must give. */
export interface ClosedForm {
  readonly name: string;
  readonly image: MemoryImage;
  readonly expected: Readonly<Record<string, number | string>>;
}

const draw = (width: number, height: number, f: (x: number, y: number) => number): MemoryImage => ({
  width,
  height,
  intensity: Float64Array.from({ length: width * height }, (_, i) => f(i % width, Math.floor(i / width))),
});

/** Slope of log(number of frequencies) over log(ring + 1): the spectrum of one bright pixel is flat. */
export function latticeSlope(side: number): number {
  const last = Math.floor(side / 8) - 2;
  const counts = new Array<number>(last + 1).fill(0);
  for (let y = -last - 1; y <= last + 1; y++) {
    for (let x = -last - 1; x <= last + 1; x++) {
      const ring = Math.floor(Math.sqrt(x * x + y * y));
      if (ring <= last) counts[ring]!++;
    }
  }
  const points = counts.slice(1).map((n, i) => [Math.log(i + 2), Math.log(n)] as const);
  const [n, sx, sy, sxx, sxy] = points.reduce(
    ([n, a, b, c, d], [x, y]) => [n + 1, a + x, b + y, c + x * x, d + x * y],
    [0, 0, 0, 0, 0] as number[] as [number, number, number, number, number],
  );
  return (n * sxy - sx * sy) / (n * sxx - sx * sx);
}

export const closedForms: readonly ClosedForm[] = [
  {
    // Laplacian of 1 in 3 x 3: -2 in four corners, -1 at four sides, 0 in the middle; 20/9 - (12/9)^2.
    name: "constant 3 x 3",
    image: draw(3, 3, () => 1),
    expected: {
      focus_score: 4 / 9,
      local_focus_score: 0,
      maximum_saturation: 1,
      minimum_saturation: 1,
      sharpness: "undefined",
      power_spectrum_slope: "too-few-pixels",
    },
  },
  {
    name: "four quarters of 3 x 3, and a last row and column in none of them",
    image: draw(7, 7, () => 3),
    expected: { local_focus_score: 4 },
  },
  {
    // A step of 1: two edge columns, one contrast of 1, second differences of 1 in four columns of each window.
    name: "step along x",
    image: draw(16, 8, (x) => (x < 8 ? 0 : 1)),
    expected: { sharpness: 4, maximum_saturation: 0.5, minimum_saturation: 0.5 },
  },
  {
    name: "step along y, ten times as high",
    image: draw(9, 20, (_, y) => (y < 11 ? 5 : 15)),
    expected: { sharpness: 4, maximum_saturation: 9 / 20, minimum_saturation: 11 / 20 },
  },
  {
    name: "one bright pixel of 64 x 64: a flat spectrum",
    image: draw(64, 64, (x, y) => (x === 20 && y === 31 ? 9 : 0)),
    expected: {
      power_spectrum_slope: latticeSlope(64),
      // The median removes it.
      sharpness: "undefined",
      minimum_saturation: 4095 / 4096,
    },
  },
  {
    name: "one bright pixel of 45 x 45: lengths that are not powers of two",
    image: draw(45, 45, (x, y) => (x === 20 && y === 31 ? 9 : 0)),
    expected: { power_spectrum_slope: latticeSlope(45) },
  },
  {
    name: "constant 40 x 40",
    image: draw(40, 40, () => 7),
    expected: { power_spectrum_slope: "constant-intensity" },
  },
  {
    name: "one pixel",
    image: draw(1, 1, () => 8),
    expected: {
      focus_score: 0,
      local_focus_score: "too-few-pixels",
      maximum_saturation: 1,
      minimum_saturation: 1,
    },
  },
  {
    name: "a ROI that leaves half of its box to the background",
    image: { width: 2, height: 2, labels: Uint8Array.of(1, 0, 0, 1), intensity: Int16Array.of(-5, 9, 9, -5) },
    expected: { maximum_saturation: 0.5, minimum_saturation: 0.5, focus_score: 225 },
  },
  {
    name: "no finite pixel",
    image: draw(1, 1, () => Number.NaN),
    expected: { focus_score: "empty", sharpness: "empty", maximum_saturation: "empty" },
  },
];

export const imageQualityVerification: VerificationRow[] = [
  ...verified(goldenRows, "oracle", "scipy", "test/image-quality.oracle.test.ts"),
  ...closedForms.flatMap(({ expected }) =>
    Object.entries(expected)
      .filter(([, value]) => typeof value === "number")
      .map(
        ([id]): VerificationRow => ({
          id: `image_quality_${id}`,
          kind: "analytic",
          tool: "closed form",
          test: "test/image-quality.analytic.test.ts",
          tolerance: 1e-12,
          reason: "a closed form of rounded operations",
        }),
      ),
  ),
];
