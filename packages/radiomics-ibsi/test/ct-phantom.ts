/**
 * The CT phantom of IBSI chapter 1 and reference values. They lie beside the repository on machines of contributors
 * and CI: the images may not be redistributed with it.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openImage } from "@pixelmetry/io";
import { pixelArray } from "@pixelmetry/roi";
import { type Direction, type VerificationData, type Volume, volume } from "../src/index.ts";

const folder = join(import.meta.dirname, "../../../../shared/ibsi");
const phantom = join(folder, "data/ibsi_1_ct_radiomics_phantom/nifti");

export const hasCtPhantom = existsSync(phantom);

export const ctImage = (): Promise<Volume> => readVolume(join(phantom, "image/phantom.nii.gz"));
export const ctMask = (): Promise<Volume> => readVolume(join(phantom, "mask/mask.nii.gz"));

/** An image in the folder of test data, as the verification asks for it. */
export const testData: VerificationData = { volume: (path) => readVolume(join(folder, "data", path)) };

async function readVolume(path: string): Promise<Volume> {
  const source = await openImage(path);
  const { size, dtype, spacing, placement } = source.info;
  const [width, height, depth] = size;
  const data = pixelArray(dtype, width * height * depth);
  for (let z = 0; z < depth; z++) {
    await source.read({ x: 0, y: 0, z, width, height }, data, z * width * height, width);
  }
  await source.close();
  const [x, y, z] = placement!.directions;
  const direction: Direction = [x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]];
  const steps = [spacing.x, spacing.y, spacing.z] as const;
  return volume(data, { size, spacing: steps, origin: placement!.origin, direction }, path);
}

/** Rows of a table, by column; none when it is not there. */
export function referenceTable(name: string): Record<string, string>[] {
  if (!hasCtPhantom) return [];
  const [header, ...rows] = readFileSync(join(folder, name), "utf8").trimEnd().split("\n").map(cells);
  return rows.map((row) => Object.fromEntries(header!.map((column, i) => [column, row[i] ?? ""])));
}

/** Cells of a line; quotes hide commas. */
const cells = (line: string): string[] =>
  [...line.trimEnd().matchAll(/(?:^|,)(?:"([^"]*)"|([^",]*))/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
