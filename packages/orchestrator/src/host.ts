/**
 * What a run needs of the machine it is on. Node (`node/`) and browsers (`web/`) each have one of these; all
 * else, and with it every value, is the same code.
 * @module
 */
import type { Sink } from "@pixelmetry/io";
import type { SegmentReader, SpillStore } from "@pixelmetry/roi";
import type { ImageSpec } from "./input/image-spec.ts";
import type { WorkerHandle } from "./workers/pool.ts";
import type { SessionSetup } from "./workers/session.ts";

/** A file as the run report names it. */
export interface FileIdentity {
  readonly path: string;
  readonly bytes?: number;
  readonly sha256?: string;
}

/** Segment file of one image. */
export interface SegmentStore extends SpillStore {
  /** Closes the file and removes it. */
  close(): void;
}

/** Segment files as one session sees them. */
export interface Segments {
  /** Reads the segments that this session may read. */
  readonly reader: SegmentReader;
  /** A file for an image that this session coordinates. */
  open(): Promise<SegmentStore>;
  /** Lets go of files that others wrote. */
  release(): void;
  /** Lets go of everything; what was written is gone. */
  close(): void;
}

/** What a session needs, in whatever thread it runs. */
export interface SessionHost {
  /** @param folder - temporary folder of the run, made when there is something to spill */
  segments(folder: string): Segments;
  /** Identities of the files an image is made of. */
  identify(spec: ImageSpec, hash: boolean, readsIntensity: boolean): Promise<readonly FileIdentity[]>;
}

/** What the coordinator of a run needs. */
export interface RunHost extends SessionHost {
  /** For the report: `node v22.14.0`. */
  readonly runtime: string;
  /** Whether a session can read the segments of another one. */
  readonly sharesSegments: boolean;
  /** CPU seconds of this program so far; undefined where nobody tells. */
  cpuSeconds(): number | undefined;
  /** Starts a worker that serves sessions with this setup. */
  startWorker(setup: SessionSetup): WorkerHandle;
  /** A folder for the run's segment files: its name, and how to be rid of it. */
  temporaryFolder(): TemporaryFolder;
  /** An output that appears whole or not at all. */
  output(name: string): Promise<Sink>;
}

export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}
