import { intensity, measureIntensity } from "@pixelmetry/intensity";
import { defaultParameters } from "@pixelmetry/roi";
import { type Processed, processImage } from "../../chain/process.ts";
import { filterMetadata } from "../../filters/filter-metadata.ts";
import { filterVolume } from "../../filters/filter-volume.ts";
import { ctPhantom } from "../ibsi1.ts";
import type { CheckedValue, VerificationSet } from "../types.ts";
import { type Configuration, configurations, featureFilters } from "./feature-tests.ts";

/** A consensus value; `test` is a key of {@link featureFilters}. */
interface Reference {
  readonly test: string;
  readonly ibsi: string;
  readonly feature: string;
  readonly value: number;
  readonly tolerance: number;
}

/** Intensity statistics of the CT phantom under nine filters, of slices and of the volume. */
export const filterFeaturesSet: VerificationSet = {
  name: "filter-features",
  title: "IBSI-2 phase 2, intensity statistics of the filtered CT phantom",
  total: 323,
  needsData: true,
  async *values(data) {
    const references = await referenceRows();
    const { image, mask } = await ctPhantom(data!);
    for (const configuration of Object.keys(configurations) as Configuration[]) {
      const processed = processImage(image, mask, configurations[configuration]);
      for (const test of Object.keys(featureFilters)) {
        if (!test.endsWith(configuration)) continue;
        const rows = references.filter((row) => row.test === test);
        yield* measured(test, processed, rows);
      }
    }
  },
};

/** Filters the image as a whole, then measures inside the mask that the unfiltered image has given. */
async function* measured(
  test: string,
  { image, intensityMask }: Processed,
  rows: readonly Reference[],
): AsyncGenerator<CheckedValue> {
  const filter = featureFilters[test];
  const { data, size, spacing } = filter === undefined ? image : filterVolume(image, filter);
  const [width, height, depth] = size;
  const pixels = { labels: intensityMask.data, intensity: data, width, height, depth, spacing };
  const [roi] = await measureIntensity(pixels, { features: ["intensity"] });
  for (const { ibsi, feature: name, value, tolerance } of rows) {
    const feature = idsByCode.get(ibsi);
    yield {
      id: `${test}/${ibsi}`,
      name: `${name}, filter ${test}`,
      expected: value,
      tolerance,
      rule: "plain",
      got: feature === undefined ? "not measured" : (roi.values[feature] ?? roi.missing[feature]),
      ...(feature === undefined ? {} : { feature }),
      ...(filter === undefined ? {} : { parameters: filterMetadata(filter).parameters }),
    };
  }
}

const idsByCode = new Map(
  intensity.features(defaultParameters(intensity.parameters)).map(({ id, names }) => [names.ibsi, id]),
);

async function referenceRows(): Promise<readonly Reference[]> {
  const file = await import("../../../../../reference-data/ibsi2/ct-phantom.json");
  return file.default.rows;
}
