/**
 * Which label image belongs to which intensity images.
 *
 * - files named one by one pair by position; a single label image serves all intensity images;
 * - folders pair by key: the groups a pattern captures, or else the file name without its ending; a named
 *   group `channel` is not part of the key, so `(?<field>.+)_(?<channel>dna|actin)` makes one image with two
 *   channels out of two files; nor is a group `z`, so `(?<stack>.+)_z(?<z>\d+)` makes a volume of its planes.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { nearest } from "../nearest.ts";
import type { ImageSpec } from "./image-spec.ts";
import {
  dicomEndings,
  imageEndings,
  imageSpec,
  imageTerms,
  type KeyedFile,
  type ListedFile,
  type Listing,
  naturalOrder,
  type Pairing,
  type PairTerms,
  type Patterns,
  type Unpaired,
} from "./pairing.ts";
import { regularExpression } from "./regular-expression.ts";
import { type PlaneFile, stackPlanes } from "./stack-planes.ts";

/**
 * Pairs intensity and label images.
 * @throws PixelmetryError when nothing can be paired at all; single files without partner are returned
 */
export function pairListings(
  intensity: Listing,
  labels: Listing | undefined,
  patterns: Patterns,
  terms: PairTerms = imageTerms,
): Pairing {
  if (intensity.files.length === 0) {
    throw new PixelmetryError("invalid-argument", {
      where: terms.firstFlag,
      what: `no ${terms.first} was given`,
      remedy: "name a folder or files",
    });
  }
  const byKey =
    labels?.fromFolder ||
    intensity.fromFolder ||
    patterns.pattern !== undefined ||
    patterns.labelPattern !== undefined;
  if (labels !== undefined && !byKey) return byPosition(intensity.files, labels.files, terms);
  if (labels === undefined && patterns.pattern === undefined) {
    return { images: intensity.files.map((file, index) => imageSpec(index, [file])), unpaired: [] };
  }
  const groups = groupByKey(intensity.files, patterns.pattern, terms.firstPattern);
  if (labels === undefined) {
    return { images: [...groups.values()].map((files, index) => imageSpec(index, files)), unpaired: [] };
  }
  // One label file for a folder of images: it serves them all.
  if (!labels.fromFolder && labels.files.length === 1 && patterns.labelPattern === undefined) {
    return {
      images: [...groups.values()].map((files, index) => imageSpec(index, files, labels.files[0])),
      unpaired: [],
    };
  }
  const flag = patterns.labelPattern === undefined ? terms.firstPattern : terms.secondPattern;
  return byKeys(groups, groupByKey(labels.files, patterns.labelPattern ?? patterns.pattern, flag), terms);
}

function byPosition(
  intensity: readonly ListedFile[],
  labels: readonly ListedFile[],
  { first, second, secondFlag }: PairTerms,
): Pairing {
  if (labels.length === 1 || labels.length === intensity.length) {
    const images = intensity.map((file, i) =>
      imageSpec(i, [file], labels.length === 1 ? labels[0] : labels[i]),
    );
    return { images, unpaired: [] };
  }
  throw new PixelmetryError("unpaired-input", {
    where: secondFlag,
    what: "files named one by one pair by position, but the numbers differ",
    expected: `${intensity.length} ${second}s, or one for all`,
    received: labels.length,
    remedy: `name as many ${second}s as ${first}s`,
  });
}

function groupByKey(
  files: readonly ListedFile[],
  pattern: string | undefined,
  flag: string,
): Map<string, KeyedFile[]> {
  const expression = pattern === undefined ? undefined : regularExpression(pattern, flag);
  const found = new Map<string, PlaneFile[]>();
  for (const file of files) {
    const match = expression?.exec(file.name);
    if (match === null) continue;
    const key = match === undefined ? stem(file.name) : keyOf(match, file.name);
    const channel = match?.groups?.channel;
    const z = match?.groups?.z;
    const group = found.get(key) ?? [];
    group.push({ ...file, ...(channel === undefined ? {} : { channel }), ...(z === undefined ? {} : { z }) });
    found.set(key, group);
  }
  if (found.size === 0) {
    throw new PixelmetryError("input-not-found", {
      where: flag,
      what: `no file name matches ${pattern}`,
      received: files
        .slice(0, 3)
        .map(({ name }) => name)
        .join(", "),
      remedy: "the pattern is a regular expression that must match somewhere in the file name",
    });
  }
  const groups = new Map<string, KeyedFile[]>();
  for (const [key, files] of found) {
    const group = stackPlanes(files);
    groups.set(key, group);
    if (group.length > 1 && group.some(({ channel }) => channel === undefined)) {
      throw new PixelmetryError("unpaired-input", {
        where: group.map(({ name }) => name).join(", "),
        what: `these files share the key "${key}"`,
        remedy:
          "capture what tells them apart in the pattern, as (?<channel>...) or (?<z>...) if they are channels or planes of one image",
      });
    }
    group.sort((a, b) => naturalOrder(a.channel ?? "", b.channel ?? "") || naturalOrder(a.name, b.name));
  }
  return groups;
}

/** Captured groups but `channel` and `z`; a pattern without groups only filters, and names pair as they are. */
function keyOf(match: RegExpExecArray, name: string): string {
  if (match.groups !== undefined) {
    // The two patterns may capture the groups in different order.
    const named = Object.entries(match.groups).filter(([group]) => group !== "channel" && group !== "z");
    named.sort(([a], [b]) => (a < b ? -1 : 1));
    return named.map(([, value]) => value ?? "").join("\u0000");
  }
  return match.length > 1
    ? match
        .slice(1)
        .map((value) => value ?? "")
        .join("\u0000")
    : stem(name);
}

/** File name without the endings of image formats. */
const stem = (name: string): string => name.replace(imageEndings, "").replace(dicomEndings, "");

function byKeys(
  intensity: Map<string, KeyedFile[]>,
  labels: Map<string, KeyedFile[]>,
  terms: PairTerms,
): Pairing {
  const { first, second, firstFlag, secondFlag, firstPattern, secondPattern } = terms;
  const images: ImageSpec[] = [];
  const unpaired: Unpaired[] = [];
  for (const [key, files] of intensity) {
    const partner = labels.get(key);
    if (partner === undefined) {
      const keys = nearest(key, labels.keys(), 1);
      const near = keys.length > 0 ? labels.get(keys[0])![0].name : undefined;
      unpaired.push(...files.map((file) => lonely(file, first, second, terms, near)));
    } else if (partner.length > 1) {
      throw new PixelmetryError("unpaired-input", {
        where: partner.map(({ name }) => name).join(", "),
        what: `several ${second}s belong to ${files[0].name}`,
        remedy: `give a ${secondPattern} that matches one of them only`,
      });
    } else {
      images.push(imageSpec(images.length, files, partner[0]));
    }
  }
  for (const [key, files] of labels) {
    if (!intensity.has(key)) unpaired.push(...files.map((file) => lonely(file, second, first, terms)));
  }
  if (images.length === 0) {
    throw new PixelmetryError("unpaired-input", {
      where: `${firstFlag}, ${secondFlag}`,
      what: `no ${first} has a ${second} of the same name`,
      received: `${[...intensity.values()][0][0].name} and ${[...labels.values()][0][0].name}`,
      remedy: `capture the common part of the names with ${firstPattern} and ${secondPattern}${terms === imageTerms ? ", or use --mapping" : ""}`,
    });
  }
  return { images, unpaired };
}

function lonely(
  file: ListedFile,
  what: string,
  partner: string,
  { firstPattern, secondPattern }: PairTerms,
  near?: string,
): Unpaired {
  return {
    file: file.path,
    error: new PixelmetryError("unpaired-input", {
      where: file.name,
      what: `the ${what} has no ${partner}`,
      ...(near === undefined ? {} : { received: `the nearest name is ${near}` }),
      remedy: `rename it, remove it, or match names with ${firstPattern} and ${secondPattern}`,
    }),
  };
}
