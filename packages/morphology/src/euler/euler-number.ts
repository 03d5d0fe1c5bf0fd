import { defineFeature } from "@pixelmetry/roi";
import { gray } from "../sources.ts";
import { eulerCharacteristic } from "./euler-characteristic.ts";

/** Parts less holes. */
export const eulerNumber = defineFeature({
  id: "morphology_euler_number",
  definition:
    "Number of connected parts less the number of holes; in a volume, parts less tunnels plus closed cavities. Pixels that touch at a corner are connected (8 neighbours in the plane, 26 in a volume).",
  formula: "\\chi = V - E + F\\ (-\\,C)\\ \\text{of the union of closed pixels (voxels)}",
  unit: "count",
  dimensions: [2, 3],
  names: { nyxus: "EULER_NUMBER", cellprofiler: "AreaShape_EulerNumber", skimage: "euler_number" },
  reference: gray,
  degenerate: "One pixel: 1. Intensities do not matter.",
  needs: { characteristic: eulerCharacteristic },
  compute: ({ characteristic }) => characteristic,
});
