#!/usr/bin/env python3
"""IBSI-1 digital phantom: its 80 voxels and the 482 consensus values.

    python gen-ibsi1-phantom.py REFERENCE.csv IMAGE.nii.gz MASK.nii.gz [--out DIR]

REFERENCE.csv has the columns dataset, ibsi_id, ibsi_id_alt, family, feature, tag, aggregation, aggregation_id, reference_value,
tolerance, consensus, source: the tables of the IBSI reference manual, one line per value.
"""
import csv
import json

import SimpleITK as sitk

from common import arguments
from ibsi_glcm import CODES as GLCM

INTENSITY = {
    "Q4LE": "mean", "ECT3": "variance", "KE2A": "skewness", "IPH6": "excess_kurtosis", "Y12H": "median", "1GSF": "minimum",
    "QG58": "percentile_10", "8DWT": "percentile_90", "84IY": "maximum", "SALO": "interquartile_range", "2OJQ": "range",
    "4FUA": "mean_absolute_deviation", "1128": "robust_mean_absolute_deviation", "N72L": "median_absolute_deviation",
    "7TET": "coefficient_of_variation", "9S40": "quartile_coefficient_of_dispersion", "N8CA": "energy", "5ZWQ": "root_mean_square",
}
IDS = {**{code: id for id, code in GLCM.items()}, **{code: f"intensity_{id}" for code, id in INTENSITY.items()}}


def number(text):
    value = float(text)
    return int(value) if value.is_integer() else value


def main():
    p = arguments(__doc__)
    p.add_argument("reference")
    p.add_argument("image")
    p.add_argument("mask")
    args = p.parse_args()
    image, mask = sitk.ReadImage(args.image), sitk.ReadImage(args.mask)
    voxels = sitk.GetArrayFromImage(image)
    inside = sitk.GetArrayFromImage(mask)
    assert voxels.size == 80 and inside.sum() == 74
    with open(args.reference, newline="") as f:
        rows = [r for r in csv.DictReader(f) if r["dataset"] == "digital_phantom"]
    assert len(rows) == 482
    head = {
        "dataset": "IBSI-1 digital phantom",
        "licence": "phantom: CC BY 4.0, design by Alex Zwanenburg, distributed by the Image Biomarker Standardisation Initiative (theibsi/data_sets, ibsi_1_digital_phantom)",
        "source": "consensus values: IBSI reference manual (theibsi/ibsi-doc, docs/03_Image_features.rst at the line in each row); Zwanenburg et al., Radiology 295 (2020) 328, doi:10.1148/radiol.2020191145",
        "generator": "tools/oracles/gen-ibsi1-phantom.py",
        "comparison": "round to 3 significant digits, then |value - reference| <= tolerance, bounds included; see README.md",
        "settings": {"interpolation": "none", "resegmentation": "none", "discretisation": "none (intensities are grey levels 1 to 6, 2 and 5 absent; Ng = 6)",
                     "glcm_distance": 1, "glcm_symmetric": True, "linkage_distance": 1, "ngldm_alpha": 0},
        "phantom": {
            "size": list(image.GetSize()), "order": "x fastest, then y, then z", "spacing_mm": list(image.GetSpacing()), "dtype": "int16",
            "intensity": [int(v) for v in voxels.ravel()], "mask": [int(v) for v in inside.ravel()],
        },
    }
    out = []
    for r in rows:
        row = {"ibsi": r["ibsi_id"]}
        if r["ibsi_id_alt"]:
            row["ibsi_parameter"] = r["ibsi_id_alt"]
        row |= {"family": r["family"], "feature": r["feature"], "tag": r["tag"]}
        if r["ibsi_id"] in IDS:
            row["id"] = IDS[r["ibsi_id"]]
        row |= {"aggregation": r["aggregation"], "aggregation_id": r["aggregation_id"], "value": number(r["reference_value"]), "tolerance": number(r["tolerance"]),
                "consensus": r["consensus"], "source": r["source"].rsplit("/", 1)[-1]}
        out.append(json.dumps(row, separators=(",", ":")))
    # Arrays of numbers stay on one line.
    text = json.dumps(head, indent=1)
    for key in ("size", "spacing_mm", "intensity", "mask"):
        text = text.replace(json.dumps(head["phantom"][key], indent=1).replace("\n", "\n  "), json.dumps(head["phantom"][key]))
    path = args.out / "ibsi1" / "digital-phantom.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text[:-2] + ',\n "rows": [\n  ' + ",\n  ".join(out) + "\n ]\n}\n")
    print(f"{path.name}: {len(out)} values, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
