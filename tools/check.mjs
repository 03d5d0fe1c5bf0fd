// Everything that must hold before a change lands: `npm run check`. Ends with the line "N passed, N failed",
// where a failed step other than the tests counts as one failure.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { environment, install, root } from "./install.mjs";

const report = join(root, ".cache", "vitest.json");
const turbo = ["turbo", "run", "--output-logs=errors-only", "--log-order=grouped"];

/** Each step is one command; `shown` steps print as they go, the others only when they fail. */
const steps = [
  { name: "lint", command: ["biome", "ci", "--colors=off", "--max-diagnostics=100", "."] },
  { name: "typecheck", command: [...turbo, "typecheck", "//#typecheck:tests"] },
  { name: "registry", command: ["tsx", "tools/check-registry.ts"], shown: true },
  { name: "feature docs", command: ["tsx", "tools/feature-docs.ts", "--check"] },
  { name: "build", command: [...turbo, "build"] },
  {
    name: "tests",
    command: [
      "vitest",
      "run",
      "--allowOnly=false",
      "--reporter=dot",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    isTests: true,
  },
  { name: "test files", command: ["tsx", "tools/check-tests.ts", report], shown: true },
  { name: "unused code", command: ["knip", "--no-config-hints"] },
  { name: "packages", command: ["tsx", "tools/check-packages.ts"] },
];

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

function run([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...environment, NO_COLOR: "1" },
      shell: process.platform === "win32",
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk) => (output += chunk);
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (status) => resolve({ ok: status === 0, output }));
  });
}

function testCounts() {
  if (!existsSync(report)) return { passed: 0, failed: 0, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  // A file that could not be loaded has no tests to count, and is a failure all the same.
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
  };
}

mkdirSync(join(root, ".cache"), { recursive: true });
rmSync(report, { force: true });

let failedSteps = 0;
let counts = { passed: 0, failed: 0, skipped: 0 };

const begin = performance.now();
if (install()) {
  console.log(`ok    install (${seconds(begin)})`);
  for (const { name, command, shown, isTests } of steps) {
    const start = performance.now();
    const { ok, output } = await run(command);
    if (isTests) {
      counts = testCounts();
      // Failing tests count themselves; anything else that stops the runner counts as one.
      if (!ok && counts.failed === 0) failedSteps++;
    } else if (!ok) {
      failedSteps++;
    }
    console.log(`${ok ? "ok   " : "FAIL "} ${name} (${seconds(start)})`);
    if (!ok || shown) console.log(output.trimEnd().replace(/^/gm, "      "));
  }
} else {
  failedSteps++;
  console.log("FAIL  install");
}

const failed = counts.failed + failedSteps;
console.log(`\n${seconds(begin)} in all`);
console.log(
  `${counts.passed} passed, ${failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ""}`,
);
process.exitCode = failed === 0 ? 0 : 1;
