/** The page for people who come from Nyxus: every option it names exists, and no option of Nyxus is left out. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { pixelmetry } from "./run-cli.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/migration-from-nyxus.md"), "utf8");
let help = "";
let parameters = "";

beforeAll(async () => {
  const texts = ["extract", "relate", "compare", "ibsi", "features"].map((name) =>
    pixelmetry([name, "--help"]),
  );
  help = (await Promise.all(texts)).map(({ out }) => out).join("\n");
  parameters = (await pixelmetry(["features", "parameters"])).out;
});

/** What stands in code in the column with this number, of all tables. */
const codes = (column: number): string[] =>
  page
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| Nyxus"))
    .flatMap((line) => [...(line.split(/(?<!\\)\|/)[column] ?? "").matchAll(/`([^`]+)`/g)])
    .map(([, code]) => code);

test("options of Pixelmetry", () => {
  const flags = [
    ...codes(2),
    ...codes(3),
    ...page.match(/```sh[\s\S]*?```/g)!.flatMap((block) => block.split("\n")),
  ]
    .filter((line) => !line.startsWith("#"))
    .flatMap((code) => [...code.matchAll(/(?<![\w-])--[a-z][\w-]*/g)].map(([flag]) => flag));
  // In prose about Nyxus itself.
  const known = new Set([...new Set(flags)].filter((flag) => !["--hag", "--noval"].includes(flag)));
  expect(known.size).toBeGreaterThan(25);
  for (const flag of known) expect(help, flag).toMatch(new RegExp(`${flag}\\b`));
});

test("parameters and their values", async () => {
  const lists = [...page.matchAll(/--set ([\w.]+=[^`]+?)`/g)].map(([, words]) => words.split(" "));
  expect(lists.length).toBeGreaterThan(8);
  for (const settings of lists) {
    for (const setting of settings) expect(parameters).toContain(setting.split("=")[0]);
    const { err } = await pixelmetry(["features", "explain", "glcm_contrast", "--set", ...settings]);
    expect(err, settings.join(" ")).not.toContain("pixelmetry:");
  }
});

test("groups of features", async () => {
  for (const group of new Set(page.match(/\*[A-Z_0-9]+\*/g)))
    expect((await pixelmetry(["features", "list", group])).code, group).toBe(0);
});

test("every option of Nyxus' command line", () => {
  const own = codes(1).join(" ");
  const options =
    `intDir segDir outDir filePattern outputType features dim coarseGrayDepth ibsi glcmAngles glcmOff
    pixelDistance pixelsPerCentimeter embeddedpixelsize gaborfreqs gabortheta gaborgamma gaborsig2lam gaborkersize gaborf0
    gaborthold mergerois skiproi anisox anisoy anisoz noval tinyval fpimgdr fpimgmin fpimgmax preserve-hu reduceThreads
    ramLimit tempDir verbose useGpu gpuDeviceID exclusivetiming resultFname aggr annot annotsep intSegMapDir
    intSegMapFile hsig hpar hchi hag help`.split(/\s+/);
  for (const option of options) expect(own, option).toMatch(new RegExp(`--${option}(?![\\w-])`));
});
