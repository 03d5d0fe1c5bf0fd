/**
 * What a bank of Gabor filters depends on.
 * @module
 */
import { type ParameterSchema, type ParametersOf, PixelmetryError } from "@pixelmetry/roi";

export const gaborParameters = {
  "gabor.frequencies": {
    default: [0.0625, 0.125, 0.25],
    description: "Frequencies of the waves; every frequency is combined with every angle",
    unit: "1/pixel",
    minimum: 0.005,
    maximum: 0.5,
  },
  "gabor.angles": {
    default: [0, 45, 90, 135],
    description:
      "Directions in which the waves run, turning from +x towards +y, which points down: 0 answers to vertical stripes",
    unit: "degree",
    minimum: -360,
    maximum: 360,
  },
  "gabor.sigma": {
    default: 0.56,
    description:
      "Standard deviation of the Gaussian envelope along the wave, in wavelengths; 0.56 is a bandwidth of one octave (Nyxus: 0.8)",
    minimum: 0.1,
    maximum: 4,
  },
  "gabor.aspect": {
    default: 1,
    description:
      "Standard deviation of the envelope along the wave over that across it (Nyxus: 0.1); round envelopes, 1, are by far the fastest",
    minimum: 0.05,
    maximum: 20,
  },
  "gabor.radius": {
    default: 0,
    description:
      "Radius of the square kernels; 0: of every filter as large as three standard deviations of its envelope (Nyxus: 16 pixels wide)",
    unit: "pixel",
    minimum: 0,
    maximum: 256,
    integer: true,
  },
  "gabor.threshold": {
    default: 0.025,
    description: "Share of the largest response of the low-pass filter from which a response counts",
    minimum: 0,
    maximum: 1,
  },
  "gabor.baseline_frequency": {
    default: 0,
    description:
      "Frequency of the low-pass filter, at 90 degrees; 0: mean of the pixels under its kernel (Nyxus: 0.1 radian per pixel)",
    unit: "1/pixel",
    minimum: 0,
    maximum: 0.5,
  },
  "gabor.background": {
    default: "mean",
    description:
      "What filters see outside the ROI: its mean intensity, so that its outline is no edge, or zero as in Nyxus",
    choices: ["mean", "zero"],
  },
} as const satisfies ParameterSchema;

/** A wave in an envelope. */
export interface Wave {
  /** Cycles per pixel. */
  readonly frequency: number;
  /** Degrees, in [0, 90]. */
  readonly angle: number;
  /** Whether x is to be mirrored: the direction is 180 degrees less `angle`. */
  readonly mirrored: boolean;
  /** Standard deviation of the envelope along the wave, pixels; infinite for a flat one. */
  readonly sigma: number;
  readonly aspect: number;
  /** Of the square kernel, pixels. */
  readonly radius: number;
}

export interface GaborSettings {
  readonly waves: readonly Wave[];
  /** Column suffix of each wave. */
  readonly columns: readonly string[];
  readonly baseline: Wave;
  readonly threshold: number;
  readonly background: "mean" | "zero";
  /** As given, for the metadata of columns. */
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** Largest radius that three standard deviations may come to. */
const maxRadius = 256;

/** @throws PixelmetryError `invalid-argument` for a frequency or angle given twice, or kernels that are too large */
export function gaborSettings(p: ParametersOf<typeof gaborParameters>): GaborSettings {
  const [frequencies, angles] = [p["gabor.frequencies"], p["gabor.angles"]];
  demandDistinct("gabor.frequencies", frequencies);
  demandDistinct("gabor.angles", angles);
  const [sigma, aspect, radius] = [p["gabor.sigma"], p["gabor.aspect"], p["gabor.radius"]];
  const pairs = frequencies.flatMap((frequency) => angles.map((angle) => ({ frequency, angle })));
  const waves = pairs.map(({ frequency, angle }) => waveOf(frequency, angle, sigma, aspect, radius));
  const widest = waves.reduce((most, wave) => Math.max(most, wave.radius), 0);
  return {
    waves,
    columns: pairs.map(({ frequency, angle }) => `f${frequency}_a${angle}`),
    baseline: waveOf(p["gabor.baseline_frequency"], 90, sigma, aspect, widest),
    threshold: p["gabor.threshold"],
    background: p["gabor.background"] as GaborSettings["background"],
    parameters: {
      "gabor.frequencies": frequencies.join(","),
      "gabor.angles": angles.join(","),
      "gabor.sigma": sigma,
      "gabor.aspect": aspect,
      "gabor.radius": radius,
      "gabor.threshold": p["gabor.threshold"],
      "gabor.baseline_frequency": p["gabor.baseline_frequency"],
      "gabor.background": p["gabor.background"],
    },
  };
}

/** Magnitudes of responses do not change when a wave runs the other way, so half a turn is enough. */
function waveOf(
  frequency: number,
  direction: number,
  inWavelengths: number,
  aspect: number,
  given: number,
): Wave {
  const half = ((direction % 180) + 180) % 180;
  const sigma = frequency === 0 ? Number.POSITIVE_INFINITY : inWavelengths / frequency;
  const radius = given > 0 ? given : Math.ceil(3 * sigma * Math.max(1, 1 / aspect));
  if (radius > maxRadius) {
    throw new PixelmetryError("invalid-argument", {
      where: "gabor.frequencies",
      what: `the envelope of frequency ${frequency} needs a kernel of radius ${radius}`,
      expected: `at most ${maxRadius}`,
      remedy: "give a higher frequency, a smaller gabor.sigma, or a gabor.radius",
    });
  }
  const mirrored = half > 90;
  return { frequency, angle: mirrored ? 180 - half : half, mirrored, sigma, aspect, radius };
}

function demandDistinct(where: string, list: readonly number[]): void {
  const twice = list.find((value, i) => list.indexOf(value) < i);
  if (twice === undefined) return;
  throw new PixelmetryError("invalid-argument", {
    where,
    what: `${twice} is in the list twice`,
    remedy: "give every value once: each has a column of its own",
  });
}

/** Identity of a wave's kernel. */
export const waveKey = (w: Wave): string =>
  `${w.frequency}@${w.mirrored ? 180 - w.angle : w.angle},s${w.sigma},a${w.aspect},r${w.radius}`;
