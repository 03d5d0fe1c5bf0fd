/**
 * What the project has promised about its speed.
 * @module
 */
import type { GroupName } from "./groups.ts";
import type { Pairing } from "./run-pair.ts";
import type { ScanRate } from "./scan-rate.ts";
import { pairedRatio } from "./statistics.ts";

export interface Verdict {
  readonly target: string;
  /** Absent when it was not measured in this run. */
  readonly measured?: number;
  readonly met: boolean;
}

/** Largest CPU of ours in units of Nyxus' CPU, whole processes, one thread. */
const ratios: readonly (readonly [GroupName, string, number])[] = [
  ["intmorph", "plate", 1],
  ["intmorph", "cells2k", 1.3],
  ["glcm", "plate", 0.5],
  ["glcm", "cells2k", 0.5],
  ["intensity", "slide", 0.4],
];

const leastScanRate = 150;

export function judge(pairings: readonly Pairing[], scan: ScanRate | undefined): Verdict[] {
  const verdicts = ratios.map(([group, dataset, limit]): Verdict => {
    const target = `${group} on ${dataset}: at most ${limit} of Nyxus' CPU`;
    const pairing = pairings.find((p) => p.group === group && p.dataset === dataset && p.threads === 1);
    if (pairing === undefined) return { target, met: false };
    const measured = pairedRatio(pairing, ({ cpu }) => cpu);
    return { target, measured, met: measured <= limit };
  });
  const target = `reading and scanning: at least ${leastScanRate} Mpx/s on one core`;
  verdicts.push(
    scan === undefined
      ? { target, met: false }
      : { target, measured: scan.median, met: scan.median >= leastScanRate },
  );
  return verdicts;
}
