import type { SizeNames } from "../level-sizes/definitions.ts";

/** The measures of PyRadiomics. */
export const names: readonly SizeNames[] = [
  { measure: "small", id: "small_dependence_emphasis", nyxus: "SDE", pyradiomics: "SmallDependenceEmphasis" },
  { measure: "large", id: "large_dependence_emphasis", nyxus: "LDE", pyradiomics: "LargeDependenceEmphasis" },
  {
    measure: "level-non-uniformity",
    id: "grey_level_non_uniformity",
    nyxus: "GLN",
    pyradiomics: "GrayLevelNonUniformity",
  },
  {
    measure: "size-non-uniformity",
    id: "dependence_non_uniformity",
    nyxus: "DN",
    pyradiomics: "DependenceNonUniformity",
  },
  {
    measure: "normalised-size-non-uniformity",
    id: "normalised_dependence_non_uniformity",
    nyxus: "DNN",
    pyradiomics: "DependenceNonUniformityNormalized",
  },
  { measure: "level-variance", id: "grey_level_variance", nyxus: "GLV", pyradiomics: "GrayLevelVariance" },
  { measure: "size-variance", id: "dependence_variance", nyxus: "DV", pyradiomics: "DependenceVariance" },
  { measure: "entropy", id: "dependence_entropy", nyxus: "DE", pyradiomics: "DependenceEntropy" },
  { measure: "low", id: "low_grey_level_emphasis", nyxus: "LGLE", pyradiomics: "LowGrayLevelEmphasis" },
  { measure: "high", id: "high_grey_level_emphasis", nyxus: "HGLE", pyradiomics: "HighGrayLevelEmphasis" },
  {
    measure: "small-low",
    id: "small_dependence_low_grey_level_emphasis",
    nyxus: "SDLGLE",
    pyradiomics: "SmallDependenceLowGrayLevelEmphasis",
  },
  {
    measure: "small-high",
    id: "small_dependence_high_grey_level_emphasis",
    nyxus: "SDHGLE",
    pyradiomics: "SmallDependenceHighGrayLevelEmphasis",
  },
  {
    measure: "large-low",
    id: "large_dependence_low_grey_level_emphasis",
    nyxus: "LDLGLE",
    pyradiomics: "LargeDependenceLowGrayLevelEmphasis",
  },
  {
    measure: "large-high",
    id: "large_dependence_high_grey_level_emphasis",
    nyxus: "LDHGLE",
    pyradiomics: "LargeDependenceHighGrayLevelEmphasis",
  },
];
