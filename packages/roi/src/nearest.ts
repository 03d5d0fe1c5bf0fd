/**
 * "Did you mean": the known words nearest to one that is not known.
 * @module
 */

/** Up to `count` of `words`, nearest first, none further than a third of its length away. */
export function nearest(word: string, words: Iterable<string>, count = 3): string[] {
  const lower = word.toLowerCase();
  return [...new Set(words)]
    .map((candidate) => ({
      candidate,
      distance: rank(lower, candidate.toLowerCase()),
      // Of words that differ in case only, the one written as the user writes comes first.
      exact: editDistance(word, candidate),
    }))
    .filter(({ candidate, distance }) => distance <= Math.max(2, Math.max(word.length, candidate.length) / 3))
    .sort((a, b) => a.distance - b.distance || a.exact - b.exact || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Part of a word counts as near: `entropy` finds `glcm_joint_entropy`. */
function rank(word: string, candidate: string): number {
  const edits = editDistance(word, candidate);
  return word.length >= 4 && candidate.includes(word) ? Math.min(edits, 1.5) : edits;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    previous = row;
  }
  return previous[b.length];
}
