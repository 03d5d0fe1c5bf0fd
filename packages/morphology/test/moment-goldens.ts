import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MemoryImage } from "@pixelmetry/roi";

/** One row of the goldens of moments. */
export interface MomentRow {
  readonly id: string;
  readonly fixture: string;
  readonly label: number;
  readonly expected: number | string;
  /** Size of the terms whose sum the value is. */
  readonly scale: number;
  readonly tolerance: number;
  readonly reason: string;
}

export const momentTools = ["numpy", "skimage"] as const;

const path = (tool: string): string =>
  join(import.meta.dirname, "../../../reference-data/moments", `${tool}.json`);

/** Rows of a tool whose ids begin with `prefix`. */
export function momentRows(tool: (typeof momentTools)[number], prefix: string): MomentRow[] {
  const { rows } = JSON.parse(readFileSync(path(tool), "utf8")) as {
    rows: (Omit<MomentRow, "expected" | "scale"> & {
      value: number | null;
      scale?: number;
      missing?: string;
      note?: string;
    })[];
  };
  return rows
    .filter(({ id, note }) => id.startsWith(prefix) && note === undefined)
    .map(({ id, fixture, label, value, scale = 0, missing }) => ({
      id,
      fixture,
      label,
      expected: value ?? missing ?? "undefined",
      scale,
      tolerance: 1e-12,
      reason: "sums of up to a thousand rounded products, relative to the size of their terms",
    }));
}

/** One region large enough for a positive distance-weighted mass, as the generator draws it. */
export function ellipse(): MemoryImage {
  const [width, height] = [90, 60];
  const labels = new Uint8Array(width * height);
  const intensity = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x - 43, y - 29];
      labels[y * width + x] = u * u + 2 * v * v + Math.floor((u * v) / 2) <= 1500 ? 1 : 0;
      intensity[y * width + x] = 1000 + 3 * x + ((x * y) % 17);
    }
  }
  return { labels, intensity, width, height };
}
