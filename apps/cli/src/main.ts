#!/usr/bin/env node
/**
 * The command line.
 * @module
 */
import { version } from "@pixelmetry/orchestrator";
import { Command } from "commander";
import { compareCommand } from "./commands/compare.ts";
import { completionCommand } from "./commands/completion.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { extractCommand } from "./commands/extract.ts";
import { featuresCommand } from "./commands/features.ts";
import { ibsiCommand } from "./commands/ibsi.ts";
import { planCommand } from "./commands/plan.ts";
import { relateCommand } from "./commands/relate.ts";
import { exitCodes, fail } from "./fail.ts";

const program = new Command("pixelmetry")
  .description("Measures labelled regions (ROIs) of 2D and 3D images and writes feature tables.")
  .version(version)
  .showHelpAfterError("(--help shows all options with examples)")
  .configureHelp({ showGlobalOptions: false });
for (const command of [
  extractCommand(),
  planCommand(),
  relateCommand(),
  compareCommand(),
  featuresCommand(),
  ibsiCommand(),
  doctorCommand(),
])
  program.addCommand(command);
program.addCommand(completionCommand(program));
program.exitOverride((error) => {
  // Help and version are no failures; anything else commander refuses is the user's to mend.
  process.exit(error.exitCode === 0 ? 0 : exitCodes.request);
});
for (const command of program.commands) {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : exitCodes.request));
}
// A reader that has seen enough (head, less) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? 0 : exitCodes.defect),
);
try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
