import type { Parameters } from "../measured.ts";
import { type Claim, fixture, type Golden, type GoldenRow, load, type Scene } from "../reference.ts";

/** A row of a golden, and what has to be measured for it. */
export interface OracleRow extends Claim {
  readonly label: number;
  readonly image: string;
  readonly parameters: Parameters;
  readonly column: string;
}

export const tools = ["numpy", "mirp", "pyradiomics", "skimage", "nyxus"] as const;

/** Rows whose value follows from the definition; those with a note show a tool's own convention. */
export function oracleRows(tool: (typeof tools)[number]): OracleRow[] {
  const golden = load<Golden>(`glcm/${tool}.json`);
  return golden.rows
    .filter((row) => row.note === undefined && row.expected_to_agree !== false)
    .filter((row) => !isWithoutBinWidth(row))
    .map((row) => oracleRow(row, tool, golden.settings));
}

/**
 * The brute force leaves constant ROIs without a value when the bins divide the range of intensities, since
 * they have no width. Here such a ROI has one grey level, 1: see the analytic tests.
 */
const isWithoutBinWidth = ({ config, missing }: GoldenRow): boolean =>
  missing === "constant-intensity" && config.startsWith("fbn");

/** Images by name: a fixture, or a fixture without the pixels that Nyxus leaves out: those of intensity 0. */
export function oracleImage(name: string): Scene {
  const [of, levels] = name.split(" ");
  const { labels, intensity, ...size } = fixture(of);
  if (levels !== "nyxus64") return { labels, intensity, ...size };
  return { ...size, labels: labels.map((label, p) => (intensity[p] === 0 ? 0 : label)), intensity };
}

/** Nyxus measures two things under two names each. */
const synonyms: Readonly<Record<string, string>> = {
  glcm_variance: "glcm_joint_variance",
  glcm_homogeneity_2: "glcm_inverse_difference_moment",
};

function oracleRow(row: GoldenRow, tool: string, settings: Golden["settings"]): OracleRow {
  const [levels, distance, ...how] = row.config.split("_");
  const discretisation = row.config.startsWith("fbs25_roi") ? "fbs25_roi" : levels;
  const rest = discretisation === "fbs25_roi" ? row.config.split("_").slice(2) : [distance, ...how];
  const perAngle = rest[1] === "angle";
  const perDirection = rest[1] === "direction";
  const measure = synonyms[row.id] ?? row.id;
  const id = perAngle ? `${measure}_per_angle` : perDirection ? `${measure}_per_direction` : measure;
  const direction = rest.slice(2).join("_").replaceAll("-", "m");
  const image = discretisation === "nyxus64" ? `${row.fixture} nyxus64` : row.fixture;
  return {
    name: `${image} ${row.label} ${row.id} ${row.config}`,
    id,
    label: row.label,
    image,
    column: perAngle ? `${id}_${rest[2]}` : perDirection ? `${id}_${direction}` : id,
    parameters: {
      ...discretisationParameters(discretisation, row.fixture, settings),
      "glcm.distance": Number(rest[0].slice(1)),
      ...(perAngle ? { "glcm.symmetric": rest[3] === "symmetric" } : {}),
      ...(perAngle || perDirection ? {} : aggregation(rest[1], rest[2])),
    },
    ...claimed(row, tool),
  };
}

function discretisationParameters(name: string, image: string, settings: Golden["settings"]): Parameters {
  const byNumber = { "discretisation.method": "fixed-bin-number", "discretisation.bins": 64 };
  if (name === "nyxus64") return { ...byNumber, "texture.bins_from": "zero" };
  if (name === "fbn64") return byNumber;
  const bySize = { "discretisation.method": "fixed-bin-size", "discretisation.size": 25 };
  if (name === "fbs25_roi") return { ...bySize, "discretisation.origin": "multiple-of-size" };
  const origin = (settings["fbs25_origin"] as Record<string, number>)[image];
  return { ...bySize, "discretisation.origin": "fixed", "discretisation.minimum": origin };
}

/** Parameters of an IBSI aggregation: `2.5D_mrg`. */
export const aggregation = (dimension: string, matrices: string): Parameters => ({
  "glcm.dimension": dimension,
  "glcm.aggregation": matrices === "avg" ? "average" : "merge",
});

function claimed(row: GoldenRow, tool: string): Pick<Claim, "expected" | "tolerance" | "scale" | "reason"> {
  if (row.value === null) {
    return { expected: row.missing!, tolerance: 0, scale: 0, reason: "the definition gives no value" };
  }
  // Third powers of either sign cancel.
  const { value: expected, scale = row.id === "glcm_cluster_shade" ? 1 : 0 } = row;
  if (row.tolerance !== undefined) {
    return { expected, tolerance: row.tolerance, scale, reason: "the tool approximates logarithms" };
  }
  const [tolerance, reason] =
    tool === "pyradiomics" && row.id.startsWith("glcm_maximal") ? ofQuotients : accuracy[tool];
  return { expected, tolerance, scale, reason };
}

const ofQuotients = [1e-10, "the tool adds 2.2e-16 to the products of probabilities it divides by"] as const;

/** Largest relative differences to be expected, and why there are any. */
const accuracy: Readonly<Record<string, readonly [number, string]>> = {
  numpy: [1e-13, "rounding of sums and logarithms on both sides"],
  skimage: [1e-12, "the tool sums probabilities, not counts"],
  pyradiomics: [1e-12, "the tool adds 2.2e-16 inside logarithms and sums probabilities, not counts"],
  mirp: [1e-10, "the tool subtracts large products from each other for the correlation"],
  nyxus: [1e-12, "the tool sums probabilities, not counts"],
};
