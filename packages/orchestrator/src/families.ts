/**
 * The feature families of all packages, listed once.
 * @module
 */
import { families as intensity } from "@pixelmetry/intensity";
import { families as morphology } from "@pixelmetry/morphology";
import { families as radiomics } from "@pixelmetry/radiomics-ibsi";
import type { Family } from "@pixelmetry/roi";
import { families as texture } from "@pixelmetry/texture";

/** A family with the package that implements it. */
export interface ListedFamily {
  readonly package: string;
  readonly family: Family;
}

const from = (name: string, families: readonly Family[]): ListedFamily[] =>
  families.map((family) => ({ package: name, family }));

export const allFamilies: readonly ListedFamily[] = [
  ...from("@pixelmetry/morphology", morphology),
  ...from("@pixelmetry/intensity", intensity),
  ...from("@pixelmetry/texture", texture),
  ...from("@pixelmetry/radiomics-ibsi", radiomics),
];
