#!/usr/bin/env python3
"""Intensity-volume histogram by MIRP: discrete levels, fixed bin size and fixed bin number."""
import math

from common import FINITE_NOTE, Golden, arguments, load
from peers import mirp_row

IDS = {
    "ivh_v10": "volume_at_10_percent_intensity", "ivh_v90": "volume_at_90_percent_intensity", "ivh_i10": "intensity_at_10_percent_volume",
    "ivh_i90": "intensity_at_90_percent_volume", "ivh_diff_v10_v90": "volume_difference_10_90_percent_intensity",
    "ivh_diff_i10_i90": "intensity_difference_10_90_percent_volume",
}
VECTORS = {"volume_at_intensity": ["ivh_v25", "ivh_v50", "ivh_v75"], "intensity_at_volume": ["ivh_i25", "ivh_i50", "ivh_i75"]}
FBN = {"ivh_discretisation_method": "fixed_bin_number"}
DISCRETE = {"ivh_discretisation_method": "none", "image_modality": "ct"}
CONFIGS = {
    "fbn1000": FBN | {"ivh_discretisation_n_bins": 1000}, "fbn7": FBN | {"ivh_discretisation_n_bins": 7}, "discrete": DISCRETE,
    "discrete[-600,900]": DISCRETE | {"resegmentation_intensity_range": [-600.0, 900.0]},
    "discrete[-600,]": DISCRETE | {"resegmentation_intensity_range": [-600.0, math.nan]},
    "fbs2.5[-600,900]": {"ivh_discretisation_method": "fixed_bin_size", "ivh_discretisation_bin_width": 2.5, "resegmentation_intensity_range": [-600.0, 900.0]},
}
PLAN = {"cells": ["fbn1000", "fbn7", "discrete"], "edge": ["fbn1000"], "volume": list(CONFIGS), "float": ["fbn1000", "fbn7"]}
NOTES = {
    **FINITE_NOTE,
    "raised": "The tool returned no table for this ROI.",
    "constant": "Constant ROI: intensity fractions are 0/0.",
    "one-more-level": "The tool has one level above the upper end of the range, so its intensity fractions are smaller.",
}
SETTINGS = {"interpolation": "none", "resegmentation": "the range of the config; no pixel lies outside it", "configs": {k: str(v) for k, v in CONFIGS.items()}}


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("ivh", "mirp", __file__, ("mirp", "numpy"), SETTINGS, NOTES)
    for name, configs in PLAN.items():
        f = load(name)
        for config in configs:
            for label in f.rois:
                mask, image = f.mask(label), f.intensity
                if f.ndim == 2:
                    mask, image = mask[None], image[None]
                row, problem = mirp_row(image, mask, by_slice=f.ndim == 2, base_feature_families="ivh", **CONFIGS[config])
                x = f.values(label)

                def note(id):
                    if problem is not None:
                        return "raised"
                    if x.min() == x.max():
                        return "constant"
                    return "one-more-level" if config.startswith("fbs") and id.startswith("volume") else None

                for tag, id in IDS.items():
                    g.add(name, label, tag, f"ivh_{id}", row.get(tag), config=config, note=note(id))
                for id, tags in VECTORS.items():
                    g.add(name, label, "/".join(tags), f"ivh_{id}", [row.get(tag) for tag in tags], config=config, note=note(id))
    g.write(args.out)


if __name__ == "__main__":
    main()
