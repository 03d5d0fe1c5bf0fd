// Runs where only this package and what it depends on are installed: prints a property of a volume.
import { volume, voxelCount } from "@pixelmetry/radiomics-ibsi";

console.log(JSON.stringify({ voxels: voxelCount(volume(Int16Array.of(3, 1, 4, 1), { size: [2, 2, 1] })) }));
