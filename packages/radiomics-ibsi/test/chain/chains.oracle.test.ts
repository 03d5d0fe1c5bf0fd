/** Processing chains with other settings than IBSI's, down to the features, against MIRP. */
import { beforeAll, expect, test } from "vitest";
import { type IbsiMeasurement, measureIbsi, parsePipeline, type Vector, volume } from "../../src/index.ts";
import { load, volumeFixture } from "../reference.ts";

interface Golden {
  readonly settings: {
    readonly spacing: Vector;
    readonly margin: Vector;
    readonly chains: Readonly<Record<string, { readonly pipeline: unknown }>>;
  };
  readonly rows: readonly {
    readonly chain: string;
    readonly label: number;
    readonly feature: string;
    readonly key: string;
    readonly value: number | null;
  }[];
}

const { settings, rows } = load<Golden>("chain/mirp.json");
const { spacing, margin, chains } = settings;
const fixture = volumeFixture();
const size = fixture.size.map((n, axis) => n + 2 * margin[axis]!) as unknown as Vector;

/** The fixture within a margin of its border voxels, or of 0. */
function within(data: ArrayLike<number>, repeat: boolean): Int16Array {
  const out = new Int16Array(size[0] * size[1] * size[2]);
  for (let to = 0; to < out.length; to++) {
    const at = [to % size[0], Math.floor(to / size[0]) % size[1], Math.floor(to / (size[0] * size[1]))];
    const there = at.map((i, axis) => i - margin[axis]!);
    const near = there.map((i, axis) => Math.min(Math.max(i, 0), fixture.size[axis]! - 1));
    if (!repeat && near.some((i, axis) => i !== there[axis])) continue;
    out[to] = data[(near[2]! * fixture.size[1] + near[1]!) * fixture.size[0] + near[0]!]!;
  }
  return out;
}

const measured = new Map<string, IbsiMeasurement>();
beforeAll(async () => {
  const image = volume(within(fixture.intensity, true), { size, spacing });
  const mask = volume(within(fixture.labels, false), { size, spacing });
  for (const [chain, { pipeline }] of Object.entries(chains)) {
    for (const label of [1, 2]) {
      measured.set(
        `${chain} ${label}`,
        await measureIbsi(image, mask, parsePipeline(pipeline, chain), { label }),
      );
    }
  }
});

/** Relative tolerance, and the magnitude it is relative to at least. */
function toleranceOf(feature: string): readonly [tolerance: number, scale: number] {
  // MIRP breaks the series of Legendre polynomials off after twenty terms; Pixelmetry has its limit.
  if (feature === "morph_area_dens_aee") return [3e-4, 0];
  // MIRP sums deviations in 32 bits; skewness and kurtosis are small differences of such sums.
  return /_(skew|kurt)$/.test(feature) ? [2e-6, 1] : [1e-6, 0];
}

test("there are five chains of two regions", () => {
  const regions = new Set(rows.map(({ chain, label }) => `${chain} ${label}`));
  expect(regions.size).toBe(10);
  expect(rows).toHaveLength(2644);
});

test.each(rows)("$chain, label $label: $feature $key", ({ chain, label, feature, key, value }) => {
  const found = measured.get(`${chain} ${label}`)!.values.get(key);
  expect(found?.missing).toBeUndefined();
  const got = found!.value!;
  const [tolerance, scale] = toleranceOf(feature);
  const allowed = tolerance * Math.max(Math.abs(value!), scale);
  expect(Math.abs(got - value!), `${got} for ${value}`).toBeLessThanOrEqual(allowed);
});
