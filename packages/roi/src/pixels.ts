/**
 * Pixel types. Images keep the type they were stored in; nothing is rescaled or clipped on load.
 * 64-bit integers are held as `float64` and float16 as `float32` (both conversions are exact up to
 * 2^53 and always, respectively).
 * @module
 */

/** Element type of an image in memory. */
export type DType = "uint8" | "uint16" | "uint32" | "int8" | "int16" | "int32" | "float32" | "float64";

/** Row-major pixels, x fastest, then y, then z. */
export type PixelArray =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array;

type PixelArrayConstructor = {
  new (length: number): PixelArray;
  new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): PixelArray;
  readonly BYTES_PER_ELEMENT: number;
};

const constructors: Readonly<Record<DType, PixelArrayConstructor>> = {
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
};

/** Bytes of one element. */
export const bytesPerElement = (dtype: DType): number => constructors[dtype].BYTES_PER_ELEMENT;

/** Whether every value of the type is an integer, so never NaN or infinite. */
export const isIntegerType = (dtype: DType): boolean => !dtype.startsWith("float");

/** A zeroed array of `length` pixels, or a view of `buffer` when one is given. */
export function pixelArray(dtype: DType, length: number): PixelArray;
export function pixelArray(
  dtype: DType,
  buffer: ArrayBufferLike,
  byteOffset: number,
  length: number,
): PixelArray;
export function pixelArray(
  dtype: DType,
  lengthOrBuffer: number | ArrayBufferLike,
  byteOffset?: number,
  length?: number,
): PixelArray {
  const Constructor = constructors[dtype];
  return typeof lengthOrBuffer === "number"
    ? new Constructor(lengthOrBuffer)
    : new Constructor(lengthOrBuffer, byteOffset, length);
}

/** Copies `length` pixels; the arrays have one type. */
export function copyPixels(
  from: PixelArray,
  at: number,
  to: PixelArray,
  target: number,
  length: number,
): void {
  // A native copy costs as much as copying some 40 pixels one by one; the runs of most cells are shorter.
  if (length > 40) to.set(from.subarray(at, at + length), target);
  else for (let i = 0; i < length; i++) to[target + i] = from[at + i];
}

/** Whether pixels can be held in arrays of this type. */
export const isPixelArray = (array: unknown): array is PixelArray => nameOf(array) !== undefined;

/** The type of `array`'s elements. */
export function dtypeOf(array: PixelArray): DType {
  const dtype = nameOf(array);
  if (dtype === undefined) throw new TypeError("not a pixel array");
  return dtype;
}

const dtypes = Object.keys(constructors) as DType[];

const nameOf = (array: unknown): DType | undefined =>
  dtypes.find((dtype) => array instanceof (constructors[dtype] as unknown as { new (): PixelArray }));
