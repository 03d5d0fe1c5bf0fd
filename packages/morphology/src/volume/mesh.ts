import { defineDerived, roiInfo } from "@pixelmetry/roi";
import { lengthOf } from "../numeric/length.ts";
import { cellCounts } from "./cell-counts.ts";
import { type CellMesh, cellMesh } from "./cell-meshes.ts";

/** Surface mesh of a region, in the unit of lengths. */
export interface Mesh {
  readonly volume: number;
  readonly area: number;
}

/** Volume and surface area of the mesh of a region. */
export const mesh = defineDerived({
  key: "mesh",
  needs: { roi: roiInfo, counts: cellCounts },
  cost: { perPixel: 0, perRoi: 5000 },
  derive({ roi, counts }): Mesh {
    const [sx, sy, sz] = roi.image.spacing;
    let volume48 = 0;
    let area = 0;
    for (let i = 0; i < 256; i++) {
      if (counts[i] === 0) continue;
      const cell = cellMesh(i);
      volume48 += counts[i] * cell.volume48;
      area += counts[i] * areaOf(cell, sy * sz, sx * sz, sx * sy);
    }
    return { volume: (volume48 / 48) * (sx * sy * sz), area };
  },
});

/** Area of the piece of surface in a cell whose sides across x, y and z have these areas. */
function areaOf({ triangles }: CellMesh, ax: number, ay: number, az: number): number {
  let area = 0;
  for (const [x, y, z, share] of triangles) {
    area += share * lengthOf(x * ax, y * ay, z * az);
  }
  return area;
}
