/**
 * The features of a family of moments. Shape and intensity have the same ninety, so both packages make them here.
 * @module
 */
import { defineFeature, type Feature, type Quantity, type Value } from "../feature.ts";
import { missing } from "../missing.ts";
import {
  huInvariants,
  type ImageMoments,
  imageMoments,
  type MomentMass,
  normalisedMoment,
} from "./image-moments.ts";

/** How a package names its moments. */
export interface MomentNames {
  /** First part of ids: `shape` gives `shape_moment_raw_00`. */
  readonly prefix: string;
  /** What every pixel counts as, in words: "1", "the intensity". */
  readonly mass: string;
  /** The mass of a pixel in formulas. */
  readonly symbol: string;
  /** Nyxus code of a moment; `order` is `pq`, or the number of an invariant of Hu. */
  readonly nyxus: (kind: MomentKind, weighted: boolean, order: string) => string;
}

export type MomentKind = "raw" | "central" | "normalised_raw" | "normalised_central" | "hu";

const all = ["00", "01", "02", "03", "10", "11", "12", "13", "20", "21", "22", "23", "30", "31", "32", "33"];
const third = ["02", "03", "11", "12", "20", "21", "30"];
const invariants = ["1", "2", "3", "4", "5", "6", "7"];
const plain: readonly (readonly [MomentKind, readonly string[]])[] = [
  ["raw", all.slice(0, 13)],
  ["central", all],
  ["normalised_raw", all],
  ["normalised_central", third],
  ["hu", invariants],
];
const weightedOrders: readonly (readonly [MomentKind, readonly string[]])[] = [
  ["raw", ["00", "01", "02", "03", "10", "11", "12", "20", "21", "30"]],
  ["central", third],
  ["normalised_central", third],
  ["hu", invariants],
];

const sources = {
  moments: "Geometric moments: Hu 1962, doi:10.1109/TIT.1962.1057692; scikit-image moments, OpenCV moments.",
  weighted:
    "Nyxus' distance weight, with exact distances: Nyxus approximates them (up to 37 % too long) to a contour that is shifted by a pixel.",
} as const;

/** Ninety features: raw, central and normalised moments, Hu's invariants, and the same weighted by distance. */
export function momentFeatures(mass: MomentMass, names: MomentNames): Feature[] {
  return [
    ...plain.flatMap(([kind, orders]) =>
      orders.map((order) => momentFeature(mass, names, kind, order, false)),
    ),
    ...weightedOrders.flatMap(([kind, orders]) =>
      orders.map((order) => momentFeature(mass, names, kind, order, true)),
    ),
  ];
}

function momentFeature(
  mass: MomentMass,
  names: MomentNames,
  kind: MomentKind,
  order: string,
  weighted: boolean,
): Feature {
  const { prefix } = names;
  const stem = weighted ? `${prefix}_weighted` : prefix;
  return defineFeature({
    id: kind === "hu" ? `${stem}_hu_${order}` : `${stem}_moment_${kind}_${order}`,
    definition: definition(names, kind, order, weighted),
    formula: formula(names, kind, order, weighted),
    unit: unitOf(kind),
    dimensions: [2],
    names: { nyxus: names.nyxus(kind, weighted, order) },
    reference: weighted ? `${sources.moments} ${sources.weighted}` : sources.moments,
    degenerate: degenerate(mass, kind, weighted),
    needs: { moments: imageMoments(mass, weighted) },
    compute: ({ moments }) => momentOf(moments, kind, order),
  });
}

const unitOf = (kind: MomentKind): Quantity =>
  kind === "raw" || kind === "central" ? "moment" : "dimensionless";

function momentOf({ count, raw, central }: ImageMoments, kind: MomentKind, order: string): Value {
  const [p, q] = [Number(order[0]), Number(order[1])];
  if (count === 0) return missing("empty");
  // Zero mass has no centroid and no scale.
  if (raw[0] === 0 && kind !== "raw") return missing("undefined");
  const value =
    kind === "raw"
      ? raw[4 * p + q]
      : kind === "central"
        ? central[4 * p + q]
        : kind === "normalised_raw"
          ? normalisedMoment(raw, p, q)
          : kind === "normalised_central"
            ? normalisedMoment(central, p, q)
            : huInvariants(central)[Number(order) - 1];
  return Number.isFinite(value) ? value : missing("undefined");
}

function definition({ mass }: MomentNames, kind: MomentKind, order: string, weighted: boolean): string {
  const each = weighted
    ? `every pixel counts as ${mass} times the logarithm of its distance to the ROI's edge`
    : `every pixel counts as ${mass}`;
  if (kind === "hu") return `Invariant ${order} of Hu under translation, scale and rotation; ${each}.`;
  const about = {
    raw: "about the first pixel of the bounding box",
    central: "about the centroid",
    normalised_raw: "about the first pixel of the bounding box, normalised by the mass",
    normalised_central: "about the centroid, normalised by the mass",
  }[kind];
  return `Moment of order ${order[0]} in x and ${order[1]} in y ${about}; ${each}.`;
}

function formula({ symbol }: MomentNames, kind: MomentKind, order: string, weighted: boolean): string {
  const [p, q] = order;
  const w = weighted ? `${symbol}\\ln(d_i + 0.001)` : symbol;
  const raw = `\\sum_i ${w}\\,x_i^{${p}}\\,y_i^{${q}}`;
  const central = `\\sum_i ${w}\\,(x_i - \\bar{x})^{${p}}\\,(y_i - \\bar{y})^{${q}}`;
  const power = `m_{00}^{(${p}+${q})/2 + 1}`;
  switch (kind) {
    case "raw":
      return `m_{${order}} = ${raw}`;
    case "central":
      return `\\mu_{${order}} = ${central}`;
    case "normalised_raw":
      return `\\frac{m_{${order}}}{${power}}`;
    case "normalised_central":
      return `\\eta_{${order}} = \\frac{\\mu_{${order}}}{${power}}`;
    case "hu":
      return huFormulas[Number(order) - 1];
  }
}

const huFormulas = [
  "\\eta_{20} + \\eta_{02}",
  "(\\eta_{20} - \\eta_{02})^2 + 4\\eta_{11}^2",
  "(\\eta_{30} - 3\\eta_{12})^2 + (3\\eta_{21} - \\eta_{03})^2",
  "(\\eta_{30} + \\eta_{12})^2 + (\\eta_{21} + \\eta_{03})^2",
  "(\\eta_{30} - 3\\eta_{12})(\\eta_{30} + \\eta_{12})[(\\eta_{30} + \\eta_{12})^2 - 3(\\eta_{21} + \\eta_{03})^2] + (3\\eta_{21} - \\eta_{03})(\\eta_{21} + \\eta_{03})[3(\\eta_{30} + \\eta_{12})^2 - (\\eta_{21} + \\eta_{03})^2]",
  "(\\eta_{20} - \\eta_{02})[(\\eta_{30} + \\eta_{12})^2 - (\\eta_{21} + \\eta_{03})^2] + 4\\eta_{11}(\\eta_{30} + \\eta_{12})(\\eta_{21} + \\eta_{03})",
  "(3\\eta_{21} - \\eta_{03})(\\eta_{30} + \\eta_{12})[(\\eta_{30} + \\eta_{12})^2 - 3(\\eta_{21} + \\eta_{03})^2] - (\\eta_{30} - 3\\eta_{12})(\\eta_{21} + \\eta_{03})[3(\\eta_{30} + \\eta_{12})^2 - (\\eta_{21} + \\eta_{03})^2]",
];

function degenerate(mass: MomentMass, kind: MomentKind, weighted: boolean): string {
  const onePixel =
    kind === "raw" || kind === "normalised_raw"
      ? "One pixel: its mass for order 00, else 0."
      : "One pixel: 0 beyond order 00.";
  const none = mass === "intensity" ? " No finite pixel: missing (empty)." : "";
  const zero = kind !== "raw" && (mass === "intensity" || weighted) ? " Mass 0: missing (undefined)." : "";
  const negative =
    weighted && (kind === "normalised_central" || kind === "hu")
      ? " Negative mass, common because pixels at the edge weigh ln 0.001: missing (undefined) where a root of it is needed."
      : "";
  return `${onePixel}${none}${zero}${negative}`;
}
