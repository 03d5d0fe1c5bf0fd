/**
 * Mapping files: pairs line by line.
 * @module
 */
import { readFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "node:path";
import { PixelmetryError } from "@pixelmetry/roi";
import { type InputRequest, imageSpec, type KeyedFile, type ListedFile, type Pairing } from "./pairing.ts";

/** Lines of a CSV mapping: `intensity,labels,channel`; relative paths start at the mapping file's folder. */
export async function readMapping(path: string, request: InputRequest): Promise<Pairing> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new PixelmetryError(
      "input-not-found",
      { where: path, what: "the mapping file cannot be read", remedy: "check --mapping" },
      { cause },
    );
  });
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, i) => ({ line: line.trim(), number: i + 1 }));
  const rows = lines.filter(({ line }) => line !== "" && !line.startsWith("#"));
  const separator = ["\t", ";"].find((character) => rows[0]?.line.includes(character)) ?? ",";
  const header = cellsOf(rows[0]?.line ?? "", separator).map((cell) => cell.toLowerCase());
  const [intensityAt, labelsAt, channelAt] = ["intensity", "labels", "channel"].map((name) =>
    header.indexOf(name),
  );
  if (intensityAt < 0) {
    throw new PixelmetryError("invalid-argument", {
      where: path,
      what: "the first line of a mapping file names its columns",
      expected: "intensity,labels or intensity,labels,channel",
      received: rows[0]?.line ?? "an empty file",
      remedy: "add the header line",
    });
  }
  const bases = [dirname(path)];
  const resolve = (cell: string, folders: readonly string[]): string =>
    isAbsolute(cell) || /^https?:/i.test(cell) ? cell : join([...folders, ...bases][0], cell);
  const byLabels = new Map<string, KeyedFile[]>();
  const images: { files: KeyedFile[]; labels?: ListedFile }[] = [];
  for (const { line, number } of rows.slice(1)) {
    const cells = cellsOf(line, separator);
    const intensity = cells[intensityAt];
    if (!intensity) {
      throw new PixelmetryError("invalid-argument", {
        where: `${path}, line ${number}`,
        what: "the line names no intensity image",
        received: line,
        remedy: "fill in the intensity column or remove the line",
      });
    }
    const labels = labelsAt < 0 ? "" : (cells[labelsAt] ?? "");
    const channel = channelAt < 0 ? "" : (cells[channelAt] ?? "");
    const file = fileOf(resolve(intensity, request.intensity));
    const partner = labels === "" ? undefined : fileOf(resolve(labels, request.labels ?? []));
    const siblings = channel === "" ? undefined : byLabels.get(partner?.path ?? file.path);
    // A channel that is there already belongs to another image with the same labels.
    if (siblings !== undefined && !siblings.some((other) => other.channel === channel)) {
      siblings.push({ ...file, channel });
      continue;
    }
    const files: KeyedFile[] = [channel === "" ? file : { ...file, channel }];
    if (channel !== "") byLabels.set(partner?.path ?? file.path, files);
    images.push(partner === undefined ? { files } : { files, labels: partner });
  }
  if (images.length === 0) {
    throw new PixelmetryError("invalid-argument", {
      where: path,
      what: "the mapping file lists no image",
      remedy: "add a line per image",
    });
  }
  return { images: images.map(({ files, labels }, index) => imageSpec(index, files, labels)), unpaired: [] };
}

/** Cells of a CSV line; those in double quotes may hold the separator. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  for (let rest: string | undefined = line; rest !== undefined; ) {
    const quoted: RegExpExecArray | null = /^\s*"((?:[^"]|"")*)"\s*/.exec(rest);
    const at: number = rest.indexOf(separator, quoted?.[0].length ?? 0);
    cells.push(quoted?.[1].replaceAll('""', '"') ?? rest.slice(0, at < 0 ? undefined : at).trim());
    rest = at < 0 ? undefined : rest.slice(at + 1);
  }
  return cells;
}

const fileOf = (path: string): ListedFile => ({ path, name: basename(path) });
