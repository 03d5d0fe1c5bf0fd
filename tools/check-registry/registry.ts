/**
 * The registry as the tools of the workspace see it: every feature with default parameters, what the packages
 * say they were compared with, and the codes of Nyxus.
 * @module
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { allFamilies } from "../../packages/orchestrator/src/families.ts";
import { resolveParameters } from "../../packages/orchestrator/src/parameters.ts";
import type { AnyFeature, Family } from "../../packages/roi/src/index.ts";
import { root } from "../install.mjs";

/** A feature with the family and package it belongs to. */
export interface ListedFeature {
  /** Folder under packages/. */
  readonly package: string;
  readonly family: Family;
  readonly feature: AnyFeature;
}

/** One line of a package's verification.json: what a feature's numbers are compared with, and how closely. */
export interface VerificationRow {
  readonly id: string;
  readonly kind: string;
  readonly tool: string;
  /** Path inside the package. */
  readonly test: string;
  readonly tolerance: number | string;
  readonly reason: string;
}

/** A row with the package whose verification.json holds it. */
export interface ListedRow extends VerificationRow {
  readonly package: string;
}

export interface NyxusCode {
  readonly code: string;
  readonly family: string;
  readonly dimension: "2D" | "3D" | "image quality";
}

/** A family with the package it belongs to. */
export type ListedFamily = Pick<ListedFeature, "package" | "family">;

export const listedFamilies = (): ListedFamily[] =>
  allFamilies.map(({ package: name, family }) => ({ package: basename(name), family }));

/** Every feature of every family, in the order of table columns. */
export function listedFeatures(): ListedFeature[] {
  const parameters = resolveParameters();
  return listedFamilies().flatMap(({ package: name, family }) => {
    const own = Object.keys(family.parameters).map((key) => [key, parameters[key]]);
    const features = family.features(Object.fromEntries(own) as never);
    return features.map((feature) => ({ package: name, family, feature }));
  });
}

/** Rows of the verification.json of every package that has one. */
export function listedRows(): ListedRow[] {
  return readdirSync(join(root, "packages"))
    .sort()
    .filter((name) => existsSync(join(root, "packages", name, "verification.json")))
    .flatMap((name) =>
      (read(`packages/${name}/verification.json`) as VerificationRow[]).map((row) => ({
        ...row,
        package: name,
      })),
    );
}

export const nyxusCodes = (): NyxusCode[] => read("reference-data/catalogue/nyxus-codes.json") as NyxusCode[];

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));

/** Whether a test file of a package exists. */
export const testExists = ({ package: name, test }: ListedRow): boolean =>
  test !== "" && existsSync(join(root, "packages", name, test));

/** All Nyxus codes that a feature stands for. */
export const codesOf = ({ names }: AnyFeature): string[] => [
  ...(names.nyxus === undefined ? [] : [names.nyxus]),
  ...(names.nyxusAliases ?? []),
];
