/**
 * Files that a user named, and image files in folders that a user named.
 * @module
 */

import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { PixelmetryError } from "@pixelmetry/roi";
import { nearest } from "../nearest.ts";
import { imageEndings, type ListedFile, type Listing, naturalOrder } from "./pairing.ts";

/**
 * Expands files and folders (not recursively; hidden files are left out) in natural order of names.
 * @param flag - name of the option, for messages
 * @throws PixelmetryError `input-not-found` for what does not exist or a folder without images
 */
export async function listFiles(given: readonly string[], flag: string): Promise<Listing> {
  const files: ListedFile[] = [];
  let fromFolder = false;
  for (const path of given) {
    if (/^https?:\/\//i.test(path)) {
      files.push({ path, name: basename(new URL(path).pathname) });
      continue;
    }
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) throw await notFound(path, flag);
    if (!found.isDirectory()) {
      files.push({ path, name: basename(path) });
      continue;
    }
    fromFolder = true;
    const names = (await readdir(path)).filter((name) => !name.startsWith(".") && imageEndings.test(name));
    if (names.length === 0) {
      throw new PixelmetryError("input-not-found", {
        where: path,
        what: "the folder holds no image",
        expected: "files ending in .tif, .tiff, .ome.tif, .btf, .nii, .nii.gz, .nrrd or .mha",
        remedy: `check ${flag}, or name the files directly`,
      });
    }
    names.sort(naturalOrder);
    files.push(...names.map((name) => ({ path: join(path, name), name })));
  }
  return { files, fromFolder };
}

async function notFound(path: string, flag: string): Promise<PixelmetryError> {
  const folder = join(path, "..");
  const siblings = await readdir(folder).catch(() => undefined);
  const near = siblings === undefined ? [] : nearest(basename(path), siblings, 1);
  return new PixelmetryError("input-not-found", {
    where: path,
    what:
      siblings === undefined ? "neither the file nor its folder exists" : "there is no such file or folder",
    remedy: near.length > 0 ? `did you mean ${join(folder, near[0])}?` : `check ${flag}`,
  });
}
