/** Runs the built command line as a user would. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const mainFile = join(import.meta.dirname, "../dist/main.js");

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `pixelmetry` with these arguments; never throws for an exit code. */
export function pixelmetry(
  args: readonly string[],
  options: { readonly cwd?: string } = {},
): Promise<CliResult> {
  if (!existsSync(mainFile)) throw new Error("the command line is not built; run `npm run build` first");
  return new Promise((resolve) => {
    execFile(process.execPath, [mainFile, ...args], { ...options, maxBuffer: 1 << 26 }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, out, err });
    });
  });
}

/** Rows of a CSV table without quoted cells, by column name. */
export function readTable(folder: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(join(folder, "features.csv"), "utf8").trimEnd().split("\n");
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])));
}

export interface Report {
  readonly totals: { readonly images: number; readonly failed: number; readonly rois: number };
  readonly failures: readonly { readonly image: string; readonly tag: string; readonly message: string }[];
  readonly images: readonly {
    readonly image: string;
    readonly nonFinitePixels: readonly number[];
    readonly inputs: readonly { sha256: string }[];
  }[];
  readonly missing: readonly { readonly column: string; readonly reason: string; readonly count: number }[];
  readonly familySeconds: Readonly<Record<string, number>>;
}

export const readReport = (folder: string): Report =>
  JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as Report;
