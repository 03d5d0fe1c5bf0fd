/**
 * Which labels of a label image are measured, and which of them are one ROI.
 * @module
 */
import { PixelmetryError, type PlaneReader } from "@pixelmetry/roi";
import { nearest } from "../nearest.ts";
import type { ImageSpec } from "./image-spec.ts";
import { relabelled } from "./relabel.ts";

/** Labels of one image, or of every image. */
export interface SkipRule {
  /** Name of an intensity or label image; absent: every image. */
  readonly image?: string;
  readonly labels: readonly number[];
}

/** A label that becomes part of the ROI `into`. */
export interface MergeRule {
  /** Name of an intensity or label image; absent: every image. */
  readonly image?: string;
  readonly label: number;
  readonly into: number;
}

/** Plain data, so that it travels to workers. */
export interface LabelRules {
  /** Labels that are read as background. */
  readonly skip?: readonly SkipRule[];
  /** `all`: every label is ROI 1; rules: labels that no rule names are read as background. */
  readonly merge?: "all" | readonly MergeRule[];
}

/** @throws PixelmetryError `invalid-argument` for rules of images that the run does not have, or without labels */
export function checkLabelRules({ skip = [], merge }: LabelRules, images: readonly ImageSpec[]): void {
  const rules = [
    ...skip.map((rule) => ({ ...rule, flag: "--skip" })),
    ...(merge === undefined || merge === "all" ? [] : merge).map((rule) => ({ ...rule, flag: "--merge" })),
  ];
  const first = rules[0]?.flag ?? (merge === undefined ? undefined : "--merge");
  if (first === undefined) return;
  if (images.some(({ labels }) => labels === undefined)) {
    throw new PixelmetryError("invalid-argument", {
      where: first,
      what: "whole images are measured, so there are no labels to choose from",
      remedy: "give label images with --labels",
    });
  }
  const known = new Set(images.flatMap(({ image, labelImage }) => [image, labelImage]));
  for (const { image, flag } of rules) {
    if (image === undefined || known.has(image)) continue;
    const near = nearest(image, known, 1);
    throw new PixelmetryError("invalid-argument", {
      where: flag,
      what: `no image of the run is called ${image}`,
      remedy:
        near.length > 0 ? `did you mean ${near[0]}?` : "name an intensity or label image, without folder",
    });
  }
}

/** What becomes of the labels of one image. */
interface ImageRules {
  readonly skip: Set<number>;
  readonly merge: "all" | Map<number, number> | undefined;
}

/** Rules by image name; "" holds those of every image. */
const compiled = new WeakMap<LabelRules, Map<string, ImageRules>>();

/** The labels of an image after the rules; the reader itself when no rule is about it. */
export function applyLabelRules(
  plane: PlaneReader,
  rules: LabelRules,
  { image, labelImage }: ImageSpec,
): PlaneReader {
  const byImage = compiled.get(rules) ?? compile(rules);
  compiled.set(rules, byImage);
  const own = [...new Set(["", image, labelImage])].flatMap((name) => byImage.get(name) ?? []);
  const skip = new Set(own.flatMap((each) => [...each.skip]));
  const merge =
    rules.merge === undefined || rules.merge === "all"
      ? rules.merge
      : new Map(own.flatMap(({ merge: map }) => (map instanceof Map ? [...map] : [])));
  if (skip.size === 0 && merge === undefined) return plane;
  const target = (label: number): number => {
    if (skip.has(label)) return 0;
    if (merge === undefined) return label;
    return merge === "all" ? 1 : (merge.get(label) ?? 0);
  };
  let largest = 0;
  if (merge instanceof Map) for (const into of merge.values()) largest = Math.max(largest, into);
  return relabelled(plane, target, largest);
}

function compile({ skip = [], merge }: LabelRules): Map<string, ImageRules> {
  const byImage = new Map<string, ImageRules>();
  const of = (image = ""): ImageRules => {
    const known = byImage.get(image) ?? {
      skip: new Set(),
      merge: Array.isArray(merge) ? new Map() : undefined,
    };
    byImage.set(image, known);
    return known;
  };
  for (const { image, labels } of skip) for (const label of labels) of(image).skip.add(label);
  if (merge !== undefined && merge !== "all") {
    for (const { image, label, into } of merge) (of(image).merge as Map<number, number>).set(label, into);
  }
  return byImage;
}
