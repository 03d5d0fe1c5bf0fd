import { integerPower } from "@pixelmetry/roi";
import type { Vector } from "../../chain/volume.ts";
import type { RealArray } from "../response.ts";
import type { Frames } from "./frames.ts";

/** A component of the Riesz transform of some order, and how a rotation weighs it. */
export interface SteeringTerm {
  readonly order: Vector;
  /** The weight is `factor` times the sum over rows of products of elements of the rotation matrix. */
  readonly factor: number;
  /** Indices into the row-major matrix, L to a row. */
  readonly elements: Uint8Array;
}

/**
 * How the component of order l in a rotated frame is made of those of the fixed frame: with U's columns the axes of
 * the frame, Π_a (Σ_b U_ba n_b)^l_a is expanded into powers of n. M. Unser, D. Van De Ville, IEEE Trans. Image
 * Process. 19 (2010) 636, doi:10.1109/TIP.2009.2038832.
 */
export function steeringTerms(order: Vector, dimensions: 2 | 3): SteeringTerm[] {
  const columns = order.flatMap((l, axis) => new Array<number>(l).fill(axis));
  const terms = new Map<string, { order: Vector; elements: number[] }>();
  for (let choice = 0; choice < integerPower(dimensions, columns.length); choice++) {
    const rows = columns.map((_, t) => Math.floor(choice / integerPower(dimensions, t)) % dimensions);
    const own = [0, 1, 2].map((axis) => rows.filter((row) => row === axis).length) as [
      number,
      number,
      number,
    ];
    const term = terms.get(own.join()) ?? { order: own, elements: [] };
    term.elements.push(...rows.map((row, t) => 3 * row + columns[t]));
    terms.set(own.join(), term);
  }
  const product = (l: Vector) => l.reduce((all, n) => all * factorial(n), 1);
  return [...terms.values()].map((term) => ({
    order: term.order,
    factor: Math.sqrt(product(term.order) / product(order)),
    elements: Uint8Array.from(term.elements),
  }));
}

/** Adds a component to the steered response. */
export function addSteered(
  out: RealArray,
  component: RealArray,
  frames: Frames,
  { factor, elements }: SteeringTerm,
  order: number,
): void {
  const matrix = new Float64Array(9);
  for (let i = 0; i < out.length; i++) {
    frames.get(i, matrix);
    let weight = 0;
    for (let e = 0; e < elements.length; e += order) {
      let product = factor;
      for (let t = e; t < e + order; t++) product *= matrix[elements[t]];
      weight += product;
    }
    out[i] += weight * component[i];
  }
}

export function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
}
