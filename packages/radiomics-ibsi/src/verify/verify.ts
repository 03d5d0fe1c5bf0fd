/**
 * Recomputes published values and compares them.
 * @module
 */
import { agrees } from "./compare.ts";
import { configurationSets, diagnosticsSet, digitalPhantomSet } from "./ibsi1.ts";
import { filterFeaturesSet } from "./ibsi2/filter-features.ts";
import { filterMapsSet } from "./ibsi2/filter-maps.ts";
import type { CheckedValue, VerificationData, VerificationSet } from "./types.ts";

/** A value with its verdict. */
export interface VerifiedValue extends CheckedValue {
  readonly passed: boolean;
}

/** What became of a set. */
export interface VerifiedSet {
  readonly name: string;
  readonly title: string;
  readonly passed: number;
  /** Published values that were not reproduced, those that were not computed among them. */
  readonly failed: number;
  readonly total: number;
  readonly milliseconds: number;
  readonly values: readonly VerifiedValue[];
}

export interface Verification {
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly sets: readonly VerifiedSet[];
}

/** All sets of published values, in the order of the reference manuals. */
export const verificationSets: readonly VerificationSet[] = [
  digitalPhantomSet,
  ...configurationSets,
  diagnosticsSet,
  filterMapsSet,
  filterFeaturesSet,
];

/**
 * Verifies the sets that can run: without `data` those that need none.
 * @param sets - default: {@link verificationSets}
 * @param onSet - hears of each set when it is done
 * @throws PixelmetryError when test data are missing or cannot be read
 * @example
 * const { passed, total } = await verify(); // 482 of 482
 */
export async function verify(
  data?: VerificationData,
  sets: readonly VerificationSet[] = verificationSets,
  onSet: (set: VerifiedSet) => void = () => {},
): Promise<Verification> {
  const done: VerifiedSet[] = [];
  for (const set of sets) {
    if (set.needsData && data === undefined) continue;
    const verified = await verifySet(set, data);
    done.push(verified);
    onSet(verified);
  }
  const sum = (of: (set: VerifiedSet) => number) => done.reduce((total, set) => total + of(set), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    total: sum(({ total }) => total),
    sets: done,
  };
}

async function verifySet(set: VerificationSet, data: VerificationData | undefined): Promise<VerifiedSet> {
  const since = performance.now();
  const values: VerifiedValue[] = [];
  const ids = new Set<string>();
  for await (const value of set.values(data)) {
    if (ids.has(value.id)) throw new Error(`${set.name} gives ${value.id} twice`);
    ids.add(value.id);
    values.push({ ...value, passed: agrees(value) });
  }
  const passed = values.filter((value) => value.passed).length;
  const total = Math.max(set.total, values.length);
  const milliseconds = Math.round(performance.now() - since);
  return { name: set.name, title: set.title, passed, failed: total - passed, total, milliseconds, values };
}
