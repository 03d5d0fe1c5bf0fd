import { features } from "../../src/index.ts";
import { type ConsensusRow, phantomRows } from "../glcm/consensus.ts";
import type { Parameters } from "../measured.ts";
import { aggregation, type SizeFamily } from "./goldens.ts";

/** IBSI consensus values of a family; features are found by their IBSI codes. */
export function consensusRows(family: SizeFamily): readonly ConsensusRow[] {
  const own = features().filter(({ id, names }) => id.startsWith(`${family}_`) && names.ibsi !== undefined);
  const ids = new Map(own.map(({ id, names }) => [names.ibsi!, id]));
  return phantomRows
    .filter(({ ibsi }) => ids.has(ibsi))
    .map(({ ibsi, aggregation: method, value, tolerance }) => ({
      name: `${ids.get(ibsi)} ${method}`,
      id: ids.get(ibsi)!,
      aggregation: method,
      expected: value,
      tolerance,
    }));
}

/** The phantom's intensities are its grey levels. */
export const phantomParameters = (family: SizeFamily, method: string): Parameters => ({
  "discretisation.method": "none",
  ...aggregation(family, method),
});
