/**
 * Files that a user named, and image files in folders that a user named.
 * @module
 */

import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { PixelmetryError } from "@pixelmetry/roi";
import { nearest } from "../nearest.ts";
import { listDicom, listDicomFolders } from "./list-dicom.ts";
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
    const entry = await stat(path).catch(() => undefined);
    if (entry === undefined) throw await notFound(path, flag);
    if (!entry.isDirectory()) {
      files.push({ path, name: basename(path) });
      continue;
    }
    fromFolder = true;
    const found = await listFolder(path);
    if (found.length === 0) {
      throw new PixelmetryError("input-not-found", {
        where: path,
        what: "the folder holds no image",
        expected: "files ending in .tif, .tiff, .ome.tif, .btf, .nii, .nii.gz, .nrrd, .mha or .dcm",
        remedy: `check ${flag}, or name the files directly`,
      });
    }
    files.push(...found);
  }
  return { files, fromFolder };
}

/** Images of a folder by the endings of their names; DICOM files by series, also one folder below. */
async function listFolder(path: string): Promise<ListedFile[]> {
  const all = (await readdir(path)).filter((name) => !name.startsWith("."));
  const names = all.filter((name) => imageEndings.test(name)).sort(naturalOrder);
  if (names.length > 0) return names.map((name) => ({ path: join(path, name), name }));
  const series = await listDicom(path, all);
  return series.length > 0 ? series : listDicomFolders(path);
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
