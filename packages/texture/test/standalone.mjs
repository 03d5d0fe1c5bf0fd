// Runs where only this package and @pixelmetry/roi are installed: prints the features of one region.
import { measureTexture } from "@pixelmetry/texture";

const labels = Uint32Array.of(1, 1, 1, 1, 0, 0);
const intensity = Uint16Array.of(3, 1, 4, 1, 5, 9);
const [region] = await measureTexture({ labels, intensity, width: 3, height: 2 });
console.log(JSON.stringify(region.values));
