import {
  type AnyFeature,
  type MeasuredRoi,
  type MeasureOptions,
  type MemoryImage,
  measure,
  type ParameterValue,
  PixelmetryError,
} from "@pixelmetry/roi";
import { checkedParameters } from "./check-parameters.ts";
import { families } from "./families.ts";

export interface MeasureTextureOptions extends MeasureOptions {
  /** Ids of families (`glcm`) or features (`glcm_contrast`); default: all. */
  readonly features?: readonly string[];
  /** Parameters by name, e.g. `{ "discretisation.bins": 32, "glcm.distance": 2 }`. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

/**
 * Measures the texture of every ROI of an image in memory.
 * @returns ROIs in ascending order of labels; a value that is undefined is null, with its reason in `missing`
 * @throws PixelmetryError `unknown-feature`, `invalid-argument`, `geometry-mismatch`, `invalid-labels`, `no-roi`
 * @example
 * const intensity = Uint8Array.of(1, 2, 1, 2);
 * const [roi] = await measureTexture({ intensity, width: 4, height: 1 }, { features: ["glcm_contrast"] });
 * roi?.values.glcm_contrast; // 3969: levels 1 and 64 side by side
 */
export function measureTexture(
  image: MemoryImage,
  { features, parameters = {}, ...options }: MeasureTextureOptions = {},
): Promise<MeasuredRoi[]> {
  return measure(select(features, parameters), image, options);
}

function select(
  wanted: readonly string[] | undefined,
  given: Readonly<Record<string, ParameterValue>>,
): AnyFeature[] {
  for (const name of Object.keys(given)) {
    if (families.some((family) => name in family.parameters)) continue;
    throw new PixelmetryError("invalid-argument", {
      where: name,
      what: "there is no such parameter of texture",
      expected: [...new Set(families.flatMap((family) => Object.keys(family.parameters)))].join(", "),
    });
  }
  const unknown = new Set(wanted);
  const chosen: AnyFeature[] = [];
  for (const family of families) {
    const all = unknown.delete(family.id);
    const parameters = checkedParameters(family.parameters, given);
    for (const feature of family.features(parameters as never)) {
      const named = unknown.delete(feature.id);
      if (wanted === undefined || all || named) chosen.push(feature);
    }
  }
  if (unknown.size > 0) {
    throw new PixelmetryError("unknown-feature", {
      where: "features",
      what: "no texture family or feature has this id",
      received: [...unknown].join(", "),
    });
  }
  return chosen;
}
