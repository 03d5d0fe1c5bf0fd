import type { Discretisation } from "@pixelmetry/roi";
import type { Aggregation } from "../aggregation.ts";

/** What the zones of a ROI depend on. */
export interface ZoneSettings {
  readonly discretisation: Discretisation;
  readonly dimension: Aggregation["dimension"];
}

/** The parameter of a family that aggregates slices, not directions. */
export const dimensionParameter = {
  default: "3D",
  description:
    "Zones of a volume: 3D with 26 neighbours, 2D within each slice with the mean over slices, 2.5D within slices whose matrices are added up; 2D images have one slice",
  choices: ["3D", "2D", "2.5D"],
} as const;
