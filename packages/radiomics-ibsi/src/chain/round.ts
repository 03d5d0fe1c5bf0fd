import type { Volume } from "./volume.ts";

/** Rounds to whole numbers, halves to the even one, in place; returns the volume. */
export function roundIntensities(volume: Volume<Float64Array>): Volume<Float64Array> {
  const { data } = volume;
  for (let i = 0; i < data.length; i++) {
    const up = Math.floor(data[i] + 0.5);
    data[i] = up - data[i] === 0.5 && up % 2 !== 0 ? up - 1 : up;
  }
  return volume;
}
