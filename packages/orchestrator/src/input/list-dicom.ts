/**
 * DICOM files in folders: a series is one image.
 * @module
 */
import { open, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { findDicomSeries } from "@pixelmetry/io";
import { dicomEndings, type ListedFile, naturalOrder } from "./pairing.ts";

/**
 * The series of a folder, in the order of their names: several files make a volume named like the folder, with the
 * description of the series where there are several; single files keep their names.
 */
export async function listDicom(folder: string, names: readonly string[]): Promise<ListedFile[]> {
  const paths: string[] = [];
  for (const name of [...names].sort(naturalOrder)) {
    const path = join(folder, name);
    if (dicomEndings.test(name) || (!/\.[a-z]\w*$/i.test(name) && (await hasMark(path)))) paths.push(path);
  }
  const series = await findDicomSeries(paths);
  const volumes = series.filter(({ inputs }) => inputs.length > 1).length;
  const listed = series.map(({ inputs, description, uid }): ListedFile => {
    const [path] = inputs;
    if (inputs.length === 1) return { path, name: basename(path) };
    const name = basename(folder);
    return { path, name: volumes > 1 ? `${name} ${description || uid}` : name, planes: inputs };
  });
  return listed.sort((a, b) => naturalOrder(a.name, b.name));
}

/** Volumes in the folders of a folder, each named like its folder: how studies are usually kept. */
export async function listDicomFolders(folder: string): Promise<ListedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
  const listed: ListedFile[] = [];
  for (const { name } of folders.sort((a, b) => naturalOrder(a.name, b.name))) {
    const path = join(folder, name);
    listed.push(...(await listDicom(path, await readdir(path))));
  }
  return listed;
}

async function hasMark(path: string): Promise<boolean> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 128);
      return bytesRead === 4 && buffer.toString("latin1") === "DICM";
    } finally {
      await file.close();
    }
  } catch {
    // A folder, or a file that may not be read: neither is an image of the folder.
    return false;
  }
}
