/**
 * Runs over files, from request to table.
 * @module
 */
import { join } from "node:path";
import type { RunReport } from "../output/report.ts";
import type { PreparedRun, RunRequest } from "../request.ts";
import { checkGoing, runImages, type WatchOptions } from "../run.ts";
import { makeFolder } from "./make-folder.ts";
import { prepareRun } from "./prepare-run.ts";
import { nodeRunHost } from "./run-host.ts";

export interface RunOptions extends WatchOptions {
  /** Folder for table and report; made when it does not exist. */
  readonly out: string;
  /** Module that worker threads run; the one beside this module when absent. */
  readonly workerUrl?: URL;
}

export interface RunResult {
  readonly prepared: PreparedRun;
  readonly report: RunReport;
  /** Path of the table; absent when no image could be measured. */
  readonly table?: string;
  /** Path of the table with a row per image, if it was asked for. */
  readonly imageTable?: string;
  /** Path of the pairs of neighbours, if they were asked for. */
  readonly graph?: string;
  readonly reportPath: string;
  /** Paths of the pictures that were asked for. */
  readonly pictures: readonly string[];
}

/**
 * Measures images and writes the feature table and the run report. An image that fails is reported and left
 * out; the others are measured.
 * @throws PixelmetryError when the request cannot be met, the output cannot be written or the run is aborted
 * @example
 * const { table, report } = await extract(
 *   { intensity: ["images/"], labels: ["labels/"], features: ["intensity", "glcm"] },
 *   { out: "results/", onEvent: (event) => console.log(event.type) },
 * );
 */
export async function extract(request: RunRequest, options: RunOptions): Promise<RunResult> {
  checkGoing(options.signal);
  const started = new Date();
  const prepared = await prepareRun(request);
  const { out, workerUrl } = options;
  await makeFolder(out);
  const host = nodeRunHost({ out, temp: request.temp, workerUrl });
  const outputs = await runImages(prepared, host, options, started);
  const { report, reportName, tableName, imageTableName, graphName, pictureNames } = outputs;
  return {
    prepared,
    report,
    reportPath: join(out, reportName),
    pictures: pictureNames.map((name) => join(out, name)),
    ...(tableName === undefined ? {} : { table: join(out, tableName) }),
    ...(imageTableName === undefined ? {} : { imageTable: join(out, imageTableName) }),
    ...(graphName === undefined ? {} : { graph: join(out, graphName) }),
  };
}
