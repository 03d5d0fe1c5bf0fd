/**
 * Features of the intensity histogram: every statistic of the grey levels, and of the intensities in the middle of
 * their bins; the steepest slopes of the histogram; its bins.
 * @module
 */
import {
  type AnyFeature,
  type Discretisation,
  defineFeature,
  type Feature,
  missing,
  type Quantity,
  type Value,
} from "@pixelmetry/roi";
import { parametersOf, tooMany } from "../histogram.ts";
import { empty, ibsiHistogram } from "../sources.ts";
import { type Gradient, type LevelStatistics, levelStatistics } from "./level-statistics.ts";
import { type Statistic, statistics } from "./statistics.ts";

type Compute = (statistics: LevelStatistics) => Value;

/** Features with ids of `intensity_histogram_`, in alphabetical order. */
export function intensityHistogramFeatures(d: Discretisation): readonly AnyFeature[] {
  const features = [
    ...statistics.flatMap((statistic) => [
      levelFeature(statistic, d),
      ...(statistic.value === undefined ? [] : [valueFeature(statistic, statistic.value, d)]),
    ]),
    ...gradientFeatures(d),
    ...binFeatures(d),
  ];
  return features.sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Own = Pick<Feature, "id" | "definition" | "formula" | "unit" | "names" | "reference" | "degenerate">;

function defined(d: Discretisation, own: Own, compute: Compute): AnyFeature {
  return defineFeature({
    ...own,
    id: `intensity_histogram_${own.id}`,
    dimensions: [2, 3],
    degenerate: `${empty} ${own.degenerate} ${tooMany}`,
    parameters: parametersOf(d),
    needs: { statistics: levelStatistics(d) },
    compute({ statistics }) {
      if (statistics.n === 0) return missing("empty");
      return Number.isNaN(statistics.levels) ? missing("exceeds-budget") : compute(statistics);
    },
  });
}

function levelFeature(s: Statistic, d: Discretisation): AnyFeature {
  const source = s.ibsi === undefined ? `${ibsiHistogram("ZVCW")}` : ibsiHistogram(s.ibsi);
  return defined(
    d,
    {
      id: s.id,
      definition: `${s.definition} of the grey levels.`,
      formula: s.formula,
      unit: s.unit,
      names: {
        nyxus: `IH_${s.nyxus}_IDX`,
        // Not a matter of units: Nyxus has it twice.
        ...(s.value === undefined ? { nyxusAliases: [`IH_${s.nyxus}_VAL`] } : {}),
        ...(s.ibsi === undefined ? {} : { ibsi: s.ibsi }),
      },
      reference: s.note === undefined ? source : `${source} ${s.note}`,
      degenerate: `${s.degenerate}.`,
    },
    s.level,
  );
}

const unitOfValue: Partial<Record<Quantity, Quantity>> = {
  "grey level": "intensity",
  "grey level^2": "intensity^2",
};

function valueFeature(s: Statistic, compute: Compute, d: Discretisation): AnyFeature {
  const definition =
    s.valueDefinition ?? `${s.definition} of the intensities, each taken as the middle of its bin`;
  const source = `Nyxus IH_${s.nyxus}_VAL, of the intensity histogram of IBSI (ZVCW).`;
  const symbol = s.valueDefinition === undefined ? "c_{g_i}" : "x_i";
  const intensities = s.formula.replaceAll("g_i", symbol).replaceAll("(g -", "(c_g -");
  return defined(
    d,
    {
      id: `${s.id}_value`,
      definition: `${definition}.`,
      formula:
        s.valueDefinition === undefined
          ? `${intensities.replaceAll("|g -", "|c_g -").replaceAll("g\\,p_g", "c_g\\,p_g")},\\quad g \\mapsto c_g = l + (g - \\tfrac{1}{2})\\,w`
          : intensities,
      unit: unitOfValue[s.unit] ?? s.unit,
      names: { nyxus: `IH_${s.nyxus}_VAL` },
      reference: s.note === undefined ? source : `${source} ${s.note}`,
      degenerate: `${s.degenerate.replace("1, the only grey level", "that intensity (fixed bin number) or the middle of its bin")}.`,
    },
    compute,
  );
}

const gradient =
  "H'_1 = H_2 - H_1,\\; H'_g = \\tfrac{1}{2}(H_{g+1} - H_{g-1}),\\; H'_{N_g} = H_{N_g} - H_{N_g-1}";
const oneLevel = "One pixel, constant, or one grey level: missing (undefined).";

function gradientFeatures(d: Discretisation): AnyFeature[] {
  const of =
    (steepest: (s: LevelStatistics) => Gradient | undefined, key: keyof Gradient): Compute =>
    (s) =>
      steepest(s)?.[key] ?? missing("undefined");
  const rise = (s: LevelStatistics): Gradient | undefined => s.steepestRise;
  const fall = (s: LevelStatistics): Gradient | undefined => s.steepestFall;
  const nyxusFloor =
    "Nyxus gives 2.2e-308 at level 0 when the histogram rises nowhere; it may well be negative or 0.";
  const make = (
    id: string,
    words: string,
    ibsi: string,
    nyxus: string,
    unit: Quantity,
    formula: string,
    compute: Compute,
    note = "",
  ): AnyFeature =>
    defined(
      d,
      {
        id,
        definition: `${words}.`,
        formula: `${formula},\\quad ${gradient}`,
        unit,
        names: { nyxus, ibsi },
        reference: `${ibsiHistogram(ibsi)} ${note}`.trimEnd(),
        degenerate: oneLevel,
      },
      compute,
    );
  return [
    make(
      "maximum_gradient",
      "Steepest rise of the histogram from one grey level to the next",
      "12CE",
      "IH_MAX_GRADIENT",
      "count",
      "\\max_g H'_g",
      of(rise, "value"),
      nyxusFloor,
    ),
    make(
      "maximum_gradient_grey_level",
      "Grey level of the steepest rise of the histogram, the first of several",
      "8E6O",
      "IH_MAX_GRADIENT_IDX",
      "grey level",
      "\\min \\arg\\max_g H'_g",
      of(rise, "level"),
      nyxusFloor,
    ),
    make(
      "minimum_gradient",
      "Steepest fall of the histogram from one grey level to the next, negative",
      "VQB3",
      "IH_MIN_GRADIENT",
      "count",
      "\\min_g H'_g",
      of(fall, "value"),
    ),
    make(
      "minimum_gradient_grey_level",
      "Grey level of the steepest fall of the histogram, the first of several",
      "RHQZ",
      "IH_MIN_GRADIENT_IDX",
      "grey level",
      "\\min \\arg\\min_g H'_g",
      of(fall, "level"),
    ),
  ];
}

function binFeatures(d: Discretisation): AnyFeature[] {
  const reference = "Discretisation as IBSI defines it (reference manual, 2.7; K15C, Q3RU).";
  return [
    defined(
      d,
      {
        id: "bin_count",
        definition: "Number of grey levels that the intensities are discretised to, empty ones included.",
        formula: "N_g",
        unit: "count",
        names: { nyxus: "IH_NUM_BINS" },
        reference,
        degenerate: "One pixel, constant: 1 for a fixed bin number.",
      },
      ({ levels }) => levels,
    ),
    defined(
      d,
      {
        id: "bin_width",
        definition: "Width of a bin; with a fixed bin number the range of the intensities over that number.",
        formula: "w = \\frac{\\max_i x_i - \\min_i x_i}{N_g}",
        unit: "intensity",
        names: { nyxus: "IH_BIN_SIZE" },
        reference,
        degenerate: "One pixel, constant: missing (constant intensity) for a fixed bin number.",
      },
      ({ bins: { width } }) => (width > 0 ? width : missing("constant-intensity")),
    ),
  ];
}
