/**
 * Compensated summation (Neumaier): the error of a sum does not grow with the number of terms.
 * @see A. Neumaier, ZAMM 54 (1974) 39-51
 * @module
 */

/** Sum of `terms[i] * weights[i]`, or of `terms` without weights. */
export function compensatedSum(terms: ArrayLike<number>, weights?: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < terms.length; i++) {
    const term = weights === undefined ? terms[i] : terms[i] * weights[i];
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}
