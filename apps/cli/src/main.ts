#!/usr/bin/env node
import { Command } from "commander";

await new Command("pixelmetry")
  .description("Measures labelled regions (ROIs) of 2D and 3D images.")
  .parseAsync();
