/**
 * Selections: which features a run computes. Words are read from left to right, starting from nothing; a word
 * with a minus sign takes away. A word is a canonical id, a family, a Nyxus code or group, an IBSI code, or a
 * glob over canonical ids; case does not matter, but a word in capitals is a code before it is an id.
 * @module
 */
import { type FeatureNames, PixelmetryError } from "@pixelmetry/roi";
import type { Catalog, CatalogEntry } from "./catalog.ts";
import { nearest } from "./nearest.ts";

/** A feature of a selection. */
export interface SelectedFeature extends CatalogEntry {
  /** Whether a word names this feature alone, by id or code, and not a family, a group or a glob. */
  readonly named: boolean;
}

/**
 * The features that `words` select, in catalogue order. No words select everything.
 * @throws PixelmetryError `unknown-feature` with the nearest names; `invalid-argument` when nothing is left
 */
export function selectFeatures(catalog: Catalog, words: readonly string[]): SelectedFeature[] {
  const list = words.flatMap((word) => word.split(/[,\s]+/)).filter((word) => word !== "");
  /** Chosen features, and whether by name. */
  const chosen = new Map<CatalogEntry, boolean>();
  // A selection that only takes away starts from everything.
  if (list.every((word) => word.startsWith("-")))
    for (const entry of catalog.entries) chosen.set(entry, false);
  for (const word of list) {
    const takeAway = word.startsWith("-");
    const { entries, named } = find(catalog, word.replace(/^[+-]/, ""));
    for (const entry of entries) {
      if (takeAway) chosen.delete(entry);
      else chosen.set(entry, named || chosen.get(entry) === true);
    }
  }
  if (chosen.size === 0) {
    throw new PixelmetryError("invalid-argument", {
      where: "features",
      what: `the selection ${list.join(",")} leaves no feature`,
      remedy: "add a family or a feature; pixelmetry features list shows them",
    });
  }
  return catalog.entries.flatMap((entry) => {
    const named = chosen.get(entry);
    return named === undefined ? [] : [{ ...entry, named }];
  });
}

interface Found {
  readonly entries: readonly CatalogEntry[];
  readonly named: boolean;
}

function find(catalog: Catalog, word: string): Found {
  const isCode = word === word.toUpperCase();
  // Some Nyxus codes are ids in capitals, of another feature: GLCM_CONTRAST is one value per angle.
  const byId = isCode && catalog.byCode(word).length > 0 ? undefined : catalog.byId(word.toLowerCase());
  if (byId !== undefined) return { entries: [byId], named: true };
  const byCode = catalog.byCode(word);
  if (byCode.length > 0) return { entries: byCode, named: true };
  const group = word.toUpperCase();
  const found = catalog.entries.filter(
    ({ family, feature }) =>
      family.id === word.toLowerCase() ||
      (feature.names.nyxus !== undefined && family.nyxusGroups.includes(group)) ||
      (group === "*ALL*" && feature.names.nyxus !== undefined) ||
      (group === "*3D_ALL*" && isOfVolumes(feature.names)),
  );
  if (found.length > 0) return { entries: found, named: false };
  if (/[*?]/.test(word)) {
    const matches = globToRegExp(word.toLowerCase());
    const hits = catalog.entries.filter(({ feature }) => matches.test(feature.id));
    if (hits.length > 0) return { entries: hits, named: false };
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

/** Nyxus' codes of volumes begin with a 3. */
const isOfVolumes = ({ nyxus, nyxusAliases = [] }: FeatureNames): boolean =>
  [nyxus, ...nyxusAliases].some((code) => code?.startsWith("3"));

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
