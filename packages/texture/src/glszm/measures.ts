/**
 * The measures of a size zone matrix.
 * @module
 */
import { sizeDefinitions } from "../level-sizes/definitions.ts";

export const measures = sizeDefinitions({ family: "glszm", things: "zones", size: "size", unit: "pixel" }, [
  {
    measure: "small",
    id: "small_zone_emphasis",
    ibsi: "5QRC",
    nyxus: "SAE",
    pyradiomics: "SmallAreaEmphasis",
  },
  {
    measure: "large",
    id: "large_zone_emphasis",
    ibsi: "48P8",
    nyxus: "LAE",
    pyradiomics: "LargeAreaEmphasis",
  },
  {
    measure: "low",
    id: "low_grey_level_zone_emphasis",
    ibsi: "XMSY",
    nyxus: "LGLZE",
    pyradiomics: "LowGrayLevelZoneEmphasis",
  },
  {
    measure: "high",
    id: "high_grey_level_zone_emphasis",
    ibsi: "5GN9",
    nyxus: "HGLZE",
    pyradiomics: "HighGrayLevelZoneEmphasis",
  },
  {
    measure: "small-low",
    id: "small_zone_low_grey_level_emphasis",
    ibsi: "5RAI",
    nyxus: "SALGLE",
    pyradiomics: "SmallAreaLowGrayLevelEmphasis",
  },
  {
    measure: "small-high",
    id: "small_zone_high_grey_level_emphasis",
    ibsi: "HW1V",
    nyxus: "SAHGLE",
    pyradiomics: "SmallAreaHighGrayLevelEmphasis",
  },
  {
    measure: "large-low",
    id: "large_zone_low_grey_level_emphasis",
    ibsi: "YH51",
    nyxus: "LALGLE",
    pyradiomics: "LargeAreaLowGrayLevelEmphasis",
  },
  {
    measure: "large-high",
    id: "large_zone_high_grey_level_emphasis",
    ibsi: "J17V",
    nyxus: "LAHGLE",
    pyradiomics: "LargeAreaHighGrayLevelEmphasis",
  },
  {
    measure: "level-non-uniformity",
    id: "grey_level_non_uniformity",
    ibsi: "JNSA",
    nyxus: "GLN",
    pyradiomics: "GrayLevelNonUniformity",
  },
  {
    measure: "normalised-level-non-uniformity",
    id: "normalised_grey_level_non_uniformity",
    ibsi: "Y1RO",
    nyxus: "GLNN",
    pyradiomics: "GrayLevelNonUniformityNormalized",
  },
  {
    measure: "size-non-uniformity",
    id: "zone_size_non_uniformity",
    ibsi: "4JP3",
    nyxus: "SZN",
    pyradiomics: "SizeZoneNonUniformity",
  },
  {
    measure: "normalised-size-non-uniformity",
    id: "normalised_zone_size_non_uniformity",
    ibsi: "VB3A",
    nyxus: "SZNN",
    pyradiomics: "SizeZoneNonUniformityNormalized",
  },
  { measure: "percentage", id: "zone_percentage", ibsi: "P30P", nyxus: "ZP", pyradiomics: "ZonePercentage" },
  {
    measure: "level-variance",
    id: "grey_level_variance",
    ibsi: "BYLV",
    nyxus: "GLV",
    pyradiomics: "GrayLevelVariance",
  },
  {
    measure: "size-variance",
    id: "zone_size_variance",
    ibsi: "3NSA",
    nyxus: "ZV",
    pyradiomics: "ZoneVariance",
  },
  { measure: "entropy", id: "zone_size_entropy", ibsi: "GU8N", nyxus: "ZE", pyradiomics: "ZoneEntropy" },
]);
