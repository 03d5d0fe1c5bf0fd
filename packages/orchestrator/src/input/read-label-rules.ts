/**
 * Rules about labels as users write them: on the command line, or in tables.
 * @module
 */
import { stat } from "node:fs/promises";
import { maxLabel, PixelmetryError } from "@pixelmetry/roi";
import type { InputTable } from "../tables/input-table.ts";
import { openTable } from "../tables/open-table.ts";
import type { LabelRules, MergeRule, SkipRule } from "./label-rules.ts";

/**
 * Words of `--skip`: `3,4` for every image, `field1.tif:15,16` for one, several of them with `;` between, or the name
 * of a CSV file with a column `label` and, unless it is about every image, a column `image` or `label_image`.
 * @throws PixelmetryError `invalid-argument` for a word that is none of these
 */
export async function readSkip(words: readonly string[]): Promise<SkipRule[]> {
  const rules = await Promise.all(
    words.map(async (word) =>
      (await isFile(word))
        ? readTable(word, "--skip", ["label"]).then((rows) =>
            rows.map(({ image, numbers: [label] }) => ({ ...image, labels: [label] })),
          )
        : word.split(";").filter(Boolean).map(skipRule),
    ),
  );
  return rules.flat();
}

/**
 * The value of `--merge`: `all`, or the name of a CSV file with columns `label`, `into` and, unless it is about every
 * image, `image` or `label_image`.
 * @throws PixelmetryError `invalid-argument`, `input-not-found`, `corrupt-input`
 */
export async function readMerge(word: string): Promise<NonNullable<LabelRules["merge"]>> {
  if (word === "all") return "all";
  if (!(await isFile(word))) {
    throw new PixelmetryError("input-not-found", {
      where: "--merge",
      what: "there is no such table",
      expected: "all, or a CSV file with columns label and into",
      received: word,
    });
  }
  const rows = await readTable(word, "--merge", ["label", "into"]);
  return rows.map(({ image, numbers: [label, into] }): MergeRule => ({ ...image, label, into }));
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );

function skipRule(text: string): SkipRule {
  const at = text.lastIndexOf(":");
  const image = at < 0 ? {} : { image: text.slice(0, at).trim() };
  const labels = text
    .slice(at + 1)
    .split(",")
    .map((cell) => labelOf(cell, `--skip ${text}`));
  return { ...image, labels };
}

function labelOf(text: string, where: string): number {
  const label = Number(text);
  if (text.trim() !== "" && Number.isInteger(label) && label > 0 && label <= maxLabel) return label;
  throw new PixelmetryError("invalid-argument", {
    where,
    what: "this is no label",
    expected: `a whole number from 1 to ${maxLabel}`,
    received: text.trim() === "" ? "nothing" : text.trim(),
    remedy: "labels are given as 3,4 or field1.tif:15,16, or in a CSV file with a column label",
  });
}

interface LabelRow {
  readonly image: { readonly image?: string };
  readonly numbers: readonly number[];
}

/** The names that tables of Pixelmetry and Nyxus give to these columns. */
const imageColumns = ["image", "label_image", "intensity_image", "mask_image"];
const aliases: Readonly<Record<string, readonly string[]>> = {
  label: ["label", "ROI_label"],
  into: ["into"],
};

async function readTable(path: string, flag: string, wanted: readonly string[]): Promise<LabelRow[]> {
  const table = await openTable(path, flag);
  try {
    const at = wanted.map((name) => columnOf(table, name));
    const image = table.columns.findIndex((name) => imageColumns.includes(name));
    const rows: LabelRow[] = [];
    for await (const cells of table.rows()) {
      const where = `${path}, line ${rows.length + 2}`;
      rows.push({
        image: image < 0 || cells[image] === "" ? {} : { image: cells[image] },
        numbers: at.map((column) => labelOf(cells[column], where)),
      });
    }
    return rows;
  } finally {
    table.close();
  }
}

function columnOf({ path, columns }: InputTable, wanted: string): number {
  const at = columns.findIndex((name) => aliases[wanted].includes(name));
  if (at >= 0) return at;
  throw new PixelmetryError("invalid-argument", {
    where: path,
    what: `the table has no column ${wanted}`,
    expected: `columns ${Object.keys(aliases).join(", ")} or only label, and image where rules differ between images`,
    received: columns.slice(0, 5).join(", "),
    remedy: "name the columns in the first line",
  });
}
