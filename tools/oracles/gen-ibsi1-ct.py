#!/usr/bin/env python3
"""IBSI-1 CT phantom: the consensus values of configurations A to E and of their diagnostics.

    python gen-ibsi1-ct.py REFERENCE.csv DIAGNOSTICS.csv [--out DIR]

REFERENCE.csv has the columns dataset, ibsi_id, ibsi_id_alt, feature, tag, aggregation, reference_value, tolerance, consensus, source: the
tables of the IBSI reference manual. DIAGNOSTICS.csv has dataset, tag, stage, reference_value, tolerance, consensus, source.
"""
import csv
import json

from common import arguments

SOURCE = "IBSI reference manual (theibsi/ibsi-doc, docs/03_Image_features.rst at the line in each row); Zwanenburg et al., Radiology 295 (2020) 328, doi:10.1148/radiol.2020191145"


def number(text):
    value = float(text)
    return int(value) if value.is_integer() else value


def read(path):
    with open(path, newline="") as f:
        return [r | {"dataset": r["dataset"].replace("_", "-").lower()} for r in csv.DictReader(f) if r["dataset"].startswith("config_")]


def write(path, head, rows):
    lines = ",\n  ".join(json.dumps(r, separators=(",", ":")) for r in rows)
    path.write_text(json.dumps(head, indent=1)[:-2] + f',\n "rows": [\n  {lines}\n ]\n}}\n')
    print(f"{path.name}: {len(rows)} values, {path.stat().st_size} bytes")


def main():
    p = arguments(__doc__)
    p.add_argument("reference")
    p.add_argument("diagnostics")
    args = p.parse_args()
    common = {"generator": "tools/oracles/gen-ibsi1-ct.py", "comparison": "see README.md"}
    features = [
        {"dataset": r["dataset"], "ibsi": r["ibsi_id"]} | ({"ibsi_parameter": r["ibsi_id_alt"]} if r["ibsi_id_alt"] else {})
        | {"feature": r["feature"], "aggregation": r["aggregation"], "value": number(r["reference_value"]), "tolerance": number(r["tolerance"]),
           "consensus": r["consensus"], "source": r["source"].rsplit("/", 1)[-1]}
        for r in read(args.reference)
    ]
    assert len(features) == 346 + 346 + 209 + 210 + 210
    write(args.out / "ibsi1" / "ct-phantom.json", {"dataset": "IBSI-1 CT phantom, configurations A to E", "source": SOURCE} | common, features)
    diagnostics = [
        {"dataset": r["dataset"], "tag": r["tag"], "stage": r["stage"], "value": number(r["reference_value"]), "tolerance": number(r["tolerance"]),
         "consensus": r["consensus"]}
        for r in read(args.diagnostics)
    ]
    assert len(diagnostics) == 300
    source = "IBSI-1 phase 2 consensus as distributed with MIRP (oncoray/mirp, test/data/ibsi_1_reference_values)"
    write(args.out / "ibsi1" / "ct-diagnostics.json", {"dataset": "IBSI-1 CT phantom, diagnostics of configurations A to E", "source": source} | common, diagnostics)


if __name__ == "__main__":
    main()
