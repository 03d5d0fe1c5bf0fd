/**
 * Logarithms, exponentials, angles and roots that give the same digits in every engine. The language leaves the
 * last digits of `Math.log`, `Math.sin`, `**` and their like to the engine, and engines and their versions
 * differ; these use nothing but +, -, *, / and `Math.sqrt`, which IEEE 754 rounds correctly. Each is within two
 * units in the last place of the true value over the range it states.
 *
 * Series are those of Abramowitz and Stegun, Handbook of Mathematical Functions, chapter 4, after the argument
 * has been brought into a range where they end quickly.
 * @module
 */

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
// The word with sign and exponent comes last in little-endian order.
const [low, high] = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? [0, 1] : [1, 0];

/** ln 2 in two parts: the first has 21 zero bits at its end, so that its product with an exponent is exact. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const log2e = Math.LOG2E;
/** 1 / ln 2 less its first 32 bits. */
const log2eHigh = 1.4426950407214463;
const log2eLow = 1.6751713164886512e-10;

/** A number as mantissa from sqrt(1/2) to sqrt(2) and a power of two; positive and finite ones only. */
let exponent = 0;
function mantissa(x: number): number {
  let scaled = x;
  exponent = 0;
  if (x < 2.2250738585072014e-308) {
    scaled = x * 18014398509481984;
    exponent = -54;
  }
  bits[0] = scaled;
  exponent += ((words[high] >>> 20) & 0x7ff) - 1023;
  words[high] = (words[high] & 0xfffff) | 0x3ff00000;
  let m = bits[0];
  if (m > Math.SQRT2) {
    m *= 0.5;
    exponent++;
  }
  return m;
}

/**
 * ln m less f for f = m - 1 in [sqrt(1/2) - 1, sqrt(2) - 1]: 2 artanh(s), s = f / (2 + f), in the form that
 * loses least. The polynomial is the Chebyshev approximation of (2 artanh(s) / s - 2) / s^2, off by 3e-16 at
 * most, in two halves that are computed side by side.
 */
function logRest(f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even =
    0.666666666666667 + w * (0.2857142862600327 + w * (0.18182889455674947 + w * 0.14616585424888623));
  const odd = 0.39999999999899444 + w * (0.22222211130259878 + w * 0.15331710618210773);
  const half = 0.5 * f * f;
  return s * (half + z * (even + z * odd)) - half;
}

/** Natural logarithm; -Infinity for 0, NaN below. */
export function ln(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return special(x);
  const f = mantissa(x) - 1;
  const k = exponent;
  return k * ln2High + (f + (logRest(f) + k * ln2Low));
}

/** Logarithm to base 2, exact for powers of two; -Infinity for 0, NaN below. */
export function log2(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return special(x);
  const f = mantissa(x) - 1;
  if (f === 0) return exponent;
  const rest = logRest(f);
  // The first part of f + rest has few enough bits for an exact product with the first part of 1 / ln 2.
  bits[0] = f + rest;
  words[low] = 0;
  const first = bits[0];
  const second = f - first + rest;
  return exponent + first * log2eHigh + (first * log2eLow + second * log2e);
}

const special = (x: number): number =>
  x === 0 ? Number.NEGATIVE_INFINITY : x === Number.POSITIVE_INFINITY ? x : Number.NaN;

/** e^x; 0 and Infinity where the result is out of range. */
export function exp(x: number): number {
  if (!(x > -745.2)) return x < 0 ? 0 : Number.NaN;
  if (x > 709.79) return Number.POSITIVE_INFINITY;
  const k = Math.round(x * log2e);
  const r = x - k * ln2High - k * ln2Low;
  return scale(1 + expRest(r), k);
}

/** e^r less 1 for |r| up to 0.35. */
function expRest(r: number): number {
  let sum = 1;
  for (let n = 14; n > 1; n--) sum = 1 + (r * sum) / n;
  return r * sum;
}

/** e^x less 1, without the loss of digits near 0. */
export const expm1 = (x: number): number => (Math.abs(x) <= 0.35 ? expRest(x) : exp(x) - 1);

/** x 2^k in two steps, so that subnormal results are rounded once. */
function scale(x: number, k: number): number {
  const half = k >> 1;
  return x * powerOfTwo(half) * powerOfTwo(k - half);
}

function powerOfTwo(k: number): number {
  words[low] = 0;
  words[high] = (k + 1023) << 20;
  return bits[0];
}

/** pi / 2 in three parts of 33 bits and the rest. */
const quarter = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21] as const;

/** Which quarter turn the angle is in, and where in it, -pi / 4 to pi / 4. */
let turn = 0;
function reduced(x: number): number {
  const k = Math.round(x * (2 / Math.PI));
  turn = ((k % 4) + 4) % 4;
  return x - k * quarter[0] - k * quarter[1] - k * quarter[2];
}

function sinSeries(r: number): number {
  const z = r * r;
  let sum = 1;
  for (let n = 18; n > 2; n -= 2) sum = 1 - (z * sum) / (n * (n + 1));
  return r - (r * z * sum) / 6;
}

function cosSeries(r: number): number {
  const z = r * r;
  let sum = 1;
  for (let n = 18; n > 2; n -= 2) sum = 1 - (z * sum) / (n * (n - 1));
  return 1 - (z * sum) / 2;
}

/** Sine of an angle in radians, |x| up to 10^5. */
export function sin(x: number): number {
  const r = reduced(x);
  const value = turn % 2 === 0 ? sinSeries(r) : cosSeries(r);
  return turn < 2 ? value : -value;
}

/** Cosine of an angle in radians, |x| up to 10^5. */
export function cos(x: number): number {
  const r = reduced(x);
  const value = turn % 2 === 0 ? cosSeries(r) : sinSeries(r);
  return turn === 0 || turn === 3 ? value : -value;
}

/** Sine of an angle in degrees; exactly 0, ±1/2 and ±1 where it is, and symmetric about the axes. */
export function sinDegrees(degrees: number): number {
  const whole = degrees % 360;
  const angle = Math.abs(whole);
  const sign = whole < 0 !== angle > 180 ? -1 : 1;
  const half = angle > 180 ? 360 - angle : angle;
  const acute = half > 90 ? 180 - half : half;
  if (acute === 30) return sign * 0.5;
  return sign * (acute <= 45 ? sinSeries(acute * radian) : cosSeries((90 - acute) * radian));
}

/** Cosine of an angle in degrees; exactly 0, ±1/2 and ±1 where it is, and symmetric about the axes. */
export function cosDegrees(degrees: number): number {
  const positive = Math.abs(degrees % 360);
  const half = positive > 180 ? 360 - positive : positive;
  const sign = half > 90 ? -1 : 1;
  const acute = half > 90 ? 180 - half : half;
  if (acute === 90) return 0;
  if (acute === 60) return sign * 0.5;
  return sign * (acute <= 45 ? cosSeries(acute * radian) : sinSeries((90 - acute) * radian));
}

const radian = Math.PI / 180;

/** Arctangent of 0 to 1, about the nearest of 0, pi / 8 and pi / 4, where the series ends quickly. */
function arctangent(x: number): number {
  if (x > 0.66) return Math.PI / 4 + nearZero((x - 1) / (x + 1));
  if (x > 0.3) return Math.PI / 8 + nearZero((x - tanEighth) / (1 + x * tanEighth));
  return nearZero(x);
}

function nearZero(x: number): number {
  const z = x * x;
  let sum = 0;
  for (let n = 33; n > 1; n -= 2) sum = z * (1 / n - sum);
  return x - x * sum;
}

const tanEighth = Math.SQRT2 - 1;

/** Angle of the vector (x, y) in radians, -pi to pi; signs of zeros count as in `Math.atan2`. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const [ax, ay] = [Math.abs(x), Math.abs(y)];
  let angle: number;
  if (ay === 0) angle = 0;
  else if (ax === 0) angle = Math.PI / 2;
  else if (ax === ay) angle = Math.PI / 4;
  else angle = ay <= ax ? arctangent(ay / ax) : Math.PI / 2 - arctangent(ax / ay);
  if (x < 0 || Object.is(x, -0)) angle = Math.PI - angle;
  return y < 0 || Object.is(y, -0) ? -angle : angle;
}

/** Length of the vector (x, y), for components whose squares neither overflow nor vanish. */
export const hypot = (x: number, y: number): number => Math.sqrt(x * x + y * y);

/** Cube root. */
export function cbrt(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  if (x < 0) return -cbrt(-x);
  const m = mantissa(x);
  const third = Math.floor(exponent / 3);
  const rest = m * (exponent - 3 * third === 0 ? 1 : exponent - 3 * third === 1 ? 2 : 4);
  // Newton's method doubles the digits: five steps from a guess that is right to 20 %.
  let root = 0.6 + 0.4 * rest * (rest < 2 ? 1 : 0.75);
  for (let step = 0; step < 6; step++) root -= (root - rest / (root * root)) / 3;
  return scale(root, third);
}
