/**
 * What relations are written to: a row per pair, and a row per parent.
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
import type { RoiRelations } from "@pixelmetry/morphology";
import type { Statistic } from "../statistics/statistic.ts";
import { aggregateColumn, pairStarts } from "./aggregate.ts";
import type { RoiValues } from "./roi-values.ts";

export interface RelationSettings {
  readonly open: (name: string) => Promise<Sink>;
  readonly format: TableFormat;
  readonly touching: boolean;
  readonly statistics: readonly Statistic[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Label images of a pair. */
export interface RelatedImages {
  readonly parents: string;
  readonly children: string;
}

/** Bytes of results that are made before they are written. */
const batchBytes = 1 << 26;

/** Writes `relations` and `parents`; both appear whole or not at all. */
export class RelationTables {
  readonly #settings: RelationSettings;
  readonly #parentValues: RoiValues | undefined;
  readonly #childValues: RoiValues | undefined;
  readonly #pairs: TableWriter;
  readonly #parents: TableWriter;

  private constructor(
    settings: RelationSettings,
    values: ValueTables,
    pairs: TableWriter,
    parents: TableWriter,
  ) {
    this.#settings = settings;
    this.#parentValues = values.parents;
    this.#childValues = values.children;
    this.#pairs = pairs;
    this.#parents = parents;
  }

  static async open(settings: RelationSettings, values: ValueTables): Promise<RelationTables> {
    const { format, metadata, touching, statistics } = settings;
    const writer = async (stem: string, columns: readonly TableColumn[]): Promise<TableWriter> => {
      const sink = await settings.open(`${stem}.${format}`);
      try {
        return await createTableWriter(format, sink, columns, { metadata: metadata as never });
      } catch (error) {
        await sink.abort();
        throw error;
      }
    };
    const pairs = await writer("relations", pairColumns(touching));
    try {
      const parents = await writer("parents", parentColumns(values, statistics));
      return new RelationTables(settings, values, pairs, parents);
    } catch (error) {
      await pairs.abort();
      throw error;
    }
  }

  async append(images: RelatedImages, relations: RoiRelations): Promise<void> {
    await this.#appendPairs(images, relations);
    await this.#appendParents(images, relations);
  }

  async #appendPairs(images: RelatedImages, { children, pairs }: RoiRelations): Promise<void> {
    const rows = pairs.parent.length;
    const pixels = new Map([...children.labels].map((label, i) => [label, children.pixels[i]]));
    const childPixels = Float64Array.from(pairs.child, (label) => pixels.get(label)!);
    await this.#pairs.append({
      rows,
      columns: [
        text(images.parents, rows),
        text(images.children, rows),
        { type: "uint32", values: pairs.parent },
        { type: "uint32", values: pairs.child },
        numbers(pairs.overlap),
        numbers(childPixels),
        numbers(pairs.overlap.map((n, i) => n / childPixels[i])),
        ...(pairs.touching === undefined ? [] : [numbers(pairs.touching)]),
      ],
    });
  }

  async #appendParents(images: RelatedImages, relations: RoiRelations): Promise<void> {
    const { statistics } = this.#settings;
    const { labels } = relations.parents;
    const children = this.#childValues;
    const width =
      (this.#parentValues?.columns.length ?? 0) + (children?.columns.length ?? 0) * statistics.length;
    const batch = Math.max(1, Math.floor(batchBytes / (8 * (width + 4))));
    const start = pairStarts(relations);
    const rowOf = children?.rowsOf(images.children);
    const ownRow = this.#parentValues?.rowsOf(images.parents);
    const weights = new Map<string, Float64Array>();
    const weightOf = (name: string): Float64Array => {
      const known = weights.get(name) ?? children!.column(images.children, children!.columns.indexOf(name));
      weights.set(name, known);
      return known;
    };
    for (let from = 0; from < labels.length; from += batch) {
      const range = [from, Math.min(from + batch, labels.length)] as const;
      const own = labels.slice(...range);
      const columns: TableBatchColumn[] = [text(images.parents, own.length), { type: "uint32", values: own }];
      this.#parentValues?.columns.forEach((_, c) => {
        const values = this.#parentValues!.column(images.parents, c);
        const rows = Float64Array.from(own, (label) => values[ownRow!.get(label) ?? -1] ?? Number.NaN);
        columns.push(numbers(rows));
      });
      columns.push(numbers(Float64Array.from(own, (_, i) => start[from + i + 1] - start[from + i])));
      children?.columns.forEach((_, c) => {
        const values = children.column(images.children, c);
        for (const each of aggregateColumn(relations, start, range, statistics, rowOf!, values, weightOf)) {
          columns.push(numbers(each));
        }
      });
      await this.#parents.append({ rows: own.length, columns });
    }
  }

  async finish(): Promise<void> {
    await this.#pairs.finish();
    await this.#parents.finish();
  }

  async abort(): Promise<void> {
    await this.#pairs.abort();
    await this.#parents.abort();
  }
}

/** Feature tables of the ROIs. */
export interface ValueTables {
  readonly parents?: RoiValues | undefined;
  readonly children?: RoiValues | undefined;
}

function pairColumns(touching: boolean): TableColumn[] {
  const number = (name: string, definition: string) =>
    ({ name, type: "float64", metadata: { definition } }) as const;
  return [
    { name: "parent_image", type: "text" },
    { name: "child_image", type: "text" },
    { name: "parent", type: "uint32" },
    { name: "child", type: "uint32" },
    number("overlap_pixels", "Pixels that both ROIs have."),
    number("child_pixels", "Pixels of the child."),
    number("overlap_fraction", "Fraction of the child's pixels that the parent has."),
    ...(touching
      ? [
          number(
            "touching_pixels",
            "Pixels of the child in the parent, or beside or diagonal to a pixel of it.",
          ),
        ]
      : []),
  ];
}

function parentColumns({ parents, children }: ValueTables, statistics: readonly Statistic[]): TableColumn[] {
  const number = (name: string) => ({ name, type: "float64" }) as const;
  return [
    { name: "label_image", type: "text" },
    { name: "label", type: "uint32" },
    ...(parents?.columns ?? []).map(number),
    number("child_count"),
    ...(children?.columns ?? []).flatMap((column) =>
      statistics.map(({ name }) => number(`child_${column}_${name}`)),
    ),
  ];
}

const text = (value: string, rows: number): TableBatchColumn => ({
  type: "text",
  values: new Array<string>(rows).fill(value),
});

function numbers(values: Float64Array): TableBatchColumn {
  const missing = Uint8Array.from(values, (value) => (Number.isFinite(value) ? 0 : 1));
  return missing.includes(1) ? { type: "float64", values, missing } : { type: "float64", values };
}
