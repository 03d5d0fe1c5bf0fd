// `pnpm new-feature <package> <family> <name>`: adds a feature where the package keeps those of the family, its line
// in the list of features, a closed form that fails until its value is filled in, and the row of verification.json.
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./install.mjs";
import { rowListOf } from "./new-feature/analytic-rows.ts";
import { type Place, placeOf } from "./new-feature/place.ts";
import { orRefuse, Refusal } from "./new-feature/refusal.ts";
import { addElement, listCalled } from "./new-feature/source.ts";
import { format, type NewFile, writeFiles } from "./new-feature/template.ts";
import { addVerification } from "./new-feature/verification.ts";

const directional = new Set(["glcm", "glrlm"]);

orRefuse(() => {
  const [packageName, family, name] = process.argv.slice(2);
  if (packageName === undefined || family === undefined || name === undefined) {
    throw new Refusal(
      "Usage: pnpm new-feature <package> <family> <name>, as in pnpm new-feature texture glcm joint_entropy.",
    );
  }
  addFeature(packageName, family, name);
});

function addFeature(packageName: string, family: string, name: string): void {
  const place = placeOf(packageName, family, name);
  const { id, constant, file, list, kind } = place;
  const directory = join(root, "packages", packageName);
  const rowList = rowListOf(packageName, family);
  const ownTest = `test/${place.fileName}.analytic.test.ts`;
  const files: NewFile[] = [{ path: file, template: `feature/${kind}.ts` }];
  if (rowList === undefined) {
    files.push({ path: `packages/${packageName}/${ownTest}`, template: "feature/analytic-test.ts" });
  }
  writeFiles(files, { __id__: id, __camel__: constant });

  addElement(list, constant, importLine(place));
  const changed = [...files.map(({ path }) => path), relative(root, list.file)];
  if (rowList !== undefined) {
    const rows = join(directory, rowList.file);
    addElement(listCalled(rowList.list, rows)!, rowList.element(id));
    changed.push(relative(root, rows));
  }
  format(changed);
  const { test, tolerance, reason } = rowList ?? {
    test: ownTest,
    tolerance: 1e-12,
    reason: "a closed form of a few operations",
  };
  // A measure of matrices that have directions is a feature of all of them, of each in an image and in a volume.
  const ids = directional.has(family) ? [id, `${id}_per_angle`, `${id}_per_direction`] : [id];
  const proof = { kind: "analytic", tool: "closed form", test, tolerance, reason };
  addVerification(
    packageName,
    ids.map((verified) => ({ id: verified, ...proof })),
  );

  const testFile = `packages/${packageName}/${rowList?.file ?? ownTest}`;
  console.log(`Added ${ids.join(" and ")} to family ${family}. Next:

1. ${file}
   Write definition, formula, unit, reference, degenerate cases, and compute. A value that does not exist is
   missing("reason"), never a number. The list of features is ${relative(root, list.file)}.
2. ${testFile}
   Replace Number.NaN by the value that follows from the definition, then
   pnpm vitest run packages/${packageName}/${test} -t ${id}
3. packages/${packageName}/verification.json
   Correct tolerance and reason of the new row if they differ. A comparison with another tool is better still:
   *.oracle.test.ts, with values from a generator in tools/oracles.${rowList === undefined ? writtenByTest(packageName) : ""}
4. pnpm docs:features && pnpm check-registry
   Writes the feature's page, and says what is still to do.
5. pnpm changeset, then npm run check`);
}

/** Some packages write the file from lists that their tests share. */
function writtenByTest(packageName: string): string {
  const file = `packages/${packageName}/test/verification.test.ts`;
  return existsSync(join(root, file))
    ? `\n   The file is rewritten by ${file}: add the row there as well.`
    : "";
}

function importLine({ constant, file, list }: Place): string {
  const path = relative(dirname(list.file), join(root, file)).replaceAll("\\", "/");
  return `import { ${constant} } from "${path.startsWith(".") ? path : `./${path}`}";`;
}
