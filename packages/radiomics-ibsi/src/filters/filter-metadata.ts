/**
 * Filters in words, for columns and their metadata.
 * @module
 */
import type { FilterSpec, LengthUnit, RieszSpec } from "./spec.ts";

/** What the metadata of a column says about the filter of its image. */
export interface FilterMetadata {
  /** Short and distinct, for column names: `log_3d_3mm_mirror`. */
  readonly id: string;
  readonly title: string;
  /** Code of IBSI's reference manual. */
  readonly ibsi: string;
  /** All parameters, nested ones with dots: `riesz.order`. */
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
}

const titles: Readonly<Record<FilterSpec["filter"], readonly [title: string, ibsi: string]>> = {
  mean: ["Mean filter", "S60F"],
  laplacian_of_gaussian: ["Laplacian of Gaussian", "L6PA"],
  laws: ["Laws kernels", "JTXT"],
  gabor: ["Gabor filter", "Q88H"],
  separable_wavelet: ["Separable wavelet", "25BO"],
  simoncelli: ["Simoncelli wavelet", "LODD"],
};

/**
 * Describes a filter.
 * @param spec - checked, e.g. `filterVolume(…).filter`
 * @example
 * filterMetadata({ filter: "mean", support: 5, dimensions: 3, boundary: "mirror" }).id; // mean_3d_5_mirror
 */
export function filterMetadata(spec: FilterSpec): FilterMetadata {
  const [title, ibsi] = titles[spec.filter];
  const words = [
    ...(spec.filter === "gabor" ? [] : [`${spec.dimensions}d`]),
    ...wordsOf(spec),
    spec.boundary,
  ];
  const name =
    spec.filter === "laplacian_of_gaussian" ? "log" : "wavelet" in spec ? spec.wavelet : spec.filter;
  return { id: [name, ...words].join("_"), title, ibsi, parameters: flat(spec) };
}

function wordsOf(spec: FilterSpec): (string | number)[] {
  switch (spec.filter) {
    case "mean":
      return [spec.support];
    case "laplacian_of_gaussian":
      return [
        length(spec.sigma, spec.unit),
        ...(spec.cutoff === undefined ? [] : [`cutoff${spec.cutoff}`]),
        ...rieszWords(spec.riesz),
      ];
    case "laws":
      return [
        spec.kernels,
        ...(spec.rotationPooling === undefined ? [] : [spec.rotationPooling]),
        ...(spec.energyDistance === undefined ? [] : [`energy${spec.energyDistance}`]),
      ];
    case "gabor":
      return [
        spec.planes,
        length(spec.sigma, spec.unit),
        `wave${length(spec.wavelength, spec.unit)}`,
        `ratio${spec.aspectRatio}`,
        ...(spec.thetaDegrees === undefined ? [] : [`theta${spec.thetaDegrees}`]),
        ...(spec.rotation === undefined ? [] : [`step${spec.rotation.stepDegrees}`, spec.rotation.pooling]),
      ];
    case "separable_wavelet":
      return [
        spec.subband,
        `level${spec.level}`,
        ...(spec.rotationPooling === undefined ? [] : [spec.rotationPooling]),
      ];
    case "simoncelli":
      return [
        `level${spec.level}`,
        ...rieszWords(spec.riesz),
        ...(spec.padding === undefined ? [] : [`padding${spec.padding}`]),
      ];
  }
}

const rieszWords = (riesz: RieszSpec | undefined): string[] =>
  riesz === undefined
    ? []
    : [
        `riesz${riesz.order.join("")}`,
        ...(riesz.steering === undefined
          ? []
          : [`steered${length(riesz.steering.sigma, riesz.steering.unit)}`]),
      ];

const length = (value: number, unit: LengthUnit): string => `${value}${unit === "mm" ? "mm" : "px"}`;

function flat(object: object, prefix = ""): Record<string, string | number | boolean> {
  const out: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(object)) {
    if (Array.isArray(value)) out[prefix + name] = value.join(",");
    else if (typeof value === "object") Object.assign(out, flat(value, `${prefix}${name}.`));
    else if (value !== undefined) out[prefix + name] = value;
  }
  return out;
}
