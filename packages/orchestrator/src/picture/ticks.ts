/**
 * Numbers on axes and colour bars: round values, no more digits than needed, powers of ten taken out.
 * @module
 */
import { textWidth } from "./stroke-font.ts";

/** Round numbers between two limits, with the text to print at each. */
export interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
  /** "10⁶" when that is what the labels count, otherwise empty. */
  readonly factor: string;
  /** Any value as the labels count it, two digits finer than they are. */
  readonly print: (value: number) => string;
}

/** A step of 1, 2 or 5 times a power of ten that is not below `least`. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].find((digit) => digit * power >= least * (1 - 1e-9)) ?? 10;
  return step * power;
}

/** About `count` ticks between `low` and `high`, both included where they are round; one when they are the same. */
export function niceTicks(low: number, high: number, count: number): Ticks {
  const span = high - low;
  const power = commonPower(Math.max(Math.abs(low), Math.abs(high)));
  if (isBeyond(low, high)) return { values: [], labels: [], factor: "", print: formatNumber };
  if (isOneValue(low, high)) {
    const print = (value: number) => digits(value / 10 ** power, 6);
    return { values: [low], labels: [print(low)], factor: powerText(power), print };
  }
  const step = roundStep(span / Math.max(1, count));
  const first = Math.ceil(low / step - 1e-6);
  const last = Math.floor(high / step + 1e-6);
  const values = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  const places = Math.min(20, Math.max(0, Math.ceil(power - Math.log10(step) - 1e-6)));
  const fixed = (value: number, digitsAfter: number) => (value / 10 ** power).toFixed(digitsAfter);
  return {
    values,
    labels: values.map((value) => groupDigits(fixed(value, places))),
    factor: powerText(power),
    print: (value) => groupDigits(String(Number(fixed(value, Math.min(20, places + 2))))),
  };
}

/** Whether two numbers are too close to tell values between them apart. */
export const isOneValue = (low: number, high: number): boolean =>
  !(high - low > smallest) || low + (high - low) / 1e6 === low;

/** Whether numbers are so large that their differences may be none; axes and statistics leave them out. */
export const isBeyond = (low: number, high: number): boolean =>
  !(Math.max(Math.abs(low), Math.abs(high)) < largest);

const [smallest, largest] = [1e-300, 1e300];

/** As many ticks as have room for their labels on an axis of this width, at most `most`. */
export function fittingTicks(low: number, high: number, width: number, size: number, most: number): Ticks {
  for (let count = most; ; count--) {
    const ticks = niceTicks(low, high, count);
    const room = ticks.labels.reduce((sum, label) => sum + textWidth(label, size) + size, 0);
    if (room <= width || count === 1) return ticks;
  }
}

/** A number for running text: at most `significant` digits. */
export function formatNumber(value: number, significant = 4): string {
  const size = Math.abs(value);
  if (size >= 1e6 || (size < 1e-3 && size > smallest)) {
    const power = Math.floor(Math.log10(size));
    return `${digits(value / 10 ** power, significant)}×${powerText(power)}`;
  }
  return digits(value, significant);
}

/** A number of things. */
export const formatCount = (count: number): string => groupDigits(String(count));

const digits = (value: number, significant = 4): string => {
  const places = Math.max(0, significant - 1 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return groupDigits(String(Number(value.toFixed(Math.min(20, places)))));
};

/** The power of ten, a multiple of three, that large or tiny numbers are divided by. */
function commonPower(size: number): number {
  const isHandy = size < smallest || (size >= 1e-3 && size < 1e6);
  return isHandy ? 0 : 3 * Math.floor(Math.log10(size) / 3);
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function powerText(power: number): string {
  if (power === 0) return "";
  const exponent = [...String(Math.abs(power))].map((digit) => superscripts[Number(digit)]).join("");
  return `10${power < 0 ? "⁻" : ""}${exponent}`;
}

/** A minus sign in the place of the hyphen; thin spaces between groups of three from five digits on. */
function groupDigits(text: string): string {
  const [, sign, whole, rest] = /^(-?)(\d+)(.*)$/.exec(text)!;
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u2009") : whole;
  const zero = /^0$/.test(whole) && !/[1-9]/.test(rest);
  return `${sign && !zero ? "−" : ""}${grouped}${rest}`;
}

/** The name of a quantity with what its printed numbers count: "area (10³ µm²)". */
export function quantityTitle(title: string, unit: string | undefined, factor = ""): string {
  const counted = [factor, displayUnit(unit)].filter(Boolean).join(" ");
  return counted === "" ? title : `${title} (${counted})`;
}

/** A unit as tables write it, as print writes it: `um^2` is "µm²"; nothing for pure numbers. */
export function displayUnit(unit: string | undefined): string {
  if (unit === undefined || unit === "" || unit === "1") return "";
  return unit
    .replace(/\bum\b/g, "µm")
    .replace(
      /\^(-?)(\d)/g,
      (_, sign: string, digit: string) => `${sign && "⁻"}${superscripts[Number(digit)]}`,
    );
}
