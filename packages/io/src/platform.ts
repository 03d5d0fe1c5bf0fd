/**
 * The modules of Node, where there are any. `process.getBuiltinModule` needs no import statement, so browser
 * bundles hold no trace of `node:` and need no conditional builds.
 * @module
 */

interface NodeModules {
  "node:fs": typeof import("node:fs");
  "node:path": typeof import("node:path");
  "node:stream": typeof import("node:stream");
  "node:url": typeof import("node:url");
  "node:zlib": typeof import("node:zlib");
}

/** A built-in module of Node, or `undefined` in a browser. */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined {
  if (typeof process === "undefined" || process.versions?.node === undefined) return undefined;
  return process.getBuiltinModule?.(name) as NodeModules[Name] | undefined;
}
