import type { Parameters } from "../measured.ts";
import { type Claim, type Golden, type GoldenRow, load } from "../reference.ts";

/** A row of a golden, and what has to be measured for it. */
export interface OracleRow extends Claim {
  readonly label: number;
  /** Name of the fixture. */
  readonly image: string;
  readonly parameters: Parameters;
  readonly column: string;
}

interface MomentRow extends GoldenRow {
  readonly component: string;
}

export const tools = ["mahotas"] as const;

export function oracleRows(tool: (typeof tools)[number]): OracleRow[] {
  const rows = load<Golden>(`zernike/${tool}.json`).rows as readonly MomentRow[];
  return rows.map(({ fixture, label, id, config, component, value, scale }) => {
    const [, order, radius] = /^o(\d+)_r([\d.]+)$/.exec(config)!;
    return {
      name: `${fixture} ${label} ${component} ${config}`,
      id,
      label,
      image: fixture,
      parameters: { "zernike.order": Number(order), "zernike.radius": Number(radius) },
      column: `${id}_${component}`,
      expected: value!,
      tolerance: 1e-12,
      scale: scale!,
      reason:
        "the tool sums powers of alternating sign, which cancel; relative to the largest value of a moment",
    };
  });
}
