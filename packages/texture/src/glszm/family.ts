import { defineFamily, nothing } from "@pixelmetry/roi";
import { zoneMatrices } from "../zones/accumulate.ts";
import { zoneFeatures } from "../zones/features.ts";
import type { ZoneSettings } from "../zones/settings.ts";
import { measures } from "./measures.ts";
import { glszmKey, glszmParameters, glszmSettings, glszmValues } from "./settings.ts";

/** Measures of zones by level and size. */
export const glszmMatrices = (settings: ZoneSettings) =>
  zoneMatrices(settings, { key: glszmKey(settings), needs: nothing, largest: (_, pixels) => pixels });

/** Grey level size zone matrix. */
export const glszm = defineFamily({
  id: "glszm",
  title: "Grey level size zone matrix",
  description:
    "How many zones of each size there are at each grey level, as IBSI defines it; a zone is all pixels of one level that hang together inside a ROI, by edges or corners (8 neighbours, 26 in a volume).",
  nyxusGroups: ["*ALL_GLSZM*", "*3D_GLSZM*"],
  parameters: glszmParameters,
  features: (parameters) => {
    const settings = glszmSettings(parameters);
    const family = {
      nyxus: "GLSZM",
      chapter: "3.8",
      paper: "Thibault et al. 2014, doi:10.1109/TBME.2013.2284600.",
      remark:
        "Nyxus splits zones that go on to the left or upwards, so its values differ unless all zones are simple.",
      degenerate:
        "One pixel: one zone of size 1. Constant: one zone for each connected part. No finite pixel: missing (empty). More than 65535 grey levels: missing (exceeds budget).",
      parameters: glszmValues(settings),
      matrices: glszmMatrices(settings),
    };
    return zoneFeatures(family, measures);
  },
});
