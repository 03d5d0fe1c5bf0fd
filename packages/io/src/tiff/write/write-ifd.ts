/**
 * Serialises TIFF directories, little-endian, classic or BigTIFF.
 * @module
 */

/** One tag: text, integers that fit its type, or rationals as pairs. */
export interface TagValue {
  readonly tag: number;
  readonly type: "ascii" | "short" | "long" | "offset" | "rational";
  readonly values: Uint8Array | ArrayLike<number>;
}

const types = {
  ascii: { code: 2, size: 1 },
  short: { code: 3, size: 2 },
  long: { code: 4, size: 4 },
  rational: { code: 5, size: 4 },
  // LONG in classic TIFF, LONG8 in BigTIFF.
  offset: { code: 4, size: 4 },
  offset8: { code: 16, size: 8 },
} as const;

/** Bytes of a header that points to the first directory. */
export function tiffHeader(big: boolean, firstIfd: number): Uint8Array {
  const bytes = new Uint8Array(big ? 16 : 8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4949, true);
  view.setUint16(2, big ? 43 : 42, true);
  if (big) view.setUint16(4, 8, true);
  writeOffset(view, big ? 8 : 4, firstIfd, big);
  return bytes;
}

/**
 * One directory with its values behind it.
 * @param position where in the file the bytes will lie; even
 * @param last whether no directory follows; else the next one follows these bytes
 */
export function ifdBytes(
  tags: readonly TagValue[],
  position: number,
  big: boolean,
  last: boolean,
): Uint8Array {
  const sorted = [...tags].sort((a, b) => a.tag - b.tag);
  const entryBytes = big ? 20 : 12;
  const inlineBytes = big ? 8 : 4;
  const nextAt = (big ? 8 : 2) + sorted.length * entryBytes;
  let end = nextAt + inlineBytes;
  const places = sorted.map((tag) => {
    const { size } = typeOf(tag, big);
    const length = tag.values.length * size;
    if (length <= inlineBytes) return -1;
    const place = end;
    end += length + (length % 2);
    return place;
  });
  end += end % 2;
  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  if (big) view.setUint32(0, sorted.length, true);
  else view.setUint16(0, sorted.length, true);
  for (let i = 0; i < sorted.length; i++) {
    const tag = sorted[i];
    const at = (big ? 8 : 2) + i * entryBytes;
    const { code } = typeOf(tag, big);
    view.setUint16(at, tag.tag, true);
    view.setUint16(at + 2, code, true);
    const count = tag.type === "rational" ? tag.values.length / 2 : tag.values.length;
    view.setUint32(at + 4, count, true);
    const valueAt = at + (big ? 12 : 8);
    if (places[i] < 0) writeValues(view, valueAt, tag, big);
    else {
      writeOffset(view, valueAt, position + places[i], big);
      writeValues(view, places[i], tag, big);
    }
  }
  writeOffset(view, nextAt, last ? 0 : position + end, big);
  return bytes;
}

const typeOf = ({ type }: TagValue, big: boolean) => types[type === "offset" && big ? "offset8" : type];

function writeValues(view: DataView, at: number, tag: TagValue, big: boolean): void {
  const { size } = typeOf(tag, big);
  for (let i = 0; i < tag.values.length; i++) {
    const value = tag.values[i];
    if (size === 1) view.setUint8(at + i, value);
    else if (size === 2) view.setUint16(at + 2 * i, value, true);
    else if (size === 4) view.setUint32(at + 4 * i, value, true);
    else writeOffset(view, at + 8 * i, value, true);
  }
}

function writeOffset(view: DataView, at: number, value: number, big: boolean): void {
  view.setUint32(at, value % 2 ** 32, true);
  if (big) view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
}
