/**
 * All generated pages by their path from the root.
 * @module
 */
import { groupBy } from "../check-registry/group-by.ts";
import { listedFamilies, listedFeatures, listedRows, nyxusCodes } from "../check-registry/registry.ts";
import { coveragePage } from "./coverage-page.ts";
import { familyPage } from "./family-page.ts";

/** Folder that holds nothing but generated pages. */
export const pagesFolder = "docs/features";

export function generatedPages(): Map<string, string> {
  const byFamily = groupBy(listedFeatures(), ({ family }) => family.id);
  const families = listedFamilies().map((listed) => ({
    ...listed,
    features: (byFamily.get(listed.family.id) ?? []).map(({ feature }) => feature),
  }));
  const rows = groupBy(listedRows(), ({ id }) => id);
  for (const list of rows.values()) {
    list.sort(
      (a, b) =>
        compare(b.kind, a.kind) || compare(a.tool, b.tool) || Number(a.tolerance) - Number(b.tolerance),
    );
  }
  return new Map([
    ["docs/coverage.md", coveragePage(families, nyxusCodes(), rows)],
    ...families.map(
      (documented) => [`${pagesFolder}/${documented.family.id}.md`, familyPage(documented, rows)] as const,
    ),
  ]);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
