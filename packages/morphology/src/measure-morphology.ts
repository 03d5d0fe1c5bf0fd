import {
  type AnyFeature,
  defaultParameters,
  type MeasuredRoi,
  type MeasureOptions,
  type MemoryImage,
  measure,
  type ParameterValue,
  PixelmetryError,
  plan,
} from "@pixelmetry/roi";
import { families } from "./families.ts";

export interface MorphologyOptions extends MeasureOptions {
  /** Ids of families or features; default: all. */
  readonly features?: readonly string[];
  /** Parameters by name, e.g. `{ "ellipse.pixel_extent": false }`. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

/**
 * Measures size and shape of every ROI of an image in memory. Features that need intensities are left out when
 * there are none, and those of other dimensions than the image's.
 * @returns ROIs in ascending order of labels
 * @throws PixelmetryError `unknown-feature` or `invalid-argument` for a name that does not exist
 * @example
 * const [roi] = await measureMorphology({ labels: Uint8Array.of(1, 1, 0, 1), width: 2, height: 2 });
 * roi?.values["morphology_area"]; // 3
 */
export async function measureMorphology(
  image: MemoryImage,
  options: MorphologyOptions = {},
): Promise<MeasuredRoi[]> {
  const hasIntensity = Array.isArray(image.intensity)
    ? image.intensity.length > 0
    : image.intensity !== undefined;
  const ndim = (image.depth ?? 1) > 1 ? 3 : 2;
  const features = select(options).filter(
    (feature) => feature.dimensions.includes(ndim) && (hasIntensity || !plan([feature]).readsIntensity),
  );
  return measure(features, image, options);
}

function select({ features: wanted, parameters = {} }: MorphologyOptions): AnyFeature[] {
  const schema = Object.assign({}, ...families.map((family) => family.parameters));
  for (const name of Object.keys(parameters))
    if (!(name in schema)) throw unknownParameter(name, Object.keys(schema));
  const values = { ...defaultParameters(schema), ...parameters };
  const offered = families.flatMap((family) =>
    family.features(values as never).map((feature) => ({ feature, family: family.id })),
  );
  if (wanted === undefined) return offered.map(({ feature }) => feature);
  for (const name of wanted) {
    if (!offered.some(({ feature, family }) => feature.id === name || family === name))
      throw unknownFeature(name);
  }
  return offered
    .filter(({ feature, family }) => wanted.includes(feature.id) || wanted.includes(family))
    .map(({ feature }) => feature);
}

function unknownFeature(name: string): PixelmetryError {
  return new PixelmetryError("unknown-feature", {
    where: "features",
    what: "no feature or family of this package has this name",
    received: name,
    expected: `ids of features, or of families: ${families.map(({ id }) => id).join(", ")}`,
  });
}

function unknownParameter(name: string, known: readonly string[]): PixelmetryError {
  return new PixelmetryError("invalid-argument", {
    where: "parameters",
    what: "there is no such parameter",
    received: name,
    expected: known.join(", "),
  });
}
