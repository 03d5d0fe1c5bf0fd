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
  PixelmetryError,
  plan,
  type RoiBatch,
  RoiMeasurer,
  type RowBatch,
  reach,
} from "@pixelmetry/roi";
import { Catalog } from "../catalog.ts";
import { type PlanFor, plansOf } from "../dimensions.ts";
import type { FileIdentity, SegmentStore, Segments, SessionHost } from "../host.ts";
import type { ImageSpec, OpenSettings } from "../input/image-spec.ts";
import { type OpenedImage, openImagePair } from "../input/open-image-pair.ts";

/** Everything a session must know; plain data. */
export interface SessionSetup {
  /** Selected features in catalogue order. */
  readonly features: readonly { readonly id: string; readonly named: boolean }[];
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly settings: OpenSettings;
  /** Bytes that this session's pixel clouds and rows may hold before they spill. */
  readonly budget: number;
  /** Folder for segment files; whoever made the setup removes it. */
  readonly spillFolder: string;
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
  readonly ndim: 2 | 3;
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
  readonly planFor: PlanFor;
  readonly #setup: SessionSetup;
  readonly #host: SessionHost;
  readonly #readsIntensity: boolean;
  readonly #segments: Segments;
  /** Segment files of images that are coordinated here. */
  readonly #stores = new Map<number, Promise<SegmentStore>>();
  readonly #buffers = new BlockBuffers();
  /** Family by feature id and token key. */
  readonly #owners = new Map<string, string>();
  readonly #open = new Map<number, Promise<OpenEntry>>();
  readonly #measurers = new Map<string, RoiMeasurer>();
  readonly #rows = new Map<number, Generator<OrderedRows>>();

  constructor(setup: SessionSetup, host: SessionHost) {
    this.#setup = setup;
    this.#host = host;
    const catalog = new Catalog(setup.parameters);
    const entries = setup.features.map(({ id, named }) => ({ ...catalog.byId(id)!, named }));
    this.planFor = plansOf(entries);
    this.#readsIntensity = plan(entries.map(({ feature }) => feature)).readsIntensity;
    for (const { feature, family } of entries) {
      this.#owners.set(feature.id, family.id);
      for (const { key } of reach(feature.needs))
        if (!this.#owners.has(key)) this.#owners.set(key, family.id);
    }
    this.#segments = host.segments(setup.spillFolder);
  }

  #entry(spec: ImageSpec): Promise<OpenEntry> {
    const known = this.#open.get(spec.index);
    if (known !== undefined) return known;
    const opening = this.#openImage(spec);
    this.#open.set(spec.index, opening);
    return opening;
  }

  async #openImage(spec: ImageSpec): Promise<OpenEntry> {
    const image = await openImagePair(spec, this.#setup.settings, this.#readsIntensity);
    try {
      const { ndim } = image.context;
      const options = { measurer: this.#measurer(ndim, image.channels.length), buffers: this.#buffers };
      const tasks = new LocalImageTasks(
        image,
        this.planFor(ndim),
        this.#setup.shared ? { ...options, allocate: shared } : options,
      );
      return { image, tasks };
    } catch (error) {
      await image.close();
      throw error;
    }
  }

  /** Compiled plans are kept: images of a run are alike, and compiled code gets faster with use. */
  #measurer(ndim: 2 | 3, channels: number): RoiMeasurer {
    const key = `${ndim}D ${channels}`;
    const known = this.#measurers.get(key);
    if (known !== undefined) return known;
    const measurer = new RoiMeasurer(this.planFor(ndim), channels, this.#segments.reader);
    this.#measurers.set(key, measurer);
    return measurer;
  }

  async describe(spec: ImageSpec): Promise<ImageDescription> {
    const { image } = await this.#entry(spec);
    return {
      blocks: imageBlocks(image).length,
      channelNames: image.channelNames,
      size: image.context.size,
      ndim: image.context.ndim,
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
  hash(spec: ImageSpec): Promise<readonly FileIdentity[]> {
    return this.#host.identify(spec, this.#setup.hash, this.#readsIntensity);
  }

  /** Measures an image in this thread; its rows wait here for {@link nextRows}. */
  async measureWhole(spec: ImageSpec, options: Watching = {}): Promise<ImageSummary> {
    try {
      return await this.#measureWhole(spec, options);
    } catch (error) {
      await this.release(spec);
      throw error;
    }
  }

  async #measureWhole(spec: ImageSpec, options: Watching): Promise<ImageSummary> {
    const started = performance.now();
    const { tasks } = await this.#entry(spec);
    const description = await this.describe(spec);
    const { blocks, channelNames, ndim, where } = description;
    const result = await measureImage(tasks, blocks, this.planFor(ndim), channelNames.length, where, {
      memoryBudget: this.#setup.budget,
      store: await this.storeOf(spec),
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

  /**
   * The next rows of a measured image, in ascending order of labels; undefined when there are no more.
   * @throws PixelmetryError `worker-failed` when the image was measured by a session that is gone
   */
  async nextRows(spec: ImageSpec): Promise<OrderedRows | undefined> {
    const rows = this.#rows.get(spec.index);
    if (rows === undefined) {
      throw new PixelmetryError("worker-failed", {
        where: spec.image,
        what: "the worker that had measured this image stopped before its rows were written",
        remedy: "run it again with fewer --workers or a smaller --memory",
      });
    }
    const next = rows.next();
    if (!next.done) return next.value;
    await this.release(spec);
    return undefined;
  }

  /** Closes an image and removes what it spilled. */
  async release(spec: Pick<ImageSpec, "index">): Promise<void> {
    const opening = this.#open.get(spec.index);
    this.#open.delete(spec.index);
    this.#rows.delete(spec.index);
    // An image that did not open has closed its files itself.
    const entry = await opening?.catch(() => undefined);
    await entry?.image.close();
    this.#segments.release();
    const store = this.#stores.get(spec.index);
    this.#stores.delete(spec.index);
    (await store?.catch(() => undefined))?.close();
  }

  /** Segment file of an image that is coordinated here. */
  storeOf(spec: ImageSpec): Promise<SegmentStore> {
    const known = this.#stores.get(spec.index);
    if (known !== undefined) return known;
    const store = this.#segments.open();
    this.#stores.set(spec.index, store);
    return store;
  }

  async close(): Promise<void> {
    const indices = new Set([...this.#open.keys(), ...this.#stores.keys()]);
    for (const index of indices) await this.release({ index });
    this.#segments.close();
  }
}

/** How a caller in the same thread follows the measuring of an image. */
interface Watching {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImageProgress) => void;
}

/** Memory that threads share, where the browser grants it: without, messages carry copies. */
export const shared: Allocate = (bytes) =>
  typeof SharedArrayBuffer === "undefined" ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
