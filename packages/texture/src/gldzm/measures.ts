/**
 * The measures of a distance zone matrix.
 * @module
 */
import { sizeDefinitions } from "../level-sizes/definitions.ts";

export const measures = sizeDefinitions(
  { family: "gldzm", things: "zones", size: "distance", unit: "pixel" },
  [
    { measure: "small", id: "small_distance_emphasis", ibsi: "0GBI", nyxus: "SDE" },
    { measure: "large", id: "large_distance_emphasis", ibsi: "MB4I", nyxus: "LDE" },
    { measure: "low", id: "low_grey_level_zone_emphasis", ibsi: "S1RA", nyxus: "LGLZE" },
    { measure: "high", id: "high_grey_level_zone_emphasis", ibsi: "K26C", nyxus: "HGLZE" },
    { measure: "small-low", id: "small_distance_low_grey_level_emphasis", ibsi: "RUVG", nyxus: "SDLGLE" },
    { measure: "small-high", id: "small_distance_high_grey_level_emphasis", ibsi: "DKNJ", nyxus: "SDHGLE" },
    { measure: "large-low", id: "large_distance_low_grey_level_emphasis", ibsi: "A7WM", nyxus: "LDLGLE" },
    { measure: "large-high", id: "large_distance_high_grey_level_emphasis", ibsi: "KLTH", nyxus: "LDHGLE" },
    { measure: "level-non-uniformity", id: "grey_level_non_uniformity", ibsi: "VFT7", nyxus: "GLNU" },
    {
      measure: "normalised-level-non-uniformity",
      id: "normalised_grey_level_non_uniformity",
      ibsi: "7HP3",
      nyxus: "GLNUN",
    },
    { measure: "size-non-uniformity", id: "zone_distance_non_uniformity", ibsi: "V294", nyxus: "ZDNU" },
    {
      measure: "normalised-size-non-uniformity",
      id: "normalised_zone_distance_non_uniformity",
      ibsi: "IATH",
      nyxus: "ZDNUN",
    },
    { measure: "percentage", id: "zone_percentage", ibsi: "VIWW", nyxus: "ZP" },
    { measure: "level-mean", id: "grey_level_mean", nyxus: "GLM" },
    { measure: "level-variance", id: "grey_level_variance", ibsi: "QK93", nyxus: "GLV" },
    { measure: "size-mean", id: "zone_distance_mean", nyxus: "ZDM" },
    { measure: "size-variance", id: "zone_distance_variance", ibsi: "7WT1", nyxus: "ZDV" },
    { measure: "entropy", id: "zone_distance_entropy", ibsi: "GBDU", nyxus: "ZDE" },
  ],
);
