import { join } from "node:path";
import { expect, test } from "vitest";
import { features } from "../src/index.ts";
import { closedForms } from "./glcm/closed-forms.ts";
import { consensusRows } from "./glcm/consensus.ts";
import { oracleRows, tools } from "./glcm/goldens.ts";

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

const isNumber = (row: { readonly expected: number | string }): boolean => typeof row.expected === "number";

const oracles = tools.flatMap((tool) =>
  oracleRows(tool)
    .filter(isNumber)
    .map(
      ({ id, tolerance, reason }): Verification => ({
        id,
        kind: "oracle",
        tool,
        test: "test/glcm/goldens.oracle.test.ts",
        tolerance,
        reason,
      }),
    ),
);
const consensus = consensusRows.map(
  ({ id }): Verification => ({
    id,
    kind: "oracle",
    tool: "IBSI-1 consensus",
    test: "test/glcm/consensus.oracle.test.ts",
    tolerance: 0.005,
    reason: "the consensus is given to three digits, six aggregations each",
  }),
);
const analytic = closedForms.filter(isNumber).map(
  ({ id, tolerance, reason }): Verification => ({
    id,
    kind: "analytic",
    tool: "closed form",
    test: "test/glcm/closed-forms.analytic.test.ts",
    tolerance,
    reason,
  }),
);

function verification(): Verification[] {
  const entries = new Map<string, Verification>();
  for (const row of [...oracles, ...consensus, ...analytic]) {
    const key = `${row.id} ${row.kind} ${row.tool} ${row.tolerance}`;
    if (!entries.has(key)) entries.set(key, row);
  }
  return [...entries.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

test("verification.json lists what the tests compare; `vitest run -u` rewrites it", async () => {
  const path = join(import.meta.dirname, "../verification.json");
  await expect(`${JSON.stringify(verification(), null, 2)}\n`).toMatchFileSnapshot(path);
});

test.for(features().map(({ id }) => id))("%s is compared with a number that is not ours", (id) => {
  expect([...oracles, ...consensus].some((row) => row.id === id && row.tool !== "nyxus")).toBe(true);
  expect(analytic.some((row) => row.id === id)).toBe(true);
});
