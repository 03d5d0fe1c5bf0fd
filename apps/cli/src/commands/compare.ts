import { writeFileSync } from "node:fs";
import { extname } from "node:path";
import {
  type ComparedColumn,
  type CompareRequest,
  type Comparison,
  compareTables,
  peers,
} from "@pixelmetry/orchestrator";
import { PixelmetryError } from "@pixelmetry/roi";
import { Command, Option } from "commander";
import { exitCodes } from "../fail.ts";
import { textTable } from "../text-table.ts";

interface CompareFlags {
  with: CompareRequest["peer"];
  channel?: string;
  tolerance?: string;
  rounding?: string;
  intensityScale?: string;
  failAbove?: string;
  out?: string;
  json?: boolean;
}

export function compareCommand(): Command {
  return new Command("compare")
    .description("Compare a feature table with the table of another program, feature by feature.")
    .argument("<table>", "table that extract wrote (.csv, .parquet, .arrow), under any --names")
    .argument("<other>", "table of the other program, as it writes it")
    .addOption(new Option("--with <program>", "which program").choices([...peers]).makeOptionMandatory())
    .option("--channel <name>", "our channel, when the other table has only one")
    .option("--tolerance <relative>", "relative difference up to which values agree", "1e-5")
    .option(
      "--rounding <share>",
      "differences up to this share of the column's largest magnitude do not count",
      "1e-12",
    )
    .option(
      "--intensity-scale <factor>",
      "what the other program's intensities are multiplied with (CellProfiler: 65535 for 16-bit images, 255 for 8-bit)",
    )
    .option(
      "--fail-above <relative>",
      "exit with 1 when a feature without known difference differs by more than this",
    )
    .option("--out <file>", "write the result as .csv or .json, too")
    .option("--json", "print JSON")
    .addHelpText("after", examples)
    .action(run);
}

const examples = `
Rows belong together by image and label: Nyxus' mask_image and ROI_label, the paths and Label of the PyRadiomics command
line, CellProfiler's ObjectNumber and FileName_..., or ImageNumber as the place of the image in our table.

Examples:
  pixelmetry extract -i images/ -l labels/ --profile nyxus -o ours/
  pixelmetry compare ours/features.csv NyxusFeatures.csv --with nyxus --fail-above 1e-3

  pixelmetry compare ours/features.csv Nuclei.csv --with cellprofiler --intensity-scale 65535 --out agreement.csv
`;

async function run(table: string, other: string, flags: CompareFlags): Promise<void> {
  const number = (name: "tolerance" | "rounding" | "intensityScale" | "failAbove", flag: string) =>
    flags[name] === undefined ? undefined : positive(flags[name], flag);
  const failAbove = number("failAbove", "--fail-above");
  const out = flags.out;
  if (out !== undefined && ![".csv", ".json"].includes(extname(out))) {
    throw new PixelmetryError("invalid-argument", {
      where: "--out",
      what: "the ending says what is written",
      expected: "a name ending in .csv or .json",
      received: out,
    });
  }
  const given = {
    channel: flags.channel,
    tolerance: number("tolerance", "--tolerance"),
    rounding: number("rounding", "--rounding"),
    intensityScale: number("intensityScale", "--intensity-scale"),
  };
  const comparison = await compareTables({
    table,
    peerTable: other,
    peer: flags.with,
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object),
  });
  const json = `${JSON.stringify(comparison, undefined, 2)}\n`;
  if (out !== undefined) save(out, extname(out) === ".json" ? json : asCsv(comparison));
  process.stdout.write(flags.json ? json : asText(comparison));
  const failing = comparison.columns.filter(
    ({ worst, knownDifference }) =>
      failAbove !== undefined && worst > failAbove && knownDifference === undefined,
  );
  if (failing.length === 0) return;
  process.stderr.write(
    `pixelmetry: ${failing.length} of ${comparison.columns.length} columns differ by more than ${failAbove} without a known difference: ${failing
      .slice(0, 5)
      .map(({ column }) => column)
      .join(", ")}${failing.length > 5 ? ", …" : ""}\n`,
  );
  process.exitCode = exitCodes.someFailed;
}

function positive(text: string, where: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= 0) return value;
  throw new PixelmetryError("invalid-argument", {
    where,
    what: "this is no number in range",
    expected: "0 or more",
    received: text,
  });
}

function save(path: string, content: string): void {
  try {
    writeFileSync(path, content);
  } catch (cause) {
    const { code = "unknown error" } = cause as NodeJS.ErrnoException;
    const detail = {
      where: path,
      what: `the file cannot be written (${code})`,
      remedy: "choose another --out",
    };
    throw new PixelmetryError("output-failed", detail, { cause });
  }
}

const verdict = ({ beyond, compared, knownDifference }: ComparedColumn): string =>
  compared === 0
    ? "nothing to compare"
    : beyond === 0
      ? "agrees"
      : knownDifference === undefined
        ? "differs"
        : `known: ${knownDifference}`;

function asText({ peer, tolerance, rois, columns, notCompared }: Comparison): string {
  const rows = columns.map((each) => [
    each.column,
    each.peerColumn,
    String(each.compared),
    String(each.onlyOurs),
    String(each.onlyTheirs),
    each.worst.toExponential(1),
    String(each.beyond),
    verdict(each),
  ]);
  const header = ["column", peer, "ROIs", "only ours", "only theirs", "largest", "beyond", "verdict"];
  const agree = columns.filter(({ beyond, compared }) => beyond === 0 && compared > 0).length;
  const known = columns.filter(
    ({ beyond, knownDifference }) => beyond > 0 && knownDifference !== undefined,
  ).length;
  return `${textTable(header, rows, process.stdout.columns)}${rois.matched} ROIs in both tables, ${rois.onlyOurs} only in ours, ${rois.onlyTheirs} only in theirs
${agree} of ${columns.length} columns agree to a relative ${tolerance}, ${known} differ as is known, ${columns.filter((each) => verdict(each) === "differs").length} differ; ${notCompared.length} have no counterpart
`;
}

function asCsv({ columns }: Comparison): string {
  const quote = (value: unknown): string => {
    const text = String(value ?? "");
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const names = [
    "column",
    "peerColumn",
    "feature",
    "compared",
    "onlyOurs",
    "onlyTheirs",
    "worst",
    "worstRoi",
    "beyond",
    "knownDifference",
  ] as const;
  const title = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const lines = [names.map(title), ...columns.map((each) => names.map((name) => each[name]))];
  return `${lines.map((line) => line.map(quote).join(",")).join("\n")}\n`;
}
