/**
 * The measures of a run length matrix.
 * @module
 */
import { sizeDefinitions } from "../level-sizes/definitions.ts";

export const measures = sizeDefinitions({ family: "glrlm", things: "runs", size: "length", unit: "pixel" }, [
  {
    measure: "small",
    id: "short_runs_emphasis",
    ibsi: "22OV",
    nyxus: "SRE",
    pyradiomics: "ShortRunEmphasis",
  },
  { measure: "large", id: "long_runs_emphasis", ibsi: "W4KF", nyxus: "LRE", pyradiomics: "LongRunEmphasis" },
  {
    measure: "low",
    id: "low_grey_level_run_emphasis",
    ibsi: "V3SW",
    nyxus: "LGLRE",
    pyradiomics: "LowGrayLevelRunEmphasis",
  },
  {
    measure: "high",
    id: "high_grey_level_run_emphasis",
    ibsi: "G3QZ",
    nyxus: "HGLRE",
    pyradiomics: "HighGrayLevelRunEmphasis",
  },
  {
    measure: "small-low",
    id: "short_run_low_grey_level_emphasis",
    ibsi: "HTZT",
    nyxus: "SRLGLE",
    pyradiomics: "ShortRunLowGrayLevelEmphasis",
  },
  {
    measure: "small-high",
    id: "short_run_high_grey_level_emphasis",
    ibsi: "GD3A",
    nyxus: "SRHGLE",
    pyradiomics: "ShortRunHighGrayLevelEmphasis",
  },
  {
    measure: "large-low",
    id: "long_run_low_grey_level_emphasis",
    ibsi: "IVPO",
    nyxus: "LRLGLE",
    pyradiomics: "LongRunLowGrayLevelEmphasis",
  },
  {
    measure: "large-high",
    id: "long_run_high_grey_level_emphasis",
    ibsi: "3KUM",
    nyxus: "LRHGLE",
    pyradiomics: "LongRunHighGrayLevelEmphasis",
  },
  {
    measure: "level-non-uniformity",
    id: "grey_level_non_uniformity",
    ibsi: "R5YN",
    nyxus: "GLN",
    pyradiomics: "GrayLevelNonUniformity",
  },
  {
    measure: "normalised-level-non-uniformity",
    id: "normalised_grey_level_non_uniformity",
    ibsi: "OVBL",
    nyxus: "GLNN",
    pyradiomics: "GrayLevelNonUniformityNormalized",
  },
  {
    measure: "size-non-uniformity",
    id: "run_length_non_uniformity",
    ibsi: "W92Y",
    nyxus: "RLN",
    pyradiomics: "RunLengthNonUniformity",
  },
  {
    measure: "normalised-size-non-uniformity",
    id: "normalised_run_length_non_uniformity",
    ibsi: "IC23",
    nyxus: "RLNN",
    pyradiomics: "RunLengthNonUniformityNormalized",
  },
  { measure: "percentage", id: "run_percentage", ibsi: "9ZK5", nyxus: "RP", pyradiomics: "RunPercentage" },
  {
    measure: "level-variance",
    id: "grey_level_variance",
    ibsi: "8CE5",
    nyxus: "GLV",
    pyradiomics: "GrayLevelVariance",
  },
  {
    measure: "size-variance",
    id: "run_length_variance",
    ibsi: "SXLW",
    nyxus: "RV",
    pyradiomics: "RunVariance",
  },
  { measure: "entropy", id: "run_entropy", ibsi: "HJ9O", nyxus: "RE", pyradiomics: "RunEntropy" },
]);
