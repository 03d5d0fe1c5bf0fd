/**
 * Pictures of results: where in an image a feature is high and low, and how its values are distributed. No file
 * access; the same in Node and in the browser.
 * @module
 */
export type { ColourMapName } from "./colour-map.ts";
export { type HistogramOptions, renderHistogram } from "./histogram.ts";
export { type OverlayOptions, renderOverlay, renderOverlaySvg } from "./overlay.ts";
export { type PictureImage, type PicturePlane, pictureLevel } from "./picture-image.ts";
