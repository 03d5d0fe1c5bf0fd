import { defineDerived } from "@pixelmetry/roi";
import { meshHull } from "./mesh-hull.ts";

/** Largest distance between two vertices of the mesh, in the unit of lengths; both are corners of its hull. */
export const meshDiameter = defineDerived({
  key: "mesh_diameter",
  needs: { hull: meshHull },
  cost: { perPixel: 0, perRoi: 20_000 },
  derive: ({ hull }): number => largestDistance(hull.corners),
});

/** Largest distance of two of the points. */
export function largestDistance(points: Float64Array): number {
  const count = points.length / 3;
  const centre = [0, 0, 0];
  for (let i = 0; i < points.length; i++) centre[i % 3] += points[i] / count;
  const fromCentre = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const [x, y, z] = [
      points[3 * i] - centre[0],
      points[3 * i + 1] - centre[1],
      points[3 * i + 2] - centre[2],
    ];
    fromCentre[i] = Math.sqrt(x * x + y * y + z * z);
  }
  // Far ones first: a pair cannot be farther apart than both are from the centre together.
  const order = Int32Array.from(fromCentre, (_, i) => i).sort((a, b) => fromCentre[b] - fromCentre[a]);
  const sorted = new Float64Array(points.length);
  for (let i = 0; i < count; i++) sorted.set(points.subarray(3 * order[i], 3 * order[i] + 3), 3 * i);
  let most = 0;
  let bound = 0;
  for (let i = 0; i < count && 2 * fromCentre[order[i]] > bound; i++) {
    const [x, y, z] = [sorted[3 * i], sorted[3 * i + 1], sorted[3 * i + 2]];
    for (let j = i + 1; j < count && fromCentre[order[i]] + fromCentre[order[j]] > bound; j++) {
      const [dx, dy, dz] = [sorted[3 * j] - x, sorted[3 * j + 1] - y, sorted[3 * j + 2] - z];
      const square = dx * dx + dy * dy + dz * dz;
      if (square > most) {
        most = square;
        // Less than the rounding of the sum of two distances from the centre.
        bound = Math.sqrt(square) * (1 - 1e-12);
      }
    }
  }
  return Math.sqrt(most);
}
