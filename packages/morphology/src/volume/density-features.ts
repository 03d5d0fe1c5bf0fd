import {
  type AnyFeature,
  type DerivedToken,
  defineDerived,
  defineFeature,
  missing,
  type RoiInfo,
  roiInfo,
} from "@pixelmetry/roi";
import { ibsi } from "../sources.ts";
import { ellipsoidVolume, ibsiEllipsoidArea } from "./ellipsoid.ts";
import { enclosingEllipsoid } from "./enclosing-ellipsoid.ts";
import { mesh } from "./mesh.ts";
import { meshHull } from "./mesh-hull.ts";
import { type Box, orientedBox } from "./oriented-box.ts";
import { principalVariances } from "./principal-axes.ts";

/** A body around the region. */
interface Body {
  readonly volume: number;
  readonly area: number;
}

const boxBody = ([a, b, c]: Box): Body => ({ volume: a * b * c, area: 2 * (a * b + a * c + b * c) });

const ellipsoidBody = (a: number, b: number, c: number): Body => ({
  volume: ellipsoidVolume(a, b, c),
  area: ibsiEllipsoidArea(a, b, c),
});

/** Vertices of the mesh reach to the sides of the outermost voxels. */
const alignedBox = ({ x0, x1, y0, y1, z0, z1, image: { spacing } }: RoiInfo): Body =>
  boxBody([(x1 - x0) * spacing[0], (y1 - y0) * spacing[1], (z1 - z0) * spacing[2]]);

const bodies = {
  alignedBox: defineDerived({
    key: "body(aligned_box)",
    needs: { roi: roiInfo },
    derive: ({ roi }): Body => alignedBox(roi),
  }),
  orientedBox: defineDerived({
    key: "body(oriented_box)",
    needs: { box: orientedBox },
    derive: ({ box }): Body => boxBody(box),
  }),
  approximateEllipsoid: defineDerived({
    key: "body(approximate_ellipsoid)",
    needs: { variances: principalVariances },
    derive: ({ variances: [a, b, c] }): Body =>
      ellipsoidBody(2 * Math.sqrt(a), 2 * Math.sqrt(b), 2 * Math.sqrt(c)),
  }),
  minimumEllipsoid: defineDerived({
    key: "body(minimum_ellipsoid)",
    needs: { axes: enclosingEllipsoid },
    derive: ({ axes }): Body => ellipsoidBody(...axes),
  }),
  convexHull: defineDerived({
    key: "body(convex_hull)",
    needs: { hull: meshHull },
    derive: ({ hull: { volume, area } }): Body => ({ volume, area }),
  }),
};

interface Around {
  readonly id: string;
  /** Codes of the volume density and of the area density. */
  readonly codes: readonly [string, string];
  readonly body: DerivedToken<Body>;
  readonly words: string;
  readonly symbol: string;
  readonly oneVoxel: readonly [string, string];
  readonly remark?: string;
}

const series =
  " IBSI's series for the area of an ellipsoid with semi-axes a >= b >= c, summed to the end: 4 pi b R_G(a^2, b^2, c^2). It is the area of a ball only; that of an ellipsoid is 4 pi R_G(a^2 b^2, a^2 c^2, b^2 c^2).";

const arounds: readonly Around[] = [
  {
    id: "axis_aligned_box",
    codes: ["PBX1", "R59B"],
    body: bodies.alignedBox as DerivedToken<Body>,
    words: "box along the axes of the image around the mesh, which is that of the voxels",
    symbol: "AABB",
    oneVoxel: ["One voxel of size 1: 1/6.", "One voxel of size 1: 0.289."],
  },
  {
    id: "oriented_box",
    codes: ["ZH1A", "IQYR"],
    body: bodies.orientedBox as DerivedToken<Body>,
    words:
      "oriented minimum bounding box: the one of least volume among those with a side on a facet of the convex hull and another side on an edge of it",
    symbol: "OMBB",
    oneVoxel: ["One voxel of size 1: 1/2.", "One voxel of size 1: 0.594."],
  },
  {
    id: "approximate_ellipsoid",
    codes: ["6BDE", "RDD2"],
    body: bodies.approximateEllipsoid as DerivedToken<Body>,
    words:
      "approximate enclosing ellipsoid, whose axes are those of the principal components of the voxel centres",
    symbol: "AEE",
    remark: series,
    oneVoxel: [
      "One voxel: missing (too-few-pixels). A line or plane: missing (undefined).",
      "One voxel: missing (too-few-pixels). A line: missing (undefined).",
    ],
  },
  {
    id: "minimum_ellipsoid",
    codes: ["SWZ1", "BRI8"],
    body: bodies.minimumEllipsoid as DerivedToken<Body>,
    words: "ellipsoid of least volume that holds the mesh",
    symbol: "MVEE",
    remark: series,
    oneVoxel: ["One voxel of size 1: 1/pi.", "One voxel of size 1: 0.551."],
  },
  {
    id: "convex_hull",
    codes: ["R3ER", "7T7F"],
    body: bodies.convexHull as DerivedToken<Body>,
    words: "convex hull of the mesh",
    symbol: "convex",
    oneVoxel: ["One voxel: 1.", "One voxel: 1."],
  },
];

/** Volume or area of the mesh over that of a body around it. */
function density(
  { id, codes, body, words, symbol, oneVoxel, remark }: Around,
  of: "volume" | "area",
): AnyFeature {
  const index = of === "volume" ? 0 : 1;
  const letter = of === "volume" ? "V" : "A";
  return defineFeature({
    id: `morphology_${of}_density_${id}`,
    definition: `${of === "volume" ? "Volume" : "Surface area"} of the mesh over that of the ${words}.`,
    formula: `\\frac{${letter}}{${letter}_{\\text{${symbol}}}}`,
    unit: "dimensionless",
    dimensions: [3],
    names: { ibsi: codes[index] },
    reference: `${ibsi(codes[index])}${(of === "area" && remark) || ""}`,
    degenerate: `${oneVoxel[index]} Intensities do not matter.`,
    needs: { mesh, body },
    compute: (needs) => {
      const whole = needs.body[of];
      if (Number.isNaN(whole)) return missing("too-few-pixels");
      return whole > 0 ? needs.mesh[of] / whole : missing("undefined");
    },
  });
}

export const densityFeatures: readonly AnyFeature[] = [
  ...arounds.map((around) => density(around, "area")),
  ...arounds.map((around) => density(around, "volume")),
];
