/**
 * Runs in Node: worker threads, files in the output folder, segment files in the temporary one.
 * @module
 */
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileSink } from "@pixelmetry/io";
import type { RunHost } from "../host.ts";
import { sessionHost } from "./session-host.ts";
import { startThread } from "./thread-pool.ts";

export interface NodeRunSettings {
  /** Folder for outputs. */
  readonly out: string;
  /** Folder for temporary files; the system's when absent. */
  readonly temp?: string | undefined;
  /** Module that worker threads run; the one beside this module when absent. */
  readonly workerUrl?: URL | undefined;
}

export function nodeRunHost({ out, temp, workerUrl }: NodeRunSettings): RunHost {
  const worker = workerUrl ?? new URL("./worker.js", import.meta.url);
  return {
    ...sessionHost,
    runtime: `node ${process.version}`,
    sharesSegments: true,
    cpuSeconds() {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
    startWorker: (setup) => startThread(worker, setup),
    temporaryFolder() {
      const path = join(temp ?? tmpdir(), `pixelmetry-${randomUUID()}`);
      const clean = (): void => rmSync(path, { recursive: true, force: true });
      // A program that ends at once leaves no pixels behind.
      process.once("exit", clean);
      return {
        path,
        async remove() {
          clean();
          process.removeListener("exit", clean);
        },
      };
    },
    output: (name) => createFileSink(join(out, name)),
  };
}
