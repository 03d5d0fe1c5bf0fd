/**
 * Label images under other labels.
 * @module
 */
import { type DType, maxLabel, type PixelArray, type PlaneReader, pixelArray } from "@pixelmetry/roi";

type Target = (label: number) => number;

/** Largest whole number that every pixel type holds. */
const largestOf: Readonly<Record<DType, number>> = {
  uint8: 0xff,
  uint16: 0xffff,
  uint32: maxLabel,
  int8: 0x7f,
  int16: 0x7fff,
  int32: 0x7fffffff,
  float32: 2 ** 24,
  float64: maxLabel,
};

/**
 * Reads `plane` with every label replaced by its target. Background stays; values that are no labels (negative,
 * fractional, NaN) stay as well, so that whoever looks for ROIs refuses them.
 * @param largest - largest label that a target may be besides the label itself; decides the pixel type
 */
export function relabelled(plane: PlaneReader, target: Target, largest: number): PlaneReader {
  const { dtype } = plane;
  const replace = /^u?int(8|16)$/.test(dtype) ? tabled(target, dtype) : remembered(target);
  const wider: DType = dtype.startsWith("uint") ? "uint32" : "float64";
  const to = largest <= largestOf[dtype] ? dtype : wider;
  return {
    dtype: to,
    read(region, out, offset, stride) {
      const { width, height } = region;
      const direct = to === dtype;
      // Reads of one plane may overlap, so each has an array of its own.
      const from = direct ? out : pixelArray(dtype, width * height);
      const [start, pitch] = direct ? [offset, stride] : [0, width];
      const reading = plane.read(region, from, start, pitch);
      const finish = (): void => {
        for (let y = 0; y < height; y++)
          replaceRow(from, start + y * pitch, out, offset + y * stride, width, replace);
      };
      return reading === undefined ? finish() : reading.then(finish);
    },
  };
}

/** Stretches of one label are looked up once. */
function replaceRow(
  from: PixelArray,
  at: number,
  out: PixelArray,
  to: number,
  width: number,
  replace: Target,
): void {
  let last = 0;
  let value = 0;
  for (let i = 0; i < width; i++) {
    const label = from[at + i];
    if (label !== last) {
      last = label;
      value = replace(label);
    }
    out[to + i] = value;
  }
}

const isLabel = (value: number): boolean => value > 0 && value <= maxLabel && Math.floor(value) === value;

function tabled(target: Target, dtype: DType): Target {
  const table = new Float64Array(largestOf[dtype] + 1);
  for (let label = 1; label < table.length; label++) table[label] = target(label);
  return (label) => (label > 0 ? table[label] : label);
}

function remembered(target: Target): Target {
  return (label) => (isLabel(label) ? target(label) : label);
}
