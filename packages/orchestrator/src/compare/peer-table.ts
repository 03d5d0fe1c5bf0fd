/**
 * A peer's table: the values of the columns that are compared, by ROI.
 * @module
 */
import { basename } from "node:path";
import { PixelmetryError } from "@pixelmetry/roi";
import { imageEndings } from "../input/pairing.ts";
import type { InputTable } from "../tables/input-table.ts";
import { openTable } from "../tables/open-table.ts";
import type { PeerFormat } from "./peer-formats.ts";

/** Values by ROI; keys are {@link roiKey}. */
export type PeerValues = ReadonlyMap<string, Float64Array>;

/** Folders and endings do not count: other programs often read another format of the same image. */
const stem = (image: string): string => basename(image).replace(imageEndings, "");

export const roiKey = (image: string, label: number): string => `${stem(image)} ${label}`;

/** A column to compare, and what its values are multiplied with. */
export interface WantedColumn {
  readonly index: number;
  readonly factor: number;
}

/**
 * Reads the wanted columns.
 * @param images - names of our images in the order of our table, for peers that number them
 * @param names - all names that our table has for images, of intensities and labels
 * @throws PixelmetryError `invalid-argument` for a table without ROI columns or with two rows of one ROI,
 *   `corrupt-input` for cells that are no numbers
 */
export async function readPeer(
  path: string,
  format: PeerFormat,
  wanted: readonly WantedColumn[],
  images: readonly string[],
  names: readonly string[],
): Promise<PeerValues> {
  const table = await openTable(path, "the peer's table");
  try {
    const { columns } = table;
    const label = find(columns, format.label);
    if (label < 0 && format.onlyLabel === undefined) throw noColumn(table, "labels", format.label);
    const candidates = format.image.map((pattern) => find(columns, [pattern])).filter((at) => at >= 0);
    const number = format.imageNumber === undefined ? -1 : find(columns, [format.imageNumber]);
    if (candidates.length === 0 && number < 0) throw noColumn(table, "images", format.image);
    const known = new Set(names.map(stem));
    let image: number | undefined;
    const values = new Map<string, Float64Array>();
    let line = 1;
    for await (const cells of table.rows()) {
      const where = `${path}, line ${++line}`;
      // Tables name image and mask; which of them ours is called after shows the first row.
      image ??= candidates.find((at) => known.has(stem(cells[at]))) ?? candidates[0] ?? -1;
      const name = image >= 0 ? cells[image] : numbered(images, cells[number], where);
      const key = roiKey(name, label < 0 ? format.onlyLabel! : Number(cells[label]));
      if (values.has(key)) {
        throw new PixelmetryError("invalid-argument", {
          where,
          what: `the table has two rows of ROI ${key}`,
          remedy: "keep one of them: one row per ROI",
        });
      }
      values.set(
        key,
        Float64Array.from(wanted, ({ index, factor }) => factor * numberOf(cells[index], where)),
      );
    }
    return values;
  } finally {
    table.close();
  }
}

/** Header of a peer's table. */
export async function peerHeader(path: string): Promise<readonly string[]> {
  const table = await openTable(path, "the peer's table");
  table.close();
  return table.columns;
}

function find(columns: readonly string[], patterns: readonly RegExp[]): number {
  for (const pattern of patterns) {
    const at = columns.findIndex((name) => pattern.test(name));
    if (at >= 0) return at;
  }
  return -1;
}

function numbered(images: readonly string[], cell: string, where: string): string {
  const name = images[Number(cell) - 1];
  if (name !== undefined) return name;
  throw new PixelmetryError("invalid-argument", {
    where,
    what: "there is no image of this number",
    expected: `1 to ${images.length}, the images of our table in their order`,
    received: cell,
    remedy: "compare tables of the same images",
  });
}

function numberOf(cell: string, where: string): number {
  if (cell === "" || /^nan$/i.test(cell)) return Number.NaN;
  const value = Number(/^-?inf(inity)?$/i.test(cell) ? cell.replace(/inf(inity)?/i, "Infinity") : cell);
  if (!Number.isNaN(value)) return value;
  throw new PixelmetryError("corrupt-input", {
    where,
    what: "this is no number",
    received: cell,
    remedy: "leave missing values empty",
  });
}

function noColumn({ path, columns }: InputTable, what: string, patterns: readonly RegExp[]): PixelmetryError {
  return new PixelmetryError("invalid-argument", {
    where: path,
    what: `no column names the ${what}`,
    expected: patterns.map(({ source }) => source.replace(/[\^$]/g, "")).join(" or "),
    received: columns.slice(0, 5).join(", "),
    remedy: "is this the table of the program named with --with?",
  });
}
