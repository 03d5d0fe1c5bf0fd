// Run from an empty project in which only this package and @pixelmetry/roi are installed.
import { measureIntensity } from "@pixelmetry/intensity";

const labels = Uint8Array.of(1, 1, 1, 2, 1, 1, 0, 2, 1, 1, 0, 2);
const intensity = Uint16Array.of(10, 12, 15, 60, 11, 13, 0, 61, 12, 14, 0, 65);
const [first] = await measureIntensity({ labels, intensity, width: 4, height: 3 });
console.log(JSON.stringify(first.values));
