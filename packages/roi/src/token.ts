/**
 * Tokens: how a feature says what it needs. A token names one intermediate; equal keys are computed
 * once per ROI (and channel), whoever asks.
 * @module
 */

/** What an intermediate is computed from, which decides when it is ready. */
export type TokenKind = "info" | "scan" | "slab" | "roi" | "derived";

/** Expected cost of one computation, nanoseconds on one core; only planning reads it. */
export interface Cost {
  readonly perPixel: number;
  readonly perRoi: number;
}

/** Names an intermediate; `Value` is what a consumer that declared it receives. */
export interface Token<Value, Kind extends TokenKind = TokenKind> {
  readonly kind: Kind;
  /** Identity of the computation, parameters included: two tokens with one key must compute the same. */
  readonly key: string;
  readonly needs: Needs;
  readonly cost?: Cost;
  /** Carries the type only; never set. */
  readonly value?: Value;
}

/** Named requirements. */
export type Needs = { readonly [name: string]: Token<unknown> };
/** What a token delivers. */
export type ValueOf<T> = T extends { readonly value?: infer V } ? Exclude<V, undefined> : never;
/** What a consumer that declared `N` receives; reading anything else does not compile. */
export type ValuesOf<N> = { readonly [K in keyof N]: ValueOf<N[K]> };

/** Requirements of something that needs nothing. */
export const nothing: Record<never, never> = Object.freeze({});
