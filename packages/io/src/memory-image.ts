/**
 * Images that need no file: arrays, and images of one single value.
 * @module
 */
import {
  bytesPerElement,
  type DType,
  dtypeOf,
  type NdArrayLike,
  type PixelArray,
  PixelmetryError,
  pixelArray,
} from "@pixelmetry/roi";
import { checkRegion } from "./region.ts";
import type { ImageInfo, ImageSource, Placement, Spacing } from "./source.ts";

/** Geometry of an image in memory. */
export interface MemoryImageOptions {
  /**
   * Pixels: a typed array with x fastest, then y, z, channel; or an ndarray of shape [y, x], [z, y, x] or
   * [channel, z, y, x] with any strides. A view is copied once, a plain typed array is used where it is.
   */
  readonly data: PixelArray | NdArrayLike;
  /** Pixels along x and y; may be left out for an ndarray. */
  readonly width?: number;
  readonly height?: number;
  /** Planes, default 1. */
  readonly depth?: number;
  /** Default 1. */
  readonly channels?: number;
  readonly channelNames?: readonly string[];
  /** Default: one pixel in each direction. */
  readonly spacing?: Spacing;
  readonly placement?: Placement;
  /** Default "memory". */
  readonly name?: string;
}

/** An image of one value. */
export interface ConstantImageOptions extends Omit<MemoryImageOptions, "data"> {
  readonly width: number;
  readonly height: number;
  /** Default `uint8`. */
  readonly dtype?: DType;
  /** Default 1: as a label image, one ROI that covers everything. */
  readonly value?: number;
}

/**
 * An image source over an array in memory. Pixels keep the type of the array; a plain array of an ndarray
 * becomes float64.
 * @throws PixelmetryError `geometry-mismatch` when the array does not hold `width * height * depth * channels`
 *   pixels, `invalid-argument` when the size is not given or the array type is no pixel type
 * @example
 * const labels = memoryImage({ data: new Uint8Array([0, 1, 1, 2]), width: 2, height: 2 });
 */
export function memoryImage(options: MemoryImageOptions): ImageSource {
  const { data, name = "memory" } = options;
  const shape = isNdArray(data) ? data.shape : [];
  if (shape.length > 4 || (isNdArray(data) && shape.length < 2)) {
    throw new PixelmetryError("invalid-argument", {
      what: "the ndarray has the wrong number of axes",
      where: name,
      expected: "[y, x], [z, y, x] or [channel, z, y, x]",
      received: `${shape.length} axes`,
    });
  }
  const [c, z, y, x] = [1, 1, 1, 1, ...shape].slice(-4);
  const width = options.width ?? (shape.length ? x : 0);
  const height = options.height ?? (shape.length ? y : 0);
  const depth = options.depth ?? z;
  const channels = options.channels ?? c;
  const pixels = isNdArray(data) ? dense(data) : data;
  const info = describe({ ...options, width, height, depth, channels }, typeOf(pixels, name));
  const expected = width * height * depth * channels;
  if (pixels.length !== expected) {
    throw new PixelmetryError("geometry-mismatch", {
      what: "the array does not have the size of the image",
      where: name,
      expected: `${width} x ${height} x ${depth}, ${channels} channels: ${expected} pixels`,
      received: pixels.length,
      remedy: "pass width, height, depth and channels of the array",
    });
  }
  return {
    info,
    async read(region, out, offset, stride) {
      checkRegion(info, region, out, offset, stride);
      const plane = (region.channel ?? 0) * depth + (region.z ?? 0);
      let from = (plane * height + region.y) * width + region.x;
      for (let row = 0; row < region.height; row++) {
        out.set(pixels.subarray(from, from + region.width), offset + row * stride);
        from += width;
      }
    },
    async close() {},
  };
}

/**
 * An image source whose pixels all have one value and take no memory; as labels it makes the whole image one ROI.
 * @throws PixelmetryError `invalid-argument` when the size is not positive or the type cannot hold the value
 */
export function constantImage(options: ConstantImageOptions): ImageSource {
  const { dtype = "uint8", value = 1, name = "constant" } = options;
  const probe = pixelArray(dtype, 1);
  probe[0] = value;
  if (!Object.is(probe[0], value)) {
    throw new PixelmetryError("invalid-argument", {
      what: `${dtype} cannot hold the value`,
      where: name,
      received: value,
    });
  }
  const info = describe({ ...options, name }, dtype);
  return {
    info,
    async read(region, out, offset, stride) {
      checkRegion(info, region, out, offset, stride);
      for (let row = 0; row < region.height; row++) {
        const start = offset + row * stride;
        out.fill(value, start, start + region.width);
      }
    },
    async close() {},
  };
}

/** Pixels of one read block of an image that has no tiles: about 1 MiB. */
function blockRows(width: number, height: number, dtype: DType): number {
  return Math.min(height, Math.max(1, Math.ceil(2 ** 20 / (width * bytesPerElement(dtype)))));
}

function describe(
  options: Omit<MemoryImageOptions, "data"> & { width: number; height: number },
  dtype: DType,
): ImageInfo {
  const { width, height, depth = 1, channels = 1, name = "memory" } = options;
  for (const [what, value] of Object.entries({ width, height, depth, channels })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new PixelmetryError("invalid-argument", {
      what: `${what} of the image must be a positive integer`,
      where: name,
      received: value,
    });
  }
  const names = options.channelNames ?? [];
  return {
    name,
    size: [width, height, depth],
    dtype,
    tile: [width, blockRows(width, height, dtype)],
    channels,
    channelNames: Array.from({ length: channels }, (_, i) => names[i] ?? ""),
    frames: 1,
    spacing: options.spacing ?? { x: 1, y: 1, z: 1, unit: "pixel" },
    ...(options.placement === undefined ? {} : { placement: options.placement }),
    levels: [[width, height]],
    level: 0,
  };
}

const isNdArray = (data: PixelArray | NdArrayLike): data is NdArrayLike => !ArrayBuffer.isView(data);

function typeOf(pixels: PixelArray, name: string): DType {
  try {
    return dtypeOf(pixels);
  } catch (cause) {
    const detail = {
      what: "the array is of no pixel type",
      where: name,
      expected: "an 8-, 16- or 32-bit integer array, Float32Array or Float64Array",
      received: Object.prototype.toString.call(pixels).slice(8, -1),
    };
    throw new PixelmetryError("invalid-argument", detail, { cause });
  }
}

/** An ndarray of up to four axes as one contiguous array. */
function dense({ data, shape, stride, offset }: NdArrayLike): PixelArray {
  const [n3, n2, n1, n0] = [1, 1, 1, 1, ...shape].slice(-4);
  const [s3, s2, s1, s0] = [0, 0, 0, 0, ...stride].slice(-4);
  const length = n3 * n2 * n1 * n0;
  const typed = ArrayBuffer.isView(data) ? (data as unknown as PixelArray) : undefined;
  const isDense = s0 === 1 && (n1 === 1 || s1 === n0) && (n2 === 1 || s2 === n0 * n1);
  if (typed && isDense && (n3 === 1 || s3 === n0 * n1 * n2)) return typed.subarray(offset, offset + length);
  const out = pixelArray(typed ? typeOf(typed, "memory") : "float64", length);
  let at = 0;
  for (let c = 0; c < n3; c++) {
    for (let z = 0; z < n2; z++) {
      for (let y = 0; y < n1; y++) {
        let from = offset + c * s3 + z * s2 + y * s1;
        for (let x = 0; x < n0; x++) {
          out[at++] = data[from];
          from += s0;
        }
      }
    }
  }
  return out;
}
