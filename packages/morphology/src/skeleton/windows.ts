/**
 * What can be said of a pixel from the eight around it, for every window of 3 x 3 pixels.
 * @module
 */

/** Bits of the eight neighbours in a window, going round from the right one over the upper right one. */
const around = [5, 2, 1, 0, 3, 6, 7, 8];
const centre = 1 << 4;

/** Neighbour i of the window, counted from 1 to 8 as in the paper, then round again. */
const neighbour = (window: number, i: number): boolean => ((window >> around[(i - 1) % 8]) & 1) === 1;

/** How often the pixels around go from outside to inside: the number of branches that meet in the pixel. */
export const branchesOf = Uint8Array.from({ length: 512 }, (_, window) => {
  let count = 0;
  for (let i = 1; i <= 8; i++) if (!neighbour(window, i) && neighbour(window, i + 1)) count++;
  return count;
});

/** Bit 0: taken away in the first half of an iteration; bit 1: in the second one. */
export const removable = Uint8Array.from(
  { length: 512 },
  (_, window) => (isRemovable(window, 0) ? 1 : 0) | (isRemovable(window, 4) ? 2 : 0),
);

/**
 * Conditions G1, G2 and G3; the second half looks at the window after half a turn.
 * @see Z. Guo, R. W. Hall, Parallel thinning with two-subiteration algorithms, 1989, doi:10.1145/62065.62074
 */
function isRemovable(window: number, turn: 0 | 4): boolean {
  if ((window & centre) === 0) return false;
  const x = (i: number): boolean => neighbour(window, i + turn);
  let crossings = 0;
  let even = 0;
  let odd = 0;
  for (let i = 1; i <= 4; i++) {
    if (!x(2 * i - 1) && (x(2 * i) || x(2 * i + 1))) crossings++;
    if (x(2 * i - 1) || x(2 * i)) even++;
    if (x(2 * i) || x(2 * i + 1)) odd++;
  }
  const pairs = Math.min(even, odd);
  return crossings === 1 && pairs >= 2 && pairs <= 3 && !((x(2) || x(3) || !x(8)) && x(1));
}
