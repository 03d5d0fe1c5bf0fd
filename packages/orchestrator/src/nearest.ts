export { nearest } from "@pixelmetry/roi";
