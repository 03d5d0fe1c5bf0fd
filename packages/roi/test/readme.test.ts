/** The examples of the README, run one after the other in one scope. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as roi from "@pixelmetry/roi";
import * as testkit from "@pixelmetry/roi/testkit";
import ts from "typescript";
import { expect, test } from "vitest";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);

test("the examples run and print what they say", async () => {
  const registered: (() => Promise<void>)[] = [];
  const modules: Record<string, object> = {
    "@pixelmetry/roi": roi,
    "@pixelmetry/roi/testkit": testkit,
    vitest: { test: (_name: string, run: () => Promise<void>) => registered.push(run) },
  };
  const imported = new Map<string, unknown>();
  const body = examples
    .join("\n")
    .replace(/^import \{(.*?)\} from "(.*?)";$/gms, (_, names: string, from: string) => {
      for (const name of names.split(",").map((part) => part.trim())) {
        expect(modules[from]).toHaveProperty(name);
        imported.set(name, (modules[from] as Record<string, unknown>)[name]);
      }
      return "";
    });
  const printed: unknown[] = [];
  const promised = [...body.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map(
    ([, text]) => JSON.parse(text) as unknown,
  );
  const script = ts.transpile(`async function example() {${body}}`, { target: ts.ScriptTarget.ES2022 });
  const names = [...imported.keys(), "console"];
  const run = new Function(...names, `${script}\nreturn example;`)(...imported.values(), {
    log: (value: unknown) => printed.push(value),
  }) as () => Promise<void>;
  await run();
  expect(printed).toEqual(promised);
  expect(promised.length).toBeGreaterThan(1);
  expect(registered.length).toBeGreaterThan(10);
  for (const law of registered) await law();
});

test("every law is in the table", () => {
  const accumulators = testkit
    .accumulatorLaws(roi.intensityExtrema)
    .concat(testkit.accumulatorLaws(roi.valueCounts));
  const names = [...accumulators, ...testkit.featureLaws([])].map(({ name }) =>
    name.slice(name.indexOf(": ") + 2),
  );
  const table = readme.slice(readme.indexOf("| Law |"));
  for (const name of names) expect(table).toContain(name);
});
