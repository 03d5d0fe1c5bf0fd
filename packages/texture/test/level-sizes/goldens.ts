/**
 * Goldens of matrices of grey level against size: runs and zones.
 * @module
 */
import type { Parameters } from "../measured.ts";
import { type Claim, fixture, type Golden, type GoldenRow, load, type Scene } from "../reference.ts";

export type SizeFamily = "glrlm" | "glszm" | "gldzm";

/** A row of a golden, and what has to be measured for it. */
export interface OracleRow extends Claim {
  readonly label: number;
  readonly image: string;
  readonly parameters: Parameters;
  readonly column: string;
}

export const toolsOf: Readonly<Record<SizeFamily, readonly string[]>> = {
  glrlm: ["numpy", "mirp", "pyradiomics"],
  glszm: ["numpy", "mirp", "pyradiomics"],
  gldzm: ["numpy", "mirp"],
};

/** Rows whose value follows from the definition; those with a note show a tool's own convention. */
export function oracleRows(family: SizeFamily, tool: string): OracleRow[] {
  const { rows, settings } = load<Golden>(`${family}/${tool}.json`);
  return rows
    .filter((row) => row.note === undefined && !isWithoutBinWidth(row))
    .map((row) => oracleRow(family, row, tool, settings));
}

/** A constant ROI has no bin width, so the brute force gives it no value. Here it has one grey level: see the closed forms. */
const isWithoutBinWidth = ({ config, missing }: GoldenRow): boolean =>
  missing === "constant-intensity" && config.startsWith("fbn");

export const oracleImage = (name: string): Scene => fixture(name);

function oracleRow(
  family: SizeFamily,
  row: GoldenRow,
  tool: string,
  settings: Golden["settings"],
): OracleRow {
  const levels = row.config.startsWith("fbs25_roi") ? "fbs25_roi" : row.config.split("_")[0];
  const how = row.config.slice(levels.length + 1);
  const angle = how.startsWith("angle_") ? how.slice("angle_".length) : undefined;
  const direction = how.startsWith("direction_") ? how.slice("direction_".length) : undefined;
  const suffix = direction === undefined ? angle : direction.replaceAll("-", "m");
  const per = direction !== undefined ? "_per_direction" : angle !== undefined ? "_per_angle" : "";
  const id = `${row.id}${per}`;
  const [tolerance, reason] = accuracy[tool];
  return {
    name: `${row.fixture} ${row.label} ${row.id} ${row.config}`,
    id,
    label: row.label,
    image: row.fixture,
    column: suffix === undefined ? id : `${id}_${suffix}`,
    parameters: {
      ...discretisation(levels, row.fixture, settings),
      ...(suffix === undefined ? aggregation(family, how) : {}),
    },
    expected: row.value ?? row.missing!,
    tolerance: row.value === null ? 0 : tolerance,
    scale: 0,
    reason: row.value === null ? "the definition gives no value" : reason,
  };
}

export function discretisation(name: string, image: string, settings: Golden["settings"]): Parameters {
  if (name.startsWith("fbn")) {
    return { "discretisation.method": "fixed-bin-number", "discretisation.bins": Number(name.slice(3)) };
  }
  const bySize = { "discretisation.method": "fixed-bin-size", "discretisation.size": 25 };
  if (name === "fbs25_roi") return { ...bySize, "discretisation.origin": "multiple-of-size" };
  const origin = (settings.fbs25_origin as Record<string, number>)[image];
  return { ...bySize, "discretisation.origin": "fixed", "discretisation.minimum": origin };
}

/** Parameters of an IBSI aggregation: `2.5D_mrg` of runs, `2.5D` of zones. */
export function aggregation(family: SizeFamily, method: string): Parameters {
  const [dimension, matrices] = method.split("_");
  return {
    [`${family}.dimension`]: dimension,
    ...(matrices === undefined
      ? {}
      : { [`${family}.aggregation`]: matrices === "avg" ? "average" : "merge" }),
  };
}

/** Largest relative differences to be expected, and why there are any. */
const accuracy: Readonly<Record<string, readonly [number, string]>> = {
  numpy: [1e-13, "rounding of sums and logarithms on both sides"],
  pyradiomics: [1e-12, "the tool adds 2.2e-16 inside logarithms and sums fractions, not counts"],
  mirp: [1e-12, "the tool sums fractions, not counts"],
};
