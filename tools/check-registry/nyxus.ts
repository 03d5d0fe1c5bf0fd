/**
 * Which Nyxus codes a feature answers to.
 * @module
 */
import type { AnyFeature } from "../../packages/roi/src/index.ts";
import { codesOf, type NyxusCode } from "./registry.ts";

/** Codes that are done: a feature claims them and is defined in their dimension. */
export function implementedCodes(features: readonly AnyFeature[], codes: readonly NyxusCode[]): Set<string> {
  const dimensions = new Map<string, readonly number[]>();
  for (const feature of features) {
    for (const code of codesOf(feature)) dimensions.set(code, feature.dimensions);
  }
  const done = codes.filter(({ code, dimension }) =>
    dimensions.get(code)?.includes(dimension === "3D" ? 3 : 2),
  );
  return new Set(done.map(({ code }) => code));
}

/** "n of 545" and "n of 213". */
export function nyxusCounts(
  features: readonly AnyFeature[],
  codes: readonly NyxusCode[],
): { readonly done2d: number; readonly all2d: number; readonly done3d: number; readonly all3d: number } {
  const done = implementedCodes(features, codes);
  const in3d = codes.filter(({ dimension }) => dimension === "3D");
  const in2d = codes.filter(({ dimension }) => dimension !== "3D");
  const count = (list: readonly NyxusCode[]): number => list.filter(({ code }) => done.has(code)).length;
  return { done2d: count(in2d), all2d: in2d.length, done3d: count(in3d), all3d: in3d.length };
}
