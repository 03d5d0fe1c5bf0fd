/**
 * What is measured in 2D and in 3D: a selection holds features of both, an image has one of them.
 * @module
 */
import { PixelmetryError, type Plan, plan } from "@pixelmetry/roi";
import type { SelectedFeature } from "./selection.ts";

/** The plan for images of these dimensions; the same wherever it is asked for. */
export type PlanFor = (ndim: 2 | 3) => Plan;

/**
 * Plans of a selection. Features that an image's dimensions do not have are left out, unless they were named
 * one by one: those keep their columns, with the reason why they are empty.
 */
export function plansOf(features: readonly SelectedFeature[]): PlanFor {
  const plans = new Map<number, Plan>();
  return (ndim) => {
    const known = plans.get(ndim);
    if (known !== undefined) return known;
    const kept = features.filter(({ feature, named }) => named || feature.dimensions.includes(ndim));
    if (kept.length === 0) {
      throw new PixelmetryError("invalid-argument", {
        what: `none of the selected features is defined in ${ndim}D, and the image is ${ndim}D`,
        remedy: `select others; pixelmetry features list --dim ${ndim} shows them`,
      });
    }
    const compiled = plan(
      kept.map(({ feature }) => feature),
      ndim,
    );
    plans.set(ndim, compiled);
    return compiled;
  };
}
