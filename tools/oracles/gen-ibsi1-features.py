#!/usr/bin/env python3
"""IBSI-1: the 174 features of the reference manual, standardised or not, and how each is aggregated.

    python gen-ibsi1-features.py FEATURE_LIST.csv [--out DIR]

FEATURE_LIST.csv has the columns ibsi_id, ibsi_id_alt, family, family_id, name, aggregation_methods, has_reference_values.
"""
import csv
import json
import re

from common import arguments


def main():
    p = arguments(__doc__)
    p.add_argument("features")
    args = p.parse_args()
    rows = []
    with open(args.features, newline="") as f:
        for r in csv.DictReader(f):
            methods = r["aggregation_methods"]
            rows.append({
                "ibsi": r["ibsi_id"], **({"ibsi_parameter": r["ibsi_id_alt"]} if r["ibsi_id_alt"] else {}), "family": r["family"], "family_id": r["family_id"],
                "feature": r["name"], "aggregations": ["none"] if methods.startswith("none") else re.findall(r"([^;(]+)\(\w+\)", methods),
                "standardised": r["has_reference_values"] == "yes",
            })
    assert len(rows) == 174 and sum(len(r["aggregations"]) for r in rows) == 487
    head = {"dataset": "IBSI-1 features", "source": "IBSI reference manual (theibsi/ibsi-doc, docs/03_Image_features.rst)", "generator": "tools/oracles/gen-ibsi1-features.py"}
    path = args.out / "ibsi1" / "features.json"
    lines = ",\n  ".join(json.dumps(r, separators=(",", ":")) for r in rows)
    path.write_text(json.dumps(head, indent=1)[:-2] + f',\n "rows": [\n  {lines}\n ]\n}}\n')
    print(f"{path.name}: {len(rows)} features, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
