// `pnpm new-family <package> <family>`: adds src/<family> with a definition and an empty list of features, its entry
// in src/families.ts, and a test that runs the laws of the testkit.
import { relative } from "node:path";
import { listedFamilies } from "./check-registry/registry.ts";
import { root } from "./install.mjs";
import { camel, isSnakeCase, kebab, title } from "./new-feature/names.ts";
import { checkPackage, familiesFile } from "./new-feature/place.ts";
import { orRefuse, Refusal } from "./new-feature/refusal.ts";
import { addElement, listCalled } from "./new-feature/source.ts";
import { format, writeFiles } from "./new-feature/template.ts";

orRefuse(() => {
  const [packageName, family] = process.argv.slice(2);
  if (packageName === undefined || family === undefined) {
    throw new Refusal("Usage: pnpm new-family <package> <family>, as in pnpm new-family texture glrlm.");
  }
  addFamily(packageName, family);
});

function addFamily(packageName: string, family: string): void {
  checkPackage(packageName);
  if (!isSnakeCase(family)) {
    throw new Refusal(
      `${family} is no name of a family; write lower-case words joined by underscores, as in convex_hull.`,
    );
  }
  const owner = listedFamilies().find((listed) => listed.family.id === family);
  if (owner !== undefined) {
    throw new Refusal(`Package ${owner.package} has a family ${family} already; choose another name.`);
  }
  const folder = `packages/${packageName}/src/${kebab(family)}`;
  const test = `packages/${packageName}/test/${kebab(family)}-laws.invariant.test.ts`;
  writeFiles(
    [
      { path: `${folder}/family.ts`, template: "family/family.ts" },
      { path: `${folder}/features.ts`, template: "family/features.ts" },
      { path: test, template: "family/laws-test.ts" },
    ],
    { __id__: family, __camel__: camel(family), __kebab__: kebab(family), __title__: title(family) },
  );
  const families = familiesFile(packageName);
  addElement(
    listCalled("families", families)!,
    camel(family),
    `import { ${camel(family)} } from "./${kebab(family)}/family.ts";`,
    "last",
  );
  format([folder, test, relative(root, families)]);
  console.log(`Added family ${family} to packages/${packageName}. Next:

1. ${folder}/family.ts
   Write title and description; add parameters and Nyxus groups when it has them.
2. pnpm new-feature ${packageName} ${family} <name>
   Adds a feature; pnpm vitest run ${test} then checks it against the laws.
3. pnpm docs:features
   Writes docs/features/${family}.md.`);
}
