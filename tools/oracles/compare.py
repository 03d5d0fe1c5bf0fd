#!/usr/bin/env python3
"""Do independent tools agree? Prints a cross-table per family and fails on a difference that no note explains.

    python compare.py [FAMILY ...] [--reference DIR] [--tolerance 1e-9] [--verbose]

Rows meet on fixture, label, id and config. A row with a `note`, or with `expected_to_agree` false, is
counted as explained. Differences are relative to the larger magnitude; a value that is small only because large terms
cancel (its row's `scale`) is measured against that scale; an angle is compared modulo its `period`; values of a tool that
counts pixels may be off by its `error`.
"""
import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def load(folder):
    by_key = defaultdict(dict)
    for path in sorted(folder.glob("*.json")):
        d = json.loads(path.read_text())
        if "rows" not in d:  # not a golden
            continue
        for r in d["rows"]:
            key = (r["fixture"], r["label"], r["id"], r.get("config"))
            if d["tool"] in by_key[key]:
                raise SystemExit(f"{path.name}: two rows for {key}")
            by_key[key][path.stem] = r
    return by_key


def difference(a, b):
    x, y = a["value"], b["value"]
    if x is None or y is None:
        return 0.0 if x is None and y is None else float("inf")
    if isinstance(x, list) or isinstance(y, list):
        return 0.0 if x == y else float("inf")
    scale = max(abs(x), abs(y), a.get("scale", 0), b.get("scale", 0))
    d = abs(x - y)
    if d <= max(a.get("error", 0), b.get("error", 0)):
        return 0.0
    if "period" in a:
        d = min(d % a["period"], a["period"] - d % a["period"])
    return d / scale if d else 0.0


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("family", nargs="*")
    p.add_argument("--reference", type=Path, default=ROOT / "reference-data")
    p.add_argument("--tolerance", type=float, default=1e-9)
    p.add_argument("--verbose", action="store_true")
    args = p.parse_args()
    families = args.family or sorted(d.name for d in args.reference.iterdir() if any('"family"' in f.read_text()[:200] for f in d.glob("*.json")) and d.name != "ibsi1")
    failed = 0
    for family in families:
        pairs = defaultdict(lambda: [0, 0, 0, 0.0])
        single = defaultdict(int)
        bad = []
        for key, rows in load(args.reference / family).items():
            names = sorted(rows)
            if len(names) == 1:
                single[names[0]] += 1
            for i, a in enumerate(names):
                for b in names[i + 1:]:
                    ra, rb = rows[a], rows[b]
                    tolerance = max(args.tolerance, ra.get("tolerance", 0), rb.get("tolerance", 0))
                    cell = pairs[a, b]
                    d = difference(ra, rb)
                    if any("note" in r or r.get("expected_to_agree") is False for r in (ra, rb)):
                        cell[1] += d > tolerance
                        cell[0] += d <= tolerance
                    elif d > tolerance:
                        cell[2] += 1
                        bad.append((key, a, ra["value"], b, rb["value"], d))
                    else:
                        cell[0] += 1
                        cell[3] = max(cell[3], d)
        print(f"\n{family}")
        print(f"  {'pair':34} {'agree':>7} {'explained':>9} {'unexplained':>11}  largest difference of those that agree")
        for (a, b), (agree, explained, unexplained, worst) in sorted(pairs.items()):
            print(f"  {a + ' | ' + b:34} {agree:7d} {explained:9d} {unexplained:11d}  {worst:.1e}")
        print("  one tool only: " + (", ".join(f"{n} {t}" for t, n in sorted(single.items())) or "none"))
        for b in bad[: None if args.verbose else 12]:
            print("   ", *b)
        failed += len(bad)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
