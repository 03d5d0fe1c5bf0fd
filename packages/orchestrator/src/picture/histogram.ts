/**
 * How the values of a feature are distributed.
 * @module
 */
import type { Drawing, Mark } from "./drawing.ts";
import { faintInk, ink, paper } from "./ink.ts";
import { toSvg } from "./svg.ts";
import {
  fittingTicks,
  formatCount,
  isBeyond,
  isOneValue,
  niceTicks,
  quantityTitle,
  roundStep,
  type Ticks,
} from "./ticks.ts";
import { finiteValues, type MaybeNumber, sortedQuantile } from "./value-scale.ts";

export interface HistogramOptions {
  /** Name of the feature. */
  readonly title: string;
  /** Its unit as tables write it: `um^2`; none or `1` for pure numbers. */
  readonly unit?: string;
}

const barColour = "#31688e";
const accent = "#b3450b";
const gridColour = "#e4e4e4";
const [width, height] = [720, 420];
const plot = { x: 64, y: 112, width: 628, height: 254 };
const size = 14;

/**
 * Renders a histogram as an SVG file: how many ROIs have which value, with their number, the median and how many
 * have no value (null, NaN, infinite).
 * @example
 * const svg = renderHistogram([12.5, 14.25, null, 13], { title: "area", unit: "um^2" });
 */
export function renderHistogram(values: Iterable<MaybeNumber>, options: HistogramOptions): string {
  const all = [...values];
  const sorted = finiteValues(all);
  const missing = all.length - sorted.length;
  const isTooLarge = sorted.length > 0 && isBeyond(sorted[0], sorted[sorted.length - 1]);
  const bins = isTooLarge ? undefined : binsOf(sorted);
  const ticks = bins && ticksOf(bins);
  const title = quantityTitle(options.title, options.unit, ticks?.factor);
  const marks: Mark[] = [
    { kind: "text", x: 28, y: 42, text: title, size: 20, fill: ink, bold: true },
    { kind: "text", x: 28, y: 66, text: summary(sorted, missing, ticks), size, fill: faintInk },
    ...(bins && ticks
      ? [...countAxis(bins), ...bars(bins), ...valueAxis(bins, ticks), ...median(bins, sorted)]
      : [note(isTooLarge ? "values are too large to be drawn" : "no values")]),
  ];
  const drawing: Drawing = { width, height, title: `Histogram of ${title}`, background: paper, marks };
  return toSvg(drawing);
}

/** Counts of values in intervals of equal width; the first begins at `from`. */
export interface Bins {
  readonly from: number;
  readonly step: number;
  readonly counts: readonly number[];
}

const [fewestBins, mostBins] = [6, 60];

/**
 * Bins with round limits, about as wide as the rule of Freedman and Diaconis says (doi:10.1007/BF01025868). Whole
 * numbers that differ little get a bin each.
 */
export function binsOf(sorted: Float64Array): Bins | undefined {
  if (sorted.length === 0) return undefined;
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const span = high - low;
  if (isOneValue(low, high)) {
    const half = Math.abs(low) * 0.05 || 0.5;
    return { from: low - half, step: 2 * half, counts: [sorted.length] };
  }
  const quartiles = sortedQuantile(sorted, 0.75) - sortedQuantile(sorted, 0.25);
  const wanted = quartiles > 0 ? (2 * quartiles) / Math.cbrt(sorted.length) : span / Math.sqrt(sorted.length);
  const least = Math.min(span / fewestBins, Math.max(span / mostBins, wanted));
  const whole = sorted.every(Number.isInteger);
  const step = whole ? Math.max(1, roundStep(least)) : roundStep(least);
  // A bin of one whole number has it in its middle.
  const shift = whole && step === 1 ? 0.5 : 0;
  const from = Math.floor(low / step + 1e-9) * step - shift;
  const counts = new Array<number>(Math.max(1, Math.floor((high - from) / step + 1e-9) + 1)).fill(0);
  for (const value of sorted) counts[Math.min(counts.length - 1, Math.floor((value - from) / step + 1e-9))]++;
  // A largest value on the last limit belongs to the bin before it.
  if (counts.length > 1 && high - from - (counts.length - 1) * step < step * 1e-6) {
    const last = counts.pop()!;
    counts[counts.length - 1] += last;
  }
  return { from, step, counts };
}

function ticksOf({ from, step, counts }: Bins): Ticks {
  if (counts.length === 1) return niceTicks(from + step / 2, from + step / 2, 1);
  return fittingTicks(from, from + step * counts.length, plot.width, size, 9);
}

function summary(sorted: Float64Array, missing: number, ticks: Ticks | undefined): string {
  const parts = [`n = ${formatCount(sorted.length)}`];
  if (missing > 0) parts.push(`${formatCount(missing)} without value`);
  if (ticks) {
    const [lower, middle, upper] = [0.25, 0.5, 0.75].map((q) => ticks.print(sortedQuantile(sorted, q)));
    parts.push(`median ${middle}`);
    if (sorted.length > 1) parts.push(`middle half ${lower} to ${upper}`);
  }
  return parts.join("  ·  ");
}

function note(text: string): Mark {
  const [x, y] = [plot.x + plot.width / 2, plot.y + plot.height / 2];
  return { kind: "text", x, y, text, size: 16, fill: faintInk, anchor: "middle" };
}

const bottom = plot.y + plot.height;

const heightOf = (bins: Bins, count: number): number => (plot.height * count) / topOf(bins);

/** The end of the count axis: the tick at or above the tallest bar. */
function topOf({ counts }: Bins): number {
  const step = countStep(Math.max(...counts));
  return Math.ceil(Math.max(...counts) / step) * step;
}

const countStep = (most: number): number => Math.max(1, roundStep(most / 4));

function countAxis(bins: Bins): Mark[] {
  const top = topOf(bins);
  const { values, labels } = niceTicks(0, top, Math.round(top / countStep(Math.max(...bins.counts))));
  const marks = values.flatMap((value, i): Mark[] => {
    const y = Math.round(bottom - heightOf(bins, value)) + 0.5;
    const to = [plot.x + plot.width, y] as const;
    return [
      { kind: "line", from: [plot.x, y], to, width: 1, stroke: gridColour },
      {
        kind: "text",
        x: plot.x - 10,
        y: y + size * 0.36,
        text: labels[i],
        size,
        fill: faintInk,
        anchor: "end",
      },
    ];
  });
  return [
    ...marks,
    { kind: "text", x: plot.x - 10, y: plot.y - 16, text: "ROIs", size, fill: faintInk, anchor: "end" },
  ];
}

/** Place of a value along the axis. */
function placeOf({ from, step, counts }: Bins, value: number): number {
  return plot.x + (plot.width * (value - from)) / (step * counts.length);
}

function bars(bins: Bins): Mark[] {
  return bins.counts.flatMap((count, i): Mark[] => {
    if (count === 0) return [];
    const left = placeOf(bins, bins.from + i * bins.step);
    // A single bar, of values that are all the same, is not the whole plot.
    const margin = bins.counts.length === 1 ? plot.width * 0.44 : 0.75;
    const width = plot.width / bins.counts.length - 2 * margin;
    const tall = Math.max(1, heightOf(bins, count));
    return [{ kind: "rectangle", x: left + margin, y: bottom - tall, width, height: tall, fill: barColour }];
  });
}

function valueAxis(bins: Bins, ticks: Ticks): Mark[] {
  const y = bottom + 0.5;
  return [
    { kind: "line", from: [plot.x, y], to: [plot.x + plot.width, y], width: 1, stroke: ink },
    ...ticks.values.flatMap((value, i): Mark[] => {
      const x = placeOf(bins, value);
      return [
        { kind: "line", from: [x, y], to: [x, y + 5], width: 1, stroke: ink },
        { kind: "text", x, y: y + 5 + size * 1.2, text: ticks.labels[i], size, fill: ink, anchor: "middle" },
      ];
    }),
  ];
}

/** A line at the median, named where there is room beside it. */
function median(bins: Bins, sorted: Float64Array): Mark[] {
  if (bins.counts.length === 1) return [];
  const x = placeOf(bins, sortedQuantile(sorted, 0.5));
  const right = x < plot.x + plot.width * 0.8;
  return [
    { kind: "line", from: [x, plot.y - 16], to: [x, bottom], width: 1.5, stroke: accent },
    {
      kind: "text",
      x: x + (right ? 6 : -6),
      y: plot.y - 7,
      text: "median",
      size,
      fill: accent,
      anchor: right ? "start" : "end",
    },
  ];
}
