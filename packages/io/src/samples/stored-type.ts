/**
 * Number types as files store them, and the types that hold them in memory.
 * @module
 */
import type { DType } from "@pixelmetry/roi";

/** Form of one stored sample. */
export interface StoredType {
  readonly kind: "uint" | "int" | "float";
  readonly bits: 8 | 16 | 32 | 64;
}

/** Linear map from stored samples to values: `slope * sample + intercept`. */
export interface Rescale {
  readonly slope: number;
  readonly intercept: number;
}

/** Type in memory of samples used as they are: 64-bit integers become `float64`. */
export function memoryType({ kind, bits }: StoredType): DType {
  if (bits === 64) return "float64";
  return kind === "float" ? "float32" : `${kind}${bits}`;
}

const integers: readonly (readonly [DType, low: number, high: number])[] = [
  ["uint8", 0, 255],
  ["int8", -128, 127],
  ["uint16", 0, 65535],
  ["int16", -32768, 32767],
  ["uint32", 0, 4294967295],
  ["int32", -2147483648, 2147483647],
];

/**
 * Type in memory of rescaled samples. Whole slopes and intercepts keep integers: the smallest type that holds
 * every possible value. Everything else becomes `float64`, the type in which the map is computed.
 * @param rescales - one, or those of the parts of an image
 * @param range - least and largest stored sample where fewer bits are used than the type has
 */
export function rescaledType(
  rescales: readonly Rescale[],
  range: readonly [number, number] | undefined,
): DType {
  const whole = rescales.every(
    ({ slope, intercept }) => Number.isInteger(slope) && Number.isInteger(intercept),
  );
  if (range === undefined || !whole) return "float64";
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { slope, intercept } of rescales) {
    for (const end of range) {
      low = Math.min(low, slope * end + intercept);
      high = Math.max(high, slope * end + intercept);
    }
  }
  return integers.find(([, least, most]) => least <= low && high <= most)?.[0] ?? "float64";
}

/** Least and largest value of an integer type of up to 32 bits. */
export function integerRange({ kind, bits }: StoredType): readonly [number, number] | undefined {
  if (kind === "float" || bits === 64) return undefined;
  return kind === "uint" ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
}
