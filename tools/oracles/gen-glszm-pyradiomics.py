#!/usr/bin/env python3
"""Size zone features by PyRadiomics."""
from radiomics import glszm

from common import Golden, arguments, generator, load

runs = generator("gen-glrlm-pyradiomics")

IDS = {
    "SmallAreaEmphasis": "small_zone_emphasis", "LargeAreaEmphasis": "large_zone_emphasis", "LowGrayLevelZoneEmphasis": "low_grey_level_zone_emphasis",
    "HighGrayLevelZoneEmphasis": "high_grey_level_zone_emphasis", "SmallAreaLowGrayLevelEmphasis": "small_zone_low_grey_level_emphasis",
    "SmallAreaHighGrayLevelEmphasis": "small_zone_high_grey_level_emphasis", "LargeAreaLowGrayLevelEmphasis": "large_zone_low_grey_level_emphasis",
    "LargeAreaHighGrayLevelEmphasis": "large_zone_high_grey_level_emphasis", "GrayLevelNonUniformity": "grey_level_non_uniformity",
    "GrayLevelNonUniformityNormalized": "normalised_grey_level_non_uniformity", "SizeZoneNonUniformity": "zone_size_non_uniformity",
    "SizeZoneNonUniformityNormalized": "normalised_zone_size_non_uniformity", "ZonePercentage": "zone_percentage",
    "GrayLevelVariance": "grey_level_variance", "ZoneVariance": "zone_size_variance", "ZoneEntropy": "zone_size_entropy",
}


def main():
    args = arguments(__doc__).parse_args()
    runs.quiet()
    settings = {**runs.SETTINGS, "force2Ddimension": 0, "2D": "image with force2D", "2.5D": "volume with force2D: zones of all slices in one matrix", "3D": "volume"}
    g = Golden("glszm", "pyradiomics", __file__, ("pyradiomics", "numpy", "SimpleITK"), settings, runs.NOTES)
    for name, discretisation, in_plane in runs.PLAN:
        f = load(name)
        aggregation = "2D" if f.ndim == 2 else "2.5D" if in_plane else "3D"
        for label in f.rois:
            runs.emit(g, "glszm", glszm.RadiomicsGLSZM, IDS, f, label, discretisation, aggregation, force2D=in_plane, force2Ddimension=0)
    g.write(args.out)


if __name__ == "__main__":
    main()
