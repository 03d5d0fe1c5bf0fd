#!/usr/bin/env node
/**
 * The command line: commands are loaded when they are called, because start-up counts for small jobs.
 * @module
 */
import { Command } from "commander";
import { extractCommand } from "./commands/extract.ts";
import { fail } from "./fail.ts";

const program = new Command("pixelmetry")
  .description("Measures labelled regions (ROIs) of 2D and 3D images.")
  .showHelpAfterError("(--help shows all options with examples)");
program.addCommand(extractCommand());
try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
