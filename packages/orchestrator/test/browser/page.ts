/** The page of the browser tests: runs what the test asks for, over files that it fetches. */
import { extract, PixelmetryError, type RunEvent, type WebRunRequest } from "../../src/web.ts";

export interface PageRun {
  readonly intensity: readonly string[];
  readonly labels?: readonly string[];
  readonly request: Omit<WebRunRequest, "intensity" | "labels">;
  /** Stops the run at its first event of this type. */
  readonly stopAt?: RunEvent["type"];
}

export interface PageResult {
  readonly table?: string;
  readonly files?: readonly string[];
  readonly report?: unknown;
  readonly error?: { readonly tag: string; readonly message: string };
  readonly events: readonly string[];
  /** Entries of the private file system after the run. */
  readonly left: readonly string[];
}

const fetched = async (path: string): Promise<File> =>
  new File([await (await fetch(`/data/${path}`)).blob()], path.split("/").at(-1)!);

async function run({ intensity, labels, request, stopAt }: PageRun): Promise<PageResult> {
  const stop = new AbortController();
  const events: string[] = [];
  const outcome = await extract(
    {
      ...request,
      intensity: await Promise.all(intensity.map(fetched)),
      ...(labels === undefined ? {} : { labels: await Promise.all(labels.map(fetched)) }),
    },
    {
      signal: stop.signal,
      worker: () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
      onEvent(event) {
        events.push(event.type === "failure" ? `failure: ${event.error.message}` : event.type);
        if (event.type === stopAt) stop.abort();
      },
    },
  ).then(
    ({ files, tableName, report }) => ({
      ...(tableName === undefined ? {} : { table: new TextDecoder().decode(files.get(tableName)) }),
      files: [...files.keys()],
      report,
    }),
    (error: unknown) => {
      if (!(error instanceof PixelmetryError)) throw error;
      return { error: { tag: error.tag, message: error.message } };
    },
  );
  const left: string[] = [];
  const root = (await navigator.storage.getDirectory()) as unknown as { keys(): AsyncIterable<string> };
  for await (const name of root.keys()) left.push(name);
  return { ...outcome, events, left };
}

Object.assign(globalThis, { run });
