import { atan2, cosDegrees, hypot, ln, missing, sinDegrees, square, type Value } from "@pixelmetry/roi";

const radian = Math.PI / 180;

/** Arithmetic mean. */
export const meanAngle = (angles: readonly number[]): Value =>
  angles.length === 0 ? missing("no-neighbour") : sum(angles) / angles.length;

/** With n - 1. */
export function angleDeviation(angles: readonly number[]): Value {
  if (angles.length === 0) return missing("no-neighbour");
  if (angles.length === 1) return missing("undefined");
  const mean = sum(angles) / angles.length;
  return Math.sqrt(sum(angles.map((angle) => square(angle - mean))) / (angles.length - 1));
}

/** Most frequent whole number of degrees. */
export function angleMode(angles: readonly number[]): Value {
  if (angles.length === 0) return missing("no-neighbour");
  const counts = new Int32Array(360);
  for (const angle of angles) counts[Math.round(angle) % 360]++;
  return counts.indexOf(counts.reduce((a, b) => Math.max(a, b)));
}

/** Mean of unit vectors; `undefined` when they cancel. */
function resultant(
  angles: readonly number[],
): { readonly x: number; readonly y: number; readonly length: number } | undefined {
  const x = sum(angles.map((angle) => cosDegrees(angle))) / angles.length;
  const y = sum(angles.map((angle) => sinDegrees(angle))) / angles.length;
  const length = hypot(x, y);
  // Sums of rounded sines and cosines that cancel leave some 1e-16.
  return length > 1e-12 ? { x, y, length } : undefined;
}

/** Direction of the sum of unit vectors. */
export function circularMean(angles: readonly number[]): Value {
  if (angles.length === 0) return missing("no-neighbour");
  const mean = resultant(angles);
  if (mean === undefined) return missing("undefined");
  const angle = atan2(mean.y, mean.x) / radian;
  return angle < 0 ? (angle + 360) % 360 : angle;
}

/** Deviation of the wrapped normal distribution with the same mean resultant length. */
export function circularDeviation(angles: readonly number[]): Value {
  if (angles.length === 0) return missing("no-neighbour");
  const mean = resultant(angles);
  if (mean === undefined) return missing("undefined");
  return Math.sqrt(-2 * ln(Math.min(1, mean.length))) / radian;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
