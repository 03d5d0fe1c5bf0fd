import { join } from "node:path";
import { expect, test } from "vitest";
import { analyticRows } from "./analytic-rows.ts";
import { phantomRows } from "./digital-phantom.ts";
import { distributionVerification } from "./distribution-rows.ts";
import { oracleRows, tools } from "./goldens.ts";
import { imageQualityVerification } from "./image-quality-rows.ts";
import { intensityHistogramVerification } from "./intensity-histogram-rows.ts";
import { allFeatures } from "./measured.ts";
import { momentRows, momentTools } from "./moment-goldens.ts";
import { radialDistributionVerification } from "./radial-distribution-rows.ts";

/** What a feature's numbers were compared with: one entry per feature, tool and tolerance. */
interface Verification {
  readonly id: string;
  readonly kind: "oracle" | "analytic";
  readonly tool: string;
  readonly test: string;
  /** Relative; absolute where the expected value is 0. */
  readonly tolerance: number;
  readonly reason: string;
}

const isValue = (row: { readonly expected: unknown }): boolean => typeof row.expected !== "string";

const goldens = tools.flatMap((tool) =>
  oracleRows(tool)
    .filter(isValue)
    .map(({ id, tolerance, reason }): Verification => {
      return { id, kind: "oracle", tool, test: "test/goldens.oracle.test.ts", tolerance, reason };
    }),
);
const consensus = phantomRows.map(
  ({ id }): Verification => ({
    id,
    kind: "oracle",
    tool: "IBSI",
    test: "test/digital-phantom.oracle.test.ts",
    tolerance: 5e-3,
    reason: "consensus values of the digital phantom have 3 significant digits",
  }),
);
const closedForms = analyticRows.filter(isValue).map(
  ({ id, tolerance, reason }): Verification => ({
    id,
    kind: "analytic",
    tool: "closed form",
    test: "test/closed-forms.analytic.test.ts",
    tolerance,
    reason,
  }),
);

const moments = momentTools.flatMap((tool) =>
  momentRows(tool, "intensity_")
    .filter(isValue)
    .map(({ id, tolerance, reason }): Verification => {
      return { id, kind: "oracle", tool, test: "test/moments.oracle.test.ts", tolerance, reason };
    }),
);

const all = [
  ...goldens,
  ...consensus,
  ...closedForms,
  ...moments,
  ...intensityHistogramVerification,
  ...radialDistributionVerification,
  ...imageQualityVerification,
  ...distributionVerification,
];

function verification(): Verification[] {
  const entries = new Map<string, Verification>();
  for (const row of all) {
    const key = `${row.id} ${row.kind} ${row.tool} ${row.tolerance}`;
    if (!entries.has(key)) entries.set(key, row);
  }
  return [...entries.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

test("verification.json lists what the tests compare; `vitest run -u` rewrites it", async () => {
  const path = join(import.meta.dirname, "../verification.json");
  await expect(`${JSON.stringify(verification(), null, 2)}\n`).toMatchFileSnapshot(path);
});

test.for(allFeatures().map(({ id }) => id))("%s is compared with a number that is not ours", (id) => {
  const rows = all.filter((row) => row.id === id);
  expect(rows.some(({ tool }) => tool !== "nyxus")).toBe(true);
});
