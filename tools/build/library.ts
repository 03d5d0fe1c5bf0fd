import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { UserConfig } from 'tsdown';

interface Manifest {
  exports: Record<string, string>;
}

/** Builds one ES module and one `.d.ts` into `dist` for every source that `exports` of the package names. */
export function library(directory: string): UserConfig {
  const { exports } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest;
  const entry: Record<string, string> = {};
  for (const [name, source] of Object.entries(exports)) {
    if (source.endsWith('.ts')) entry[name === '.' ? 'index' : basename(name)] = source;
  }
  return {
    cwd: directory,
    entry,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    dts: true,
    fixedExtension: false,
    clean: true,
    report: false,
  };
}
