/**
 * The feature table of a run: its columns, and rows of images as batches for a table writer.
 * @module
 */
import {
  createTableWriter,
  type Sink,
  type TableBatchColumn,
  type TableColumn,
  type TableFormat,
  type TableWriter,
} from "@pixelmetry/io";
import { type OrderedRows, PixelmetryError, rowLayout } from "@pixelmetry/roi";
import type { Vocabulary } from "../catalog.ts";
import { featureColumns, identifierColumns, type LengthUnit } from "../columns.ts";
import type { PlanFor } from "../dimensions.ts";
import type { Annotations } from "../input/annotations.ts";
import type { ImageSpec } from "../input/image-spec.ts";
import { compileDefinitions, type DefinedColumns } from "./define-columns.ts";

export interface TableSettings {
  /** Opens the output when the first image is measured. */
  readonly open: () => Promise<Sink>;
  readonly format: TableFormat;
  readonly names: Vocabulary;
  readonly unit: LengthUnit;
  readonly define: readonly string[];
  /** Columns that the image's name fills. */
  readonly annotations: Annotations;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What a table must know of an image: it decides the columns. */
export interface TableImage {
  readonly ndim: 2 | 3;
  readonly channelNames: readonly string[];
}

/** Dimensions and channels decide the columns, so the table opens with the first measured image. */
export class FeatureTable {
  readonly #planFor: PlanFor;
  readonly #settings: TableSettings;
  #writer: TableWriter | undefined;
  #first: TableImage | undefined;
  #defined: DefinedColumns | undefined;
  #featureCount = 0;
  columns: readonly TableColumn[] = [];
  rows = 0;
  /** Missing values by column and reason code. */
  readonly missing = new Map<number, Map<number, number>>();

  constructor(planFor: PlanFor, settings: TableSettings) {
    this.#planFor = planFor;
    this.#settings = settings;
  }

  /**
   * Makes sure that the table is open for images like this one.
   * @throws PixelmetryError `geometry-mismatch` when the image would lead to other columns than the first one
   */
  async open(spec: ImageSpec, image: TableImage): Promise<void> {
    if (this.#first !== undefined) return checkAlike(spec, image, this.#first);
    const { ndim, channelNames } = image;
    const { names, unit, define, annotations } = this.#settings;
    const layout = rowLayout(this.#planFor(ndim), channelNames.length);
    const features = featureColumns(layout, channelNames, names, unit);
    this.#featureCount = features.length;
    const identifiers: TableColumn[] = [
      ...identifierColumns(names),
      ...annotations.names.map((name) => ({ name, type: "text" as const })),
    ];
    if (define.length > 0) {
      this.#defined = await compileDefinitions(
        define,
        features.map(({ name }) => name),
        identifiers.map(({ name }) => name),
      );
    }
    this.columns = [...identifiers, ...features, ...(this.#defined?.columns ?? [])];
    checkUnique(this.columns);
    this.#writer = await this.#openWriter();
    this.#first = image;
  }

  async #openWriter(): Promise<TableWriter> {
    const { open, format, metadata } = this.#settings;
    const sink = await open();
    try {
      return await createTableWriter(format, sink, this.columns, { metadata: metadata as never });
    } catch (error) {
      await sink.abort();
      throw error;
    }
  }

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
    const text = (value: string): TableBatchColumn => ({
      type: "text",
      values: new Array<string>(rows.rows).fill(value),
    });
    const columns: TableBatchColumn[] = [
      text(spec.image),
      text(spec.labelImage),
      { type: "uint32", values: rows.labels },
      ...this.#settings.annotations.valuesOf(spec.image).map(text),
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

function checkAlike(spec: ImageSpec, image: TableImage, first: TableImage): void {
  if (image.ndim !== first.ndim) {
    throw new PixelmetryError("geometry-mismatch", {
      where: spec.image,
      what: `the image is ${image.ndim}D, the images before it are ${first.ndim}D and the table has their columns`,
      remedy: "measure them in separate runs, or one plane of each with --z",
    });
  }
  const received = image.channelNames;
  const expected = first.channelNames;
  // Columns of the only channel do not carry its name.
  const alike =
    received.length === expected.length && (received.length === 1 || `${received}` === `${expected}`);
  if (alike) return;
  throw new PixelmetryError("geometry-mismatch", {
    where: spec.image,
    what: "the image does not have the channels of the images before it, which the table's columns name",
    expected: expected.join(", "),
    received: received.join(", "),
    remedy: "choose common channels with --channels, or run them separately",
  });
}

function checkUnique(columns: readonly TableColumn[]): void {
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (seen.has(name)) {
      throw new PixelmetryError("invalid-argument", {
        where: name,
        what: "two columns of the table would have this name",
        remedy: "rename channels or groups of --annotate, or choose other --names",
      });
    }
    seen.add(name);
  }
}
