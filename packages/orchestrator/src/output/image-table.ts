/**
 * One row per image: statistics of every feature over its ROIs.
 * @module
 */
import { createTableWriter, type TableBatchColumn, type TableColumn, type TableWriter } from "@pixelmetry/io";
import { PixelmetryError } from "@pixelmetry/roi";
import { nearest } from "../nearest.ts";
import type { ColumnStore } from "../statistics/column-store.ts";
import { computeStatistics, type Statistic } from "../statistics/statistic.ts";
import type { TableSettings } from "./feature-table.ts";

export class ImageTable {
  readonly #statistics: readonly Statistic[];
  readonly #settings: Pick<TableSettings, "open" | "format" | "metadata">;
  readonly #makeStore: (columns: number) => Promise<ColumnStore>;
  #store: ColumnStore | undefined;
  #writer: TableWriter | undefined;
  #columns: readonly TableColumn[] = [];
  /** Texts of the current image's identifier columns. */
  #texts: readonly string[] = [];

  constructor(
    statistics: readonly Statistic[],
    settings: Pick<TableSettings, "open" | "format" | "metadata">,
    makeStore: (columns: number) => Promise<ColumnStore>,
  ) {
    this.#statistics = statistics;
    this.#settings = settings;
    this.#makeStore = makeStore;
  }

  /**
   * Takes rows of an image, as the feature table wrote them.
   * @throws PixelmetryError `invalid-argument` when the table does not have the column of a weight
   */
  async add(columns: readonly TableColumn[], batch: readonly TableBatchColumn[]): Promise<void> {
    if (this.#store === undefined) await this.#open(columns);
    const numbers = batch.filter((column) => column.type === "float64");
    this.#texts = batch.flatMap((column) => (column.type === "text" ? [column.values[0]] : []));
    this.#store!.append(
      numbers.map(({ values, missing }) =>
        missing === undefined ? values : values.map((value, i) => (missing[i] === 0 ? value : Number.NaN)),
      ),
    );
  }

  async #open(columns: readonly TableColumn[]): Promise<void> {
    const features = columns.filter(({ type }) => type === "float64");
    const names = features.map(({ name }) => name);
    for (const { weight } of this.#statistics) {
      if (weight !== undefined && !names.includes(weight)) throw noColumn(weight, names);
    }
    this.#columns = features;
    const written: TableColumn[] = [
      ...columns.filter(({ type }) => type === "text"),
      { name: "roi_count", type: "uint32" },
      ...features.flatMap((feature) =>
        this.#statistics.map(({ name }) => ({
          name: `${feature.name}_${name}`,
          type: "float64" as const,
          metadata: { ...feature.metadata, statistic: name },
        })),
      ),
    ];
    const { open, format, metadata } = this.#settings;
    const sink = await open();
    try {
      this.#writer = await createTableWriter(format, sink, written, { metadata: metadata as never });
    } catch (error) {
      await sink.abort();
      throw error;
    }
    this.#store = await this.#makeStore(features.length);
  }

  /** Writes the row of the image whose ROIs are complete. */
  async finishImage(): Promise<void> {
    const store = this.#store;
    if (store === undefined || store.rows === 0) return;
    const weights = new Map<string, Float64Array>();
    const weightOf = (name: string): Float64Array => {
      const known = weights.get(name) ?? store.column(this.#columns.findIndex((each) => each.name === name));
      weights.set(name, known);
      return known;
    };
    const numbers = this.#columns.flatMap((_, c) =>
      computeStatistics(this.#statistics, store.column(c), weightOf),
    );
    await this.#writer!.append({
      rows: 1,
      columns: [
        ...this.#texts.map((text): TableBatchColumn => ({ type: "text", values: [text] })),
        { type: "uint32", values: Uint32Array.of(store.rows) },
        ...numbers.map(numberCell),
      ],
    });
    store.clear();
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

/** A cell that is empty where there is no finite number. */
export function numberCell(value: number | undefined): TableBatchColumn {
  const present = value !== undefined && Number.isFinite(value);
  return {
    type: "float64",
    values: Float64Array.of(present ? value : 0),
    ...(present ? {} : { missing: Uint8Array.of(1) }),
  };
}

function noColumn(weight: string, names: readonly string[]): PixelmetryError {
  const near = nearest(weight, names);
  return new PixelmetryError("invalid-argument", {
    where: "--per-image",
    what: `the table has no column ${weight} to weight with`,
    remedy: near.length > 0 ? `did you mean ${near.join(" or ")}?` : "select that feature too",
  });
}
