/**
 * `x` to a whole power, 0 or more, by multiplication. The language leaves the last digit of `**` to the engine;
 * this is the same in all of them.
 */
export function integerPower(x: number, power: number): number {
  let product = 1;
  for (let factor = x, left = power; left > 0; factor *= factor, left = Math.floor(left / 2)) {
    if (left % 2 === 1) product *= factor;
  }
  return product;
}

/** `x` times itself. */
export const square = (x: number): number => x * x;
