import { defineConfig } from "vitest/config";
import { claims } from "./tools/test-kinds.ts";

const tests = "{packages/*,apps/*,tools}/test/**";
const exclude = ["**/node_modules/**", "**/dist/**"];

/** One project per kind of test, told apart by file name. Workspace packages resolve to their sources. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    projects: [
      ...claims.map((claim) => ({
        extends: true as const,
        // Numbers only: pure functions, so files may share a process, which is several times faster.
        test: { name: claim, include: [`${tests}/*.${claim}.test.ts`], exclude, isolate: false },
      })),
      {
        extends: true as const,
        test: {
          name: "plumbing",
          include: [`${tests}/*.test.ts`],
          exclude: [...exclude, ...claims.map((claim) => `**/*.${claim}.test.ts`)],
          benchmark: { include: ["{packages/*,apps/*}/bench/**/*.bench.ts"] },
        },
      },
    ],
  },
});
