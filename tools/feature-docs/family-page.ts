/**
 * The page of a family: what it is, its parameters, and every feature with all that is known about it.
 * @module
 */
import type { AnyFeature, Family, FeatureNames, Parameter } from "../../packages/roi/src/index.ts";
import type { ListedFamily, VerificationRow } from "../check-registry/registry.ts";
import { code, notice, table, text } from "./markdown.ts";

/** A family with its features. */
export interface DocumentedFamily extends ListedFamily {
  readonly features: readonly AnyFeature[];
}

/** Rows of verification by feature id. */
export type RowsById = ReadonlyMap<string, readonly VerificationRow[]>;

/** The page as Markdown. */
export function familyPage({ family, package: name, features }: DocumentedFamily, rows: RowsById): string {
  return [
    notice,
    `# ${text(family.title)}\n`,
    `${text(family.description)}\n`,
    `Family ${code(family.id)} of ${code(`@pixelmetry/${name}`)}.${nyxusGroups(family)}\n`,
    parameterSection(family),
    featureList(features),
    ...features.map((feature) => featureSection(feature, rows.get(feature.id) ?? [])),
  ]
    .filter((section) => section !== "")
    .join("\n");
}

function nyxusGroups({ nyxusGroups: groups }: Family): string {
  if (groups.length === 0) return "";
  return ` Nyxus selects it with ${groups.map(code).join(" or ")}.`;
}

function parameterSection({ parameters }: Family): string {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return "";
  const rows = entries.map(([name, parameter]) => [
    code(name),
    code(String(parameter.default)),
    allowed(parameter),
    text(parameter.description),
  ]);
  return `## Parameters\n\n${table(["name", "default", "allowed", "meaning"], rows)}`;
}

function allowed({ choices, minimum, maximum, integer, default: fallback }: Parameter): string {
  if (choices !== undefined) return choices.map(code).join(", ");
  if (typeof fallback === "boolean") return "`true`, `false`";
  const low = minimum === Number.MIN_VALUE ? "above 0" : minimum === undefined ? "" : `from ${minimum}`;
  const bounds = [integer ? "whole" : "", low, maximum === undefined ? "" : `to ${maximum}`];
  return bounds.filter((part) => part !== "").join(" ");
}

const featureList = (features: readonly AnyFeature[]): string =>
  `## Features\n\n${table(
    ["id", "unit", "dimensions", "definition"],
    features.map((feature) => [
      `[${code(feature.id)}](#${feature.id})`,
      text(feature.unit),
      feature.dimensions.map((d) => `${d}D`).join(", "),
      text(feature.definition),
    ]),
  )}`;

function featureSection(feature: AnyFeature, rows: readonly VerificationRow[]): string {
  const facts: [string, string][] = [
    ["Unit", text(feature.unit)],
    ["Dimensions", feature.dimensions.map((d) => `${d}D`).join(", ")],
    ["Columns", columnsOf(feature)],
    ["Elsewhere", namesOf(feature.names)],
    ["Parameters", parametersOf(feature)],
    ["Reference", text(feature.reference)],
    ["Degenerate cases", text(feature.degenerate)],
  ];
  const lines = facts
    .filter(([, value]) => value !== "")
    .map(([label, value]) => `- **${label}:** ${value}\n`);
  return [
    `## ${feature.id}\n`,
    `${text(feature.definition)}\n`,
    `$$\n${feature.formula}\n$$\n`,
    lines.join(""),
    verificationTable(rows),
  ].join("\n");
}

/** Long rows of columns are shown by their ends. */
function columnsOf({ columns }: AnyFeature): string {
  if (columns === undefined) return "";
  const shown = columns.length > 8 ? [...columns.slice(0, 2), undefined, columns.at(-1)!] : columns;
  const list = shown.map((suffix) => (suffix === undefined ? "…" : code(`_${suffix}`))).join(", ");
  return `${columns.length}, with the suffixes ${list}`;
}

const vocabularies: readonly (readonly [keyof FeatureNames, string])[] = [
  ["nyxus", "Nyxus"],
  ["ibsi", "IBSI"],
  ["pyradiomics", "PyRadiomics"],
  ["cellprofiler", "CellProfiler"],
  ["skimage", "scikit-image"],
];

function namesOf(names: FeatureNames): string {
  return vocabularies
    .flatMap(([key, title]) => {
      const aliases = key === "nyxus" ? (names.nyxusAliases ?? []) : [];
      const all = [names[key], ...aliases].filter((name): name is string => typeof name === "string");
      return all.length === 0 ? [] : [`${title} ${all.map(code).join(", ")}`];
    })
    .join("; ");
}

const parametersOf = ({ parameters = {} }: AnyFeature): string =>
  Object.entries(parameters)
    .map(([name, value]) => code(`${name} = ${value}`))
    .join(", ");

function verificationTable(rows: readonly VerificationRow[]): string {
  if (rows.length === 0) return "Not verified yet.\n";
  const cells = rows.map(({ kind, tool, tolerance, reason, test }) => [
    kind,
    text(tool),
    toleranceText(tolerance),
    text(reason),
    code(test),
  ]);
  return table(["verified by", "against", "tolerance", "reason", "test"], cells);
}

const toleranceText = (tolerance: number | string): string =>
  Number(tolerance) === 0 ? "exact" : text(String(tolerance));
