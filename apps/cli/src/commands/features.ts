import {
  Catalog,
  type CatalogEntry,
  nearest,
  parameterSchema,
  resolveParameters,
  selectFeatures,
} from "@pixelmetry/orchestrator";
import { columnCount, type ParameterValue, PixelmetryError } from "@pixelmetry/roi";
import { Command } from "commander";
import { describeFeature } from "../describe-feature.ts";
import { readSettings } from "../options/run-options.ts";
import { textTable } from "../text-table.ts";

interface ListFlags {
  dim?: string;
  family?: string;
  json?: boolean;
  set?: string[];
}

export function featuresCommand(): Command {
  const command = new Command("features").description(
    "Look features up: definitions, units, names in other tools, verification.",
  );
  command
    .command("list")
    .description("All features, or those of a selection.")
    .argument("[selection...]", "ids, families, globs, Nyxus codes or groups")
    .option("--dim <2|3>", "only features that are defined in 2D or 3D")
    .option(
      "--json",
      "every definition as JSON: names in all vocabularies, unit, formula, needs, verification",
    )
    .option("--set <name=value...>", "with these parameters")
    .addHelpText(
      "after",
      "\nExamples:\n  pixelmetry features list --dim 2\n  pixelmetry features list 'glcm_*' --json\n",
    )
    .action(list);
  command
    .command("search")
    .description("Features whose id, names or definition contain all words.")
    .argument("<word...>")
    .option("--json", "definitions as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  pixelmetry features search entropy\n  pixelmetry features search GLCM_ASM\n",
    )
    .action(search);
  command
    .command("explain")
    .description("Formula, unit, source, needs, cost and names of a feature.")
    .argument("<feature>", "id, Nyxus code or IBSI code")
    .option("--json", "as JSON")
    .option("--set <name=value...>", "with these parameters")
    .addHelpText(
      "after",
      "\nExamples:\n  pixelmetry features explain glcm_contrast\n  pixelmetry features explain P90\n",
    )
    .action(explain);
  command
    .command("parameters")
    .description("Parameters with defaults and bounds; change them with --set name=value.")
    .option("--json", "as JSON")
    .action(parameters);
  return command;
}

const catalogOf = (set: string[] | undefined): Catalog => new Catalog(resolveParameters(readSettings(set)));

async function list(selection: string[], flags: ListFlags): Promise<void> {
  const dim = flags.dim === undefined ? undefined : Number(flags.dim);
  if (dim !== undefined && dim !== 2 && dim !== 3) {
    throw new PixelmetryError("invalid-argument", {
      where: "--dim",
      what: "images have two or three dimensions",
      expected: "2 or 3",
      received: flags.dim!,
    });
  }
  const entries = selectFeatures(catalogOf(flags.set), selection).filter(
    ({ feature }) => dim === undefined || feature.dimensions.includes(dim),
  );
  await print(entries, flags.json ?? false);
}

async function search(words: string[], flags: { json?: boolean }): Promise<void> {
  const catalog = catalogOf(undefined);
  const wanted = words.map((word) => word.toLowerCase());
  const entries = catalog.entries.filter(({ feature }) => {
    const text = [feature.id, feature.definition, ...Object.values(feature.names).flat()]
      .join(" ")
      .toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  if (entries.length === 0) {
    const near = nearest(words.join(" "), catalog.words());
    throw new PixelmetryError("unknown-feature", {
      where: words.join(" "),
      what: "no feature matches",
      ...(near.length > 0 ? { remedy: `did you mean ${near.join(" or ")}?` } : {}),
    });
  }
  await print(entries, flags.json ?? false);
}

async function print(entries: readonly CatalogEntry[], json: boolean): Promise<void> {
  if (json) {
    const described = await Promise.all(entries.map(describeFeature));
    process.stdout.write(`${JSON.stringify(described, undefined, 2)}\n`);
    return;
  }
  const columns = entries.reduce((sum, { feature }) => sum + columnCount(feature), 0);
  process.stdout.write(
    textTable(
      ["feature", "unit", "dim", "nyxus", "ibsi", "definition"],
      entries.map(({ feature: f }) => [
        f.id,
        f.unit,
        f.dimensions.join(","),
        f.names.nyxus ?? "",
        f.names.ibsi ?? "",
        f.definition,
      ]),
      process.stdout.columns,
    ),
  );
  process.stdout.write(`${entries.length} features, ${columns} columns\n`);
}

async function explain(name: string, flags: { json?: boolean; set?: string[] }): Promise<void> {
  const entries = selectFeatures(catalogOf(flags.set), [name]);
  const described = await Promise.all(entries.map(describeFeature));
  if (flags.json) {
    process.stdout.write(
      `${JSON.stringify(described.length === 1 ? described[0] : described, undefined, 2)}\n`,
    );
    return;
  }
  if (described.length > 3) {
    await print(entries, false);
    return;
  }
  for (const [i, feature] of described.entries()) {
    const { names } = feature;
    const lines: [string, string][] = [
      ["Definition", feature.definition],
      ["Formula", feature.formula],
      ["Unit", feature.unit],
      ["Dimensions", feature.dimensions.map((d) => `${d}D`).join(", ")],
      ["Source", feature.reference],
      ["Special cases", feature.degenerate],
      ["Nyxus", [names.nyxus, ...(names.nyxusAliases ?? [])].filter(Boolean).join(", ")],
      ["IBSI", names.ibsi ?? ""],
      ["PyRadiomics", names.pyradiomics ?? ""],
      ["scikit-image", names.skimage ?? ""],
      ["CellProfiler", names.cellprofiler ?? ""],
      [
        "Columns",
        feature.columns.length > 8
          ? `${feature.columns.slice(0, 4).join(", ")}, … (${feature.columns.length})`
          : feature.columns.join(", "),
      ],
      [
        "Parameters",
        Object.entries(feature.parameters)
          .map(([key, value]) => `${key} = ${value}`)
          .join(", "),
      ],
      ["Needs", feature.needs.join(", ")],
      [
        "Cost",
        `about ${feature.cost.perPixel} ns per pixel and ${feature.cost.perRoi} ns per ROI, shared with features of the same needs`,
      ],
      [
        "Verified by",
        feature.verification
          .map(({ kind, tool, tolerance }) => `${tool} (${kind}, tolerance ${tolerance})`)
          .join("; "),
      ],
    ];
    const text = lines
      .filter(([, value]) => value !== "")
      .map(([label, value]) => `  ${label.padEnd(14)}${value}`);
    process.stdout.write(
      `${i > 0 ? "\n" : ""}${feature.id}  (family ${feature.family}, ${feature.package})\n${text.join("\n")}\n`,
    );
  }
}

function parameters(flags: { json?: boolean }): void {
  if (flags.json) {
    process.stdout.write(`${JSON.stringify(parameterSchema, undefined, 2)}\n`);
    return;
  }
  const text = (value: ParameterValue): string => (Array.isArray(value) ? value.join(",") : String(value));
  process.stdout.write(
    textTable(
      ["parameter", "default", "allowed", "description"],
      Object.entries(parameterSchema).map(([name, p]) => [
        name,
        text(p.default),
        p.choices?.join(" | ") ??
          [
            p.minimum === undefined
              ? ""
              : `≥ ${p.minimum === Number.MIN_VALUE ? "0 (exclusive)" : p.minimum}`,
            p.maximum === undefined ? "" : `≤ ${p.maximum}`,
          ]
            .filter(Boolean)
            .join(", "),
        p.description,
      ]),
      process.stdout.columns,
    ),
  );
}
