import {
  parseBytes,
  type RelateEvent,
  type RelateRequest,
  type RelateResult,
  relateImages,
  statisticWords,
} from "@pixelmetry/orchestrator";
import { PixelmetryError } from "@pixelmetry/roi";
import { Command, Option } from "commander";
import { exitCodes } from "../fail.ts";
import type { LogMode } from "../log.ts";
import { withConfig } from "../options/config-file.ts";
import { wholeNumber } from "../options/run-options.ts";

interface RelateFlags {
  parents?: string[];
  children?: string[];
  pattern?: string;
  childPattern?: string;
  by?: RelateRequest["by"];
  minOverlap?: string;
  childFeatures?: string;
  parentFeatures?: string;
  aggregate?: string[];
  z?: string;
  frame?: string;
  level?: string;
  format?: "csv" | "parquet" | "arrow";
  memory?: string;
  temp?: string;
  out: string;
  log: LogMode;
  config?: string;
}

export function relateCommand(): Command {
  return new Command("relate")
    .description(
      "Find which ROIs of one label image lie in which of another, and sum up children for parents.",
    )
    .option("--config <yaml>", "a file with the same names as these options; options on the command line win")
    .option(
      "-o, --out <folder>",
      "folder for the tables relations (a row per pair) and parents, and the report",
      "relations",
    )
    .optionsGroup("Input:")
    .option("--parents <path...>", "label images of the parents, such as cells: folders or files")
    .option("--children <path...>", "label images of the children, such as nuclei: folders or files")
    .option("--pattern <regex>", "which files of a folder, and what pairs them: captured groups must agree")
    .option("--child-pattern <regex>", "the same for the children, when their names differ")
    .option("--z <n>", "one plane of a stack, counted from 0 (default: the whole volume)")
    .option("--frame <n>", "time point, counted from 0")
    .option("--level <n>", "resolution level of a pyramid, 0 = full")
    .optionsGroup("What is a child:")
    .addOption(
      new Option(
        "--by <relation>",
        "overlap: shares most pixels with its one parent; box: bounding box in the parent's (Nyxus); touching: in it or beside it",
      )
        .choices(["overlap", "box", "touching"])
        .default("overlap"),
    )
    .option(
      "--min-overlap <fraction>",
      "for overlap: fraction of the child that must lie in the parent, 0 to 1 (default: 1, all of it)",
    )
    .optionsGroup("Features:")
    .option(
      "--child-features <table>",
      "the children's feature table that extract wrote: .csv, .parquet or .arrow",
    )
    .option("--parent-features <table>", "the parents' feature table, whose columns go along")
    .option("--aggregate <statistic...>", `over the children of a parent: ${statisticWords} (default: mean)`)
    .optionsGroup("Output and resources:")
    .addOption(
      new Option("--format <format>", "table format").choices(["csv", "parquet", "arrow"]).default("csv"),
    )
    .option("--memory <size>", "memory for feature tables, e.g. 2GB (default: 512MB)")
    .option("--temp <folder>", "where features go that do not fit in memory")
    .addOption(
      new Option("--log <mode>", "progress for people, quiet, or one JSON object per line")
        .choices(["progress", "quiet", "json"])
        .default("progress"),
    )
    .addHelpText("after", examples)
    .action(run);
}

const examples = `
Examples:
  Nuclei in cells, with the mean and sum of the nuclei's features in each cell's row
    pixelmetry extract -i images/ -l nuclei/ -f intensity morphology_basic -o nuclei-features/
    pixelmetry relate --parents cells/ --children nuclei/ --child-features nuclei-features/features.csv --aggregate mean,sum -o relations/

  Spots that lie in a cell with at least half of their pixels, weighted by their size
    pixelmetry relate --parents cells/ --children spots/ --min-overlap 0.5 --child-features spots.csv --aggregate mean@morphology_pixel_count,q90

  Channels of one folder, by bounding boxes as Nyxus does
    pixelmetry relate --parents seg/ --children seg/ --pattern '(?<field>.+)_c1' --child-pattern '(?<field>.+)_c0' --by box
`;

async function run(given: RelateFlags, command: Command): Promise<void> {
  const flags = given.config === undefined ? given : await withConfig(given, given.config, command);
  const result = await relateImages(requestFrom(flags), {
    out: flags.out,
    onEvent: (event) => print(event, flags.log),
  });
  if (flags.log === "progress") process.stderr.write(summary(result));
  if (result.report.failures.length > 0) process.exitCode = exitCodes.someFailed;
}

function requestFrom(flags: RelateFlags): RelateRequest {
  const { parents, children, minOverlap, memory } = flags;
  if (parents === undefined || children === undefined) {
    throw new PixelmetryError("invalid-argument", {
      where: parents === undefined ? "--parents" : "--children",
      what: "no label image was given",
      remedy: "name a folder or files",
    });
  }
  const { pattern, childPattern, by, childFeatures, parentFeatures, aggregate, format, temp } = flags;
  const given = { pattern, childPattern, by, childFeatures, parentFeatures, aggregate, format, temp };
  const whole = (name: "z" | "frame" | "level") =>
    flags[name] === undefined ? {} : { [name]: wholeNumber(`--${name}`, flags[name], 0) };
  return {
    parents,
    children,
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object),
    ...(minOverlap === undefined ? {} : { minimumOverlap: fraction(minOverlap) }),
    ...whole("z"),
    ...whole("frame"),
    ...whole("level"),
    ...(memory === undefined ? {} : { memory: parseBytes(memory, "--memory") }),
  };
}

function fraction(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 1) return value;
  throw new PixelmetryError("invalid-argument", {
    where: "--min-overlap",
    what: "this is no fraction of a child's pixels",
    expected: "0 to 1",
    received: text,
  });
}

function print(event: RelateEvent, mode: LogMode): void {
  if (mode === "json") {
    const data = event.type === "failure" ? { ...event, error: event.error.toJSON() } : event;
    process.stderr.write(`${JSON.stringify(data)}\n`);
  } else if (event.type === "failure") {
    process.stderr.write(`pixelmetry: ${event.error.message}\n`);
  } else if (mode === "progress") {
    const { parentImage, childImage, parents, children, pairs, orphans } = event.summary;
    process.stderr.write(
      `${parentImage} and ${childImage}: ${parents} parents, ${children} children, ${pairs} pairs, ${orphans} children without parent\n`,
    );
  }
}

const summary = ({ relations, parents, reportPath }: RelateResult): string =>
  `Pairs:   ${relations}\nParents: ${parents}\nReport:  ${reportPath}\n`;
