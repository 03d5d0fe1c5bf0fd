#!/usr/bin/env python3
"""Distance zone features by MIRP in all three IBSI aggregations."""
from common import generator

IDS = {
    "sde": "small_distance_emphasis", "lde": "large_distance_emphasis", "lgze": "low_grey_level_zone_emphasis", "hgze": "high_grey_level_zone_emphasis",
    "sdlge": "small_distance_low_grey_level_emphasis", "sdhge": "small_distance_high_grey_level_emphasis", "ldlge": "large_distance_low_grey_level_emphasis",
    "ldhge": "large_distance_high_grey_level_emphasis", "glnu": "grey_level_non_uniformity", "glnu_norm": "normalised_grey_level_non_uniformity",
    "zdnu": "zone_distance_non_uniformity", "zdnu_norm": "normalised_zone_distance_non_uniformity", "z_perc": "zone_percentage",
    "gl_var": "grey_level_variance", "zd_var": "zone_distance_variance", "zd_entr": "zone_distance_entropy",
}

if __name__ == "__main__":
    generator("gen-glszm-mirp").write("gldzm", "dzm", IDS, __file__, __doc__)
