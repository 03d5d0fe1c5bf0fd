/**
 * The parameters of every filter and what they may be.
 * @module
 */
import { lawsKernels } from "./laws.ts";
import type { FilterSpec } from "./spec.ts";
import { lowPass } from "./wavelets/coefficients.ts";

/** What was expected, when a value is not it. */
export type Field = (value: unknown) => string | undefined;

/** Fields by name; an object's own fields make it optional. */
export interface Shape {
  readonly [name: string]: Field | Shape;
}

const optional =
  (field: Field): Field =>
  (value) =>
    value === undefined ? undefined : field(value);

const choice =
  (...values: readonly (string | number)[]): Field =>
  (value) =>
    values.includes(value as string) ? undefined : values.join(", ");

const positive: Field = (value) =>
  typeof value === "number" && Number.isFinite(value) && value > 0 ? undefined : "a number above 0";

const finite: Field = (value) =>
  typeof value === "number" && Number.isFinite(value) ? undefined : "a number";

const whole =
  (minimum: number, maximum: number): Field =>
  (value) =>
    Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum
      ? undefined
      : `a whole number from ${minimum} to ${maximum}`;

const oddSupport: Field = (value) =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) % 2 === 1
    ? undefined
    : "an odd number of voxels";

const partOfCircle: Field = (value) => {
  const steps = 360 / Number(value);
  return typeof value === "number" && value > 0 && Math.abs(steps - Math.round(steps)) < 1e-9 && steps > 0.5
    ? undefined
    : "an angle of which a whole number makes 360 degrees";
};

const laws: Field = (value) =>
  typeof value === "string" &&
  value !== "" &&
  value.length % 2 === 0 &&
  (value.match(/../g) ?? []).every((name) => Object.hasOwn(lawsKernels, name))
    ? undefined
    : `kernels out of ${Object.keys(lawsKernels).join(", ")} written together, x first`;

const subband: Field = (value) =>
  typeof value === "string" && /^[LH]+$/.test(value) ? undefined : "the letters L and H, x first";

const orders: Field = (value) =>
  Array.isArray(value) &&
  value.every((l) => Number.isInteger(l) && l >= 0) &&
  value.some((l) => l > 0) &&
  value.reduce((sum, l) => sum + l, 0) <= 8
    ? undefined
    : "whole numbers from 0 on, x first, with a sum from 1 to 8";

const pooling = choice("max", "mean");
const unit = choice("mm", "voxel");
const boundary = choice("zero", "nearest", "periodic", "mirror");
const common = { dimensions: choice(2, 3), boundary };
const riesz = { order: orders, steering: { sigma: positive, unit } };

export const fields: Readonly<Record<FilterSpec["filter"], Shape>> = {
  mean: { support: oddSupport, ...common },
  laplacian_of_gaussian: { sigma: positive, unit, cutoff: optional(positive), riesz, ...common },
  laws: {
    kernels: laws,
    rotationPooling: optional(pooling),
    energyDistance: optional(whole(0, 1000)),
    ...common,
  },
  gabor: {
    sigma: positive,
    wavelength: positive,
    unit,
    aspectRatio: positive,
    thetaDegrees: optional(finite),
    rotation: { stepDegrees: partOfCircle, pooling },
    planes: choice("axial", "orthogonal"),
    boundary,
  },
  separable_wavelet: {
    wavelet: choice(...Object.keys(lowPass)),
    subband,
    level: whole(1, 16),
    rotationPooling: optional(pooling),
    ...common,
  },
  simoncelli: { level: whole(1, 16), riesz, padding: optional(whole(0, 4096)), ...common },
};
