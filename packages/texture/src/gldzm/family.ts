import { defineFamily } from "@pixelmetry/roi";
import { zoneMatrices } from "../zones/accumulate.ts";
import { zoneFeatures } from "../zones/features.ts";
import type { ZoneSettings } from "../zones/settings.ts";
import { borderDistance } from "./border-distance.ts";
import { measures } from "./measures.ts";
import { gldzmKey, gldzmParameters, gldzmSettings, gldzmValues } from "./settings.ts";

/** Measures of zones by level and distance to the border of the ROI. */
export const gldzmMatrices = (settings: ZoneSettings) =>
  zoneMatrices(settings, {
    key: gldzmKey(settings),
    needs: { map: borderDistance(settings.dimension !== "3D") },
    largest: ({ x0, x1, y0, y1 }) => Math.ceil(Math.min(x1 - x0, y1 - y0) / 2),
    distances: ({ map }) => map,
  });

/** Grey level distance zone matrix. */
export const gldzm = defineFamily({
  id: "gldzm",
  title: "Grey level distance zone matrix",
  description:
    "How many zones there are at each grey level and distance from the border of a ROI, as IBSI defines it; a zone is all pixels of one level that hang together by edges or corners (8 neighbours, 26 in a volume), its distance that of its nearest pixel, in steps over edges (faces in a volume).",
  nyxusGroups: ["*ALL_GLDZM*", "*3D_GLDZM*"],
  parameters: gldzmParameters,
  features: (parameters) => {
    const settings = gldzmSettings(parameters);
    const family = {
      nyxus: "GLDZM",
      chapter: "3.9",
      paper: "Thibault et al. 2014, doi:10.1109/TBME.2013.2284600.",
      remark:
        "Nyxus joins zones by edges only and counts distances along rows and columns, so its values differ.",
      degenerate:
        "One pixel, or constant and connected: one zone at distance 1. No finite pixel: missing (empty). More than 65535 grey levels: missing (exceeds budget).",
      parameters: gldzmValues(settings),
      matrices: gldzmMatrices(settings),
    };
    return zoneFeatures(family, measures);
  },
});
