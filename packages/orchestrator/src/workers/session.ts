/**
 * A session: one thread's part of a run. It opens images, runs the tasks of an image, and measures whole
 * images on its own when they are small. The main thread has one when it works alone; each worker has one.
 * @module
 */
import {
  type Allocate,
  BlockBuffers,
  type BlockResult,
  type BlockSurvey,
  type ImageProgress,
  type ImageResult,
  imageBlocks,
  LocalImageTasks,
  measureImage,
  type OrderedRows,
  type ParameterValue,
  type Plan,
  plan,
  type RoiBatch,
  RoiMeasurer,
  type RowBatch,
  reach,
} from "@pixelmetry/roi";
import { Catalog } from "../catalog.ts";
import { type FileIdentity, hashFiles } from "../input/hash-files.ts";
import type { ImageSpec, OpenSettings } from "../input/image-spec.ts";
import { type OpenedImage, openImagePair } from "../input/open-image-pair.ts";
import { SpillFile } from "./spill-file.ts";

/** Everything a session must know; plain data. */
export interface SessionSetup {
  /** Canonical ids in catalogue order. */
  readonly features: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly settings: OpenSettings;
  /** Bytes that this session's pixel clouds and rows may hold before they spill. */
  readonly budget: number;
  readonly temp?: string;
  /** Whether input files are hashed for the report. */
  readonly hash: boolean;
  /** Whether results cross thread borders, so that arrays should be shared. */
  readonly shared: boolean;
}

/** Geometry of an opened image that whoever coordinates has to know. */
export interface ImageDescription {
  readonly blocks: number;
  readonly channelNames: readonly string[];
  readonly size: readonly [number, number, number];
  readonly where: string;
}

/** What is known about an image when all its ROIs are measured. */
export interface ImageSummary extends ImageDescription {
  readonly rois: number;
  readonly nonFinite: readonly number[];
  readonly spilledBytes: number;
  readonly inputs: readonly FileIdentity[];
  /** Seconds this image took. */
  readonly seconds: number;
  /** Estimated seconds per family; shared intermediates count for the first family that needs them. */
  readonly familySeconds: Readonly<Record<string, number>>;
  /** The first rows, and whether there are more to ask for. */
  readonly first?: OrderedRows;
  readonly more: boolean;
}

/** Rows per message: large enough to be worth one, small enough to bound memory. */
export const rowsPerBatch = 4096;

interface OpenEntry {
  readonly image: OpenedImage;
  readonly tasks: LocalImageTasks;
}

export class Session {
  readonly plan: Plan;
  readonly #setup: SessionSetup;
  readonly #store: SpillFile;
  readonly #buffers = new BlockBuffers();
  /** Family by feature id and token key. */
  readonly #owners = new Map<string, string>();
  readonly #open = new Map<number, Promise<OpenEntry>>();
  readonly #measurers = new Map<number, RoiMeasurer>();
  readonly #rows = new Map<number, Generator<OrderedRows>>();

  constructor(setup: SessionSetup) {
    this.#setup = setup;
    const catalog = new Catalog(setup.parameters);
    const entries = setup.features.map((id) => catalog.byId(id)!);
    this.plan = plan(entries.map(({ feature }) => feature));
    for (const { feature, family } of entries) {
      this.#owners.set(feature.id, family.id);
      for (const { key } of reach(feature.needs))
        if (!this.#owners.has(key)) this.#owners.set(key, family.id);
    }
    this.#store = new SpillFile(setup.temp);
  }

  #entry(spec: ImageSpec): Promise<OpenEntry> {
    const known = this.#open.get(spec.index);
    if (known !== undefined) return known;
    const opening = this.#openImage(spec);
    this.#open.set(spec.index, opening);
    return opening;
  }

  async #openImage(spec: ImageSpec): Promise<OpenEntry> {
    const image = await openImagePair(spec, this.#setup.settings, this.plan.readsIntensity);
    const options = {
      measurer: this.#measurer(image.channels.length),
      store: this.#store,
      buffers: this.#buffers,
    };
    const tasks = new LocalImageTasks(
      image,
      this.plan,
      this.#setup.shared ? { ...options, allocate: shared } : options,
    );
    return { image, tasks };
  }

  /** Compiled plans are kept: images of a run have the same channels, and compiled code gets faster with use. */
  #measurer(channels: number): RoiMeasurer {
    const known = this.#measurers.get(channels);
    if (known !== undefined) return known;
    const measurer = new RoiMeasurer(this.plan, channels, this.#store);
    this.#measurers.set(channels, measurer);
    return measurer;
  }

  async describe(spec: ImageSpec): Promise<ImageDescription> {
    const { image } = await this.#entry(spec);
    return {
      blocks: imageBlocks(image).length,
      channelNames: image.channelNames,
      size: image.context.size,
      where: image.where,
    };
  }

  async survey(spec: ImageSpec, block: number): Promise<BlockSurvey> {
    return (await this.#entry(spec)).tasks.survey(block);
  }

  async collect(spec: ImageSpec, block: number): Promise<BlockResult> {
    return (await this.#entry(spec)).tasks.collect(block);
  }

  async measure(spec: ImageSpec, batch: RoiBatch): Promise<RowBatch> {
    return (await this.#entry(spec)).tasks.measure(batch);
  }

  /** Hashes of the files of an image. */
  async hash(spec: ImageSpec): Promise<readonly FileIdentity[]> {
    return hashFiles(spec, this.#setup.hash, this.plan.readsIntensity);
  }

  /** Measures an image in this thread; its rows wait here for {@link nextRows}. */
  async measureWhole(
    spec: ImageSpec,
    options: { readonly signal?: AbortSignal; readonly onProgress?: (progress: ImageProgress) => void } = {},
  ): Promise<ImageSummary> {
    const started = performance.now();
    const { tasks } = await this.#entry(spec);
    const description = await this.describe(spec);
    const channels = description.channelNames.length;
    const result = await measureImage(tasks, description.blocks, this.plan, channels, description.where, {
      memoryBudget: this.#setup.budget,
      store: this.#store,
      ...options,
    });
    const inputs = await this.hash(spec);
    return {
      ...description,
      ...(await this.finish(spec, result)),
      inputs,
      seconds: (performance.now() - started) / 1000,
    };
  }

  /** Keeps the rows of a measured image for {@link nextRows}; most images fit in the first batch. */
  async finish(
    spec: ImageSpec,
    { rows, nonFinite, spilledBytes, nanoseconds }: ImageResult,
  ): Promise<Omit<ImageSummary, keyof ImageDescription | "inputs" | "seconds">> {
    this.#rows.set(spec.index, rows.ordered(rowsPerBatch));
    const first = await this.nextRows(spec);
    const more = rows.rows > rowsPerBatch;
    if (!more) await this.release(spec);
    const familySeconds: Record<string, number> = {};
    for (const [key, ns] of nanoseconds) {
      const family = this.#owners.get(key) ?? "shared";
      familySeconds[family] = (familySeconds[family] ?? 0) + ns * 1e-9;
    }
    return {
      rois: rows.rows,
      nonFinite,
      spilledBytes,
      familySeconds,
      ...(first === undefined ? {} : { first }),
      more,
    };
  }

  /** The next rows of a measured image, in ascending order of labels; undefined when there are no more. */
  async nextRows(spec: ImageSpec): Promise<OrderedRows | undefined> {
    const next = this.#rows.get(spec.index)?.next();
    if (next !== undefined && !next.done) return next.value;
    this.#rows.delete(spec.index);
    await this.release(spec);
    return undefined;
  }

  /** Closes an image. */
  async release(spec: ImageSpec): Promise<void> {
    const opening = this.#open.get(spec.index);
    this.#open.delete(spec.index);
    this.#rows.delete(spec.index);
    // An image that did not open has closed its files itself.
    const entry = await opening?.catch(() => undefined);
    await entry?.image.close();
  }

  /** Spill file of this session, for an image that is coordinated here. */
  get store(): SpillFile {
    return this.#store;
  }

  async close(): Promise<void> {
    for (const [index] of this.#open) await this.release({ index } as ImageSpec);
    this.#store.close();
  }
}

const shared: Allocate = (bytes) =>
  typeof SharedArrayBuffer === "undefined" ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
