#!/usr/bin/env python3
"""Low-pass filters of Daubechies wavelets and Coiflets from their defining equations, with 50 digits.

Daubechies: spectral factorisation with the roots inside the unit circle (Daubechies, Ten Lectures on Wavelets,
section 6.4). Coiflets: Newton's method on orthonormality and vanishing moments (section 8.2) from PyWavelets' values.
Writes the table of the package; needs mpmath and pywt.

    python tools/oracles/gen-wavelet-filters.py packages/radiomics-ibsi/src/filters/wavelets/coefficients.ts
"""
import sys

import pywt
from mpmath import binomial, lu_solve, matrix, mp, mpf, polyroots, sqrt

mp.dps = 50


def daubechies(moments):
    roots = polyroots([binomial(moments - 1 + k, k) for k in reversed(range(moments))], maxsteps=500, extraprec=400) if moments > 1 else []
    h = [mpf(1)]
    times = lambda p, root: [a - root * b for a, b in zip(p + [mpf(0)], [mpf(0)] + p)]
    for y in roots:
        half = 1 - 2 * y
        z = half - sqrt(half * half - 1)
        h = times(h, z if abs(z) < 1 else 1 / z)
    for _ in range(moments):
        h = times(h, -1)
    h = [mp.re(c) for c in h]
    return [c * sqrt(2) / sum(h) for c in reversed(h)]


def coiflet(k):
    h = [mpf(c) for c in pywt.Wavelet(f"coif{k}").dec_lo]
    n = len(h)
    centre = int(mp.nint(sum(i * c for i, c in enumerate(h)) / sqrt(2)))
    powers = lambda p: [mpf(i - centre) ** p if p else mpf(1) for i in range(n)]
    for _ in range(6):
        rows, rest = [], []
        for m in range(n // 2):
            rows.append([(h[i + 2 * m] if i + 2 * m < n else 0) + (h[i - 2 * m] if i >= 2 * m else 0) for i in range(n)])
            rest.append(sum(h[i] * h[i + 2 * m] for i in range(n - 2 * m)) - (m == 0))
        for p in range(2 * k):
            rows.append([(-1) ** i * w for i, w in enumerate(powers(p))])
            rest.append(sum((-1) ** i * w * c for i, (w, c) in enumerate(zip(powers(p), h))))
            rows.append(powers(p))
            rest.append(sum(w * c for w, c in zip(powers(p), h)) - (sqrt(2) if p == 0 else 0))
        a, b = matrix(rows), matrix(rest)
        step = lu_solve(a.T * a, a.T * b)
        h = [c - step[i] for i, c in enumerate(h)]
    assert max(abs(r) for r in rest) < mpf(10) ** -20, "the equations do not hold"
    return h


table = {"haar": daubechies(1), **{f"db{n}": daubechies(n) for n in range(2, 11)}, **{f"coif{k}": coiflet(k) for k in range(1, 6)}}
lines = [
    "/**",
    " * Low-pass decomposition filters. Written by tools/oracles/gen-wavelet-filters.py from the defining equations.",
    " * @module",
    " */",
    "",
    "/** By name: Daubechies wavelets by vanishing moments, Coiflets by half of them. Their norm is 1. */",
    "export const lowPass: Readonly<Record<string, readonly number[]>> = {",
]
for name, h in table.items():
    known = pywt.Wavelet(name).dec_lo
    print(name, len(h), max(abs(float(a) - b) for a, b in zip(h, known)))
    values = ["Math.SQRT1_2"] * 2 if name == "haar" else [repr(float(c)) for c in h]
    lines += [f"  {name}: [", *[f"    {c}," for c in values], "  ],"]
open(sys.argv[1], "w").write("\n".join([*lines, "};", ""]))
