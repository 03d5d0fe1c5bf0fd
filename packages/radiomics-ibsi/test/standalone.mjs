// Runs where only this package and what it depends on are installed: prints the features of one region.
import { measureIbsi, parsePipeline, volume } from "@pixelmetry/radiomics-ibsi";

const grid = { size: [3, 2, 2], spacing: [1, 1, 3] };
const image = volume(Int16Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8), grid);
const mask = volume(Uint8Array.of(1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 0), grid);
const pipeline = parsePipeline({ discretisation: { method: "none" } });
const { values } = await measureIbsi(image, mask, pipeline);
console.log(JSON.stringify(Object.fromEntries([...values].map(([key, { value }]) => [key, value]))));
