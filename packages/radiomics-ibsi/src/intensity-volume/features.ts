/**
 * Features of the intensity-volume histogram.
 * @module
 */
import { type AnyFeature, defineFeature, missing, type Quantity, type Value } from "@pixelmetry/roi";
import {
  areaUnderCurve,
  type IntensityVolumeHistogram,
  intensityAtVolume,
  intensityVolumeHistogram,
  volumeAtIntensity,
} from "./histogram.ts";
import { type IvhSettings, ivhValues } from "./settings.ts";

const source = (code: string): string =>
  `IBSI ${code}: Zwanenburg et al., Image biomarker standardisation initiative, chapter 3.5 (arXiv:1612.07003). El Naqa et al. 2009, doi:10.1016/j.patcog.2008.08.011.`;

const volume =
  "V_x = \\max_{k:\\,\\gamma_k \\ge x/100} \\nu_k,\\quad \\nu_k = \\tfrac{1}{N}\\#\\{i: X_i \\ge G_k\\},\\; \\gamma_k = \\frac{G_k - G_1}{G_n - G_1}";
const intensity =
  "I_x = \\min_{k:\\,\\nu_k \\le x/100} G_k,\\quad \\nu_k = \\tfrac{1}{N}\\#\\{i: X_i \\ge G_k\\}";

const none = "No finite pixel: missing (empty).";
const oneLevel = `One pixel, constant intensity: a single level has no intensity fraction, missing (constant intensity), unless a fixed range has more levels. ${none}`;

interface Own {
  readonly id: string;
  readonly definition: string;
  readonly formula: string;
  readonly unit: Quantity;
  readonly ibsi?: string;
  /** Code of the definition behind a feature with a parameter. */
  readonly family?: string;
}

/** All features, sorted by id. */
export function ivhFeatures(s: IvhSettings): readonly AnyFeature[] {
  const needs = { histogram: intensityVolumeHistogram(s) };
  const levels: Quantity = s.method === "fixed-bin-number" ? "grey level" : "intensity";
  const common = { dimensions: [2, 3] as const, parameters: ivhValues(s), needs };
  const describe = ({ id, definition, formula, unit, ibsi, family = ibsi }: Own) => ({
    ...common,
    id: `ivh_${id}`,
    definition,
    formula,
    unit,
    names: ibsi === undefined ? {} : { ibsi },
    reference: source(family!),
  });
  const scalar = (own: Own, of: (h: IntensityVolumeHistogram) => number, degenerate = oneLevel) =>
    defineFeature({
      ...describe(own),
      degenerate,
      compute: ({ histogram }) => valueIn(histogram, of, degenerate !== oneLevel),
    });
  const vector = (own: Own, of: (h: IntensityVolumeHistogram, percent: number) => number) =>
    defineFeature({
      ...describe(own),
      degenerate: oneLevel,
      parameters: { ...common.parameters, "ivh.percentages": s.percentages.join() },
      columns: s.percentages.map(String),
      compute: ({ histogram }) =>
        s.percentages.map((percent) => valueIn(histogram, (h) => of(h, percent), false)),
    });
  const atIntensity = (percent: number): string =>
    `Largest share of the pixels that is at least as bright as a level of ${percent} % of the intensity range or more.`;
  const atVolume = (percent: number): string =>
    `Lowest level that at most ${percent} % of the pixels reach; the one above the highest if there is none.`;
  return [
    scalar(
      {
        id: "area_under_curve",
        definition: "Area under the curve of the volume fraction over the intensity fraction, by trapezoids.",
        formula: "\\sum_{k=1}^{n-1} \\tfrac{1}{2}(\\nu_k + \\nu_{k+1})(\\gamma_{k+1} - \\gamma_k)",
        unit: "dimensionless",
        ibsi: "9CMM",
      },
      areaUnderCurve,
      `One pixel, constant intensity: 0, as IBSI defines for a single level. ${none}`,
    ),
    scalar(
      {
        id: "intensity_at_10_percent_volume",
        definition: atVolume(10),
        formula: intensity,
        unit: levels,
        ibsi: "PWN1",
        family: "GBPN",
      },
      (h) => intensityAtVolume(h, 10),
    ),
    scalar(
      {
        id: "intensity_at_90_percent_volume",
        definition: atVolume(90),
        formula: intensity,
        unit: levels,
        ibsi: "BOHI",
        family: "GBPN",
      },
      (h) => intensityAtVolume(h, 90),
    ),
    vector(
      {
        id: "intensity_at_volume",
        definition:
          "Lowest level that at most a percentage of the pixels reach, one column for each of ivh.percentages; the one above the highest if there is none.",
        formula: intensity,
        unit: levels,
        family: "GBPN",
      },
      intensityAtVolume,
    ),
    scalar(
      {
        id: "intensity_difference_10_90_percent_volume",
        definition: "Difference between the intensities at 10 % and 90 % of the volume.",
        formula: `I_{10} - I_{90},\\quad ${intensity}`,
        unit: levels,
        ibsi: "JXJA",
        family: "CNV2",
      },
      (h) => intensityAtVolume(h, 10) - intensityAtVolume(h, 90),
    ),
    scalar(
      {
        id: "volume_at_10_percent_intensity",
        definition: atIntensity(10),
        formula: volume,
        unit: "dimensionless",
        ibsi: "NK6P",
        family: "BC2M",
      },
      (h) => volumeAtIntensity(h, 10),
    ),
    scalar(
      {
        id: "volume_at_90_percent_intensity",
        definition: atIntensity(90),
        formula: volume,
        unit: "dimensionless",
        ibsi: "4279",
        family: "BC2M",
      },
      (h) => volumeAtIntensity(h, 90),
    ),
    vector(
      {
        id: "volume_at_intensity",
        definition:
          "Largest share of the pixels that is at least as bright as a level of a percentage of the intensity range or more, one column for each of ivh.percentages.",
        formula: volume,
        unit: "dimensionless",
        family: "BC2M",
      },
      volumeAtIntensity,
    ),
    scalar(
      {
        id: "volume_difference_10_90_percent_intensity",
        definition: "Difference between the volume fractions at 10 % and 90 % of the intensity range.",
        formula: `V_{10} - V_{90},\\quad ${volume}`,
        unit: "dimensionless",
        ibsi: "WITY",
        family: "DDTU",
      },
      (h) => volumeAtIntensity(h, 10) - volumeAtIntensity(h, 90),
    ),
  ];
}

function valueIn(
  histogram: IntensityVolumeHistogram,
  of: (h: IntensityVolumeHistogram) => number,
  oneLevelCounts: boolean,
): Value {
  if (histogram.n === 0) return missing("empty");
  if (histogram.last === 0 && !oneLevelCounts) return missing("constant-intensity");
  return of(histogram);
}
