/**
 * The coverage page: how much of the catalogue is there, and what backs it.
 * @module
 */

import type { AnyFeature } from "../../packages/roi/src/index.ts";
import { groupBy } from "../check-registry/group-by.ts";
import { implementedCodes, nyxusCounts } from "../check-registry/nyxus.ts";
import { codesOf, type NyxusCode, type VerificationRow } from "../check-registry/registry.ts";
import type { DocumentedFamily, RowsById } from "./family-page.ts";
import { code, notice, table, text } from "./markdown.ts";

/** The page as Markdown. */
export function coveragePage(
  families: readonly DocumentedFamily[],
  codes: readonly NyxusCode[],
  rows: RowsById,
): string {
  const features = families.flatMap((family) => family.features);
  const { done2d, all2d, done3d, all3d } = nyxusCounts(features, codes);
  const verified = features.filter(({ id }) => rows.has(id)).length;
  return [
    notice,
    "# Coverage\n",
    `${features.length} features in ${families.length} families, ${verified} of them compared with an independent tool or a closed form.\n`,
    "A row is one feature against one source at one tolerance. Tolerances are relative, absolute where the expected value is 0.\n",
    "## Families\n",
    familyTable(families, rows),
    "## Tolerances\n",
    toleranceTable(families, rows),
    "## Nyxus\n",
    `${done2d} of ${all2d} codes of 2D and image quality features, ${done3d} of ${all3d} codes of 3D features. A code counts when a feature of that dimension answers to it.\n`,
    nyxusTable(features, codes),
  ].join("\n");
}

const rowsOf = ({ features }: DocumentedFamily, rows: RowsById): VerificationRow[] =>
  features.flatMap(({ id }) => rows.get(id) ?? []);

const link = ({ family: { id } }: DocumentedFamily): string => `[${code(id)}](features/${id}.md)`;

function familyTable(families: readonly DocumentedFamily[], rows: RowsById): string {
  const lines = families.map((family) => {
    const { features } = family;
    const own = rowsOf(family, rows);
    const byTool = groupBy(
      own.filter(({ kind }) => kind === "oracle"),
      ({ tool }) => tool,
    );
    const tools = [...byTool]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([tool, of]) => `${text(tool)} ${of.length}`);
    const analytic = own.filter(({ kind }) => kind === "analytic").length;
    const verified = features.filter(({ id }) => rows.has(id)).length;
    const claimed = features.reduce((sum, feature) => sum + codesOf(feature).length, 0);
    return [link(family), features.length, verified, claimed, tools.join(", "), analytic];
  });
  return table(["family", "features", "verified", "Nyxus codes", "oracle rows", "analytic rows"], lines);
}

const classes = [
  { title: "exact", limit: 0 },
  { title: "to 1e-12", limit: 1e-12 },
  { title: "to 1e-9", limit: 1e-9 },
  { title: "to 1e-6", limit: 1e-6 },
  { title: "wider", limit: Number.POSITIVE_INFINITY },
];

function toleranceTable(families: readonly DocumentedFamily[], rows: RowsById): string {
  const lines = families.map((family) => {
    const own = rowsOf(family, rows).map(({ tolerance }) => Number(tolerance));
    const counts = classes.map(
      ({ limit }, i) => own.filter((t) => t <= limit && (i === 0 || t > classes[i - 1]!.limit)).length,
    );
    const inWords = own.filter((t) => Number.isNaN(t)).length;
    return [link(family), ...counts, inWords];
  });
  return table(["rows of", ...classes.map(({ title }) => title), "in words"], lines);
}

function nyxusTable(features: readonly AnyFeature[], codes: readonly NyxusCode[]): string {
  const done = implementedCodes(features, codes);
  const lines = [...groupBy(codes, ({ family, dimension }) => `${family} ${dimension}`).values()].map(
    (own) => {
      const { family, dimension } = own[0]!;
      return [code(family), dimension, own.filter((entry) => done.has(entry.code)).length, own.length];
    },
  );
  return table(["family of Nyxus", "dimension", "done", "codes"], lines);
}
