/**
 * Decodes the values of TIFF tags.
 * @module
 */

/** `count` values of a numeric field type; rationals are divided. */
export function decodeNumbers(view: DataView, type: number, count: number, le: boolean): ArrayLike<number> {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    values[i] = decodeNumber(view, type, i, le);
  }
  return values;
}

/** Value `i` of a field type. */
export function decodeNumber(view: DataView, type: number, i: number, le: boolean): number {
  switch (type) {
    case 3:
      return view.getUint16(2 * i, le);
    case 4:
    case 13:
      return view.getUint32(4 * i, le);
    case 5:
      return view.getUint32(8 * i, le) / view.getUint32(8 * i + 4, le);
    case 6:
      return view.getInt8(i);
    case 8:
      return view.getInt16(2 * i, le);
    case 9:
      return view.getInt32(4 * i, le);
    case 10:
      return view.getInt32(8 * i, le) / view.getInt32(8 * i + 4, le);
    case 11:
      return view.getFloat32(4 * i, le);
    case 12:
      return view.getFloat64(8 * i, le);
    case 16:
    case 18:
      return uint64(view, 8 * i, le);
    case 17:
      return Number(view.getBigInt64(8 * i, le));
    default:
      return view.getUint8(i);
  }
}

/** An 8-byte unsigned integer; exact up to 2^53, which is far beyond any file. */
export function uint64(view: DataView, at: number, littleEndian: boolean): number {
  const low = view.getUint32(littleEndian ? at : at + 4, littleEndian);
  const high = view.getUint32(littleEndian ? at + 4 : at, littleEndian);
  return high * 2 ** 32 + low;
}

/** A view of exactly these bytes. */
export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
