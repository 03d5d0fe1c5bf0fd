import type { Parameters } from "../measured.ts";
import { type Claim, load } from "../reference.ts";

/** A row of a golden, and what has to be measured for it. */
export interface OracleRow extends Claim {
  readonly label: number;
  /** Name of the fixture. */
  readonly image: string;
  readonly parameters: Parameters;
  readonly column: string;
}

interface HistogramGolden {
  readonly rows: readonly {
    readonly fixture: string;
    readonly label: number;
    readonly id: string;
    readonly config: string;
    readonly value: readonly number[] | null;
    readonly missing?: string;
    readonly note?: string;
  }[];
}

export const tools = ["numpy", "skimage"] as const;

/** A row per column; rows with a note show the tool's own convention. */
export function oracleRows(tool: (typeof tools)[number]): OracleRow[] {
  return load<HistogramGolden>(`lbp/${tool}.json`)
    .rows.filter(({ note }) => note === undefined)
    .flatMap(({ fixture: image, label, id, config, value, missing }) => {
      const [, points, radius] = /^p(\d+)_r([\d.]+)$/.exec(config)!.map(Number) as [number, number, number];
      return Array.from({ length: points + 2 }, (_, code): OracleRow => {
        const claim = { tolerance: 1e-15, scale: 0, reason: "a quotient of two numbers of pixels" };
        const name = `${image} ${label} ${config} ${code}`;
        const parameters = { "lbp.points": points, "lbp.radius": radius };
        const expected = value === null ? missing! : value[code];
        return { ...claim, name, id, label, image, parameters, column: `${id}_${code}`, expected };
      });
    });
}
