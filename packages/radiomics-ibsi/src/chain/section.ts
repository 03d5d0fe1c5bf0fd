/**
 * A mapping in a description that a user wrote, read key by key.
 * @module
 */
import { nearest, PixelmetryError } from "@pixelmetry/roi";

/** What a number may be; bounds are inclusive but for `above`. */
export interface Bounds {
  readonly above?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly integer?: boolean;
}

/** One mapping; its methods throw PixelmetryError `invalid-argument` that name the key in full. */
export class Section {
  readonly #where: string;
  readonly #values: Readonly<Record<string, unknown>>;

  /** @param keys - all keys that the mapping may have */
  constructor(where: string, values: unknown, keys: readonly string[]) {
    this.#where = where;
    if (!isMapping(values)) {
      throw wrong(where, "this is not a mapping", `the keys ${keys.join(", ")}`, values);
    }
    this.#values = values;
    const unknown = Object.keys(values).find((key) => !keys.includes(key));
    if (unknown === undefined) return;
    const near = nearest(unknown, keys);
    throw new PixelmetryError("invalid-argument", {
      where: this.#path(unknown),
      what: "there is no such key",
      remedy: near.length > 0 ? `did you mean ${near.join(" or ")}?` : `the keys are ${keys.join(", ")}`,
    });
  }

  /** Whether the key has a value; null, as an empty line of YAML gives it, is none. */
  has(key: string): boolean {
    return this.#values[key] !== undefined && this.#values[key] !== null;
  }

  section(key: string, keys: readonly string[]): Section {
    if (!this.has(key)) throw this.#missing(key, `the keys ${keys.join(", ")}`);
    return new Section(this.#path(key), this.#values[key], keys);
  }

  /** A mapping that somebody else checks, and where this one is. */
  mapping(key: string): { readonly where: string; readonly values: Readonly<Record<string, unknown>> } {
    const values = this.#values[key];
    if (!isMapping(values)) throw this.#wrong(key, "a mapping");
    return { where: this.#where, values };
  }

  text(key: string, fallback: string): string {
    const value = this.#values[key] ?? fallback;
    if (typeof value !== "string") throw this.#wrong(key, "text");
    return value;
  }

  choice<const T extends string>(key: string, choices: readonly T[], fallback?: T): T {
    if (!this.has(key) && fallback !== undefined) return fallback;
    if (!this.has(key)) throw this.#missing(key, choices.join(", "));
    const found = choices.find((choice) => choice === this.#values[key]);
    if (found === undefined) throw this.#wrong(key, choices.join(", "));
    return found;
  }

  /** Different words of `choices`, at least one. */
  choices<const T extends string>(key: string, choices: readonly T[], fallback: readonly T[]): readonly T[] {
    if (!this.has(key)) return fallback;
    const given = this.#values[key];
    const known = (word: unknown): word is T => choices.some((choice) => choice === word);
    if (!Array.isArray(given) || given.length === 0 || !given.every(known)) {
      throw this.#wrong(key, `a list of ${choices.join(", ")}`);
    }
    return [...new Set(given)];
  }

  number(key: string, bounds: Bounds, fallback?: number): number {
    if (!this.has(key) && fallback !== undefined) return fallback;
    if (!this.has(key)) throw this.#missing(key, describe(bounds));
    const value = this.#values[key];
    if (!isNumber(value, bounds)) throw this.#wrong(key, describe(bounds));
    return value;
  }

  /** `count` numbers; one number stands for all. */
  numbers(key: string, count: number, bounds: Bounds): readonly number[] {
    const expected = `${count} times ${describe(bounds)}`;
    if (!this.has(key)) throw this.#missing(key, expected);
    const given = this.#values[key];
    const list: unknown[] = Array.isArray(given) ? given : new Array(count).fill(given);
    if (list.length !== count || !list.every((value) => isNumber(value, bounds))) {
      throw this.#wrong(key, expected);
    }
    return list as number[];
  }

  /** Lower and upper bound; null is none. */
  range(key: string): readonly [number | null, number | null] {
    const given = this.#values[key];
    const expected = "two numbers, the lower first; null is no bound";
    if (!Array.isArray(given) || given.length !== 2) throw this.#wrong(key, expected);
    const [low, high] = given as unknown[];
    if (!(low === null || isNumber(low, {})) || !(high === null || isNumber(high, {}))) {
      throw this.#wrong(key, expected);
    }
    if (low !== null && high !== null && low > high) throw this.#wrong(key, expected);
    return [low, high];
  }

  /** Throws when the key has a value: it has no meaning beside the others. */
  refuse(key: string, reason: string): void {
    if (!this.has(key)) return;
    throw new PixelmetryError("invalid-argument", {
      where: this.#path(key),
      what: reason,
      remedy: "leave the key out",
    });
  }

  #path(key: string): string {
    return `${this.#where}.${key}`;
  }

  #missing(key: string, expected: string): PixelmetryError {
    return wrong(this.#path(key), "a value is needed", expected);
  }

  #wrong(key: string, expected: string): PixelmetryError {
    return wrong(this.#path(key), "the key has a value it cannot have", expected, this.#values[key]);
  }
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isNumber = (value: unknown, { above, minimum, maximum, integer }: Bounds): value is number =>
  typeof value === "number" &&
  Number.isFinite(value) &&
  (above === undefined || value > above) &&
  (minimum === undefined || value >= minimum) &&
  (maximum === undefined || value <= maximum) &&
  (!integer || Number.isInteger(value));

function describe({ above, minimum, maximum, integer }: Bounds): string {
  const limits = [
    above === undefined ? [] : [`above ${above}`],
    minimum === undefined ? [] : [`from ${minimum}`],
    maximum === undefined ? [] : [`up to ${maximum}`],
  ].flat();
  return [integer ? "a whole number" : "a number", ...limits].join(" ");
}

function wrong(where: string, what: string, expected: string, received?: unknown): PixelmetryError {
  return new PixelmetryError("invalid-argument", {
    where,
    what,
    expected,
    ...(received === undefined ? {} : { received: JSON.stringify(received) ?? String(received) }),
  });
}
