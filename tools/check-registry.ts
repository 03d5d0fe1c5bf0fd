// `tsx tools/check-registry.ts`: checks every feature of every family: names, documentation, proof that its numbers
// are right, Nyxus codes. Prints how many of Nyxus's codes are there.
import { nyxusCounts } from "./check-registry/nyxus.ts";
import {
  definitionProblems,
  nameProblems,
  nyxusProblems,
  verificationProblems,
} from "./check-registry/problems.ts";
import { listedFeatures, listedRows, nyxusCodes, testExists } from "./check-registry/registry.ts";

const features = listedFeatures();
const rows = listedRows();
const codes = nyxusCodes();

const problems = [
  ...definitionProblems(features),
  ...nameProblems(features),
  ...verificationProblems(features, rows, testExists),
  ...nyxusProblems(features, codes),
];
for (const problem of problems) console.error(problem);

const { done2d, all2d, done3d, all3d } = nyxusCounts(
  features.map(({ feature }) => feature),
  codes,
);
console.log(`${features.length} features, ${rows.length} verification rows`);
console.log(`Nyxus codes: ${done2d} of ${all2d} (2D and image quality), ${done3d} of ${all3d} (3D)`);
process.exitCode = problems.length === 0 ? 0 : 1;
