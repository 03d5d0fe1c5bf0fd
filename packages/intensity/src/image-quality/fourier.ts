/**
 * Discrete Fourier transforms of any length: radix 2 for powers of two, Bluestein's convolution for others.
 * @see J. Cooley, J. Tukey 1965, doi:10.1090/S0025-5718-1965-0178586-1; L. Bluestein 1970, doi:10.1109/TAU.1970.1162132
 * @module
 */
import { cosDegrees, sinDegrees } from "@pixelmetry/roi";

/** Transforms (re, im) in place. */
export type Transform = (re: Float64Array, im: Float64Array) => void;

const known = new Map<number, Transform>();

/** The transform of this length, sum of x exp(-2 pi i j k / n). The last few lengths are remembered. */
export function transformOf(length: number): Transform {
  let transform = known.get(length);
  if (transform === undefined) {
    if (known.size >= 8) known.clear();
    transform = (length & (length - 1)) === 0 ? radix2(length) : bluestein(length);
    known.set(length, transform);
  }
  return transform;
}

function radix2(n: number): Transform {
  const cos = Float64Array.from({ length: n / 2 }, (_, i) => cosDegrees((360 * i) / n));
  const sin = Float64Array.from({ length: n / 2 }, (_, i) => -sinDegrees((360 * i) / n));
  return (re, im) => {
    for (let i = 1, j = 0; i < n; i++) {
      let bit = n >> 1;
      for (; j & bit; bit >>= 1) j ^= bit;
      j ^= bit;
      if (i < j) {
        [re[i], re[j]] = [re[j], re[i]];
        [im[i], im[j]] = [im[j], im[i]];
      }
    }
    for (let half = 1; half < n; half *= 2) {
      const step = n / (2 * half);
      for (let start = 0; start < n; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const [a, b] = [start + k, start + k + half];
          const [c, s] = [cos[k * step], sin[k * step]];
          const x = re[b] * c - im[b] * s;
          const y = re[b] * s + im[b] * c;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
  };
}

/** jk = (j^2 + k^2 - (k - j)^2) / 2 makes the transform a convolution with a chirp. */
function bluestein(n: number): Transform {
  let size = 1;
  while (size < 2 * n - 1) size *= 2;
  const inner = radix2(size);
  // j^2 modulo 2n: large arguments would lose digits. It stays below 2^53 for every length in use.
  const angle = (j: number): number => (180 * ((j * j) % (2 * n))) / n;
  const cos = Float64Array.from({ length: n }, (_, j) => cosDegrees(angle(j)));
  const sin = Float64Array.from({ length: n }, (_, j) => sinDegrees(angle(j)));
  const chirpRe = new Float64Array(size);
  const chirpIm = new Float64Array(size);
  for (let j = 0; j < n; j++) {
    chirpRe[j] = cos[j];
    chirpIm[j] = sin[j];
    chirpRe[(size - j) % size] = cos[j];
    chirpIm[(size - j) % size] = sin[j];
  }
  inner(chirpRe, chirpIm);
  const [a, b] = [new Float64Array(size), new Float64Array(size)];
  return (re, im) => {
    a.fill(0);
    b.fill(0);
    for (let j = 0; j < n; j++) {
      a[j] = re[j] * cos[j] + im[j] * sin[j];
      b[j] = im[j] * cos[j] - re[j] * sin[j];
    }
    inner(a, b);
    for (let j = 0; j < size; j++) {
      const x = a[j] * chirpRe[j] - b[j] * chirpIm[j];
      // Conjugate before and after: the inverse transform by the forward one.
      b[j] = -(a[j] * chirpIm[j] + b[j] * chirpRe[j]);
      a[j] = x;
    }
    inner(a, b);
    for (let j = 0; j < n; j++) {
      const [x, y] = [a[j] / size, -b[j] / size];
      re[j] = x * cos[j] + y * sin[j];
      im[j] = y * cos[j] - x * sin[j];
    }
  };
}
