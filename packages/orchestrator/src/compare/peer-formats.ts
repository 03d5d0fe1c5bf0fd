/**
 * How other programs write their tables: which cells name the ROI, and which column is which feature.
 * @module
 */
import type { CatalogEntry } from "../catalog.ts";
import { partNames } from "./own-columns.ts";

export type Peer = "nyxus" | "pyradiomics" | "cellprofiler";
export const peers: readonly Peer[] = ["nyxus", "pyradiomics", "cellprofiler"];

/** What a peer's column holds. */
export interface PeerColumn {
  /** Place among the parts of the feature. */
  readonly part: number;
  /** As the peer calls it; empty where its columns have none. */
  readonly channel: string;
}

export interface PeerFormat {
  /** Columns that may name the image, best first. */
  readonly image: readonly RegExp[];
  /** Columns that may hold the label, best first. */
  readonly label: readonly RegExp[];
  /** Label of rows without label column; undefined: there must be one. */
  readonly onlyLabel?: number;
  /** Where the image is a number: the position of the image among those of the run, from 1. */
  readonly imageNumber?: RegExp;
  /** Whether a feature may be there under several names; otherwise two columns of one feature are two settings. */
  readonly synonyms?: true;
  /** What a column of this name holds of a feature; undefined when it is not of this feature. */
  match(name: string, entry: CatalogEntry): PeerColumn | undefined;
}

const nyxus: PeerFormat = {
  image: [/^mask_image$/, /^intensity_image$/],
  label: [/^ROI_label$/, /^label$/],
  synonyms: true,
  match(name, entry) {
    const { nyxus: code, nyxusAliases = [] } = entry.feature.names;
    if (code === undefined) return undefined;
    const parts = partNames(entry, "nyxus");
    const names = [
      parts,
      ...nyxusAliases.map((alias) => parts.map((part) => alias + part.slice(code.length))),
    ];
    for (const list of names) {
      const part = list.indexOf(name);
      if (part >= 0) return { part, channel: "" };
    }
    return undefined;
  },
};

/** The command line's CSV: paths of image and mask, then `original_<class>_<Feature>`. */
const pyradiomics: PeerFormat = {
  image: [/^Mask$/i, /^Image$/i],
  label: [/^Label$/i],
  onlyLabel: 1,
  match(name, { feature }) {
    const wanted = feature.names.pyradiomics;
    const own = /^original_(.+)$/.exec(name)?.[1];
    if (wanted === undefined || own === undefined || feature.columns !== undefined) return undefined;
    // Names of shape features carry no class, since there are two of them, shape and shape2D.
    return own === wanted || own.endsWith(`_${wanted}`) ? { part: 0, channel: "" } : undefined;
  },
};

/** Directions of textures in the order of mahotas, as angles from +x towards +y. */
const directions = ["0", "45", "90", "135"];

/** ExportToSpreadsheet: one file per kind of object. */
const cellprofiler: PeerFormat = {
  image: [/^FileName_/, /^PathName_/],
  label: [/^ObjectNumber$/, /^Number_Object_Number$/],
  imageNumber: /^ImageNumber$/,
  match(name, { feature }) {
    const wanted = feature.names.cellprofiler;
    if (wanted === undefined || !name.startsWith(wanted)) return undefined;
    const rest = name.slice(wanted.length);
    const { columns } = feature;
    if (columns === undefined) {
      if (rest === "") return { part: 0, channel: "" };
      const channel = /^(?:Intensity|Location)_/.test(wanted) ? /^_(.+)$/.exec(rest)?.[1] : undefined;
      return channel === undefined ? undefined : { part: 0, channel };
    }
    const texture = /^_(?<channel>.+)_\d+_0(?<direction>[0-3])(?:_\d+)?$/.exec(rest)?.groups;
    if (wanted.startsWith("Texture_") && texture !== undefined) {
      const part = columns.indexOf(directions[Number(texture.direction)]);
      return part < 0 ? undefined : { part, channel: texture.channel };
    }
    const ring = /^_(?<channel>.+)_(?<bin>\d+)of(?<bins>\d+)$/.exec(rest)?.groups;
    if (ring !== undefined && Number(ring.bins) === columns.length)
      return { part: Number(ring.bin) - 1, channel: ring.channel };
    return undefined;
  },
};

export const peerFormats: Readonly<Record<Peer, PeerFormat>> = { nyxus, pyradiomics, cellprofiler };
