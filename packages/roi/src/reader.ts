/**
 * What measuring needs from an image, whatever it is stored in.
 * @module
 */
import type { ImageContext } from "./context.ts";
import { PixelmetryError } from "./errors.ts";
import { type DType, dtypeOf, isPixelArray, type PixelArray } from "./pixels.ts";

/** One channel, or the labels, of an image. */
export interface PlaneReader {
  readonly dtype: DType;
  /** Copies a rectangle of plane `z` to `out`, first pixel at `offset`, rows `stride` apart. */
  read(
    region: {
      readonly x: number;
      readonly y: number;
      readonly z: number;
      readonly width: number;
      readonly height: number;
    },
    out: PixelArray,
    offset: number,
    stride: number,
  ): Promise<void> | void;
}

/** A label image with its intensity channels, all on one grid. */
export interface ImageReader {
  readonly context: ImageContext;
  /** Storage unit along x and y, pixels. */
  readonly tile: readonly [number, number];
  readonly labels: PlaneReader;
  readonly channels: readonly PlaneReader[];
  /** Name of the label image, for messages. */
  readonly where: string;
}

/** The structural type of ndarray: any strides, any offset. */
export interface NdArrayLike {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/** Pixels in memory: a typed array (row-major, x fastest) or an ndarray of shape [height, width] or [depth, height, width]. */
export type PixelInput = PixelArray | NdArrayLike;

/** The pixels as one contiguous typed array; copies only what is not contiguous already. */
export function contiguous(input: PixelInput): PixelArray {
  if (ArrayBuffer.isView(input)) return input as PixelArray;
  const { data, shape, stride, offset } = input;
  const length = shape.reduce((product, n) => product * n, 1);
  let expected = 1;
  let dense = offset === 0 && data.length === length;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    dense &&= shape[axis] === 1 || stride[axis] === expected;
    expected *= shape[axis];
  }
  if (dense && ArrayBuffer.isView(data)) return data as unknown as PixelArray;
  const out = ArrayBuffer.isView(data)
    ? new (data.constructor as new (n: number) => PixelArray)(length)
    : new Float64Array(length);
  const [depth, height, width] = [1, 1, 1, ...shape].slice(-3) as [number, number, number];
  const [sz, sy, sx] = [0, 0, 0, ...stride].slice(-3) as [number, number, number];
  let at = 0;
  for (let z = 0; z < depth; z++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) out[at++] = data[offset + z * sz + y * sy + x * sx];
    }
  }
  return out;
}

/** Reads planes of an array in memory. */
export function memoryPlanes(pixels: PixelArray, width: number, height: number): PlaneReader {
  return {
    dtype: dtypeOf(pixels),
    read(region, out, offset, stride) {
      for (let dy = 0; dy < region.height; dy++) {
        const from = (region.z * height + region.y + dy) * width + region.x;
        out.set(pixels.subarray(from, from + region.width), offset + dy * stride);
      }
    },
  };
}

/** Every pixel belongs to ROI 1: measures the image as a whole. */
export const wholeImageLabels: PlaneReader = {
  dtype: "uint8",
  read(region, out, offset, stride) {
    for (let dy = 0; dy < region.height; dy++) {
      const from = offset + dy * stride;
      out.fill(1, from, from + region.width);
    }
  },
};

/** Images in memory. */
export interface MemoryImage {
  /** Labels, 0 = background; absent: the whole image is ROI 1. */
  readonly labels?: PixelInput;
  /** One array per channel; may be empty when only the mask is measured. */
  readonly intensity?: PixelInput | readonly PixelInput[];
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  /** Pixel size along x, y, z in the unit that lengths shall have; default 1. */
  readonly spacing?: readonly number[];
  /** Physical pixel size, micrometres. */
  readonly spacingUm?: readonly [number, number, number];
}

/**
 * Makes a reader of arrays in memory.
 * @throws PixelmetryError `geometry-mismatch` when an array does not have width × height × depth pixels
 */
export function memoryReader(image: MemoryImage): ImageReader {
  const { width, height, depth = 1 } = image;
  const inputs = isList(image.intensity) ? image.intensity : image.intensity ? [image.intensity] : [];
  const channels = inputs.map((input, c) => checked(input, `intensity ${c}`, [depth, height, width]));
  const labels =
    image.labels === undefined ? undefined : checked(image.labels, "labels", [depth, height, width]);
  const [sx = 1, sy = 1, sz = 1] = image.spacing ?? [];
  if (!(Math.min(sx, sy, sz) > 0 && Math.max(sx, sy, sz) < Number.POSITIVE_INFINITY)) {
    throw new PixelmetryError("invalid-argument", {
      where: "spacing",
      what: "the size of a pixel must be over 0 along every axis",
      received: [sx, sy, sz].join(" x "),
    });
  }
  return {
    context: {
      size: [width, height, depth],
      ndim: depth > 1 ? 3 : 2,
      spacing: [sx, sy, sz],
      ...(image.spacingUm ? { spacingUm: image.spacingUm } : {}),
    },
    tile: [width, height],
    labels: labels ? memoryPlanes(labels, width, height) : wholeImageLabels,
    channels: channels.map((array) => memoryPlanes(array, width, height)),
    where: "labels",
  };
}

/** The pixels of an input that has the size of the image. */
function checked(input: PixelInput, where: string, size: readonly [number, number, number]): PixelArray {
  const [depth, height, width] = size;
  if (!ArrayBuffer.isView(input) && `${[1, 1, ...input.shape].slice(-3)}` !== `${size}`) {
    throw new PixelmetryError("geometry-mismatch", {
      where,
      what: "the array does not have the shape of the image",
      expected: (depth > 1 ? size : [height, width]).join(" x "),
      received: input.shape.join(" x "),
      remedy: "pass arrays of shape [height, width] or [depth, height, width]",
    });
  }
  const pixels = contiguous(input);
  if (!isPixelArray(pixels)) {
    throw new PixelmetryError("invalid-argument", {
      where,
      what: "pixels of this type cannot be measured",
      expected: "a typed array of 8, 16 or 32-bit integers or of floating-point numbers",
      received: (pixels as object).constructor.name,
    });
  }
  if (pixels.length !== width * height * depth) {
    throw new PixelmetryError("geometry-mismatch", {
      where,
      what: "the array does not have the size of the image",
      expected: `${width} x ${height} x ${depth} = ${width * height * depth} pixels`,
      received: `${pixels.length}`,
      remedy: "pass width, height and depth of the arrays",
    });
  }
  return pixels;
}

const isList = (input: MemoryImage["intensity"]): input is readonly PixelInput[] => Array.isArray(input);
