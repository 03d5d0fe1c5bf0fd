/**
 * Selections: which features a run computes. Words are read from left to right, starting from nothing; a word
 * with a minus sign takes away. A word is a canonical id, a family, a Nyxus code or group, an IBSI code, or a
 * glob over canonical ids.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { Catalog, CatalogEntry } from "./catalog.ts";
import { nearest } from "./nearest.ts";

/**
 * The features that `words` select, in catalogue order. No words select everything.
 * @throws PixelmetryError `unknown-feature` with the nearest names; `invalid-argument` when nothing is left
 */
export function selectFeatures(catalog: Catalog, words: readonly string[]): CatalogEntry[] {
  const list = words.flatMap((word) => word.split(/[,\s]+/)).filter((word) => word !== "");
  if (list.length === 0) return [...catalog.entries];
  const chosen = new Set<CatalogEntry>();
  // A selection that only takes away starts from everything.
  if (list.every((word) => word.startsWith("-"))) for (const entry of catalog.entries) chosen.add(entry);
  for (const word of list) {
    const takeAway = word.startsWith("-");
    for (const entry of find(catalog, word.replace(/^[+-]/, ""))) {
      if (takeAway) chosen.delete(entry);
      else chosen.add(entry);
    }
  }
  if (chosen.size === 0) {
    throw new PixelmetryError("invalid-argument", {
      where: "features",
      what: `the selection ${list.join(",")} leaves no feature`,
      remedy: "add a family or a feature; pixelmetry features list shows them",
    });
  }
  return catalog.entries.filter((entry) => chosen.has(entry));
}

function find(catalog: Catalog, word: string): readonly CatalogEntry[] {
  const byId = catalog.byId(word.toLowerCase());
  if (byId !== undefined) return [byId];
  const byCode = catalog.byCode(word);
  if (byCode.length > 0) return byCode;
  const group = word.toUpperCase();
  const found = catalog.entries.filter(
    ({ family, feature }) =>
      family.id === word.toLowerCase() ||
      (feature.names.nyxus !== undefined && family.nyxusGroups.includes(group)) ||
      (group === "*ALL*" && feature.names.nyxus !== undefined),
  );
  if (found.length > 0) return found;
  if (/[*?]/.test(word)) {
    const matches = globToRegExp(word.toLowerCase());
    const hits = catalog.entries.filter(({ feature }) => matches.test(feature.id));
    if (hits.length > 0) return hits;
  }
  const near = nearest(word, catalog.words());
  throw new PixelmetryError("unknown-feature", {
    where: word,
    what: "no feature, family or group has this name",
    remedy:
      near.length > 0
        ? `did you mean ${near.join(" or ")}?`
        : "pixelmetry features list shows all names, pixelmetry features search finds one",
    data: { word, near },
  });
}

function globToRegExp(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`);
}

/**
 * The words of a selection file: separated by white space or commas, `#` starts a comment.
 */
export function parseSelectionFile(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/#.*$/, ""))
    .flatMap((line) => line.split(/[,\s]+/))
    .filter((word) => word !== "");
}
