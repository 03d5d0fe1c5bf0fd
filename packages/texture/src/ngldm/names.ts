import type { SizeNames } from "../level-sizes/definitions.ts";

/** The 17 measures of IBSI, and the two means. */
export const names: readonly SizeNames[] = [
  { measure: "small", id: "low_dependence_emphasis", ibsi: "SODN", nyxus: "LDE" },
  { measure: "large", id: "high_dependence_emphasis", ibsi: "IMOQ", nyxus: "HDE" },
  { measure: "low", id: "low_grey_level_count_emphasis", ibsi: "TL9H", nyxus: "LGLCE" },
  { measure: "high", id: "high_grey_level_count_emphasis", ibsi: "OAE7", nyxus: "HGLCE" },
  { measure: "small-low", id: "low_dependence_low_grey_level_emphasis", ibsi: "EQ3F", nyxus: "LDLGLE" },
  { measure: "small-high", id: "low_dependence_high_grey_level_emphasis", ibsi: "JA6D", nyxus: "LDHGLE" },
  { measure: "large-low", id: "high_dependence_low_grey_level_emphasis", ibsi: "NBZI", nyxus: "HDLGLE" },
  { measure: "large-high", id: "high_dependence_high_grey_level_emphasis", ibsi: "9QMG", nyxus: "HDHGLE" },
  { measure: "level-non-uniformity", id: "grey_level_non_uniformity", ibsi: "FP8K", nyxus: "GLNU" },
  {
    measure: "normalised-level-non-uniformity",
    id: "normalised_grey_level_non_uniformity",
    ibsi: "5SPA",
    nyxus: "GLNUN",
  },
  { measure: "size-non-uniformity", id: "dependence_count_non_uniformity", ibsi: "Z87G", nyxus: "DCNU" },
  {
    measure: "normalised-size-non-uniformity",
    id: "normalised_dependence_count_non_uniformity",
    ibsi: "OKJI",
    nyxus: "DCNUN",
  },
  { measure: "percentage", id: "dependence_count_percentage", ibsi: "6XV8", nyxus: "DCP" },
  { measure: "level-mean", id: "grey_level_mean", nyxus: "GLM" },
  { measure: "level-variance", id: "grey_level_variance", ibsi: "1PFV", nyxus: "GLV" },
  { measure: "size-mean", id: "dependence_count_mean", nyxus: "DCM" },
  { measure: "size-variance", id: "dependence_count_variance", ibsi: "DNX2", nyxus: "DCV" },
  { measure: "entropy", id: "dependence_count_entropy", ibsi: "FCBV", nyxus: "DCENT" },
  { measure: "energy", id: "dependence_count_energy", ibsi: "CAS9", nyxus: "DCENE" },
];
