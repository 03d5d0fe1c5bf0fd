/**
 * Feature tables by image and ROI: numbers of any number of ROIs in bounded memory.
 * @module
 */
import { maxLabel, PixelmetryError, type SpillStore } from "@pixelmetry/roi";
import { nearest } from "../nearest.ts";
import { ColumnStore } from "../statistics/column-store.ts";
import type { InputTable } from "../tables/input-table.ts";
import { openTable } from "../tables/open-table.ts";

/** Names that tables of Pixelmetry and Nyxus give to identifiers; the image is that of the labels where both are. */
const imageNames = ["label_image", "mask_image", "image", "intensity_image"];
const labelNames = ["label", "ROI_label"];
const identifiers = new Set([...imageNames, ...labelNames, "t_index"]);

/** Rows that are gathered before they go to the store. */
const batchRows = 1024;

/** The numeric columns of a feature table, image by image. */
export class RoiValues {
  readonly columns: readonly string[];
  readonly #rows: ReadonlyMap<string, ColumnStore>;
  readonly #path: string;

  private constructor(path: string, columns: readonly string[], rows: ReadonlyMap<string, ColumnStore>) {
    this.#path = path;
    this.columns = columns;
    this.#rows = rows;
  }

  /**
   * Reads the rows of the named images; columns that start with a text are left out.
   * @param budget - bytes that may stay in memory
   * @throws PixelmetryError `invalid-argument` for a table without label column or with two rows of one ROI;
   *   `corrupt-input` for a cell that is no number in a column of numbers
   */
  static async read(
    path: string,
    flag: string,
    images: ReadonlySet<string>,
    budget: number,
    store: SpillStore,
  ): Promise<RoiValues> {
    const table = await openTable(path, flag);
    try {
      return await RoiValues.#read(table, flag, images, budget, store);
    } finally {
      table.close();
    }
  }

  static async #read(
    table: InputTable,
    flag: string,
    images: ReadonlySet<string>,
    budget: number,
    store: SpillStore,
  ): Promise<RoiValues> {
    const { path } = table;
    const image = columnOf(table, imageNames, flag);
    const label = columnOf(table, labelNames, flag);
    const rows = new Map<string, ColumnStore>();
    let numeric: number[] | undefined;
    let gathered: Float64Array[] = [];
    let pending = 0;
    let current = "";
    const flush = (): void => {
      if (pending > 0) rows.get(current)!.append(gathered.map((column) => column.slice(0, pending)));
      pending = 0;
    };
    let line = 1;
    for await (const cells of table.rows()) {
      line++;
      if (numeric === undefined) {
        // Missing values are empty cells, so an empty first cell says nothing against numbers.
        numeric = [...cells.keys()].filter((c) => !identifiers.has(table.columns[c]) && isNumber(cells[c]));
        gathered = Array.from({ length: numeric.length + 1 }, () => new Float64Array(batchRows));
      }
      const name = cells[image];
      if (!images.has(name)) continue;
      // Tables come image by image, so one buffer is enough.
      if (name !== current || pending === batchRows) flush();
      current = name;
      if (!rows.has(name)) rows.set(name, new ColumnStore(gathered.length, budget / images.size, store));
      gathered[0][pending] = labelOf(cells[label], path, line);
      for (let i = 1; i < gathered.length; i++) {
        const cell = cells[numeric[i - 1]];
        if (!isNumber(cell)) throw notANumber(path, line, table.columns[numeric[i - 1]], cell);
        gathered[i][pending] = cell === "" ? Number.NaN : Number(cell);
      }
      pending++;
    }
    flush();
    return new RoiValues(
      path,
      (numeric ?? []).map((c) => table.columns[c]),
      rows,
    );
  }

  /**
   * Row by label of an image.
   * @throws PixelmetryError `invalid-argument` when the table has no row of the image, or two of one label
   */
  rowsOf(image: string): ReadonlyMap<number, number> {
    const labels = this.#of(image).column(0);
    const rows = new Map<number, number>();
    labels.forEach((label, row) => {
      if (rows.has(label)) {
        throw new PixelmetryError("invalid-argument", {
          where: this.#path,
          what: `the table has two rows of ROI ${label} of ${image}`,
          remedy: "keep one of them: one row per ROI",
        });
      }
      rows.set(label, row);
    });
    return rows;
  }

  /** Values of a column in the order of the rows; NaN where a value is missing. */
  column(image: string, column: number): Float64Array {
    return this.#of(image).column(column + 1);
  }

  #of(image: string): ColumnStore {
    const own = this.#rows.get(image);
    if (own !== undefined) return own;
    const near = nearest(image, this.#rows.keys(), 1);
    throw new PixelmetryError("invalid-argument", {
      where: this.#path,
      what: `the table has no row of ${image}`,
      remedy:
        near.length > 0
          ? `did you mean ${near[0]}? Rows belong to images by the name in label_image`
          : "measure these labels first, with pixelmetry extract",
    });
  }
}

/** Numbers, missing values and what other programs write for them. */
const isNumber = (cell: string): boolean => !Number.isNaN(Number(cell)) || /^nan$/i.test(cell);

function columnOf({ path, columns }: InputTable, names: readonly string[], flag: string): number {
  const name = names.find((each) => columns.includes(each));
  if (name !== undefined) return columns.indexOf(name);
  throw new PixelmetryError("invalid-argument", {
    where: path,
    what: `the table has no column ${names[0]}`,
    expected: names.join(" or "),
    received: columns.slice(0, 5).join(", "),
    remedy: `give ${flag} a table that pixelmetry extract has written`,
  });
}

function labelOf(cell: string, path: string, line: number): number {
  const label = Number(cell);
  if (cell !== "" && Number.isInteger(label) && label > 0 && label <= maxLabel) return label;
  throw new PixelmetryError("corrupt-input", {
    where: `${path}, line ${line}`,
    what: "this is no label",
    expected: `a whole number from 1 to ${maxLabel}`,
    received: cell === "" ? "an empty cell" : cell,
  });
}

function notANumber(path: string, line: number, column: string, received: string): PixelmetryError {
  return new PixelmetryError("corrupt-input", {
    where: `${path}, line ${line}`,
    what: `the cell of ${column} is no number, as the cells above it are`,
    received,
    remedy: "leave missing values empty",
  });
}
