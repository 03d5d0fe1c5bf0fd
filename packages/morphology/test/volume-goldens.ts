import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MemoryImage } from "@pixelmetry/roi";
import { fixture } from "./goldens.ts";
import { shape, withIntensity } from "./shapes.ts";

/** One row of the goldens of shapes in space. */
export interface VolumeRow {
  readonly name: string;
  readonly id: string;
  readonly fixture: string;
  readonly label: number;
  /** Along x, y, z. */
  readonly spacing: readonly [number, number, number];
  readonly expected: number;
  /** Relative to the larger of the value and `scale`. */
  readonly tolerance: number;
  readonly scale: number;
  readonly reason: string;
}

interface Row {
  readonly id: string;
  readonly fixture: string;
  readonly label: number;
  readonly config: string;
  readonly value: number;
  readonly note?: string;
  readonly tolerance?: number;
  readonly scale?: number;
}

export const volumeTools = ["skimage", "mirp", "pyradiomics", "bodies"] as const;

const reasons: Readonly<Record<string, string>> = {
  skimage: "its table has one of two triangulations that are mirror images, of which ours is the mean",
  mirp: "vertices are 32-bit numbers; of mirror images its table has one; the series for ellipsoids ends early",
  pyradiomics: "its table leaves ambiguous cells open",
  bodies: "the solver stops at a gap of 1e-9, the other program rounds its rotations",
};

/** What the tools found. */
export const volumeRows = volumeTools.flatMap((tool) => {
  const path = join(import.meta.dirname, "../../../reference-data/volume", `${tool}.json`);
  const { rows } = JSON.parse(readFileSync(path, "utf8")) as { readonly rows: readonly Row[] };
  return rows
    .filter(({ note }) => note === undefined)
    .map((row): VolumeRow & { readonly tool: string } => {
      const steps = row.config.split("_").slice(1).map(Number);
      const [x, y = x, z = x] = steps.toReversed();
      return {
        tool,
        name: `${tool}: ${row.fixture} ${row.label} ${row.id} ${row.config}`,
        id: row.id,
        fixture: row.fixture,
        label: row.label,
        spacing: [x, y, z],
        expected: row.value,
        tolerance: row.tolerance ?? 1e-11,
        scale: row.scale ?? 0,
        reason: row.tolerance === undefined ? "other orders of rounded sums" : reasons[tool],
      };
    });
});

/** A fixture, or the wavy body, which is read in several slabs, as the generators draw it. */
export function volumeImage(name: string): MemoryImage {
  if (name !== "wave") return fixture(name);
  const body = shape([130, 112, 90], (x, y, z) => {
    const ball = 9 * (x - 65) ** 2 + 12 * (y - 56) ** 2 + 18 * (z - 45) ** 2;
    const ripple = 200 * Math.abs(((x + 2 * y + 3 * z) % 60) - 30);
    return ball + ripple < 39000 && (x - 60) ** 2 + (y - 50) ** 2 + (z - 40) ** 2 >= 300;
  });
  return withIntensity(body, (x, y, z) => (7 * x + 13 * y + 3 * z) % 251);
}
