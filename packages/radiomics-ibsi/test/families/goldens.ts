/** Values of other tools for the fixtures. */
import type { MemoryImage } from "@pixelmetry/roi";
import { type Claim, fixture, load, type Parameters } from "./claims.ts";

export interface OracleRow extends Claim {
  readonly fixture: string;
  readonly config: string;
}

interface GoldenRow {
  readonly fixture: string;
  readonly label: number;
  readonly id: string;
  readonly config: string;
  readonly value: number | readonly number[] | null;
  readonly missing?: string;
  readonly note?: string;
  /** The tool's own accuracy, where it is worse. */
  readonly tolerance?: number;
}

/** A family with the tools it is compared with. */
interface Compared {
  readonly tools: readonly string[];
  readonly parameters: (config: string) => Parameters;
  /** Geometry of the image. */
  readonly geometry: (config: string) => Partial<MemoryImage>;
  /** Magnitude that rounding errors are relative to, where the value may vanish. */
  readonly scale: number;
  readonly tolerance: number;
  readonly reason: string;
}

const stepsOf = (zyx: string): [number, number, number] => {
  const [z, y, x] = zyx.split(",").map(Number) as [number, number, number];
  return [x, y, z];
};

/** Size of a pixel in micrometres from its size in millimetres. */
const inMicrometres = (zyx: string): Pick<MemoryImage, "spacingUm"> => {
  const [x, y, z] = stepsOf(zyx);
  return { spacingUm: [x * 1000, y * 1000, z * 1000] };
};

export const compared: Readonly<Record<string, Compared>> = {
  ivh: {
    tools: ["numpy", "mirp"],
    parameters: ivhParameters,
    geometry: () => ({}),
    scale: 0,
    tolerance: 1e-12,
    reason: "counts and levels are whole numbers; fractions, and sums of them in the area, are rounded",
  },
  local_intensity: {
    tools: ["scipy", "mirp"],
    parameters: (config) => ({ "local_intensity.radius": Number(config.split(";")[0]) }),
    geometry: (config) => inMicrometres(config.split(";")[1]!),
    scale: 1000,
    tolerance: 1e-13,
    reason: "means of the same pixels, summed in another order; relative to the intensities",
  },
  spatial_autocorrelation: {
    tools: ["esda", "mirp"],
    parameters: () => ({}),
    geometry: (config) => ({ spacing: stepsOf(config) }),
    scale: 1,
    tolerance: 1e-12,
    reason: "sums over all pairs cancel; relative to 1, the size of their terms",
  },
};

function ivhParameters(config: string): Parameters {
  const [, method, size, low, high] = /^(fbn|fbs|discrete)([\d.]*)(?:\[([-\d]*),([-\d]*)\])?$/.exec(config)!;
  if (method === "fbn") return { "ivh.method": "fixed-bin-number", "ivh.bins": Number(size) };
  return {
    "ivh.method": method === "fbs" ? "fixed-bin-size" : "discrete",
    ...(method === "fbs" ? { "ivh.size": Number(size) } : {}),
    ...(low ? { "ivh.range": "fixed-minimum", "ivh.minimum": Number(low) } : {}),
    ...(high ? { "ivh.range": "fixed", "ivh.maximum": Number(high) } : {}),
  };
}

/** Rows that state the definition; those with a note are a tool's own convention. */
export function oracleRows(family: string, tool: string): OracleRow[] {
  const { parameters, scale, tolerance, reason } = compared[family]!;
  return load<{ rows: GoldenRow[] }>(`${family}/${tool}.json`)
    .rows.filter(({ note }) => note === undefined)
    .map(({ fixture, label, id, config, value, missing, tolerance: own }) => ({
      name: `${fixture} ${label} ${id} ${config}`,
      id,
      label,
      fixture,
      config,
      parameters: parameters(config),
      expected: value ?? missing ?? "undefined",
      tolerance: own ?? tolerance,
      scale,
      reason: own === undefined ? reason : "the tool holds images from files in 32 bits",
    }));
}

/** The fixture with the pixel size of the row. */
export const imageOf = (family: string, { fixture: name, config }: OracleRow): MemoryImage => ({
  ...fixture(name),
  ...compared[family]!.geometry(config),
});
