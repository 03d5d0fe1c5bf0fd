/**
 * The feature table of a run: its columns, and rows of images as batches for a table writer.
 * @module
 */
import {
  createTableWriter,
  type TableBatchColumn,
  type TableColumn,
  type TableFormat,
  type TableWriter,
} from "@pixelmetry/io";
import { type OrderedRows, PixelmetryError, type Plan, rowLayout } from "@pixelmetry/roi";
import type { Vocabulary } from "../catalog.ts";
import { featureColumns, identifierColumns, type LengthUnit } from "../columns.ts";
import type { ImageSpec } from "../input/image-spec.ts";
import { compileDefinitions, type DefinedColumns } from "./define-columns.ts";

export interface TableSettings {
  readonly path: string;
  readonly format: TableFormat;
  readonly names: Vocabulary;
  readonly unit: LengthUnit;
  readonly define: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Channels decide the columns, so the table opens with the first measured image. */
export class FeatureTable {
  readonly #plan: Plan;
  readonly #settings: TableSettings;
  #writer: TableWriter | undefined;
  #channels: readonly string[] = [];
  #defined: DefinedColumns | undefined;
  #featureCount = 0;
  columns: readonly TableColumn[] = [];
  rows = 0;
  /** Missing values by column and reason code. */
  readonly missing = new Map<number, Map<number, number>>();

  constructor(plan: Plan, settings: TableSettings) {
    this.#plan = plan;
    this.#settings = settings;
  }

  /**
   * Makes sure that the table is open for images with these channels.
   * @throws PixelmetryError `geometry-mismatch` when an image has other channels than the first one
   */
  async open(spec: ImageSpec, channels: readonly string[]): Promise<void> {
    if (this.#writer !== undefined) {
      if (channels.join("\n") !== this.#channels.join("\n")) {
        throw new PixelmetryError("geometry-mismatch", {
          where: spec.image,
          what: "the image does not have the channels of the images before it, which the table's columns name",
          expected: this.#channels.join(", "),
          received: channels.join(", "),
          remedy: "choose common channels with --channels, or run them separately",
        });
      }
      return;
    }
    const { names, unit, define, path, format, metadata } = this.#settings;
    const features = featureColumns(rowLayout(this.#plan, channels.length), channels, names, unit);
    checkUnique(features);
    this.#channels = channels;
    this.#featureCount = features.length;
    if (define.length > 0)
      this.#defined = await compileDefinitions(
        define,
        features.map(({ name }) => name),
      );
    this.columns = [...identifierColumns(names), ...features, ...(this.#defined?.columns ?? [])];
    this.#writer = await createTableWriter(format, path, this.columns, { metadata: metadata as never });
  }

  /** Writes rows; gives back the batch that was written. */
  async append(spec: ImageSpec, rows: OrderedRows): Promise<readonly TableBatchColumn[]> {
    const n = this.#featureCount;
    const defined = this.#defined?.columns.length ?? 0;
    const extra = {
      values: new Float64Array(rows.rows * defined),
      codes: new Uint8Array(rows.rows * defined),
    };
    if (this.#defined !== undefined) {
      for (let i = 0; i < rows.rows; i++) {
        this.#defined.compute({ ...rows, at: i * n }, extra.values, extra.codes, i * defined);
      }
    }
    const columns: TableBatchColumn[] = [
      { type: "text", values: new Array<string>(rows.rows).fill(spec.image) },
      { type: "text", values: new Array<string>(rows.rows).fill(spec.labelImage) },
      { type: "uint32", values: rows.labels },
    ];
    for (let c = 0; c < n; c++) columns.push(this.#column(rows, n, c, c));
    for (let c = 0; c < defined; c++)
      columns.push(this.#column({ ...extra, rows: rows.rows }, defined, c, n + c));
    await this.#writer!.append({ rows: rows.rows, columns });
    this.rows += rows.rows;
    return columns;
  }

  #column(
    rows: { readonly rows: number; readonly values: Float64Array; readonly codes: Uint8Array },
    width: number,
    c: number,
    column: number,
  ): TableBatchColumn {
    const values = new Float64Array(rows.rows);
    const missing = new Uint8Array(rows.rows);
    let any = false;
    for (let i = 0, at = c; i < rows.rows; i++, at += width) {
      values[i] = rows.values[at];
      const code = rows.codes[at];
      if (code === 0) continue;
      any = true;
      missing[i] = 1;
      const reasons = this.missing.get(column) ?? new Map<number, number>();
      reasons.set(code, (reasons.get(code) ?? 0) + 1);
      this.missing.set(column, reasons);
    }
    return any ? { type: "float64", values, missing } : { type: "float64", values };
  }

  /** Name of a feature column, counted after the identifier columns. */
  featureColumn(index: number): string {
    return this.columns[
      this.columns.length - this.#featureCount - (this.#defined?.columns.length ?? 0) + index
    ].name;
  }

  /** Gives the table its final name; without any measured image there is no table. */
  async finish(): Promise<boolean> {
    await this.#writer?.finish();
    return this.#writer !== undefined;
  }

  async abort(): Promise<void> {
    await this.#writer?.abort();
  }
}

function checkUnique(columns: readonly TableColumn[]): void {
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (seen.has(name)) throw new Error(`two columns are called ${name}`);
    seen.add(name);
  }
}
