/** A headless Chromium with the test page open in it. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";
import { build } from "vite";
import type { PageResult, PageRun } from "./page.ts";

/** Path of the browser: `CHROMIUM`, or where systems put it; without one the tests are skipped. */
export const browserPath = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
].find((path) => path !== undefined && existsSync(path));

export interface TestPage {
  run(run: PageRun): Promise<PageResult>;
  close(): Promise<void>;
}

/** Bundles the page as an application would. */
export async function buildPage(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "silent",
    root: import.meta.dirname,
    worker: { format: "es" },
    build: {
      outDir: folder,
      minify: false,
      target: "es2022",
      rollupOptions: { input: join(import.meta.dirname, "page.ts"), output: { entryFileNames: "page.js" } },
    },
  });
}

/**
 * Opens the page.
 * @param data - folder that it may fetch files from
 * @param isolated - whether threads of the page may share memory
 */
export async function openPage(folder: string, data: string, isolated: boolean): Promise<TestPage> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const headers = {
      "content-type": { ".js": "text/javascript", ".wasm": "application/wasm" }[extname(path)] ?? "text/html",
      ...(isolated
        ? { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" }
        : {}),
    };
    if (path === "/") {
      response.writeHead(200, headers).end('<!doctype html><script type="module" src="/page.js"></script>');
      return;
    }
    const file = path.startsWith("/data/") ? join(data, path.slice(6)) : join(folder, path);
    if (existsSync(file)) response.writeHead(200, headers).end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({
    executablePath: browserPath!,
    // Test machines run as root and have a small /dev/shm.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
    env: { ...process.env, HOME: tmpdir() },
  });
  const page = await browser.newPage();
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction("globalThis.run !== undefined");
  return {
    run: (run) =>
      page.evaluate((given) => (globalThis as unknown as { run: TestPage["run"] }).run(given), run),
    async close() {
      await browser.close();
      server.close();
    },
  };
}
