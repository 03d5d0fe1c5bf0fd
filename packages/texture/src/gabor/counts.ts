/**
 * How many pixels of a ROI answer to the filters of a bank: their number needs the largest response of the low-pass
 * filter, and that the mean intensity, so the slabs go by three times (twice with background 0).
 * @module
 */
import { defineAccumulator, type RoiAccumulator, type Scratch, type Slab } from "@pixelmetry/roi";
import { denseResponses } from "./dense-responses.ts";
import { denseKernel, isSeparable, separableKernel } from "./kernel.ts";
import { type RoiMean, roiMean } from "./mean.ts";
import type { Visit } from "./rows.ts";
import { separableResponses } from "./separable-responses.ts";
import { type GaborSettings, type Wave, waveKey } from "./settings.ts";

/** A kernel ready for use; serves its wave and the mirrored one. */
type Responses = (slab: Slab, background: number, scratch: Scratch, visit: Visit) => void;

function responsesOf(wave: Wave): Responses {
  if (isSeparable(wave)) {
    const kernel = separableKernel(wave);
    return (slab, background, scratch, visit) => separableResponses(kernel, slab, background, scratch, visit);
  }
  const kernel = denseKernel(wave);
  return (slab, background, scratch, visit) => denseResponses(kernel, slab, background, scratch, visit);
}

/** Sums and products per pixel, which is what planning wants to know. */
const operations = (wave: Wave): number =>
  isSeparable(wave) ? 6 * wave.radius : 4 * wave.radius * (wave.radius + 1);

type Mean = RoiAccumulator<RoiMean, RoiMean, Record<never, never>>;

interface Largest {
  power: number;
}

/** Largest squared magnitude that the low-pass filter has in a ROI; -1 without finite pixels. */
export function baselinePower({
  baseline,
  background,
}: GaborSettings): RoiAccumulator<Largest, number, { mean: Mean }> {
  const responses = responsesOf(baseline);
  return defineAccumulator({
    key: `gabor_baseline(${waveKey(baseline)},${background})`,
    needs: { mean: roiMean },
    reads: "intensity",
    halo: baseline.radius,
    tolerance: 0,
    dimensions: [2],
    cost: { perPixel: operations(baseline), perRoi: 3000 },
    create: (): Largest => ({ power: -1 }),
    update(state, slab, { mean }, scratch) {
      responses(slab, background === "mean" ? mean.mean : 0, scratch, (length, power) => {
        for (let i = 0; i < length; i++) if (power[i] > state.power) state.power = power[i];
      });
    },
    merge(into, from) {
      into.power = Math.max(into.power, from.power);
    },
    read: ({ power }) => power,
  });
}

/** Numbers of pixels whose response exceeds the threshold. */
export interface GaborCounts {
  /** Of the low-pass filter. */
  baseline: number;
  /** Of each filter of the bank. */
  readonly filters: Float64Array;
}

/** Filters that one kernel serves. */
interface Group {
  readonly wave: Wave;
  readonly responses: Responses;
  /** Indices in the bank of the wave as it is and of its mirror image: angles half a turn apart are one wave. */
  readonly plain: number[];
  readonly mirrored: number[];
}

function groupsOf(waves: readonly Wave[]): Group[] {
  const groups = new Map<string, Group>();
  waves.forEach((wave, i) => {
    const shared = isSeparable(wave);
    const key = waveKey(shared ? { ...wave, mirrored: false } : wave);
    let group = groups.get(key);
    if (group === undefined) {
      group = { wave, responses: responsesOf(wave), plain: [], mirrored: [] };
      groups.set(key, group);
    }
    // A kernel that is no product holds the mirrored wave itself.
    if (shared && wave.mirrored) group.mirrored.push(i);
    else group.plain.push(i);
  });
  return [...groups.values()];
}

type Counted = { readonly mean: Mean; readonly largest: ReturnType<typeof baselinePower> };

export function gaborCounts(s: GaborSettings): RoiAccumulator<GaborCounts, GaborCounts, Counted> {
  const { waves, baseline, threshold, background } = s;
  const groups = groupsOf(waves);
  const lowPass = responsesOf(baseline);
  const all = [baseline, ...groups.map(({ wave }) => wave)];
  return defineAccumulator<GaborCounts, GaborCounts, Counted>({
    key: `gabor_counts(${[baseline, ...waves].map(waveKey).join(";")},${background},${threshold})`,
    needs: { mean: roiMean, largest: baselinePower(s) },
    reads: "intensity",
    halo: all.reduce((most, { radius }) => Math.max(most, radius), 0),
    tolerance: 0,
    dimensions: [2],
    cost: { perPixel: all.reduce((sum, wave) => sum + operations(wave), 0), perRoi: 3000 * all.length },
    create: ({ scratch }) => ({ baseline: 0, filters: scratch.float64(waves.length) }),
    update(state, slab, { mean, largest }, scratch) {
      if (!(largest > 0)) return;
      const outside = background === "mean" ? mean.mean : 0;
      const least = threshold * threshold * largest;
      lowPass(slab, outside, scratch, (length, power) => {
        state.baseline += above(least, power, length);
      });
      for (const { responses, plain, mirrored } of groups) {
        responses(slab, outside, scratch, (length, power, mirror) => {
          if (plain.length > 0) addTo(state.filters, plain, above(least, power, length));
          if (mirrored.length > 0) addTo(state.filters, mirrored, above(least, mirror, length));
        });
      }
    },
    merge(into, from) {
      into.baseline += from.baseline;
      for (let i = 0; i < into.filters.length; i++) into.filters[i] += from.filters[i];
    },
    read: (state) => state,
  });
}

function addTo(sums: Float64Array, places: readonly number[], n: number): void {
  for (let i = 0; i < places.length; i++) sums[places[i]] += n;
}

function above(least: number, power: Float64Array, length: number): number {
  let n = 0;
  for (let i = 0; i < length; i++) if (power[i] > least) n++;
  return n;
}
