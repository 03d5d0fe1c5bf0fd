import { defineFeature, type Feature } from "@pixelmetry/roi";
import { ellipseMoments } from "../sources.ts";
import { ellipseOf } from "./ellipse.ts";
import type { EllipseParameters } from "./parameters.ts";

const moments = (pixelExtent: boolean): string =>
  pixelExtent
    ? "second moments include the extent of a pixel (spacing squared over 12 per axis)"
    : "second moments are those of the pixel centres";

const onePixel = (pixelExtent: boolean): string =>
  pixelExtent
    ? "One pixel of size 1: 1.155 (in a volume 1.291). A line one pixel wide: its width times as much across."
    : "One pixel: 0. A line: 0 across, 0 in a volume up to 1e-8 of its length.";

/** Longest axis. */
export function axisMajorLength(parameters: EllipseParameters): Feature {
  const pixelExtent = parameters["ellipse.pixel_extent"];
  return defineFeature({
    id: "morphology_axis_major_length",
    definition: `Length of the longest axis of the ellipse (in a volume, the solid ellipsoid) that has the second moments of the region, in the unit of lengths; ${moments(pixelExtent)}.`,
    formula: "4\\sqrt{\\lambda_1}\\ \\text{(plane)},\\quad 2\\sqrt{5\\lambda_1}\\ \\text{(volume)}",
    unit: "length",
    dimensions: [2, 3],
    names: {
      nyxus: "MAJOR_AXIS_LENGTH",
      ...(pixelExtent ? {} : { skimage: "axis_major_length", cellprofiler: "AreaShape_MajorAxisLength" }),
    },
    reference: ellipseMoments,
    degenerate: onePixel(pixelExtent),
    parameters: { "ellipse.pixel_extent": pixelExtent },
    needs: { ellipse: ellipseOf(pixelExtent) },
    compute: ({ ellipse }) => ellipse.major,
  });
}

/** Shortest axis in the plane, middle axis in a volume. */
export function axisMinorLength(parameters: EllipseParameters): Feature {
  const pixelExtent = parameters["ellipse.pixel_extent"];
  return defineFeature({
    id: "morphology_axis_minor_length",
    definition: `Length of the second axis of the ellipse (in a volume, the solid ellipsoid) that has the second moments of the region, in the unit of lengths; ${moments(pixelExtent)}. scikit-image gives this name to the shortest axis of a volume.`,
    formula: "4\\sqrt{\\lambda_2}\\ \\text{(plane)},\\quad 2\\sqrt{5\\lambda_2}\\ \\text{(volume)}",
    unit: "length",
    dimensions: [2, 3],
    names: {
      nyxus: "MINOR_AXIS_LENGTH",
      ...(pixelExtent ? {} : { skimage: "axis_minor_length", cellprofiler: "AreaShape_MinorAxisLength" }),
    },
    reference: ellipseMoments,
    degenerate: onePixel(pixelExtent),
    parameters: { "ellipse.pixel_extent": pixelExtent },
    needs: { ellipse: ellipseOf(pixelExtent) },
    compute: ({ ellipse }) => ellipse.minor,
  });
}

/** Shortest axis in a volume. */
export function axisLeastLength(parameters: EllipseParameters): Feature {
  const pixelExtent = parameters["ellipse.pixel_extent"];
  return defineFeature({
    id: "morphology_axis_least_length",
    definition: `Length of the shortest axis of the solid ellipsoid that has the second moments of the region, in the unit of lengths; ${moments(pixelExtent)}.`,
    formula: "2\\sqrt{5\\lambda_3}",
    unit: "length",
    dimensions: [3],
    names: {},
    reference: ellipseMoments,
    degenerate: onePixel(pixelExtent),
    parameters: { "ellipse.pixel_extent": pixelExtent },
    needs: { ellipse: ellipseOf(pixelExtent) },
    compute: ({ ellipse }) => ellipse.least,
  });
}
