/**
 * Runs both programs on the same job, taking turns, so that whatever else the machine does meets both.
 * @module
 */
import type { Dataset } from "./datasets.ts";
import { type GroupName, groups } from "./groups.ts";
import { type Run, runNyxus, runPixelmetry } from "./programs.ts";
import { compareTables, type Sameness } from "./same-columns.ts";

/** One line of the comparison. */
export interface Pairing {
  readonly dataset: string;
  readonly group: GroupName;
  readonly threads: number;
  readonly sameness: Sameness;
  /** Run i of one list was made right before or after run i of the other. */
  readonly ours: readonly Run[];
  readonly theirs: readonly Run[];
}

/** Slide takes Nyxus a quarter of a minute a run. */
const defaultRepeats = (dataset: Dataset): number => (dataset.name === "slide" ? 2 : 5);

/**
 * Compares the programs on a dataset: for each group one pair of runs whose tables are compared, which also
 * brings the files into memory, then the timed pairs.
 */
export function* comparePrograms(
  python: string,
  dataset: Dataset,
  names: readonly GroupName[],
  threadCounts: readonly number[],
  repeats = defaultRepeats(dataset),
): Generator<Pairing> {
  for (const group of names) {
    const job = { dataset, features: groups[group] };
    runPixelmetry({ ...job, threads: threadCounts[0] });
    runNyxus(python, { ...job, threads: threadCounts[0] }, true);
    const sameness = compareTables(`${dataset.name}, ${group}`);
    for (const threads of threadCounts) {
      const ours: Run[] = [];
      const theirs: Run[] = [];
      const turns = [
        () => void ours.push(runPixelmetry({ ...job, threads })),
        () => void theirs.push(runNyxus(python, { ...job, threads })),
      ];
      for (let i = 0; i < repeats; i++) {
        for (const turn of i % 2 === 0 ? turns : turns.toReversed()) turn();
      }
      yield { dataset: dataset.name, group, threads, sameness, ours, theirs };
    }
  }
}
