"""Filters whose responses are golden, and how responses are written: at 24 voxels, and their sum and sum of squares."""
import json
from pathlib import Path

import numpy as np

from common import load, versions


def in3d(boundary):
    return {"dimensions": 3, "boundary": boundary}


def in2d(boundary):
    return {"dimensions": 2, "boundary": boundary}


LOG = {"filter": "laplacian_of_gaussian", "unit": "voxel"}
GABOR = {"filter": "gabor", "unit": "voxel"}
BOUNDARIES = ("zero", "nearest", "periodic", "mirror")

CASES = [
    *({"filter": "mean", "support": s, **in3d(b)} for b, s in zip(BOUNDARIES, (3, 5, 7, 15))),
    {"filter": "mean", "support": 5, **in2d("nearest")},
    *({**LOG, "sigma": s, **in3d(b)} for b, s in zip(BOUNDARIES, (0.8, 1.2, 1.5, 2.1))),
    {**LOG, "sigma": 1.3, "cutoff": 3, **in2d("mirror")},
    {**LOG, "sigma": 1.3, "riesz": {"order": [1, 0, 0]}, **in3d("zero")},
    {**LOG, "sigma": 1.1, "riesz": {"order": [0, 1, 2]}, **in3d("mirror")},
    {**LOG, "sigma": 1.5, "riesz": {"order": [1, 1, 0]}, **in3d("periodic")},
    {**LOG, "sigma": 1.2, "riesz": {"order": [2, 1]}, **in2d("nearest")},
    {**LOG, "sigma": 1.2, "riesz": {"order": [2, 0, 0], "steering": {"sigma": 1.0, "unit": "voxel"}}, **in3d("mirror")},
    {**LOG, "sigma": 1.0, "riesz": {"order": [1, 0, 2], "steering": {"sigma": 0.7, "unit": "voxel"}}, **in3d("zero")},
    {"filter": "laws", "kernels": "L5E5S5", **in3d("zero")},
    {"filter": "laws", "kernels": "W5R5L5", **in3d("periodic")},
    {"filter": "laws", "kernels": "L3S3R5", "rotationPooling": "mean", **in3d("mirror")},
    {"filter": "laws", "kernels": "E5W5S5", "rotationPooling": "max", **in3d("nearest")},
    {"filter": "laws", "kernels": "L5E5E5", "rotationPooling": "max", "energyDistance": 3, **in3d("mirror")},
    {"filter": "laws", "kernels": "L5W5", "rotationPooling": "max", "energyDistance": 2, **in2d("zero")},
    {"filter": "laws", "kernels": "S3E3", **in2d("periodic")},
    {**GABOR, "sigma": 2.0, "wavelength": 3.0, "aspectRatio": 0.8, "thetaDegrees": 30.0, "planes": "axial", "boundary": "zero"},
    {**GABOR, "sigma": 1.5, "wavelength": 4.0, "aspectRatio": 1.5, "rotation": {"stepDegrees": 45.0, "pooling": "mean"}, "planes": "axial", "boundary": "periodic"},
    {**GABOR, "sigma": 1.7, "wavelength": 2.5, "aspectRatio": 1.0, "rotation": {"stepDegrees": 72.0, "pooling": "max"}, "planes": "axial", "boundary": "nearest"},
    {**GABOR, "sigma": 1.2, "wavelength": 2.0, "aspectRatio": 1.4, "rotation": {"stepDegrees": 60.0, "pooling": "mean"}, "planes": "orthogonal", "boundary": "mirror"},
    {**GABOR, "sigma": 6.0, "wavelength": 5.0, "aspectRatio": 0.5, "thetaDegrees": -100.0, "planes": "orthogonal", "boundary": "mirror"},
    *(
        {"filter": "separable_wavelet", "wavelet": w, "subband": s, "level": level, **in3d(b)}
        for w, s, level, b in (("haar", "HLL", 1, "zero"), ("db2", "LHL", 1, "mirror"), ("db3", "LLH", 2, "nearest"), ("coif1", "HHL", 1, "periodic"), ("db4", "HLH", 2, "periodic"))
    ),
    {"filter": "separable_wavelet", "wavelet": "haar", "subband": "LLL", "level": 3, "rotationPooling": "mean", **in3d("mirror")},
    {"filter": "separable_wavelet", "wavelet": "db2", "subband": "LHH", "level": 2, "rotationPooling": "max", **in3d("zero")},
    {"filter": "separable_wavelet", "wavelet": "db3", "subband": "LH", "level": 1, "rotationPooling": "mean", **in2d("mirror")},
    {"filter": "separable_wavelet", "wavelet": "coif2", "subband": "HH", "level": 2, "rotationPooling": "max", **in2d("nearest")},
    *({"filter": "simoncelli", "level": level, **in3d("periodic")} for level in (1, 2, 3)),
    {"filter": "simoncelli", "level": 1, "padding": 9, **in3d("mirror")},
    {"filter": "simoncelli", "level": 2, **in2d("periodic")},
    {"filter": "simoncelli", "level": 1, **in2d("mirror")},
    {"filter": "simoncelli", "level": 1, "riesz": {"order": [0, 2, 0]}, **in3d("periodic")},
    {"filter": "simoncelli", "level": 2, "riesz": {"order": [1, 1, 1]}, "padding": 5, **in3d("nearest")},
    {"filter": "simoncelli", "level": 1, "riesz": {"order": [0, 2, 0], "steering": {"sigma": 1.0, "unit": "voxel"}}, "padding": 6, **in3d("nearest")},
]


def SIMONCELLI_PADDING(level):
    return 16 * 2**level


def positions(shape):
    """24 voxels (z, y, x): corners, and places all over the volume."""
    d, h, w = shape
    corners = [(z, y, x) for z in (0, d - 1) for y in (0, h - 1) for x in (0, w - 1)]
    return corners + [((5 * i + 2) % d, (7 * i + 3) % h, (11 * i + 5) % w) for i in range(16)]


def write(out, tool, generator, packages, cases, respond):
    """Responses of the crop of the fixture that is longest along x."""
    image = load("volume").intensity[:9, :14, :17].astype(np.float64)
    rows = []
    for spec in cases:
        response = respond(image, spec)
        if response is None:
            continue
        row = {"filter": spec, "values": [float(response[at]) for at in positions(image.shape)]}
        if np.isfinite(response).all():
            row |= {"sum": float(response.sum()), "square_sum": float((response**2).sum())}
        rows.append(row)
    head = {
        "dataset": "filters", "tool": tool, "kind": "oracle", "version": versions(*packages),
        "generator": f"tools/oracles/{Path(generator).name}",
        "settings": {
            "image": "volume.json, first 17 x 14 x 9 voxels along x, y, z; lengths in voxels",
            "filter": "as filterVolume takes it",
            "values": "at the voxels of `positions`; sums are over the response, left out where only the voxels were computed",
        },
        "positions": [list(at[::-1]) for at in positions(image.shape)],
    }
    path = Path(out) / "filters" / f"{tool}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = json.dumps(head, indent=1)[:-2] + ',\n "rows": [\n'
    path.write_text(lines + ",\n".join("  " + json.dumps(r, separators=(",", ":"), allow_nan=False) for r in rows) + "\n ]\n}\n")
    print(f"{path.relative_to(out)}: {len(rows)} filters, {path.stat().st_size} bytes")
