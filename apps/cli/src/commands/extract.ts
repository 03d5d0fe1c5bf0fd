import { extract, type RunEvent } from "@pixelmetry/orchestrator";
import { Command, Option } from "commander";
import { exitCodes } from "../fail.ts";
import { type LogMode, makeLogger } from "../log.ts";
import { addRunOptions, type RunFlags, requestFrom } from "../options/run-options.ts";

interface ExtractFlags extends RunFlags {
  out: string;
  log: LogMode;
}

export function extractCommand(): Command {
  const command = new Command("extract")
    .description("Measure images and write a feature table, one row per ROI.")
    .option("-o, --out <folder>", "folder for the table and the report", "features");
  addRunOptions(command)
    .optionsGroup("Messages:")
    .addOption(
      new Option("--log <mode>", "progress for people, quiet, or one JSON object per line")
        .choices(["progress", "quiet", "json"])
        .default("progress"),
    )
    .addHelpText("after", examples)
    .action(run);
  return command;
}

const examples = `
Examples:
  Measure every cell of a plate, pairing images and labels by file name
    pixelmetry extract --intensity images/ --labels labels/ --out results/

  Intensities and shape only, as Parquet, lengths in micrometres
    pixelmetry extract -i images/ -l labels/ -f intensity morphology_basic ellipse --format parquet --units um -o results/

  Two files per field are channels of one image: f01_dna.tif, f01_actin.tif with f01_mask.tif
    pixelmetry extract -i images/ -l masks/ --pattern '(?<field>.+)_(?<channel>dna|actin)\\.tif' --label-pattern '(?<field>.+)_mask\\.tif' -o results/

  Plate and well as columns, one more table with the mean and median of each field, and the pairs of neighbours
    pixelmetry extract -i images/ -l labels/ --annotate 'p(?<plate>\\d+)_(?<well>[A-P]\\d+)' --per-image mean,median --graph -o results/

  Without ROIs 15 and 16 of one field, nuclei of one cell as one ROI
    pixelmetry extract -i images/ -l labels/ --skip field1.tif:15,16 --merge nuclei-to-cells.csv -o results/

  The columns Nyxus writes, under its names
    pixelmetry extract -i images/ -l labels/ --features '*ALL_GLCM*' --profile nyxus -o results/
`;

async function run(flags: ExtractFlags, command: Command): Promise<void> {
  const stop = new AbortController();
  const interrupt = (): void => {
    // A second Ctrl-C ends the program at once.
    if (stop.signal.aborted) process.exit(exitCodes.interrupted);
    stop.abort();
  };
  // Batch systems say SIGTERM where people press Ctrl-C. Listening goes on to the end: what comes while the
  // program tidies up must not kill it.
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  const logger = makeLogger(flags.log);

  try {
    const result = await extract(await requestFrom(flags, command), {
      out: flags.out,
      signal: stop.signal,
      onEvent: (event: RunEvent) => logger.event(event),
    });
    logger.finish(result);
    if (result.report.totals.failed > 0) process.exitCode = exitCodes.someFailed;
  } finally {
    logger.close();
  }
}
