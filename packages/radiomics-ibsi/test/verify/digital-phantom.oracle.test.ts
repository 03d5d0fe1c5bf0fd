/** The digital phantom: every consensus value by the rule of the consensus, and MIRP's unrounded values. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type VerifiedSet, verify } from "../../src/index.ts";
import { digitalPhantom, keyOf } from "../../src/verify/reference.ts";

const folder = join(import.meta.dirname, "../../../../reference-data/ibsi1");
const load = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), "utf8")) as T;

interface PhantomRow {
  readonly tag: string;
  readonly ibsi: string;
  readonly ibsi_parameter?: string;
  readonly feature: string;
  readonly aggregation: string;
  readonly value: number;
  readonly tolerance: number;
}

const rows = load<{ rows: PhantomRow[] }>("digital-phantom.json").rows;
/** In the same order. */
const unrounded = load<{ rows: { ibsi: string; config: string; value: number }[] }>(
  "digital-phantom-mirp.json",
).rows.map((row, i) => ({ ...rows[i]!, code: row.ibsi, config: row.config, mirp: row.value }));

let set: VerifiedSet;
beforeAll(async () => {
  set = (await verify()).sets[0]!;
});
const valueFor = (row: PhantomRow) => set.values.find(({ id }) => id === keyOf(row))!;

test("482 of 482 values agree", async () => {
  expect((await digitalPhantom()).rows).toHaveLength(482);
  expect(set).toMatchObject({ name: "digital-phantom", passed: 482, failed: 0, total: 482 });
});

test.for(rows)("consensus: $tag $aggregation", (row) => {
  const { got, expected, tolerance, passed } = valueFor(row);
  expect([expected, tolerance]).toEqual([row.value, row.tolerance]);
  expect(passed, `${got} for ${expected} ± ${tolerance}`).toBe(true);
});

test.for(unrounded)("MIRP: $tag $aggregation", ({ code, config, mirp, ...row }) => {
  expect([code, config]).toEqual([row.ibsi, row.aggregation]);
  const { got } = valueFor(row);
  expect(got).toBeTypeOf("number");
  // The tool holds images from files in 32 bits.
  expect(Math.abs((got as number) - mirp), `${got} for ${mirp}`).toBeLessThanOrEqual(
    5e-7 * Math.max(1, Math.abs(mirp)),
  );
});
