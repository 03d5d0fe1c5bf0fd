/**
 * Everything a run writes but the report: the feature table, and what is asked for besides it.
 * @module
 */
import type { OrderedRows, SpillStore } from "@pixelmetry/roi";
import type { RunHost, TemporaryFolder } from "../host.ts";
import type { ImageSpec } from "../input/image-spec.ts";
import type { PreparedRun } from "../request.ts";
import { ColumnStore } from "../statistics/column-store.ts";
import { version } from "../version.ts";
import { FeatureTable, type TableImage } from "./feature-table.ts";
import { GraphTable } from "./graph-table.ts";
import { ImageTable } from "./image-table.ts";
import { Pictures } from "./pictures.ts";

/** Names of what was written. */
export interface TableOutputs {
  /** Absent when no image could be measured. */
  readonly tableName?: string;
  /** The table with a row per image. */
  readonly imageTableName?: string;
  /** The pairs of neighbours. */
  readonly graphName?: string;
  readonly pictureNames: readonly string[];
}

/** Values that are kept for quantiles over the ROIs of an image: an eighth of the memory. */
const share = 1 / 8;

export class RunTables {
  readonly features: FeatureTable;
  readonly #images: ImageTable | undefined;
  readonly #graph: GraphTable | undefined;
  readonly #pictures: Pictures | undefined;
  readonly #names: { readonly features: string; readonly images: string; readonly graph: string };
  #folder: TemporaryFolder | undefined;
  #segments: { close(): void } | undefined;

  constructor(prepared: PreparedRun, host: RunHost) {
    const { request, format, names, settings, planFor, parameters, annotations, perImage } = prepared;
    const metadata = { pixelmetry: version, profile: request.profile ?? "default", parameters };
    const file = (stem: string): string => `${stem}.${format}`;
    this.#names = { features: file("features"), images: file("images"), graph: file("neighbours") };
    const common = { format, names, metadata };
    const open = (name: string) => () => host.output(name);
    this.features = new FeatureTable(planFor, {
      ...common,
      open: open(this.#names.features),
      unit: settings.unit,
      define: request.define ?? [],
      annotations,
    });
    if (perImage.length > 0) {
      this.#images = new ImageTable(perImage, { ...common, open: open(this.#names.images) }, (columns) =>
        this.#columnStore(columns, prepared.memory * share, host),
      );
    }
    if (request.graph) {
      this.#graph = new GraphTable({
        ...common,
        open: open(this.#names.graph),
        images: settings,
        readsIntensity: prepared.plan.readsIntensity,
        distance: Number(parameters["neighbours.distance"]),
      });
    }
    const pictures = request.pictures ?? [];
    if (pictures.length > 0) this.#pictures = new Pictures(pictures, host.output, settings);
  }

  async #columnStore(columns: number, budget: number, host: RunHost): Promise<ColumnStore> {
    this.#folder = host.temporaryFolder();
    const segments = host.segments(this.#folder.path);
    const store = await segments.open();
    this.#segments = {
      close() {
        store.close();
        segments.close();
      },
    };
    return new ColumnStore(columns, budget, store satisfies SpillStore);
  }

  /** @throws PixelmetryError `geometry-mismatch` for an image whose rows would not fit in the tables */
  async open(spec: ImageSpec, image: TableImage): Promise<void> {
    await this.features.open(spec, image);
  }

  async append(spec: ImageSpec, rows: OrderedRows): Promise<void> {
    const batch = await this.features.append(spec, rows);
    await this.#images?.add(this.features.columns, batch);
    this.#pictures?.add(this.features.columns, rows.labels, batch);
  }

  /** Completes what needs all rows of an image. */
  async finishImage(spec: ImageSpec): Promise<void> {
    await this.#images?.finishImage();
    await this.#graph?.finishImage(spec);
    await this.#pictures?.finishImage(spec);
  }

  async finish(): Promise<TableOutputs> {
    const features = await this.features.finish();
    const images = await this.#images?.finish();
    const graph = await this.#graph?.finish();
    await this.#pictures?.finish();
    return {
      pictureNames: this.#pictures?.files ?? [],
      ...(features ? { tableName: this.#names.features } : {}),
      ...(images ? { imageTableName: this.#names.images } : {}),
      ...(graph ? { graphName: this.#names.graph } : {}),
    };
  }

  async abort(): Promise<void> {
    await this.features.abort();
    await this.#images?.abort();
    await this.#graph?.abort();
  }

  /** Removes temporary files. */
  async close(): Promise<void> {
    this.#segments?.close();
    await this.#folder?.remove();
  }
}
