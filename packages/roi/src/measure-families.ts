/**
 * What a feature package offers to somebody who installed only that package: its families, measured on images
 * in memory.
 * @module
 */
import { PixelmetryError } from "./errors.ts";
import type { Family, ParameterSchema, ParameterValue } from "./family.ts";
import type { AnyFeature } from "./feature.ts";
import { type MeasuredRoi, measure } from "./measure.ts";
import type { MeasureOptions } from "./measure-image.ts";
import { nearest } from "./nearest.ts";
import { checkParameters } from "./parameters.ts";
import { plan } from "./plan.ts";
import type { MemoryImage } from "./reader.ts";

export interface MeasureFamiliesOptions extends MeasureOptions {
  /** Ids of families or features; default: everything the image has the dimensions and channels for. */
  readonly features?: readonly string[];
  /** Parameters by name, e.g. `{ "discretisation.bins": 32 }`. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

/**
 * Measures every ROI of an image in memory.
 * @returns ROIs in ascending order of labels; a value that is undefined is null, with its reason in `missing`
 * @throws PixelmetryError `unknown-feature`, `invalid-argument`, `geometry-mismatch`, `invalid-labels`, `no-roi`
 */
export async function measureFamilies(
  families: readonly Family[],
  image: MemoryImage,
  { features: wanted, parameters, ...options }: MeasureFamiliesOptions = {},
): Promise<MeasuredRoi[]> {
  const schema: ParameterSchema = Object.assign({}, ...families.map((family) => family.parameters));
  const values = checkParameters(schema, parameters);
  const offered = families.flatMap((family) => {
    const own = Object.keys(family.parameters).map((name) => [name, values[name]]);
    return family.features(Object.fromEntries(own)).map((feature) => ({ feature, family: family.id }));
  });
  if (wanted === undefined) {
    const possible = offered.map(({ feature }) => feature).filter((feature) => canMeasure(feature, image));
    return measure(possible, image, options);
  }
  for (const name of wanted) {
    if (offered.some(({ feature, family }) => feature.id === name || family === name)) continue;
    const names = [...families.map(({ id }) => id), ...offered.map(({ feature }) => feature.id)];
    const near = nearest(name, names);
    throw new PixelmetryError("unknown-feature", {
      where: name,
      what: "no feature or family of this package has this name",
      remedy:
        near.length > 0
          ? `did you mean ${near.join(" or ")}?`
          : `the families are ${families.map(({ id }) => id).join(", ")}`,
    });
  }
  const chosen = offered.filter(
    ({ feature, family }) => wanted.includes(feature.id) || wanted.includes(family),
  );
  return measure(
    chosen.map(({ feature }) => feature),
    image,
    options,
  );
}

function canMeasure(feature: AnyFeature, { depth = 1, intensity }: MemoryImage): boolean {
  const channels = Array.isArray(intensity) ? intensity.length : intensity === undefined ? 0 : 1;
  return feature.dimensions.includes(depth > 1 ? 3 : 2) && (channels > 0 || !plan([feature]).readsIntensity);
}
