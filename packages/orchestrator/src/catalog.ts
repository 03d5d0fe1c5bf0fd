/**
 * The catalogue: all features with the parameters of a run, found by any of their names.
 * @module
 */
import type { AnyFeature, Family } from "@pixelmetry/roi";
import { allFamilies } from "./families.ts";
import type { Parameters } from "./parameters.ts";

/** A feature with the family and package it belongs to. */
export interface CatalogEntry {
  readonly feature: AnyFeature;
  readonly family: Family;
  readonly package: string;
}

/** Which names tables and listings use. */
export type Vocabulary = "pixelmetry" | "nyxus" | "ibsi";

export class Catalog {
  readonly entries: readonly CatalogEntry[];
  readonly #byId = new Map<string, CatalogEntry>();
  readonly #byCode = new Map<string, CatalogEntry[]>();

  constructor(parameters: Parameters) {
    this.entries = allFamilies.flatMap(({ package: name, family }) =>
      family.features(pick(parameters, family)).map((feature) => ({ feature, family, package: name })),
    );
    for (const entry of this.entries) {
      const { id, names } = entry.feature;
      if (this.#byId.has(id)) throw new Error(`two features are called ${id}`);
      this.#byId.set(id, entry);
      for (const code of [names.nyxus, ...(names.nyxusAliases ?? []), names.ibsi]) {
        if (code !== undefined) this.#byCode.set(code, [...(this.#byCode.get(code) ?? []), entry]);
      }
    }
  }

  /** The feature with this canonical id. */
  byId(id: string): CatalogEntry | undefined {
    return this.#byId.get(id);
  }

  /** Features that a Nyxus code or IBSI code stands for; case does not matter. */
  byCode(code: string): readonly CatalogEntry[] {
    return this.#byCode.get(code.toUpperCase()) ?? [];
  }

  /** All words a selection may name, for suggestions. */
  *words(): Generator<string> {
    yield* this.#byId.keys();
    yield* this.#byCode.keys();
    for (const { family } of allFamilies) {
      yield family.id;
      yield* family.nyxusGroups;
    }
  }
}

/** The values of a family's own parameters. */
function pick(parameters: Parameters, family: Family): Record<string, never> {
  const own = Object.keys(family.parameters).map((name) => [name, parameters[name]]);
  return Object.fromEntries(own) as Record<string, never>;
}
