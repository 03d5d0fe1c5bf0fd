import { defineConfig } from 'vitest/config';

/** The kinds of test, told apart by file name; `tools/check-tests.ts` fails on a name that claims none of them. */
const claims = ['oracle', 'analytic', 'invariant', 'regression'] as const;

const roots = '{packages/*,apps/*,tools}/test/**';
const exclude = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  // Workspace packages resolve to their sources: their `exports` name `./src/index.ts`.
  test: {
    testTimeout: 60_000,
    pool: 'forks',
    projects: [
      ...claims.map((kind) => ({
        extends: true as const,
        test: { name: kind, include: [`${roots}/*.${kind}.test.ts`], exclude },
      })),
      {
        extends: true as const,
        test: {
          name: 'plumbing',
          include: [`${roots}/*.test.ts`],
          exclude: [...exclude, ...claims.map((kind) => `**/*.${kind}.test.ts`)],
        },
      },
    ],
  },
});
