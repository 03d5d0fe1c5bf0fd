/**
 * Files from templates: words like `__name__` are filled in, existing files are never written over.
 * @module
 */

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environment, root } from "../install.mjs";
import { Refusal } from "./refusal.ts";

/** What the words of a template stand for. */
export type Words = Readonly<Record<`__${string}__`, string>>;

/** A file to write: path from the root, template inside tools/templates. */
export interface NewFile {
  readonly path: string;
  readonly template: string;
}

/** @throws Refusal when one of the files exists; nothing is written then */
export function writeFiles(files: readonly NewFile[], words: Words): void {
  for (const { path } of files) {
    if (existsSync(join(root, path))) throw new Refusal(`${path} exists already; choose another name.`);
  }
  for (const { path, template } of files) {
    const text = readFileSync(join(root, "tools", "templates", template), "utf8");
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), filled(text, words));
  }
}

const filled = (text: string, words: Words): string =>
  Object.entries(words).reduce((result, [word, value]) => result.replaceAll(word, value), text);

/** Formats files and sorts their imports. */
export function format(paths: readonly string[]): void {
  execFileSync("biome", ["check", "--write", ...paths], {
    cwd: root,
    env: environment,
    shell: process.platform === "win32",
    stdio: ["ignore", "ignore", "inherit"],
  });
}
