/**
 * Pictures of a run: for chosen columns an overlay per image, ROIs coloured by value, and a histogram over all
 * images. They are made while the run goes on, so that only the chosen columns are kept.
 * @module
 */
import { type TableBatchColumn, type TableColumn, writeWhole } from "@pixelmetry/io";
import { PixelmetryError } from "@pixelmetry/roi";
import type { RunHost } from "../host.ts";
import type { ImageSpec, OpenSettings } from "../input/image-spec.ts";
import { openImagePair } from "../input/open-image-pair.ts";
import { nearest } from "../nearest.ts";
import { renderHistogram, renderOverlay } from "../picture/index.ts";

/** One column that pictures are made of. */
interface Chosen {
  readonly name: string;
  readonly column: TableColumn;
  readonly index: number;
  /** Values of the current image by label. */
  image: Map<number, number | null>;
  /** Values of all images so far. */
  readonly all: (number | null)[];
}

export class Pictures {
  readonly #wanted: readonly string[];
  readonly #output: RunHost["output"];
  readonly #settings: OpenSettings;
  #chosen: Chosen[] | undefined;
  /** Names of what was drawn. */
  readonly files: string[] = [];

  constructor(wanted: readonly string[], output: RunHost["output"], settings: OpenSettings) {
    this.#wanted = wanted;
    this.#output = output;
    this.#settings = settings;
  }

  /** @throws PixelmetryError `invalid-argument` when the table has no such column */
  #choose(columns: readonly TableColumn[]): Chosen[] {
    return this.#wanted.map((name) => {
      const index = columns.findIndex((column) => column.name === name && column.type === "float64");
      if (index >= 0) return { name, column: columns[index], index, image: new Map(), all: [] };
      // A feature of several channels is meant with its first one.
      const first = columns.findIndex((column) => column.metadata?.id === name);
      if (first >= 0)
        return { name: columns[first].name, column: columns[first], index: first, image: new Map(), all: [] };
      const near = nearest(
        name,
        columns.map((column) => column.name),
      );
      throw new PixelmetryError("invalid-argument", {
        where: "--picture",
        what: `the table has no column ${name}`,
        remedy: near.length > 0 ? `did you mean ${near.join(" or ")}?` : "name a column of the table",
      });
    });
  }

  /** Takes rows of an image. */
  add(columns: readonly TableColumn[], labels: Uint32Array, batch: readonly TableBatchColumn[]): void {
    this.#chosen ??= this.#choose(columns);
    for (const { index, image, all } of this.#chosen) {
      const column = batch[index];
      if (column.type !== "float64") continue;
      for (let i = 0; i < labels.length; i++) {
        const value = column.missing !== undefined && column.missing[i] !== 0 ? null : column.values[i];
        image.set(labels[i], value);
        all.push(value);
      }
    }
  }

  /** Draws the image whose rows are complete. */
  async finishImage(spec: ImageSpec): Promise<void> {
    if (this.#chosen === undefined) return;
    const image = await openImagePair(spec, this.#settings, true);
    try {
      const stem = spec.image.replace(/(\.ome)?\.[^.]+$/, "");
      for (const chosen of this.#chosen) {
        const { name, column } = chosen;
        const channel = image.channelNames.indexOf(column.metadata?.channel ?? "");
        const png = await renderOverlay({
          image,
          values: chosen.image,
          title: name,
          subtitle: spec.image,
          ...(column.metadata?.unit === undefined ? {} : { unit: column.metadata.unit }),
          ...(image.channels.length > 0 ? { channels: [Math.max(0, channel)] } : {}),
        });
        await this.#write(`${stem}.${name}.png`, png);
        chosen.image = new Map();
      }
    } finally {
      await image.close();
    }
  }

  async finish(): Promise<void> {
    for (const { name, column, all } of this.#chosen ?? []) {
      const unit = column.metadata?.unit;
      await this.#write(
        `histogram.${name}.svg`,
        renderHistogram(all, { title: name, ...(unit === undefined ? {} : { unit }) }),
      );
    }
  }

  async #write(name: string, content: string | Uint8Array): Promise<void> {
    await writeWhole(await this.#output(name), content);
    this.files.push(name);
  }
}
