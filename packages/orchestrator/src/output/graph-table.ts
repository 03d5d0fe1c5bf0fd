/**
 * The neighbour graph: one row per pair of ROIs that are neighbours.
 * @module
 */
import {
  createTableWriter,
  type Sink,
  type TableColumn,
  type TableFormat,
  type TableWriter,
} from "@pixelmetry/io";
import { type NeighbourGraph, neighbourGraph } from "@pixelmetry/morphology";
import type { Vocabulary } from "../catalog.ts";
import { identifierColumns } from "../columns.ts";
import type { ImageSpec, OpenSettings } from "../input/image-spec.ts";
import { openImagePair } from "../input/open-image-pair.ts";

export interface GraphSettings {
  /** Opens the output when the first image is measured. */
  readonly open: () => Promise<Sink>;
  readonly format: TableFormat;
  readonly names: Vocabulary;
  readonly images: OpenSettings;
  /** Whether images are opened with their intensities, so that their pixel size is the same as in the run. */
  readonly readsIntensity: boolean;
  /** Largest distance of neighbours, in the unit of lengths. */
  readonly distance: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Rows of a batch: enough to be worth one. */
const batchRows = 1 << 15;

export class GraphTable {
  readonly #settings: GraphSettings;
  #writer: TableWriter | undefined;

  constructor(settings: GraphSettings) {
    this.#settings = settings;
  }

  /** Reads the labels of an image once more, block by block, and writes its pairs. */
  async finishImage(spec: ImageSpec): Promise<void> {
    const { images, readsIntensity, distance } = this.#settings;
    const image = await openImagePair(spec, images, readsIntensity);
    try {
      const graph = await neighbourGraph(image, distance);
      this.#writer ??= await this.#open();
      for (let from = 0; from < graph.a.length; from += batchRows) {
        await this.#append(spec, graph, from, Math.min(from + batchRows, graph.a.length));
      }
    } finally {
      await image.close();
    }
  }

  async #open(): Promise<TableWriter> {
    const { open, format, names, images, distance, metadata } = this.#settings;
    const sink = await open();
    try {
      const columns = graphColumns(names, images.unit);
      const settings = { ...metadata, "neighbours.distance": distance };
      return await createTableWriter(format, sink, columns, { metadata: settings as never });
    } catch (error) {
      await sink.abort();
      throw error;
    }
  }

  async #append(spec: ImageSpec, graph: NeighbourGraph, from: number, end: number): Promise<void> {
    const rows = end - from;
    const labels = (values: Uint32Array) => ({ type: "uint32", values: values.slice(from, end) }) as const;
    const numbers = (values: Float64Array) => ({ type: "float64", values: values.slice(from, end) }) as const;
    const text = (value: string) => ({ type: "text", values: new Array<string>(rows).fill(value) }) as const;
    await this.#writer!.append({
      rows,
      columns: [
        text(spec.image),
        text(spec.labelImage),
        labels(graph.a),
        labels(graph.b),
        numbers(graph.touchingA),
        numbers(graph.touchingB),
        numbers(graph.distance),
        numbers(graph.centroidDistance),
      ],
    });
  }

  /** Gives the table its final name; without any measured image there is none. */
  async finish(): Promise<boolean> {
    await this.#writer?.finish();
    return this.#writer !== undefined;
  }

  async abort(): Promise<void> {
    await this.#writer?.abort();
  }
}

function graphColumns(names: Vocabulary, unit: string): TableColumn[] {
  const [image, labelImage] = identifierColumns(names);
  const number = (name: string, definition: string, of: string): TableColumn => ({
    name,
    type: "float64",
    metadata: { definition, unit: of },
  });
  return [
    image,
    labelImage,
    { name: "label_a", type: "uint32" },
    { name: "label_b", type: "uint32" },
    number("touching_pixels_a", "Pixels of a with an edge or corner in common with a pixel of b.", "pixel"),
    number("touching_pixels_b", "Pixels of b with an edge or corner in common with a pixel of a.", "pixel"),
    number("distance", "Smallest distance between the centres of a pixel of a and a pixel of b.", unit),
    number("centroid_distance", "Distance between the centroids.", unit),
  ];
}
