#!/usr/bin/env python3
"""The 14 PyRadiomics features of the grey level dependence matrix, by brute force: the matrix of gen-ngldm-numpy.py."""
from common import arguments, generator

# Our id → PyRadiomics' name, IBSI's words for the same number.
IDS = {
    "small_dependence_emphasis": ("SmallDependenceEmphasis", "low_dependence_emphasis"),
    "large_dependence_emphasis": ("LargeDependenceEmphasis", "high_dependence_emphasis"),
    "grey_level_non_uniformity": ("GrayLevelNonUniformity", "grey_level_non_uniformity"),
    "dependence_non_uniformity": ("DependenceNonUniformity", "dependence_count_non_uniformity"),
    "normalised_dependence_non_uniformity": ("DependenceNonUniformityNormalized", "normalised_dependence_count_non_uniformity"),
    "grey_level_variance": ("GrayLevelVariance", "grey_level_variance"),
    "dependence_variance": ("DependenceVariance", "dependence_count_variance"),
    "dependence_entropy": ("DependenceEntropy", "dependence_count_entropy"),
    "low_grey_level_emphasis": ("LowGrayLevelEmphasis", "low_grey_level_count_emphasis"),
    "high_grey_level_emphasis": ("HighGrayLevelEmphasis", "high_grey_level_count_emphasis"),
    "small_dependence_low_grey_level_emphasis": ("SmallDependenceLowGrayLevelEmphasis", "low_dependence_low_grey_level_emphasis"),
    "small_dependence_high_grey_level_emphasis": ("SmallDependenceHighGrayLevelEmphasis", "low_dependence_high_grey_level_emphasis"),
    "large_dependence_low_grey_level_emphasis": ("LargeDependenceLowGrayLevelEmphasis", "high_dependence_low_grey_level_emphasis"),
    "large_dependence_high_grey_level_emphasis": ("LargeDependenceHighGrayLevelEmphasis", "high_dependence_high_grey_level_emphasis"),
}


def main():
    args = arguments(__doc__).parse_args()
    generator("gen-ngldm-numpy").write("gldm", IDS, args.out, __file__)


if __name__ == "__main__":
    main()
