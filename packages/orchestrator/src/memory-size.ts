/**
 * Sizes of memory as people write them.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";

const factors: Readonly<Record<string, number>> = {
  "": 1,
  B: 1,
  K: 2 ** 10,
  M: 2 ** 20,
  G: 2 ** 30,
  T: 2 ** 40,
};

/**
 * Bytes of `256MB`, `1.5G`, `800 MiB`; K, M, G and T are powers of 1024.
 * @throws PixelmetryError `invalid-argument`
 */
export function parseBytes(text: string, where: string): number {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?\s*$/i.exec(text);
  const bytes = match === null ? Number.NaN : Number(match[1]) * factors[match[2].toUpperCase()];
  if (!(bytes > 0)) {
    throw new PixelmetryError("invalid-argument", {
      where,
      what: "this is no size of memory",
      expected: "a number with a unit, as 512MB or 2GB",
      received: text,
    });
  }
  return Math.floor(bytes);
}

/** `bytes` with a unit. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
