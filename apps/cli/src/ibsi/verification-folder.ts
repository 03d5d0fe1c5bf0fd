/**
 * Test data of IBSI in a folder.
 * @module
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { openImage } from "@pixelmetry/io";
import { type Direction, type VerificationData, type Volume, volume } from "@pixelmetry/radiomics-ibsi";
import { PixelmetryError, pixelArray } from "@pixelmetry/roi";

/**
 * The folder as a verification reads it.
 * @throws PixelmetryError `input-not-found` when there is no such folder
 */
export function verificationFolder(folder: string): VerificationData {
  if (!existsSync(folder)) {
    throw new PixelmetryError("input-not-found", { where: folder, what: "there is no such folder" });
  }
  return {
    async volume(path) {
      const file = join(folder, path);
      if (!existsSync(file)) {
        throw new PixelmetryError("input-not-found", {
          where: file,
          what: "the test data of IBSI lack this image",
          remedy: "give --data the folder of a clone of github.com/theibsi/data_sets",
        });
      }
      return readVolume(file);
    },
  };
}

async function readVolume(file: string): Promise<Volume> {
  const source = await openImage(file);
  const { size, dtype, spacing, placement } = source.info;
  const [width, height, depth] = size;
  const data = pixelArray(dtype, width * height * depth);
  for (let z = 0; z < depth; z++) {
    await source.read({ x: 0, y: 0, z, width, height }, data, z * width * height, width);
  }
  await source.close();
  const step = spacing.unit === "um" ? 1e-3 : 1;
  return volume(
    data,
    {
      size,
      spacing: [spacing.x * step, spacing.y * step, spacing.z * step],
      ...(placement === undefined
        ? {}
        : { origin: placement.origin, direction: directionOf(placement.directions) }),
    },
    file,
  );
}

const directionOf = ([x, y, z]: readonly (readonly [number, number, number])[]): Direction => [
  x[0],
  y[0],
  z[0],
  x[1],
  y[1],
  z[1],
  x[2],
  y[2],
  z[2],
];
