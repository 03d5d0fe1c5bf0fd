/**
 * What a run says on the terminal: a progress line for people, nothing, or a JSON object per line. Everything
 * goes to standard error, so that standard output stays free for data.
 * @module
 */
import type { RunEvent, RunResult } from "@pixelmetry/orchestrator";
import { isPixelmetryError } from "@pixelmetry/roi";

export type LogMode = "progress" | "quiet" | "json";

export interface Logger {
  event(event: RunEvent): void;
  finish(result: RunResult): void;
  /** Leaves the terminal in order, whatever happened. */
  close(): void;
}

export function makeLogger(mode: LogMode, stream: NodeJS.WriteStream = process.stderr): Logger {
  if (mode === "json") return jsonLogger(stream);
  return mode === "quiet" ? quietLogger(stream) : new ProgressLogger(stream);
}

function jsonLogger(stream: NodeJS.WriteStream): Logger {
  const write = (value: unknown): void => void stream.write(`${JSON.stringify(value)}\n`);
  return {
    event: (event) =>
      write(
        "error" in event && isPixelmetryError(event.error)
          ? { ...event, error: event.error.toJSON() }
          : event,
      ),
    finish: ({ table, imageTable, graph, reportPath }) =>
      write({
        type: "written",
        table: table ?? null,
        ...(imageTable === undefined ? {} : { imageTable }),
        ...(graph === undefined ? {} : { graph }),
        report: reportPath,
      }),
    close: () => undefined,
  };
}

/** Failures are never quiet. */
function quietLogger(stream: NodeJS.WriteStream): Logger {
  return {
    event: (event) => {
      if (event.type === "failure") stream.write(`pixelmetry: ${event.error.message}\n`);
    },
    finish: () => undefined,
    close: () => undefined,
  };
}

/** Redraws one line at most ten times a second; on a pipe only messages appear. */
class ProgressLogger implements Logger {
  readonly #stream: NodeJS.WriteStream;
  readonly #started = performance.now();
  #images = 0;
  #done = 0;
  #rois = 0;
  #current = { fraction: 0, rois: 0 };
  #lastDrawn = 0;
  #drawn = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  event(event: RunEvent): void {
    switch (event.type) {
      case "start":
        this.#images = event.images;
        this.#message(
          `Measuring ${count(event.images, "image")} with ${count(event.features, "feature")} on ${count(event.workers, "thread")}.`,
        );
        break;
      case "progress":
        this.#current = event;
        break;
      case "image":
        this.#done++;
        this.#rois += event.rois;
        this.#current = { fraction: 0, rois: 0 };
        break;
      case "failure":
        this.#done++;
        this.#message(`Failed: ${event.error.message}`);
        break;
      case "warning":
        this.#message(`Note: ${event.message}.`);
        break;
      case "done":
        break;
    }
    this.#draw();
  }

  #draw(): void {
    if (!this.#stream.isTTY || performance.now() - this.#lastDrawn < 100) return;
    this.#lastDrawn = performance.now();
    const fraction = Math.min(1, (this.#done + this.#current.fraction) / Math.max(1, this.#images));
    const seconds = (performance.now() - this.#started) / 1000;
    const rois = this.#rois + this.#current.rois;
    const left = fraction > 0.02 ? `, ${duration((seconds / fraction) * (1 - fraction))} left` : "";
    const filled = Math.round(fraction * 24);
    const bar = "█".repeat(filled) + "░".repeat(24 - filled);
    this.#stream.write(
      `\r\x1b[K${bar} ${Math.floor(fraction * 100)} %  ${this.#done}/${this.#images} images  ${rois} ROIs  ${Math.round(rois / seconds)} ROIs/s${left}`,
    );
    this.#drawn = true;
  }

  #clear(): void {
    if (this.#drawn) this.#stream.write("\r\x1b[K");
    this.#drawn = false;
  }

  #message(text: string): void {
    this.#clear();
    this.#stream.write(`${text}\n`);
  }

  finish({ report, table, imageTable, graph, reportPath, pictures }: RunResult): void {
    this.#clear();
    const { images, failed, rois, seconds } = report.totals;
    const failures = failed > 0 ? `, ${failed} failed` : "";
    this.#message(
      `${count(rois, "ROI")} in ${count(images, "image")}${failures}; ${duration(seconds)}, ${Math.round(rois / Math.max(seconds, 1e-3))} ROIs/s.`,
    );
    this.#message(
      table === undefined ? "No image could be measured, so there is no table." : `Table:  ${table}`,
    );
    if (imageTable !== undefined) this.#message(`Images: ${imageTable}`);
    if (graph !== undefined) this.#message(`Neighbours: ${graph}`);
    this.#message(`Report: ${reportPath}`);
    if (pictures.length > 0) {
      const rest = pictures.length > 3 ? ` and ${pictures.length - 3} more` : "";
      this.#message(`Pictures: ${pictures.slice(-3).join(", ")}${rest}`);
    }
  }

  close(): void {
    this.#clear();
  }
}

const count = (n: number, noun: string): string => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
