import { ln, square } from "@pixelmetry/roi";

/** Slope of the least-squares line through the logarithms of `y` over those of `x`. */
export function logSlope(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < n; i++) {
    meanX += ln(x[i]) / n;
    meanY += ln(y[i]) / n;
  }
  let squares = 0;
  let products = 0;
  for (let i = 0; i < n; i++) {
    const dx = ln(x[i]) - meanX;
    squares += square(dx);
    products += dx * (ln(y[i]) - meanY);
  }
  return products / squares;
}
