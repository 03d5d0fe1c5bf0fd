#!/usr/bin/env python3
"""IBSI-2 reference values: intensity statistics of the filtered CT phantom (phase 2).

Source: theibsi/ibsi_2_reference_data (CC0), reference_feature_values, as a table with one value per row.

    python tools/oracles/gen-ibsi2-references.py ibsi2_reference.csv
"""
import csv
import json
import sys

from common import REFERENCE

rows = [
    {
        "test": r["test_id"], "ibsi": r["feature_ibsi_id"], "feature": r["feature"],
        "value": float(r["reference_value"]), "tolerance": float(r["tolerance"]), "consensus": r["consensus"],
    }
    for r in csv.DictReader(open(sys.argv[1]))
    if r["phase"] == "2" and r["reference_value"] != ""
]
order = lambda row: (row["test"][-1], int(row["test"][:-2]))
rows.sort(key=order)
head = {
    "dataset": "IBSI-2 CT phantom, phase 2: intensity statistics under nine filters", "kind": "consensus", "generator": "tools/oracles/gen-ibsi2-references.py",
    "source": "theibsi/ibsi_2_reference_data, reference_feature_values/reference_values.csv (CC0)",
    "settings": {"test": "filter and configuration of the IBSI reference manual, chapter 2, phase 2"},
}
lines = json.dumps(head, indent=1)[:-2] + ',\n "rows": [\n'
lines += ",\n".join("  " + json.dumps(r, separators=(",", ":"), ensure_ascii=False) for r in rows) + "\n ]\n}\n"
path = REFERENCE / "ibsi2" / "ct-phantom.json"
path.parent.mkdir(exist_ok=True)
path.write_text(lines)
print(len(rows), "values")
