import { filterMetadata } from "../../filters/filter-metadata.ts";
import { filterVolume } from "../../filters/filter-volume.ts";
import type { CheckedValue, VerificationSet } from "../types.ts";
import { mapTests } from "./map-tests.ts";

/** Share of the range of the reference map by which a voxel may differ. */
const tolerance = 0.01;

/** Response maps of digital phantoms: of each, the largest difference of a voxel from the reference map. */
export const filterMapsSet: VerificationSet = {
  name: "filter-maps",
  title: "IBSI-2 phase 1, response maps of digital phantoms",
  total: mapTests.length,
  needsData: true,
  async *values(data) {
    for (const { id, phantom, filter } of mapTests) {
      const folder = `ibsi_2_digital_phantom/nifti/${phantom}`;
      const image = await data!.volume(`${folder}/image/${phantom}.nii.gz`);
      const { data: reference } = await data!.volume(
        `ibsi_2_reference_data/reference_response_maps/${id.replaceAll(".", "_")}-ValidCRM.nii.gz`,
      );
      const { data: response } = filterVolume(image, filter);
      yield {
        id,
        name: `Largest difference from map ${id}`,
        expected: 0,
        ...compare(response, reference),
        rule: "plain",
        parameters: filterMetadata(filter).parameters,
      };
    }
  },
};

function compare(
  response: ArrayLike<number>,
  reference: ArrayLike<number>,
): Pick<CheckedValue, "got" | "tolerance"> {
  let [low, high, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < reference.length; i++) {
    low = Math.min(low, reference[i]);
    high = Math.max(high, reference[i]);
    largest = Math.max(largest, Math.abs(response[i] - reference[i]));
  }
  const sameSize = response.length === reference.length;
  return {
    tolerance: tolerance * (high - low),
    got: sameSize ? largest : `the map has ${reference.length} voxels, the response ${response.length}`,
  };
}
