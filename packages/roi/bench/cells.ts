/**
 * Seeded label images for the benches.
 * @module
 */
import { mulberry32 } from "@pixelmetry/roi/testkit";

/** Elongated cells on a jittered grid with a pitch of 40 pixels; a third of the image is covered. */
export function cellLabels(side: number): { labels: Uint16Array; rois: number } {
  const random = mulberry32(7);
  const labels = new Uint16Array(side * side);
  let rois = 0;
  for (let gridY = 20; gridY < side; gridY += 40) {
    for (let gridX = 20; gridX < side; gridX += 40) {
      const [a, b] = [8 + random() * 10, 8 + random() * 10];
      const [cx, cy] = [gridX + (random() - 0.5) * 10, gridY + (random() - 0.5) * 10];
      rois++;
      for (let y = Math.max(0, Math.ceil(cy - b)); y < Math.min(side, cy + b); y++) {
        for (let x = Math.max(0, Math.ceil(cx - a)); x < Math.min(side, cx + a); x++) {
          if (((x - cx) / a) ** 2 + ((y - cy) / b) ** 2 < 1) labels[y * side + x] = rois;
        }
      }
    }
  }
  return { labels, rois };
}

/** ROIs of one to four pixels, one in each square of 4 x 4. */
export function specks(side: number): { labels: Uint32Array; rois: number } {
  const random = mulberry32(8);
  const labels = new Uint32Array(side * side);
  let rois = 0;
  for (let y = 0; y < side; y += 4) {
    for (let x = 0; x < side; x += 4) {
      rois++;
      const pixels = [0, 1, side, side + 1].slice(0, 1 + Math.floor(random() * 4));
      for (const step of pixels) labels[y * side + x + step] = rois;
    }
  }
  return { labels, rois };
}

/** Noise of 16 bits. */
export function noise(side: number): Uint16Array {
  const random = mulberry32(9);
  return Uint16Array.from({ length: side * side }, () => random() * 65536);
}
