/**
 * The planner: features in, passes out. Pure; no image is touched.
 * @module
 */
import type { DerivedToken, RoiAccumulator, ScanAccumulator, SlabToken } from "./accumulator.ts";
import type { ImageContext } from "./context.ts";
import { type AnyFeature, isSetFeature } from "./feature.ts";
import type { Needs, Token } from "./token.ts";

/** Something computed per ROI while slabs go by. */
export interface RoiPass {
  /** Largest halo of the pass, rows or planes. */
  readonly halo: number;
  /** In an order that respects their needs. */
  readonly slabTokens: readonly SlabToken[];
  readonly accumulators: readonly RoiAccumulator[];
}

export interface Plan {
  readonly features: readonly AnyFeature[];
  readonly maskScans: readonly ScanAccumulator[];
  readonly intensityScans: readonly ScanAccumulator[];
  readonly passes: readonly RoiPass[];
  /** Derived tokens of pass i are ready after pass i; index 0 holds those that need no pass. */
  readonly derived: readonly (readonly DerivedToken[])[];
  /** Keys of tokens (and ids of features) that depend on intensities and so are computed per channel. */
  readonly perChannel: ReadonlySet<string>;
  /** Whether any intensity has to be read. */
  readonly readsIntensity: boolean;
  /** Whether ROIs need their intensities after the scan; if not, only their runs are kept. */
  readonly keepsIntensity: boolean;
  /** Scan state per open ROI, bytes. */
  readonly bytesPerRoi: number;
  /** Expected cost of all tokens, nanoseconds on one core. */
  readonly cost: { readonly perPixel: number; readonly perRoi: number };
  /** Features whose position is in the row after all ROIs are known. */
  readonly hasSetFeatures: boolean;
}

/**
 * Orders everything the features need; equal keys appear once.
 * @param ndim - of all images of the run: features that these dimensions do not have keep their columns, but
 *   nothing is computed for them. Absent when a run mixes dimensions.
 */
export function plan(features: readonly AnyFeature[], ndim?: 2 | 3): Plan {
  const builder = new Planner();
  for (const feature of features) builder.feature(feature, ndim);
  return builder.finish(features);
}

interface Placed {
  /** Pass after which the value is there: -1 for scan values, i for ROI pass i. */
  readonly ready: number;
  readonly intensity: boolean;
}

class Planner {
  readonly #placed = new Map<string, Placed>();
  readonly #open = new Set<string>();
  readonly #scans: ScanAccumulator[] = [];
  readonly #passes: { halo: number; slabTokens: SlabToken[]; accumulators: RoiAccumulator[] }[] = [];
  readonly #derived: DerivedToken[][] = [[]];
  readonly #perChannel = new Set<string>();
  readonly #cost = { perPixel: 0, perRoi: 0 };
  #readsIntensity = false;

  feature(feature: AnyFeature, ndim: 2 | 3 | undefined): void {
    if (ndim !== undefined && !feature.dimensions.includes(ndim)) {
      if (reach(feature.needs).some(readsIntensity)) this.#perChannel.add(feature.id);
      return;
    }
    const placed = Object.values(feature.needs).map((token) => {
      if (token.kind === "slab") {
        throw new Error(`${feature.id} needs ${token.key}, which lives only while a slab goes by`);
      }
      return this.#visit(token);
    });
    if (placed.some((p) => p.intensity)) this.#perChannel.add(feature.id);
  }

  #visit(token: Token<unknown>): Placed {
    const known = this.#placed.get(token.key);
    if (known !== undefined) return known;
    if (this.#open.has(token.key)) {
      throw new Error(`cyclic need: ${[...this.#open, token.key].join(" -> ")}`);
    }
    this.#open.add(token.key);
    const placed = this.#place(token);
    this.#open.delete(token.key);
    this.#placed.set(token.key, placed);
    if (placed.intensity) {
      this.#perChannel.add(token.key);
      this.#readsIntensity = true;
    }
    this.#cost.perPixel += token.cost?.perPixel ?? 0;
    this.#cost.perRoi += token.cost?.perRoi ?? 0;
    return placed;
  }

  #place(token: Token<unknown>): Placed {
    const needs = Object.values(token.needs);
    const before = needs.map((need) => ({ need, placed: this.#visit(need) }));
    const inherits = before.some(({ placed }) => placed.intensity);
    // A slab token of the same pass is at hand while the slab goes by; every other value must be finished.
    const ready = Math.max(-1, ...before.map(({ placed }) => placed.ready));
    switch (token.kind) {
      case "info":
        return { ready: -1, intensity: false };
      case "scan": {
        const scan = token as ScanAccumulator;
        if (needs.length > 0) {
          throw new Error(`${token.key} is fed while the image is read, before ${needs[0].key} is known`);
        }
        this.#scans.push(scan);
        return { ready: -1, intensity: scan.reads === "intensity" };
      }
      case "slab": {
        const slab = token as SlabToken;
        return { ready, intensity: inherits || slab.reads === "intensity" };
      }
      case "roi": {
        const accumulator = token as RoiAccumulator;
        const pass = ready + 1;
        this.#pass(pass).accumulators.push(accumulator);
        this.#needSlabs(pass, needs);
        this.#pass(pass).halo = Math.max(this.#pass(pass).halo, accumulator.halo);
        return { ready: pass, intensity: inherits || accumulator.reads === "intensity" };
      }
      case "derived": {
        const slab = needs.find(({ kind }) => kind === "slab");
        if (slab !== undefined) {
          throw new Error(`${token.key} needs ${slab.key}, which lives only while a slab goes by`);
        }
        (this.#derived[ready + 1] ??= []).push(token as DerivedToken);
        return { ready, intensity: inherits };
      }
    }
  }

  #pass(index: number): { halo: number; slabTokens: SlabToken[]; accumulators: RoiAccumulator[] } {
    return (this.#passes[index] ??= { halo: 0, slabTokens: [], accumulators: [] });
  }

  /** Puts the slab tokens that an accumulator of pass `index` uses into that pass, needs first. */
  #needSlabs(index: number, needs: readonly Token<unknown>[]): void {
    for (const need of needs) {
      if (need.kind !== "slab") continue;
      this.#needSlabs(index, Object.values(need.needs));
      const pass = this.#pass(index);
      if (!pass.slabTokens.some((token) => token.key === need.key)) {
        pass.slabTokens.push(need as SlabToken);
        pass.halo = Math.max(pass.halo, (need as SlabToken).halo);
      }
    }
  }

  finish(features: readonly AnyFeature[]): Plan {
    const maskScans = this.#scans.filter((scan) => scan.reads === "mask");
    const intensityScans = this.#scans.filter((scan) => scan.reads === "intensity");
    return {
      features,
      maskScans,
      intensityScans,
      passes: Array.from(this.#passes, (pass) => pass ?? { halo: 0, slabTokens: [], accumulators: [] }),
      derived: Array.from({ length: this.#passes.length + 1 }, (_, i) => this.#derived[i] ?? []),
      perChannel: this.#perChannel,
      readsIntensity: this.#readsIntensity,
      keepsIntensity: this.#passes.some(
        (pass) => pass?.slabTokens.some(readsIntensity) || pass?.accumulators.some(readsIntensity),
      ),
      bytesPerRoi: this.#scans.reduce((sum, scan) => sum + scan.bytesPerRoi, 0),
      cost: this.#cost,
      hasSetFeatures: features.some(isSetFeature),
    };
  }
}

const readsIntensity = (token: Token<unknown>): boolean =>
  (token as Token<unknown> & { readonly reads?: string }).reads === "intensity";

/** Pixels that the blocks of this image are read with on every side for the scan accumulators. */
export function scanHalo({ maskScans, intensityScans }: Plan, image: ImageContext): number {
  let widest = 0;
  for (const { halo } of [...maskScans, ...intensityScans]) {
    widest = Math.max(widest, typeof halo === "number" ? halo : halo(image));
  }
  return widest;
}

/** All tokens that `needs` reaches, each once, needs first. */
export function reach(needs: Needs): Token<unknown>[] {
  const seen = new Map<string, Token<unknown>>();
  const visit = (token: Token<unknown>): void => {
    if (seen.has(token.key)) return;
    for (const need of Object.values(token.needs)) visit(need);
    seen.set(token.key, token);
  };
  for (const token of Object.values(needs)) visit(token);
  return [...seen.values()];
}
