// `tsx tools/check-tests.ts [report.json]`: fails when a test file was run by no project or when its name claims
// no known kind. With vitest's JSON report the tests are counted per kind; without one, vitest is only asked which
// files it would run.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { environment, root } from "./install.mjs";
import { kindOf, testKinds } from "./test-kinds.ts";

interface Report {
  testResults: { name: string; assertionResults: { status: string }[] }[];
}

/** Tests of each file that was run, or would be: path from the root → number of tests, NaN when not known. */
function filesRun(reportFile: string | undefined): Map<string, number> {
  if (reportFile === undefined) {
    const list = execFileSync("vitest", ["list", "--filesOnly", "--json"], {
      cwd: root,
      env: environment,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    return new Map((JSON.parse(list) as { file: string }[]).map(({ file }) => [pathOf(file), Number.NaN]));
  }
  const { testResults } = JSON.parse(readFileSync(reportFile, "utf8")) as Report;
  return new Map(testResults.map(({ name, assertionResults }) => [pathOf(name), assertionResults.length]));
}

const pathOf = (file: string) => relative(root, file).replaceAll("\\", "/");

/** Files that look like tests, wherever they lie. */
function testFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      const skipped =
        entry.name.startsWith(".") || ["node_modules", "dist", "templates"].includes(entry.name);
      return skipped ? [] : testFiles(path);
    }
    return /[.-_](test|spec)\.[cm]?[jt]sx?$/.test(entry.name) ? [pathOf(path)] : [];
  });
}

const run = filesRun(process.argv[2]);
const problems: string[] = [];
const tally = new Map(testKinds.map((kind) => [kind, { files: 0, tests: 0 }]));

for (const file of testFiles(root)) {
  const kind = kindOf(basename(file));
  if (kind === undefined) {
    problems.push(
      `${file}: the name claims no known kind; expected name.test.ts or name.<kind>.test.ts ` +
        `with kind one of ${testKinds.filter((known) => known !== "plumbing").join(", ")}.`,
    );
    continue;
  }
  const tests = run.get(file);
  if (tests === undefined) {
    problems.push(`${file}: no project ran it; tests lie in packages/*/test, apps/*/test or tools/test.`);
  } else if (tests === 0) {
    problems.push(`${file}: it ran, but holds no test.`);
  } else {
    const row = tally.get(kind)!;
    row.files++;
    row.tests += tests;
  }
}

for (const [kind, { files, tests }] of tally) {
  const counted = Number.isNaN(tests) ? "" : `${tests} tests in `;
  console.log(`${kind.padEnd(10)} ${counted}${files} files`);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
