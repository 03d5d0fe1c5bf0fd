/**
 * Configuration files: YAML with the same names as the options. What stands on the command line wins.
 * @module
 */

import { existsSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import { nearest } from "@pixelmetry/orchestrator";
import { PixelmetryError } from "@pixelmetry/roi";
import type { Command, Option } from "commander";
import { readYaml } from "./read-yaml.ts";

/** Options that name files or folders; relative ones start at the configuration file's folder. */
const paths = new Set([
  "intensity",
  "labels",
  "mapping",
  "out",
  "temp",
  "parents",
  "children",
  "parentFeatures",
  "childFeatures",
]);
/** Options that take words or the name of a file. */
const mayBePaths = new Set(["skip", "merge", "features"]);

/**
 * Flags with the settings of a configuration file for those that were not given.
 * @throws PixelmetryError for a file that cannot be read, unknown names and values of the wrong kind
 */
export async function withConfig<T extends object>(flags: T, path: string, command: Command): Promise<T> {
  const settings = await readSettings(path);
  const merged = { ...flags } as Record<string, unknown>;
  for (const [name, value] of Object.entries(settings)) {
    const option = findOption(command, name, path);
    const key = option.attributeName();
    if (command.getOptionValueSource(key) === "cli") continue;
    merged[key] = convert(option, name, value, path);
  }
  return merged as T;
}

async function readSettings(path: string): Promise<Record<string, unknown>> {
  const content = await readYaml(path, "configuration file", "--config");
  if (content === null) return {};
  if (typeof content !== "object" || Array.isArray(content)) {
    throw new PixelmetryError("invalid-argument", {
      where: path,
      what: "a configuration file holds names with values",
      expected: "lines such as features: [intensity, glcm]",
    });
  }
  return content as Record<string, unknown>;
}

function findOption(command: Command, name: string, path: string): Option {
  const long = name
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();
  const option = command.options.find((o) => o.long === `--${long}` || o.long === `--no-${long}`);
  if (option !== undefined && option.long !== "--config") return option;
  const near = nearest(
    long,
    command.options.map((o) => (o.long ?? "").replace(/^--(no-)?/, "")),
  );
  throw new PixelmetryError("invalid-argument", {
    where: `${path}: ${name}`,
    what: "there is no such option",
    remedy:
      near.length > 0 ? `did you mean ${near.join(" or ")}?` : `see pixelmetry ${command.name()} --help`,
  });
}

function convert(option: Option, name: string, value: unknown, path: string): unknown {
  const where = `${path}: ${name}`;
  if (option.isBoolean() || option.negate) {
    if (typeof value === "boolean") return value;
    throw new PixelmetryError("invalid-argument", {
      where,
      what: "this is true or false",
      received: String(value),
    });
  }
  // set:, define: and skip: read best as a mapping, name: value.
  const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
  const list = isMapping
    ? Object.entries(value).map(
        ([key, item]) =>
          `${key}${option.attributeName() === "skip" ? ":" : "="}${Array.isArray(item) ? item.join(",") : item}`,
      )
    : [value].flat().map(String);
  const based = list.map((item) => {
    const file = isAbsolute(item) || /^https?:/i.test(item) ? item : resolve(dirname(path), item);
    const isPath = paths.has(option.attributeName());
    return isPath || (mayBePaths.has(option.attributeName()) && existsSync(file)) ? file : item;
  });
  if (option.argChoices !== undefined) {
    for (const item of based) {
      if (!option.argChoices.includes(item)) {
        throw new PixelmetryError("invalid-argument", {
          where,
          what: `there is no ${name} ${item}`,
          expected: option.argChoices.join(", "),
        });
      }
    }
  }
  if (option.variadic) return based;
  // A spacing is one option with several numbers.
  return option.attributeName() === "spacing" ? based.join(",") : based[0];
}
