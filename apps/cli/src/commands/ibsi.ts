import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeFileAtomic } from "@pixelmetry/io";
import { version } from "@pixelmetry/orchestrator";
import {
  type Verification,
  type VerifiedSet,
  verificationPage,
  verificationSets,
  verify,
} from "@pixelmetry/radiomics-ibsi";
import { PixelmetryError } from "@pixelmetry/roi";
import { Command } from "commander";
import { exitCodes } from "../fail.ts";
import { verificationFolder } from "../ibsi/verification-folder.ts";
import { textTable } from "../text-table.ts";
import { measureCommand } from "./ibsi-measure.ts";

interface VerifyFlags {
  readonly data?: string;
  readonly json?: string;
  readonly out?: string;
  readonly only?: readonly string[];
}

export function ibsiCommand(): Command {
  return new Command("ibsi")
    .description("The standard of the Image Biomarker Standardisation Initiative (IBSI).")
    .addCommand(measureCommand())
    .addCommand(verifyCommand());
}

function verifyCommand(): Command {
  return new Command("verify")
    .description("Recompute the reference values of IBSI and compare them.")
    .option(
      "--data <folder>",
      "test data as in github.com/theibsi/data_sets; without it, the digital phantom only",
    )
    .option("--only <names...>", `sets to verify: ${verificationSets.map(({ name }) => name).join(", ")}`)
    .option("-o, --out <folder>", "folder for ibsi-verification.html and ibsi-verification.json")
    .option("--json <file>", "all values as JSON")
    .addHelpText("after", examples)
    .action(run);
}

const examples = `
Ends with 0 when all values agree, with 1 when one does not.

Examples:
  The 482 values of the digital phantom
    pixelmetry ibsi verify

  Everything, with a report to read
    git clone https://github.com/theibsi/data_sets
    git clone https://github.com/theibsi/ibsi_2_reference_data data_sets/ibsi_2_reference_data
    pixelmetry ibsi verify --data data_sets --out ibsi-report
`;

async function run({ data, json, out, only }: VerifyFlags): Promise<void> {
  const sets = verificationSets.filter(({ name }) => only?.includes(name) ?? true);
  checkNames(only, data);
  const folder = data === undefined ? undefined : verificationFolder(data);
  const verification = await verify(folder, sets, progress);
  for (const failed of verification.sets.filter((set) => set.failed > 0)) explain(failed);
  const { passed, total } = verification;
  process.stdout.write(`${passed} of ${total} values agree\n`);
  await write(verification, out, json);
  if (passed < total) process.exitCode = exitCodes.someFailed;
}

function checkNames(only: readonly string[] | undefined, data: string | undefined): void {
  for (const name of only ?? []) {
    const set = verificationSets.find((known) => known.name === name);
    if (set === undefined) {
      throw new PixelmetryError("invalid-argument", {
        where: "--only",
        what: `there is no set of values called ${name}`,
        expected: verificationSets.map((known) => known.name).join(", "),
      });
    }
    if (set.needsData && data === undefined) {
      throw new PixelmetryError("invalid-argument", {
        where: "--only",
        what: `${name} is verified on test data`,
        remedy: "name their folder with --data",
      });
    }
  }
}

/** A line per set, as soon as it is done. */
const progress = ({ name, passed, failed, total, milliseconds }: VerifiedSet): void => {
  const verdict = failed === 0 ? "ok  " : "BAD ";
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
  process.stdout.write(
    `${verdict}  ${name.padEnd(18)}${`${passed} of ${total}`.padStart(12)}${seconds.padStart(10)}\n`,
  );
};

function explain({ name, total, values }: VerifiedSet): void {
  const wrong = values.filter(({ passed }) => !passed);
  const rows = wrong.map((v) => [v.id, String(v.expected), String(v.tolerance), String(v.got), v.name]);
  process.stdout.write(`\n${name}\n${textTable(["id", "expected", "tolerance", "got", "name"], rows)}`);
  if (values.length < total)
    process.stdout.write(`${total - values.length} published values were not computed\n`);
  process.stdout.write("\n");
}

async function write(
  verification: Verification,
  out: string | undefined,
  json: string | undefined,
): Promise<void> {
  const program = `pixelmetry ${version}`;
  const text = `${JSON.stringify({ program, ...verification }, undefined, 1)}\n`;
  const files = [
    ...(json === undefined ? [] : [[json, text]]),
    ...(out === undefined
      ? []
      : [
          [join(out, "ibsi-verification.json"), text],
          [join(out, "ibsi-verification.html"), verificationPage(verification, program)],
        ]),
  ];
  for (const [path, content] of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, content);
  }
}
