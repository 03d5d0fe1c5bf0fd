/**
 * Deep comparison of values: numbers, typed arrays, arrays, maps and plain objects of these.
 * @module
 */

/** How far numbers may lie apart; absent: not at all, so that 0 and -0 differ and NaN equals NaN. */
export interface Tolerance {
  /** Relative to the larger of both numbers and of `scale`. */
  readonly relative: number;
  /** Magnitude of the terms that were summed to give the number at `path`. */
  scale?(path: string): number;
}

/** Where and how `actual` differs from `expected`; `undefined` when it does not. */
export function difference(
  actual: unknown,
  expected: unknown,
  tolerance?: Tolerance,
  path = "value",
): string | undefined {
  if (typeof actual === "number" && typeof expected === "number") {
    return sameNumber(actual, expected, tolerance, path)
      ? undefined
      : `${path}: ${show(actual)} is not ${show(expected)}`;
  }
  if (!isComposite(actual) || !isComposite(expected)) {
    if (typeof actual === "function" && typeof expected === "function") return undefined;
    return Object.is(actual, expected) ? undefined : `${path}: ${String(actual)} is not ${String(expected)}`;
  }
  const kinds = [actual, expected].map((value) => value.constructor?.name ?? "Object");
  if (kinds[0] !== kinds[1]) return `${path}: a ${kinds[0]} is not a ${kinds[1]}`;
  const [left, right] = [entriesOf(actual), entriesOf(expected)];
  if (left.size !== right.size) return `${path}: ${left.size} entries are not ${right.size}`;
  for (const [key, value] of left) {
    if (!right.has(key)) return `${path}.${key}: unexpected`;
    const found = difference(value, right.get(key), tolerance, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All numbers of a value with their paths, in the form {@link difference} names them. */
export function* numbersOf(value: unknown, path = "value"): Generator<readonly [string, number]> {
  if (typeof value === "number") yield [path, value];
  else if (isComposite(value)) {
    for (const [key, part] of entriesOf(value)) yield* numbersOf(part, `${path}.${key}`);
  }
}

/** A deep copy that keeps no view of pooled memory alive: typed arrays are copied element by element. */
export function snapshot<T>(value: T): T {
  if (!isComposite(value)) return value;
  if (ArrayBuffer.isView(value)) return (value as unknown as Uint8Array).slice() as unknown as T;
  if (value instanceof Map)
    return new Map([...value].map(([key, part]) => [key, snapshot(part)])) as unknown as T;
  if (value instanceof Set) return new Set(value) as unknown as T;
  if (Array.isArray(value)) return value.map(snapshot) as unknown as T;
  const copy = Object.create(Object.getPrototypeOf(value)) as Record<string, unknown>;
  for (const [key, part] of Object.entries(value)) copy[key] = snapshot(part);
  return copy as T;
}

/** What in a state is not plain data, and so does not survive a structured clone. */
export function foreignPart(value: unknown, path = "state"): string | undefined {
  if (typeof value === "function") return `${path} is a function; states hold plain data only`;
  if (!isComposite(value) || ArrayBuffer.isView(value)) return undefined;
  const kind = value.constructor?.name ?? "Object";
  if (!["Object", "Array", "Map", "Set"].includes(kind)) {
    return `${path} is a ${kind}; states hold plain data only (update and read are given scratch memory)`;
  }
  for (const [key, part] of entriesOf(value)) {
    const found = foreignPart(part, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sameNumber(a: number, b: number, tolerance: Tolerance | undefined, path: string): boolean {
  if (Object.is(a, b)) return true;
  if (tolerance === undefined || tolerance.relative === 0) return false;
  const scale = Math.max(Math.abs(a), Math.abs(b), tolerance.scale?.(path) ?? 0);
  return Math.abs(a - b) <= tolerance.relative * scale;
}

const show = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

const isComposite = (value: unknown): value is object => typeof value === "object" && value !== null;

function entriesOf(value: object): Map<string, unknown> {
  if (value instanceof Map) return new Map([...value].map(([key, part]) => [String(key), part]));
  if (value instanceof Set) return new Map([...value].map((key) => [String(key), true]));
  return new Map(Object.entries(value));
}
