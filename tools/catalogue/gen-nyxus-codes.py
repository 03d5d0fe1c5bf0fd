"""Writes reference-data/catalogue/nyxus-codes.json: every feature code of Nyxus with its family and dimension.

Usage: python3 tools/catalogue/gen-nyxus-codes.py features.csv

features.csv has one line per feature code of Nyxus, with at least the columns dim (2D, 3D or IMQ), family
and code. Only these facts are kept.
"""

import csv
import json
import sys
from collections import Counter
from pathlib import Path

DIMENSIONS = {"2D": "2D", "3D": "3D", "IMQ": "image quality"}
EXPECTED = {"2D": 539, "image quality": 6, "3D": 213}

target = Path(__file__).parents[2] / "reference-data" / "catalogue" / "nyxus-codes.json"


def main(source: str) -> None:
    with open(source, newline="", encoding="utf-8") as file:
        rows = [
            {"code": row["code"], "family": row["family"], "dimension": DIMENSIONS[row["dim"]]}
            for row in csv.DictReader(file)
        ]
    counts = Counter(row["dimension"] for row in rows)
    if counts != EXPECTED:
        sys.exit(f"{source}: expected {EXPECTED} codes, found {dict(counts)}")
    twice = [key for key, n in Counter((row["dimension"], row["code"]) for row in rows).items() if n > 1]
    if twice:
        sys.exit(f"{source}: listed twice: {twice}")
    lines = ",\n".join(json.dumps(row) for row in rows)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{target}: {len(rows)} codes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
