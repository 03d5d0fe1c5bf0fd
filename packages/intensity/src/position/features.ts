/**
 * Where in the image the intensity of a ROI is largest.
 * @module
 */
import { type AnyFeature, defineFeature, missing } from "@pixelmetry/roi";
import { empty } from "../sources.ts";
import { maximumPixel } from "./maximum.ts";

const words = { x: "column", y: "row", z: "plane" } as const;
const axes = { x: 2, y: 1, z: 0 } as const;

const position = (axis: "x" | "y" | "z"): AnyFeature =>
  defineFeature({
    id: `intensity_position_maximum_${axis}`,
    definition: `${axis} coordinate of the brightest pixel, counted from 0 at the first ${words[axis]} of the image; of several brightest pixels the first by z, then y, then x.`,
    formula: `${axis}_k,\\quad k = \\min \\{i : I_i = \\max_j I_j\\}`,
    unit: "pixel",
    dimensions: axis === "z" ? [3] : [2, 3],
    names: { cellprofiler: `Location_MaxIntensity_${axis.toUpperCase()}` },
    reference: `CellProfiler, MeasureObjectIntensity; scipy.ndimage.maximum_position, element ${axes[axis]} of three, which takes the last of several.`,
    degenerate: `${empty} One pixel: its own coordinate. Constant: that of the first pixel.`,
    needs: { maximum: maximumPixel },
    compute: ({ maximum }) => (maximum.value === Number.NEGATIVE_INFINITY ? missing("empty") : maximum[axis]),
  });

/** Features with ids of `intensity_position_`, in alphabetical order. */
export const intensityPositionFeatures: readonly AnyFeature[] = [position("x"), position("y"), position("z")];
