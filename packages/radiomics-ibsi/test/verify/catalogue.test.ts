/** Which of the features of the reference manual there are. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type IbsiMeasurement, measureIbsi, preset, volume } from "../../src/index.ts";
import { digitalPhantom, keyOf } from "../../src/verify/reference.ts";

interface Row {
  readonly ibsi: string;
  readonly ibsi_parameter?: string;
  readonly feature: string;
  readonly aggregations: readonly string[];
  readonly standardised: boolean;
}

const path = join(import.meta.dirname, "../../../../reference-data/ibsi1/features.json");
const { rows } = JSON.parse(readFileSync(path, "utf8")) as { rows: Row[] };
const cells = rows.flatMap(({ aggregations, ...row }) =>
  aggregations.map((aggregation) => ({ ...row, aggregation })),
);

let measured: IbsiMeasurement;
beforeAll(async () => {
  const { phantom } = await digitalPhantom();
  const grid = { size: phantom.size as never, spacing: phantom.spacing_mm as never };
  const image = volume(Int16Array.from(phantom.intensity), grid);
  measured = await measureIbsi(image, volume(Uint8Array.from(phantom.mask), grid), preset("digital-phantom"));
});

test("174 features in all their aggregations, and nothing else", () => {
  const keys = cells.map((cell) => keyOf({ ...cell, value: 0, tolerance: 0 }));
  expect(keys).toHaveLength(487);
  expect([...measured.values.keys()].sort()).toEqual(keys.sort());
});

test.for(cells.filter(({ standardised }) => !standardised))(
  "$ibsi $feature, not standardised, has a value",
  (cell) => {
    expect(measured.values.get(keyOf({ ...cell, value: 0, tolerance: 0 }))!.value).toBeTypeOf("number");
  },
);
