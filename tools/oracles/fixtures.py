#!/usr/bin/env python3
"""Small scenes with awkward regions, written as JSON so that tests need no image reader.

    python fixtures.py [OUT_DIR]          write cells, edge, volume and float (default: reference-data/fixtures)
    python fixtures.py --check [OUT_DIR]  fail if the files there differ from what would be written

Everything is a closed form plus an integer hash of the coordinates, so the scenes do not depend on
a library's random generator. Arrays are little-endian and row-major; `axes` names them slowest first.
"""
import base64
import hashlib
import json
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
DEFAULT_OUT = HERE.parents[1] / "reference-data" / "fixtures"


def hash01(seed, *coordinates):
    """Uniform in [0, 1) from integer coordinates: the finaliser of a 64-bit mixing hash."""
    with np.errstate(over="ignore"):
        h = np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15)
        for c in coordinates:
            h = h ^ (np.asarray(c).astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15) + (h << np.uint64(6)) + (h >> np.uint64(2)))
            h = (h ^ (h >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            h = (h ^ (h >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            h = h ^ (h >> np.uint64(31))
    return (h >> np.uint64(11)).astype(np.float64) / 2.0**53


def blob(y, x, cy, cx, a, b, angle, wobble, phase=0.0):
    """Ellipse with semi-axes a, b whose radius wobbles with the second to fourth harmonic."""
    dy, dx = y - cy, x - cx
    u = (dx * np.cos(angle) + dy * np.sin(angle)) / a
    v = (-dx * np.sin(angle) + dy * np.cos(angle)) / b
    t = np.arctan2(v, u)
    limit = 1 + wobble * (np.cos(2 * t + phase) + 0.6 * np.cos(3 * t - phase) + 0.5 * np.sin(4 * t + 2 * phase))
    return np.hypot(u, v) <= limit


def cells():
    n = 96
    y, x = np.mgrid[0:n, 0:n]
    labels = np.zeros((n, n), np.uint16)
    image = 60 + 40 * hash01(1, y, x)

    def put(label, mask, level, gradient, noise):
        labels[mask] = label
        value = level + gradient * np.sin(x / 5.0 + label) * np.cos(y / 7.0 - label) + noise * (hash01(10 + label, y, x) - 0.5)
        image[mask] = value[mask]

    put(1, blob(y, x, 22, 24, 15, 10, 0.5, 0.10), 1400, 700, 500)
    put(2, blob(y, x, 50, 3, 11, 8, 1.2, 0.12, 1), 900, 300, 900)
    ring = blob(y, x, 22, 68, 15, 12, -0.3, 0.08, 2) & ~blob(y, x, 23, 66, 4.5, 3, 0.4, 0.1)
    put(3, ring, 2600, 900, 260)
    parts = blob(y, x, 52, 30, 7, 5, 0.2, 0.1, 3) | blob(y, x, 60, 44, 5, 4, 1.0, 0.1, 4)
    put(5, parts, 700, 240, 120)
    pair = blob(y, x, 55, 72, 18, 11, 0.15, 0.06, 5)
    seam = x < 71 + 2.5 * np.sin(y / 2.0)
    put(8, pair & seam, 1900, 500, 800)
    put(9, pair & ~seam, 2100, 500, 300)
    put(12, blob(y, x, 80, 12, 3.4, 2.2, 0.7, 0.05), 320, 30, 9)
    crescent = blob(y, x, 82, 52, 14, 10, 0.1, 0.05, 6) & ~blob(y, x, 78, 56, 9, 6, 0.1, 0.05)
    put(40, crescent, 1100, 1000, 1300)
    image[crescent & (hash01(77, y, x) < 0.06)] = 0

    rois = {
        1: "irregular", 2: "touches the left border", 3: "one hole", 5: "two parts",
        8: "touches 9", 9: "touches 8", 12: "small, fewer grey levels than bins", 40: "concave, holds pixels of intensity 0",
    }
    return labels, np.clip(np.rint(image), 0, 65535).astype(np.uint16), "yx", [1.0, 1.0], rois


def edge():
    n = 48
    y, x = np.mgrid[0:n, 0:n]
    labels = np.zeros((n, n), np.uint32)
    image = np.rint(1000 + 900 * hash01(2, y, x))
    rois = {}

    def put(label, rows, columns, what, values=None):
        labels[rows, columns] = label
        if values is not None:
            image[rows, columns] = values
        rois[label] = what

    i = np.arange(7)
    put(1, [2], [2], "one pixel")
    put(2, np.full(7, 2), 5 + i, "horizontal line")
    put(3, 5 + i, np.full(7, 2), "vertical line")
    put(4, 5 + i, 5 + i, "diagonal line, connected by corners only")
    put(5, *np.mgrid[2:4, 15:17], "2 x 2 square")
    ring = [(r, c) for r in range(3) for c in range(3) if (r, c) != (1, 1)]
    put(6, np.array([7 + r for r, _ in ring]), np.array([16 + c for _, c in ring]), "3 x 3 ring around one background pixel")
    put(7, *np.mgrid[2:7, 22:28], "constant intensity", 1234)
    two = np.where((np.add.outer(np.arange(5), 2 * np.arange(6)) % 3) == 0, 500, 900)
    put(8, *np.mgrid[10:15, 22:28], "two intensities", two)
    put(9, *np.mgrid[2:6, 32:37], "all intensities 0", 0)
    put(10, *np.mgrid[10:14, 32:37], "saturated, 65535 everywhere", 65535)
    put(11, *np.mgrid[40:48, 40:48], "square in the lower right corner of the image")
    put(12, np.array([20, 21]), np.array([3, 3]), "two pixels")
    put(13, 24 + i, 12 - i, "anti-diagonal line")
    rows, columns = np.nonzero(np.add.outer(np.arange(6), np.arange(6)) % 2 == 0)
    put(14, 20 + rows, 18 + columns, "checkerboard: 18 pixels joined by corners only")
    bright = np.rint(65000 + 8 * hash01(3, *np.mgrid[0:8, 0:9]))
    put(15, *np.mgrid[20:28, 30:39], "bright with a small spread: raw power sums cancel", bright)
    put(16, np.array([44, 46]), np.array([2, 11]), "two distant pixels: no neighbours at distance 1")
    put(70000, *np.mgrid[32:37, 4:10], "label above 65535")
    put(4294967295, *np.mgrid[32:38, 20:25], "largest 32-bit label")
    return labels, image.astype(np.uint16), "yx", [1.0, 1.0], rois


def volume():
    z, y, x = np.mgrid[0:12, 0:20, 0:24]
    labels = np.zeros(z.shape, np.uint16)
    image = np.rint(-700 + 60 * hash01(4, z, y, x))

    def put(label, mask, level, gradient, noise):
        labels[mask] = label
        value = level + gradient * np.sin(x / 3.0 + z) * np.cos(y / 4.0 - z / 2.0) + noise * (hash01(20 + label, z, y, x) - 0.5)
        image[mask] = np.rint(value[mask])

    def ball(cz, cy, cx, rz, ry, rx, wobble):
        d = np.sqrt(((z - cz) / rz) ** 2 + ((y - cy) / ry) ** 2 + ((x - cx) / rx) ** 2)
        return d <= 1 + wobble * np.sin(x * 0.9 + y * 0.7) * np.cos(z * 0.8 + y * 0.5)

    put(1, ball(5, 6, 7, 3.6, 4.6, 5.4, 0.15), 40, 160, 120)
    shell = ball(7, 12, 19, 4.2, 5.4, 6.0, 0.1) & ~ball(7, 12, 18, 1.2, 1.5, 1.6, 0.0)
    put(2, shell & (labels == 0), -180, 90, 300)
    parts = ball(2, 15, 5, 1.3, 2.6, 3.4, 0.1) | ball(8, 15, 6, 1.6, 2.8, 2.6, 0.1)
    put(7, parts & (labels == 0), 310, 60, 40)
    rois = {
        1: "irregular ball, both signs",
        2: "touches the volume border, closed cavity",
        7: "two parts with empty slices between them",
    }
    return labels, image.astype(np.int16), "zyx", [2.5, 0.8, 0.8], rois


def float32():
    n = 48
    y, x = np.mgrid[0:n, 0:n]
    labels = np.zeros((n, n), np.uint8)
    image = -0.25 + 0.5 * hash01(5, y, x)

    def put(label, mask, level, gradient, noise):
        labels[mask] = label
        value = level + gradient * np.sin(x / 4.0 - label) * np.cos(y / 6.0 + label) + noise * (hash01(30 + label, y, x) - 0.5)
        image[mask] = value[mask]

    put(1, blob(y, x, 14, 15, 12, 8, 0.4, 0.1), 35.5, 160, 80)
    put(2, blob(y, x, 32, 34, 11, 9, -0.8, 0.1, 1) & ~blob(y, x, 31, 35, 3, 2, 0, 0), -140.25, 50, 30)
    put(3, blob(y, x, 38, 10, 6, 5, 0.3, 0.1, 2), 0.5, 0.3, 0.5)
    rois = {1: "both signs", 2: "negative only, one hole", 3: "0 to 1, fractional"}
    return labels, image.astype(np.float32), "yx", [1.0, 1.0], rois


def packed(a):
    little = np.ascontiguousarray(a, a.dtype.newbyteorder("<"))
    return {"dtype": a.dtype.name, "base64": base64.b64encode(little.tobytes()).decode()}


def document(name, build):
    labels, image, axes, spacing, rois = build()
    present = [int(v) for v in np.unique(labels) if v]
    assert present == sorted(rois), (name, present, sorted(rois))
    little = np.ascontiguousarray(image, image.dtype.newbyteorder("<")).tobytes()
    return {
        "name": name,
        "generator": "tools/oracles/fixtures.py",
        "axes": axes,
        "shape": list(image.shape),
        "spacing": spacing,
        "sha256": hashlib.sha256(little + np.ascontiguousarray(labels, labels.dtype.newbyteorder("<")).tobytes()).hexdigest(),
        "rois": [{"label": label, "pixels": int((labels == label).sum()), "what": what} for label, what in sorted(rois.items())],
        "labels": packed(labels),
        "intensity": packed(image),
    }


def main(arguments):
    check = "--check" in arguments
    rest = [a for a in arguments if a != "--check"]
    out = Path(rest[0]) if rest else DEFAULT_OUT
    out.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, build in {"cells": cells, "edge": edge, "volume": volume, "float": float32}.items():
        text = json.dumps(document(name, build), indent=1) + "\n"
        path = out / f"{name}.json"
        if check:
            if not path.exists() or path.read_text() != text:
                stale.append(str(path))
        else:
            path.write_text(text)
            print(f"{path.name}: {len(text)} bytes")
    if stale:
        sys.exit(f"differs from what the generator writes: {', '.join(stale)}")


if __name__ == "__main__":
    main(sys.argv[1:])
