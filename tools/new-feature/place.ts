/**
 * Where a new feature belongs: its id, its file, and the list it is registered in.
 * @module
 */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { reach } from "../../packages/roi/src/index.ts";
import { type ListedFeature, listedFamilies, listedFeatures } from "../check-registry/registry.ts";
import { root } from "../install.mjs";
import { camel, isSnakeCase, kebab } from "./names.ts";
import { Refusal } from "./refusal.ts";
import { definingFile, elementsOf, featureList, listCalled, type SourceList } from "./source.ts";

export interface Place {
  readonly id: string;
  /** Name of the constant. */
  readonly constant: string;
  /** Path from the root. */
  readonly file: string;
  readonly list: SourceList;
  /**
   * What the package's features are made from. A measure of a matrix makes two features: its mean over the matrices,
   * and one per direction.
   */
  readonly kind: "of-mask" | "of-intensity" | "measure";
  readonly fileName: string;
}

/** Packages that list families, by folder. */
export const familyPackages = (): string[] =>
  readdirSync(join(root, "packages"))
    .filter((name) => existsSync(join(root, "packages", name, "src", "families.ts")))
    .filter(
      (name) => listCalled("families", join(root, "packages", name, "src", "families.ts")) !== undefined,
    )
    .sort();

export const familiesFile = (packageName: string): string =>
  join(root, "packages", packageName, "src", "families.ts");

/** @throws Refusal for a package that has no families */
export function checkPackage(packageName: string): void {
  const known = familyPackages();
  if (!known.includes(packageName)) {
    throw new Refusal(`No package with families is called ${packageName}; there are ${known.join(", ")}.`);
  }
}

/** @throws Refusal with the reason why the feature cannot be added */
export function placeOf(packageName: string, familyId: string, name: string): Place {
  checkPackage(packageName);
  if (!isSnakeCase(name)) {
    throw new Refusal(
      `${name} is no name of a feature; write lower-case words joined by underscores, as in joint_entropy.`,
    );
  }
  const families = listedFamilies()
    .filter((listed) => listed.package === packageName)
    .map(({ family }) => family.id);
  if (!families.includes(familyId)) {
    throw new Refusal(`Package ${packageName} has no family ${familyId}; it has ${families.join(", ")}.`);
  }
  const features = listedFeatures();
  const prefix = prefixOf(packageName, familyId, features);
  const quantity = name.startsWith(`${prefix}_`) ? name.slice(prefix.length + 1) : name;
  const id = `${prefix}_${quantity}`;
  if (features.some(({ feature }) => feature.id === id)) {
    throw new Refusal(`A feature is called ${id} already; choose another name.`);
  }
  const { list, isMeasure } = listOf(packageName, familyId);
  const elements = elementsOf(list);
  const long = elements.length > 0 && elements.every((element) => element.name.startsWith(camel(prefix)));
  const folder = folderOf(list, elements);
  const fileName = kebab(quantity);
  return {
    id,
    constant: camel(long ? id : quantity),
    file: `${folder}/${fileName}.ts`,
    list,
    kind: isMeasure ? "measure" : readsIntensity(packageName, features) ? "of-intensity" : "of-mask",
    fileName,
  };
}

/** The features of a family begin with the name of the package, or else with the family's id; new ones follow. */
function prefixOf(packageName: string, familyId: string, features: readonly ListedFeature[]): string {
  const own = features.filter(({ family }) => family.id === familyId);
  const byPackage = own.length > 0 && own.every(({ feature }) => feature.id.startsWith(`${packageName}_`));
  return byPackage ? packageName : familyId;
}

/** Whether most features of a package depend on intensities. */
function readsIntensity(packageName: string, features: readonly ListedFeature[]): boolean {
  const own = features.filter((listed) => listed.package === packageName);
  const reading = own.filter(({ feature }) =>
    reach(feature.needs).some((token) => "reads" in token && token.reads === "intensity"),
  );
  return 2 * reading.length > own.length;
}

function listOf(packageName: string, familyId: string): { list: SourceList; isMeasure: boolean } {
  const families = familiesFile(packageName);
  const list = featureList(families, familyId);
  if (list !== undefined) return { list, isMeasure: false };
  const defined = definingFile(families, familyId)!;
  const measures = listCalled("measures", join(dirname(defined), "measures.ts"));
  if (measures !== undefined) return { list: measures, isMeasure: true };
  throw new Refusal(
    `Family ${familyId} makes its features in a loop, not from a list; add yours by hand near ${relative(root, defined)}.`,
  );
}

/** The folder that most features of the list come from. */
function folderOf(list: SourceList, elements: readonly { readonly from: string | undefined }[]): string {
  const counts = new Map<string, number>();
  for (const { from } of elements) {
    const folder = dirname(from ?? list.file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return relative(root, most?.[0] ?? dirname(list.file)).replaceAll("\\", "/");
}
