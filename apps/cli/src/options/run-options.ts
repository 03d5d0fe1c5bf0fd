/**
 * The options that say what to measure, shared by `extract` and `plan`, and their way into a run request.
 * @module
 */

import { readFileSync, statSync } from "node:fs";
import {
  parseBytes,
  parseSelectionFile,
  type RunRequest,
  readMerge,
  readSkip,
  type Vocabulary,
} from "@pixelmetry/orchestrator";
import { PixelmetryError } from "@pixelmetry/roi";
import { type Command, Option } from "commander";
import { withConfig } from "./config-file.ts";

/** Values as commander delivers them. */
export interface RunFlags {
  intensity?: string[];
  labels?: string[];
  pattern?: string;
  labelPattern?: string;
  mapping?: string;
  features?: string[];
  profile?: string;
  set?: string[];
  bins?: string;
  binSize?: string;
  binning?: boolean;
  names?: Vocabulary;
  define?: string[];
  annotate?: string[];
  skip?: string[];
  merge?: string;
  perImage?: string[];
  graph?: boolean;
  channels?: string[];
  z?: string;
  frame?: string;
  level?: string;
  units?: "pixel" | "um" | "mm";
  spacing?: string;
  format?: "csv" | "parquet" | "arrow";
  workers?: string;
  memory?: string;
  temp?: string;
  hash?: boolean;
  picture?: string[];
  config?: string;
}

export function addRunOptions(command: Command): Command {
  return command
    .option("--config <yaml>", "a file with the same names as these options; options on the command line win")
    .optionsGroup("Input:")
    .option("-i, --intensity <path...>", "intensity images: folders or files")
    .option(
      "-l, --labels <path...>",
      "label images: folders or files; without them whole images are measured",
    )
    .option(
      "--pattern <regex>",
      "which files of a folder, and what pairs them: captured groups must agree; (?<channel>...) marks channels",
    )
    .option("--label-pattern <regex>", "the same for label images, when their names differ")
    .option("--mapping <csv>", "pairs line by line: columns intensity, labels and, optionally, channel")
    .option("--channels <channel...>", "channels by name or number (default: all)")
    .option("--z <n>", "one plane of a stack, counted from 0 (default: the whole volume)")
    .option("--frame <n>", "time point, counted from 0")
    .option("--level <n>", "resolution level of a pyramid, 0 = full")
    .option("--spacing <um>", "pixel size in micrometres, x,y or x,y,z, in the place of what files state")
    .option(
      "--skip <labels...>",
      "labels to leave out: 3,4 in every image, field1.tif:15,16 in one, or a CSV file with columns image and label",
    )
    .option(
      "--merge <rule>",
      "labels that are one ROI: all, or a CSV file with columns label and into (and image); labels it does not name are left out",
    )
    .optionsGroup("What to measure:")
    .option(
      "-f, --features <selection...>",
      "ids, families, globs, Nyxus codes or groups; after a comma a minus sign takes away: glcm,-glcm_contrast; or a file with such words (default: everything)",
    )
    .option("--profile <name>", "fix all parameters at once: default, nyxus, pyradiomics, cellprofiler")
    .option("--set <name=value...>", "one parameter, e.g. glcm.distance=2")
    .option("--bins <n>", "grey levels between the ROI's extrema (fixed bin number)")
    .option("--bin-size <width>", "width of a grey level (fixed bin size)")
    .option("--no-binning", "take whole-number intensities as grey levels")
    .option(
      "--define <name=expression...>",
      'columns of your own, e.g. "roughness = morphology_area / morphology_extent"',
    )
    .addOption(
      new Option("--units <unit>", "unit of lengths and areas")
        .choices(["pixel", "um", "mm"])
        .default("pixel"),
    )
    .optionsGroup("Output:")
    .addOption(
      new Option("--format <format>", "table format").choices(["csv", "parquet", "arrow"]).default("csv"),
    )
    .addOption(new Option("--names <vocabulary>", "column names").choices(["pixelmetry", "nyxus", "ibsi"]))
    .option(
      "--picture <column...>",
      "draw an overlay of each image coloured by this column, and a histogram of all values",
    )
    .option(
      "--annotate <regex...>",
      "columns from names of images: named groups, e.g. 'p(?<plate>\\d+)_y(?<well>\\d+)'",
    )
    .option(
      "--per-image <statistic...>",
      "a second table, one row per image: count, sum, mean, std, min, max, median, q90, mean@COLUMN (weighted)",
    )
    .option("--graph", "pairs of neighbours with touching pixels and distances (neighbours.distance)")
    .optionsGroup("Resources:")
    .option("--workers <n>", "threads that compute (default: by the size of the work)")
    .option("--memory <size>", "memory for pixels and results, e.g. 512MB (default: half of the machine's)")
    .option("--temp <folder>", "where pixels go that do not fit in memory")
    .option("--no-hash", "leave hashes of input files out of the report");
}

/**
 * The request of a command: its flags over those of a `--config` file.
 * @throws PixelmetryError `invalid-argument`
 */
export async function requestFrom(flags: RunFlags, command: Command): Promise<RunRequest> {
  const all = flags.config === undefined ? flags : await withConfig(flags, flags.config, command);
  const { skip, merge } = all;
  return {
    ...toRequest(all),
    ...(skip === undefined ? {} : { skip: await readSkip(skip) }),
    ...(merge === undefined ? {} : { merge: await readMerge(merge) }),
  };
}

/** @throws PixelmetryError `invalid-argument` for flags that contradict each other or cannot be read */
export function toRequest(flags: RunFlags): RunRequest {
  const parameters = readSettings(flags.set);
  const binning = [flags.bins !== undefined, flags.binSize !== undefined, flags.binning === false];
  if (binning.filter(Boolean).length > 1) {
    throw new PixelmetryError("invalid-argument", {
      where: "--bins, --bin-size, --no-binning",
      what: "these exclude each other",
      remedy: "give one of them",
    });
  }
  if (flags.bins !== undefined)
    Object.assign(parameters, {
      "discretisation.method": "fixed-bin-number",
      "discretisation.bins": flags.bins,
    });
  if (flags.binSize !== undefined)
    Object.assign(parameters, {
      "discretisation.method": "fixed-bin-size",
      "discretisation.size": flags.binSize,
    });
  if (flags.binning === false) parameters["discretisation.method"] = "none";
  if (flags.intensity === undefined && flags.mapping === undefined) {
    throw new PixelmetryError("invalid-argument", {
      where: "--intensity",
      what: "no intensity image was given",
      remedy: "name a folder or files, or a --mapping",
    });
  }
  const whole = (name: "z" | "frame" | "level" | "workers", least: number) =>
    flags[name] === undefined ? {} : { [name]: wholeNumber(`--${name}`, flags[name], least) };
  const optional = <K extends keyof RunRequest>(name: K, value: RunRequest[K] | undefined) =>
    (value === undefined ? {} : { [name]: value }) as Partial<Pick<RunRequest, K>>;
  return {
    intensity: flags.intensity ?? [],
    parameters,
    ...optional("labels", flags.labels),
    ...optional("pattern", flags.pattern),
    ...optional("labelPattern", flags.labelPattern),
    ...optional("mapping", flags.mapping),
    ...optional("features", flags.features?.flatMap(selectionWords)),
    ...optional("profile", flags.profile),
    ...optional("names", flags.names),
    ...optional("define", flags.define),
    ...optional("annotate", flags.annotate),
    ...optional("perImage", flags.perImage),
    ...optional("graph", flags.graph),
    ...optional(
      "channels",
      flags.channels?.flatMap((word) => word.split(",")),
    ),
    ...whole("z", 0),
    ...whole("frame", 0),
    ...whole("level", 0),
    ...optional("units", flags.units),
    ...optional("spacingUm", flags.spacing === undefined ? undefined : readSpacing(flags.spacing)),
    ...optional("format", flags.format),
    ...whole("workers", 1),
    ...optional("memory", flags.memory === undefined ? undefined : parseBytes(flags.memory, "--memory")),
    ...optional("temp", flags.temp),
    ...optional("hash", flags.hash),
    ...optional("pictures", flags.picture),
  };
}

/** `name=value` words as parameters. */
export const readSettings = (words: readonly string[] | undefined): Record<string, string> =>
  Object.fromEntries((words ?? []).map(readSetting));

function readSetting(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  throw new PixelmetryError("invalid-argument", {
    where: "--set",
    what: "a parameter is given as name=value",
    received: text,
  });
}

/** @throws PixelmetryError `invalid-argument` for a text that is no whole number from `least` on */
export function wholeNumber(where: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= least) return value;
  throw new PixelmetryError("invalid-argument", {
    where,
    what: "this is no whole number in range",
    expected: `${least} or more`,
    received: text,
  });
}

function readSpacing(text: string): readonly [number, number, number] {
  const numbers = text.split(",").map(Number);
  if ((numbers.length === 2 || numbers.length === 3) && numbers.every((n) => Number.isFinite(n) && n > 0)) {
    return [numbers[0], numbers[1], numbers[2] ?? 1];
  }
  throw new PixelmetryError("invalid-argument", {
    where: "--spacing",
    what: "a pixel size has two or three positive numbers",
    expected: "x,y or x,y,z in micrometres, e.g. 0.325,0.325",
    received: text,
  });
}

/** A word that is a file holds words itself. */
function selectionWords(word: string): string[] {
  const isFile = statSync(word, { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile ? parseSelectionFile(readFileSync(word, "utf8")) : [word];
}
