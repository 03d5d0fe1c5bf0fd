import { square } from "@pixelmetry/roi";

/** Statistics of a diameter over directions. */
export interface DiameterStatistics {
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  readonly median: number;
  readonly standardDeviation: number;
  readonly mode: number;
}

/**
 * Statistics of these diameters, which are left in ascending order.
 * @param bin - width of the classes whose fullest one is the mode
 */
export function diameterStatistics(sorted: Float64Array, bin: number): DiameterStatistics {
  sortFew(sorted);
  const n = sorted.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += sorted[i];
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += square(sorted[i] - mean);
  return {
    minimum: sorted[0],
    maximum: sorted[n - 1],
    mean,
    median: n % 2 === 1 ? sorted[(n - 1) / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2,
    standardDeviation: Math.sqrt(squares / n),
    mode: modeOf(sorted, bin),
  };
}

/** Lower end of the fullest class, the first one of several; a value just below a class belongs to it. */
function modeOf(sorted: Float64Array, bin: number): number {
  let best = 0;
  let most = 0;
  for (let i = 0; i < sorted.length; ) {
    const k = classOf(sorted[i], bin);
    let end = i + 1;
    while (end < sorted.length && classOf(sorted[end], bin) === k) end++;
    if (end - i > most) {
      most = end - i;
      best = k;
    }
    i = end;
  }
  return best * bin;
}

const classOf = (value: number, bin: number): number => Math.floor(value / bin + 1e-9);

/** Insertion sort: calls into the engine's sort cost more for a few numbers. */
function sortFew(values: Float64Array): void {
  if (values.length > 64) {
    values.sort();
    return;
  }
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    let at = i;
    for (; at > 0 && values[at - 1] > value; at--) values[at] = values[at - 1];
    values[at] = value;
  }
}
