#!/usr/bin/env python3
"""Logarithms, exponentials, angles and roots by mpmath with 60 digits, rounded to the nearest double."""
import json
import random

import mpmath

from common import REFERENCE, arguments, versions

mpmath.mp.dps = 60


def arguments_of(random_value, special, n=300):
    return [float(x) for x in special] + [random_value() for _ in range(n)]


def main():
    args = arguments(__doc__).parse_args()
    r = random.Random(20)
    positive = lambda: 2.0 ** r.uniform(-300, 300) if r.random() < 0.3 else r.uniform(0, 3) if r.random() < 0.5 else 1 + r.uniform(-1, 1) * 10 ** r.uniform(-15, -1)
    angle = lambda: r.uniform(-7, 7) if r.random() < 0.8 else r.uniform(-1e5, 1e5)
    degrees = lambda: float(r.randint(-720, 720)) if r.random() < 0.5 else r.uniform(-400, 400)
    cases = {
        "ln": (mpmath.log, arguments_of(positive, [1, 2, 0.5, 10, 5e-324, 1.7976931348623157e308, 1e-310])),
        "log2": (lambda x: mpmath.log(x, 2), arguments_of(positive, [1, 2, 0.5, 10, 5e-324, 1.7976931348623157e308, 1e-310, 1024, 3])),
        "exp": (mpmath.exp, arguments_of(lambda: r.uniform(-700, 700) if r.random() < 0.5 else r.uniform(-2, 2), [0, 1, -1, 709.78, -708.3, 1e-20])),
        "sin": (mpmath.sin, arguments_of(angle, [0, 1e-9, 3.141592653589793, 1.5707963267948966])),
        "cos": (mpmath.cos, arguments_of(angle, [0, 1e-9, 3.141592653589793, 1.5707963267948966])),
        "sinDegrees": (lambda x: mpmath.sin(x * mpmath.pi / 180) if x % 180 else mpmath.mpf(0), arguments_of(degrees, [0, 30, 45, 90, 135, 150, 180, 210, 270, 330, -30, 1e-5])),
        "cosDegrees": (lambda x: mpmath.cos(x * mpmath.pi / 180) if (x - 90) % 180 else mpmath.mpf(0), arguments_of(degrees, [0, 60, 45, 90, 120, 180, 240, 270, 300, -60, 1e-5])),
        "cbrt": (lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), arguments_of(lambda: r.choice((-1, 1)) * 2.0 ** r.uniform(-300, 300), [0, 1, 8, 27, -64, 1000, 5e-324])),
    }
    out = {"tool": "mpmath", "version": versions("mpmath"), "generator": "tools/oracles/gen-elementary-mpmath.py",
           "settings": {"digits": 60, "rounding": "to the nearest double"},
           "values": {name: [[x, float(f(mpmath.mpf(x)))] for x in xs] for name, (f, xs) in cases.items()}}
    pairs = [(0.0, 1.0), (1.0, 0.0), (1.0, -1.0), (-3.0, -3.0)]
    pairs += [(r.uniform(-9, 9) * 10 ** r.uniform(-6, 1), r.uniform(-9, 9) * 10 ** r.uniform(-6, 1)) for _ in range(400)]
    out["values"]["atan2"] = [[y, x, float(mpmath.atan2(mpmath.mpf(y), mpmath.mpf(x)))] for y, x in pairs]
    out["values"]["expm1"] = [[x, float(mpmath.expm1(mpmath.mpf(x)))] for x in [0.0, 1e-18, -1e-9, 0.35, -0.35, 1.0, -40.0] + [r.uniform(-3, 3) for _ in range(200)] + [r.choice((-1, 1)) * 10 ** r.uniform(-12, -1) for _ in range(100)]]
    folder = (args.out or REFERENCE) / "elementary"
    folder.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(f'  "{name}": [\n' + ",\n".join("   " + json.dumps(row) for row in rows) + "\n  ]" for name, rows in out.pop("values").items())
    head = json.dumps(out, indent=1)[:-2]
    (folder / "mpmath.json").write_text(f'{head},\n "values": {{\n{lines}\n }}\n}}\n')


main()
