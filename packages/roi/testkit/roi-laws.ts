/**
 * The laws of ROI accumulators.
 * @module
 */
import type { RoiAccumulator, SlabToken } from "../src/accumulator.ts";
import { assembleSlab } from "../src/assemble.ts";
import type { CloudPart } from "../src/cloud-view.ts";
import type { RoiInfo } from "../src/context.ts";
import { LocalImageTasks } from "../src/image-tasks.ts";
import { intensityExtrema } from "../src/intermediates/intensity-extrema.ts";
import { plan, reach } from "../src/plan.ts";
import { Scratch } from "../src/scratch.ts";
import type { Needs, Token } from "../src/token.ts";
import { difference, foreignPart, snapshot } from "./difference.ts";
import { demand } from "./law.ts";
import { probe, type TokenValues, valuesOf } from "./probe.ts";
import { mulberry32, shuffled, unevenCuts } from "./random.ts";
import { raise, type Scale, scaleFrom, type Terms, within } from "./scan-laws.ts";
import { type Scene, sceneReader } from "./scenes.ts";
import { oneBlock } from "./tilings.ts";
import { alone, asVolume } from "./variants.ts";

type Check = (accumulator: RoiAccumulator, scene: Scene, terms?: Terms) => Promise<void>;

/** Checks by name of the law. */
export const roiChecks: Readonly<Record<string, Check>> = {
  split: onFeeds((feed) => {
    const whole = feed.value([feed.state(0, feed.rows)]);
    for (const cuts of feed.cuts()) {
      const state = feed.accumulator.create(feed.setup);
      for (let i = 1; i < cuts.length; i++) feed.update(state, cuts[i - 1], cuts[i]);
      feed.compare(feed.read(state), whole, feed.scale(cuts), `fed as ${cuts.length - 1} slabs`);
    }
  }),

  merge: onFeeds((feed) => {
    const whole = feed.value([feed.state(0, feed.rows)]);
    for (const cuts of feed.cuts()) {
      feed.compare(
        feed.value(feed.states(cuts)),
        whole,
        feed.scale(cuts),
        `merged from ${cuts.length - 1} slabs`,
      );
    }
  }),

  identity: onFeeds((feed) => {
    const { accumulator, setup } = feed;
    const state = feed.state(0, feed.rows);
    const before = feed.read(state);
    const fromEmpty = accumulator.create(setup);
    accumulator.merge(fromEmpty, state);
    feed.compare(feed.read(fromEmpty), before, undefined, "merged into an empty state");
    accumulator.merge(state, accumulator.create(setup));
    feed.compare(feed.read(state), before, undefined, "after merging an empty state");
  }),

  associativity: onFeeds((feed) => {
    for (const cuts of feed.cuts()) {
      const [left, right] = [feed.states(cuts), feed.states(cuts)];
      const half = left.length >> 1;
      const total = feed.fold(right.slice(0, half));
      feed.accumulator.merge(total, feed.fold(right.slice(half)));
      feed.compare(feed.read(total), feed.value(left), feed.scale(cuts), "merged in two halves");
    }
  }),

  commutativity: onFeeds((feed) => {
    const random = mulberry32(23);
    for (const cuts of feed.cuts()) {
      const expected = feed.value(feed.states(cuts));
      const value = feed.value(shuffled(feed.states(cuts), random));
      feed.compare(value, expected, feed.scale(cuts), "merged in another order");
    }
  }),

  "source unchanged": onFeeds((feed) => {
    const states = feed.states(unevenCuts(feed.rows, 3, mulberry32(3)));
    const before = structuredClone(states);
    feed.fold(states);
    feed.fold(states);
    demand(difference(states, before, undefined, "state"), `${feed.where}: merging changed its source`);
  }),

  clone: onFeeds((feed) => {
    const cuts = unevenCuts(feed.rows, 3, mulberry32(3));
    const expected = feed.value(feed.states(cuts));
    demand(foreignPart(feed.states(cuts)), feed.where);
    feed.compare(feed.value(structuredClone(feed.states(cuts))), expected, undefined, "structured clones");
  }),

  async locality(accumulator, scene) {
    for (const feed of await feedsOf(accumulator, scene)) {
      const [single] = await feedsOf(accumulator, alone(scene, feed.setup.roi.label));
      const expected = feed.value([feed.state(0, feed.rows)]);
      feed.compare(
        single.value([single.state(0, single.rows)]),
        expected,
        undefined,
        "without the other ROIs",
      );
    }
  },

  async dimension(accumulator, scene, terms) {
    if (scene.ndim === 3) return;
    const volumes = await feedsOf(accumulator, asVolume(scene));
    for (const [i, feed] of (await feedsOf(accumulator, scene)).entries()) {
      const expected = feed.value([feed.state(0, feed.rows)]);
      feed.terms = terms;
      const value = volumes[i].value([volumes[i].state(0, 1)]);
      feed.compare(value, expected, feed.scale([0, feed.rows]), "as a volume of depth 1");
    }
  },

  async halo(accumulator, scene) {
    const wider = await feedsOf(accumulator, scene, 2);
    for (const [i, feed] of (await feedsOf(accumulator, scene)).entries()) {
      for (const cuts of feed.cuts()) {
        const value = wider[i].value(wider[i].states(cuts));
        feed.compare(value, feed.value(feed.states(cuts)), undefined, "with more halo than asked for");
      }
    }
  },
};

function onFeeds(check: (feed: Feed) => void): Check {
  return async (accumulator, scene, terms) => {
    for (const feed of await feedsOf(accumulator, scene)) {
      feed.terms = terms;
      check(feed);
    }
  };
}

/** Bytes overwritten whenever a slab is done, so that using its arrays later shows. */
const poisonBytes = 1 << 16;

/** Feeds an accumulator with slabs of one ROI, the way the measurer does, but cut anywhere. */
class Feed {
  readonly accumulator: RoiAccumulator;
  readonly where: string;
  /** Rows (2D) or planes (3D) of the ROI's bounding box. */
  readonly rows: number;
  readonly setup: { readonly roi: RoiInfo; readonly needs: never; readonly scratch: Scratch };
  readonly #part: CloudPart;
  readonly #values: TokenValues;
  readonly #halo: number;
  /** Never the same twice, so that two values made of it differ. */
  #poison = 0xa5;
  terms: Terms | undefined;

  constructor(
    accumulator: RoiAccumulator,
    where: string,
    roi: RoiInfo,
    part: CloudPart,
    values: TokenValues,
    moreHalo: number,
  ) {
    this.accumulator = accumulator;
    this.where = `${where}, ROI ${roi.label}`;
    this.rows = roi.image.ndim === 2 ? roi.y1 - roi.y0 : roi.z1 - roi.z0;
    this.#part = part;
    this.#values = values;
    this.#halo =
      moreHalo + Math.max(...slabTokensOf(accumulator.needs).map(({ halo }) => halo), accumulator.halo);
    this.setup = { roi, needs: this.#inputs(accumulator.needs, new Map()), scratch: new Scratch() };
  }

  /** Boundaries of the slabs that the laws try. */
  cuts(): number[][] {
    const random = mulberry32(this.rows);
    const { rows } = this;
    return [
      Array.from({ length: rows + 1 }, (_, i) => i),
      unevenCuts(rows, 3, random),
      unevenCuts(rows, 5, random),
    ];
  }

  update(state: unknown, first: number, end: number): void {
    const { roi, scratch } = this.setup;
    const mark = scratch.mark();
    const slab = assembleSlab(roi, [this.#part], first, end, this.#halo, scratch, undefined);
    const source = (token: { readonly reads: "mask" | "intensity" }) =>
      token.reads === "mask" ? slab.mask : slab.channels[0];
    const painted = new Map<string, unknown>();
    for (const token of slabTokensOf(this.accumulator.needs)) {
      painted.set(token.key, token.derive(source(token), this.#inputs(token.needs, painted), scratch));
    }
    const inputs = this.#inputs(this.accumulator.needs, painted);
    this.accumulator.update(state, source(this.accumulator), inputs, scratch);
    scratch.release(mark);
    scratch.uint8(poisonBytes).fill(this.#poison++);
    scratch.release(mark);
  }

  /** State of one slab. */
  state(first: number, end: number): unknown {
    const state = this.accumulator.create(this.setup);
    this.update(state, first, end);
    return state;
  }

  /** One state per slab. */
  states(cuts: readonly number[]): unknown[] {
    return cuts.slice(1).map((end, i) => this.state(cuts[i], end));
  }

  fold(states: readonly unknown[]): unknown {
    const total = this.accumulator.create(this.setup);
    for (const state of states) this.accumulator.merge(total, state);
    return total;
  }

  read(state: unknown): unknown {
    return snapshot(this.accumulator.read(state, this.setup.scratch));
  }

  value(states: readonly unknown[]): unknown {
    return this.read(states.length === 1 ? states[0] : this.fold(states));
  }

  /** Largest magnitude that every number of the value takes while slabs are merged. */
  scale(cuts: readonly number[]): Scale | undefined {
    if (this.accumulator.tolerance === 0) return undefined;
    const seen = new Map<string, number>();
    const total = this.accumulator.create(this.setup);
    for (const state of this.states(cuts)) {
      raise(seen, this.read(state));
      this.accumulator.merge(total, state);
      raise(seen, this.read(total));
    }
    return scaleFrom(seen, this.terms);
  }

  compare(value: unknown, expected: unknown, scale: Scale | undefined, what: string): void {
    const tolerance = scale && within(this.accumulator.tolerance, scale, expected);
    demand(difference(value, expected, tolerance), `${this.where}, ${what}`);
  }

  #inputs(needs: Needs, painted: ReadonlyMap<string, unknown>): never {
    const entries = Object.entries(needs).map(([name, { key }]) => [
      name,
      painted.get(key) ?? this.#values.get(key),
    ]);
    return Object.fromEntries(entries) as never;
  }
}

/** Slab tokens that `needs` reaches without going through another accumulator, needs first. */
function slabTokensOf(needs: Needs): SlabToken[] {
  const found = new Map<string, SlabToken>();
  const visit = (token: Token<unknown>): void => {
    if (token.kind !== "slab" || found.has(token.key)) return;
    for (const need of Object.values(token.needs)) visit(need);
    found.set(token.key, token as SlabToken);
  };
  for (const token of Object.values(needs)) visit(token);
  return [...found.values()];
}

/** One feed for every ROI of the scene. */
async function feedsOf(accumulator: RoiAccumulator, scene: Scene, moreHalo = 0): Promise<Feed[]> {
  const ready = reach(accumulator.needs).filter(({ kind }) => kind !== "slab");
  const values = await valuesOf(ready, scene);
  const reader = sceneReader(scene);
  const tasks = new LocalImageTasks(reader, plan([probe([accumulator, intensityExtrema])]), {
    blocks: oneBlock(scene.size),
  });
  const { labels, count, bbox, clouds } = await tasks.collect(0);
  return Array.from(labels, (label, slot) => {
    const [x0, y0, z0, x1, y1, z1] = bbox.subarray(6 * slot, 6 * slot + 6);
    const roi: RoiInfo = { label, count: count[slot], x0, y0, z0, x1, y1, z1, image: reader.context };
    return new Feed(accumulator, scene.name, roi, { clouds: clouds!, slot }, values.get(label)!, moreHalo);
  });
}
