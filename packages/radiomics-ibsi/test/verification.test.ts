import { join } from "node:path";
import { defaultParameters } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { families, verify } from "../src/index.ts";
import type { Claim } from "./families/claims.ts";
import { closedForms } from "./families/closed-forms.ts";
import { compared, oracleRows } from "./families/goldens.ts";

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

const ids = families.flatMap((family) =>
  family.features(defaultParameters(family.parameters) as never).map(({ id }) => id),
);

const entriesOf = (rows: readonly Claim[], kind: Verification["kind"], tool: string, path: string) =>
  rows
    .filter(({ expected }) => typeof expected !== "string")
    .map(({ id, tolerance, reason }): Verification => ({ id, kind, tool, test: path, tolerance, reason }));

async function verification(): Promise<Verification[]> {
  const consensus = (await verify()).sets[0]!.values.flatMap(({ feature: id, passed }): Verification[] => {
    if (!passed || id === undefined || !ids.includes(id)) return [];
    const reason = "consensus values of the digital phantom have 3 significant digits";
    return [
      {
        id,
        kind: "oracle",
        tool: "IBSI",
        test: "test/verify/digital-phantom.oracle.test.ts",
        tolerance: 5e-3,
        reason,
      },
    ];
  });
  const oracles = Object.entries(compared).flatMap(([family, { tools }]) =>
    tools.flatMap((tool) =>
      entriesOf(oracleRows(family, tool), "oracle", tool, "test/families/goldens.oracle.test.ts"),
    ),
  );
  const forms = entriesOf(
    closedForms,
    "analytic",
    "closed form",
    "test/families/closed-forms.analytic.test.ts",
  );
  const entries = new Map<string, Verification>();
  for (const row of [...consensus, ...oracles, ...forms]) {
    const key = `${row.id} ${row.kind} ${row.tool} ${row.tolerance}`;
    if (!entries.has(key)) entries.set(key, row);
  }
  return [...entries.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

test("verification.json lists what the tests compare; `vitest run -u` rewrites it", async () => {
  const path = join(import.meta.dirname, "../verification.json");
  await expect(`${JSON.stringify(await verification(), null, 2)}\n`).toMatchFileSnapshot(path);
});

test.for(ids)("%s is compared with another tool and with a closed form", async (id) => {
  const kinds = (await verification()).filter((row) => row.id === id).map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(["oracle", "analytic"]));
});
