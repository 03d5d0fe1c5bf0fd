/**
 * Profiles: parameter sets that fix every choice at once, under a name that papers can cite.
 * @module
 */
import { type ParameterValue, PixelmetryError } from "@pixelmetry/roi";
import type { Vocabulary } from "./catalog.ts";
import { nearest } from "./nearest.ts";

export interface Profile {
  readonly description: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly names: Vocabulary;
}

export const profiles: Readonly<Record<string, Profile>> = {
  default: {
    description: "IBSI definitions, masked; 64 grey levels between the ROI's extrema, symmetric GLCM",
    parameters: {},
    names: "pixelmetry",
  },
  nyxus: {
    description: "Nyxus' column names and grey depth (64), asymmetric GLCM; its defects are not reproduced",
    parameters: {
      "discretisation.method": "fixed-bin-number",
      "discretisation.bins": 64,
      "glcm.symmetric": false,
    },
    names: "nyxus",
  },
  pyradiomics: {
    description: "PyRadiomics' default bins: width 25, edges at multiples of the width",
    parameters: {
      "discretisation.method": "fixed-bin-size",
      "discretisation.size": 25,
      "discretisation.origin": "multiple-of-size",
    },
    names: "pixelmetry",
  },
};

/** @throws PixelmetryError `invalid-argument` for a profile that does not exist */
export function findProfile(name: string): Profile {
  if (Object.hasOwn(profiles, name)) return profiles[name];
  const near = nearest(name, Object.keys(profiles));
  throw new PixelmetryError("invalid-argument", {
    where: "profile",
    what: `there is no profile ${name}`,
    expected: Object.keys(profiles).join(", "),
    ...(near.length > 0 ? { remedy: `did you mean ${near.join(" or ")}?` } : {}),
  });
}
