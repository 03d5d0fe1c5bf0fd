/**
 * How the intensity of a ROI is distributed between its centre and its edge.
 * @module
 */
import { type AnyFeature, defineFeature, type Missing, missing, square } from "@pixelmetry/roi";
import { empty } from "../sources.ts";
import { type RingSums, ringSums, wedges } from "./ring-sums.ts";

interface Ring {
  /** Number of finite pixels. */
  readonly pixels: number;
  readonly sum: number;
  /** Standard deviation over mean of the mean intensities of the wedges that have pixels; NaN for 0/0. */
  readonly variation: number;
}

function ringsOf({ sums, counts }: RingSums): Ring[] {
  return Array.from({ length: sums.length / wedges }, (_, ring) => {
    const means: number[] = [];
    let [pixels, sum] = [0, 0];
    for (let i = ring * wedges; i < (ring + 1) * wedges; i++) {
      if (counts[i] === 0) continue;
      means.push(sums[i] / counts[i]);
      pixels += counts[i];
      sum += sums[i];
    }
    const mean = means.reduce((a, b) => a + b, 0) / means.length;
    const variance = means.reduce((a, b) => a + square(b - mean), 0) / means.length;
    return { pixels, sum, variation: mean === 0 ? Number.NaN : Math.sqrt(variance) / mean };
  });
}

const reference =
  "CellProfiler, MeasureObjectIntensityDistribution; McQuin et al., PLoS Biology 16 (2018) e2005970, doi:10.1371/journal.pbio.2005970. Here distances from the centre lead straight across concavities and gaps, where CellProfiler goes around and leaves out pixels it cannot reach; beyond the image is background. Nyxus differs: share of pixels instead of intensity, means that are not normalised, sums of wedges instead of means, seven rings around another centre.";
const distance =
  "r_i = \\frac{d_i}{d_i + e_i + 0.001},\\; d_i = \\text{steps of } 1 \\text{ and } \\sqrt{2} \\text{ from the centre},\\; e_i = \\text{distance to the background}";
const onePixel = "One pixel: it is in ring 1, the others are empty.";

interface Definition {
  readonly id: string;
  readonly definition: string;
  readonly formula: string;
  readonly nyxus: string;
  readonly cellprofiler: string;
  readonly degenerate: string;
  readonly value: (ring: Ring, pixels: number, sum: number) => number;
}

const definitions: readonly Definition[] = [
  {
    id: "coefficient_of_variation",
    definition:
      "Standard deviation over mean of the mean intensities of a ring's eight wedges, those without pixels left out.",
    formula:
      "\\frac{\\sigma(\\bar{x}_{k,1}, \\ldots, \\bar{x}_{k,8})}{\\mu(\\bar{x}_{k,1}, \\ldots, \\bar{x}_{k,8})}",
    nyxus: "RADIAL_CV",
    cellprofiler: "RadialDistribution_RadialCV",
    degenerate: "Ring without pixels (CellProfiler: 0) or mean 0: missing (undefined). Constant: 0.",
    value: ({ variation }) => variation,
  },
  {
    id: "fraction_at_distance",
    definition: "Share of the ROI's intensity in each ring from its centre to its edge.",
    formula:
      "f_k = \\frac{\\sum_{i \\in R_k} x_i}{\\sum_i x_i},\\quad R_k = \\{i : \\lfloor K r_i \\rfloor = k - 1\\}",
    nyxus: "FRAC_AT_D",
    cellprofiler: "RadialDistribution_FracAtD",
    degenerate: "Intensities that sum to 0: missing (undefined). Constant: the ring's share of the pixels.",
    value: (ring, _, sum) => ring.sum / sum,
  },
  {
    id: "mean_fraction",
    definition: "Mean intensity of each ring over the mean intensity of the ROI.",
    formula: "\\frac{f_k}{|R_k| / N}",
    nyxus: "MEAN_FRAC",
    cellprofiler: "RadialDistribution_MeanFrac",
    degenerate:
      "Ring without pixels (CellProfiler: 0) or intensities that sum to 0: missing (undefined). Constant: 1.",
    value: (ring, pixels, sum) => ring.sum / sum / (ring.pixels / pixels),
  },
];

/** Features with ids of `radial_distribution_`, one column per ring. */
export function radialDistributionFeatures(rings: number): readonly AnyFeature[] {
  const indices = Array.from({ length: rings }, (_, i) => i);
  return definitions.map(({ id, definition, formula, nyxus, cellprofiler, degenerate, value }) =>
    defineFeature({
      id: `radial_distribution_${id}`,
      definition,
      formula: `${formula},\\quad ${distance}`,
      unit: "dimensionless",
      dimensions: [2],
      names: { nyxus, cellprofiler },
      reference,
      degenerate: `${empty} ${onePixel} ${degenerate}`,
      parameters: { "radial.bins": rings },
      columns: indices.map((i) => `ring_${i + 1}`),
      nyxusColumns: indices.map(String),
      needs: { sums: ringSums(rings) },
      compute({ sums }) {
        const all = ringsOf(sums);
        const pixels = all.reduce((n, ring) => n + ring.pixels, 0);
        const sum = all.reduce((total, ring) => total + ring.sum, 0);
        if (pixels === 0) return missing("empty");
        return all.map((ring): number | Missing => {
          const result = value(ring, pixels, sum);
          return Number.isFinite(result) ? result : missing("undefined");
        });
      },
    }),
  );
}
