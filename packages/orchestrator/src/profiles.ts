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
    description:
      "Nyxus' column names, 64 grey levels of texture from 0 to the ROI's maximum, one-way GLCM, perimeters along the contour; its defects are not reproduced",
    parameters: {
      "discretisation.method": "fixed-bin-number",
      "discretisation.bins": 64,
      "texture.bins_from": "zero",
      "glcm.symmetric": false,
      "contour.perimeter": "polygon",
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
  cellprofiler: {
    description:
      "CellProfiler's settings for 16-bit images: textures of 256 levels at distance 3, 4 rings, ellipses of pixel centres; for 8-bit images set discretisation.size=1 discretisation.minimum=-0.5",
    parameters: {
      // img_as_ubyte rounds x / 257 to the nearest level.
      "discretisation.method": "fixed-bin-size",
      "discretisation.size": 257,
      "discretisation.origin": "fixed",
      "discretisation.minimum": -128.5,
      "glcm.distance": 3,
      "glcm.symmetric": true,
      "radial.bins": 4,
      "ellipse.pixel_extent": false,
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
