/**
 * Our table beside the table of another program: feature by feature, how far their values are apart.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { Catalog } from "../catalog.ts";
import { nearest } from "../nearest.ts";
import { resolveParameters } from "../parameters.ts";
import { openTable } from "../tables/open-table.ts";
import { type Agreement, addPair, magnitude, newAgreement, type Tolerances } from "./agreement.ts";
import { knownDifference } from "./known-differences.ts";
import { type OwnColumn, ownColumns } from "./own-columns.ts";
import { type Peer, peerFormats } from "./peer-formats.ts";
import { peerHeader, readPeer, roiKey, type WantedColumn } from "./peer-table.ts";

export interface CompareRequest {
  /** Table that `extract` wrote: CSV, Parquet or Arrow. */
  readonly table: string;
  /** Table of the other program, as it writes it. */
  readonly peerTable: string;
  readonly peer: Peer;
  /** Our channel, when our table has several and the other names none. */
  readonly channel?: string;
  /** Relative difference up to which values agree; default 1e-5, since tables often have six digits. */
  readonly tolerance?: number;
  /** Differences up to this share of the column's largest magnitude do not count; default 1e-12. */
  readonly rounding?: number;
  /** What the other program's intensities are multiplied with: 65535 for CellProfiler and 16-bit images. */
  readonly intensityScale?: number;
}

/** What was found for one of our columns. */
export interface ComparedColumn extends Readonly<Agreement> {
  readonly column: string;
  readonly peerColumn: string;
  readonly feature: string;
  readonly knownDifference?: string;
}

export interface Comparison {
  readonly peer: Peer;
  readonly tolerance: number;
  /** ROIs in both tables, and in one of them only. */
  readonly rois: { readonly matched: number; readonly onlyOurs: number; readonly onlyTheirs: number };
  readonly columns: readonly ComparedColumn[];
  /** Feature columns of ours without counterpart. */
  readonly notCompared: readonly string[];
}

/** A pair of columns. */
interface Match {
  readonly own: OwnColumn;
  readonly peerName: string;
  readonly wanted: WantedColumn;
}

/**
 * Compares two tables by the names of the catalogue.
 * @throws PixelmetryError when a table cannot be read, or when no column or no ROI is in both
 */
export async function compareTables(request: CompareRequest): Promise<Comparison> {
  const { table: path, peerTable, peer, tolerance = 1e-5, rounding = 1e-12 } = request;
  const table = await openTable(path, "our table");
  try {
    const own = chooseChannel(ownColumns(new Catalog(resolveParameters()), table.columns), request);
    const matches = matchColumns(own, await peerHeader(peerTable), request);
    if (matches.length === 0) throw nothingInCommon(request);
    const ids = identifiers(table.columns, path);
    const rows: {
      readonly images: readonly string[];
      readonly label: number;
      readonly cells: Float64Array;
    }[] = [];
    const images = new Set<string>();
    const allNames = new Set<string>();
    for await (const cells of table.rows()) {
      const names = ids.images.map((at) => cells[at]);
      images.add(names[0]);
      for (const name of names) allNames.add(name);
      rows.push({
        images: names,
        label: Number(cells[ids.label]),
        cells: Float64Array.from(matches, (match) => numberOf(cells[match.own.index])),
      });
    }
    const theirs = await readPeer(
      peerTable,
      peerFormats[peer],
      matches.map(({ wanted }) => wanted),
      [...images],
      [...allNames],
    );
    const found = matches.map(newAgreement);
    const tolerances = matches.map((_, i): Tolerances => {
      const ours = magnitude(rows.map(({ cells }) => cells[i]));
      const largest = Math.max(ours, magnitude([...theirs.values()].map((cells) => cells[i])));
      return { relative: tolerance, absolute: rounding * largest };
    });
    const met = new Set<string>();
    for (const { images: names, label, cells } of rows) {
      // Masks may have the name of the image or their own.
      const key = names.map((name) => roiKey(name, label)).find((each) => theirs.has(each) && !met.has(each));
      if (key === undefined) continue;
      met.add(key);
      const values = theirs.get(key)!;
      found.forEach((agreement, i) => {
        addPair(agreement, cells[i], values[i], key, tolerances[i]);
      });
    }
    if (met.size === 0) throw noCommonRoi(path, peerTable, [...images], [...theirs.keys()]);
    const compared = new Set(matches.map((match) => match.own.name));
    return {
      peer,
      tolerance,
      rois: { matched: met.size, onlyOurs: rows.length - met.size, onlyTheirs: theirs.size - met.size },
      columns: matches.map(({ own: column, peerName }, i) => {
        const note = knownDifference(peer, column.entry.feature.id);
        return {
          column: column.name,
          peerColumn: peerName,
          feature: column.entry.feature.id,
          ...found[i],
          ...(note === undefined ? {} : { knownDifference: note }),
        };
      }),
      notCompared: own.map(({ name }) => name).filter((name) => !compared.has(name)),
    };
  } finally {
    table.close();
  }
}

const numberOf = (cell: string): number => (cell === "" ? Number.NaN : Number(cell));

function identifiers(
  columns: readonly string[],
  path: string,
): { readonly images: readonly number[]; readonly label: number } {
  const at = (names: readonly string[]): number => columns.findIndex((name) => names.includes(name));
  const images = [at(["image", "intensity_image"]), at(["label_image", "mask_image"])].filter((i) => i >= 0);
  const label = at(["label", "ROI_label"]);
  if (images.length > 0 && label >= 0) return { images, label };
  throw new PixelmetryError("invalid-argument", {
    where: path,
    what: "the table has no columns that name image and label",
    expected: "image, label_image, label",
    received: columns.slice(0, 5).join(", "),
    remedy: "give a table that pixelmetry extract has written",
  });
}

function chooseChannel(columns: readonly OwnColumn[], { channel, table }: CompareRequest): OwnColumn[] {
  if (channel === undefined) return [...columns];
  const channels = new Set(columns.map((column) => column.channel).filter((name) => name !== ""));
  if (channels.has(channel)) return columns.filter((column) => ["", channel].includes(column.channel));
  const near = nearest(channel, channels, 1);
  throw new PixelmetryError("invalid-argument", {
    where: "--channel",
    what: `${table} has no channel ${channel}`,
    expected: [...channels].join(", ") || "a table of several channels",
    ...(near.length > 0 ? { remedy: `did you mean ${near[0]}?` } : {}),
  });
}

function matchColumns(
  own: readonly OwnColumn[],
  header: readonly string[],
  { peer, intensityScale = 1 }: CompareRequest,
): Match[] {
  const format = peerFormats[peer];
  const sameChannel = (a: string, b: string): boolean =>
    a === "" || b === "" || a.toLowerCase() === b.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "_");
  const matches = own.flatMap((column): Match[] => {
    const { feature } = column.entry;
    const hits = header.flatMap((name, index) => {
      const found = format.match(name, column.entry);
      return found?.part === column.part && sameChannel(column.channel, found.channel)
        ? [{ name, index }]
        : [];
    });
    if (hits.length > 1 && !format.synonyms) {
      const names = hits.map(({ name }) => name);
      throw ambiguous(column.name, names);
    }
    const factor = feature.unit === "intensity" ? intensityScale : 1;
    return hits.map(({ name, index }) => ({ own: column, peerName: name, wanted: { index, factor } }));
  });
  const taken = new Map<number, string>();
  for (const { own: column, peerName, wanted } of matches) {
    const other = taken.get(wanted.index);
    if (other !== undefined && column.channel !== "") throw ambiguous(peerName, [other, column.name]);
    taken.set(wanted.index, column.name);
  }
  return matches;
}

function ambiguous(column: string, candidates: readonly string[]): PixelmetryError {
  return new PixelmetryError("invalid-argument", {
    where: column,
    what: "several columns of the other table could be compared with this one",
    received: candidates.slice(0, 4).join(", "),
    remedy: "choose our channel with --channel, or leave one of the columns out of the tables",
  });
}

function nothingInCommon({ table, peerTable, peer }: CompareRequest): PixelmetryError {
  return new PixelmetryError("invalid-argument", {
    where: peerTable,
    what: `no column holds a feature that ${table} has under a name of ${peer}`,
    remedy: "is this the table of the program named with --with?",
  });
}

function noCommonRoi(
  table: string,
  peerTable: string,
  ours: readonly string[],
  theirs: readonly string[],
): PixelmetryError {
  return new PixelmetryError("unpaired-input", {
    where: `${table}, ${peerTable}`,
    what: "no ROI is in both tables",
    expected: `images such as ${ours[0]}`,
    received: theirs[0] ?? "an empty table",
    remedy: "compare tables of the same images and labels",
  });
}
