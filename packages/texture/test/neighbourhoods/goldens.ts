/**
 * Goldens of matrices of neighbourhoods: dependences and grey tone differences.
 * @module
 */
import { discretisation } from "../level-sizes/goldens.ts";
import type { Parameters } from "../measured.ts";
import { type Claim, type Golden, type GoldenRow, load } from "../reference.ts";

export type NeighbourhoodFamily = "gldm" | "ngldm" | "ngtdm";

/** A row of a golden, and what has to be measured for it. */
export interface OracleRow extends Claim {
  readonly label: number;
  /** Name of the fixture. */
  readonly image: string;
  readonly parameters: Parameters;
}

export const toolsOf: Readonly<Record<NeighbourhoodFamily, readonly string[]>> = {
  gldm: ["numpy", "pyradiomics"],
  ngldm: ["numpy", "mirp"],
  ngtdm: ["numpy", "mirp", "pyradiomics"],
};

/** Rows whose value follows from the definition; those with a note show a tool's own convention. */
export function oracleRows(family: NeighbourhoodFamily, tool: string): OracleRow[] {
  const { rows, settings } = load<Golden>(`${family}/${tool}.json`);
  return rows
    .filter((row) => row.note === undefined && !isWithoutBinWidth(row))
    .map((row) => oracleRow(family, row, tool, settings));
}

/** A constant ROI has no bin width, so the brute force gives it no value. Here it has one grey level: see the closed forms. */
const isWithoutBinWidth = ({ config, missing }: GoldenRow): boolean =>
  missing === "constant-intensity" && config.startsWith("fbn");

function oracleRow(
  family: NeighbourhoodFamily,
  row: GoldenRow,
  tool: string,
  settings: Golden["settings"],
): OracleRow {
  const levels = row.config.startsWith("fbs25_roi") ? "fbs25_roi" : row.config.split("_")[0];
  const [distance, ...how] = row.config.slice(levels.length + 1).split("_");
  const [alpha, dimension] = how.length === 2 ? how : [undefined, how[0]];
  const [tolerance, reason] = accuracy[tool];
  return {
    name: `${row.fixture} ${row.label} ${row.id} ${row.config}`,
    id: row.id,
    label: row.label,
    image: row.fixture,
    parameters: {
      ...discretisation(levels, row.fixture, settings),
      [`${family}.distance`]: Number(distance.slice(1)),
      ...(alpha === undefined ? {} : { [`${family}.alpha`]: Number(alpha.slice(1)) }),
      [`${family}.dimension`]: dimension,
    },
    expected: row.value ?? row.missing!,
    tolerance: row.value === null ? 0 : tolerance,
    scale: 0,
    reason: row.value === null ? "the definition gives no value" : reason,
  };
}

/** Largest relative differences to be expected, and why there are any. */
const accuracy: Readonly<Record<string, readonly [number, string]>> = {
  numpy: [1e-13, "rounding of sums and logarithms"],
  pyradiomics: [1e-12, "the tool adds 2.2e-16 inside logarithms and sums fractions, not counts"],
  mirp: [1e-12, "the tool sums fractions, not counts"],
};
