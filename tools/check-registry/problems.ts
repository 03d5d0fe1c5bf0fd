/**
 * What can be wrong with the registry: one sentence per defect, with the feature and what to do about it.
 * @module
 */
import { basename } from "node:path";
import { kindOf } from "../test-kinds.ts";
import { groupBy } from "./group-by.ts";
import { implementedCodes } from "./nyxus.ts";
import { codesOf, type ListedFeature, type ListedRow, type NyxusCode } from "./registry.ts";

/** Families of Nyxus of which every code must be there. */
const complete = [
  "intensity",
  "histogram",
  "morphology_basic",
  "ellipse",
  "extrema",
  "euler",
  "glcm",
  "glrlm",
  "glszm",
  "gldzm",
];

/** Defects of the definitions themselves. */
export function definitionProblems(features: readonly ListedFeature[]): string[] {
  return features.flatMap((listed) => {
    const { id, formula } = listed.feature;
    const where = `${id} (family ${listed.family.id})`;
    const problems: string[] = [];
    if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(id)) {
      problems.push(
        `${where}: the id is not snake_case; write lower-case words joined by single underscores.`,
      );
    }
    for (const field of ["definition", "formula", "unit", "reference", "degenerate"] as const) {
      const text = listed.feature[field] ?? "";
      if (text.trim() === "" || /\bTODO\b/.test(text)) {
        problems.push(`${where}: ${field} is missing; ${wanted[field]}.`);
      }
    }
    const unbalanced = unbalancedPart(formula ?? "");
    if (unbalanced !== undefined) {
      problems.push(`${where}: ${unbalanced} in the formula ${formula}; close what is opened.`);
    }
    return problems;
  });
}

const wanted = {
  definition: "say in one sentence what is measured",
  formula: "write it in LaTeX",
  unit: 'choose one of the quantities of feature.ts, "dimensionless" for a ratio',
  reference: 'name the paper or manual the definition comes from, or write "Own definition."',
  degenerate: "say what empty, one-pixel and constant ROIs give",
};

/** Why a formula cannot be typeset; `undefined` when its braces pair up. */
function unbalancedPart(formula: string): string | undefined {
  let depth = 0;
  for (const [token] of formula.matchAll(/\\.|[{}]/gs)) {
    if (token === "{") depth++;
    else if (token === "}" && --depth < 0) return "a brace is closed that was never opened";
  }
  if (depth > 0) return "a brace is never closed";
  const count = (word: RegExp): number => formula.match(word)?.length ?? 0;
  return count(/\\left(?![a-zA-Z])/g) === count(/\\right(?![a-zA-Z])/g)
    ? undefined
    : "\\left and \\right do not pair up";
}

/** Names that two features claim. */
export function nameProblems(features: readonly ListedFeature[]): string[] {
  const problems: string[] = [];
  const owners = new Map<string, ListedFeature>();
  const claims = new Map<string, ListedFeature>();
  for (const listed of features) {
    const { id } = listed.feature;
    const other = owners.get(id);
    if (other === undefined) owners.set(id, listed);
    else
      problems.push(
        `${id}: both family ${other.family.id} and family ${listed.family.id} have it; rename one of them.`,
      );
    for (const code of codesOf(listed.feature)) {
      const claimed = claims.get(code);
      if (claimed === undefined) claims.set(code, listed);
      else
        problems.push(
          `${id}: its Nyxus code ${code} is claimed by ${claimed.feature.id} as well; take it from one of them.`,
        );
    }
  }
  return problems;
}

/** Features without proof, and rows of proof that prove nothing. */
export function verificationProblems(
  features: readonly ListedFeature[],
  rows: readonly ListedRow[],
  exists: (row: ListedRow) => boolean,
): string[] {
  const known = new Set(features.map(({ feature }) => feature.id));
  const problems: string[] = [];
  const verified = new Set<string>();
  for (const row of rows) {
    const found = rowProblems(row, known, exists);
    if (found.length === 0) verified.add(row.id);
    const where = `${row.id}: its row for ${row.test} in packages/${row.package}/verification.json`;
    problems.push(...found.map((problem) => `${where} ${problem}.`));
  }
  const bare = groupBy(
    features.filter(({ feature }) => !verified.has(feature.id)),
    (listed) => listed.package,
  );
  for (const [name, unverified] of bare) {
    problems.push(
      `${unverified.map(({ feature }) => feature.id).join(", ")}: nothing independent backs these numbers; compare with ` +
        `a tool (*.oracle.test.ts) or a closed form (*.analytic.test.ts) and add a row per feature to packages/${name}/verification.json.`,
    );
  }
  return [...new Set(problems)];
}

function rowProblems(
  row: ListedRow,
  known: ReadonlySet<string>,
  exists: (row: ListedRow) => boolean,
): string[] {
  const { id, kind, test, tolerance, reason } = row;
  const problems: string[] = [];
  if (!known.has(id)) problems.push("names no feature; correct the id or remove the row");
  if (kind !== "oracle" && kind !== "analytic") {
    problems.push(`is of kind ${kind}; only oracle and analytic rows count`);
  } else if (kindOf(basename(test)) !== kind) {
    problems.push(
      `says ${kind}, the file's name does not; name the file *.${kind}.test.ts or correct the row`,
    );
  }
  if (!exists(row)) problems.push("names a file that does not exist; correct the path or write the test");
  if (tolerance === undefined || tolerance === "") {
    problems.push("has no tolerance; write 0 when the values are equal");
  } else if ((reason ?? "").trim() === "") {
    problems.push(
      `has a tolerance of ${tolerance} and no reason for it; say where the difference comes from`,
    );
  }
  return problems;
}

/** Codes that do not exist, and families of Nyxus that are said to be complete and are not. */
export function nyxusProblems(features: readonly ListedFeature[], codes: readonly NyxusCode[]): string[] {
  const known = new Set(codes.map(({ code }) => code));
  const strangers = features.flatMap(({ feature }) =>
    codesOf(feature)
      .filter((code) => !known.has(code))
      .map((code) => `${feature.id}: Nyxus has no code ${code}; correct names.nyxus or names.nyxusAliases.`),
  );
  const done = implementedCodes(
    features.map(({ feature }) => feature),
    codes,
  );
  const gaps = codes
    .filter(({ code, family }) => complete.includes(family) && !done.has(code))
    .map(
      ({ code, family }) =>
        `${code}: no feature answers to this Nyxus code, and family ${family} is to have them all; add it to the feature's names.`,
    );
  return [...strangers, ...gaps];
}
