import { existsSync } from "node:fs";
import { measureRadiomics, type RadiomicsEvent, type RadiomicsRequest } from "@pixelmetry/orchestrator";
import { type Pipeline, parsePipeline, preset, presetNames } from "@pixelmetry/radiomics-ibsi";
import { PixelmetryError } from "@pixelmetry/roi";
import { Command, Option } from "commander";
import { exitCodes } from "../fail.ts";
import type { LogMode } from "../log.ts";
import { readYaml } from "../options/read-yaml.ts";
import { wholeNumber } from "../options/run-options.ts";

interface MeasureFlags {
  readonly pipeline: string;
  readonly intensity: string[];
  readonly labels: string[];
  readonly pattern?: string;
  readonly labelPattern?: string;
  readonly label?: string;
  readonly names: "pixelmetry" | "ibsi";
  readonly format: "csv" | "parquet" | "arrow";
  readonly out: string;
  readonly log: LogMode;
}

/** `pixelmetry ibsi measure`. */
export function measureCommand(): Command {
  return new Command("measure")
    .description("Take images and masks through a processing chain of IBSI and measure their regions.")
    .requiredOption(
      "-p, --pipeline <yaml>",
      `a file that describes the chain, or one of ${presetNames.join(", ")}`,
    )
    .requiredOption("-i, --intensity <path...>", "images: folders or files")
    .requiredOption("-l, --labels <path...>", "masks: folders or files; every label is a region")
    .option("--pattern <regex>", "which files of a folder, and what pairs them: captured groups must agree")
    .option("--label-pattern <regex>", "the same for masks, when their names differ")
    .option("--label <n>", "one label of the masks (default: all)")
    .addOption(
      new Option("--names <vocabulary>", "column names")
        .choices(["pixelmetry", "ibsi"])
        .default("pixelmetry"),
    )
    .addOption(
      new Option("--format <format>", "table format").choices(["csv", "parquet", "arrow"]).default("csv"),
    )
    .option(
      "-o, --out <folder>",
      "folder for the tables features and diagnostics, and the report",
      "radiomics",
    )
    .addOption(
      new Option("--log <mode>", "progress for people, quiet, or one JSON object per line")
        .choices(["progress", "quiet", "json"])
        .default("progress"),
    )
    .addHelpText("after", examples)
    .action(run);
}

const examples = `
A pipeline in YAML; without a section its step is left out:
  name: chest CT, 1 mm
  interpolation: { dimension: 3D, spacing: [1, 1, 1], image: cubic, rounding: nearest, mask: linear, threshold: 0.5 }
  resegmentation: { range: [-1000, 400], outliers: 3 }
  filter: { filter: laplacian_of_gaussian, sigma: 3, unit: mm, dimensions: 3, boundary: mirror }
  discretisation: { method: fixed-bin-number, bins: 32 }
  texture: { dimensions: [3D] }

Examples:
  pixelmetry ibsi measure -p chest.yaml -i ct/ -l masks/ -o radiomics/
  pixelmetry ibsi measure -p config-e -i ct.nii.gz -l tumour.nii.gz --label 2 --names ibsi
`;

async function run(flags: MeasureFlags): Promise<void> {
  const { report, features } = await measureRadiomics(await requestFrom(flags), {
    out: flags.out,
    onEvent: (event) => print(event, flags.log),
  });
  const regions = report.images.reduce((sum, { labels }) => sum + labels.length, 0);
  if (flags.log === "progress") process.stderr.write(`${regions} regions in ${features}\n`);
  if (report.failures.length > 0) process.exitCode = exitCodes.someFailed;
}

async function requestFrom(flags: MeasureFlags): Promise<RadiomicsRequest> {
  const { intensity, labels, pattern, labelPattern, label, names, format } = flags;
  return {
    intensity,
    labels,
    names,
    format,
    pipeline: await readPipeline(flags.pipeline),
    ...(pattern === undefined ? {} : { pattern }),
    ...(labelPattern === undefined ? {} : { labelPattern }),
    ...(label === undefined ? {} : { label: wholeNumber("--label", label, 1) }),
  };
}

/** A file wins over a preset of the same name. */
async function readPipeline(given: string): Promise<Pipeline> {
  if (existsSync(given)) return parsePipeline(await readYaml(given, "pipeline", "--pipeline"), given);
  if (presetNames.some((name) => name === given)) return preset(given);
  throw new PixelmetryError("input-not-found", {
    where: `--pipeline ${given}`,
    what: "there is no such file and no pipeline of this name",
    expected: `a YAML file, or ${presetNames.join(", ")}`,
  });
}

function print(event: RadiomicsEvent, mode: LogMode): void {
  if (mode === "json") {
    const data = event.type === "failure" ? { ...event, error: event.error.toJSON() } : event;
    process.stderr.write(`${JSON.stringify(data)}\n`);
  } else if (event.type === "failure") {
    const region = event.label === undefined ? "" : ` label ${event.label}:`;
    process.stderr.write(`pixelmetry:${region} ${event.error.message}\n`);
  } else if (mode === "progress") {
    process.stderr.write(`${event.image}: label ${event.label}, ${event.seconds.toFixed(1)} s\n`);
  }
}
