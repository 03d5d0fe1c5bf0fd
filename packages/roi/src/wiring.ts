/**
 * Wiring: a plan with everything looked up that measuring would otherwise look up for every ROI, above all to
 * whom each value goes.
 * @module
 */
import type { DerivedToken, RoiAccumulator, ScanAccumulator, SlabToken } from "./accumulator.ts";
import { roiInfo } from "./context.ts";
import { type Feature, isSetFeature, type SetFeature } from "./feature.ts";
import type { LayoutEntry, RowLayout } from "./layout.ts";
import type { Plan } from "./plan.ts";
import type { Needs, Token } from "./token.ts";

export type Inputs = Record<string, unknown>;

/** A token of one channel, or of the mask. */
export interface Unit<T extends Token<unknown> = Token<unknown>> {
  readonly token: T;
  /** Channel whose intensities it reads; -1 when it reads the mask. */
  readonly channel: number;
  readonly inputs: Inputs;
  /** Inputs that hold its value, and under which name. */
  readonly takers: readonly Taker[];
}

interface Taker {
  readonly inputs: Inputs;
  readonly name: string;
}

export interface WiredPass {
  readonly halo: number;
  readonly slabTokens: readonly Unit<SlabToken>[];
  readonly accumulators: readonly Unit<RoiAccumulator>[];
}

export interface Wiring {
  readonly roi: Unit;
  readonly maskScans: readonly Unit<ScanAccumulator>[];
  /** Per channel, in the order of the plan. */
  readonly intensityScans: readonly (readonly Unit<ScanAccumulator>[])[];
  readonly derived: readonly (readonly Unit<DerivedToken>[])[];
  readonly passes: readonly WiredPass[];
  /** By the number of dimensions of an image. */
  readonly features: { readonly [ndim in 2 | 3]: WiredFeatures };
}

/** Features, and where in a row their values lie. */
interface WiredFeatures {
  readonly own: readonly {
    readonly feature: Feature;
    readonly inputs: Inputs;
    readonly offset: number;
    readonly width: number;
  }[];
  /** Those of sets that leave a record: one for each record of a group. */
  readonly sets: readonly {
    readonly feature: SetFeature;
    readonly inputs: Inputs;
    readonly entry: LayoutEntry;
  }[];
  /** Those that images of these dimensions do not have. */
  readonly outside: readonly LayoutEntry[];
}

/** Hands a value to all that need it. */
export function publish({ takers }: Unit, value: unknown): void {
  for (let i = 0; i < takers.length; i++) takers[i].inputs[takers[i].name] = value;
}

/** Wires a plan for images with this number of channels. The same inputs objects serve all ROIs. */
export function wire(plan: Plan, layout: RowLayout, channels: number): Wiring {
  const lanes = Array.from({ length: Math.max(1, channels) }, () => new Lane());
  const tokens = [
    ...plan.passes.flatMap((pass) => [...pass.slabTokens, ...pass.accumulators]),
    ...plan.derived.flat(),
  ];
  for (const lane of lanes) for (const { needs } of tokens) lane.inputsFor(needs);
  const entries = layout.entries.map((entry) => ({
    entry,
    inputs: lanes[Math.max(0, entry.channel)].inputsFor(entry.feature.needs),
  }));
  const featuresIn = (ndim: 2 | 3): WiredFeatures => {
    const defined = entries.filter(({ entry }) => entry.feature.dimensions.includes(ndim));
    return {
      own: defined.flatMap(({ entry: { feature, offset, width }, inputs }) =>
        isSetFeature(feature) ? [] : [{ feature, inputs, offset, width }],
      ),
      sets: defined.flatMap(({ entry, inputs }) =>
        isSetFeature(entry.feature) && entry.leavesRecord ? [{ feature: entry.feature, inputs, entry }] : [],
      ),
      outside: layout.entries.filter(({ feature }) => !feature.dimensions.includes(ndim)),
    };
  };
  const unit = <T extends Token<unknown>>(token: T, channel: number): Unit<T> => ({
    token,
    channel: (token as { readonly reads?: string }).reads === "intensity" ? channel : -1,
    inputs: lanes[channel].inputsFor(token.needs),
    // What only depends on the mask is computed once and serves all channels.
    takers: plan.perChannel.has(token.key)
      ? lanes[channel].takersOf(token.key)
      : lanes.flatMap((lane) => lane.takersOf(token.key)),
  });
  const units = <T extends Token<unknown>>(list: readonly T[]): Unit<T>[] =>
    list.flatMap((token) =>
      Array.from({ length: plan.perChannel.has(token.key) ? channels : 1 }, (_, channel) =>
        unit(token, channel),
      ),
    );
  return {
    roi: unit(roiInfo, 0),
    maskScans: units(plan.maskScans),
    intensityScans: Array.from({ length: channels }, (_, c) =>
      plan.intensityScans.map((scan) => unit(scan, c)),
    ),
    derived: plan.derived.map(units),
    passes: plan.passes.map(({ halo, slabTokens, accumulators }) => ({
      halo,
      slabTokens: units(slabTokens),
      accumulators: units(accumulators),
    })),
    features: { 2: featuresIn(2), 3: featuresIn(3) },
  };
}

/** Inputs objects of one channel. */
class Lane {
  readonly #takers = new Map<string, Taker[]>();
  /** By what is in them: consumers with equal needs share one object, which is filled once. */
  readonly #inputs = new Map<string, Inputs>();

  inputsFor(needs: Needs): Inputs {
    const wanted = Object.entries(needs);
    const contents = JSON.stringify(wanted.map(([name, token]) => [name, token.key]));
    const known = this.#inputs.get(contents);
    if (known !== undefined) return known;
    const inputs: Inputs = {};
    for (const [name, { key }] of wanted) {
      inputs[name] = undefined;
      const takers = this.#takers.get(key);
      if (takers === undefined) this.#takers.set(key, [{ inputs, name }]);
      else takers.push({ inputs, name });
    }
    this.#inputs.set(contents, inputs);
    return inputs;
  }

  takersOf(key: string): readonly Taker[] {
    return this.#takers.get(key) ?? [];
  }
}
