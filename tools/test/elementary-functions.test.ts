import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../install.mjs";

/** Functions whose last digits the language leaves to the engine; @pixelmetry/roi has its own. */
const engineDependent =
  /Math\.(a?sinh?|a?cosh?|a?tanh?|atan2|cbrt|exp|expm1|hypot|log|log10|log1p|log2|pow)\(/;

const sourcesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));

test("features compute with functions that give the same digits in every engine", () => {
  const offenders: string[] = [];
  for (const name of ["roi", "intensity", "morphology", "texture", "radiomics-ibsi"]) {
    for (const file of sourcesOf(join(root, "packages", name, "src"))) {
      readFileSync(file, "utf8")
        .split("\n")
        .forEach((line, i) => {
          const isComment = /^\s*(\*|\/\/|\/\*)/.test(line);
          if (!isComment && engineDependent.test(line)) offenders.push(`${file}:${i + 1}: ${line.trim()}`);
        });
    }
  }
  expect(offenders).toEqual([]);
});
