import { features } from "../../src/index.ts";
import { type ConsensusRow, phantomRows } from "../glcm/consensus.ts";
import type { NeighbourhoodFamily } from "./goldens.ts";

/** IBSI consensus values of a family; features are found by their IBSI codes. */
export function consensusRows(family: NeighbourhoodFamily): readonly ConsensusRow[] {
  const own = features().filter(({ id, names }) => id.startsWith(`${family}_`) && names.ibsi !== undefined);
  const ids = new Map(own.map(({ id, names }) => [names.ibsi!, id]));
  return phantomRows
    .filter(({ ibsi }) => ids.has(ibsi))
    .map(({ ibsi, aggregation, value, tolerance }) => ({
      name: `${ids.get(ibsi)} ${aggregation}`,
      id: ids.get(ibsi)!,
      aggregation,
      expected: value,
      tolerance,
    }));
}
