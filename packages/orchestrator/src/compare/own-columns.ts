/**
 * Which feature a column of our tables holds, under any vocabulary and for any channel.
 * @module
 */
import type { Catalog, CatalogEntry, Vocabulary } from "../catalog.ts";

/** A column of numbers and what is in it. */
export interface OwnColumn {
  readonly name: string;
  readonly index: number;
  readonly entry: CatalogEntry;
  /** Place among the columns of a vector feature; 0 for a scalar. */
  readonly part: number;
  /** Empty in tables of one channel. */
  readonly channel: string;
}

const vocabularies: readonly Vocabulary[] = ["pixelmetry", "nyxus", "ibsi"];

/** The columns that the catalogue knows; others, such as defined ones, are left out. */
export function ownColumns(catalog: Catalog, header: readonly string[]): OwnColumn[] {
  const known = new Map<string, { readonly entry: CatalogEntry; readonly part: number }>();
  for (const vocabulary of vocabularies) {
    for (const entry of catalog.entries) {
      partNames(entry, vocabulary).forEach((name, part) => {
        if (!known.has(name)) known.set(name, { entry, part });
      });
    }
  }
  return header.flatMap((name, index) => {
    const whole = known.get(name);
    if (whole !== undefined) return [{ name, index, ...whole, channel: "" }];
    // A channel's name may hold underscores itself: the longest known beginning is the feature.
    for (let at = name.lastIndexOf("_"); at > 0; at = name.lastIndexOf("_", at - 1)) {
      const found = known.get(name.slice(0, at));
      if (found !== undefined) return [{ name, index, ...found, channel: name.slice(at + 1) }];
    }
    return [];
  });
}

/** Names of the columns of a feature, in their order. */
export function partNames({ feature }: CatalogEntry, vocabulary: Vocabulary): string[] {
  const { names, columns } = feature;
  const base = vocabulary === "pixelmetry" ? feature.id : names[vocabulary];
  if (base === undefined) return [];
  if (columns === undefined) return [base];
  const suffixes = vocabulary === "nyxus" ? (feature.nyxusColumns ?? columns) : columns;
  return suffixes.map((suffix) => `${base}_${suffix}`);
}
