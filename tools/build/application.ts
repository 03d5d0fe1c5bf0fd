import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { UserConfig } from 'tsdown';

/**
 * Builds a command-line app: workspace packages are bundled so that it starts quickly, dynamic imports stay
 * separate chunks, third-party packages stay external. `src/worker.ts`, where there is one, becomes
 * `dist/worker.js`, for `new Worker(new URL('./worker.js', import.meta.url))`.
 */
export function application(directory: string): UserConfig {
  const entry: Record<string, string> = { main: './src/main.ts' };
  if (existsSync(join(directory, 'src/worker.ts'))) entry['worker'] = './src/worker.ts';
  return {
    cwd: directory,
    entry,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    dts: false,
    fixedExtension: false,
    clean: true,
    report: false,
    external: (id) => /^[^./\0]/.test(id) && !id.startsWith('@pixelmetry/'),
    noExternal: /^@pixelmetry\//,
  };
}
