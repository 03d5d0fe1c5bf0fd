import { type AnyFeature, defineFeature, hypot, missing } from "@pixelmetry/roi";
import { massDisk } from "./mass-disk.ts";
import { indicesUpTo, positionOf } from "./radial.ts";
import { zernikeSums } from "./sums.ts";

const undefinedValue = missing("undefined");

/** Magnitudes of the Zernike moments up to an order; one column per order n and repetition m. */
export function zernikeMagnitude(order: number, radius: number): AnyFeature {
  const indices = indicesUpTo(order);
  return defineFeature({
    id: "zernike_magnitude",
    definition:
      "Magnitude of the Zernike moments of the intensity, normalised to a sum of 1, on the disk around the centroid of intensity that reaches the centre of the farthest pixel.",
    formula:
      "|A_{nm}| = \\frac{n+1}{\\pi} \\left| \\frac{\\sum_i x_i R_{nm}(r_i) e^{-\\mathrm{i} m \\theta_i}}{\\sum_i x_i} \\right|,\\quad r_i \\le 1,\\quad R_{nm}(r) = \\sum_{s=0}^{(n-m)/2} \\frac{(-1)^s (n-s)!}{s! \\left(\\frac{n+m}{2}-s\\right)! \\left(\\frac{n-m}{2}-s\\right)!} r^{n-2s}",
    unit: "dimensionless",
    dimensions: [2],
    names: { nyxus: "ZERNIKE2D" },
    reference:
      "Teague, Image analysis via the general theory of moments, 1980, doi:10.1364/JOSA.70.000920; mahotas zernike_moments, which leaves out negative intensities. Nyxus differs: it turns R_nm by the angular order m + 1, and its disk has the shorter side of the bounding box for a radius.",
    degenerate:
      "No finite pixel: missing (empty). One pixel: missing (too few pixels) unless a radius is given. Intensities with a sum of 0 or less, of the ROI or of the disk: missing (undefined). Constant: that of the shape.",
    parameters: { "zernike.order": order, "zernike.radius": radius },
    columns: indices.map(([n, m]) => `n${n}_m${m}`),
    nyxusColumns: indices.map((_, i) => `Z${i}`),
    needs: { disk: massDisk, sums: zernikeSums(order, radius) },
    compute({ disk, sums }) {
      if (disk.count === 0) return missing("empty");
      if (!(disk.mass > 0)) return undefinedValue;
      if (radius === 0 && disk.radius === 0) return missing("too-few-pixels");
      if (!(sums.mass > 0)) return undefinedValue;
      const values = indices.map(
        ([n], i) => ((n + 1) / Math.PI) * (hypot(sums.real[i], sums.imaginary[i]) / sums.mass),
      );
      // First moments about the centroid vanish by definition; what is left is rounding.
      if (order > 0 && sums.count === disk.count) values[positionOf(1, 1)] = 0;
      return values;
    },
  });
}
