import { dtypeOf, isIntegerType } from "@pixelmetry/roi";
import type { Volume } from "./volume.ts";

/** The intensities as whole numbers, halves rounded to the even one; volumes of whole numbers are returned as they are. */
export function roundIntensities(volume: Volume): Volume {
  if (isIntegerType(dtypeOf(volume.data))) return volume;
  const data = volume.data.slice();
  for (let i = 0; i < data.length; i++) {
    const up = Math.floor(data[i] + 0.5);
    data[i] = up - data[i] === 0.5 && up % 2 !== 0 ? up - 1 : up;
  }
  return { ...volume, data };
}
