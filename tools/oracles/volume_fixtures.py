"""What the generators of volume fixtures share: scenes, and the row that describes what a file holds."""
import hashlib
import json
import platform
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SIZE = (7, 5, 4)


def scene(dtype, size=SIZE, seed=1):
    """Noise over the range of the type, limited to what float64 holds; axes in the order of `size`."""
    rng = np.random.default_rng(seed)
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        return (np.round(rng.normal(0, 500, size) * 64) / 64).astype(dtype)
    limits = np.iinfo(dtype)
    low, high = max(limits.min, -(2**53)), min(limits.max, 2**53)
    return rng.integers(low, high, size, dtype=np.int64 if low < 0 else np.uint64, endpoint=True).astype(dtype)


def direction_rows(affine):
    """Origin and unit vectors along the axes of an affine map, both in the coordinates of the map."""
    columns = np.asarray(affine)[:3, :3].T
    return list(np.asarray(affine)[:3, 3]), [list(column / np.linalg.norm(column)) for column in columns]


def row(id, file, claim, dtype, pixels, spacing, unit="mm", origin=None, directions=None, notes=0, **facts):
    """`pixels` has the axes channel, frame, z, y, x; `dtype` is the type in memory; origin and directions are LPS."""
    pixels = np.ascontiguousarray(pixels).astype(np.dtype(dtype).newbyteorder("<"))
    assert pixels.ndim == 5, pixels.shape
    c, t, z, y, x = pixels.shape
    return {
        "id": id, "file": file, "claim": claim, "dtype": dtype, "size": [x, y, z], "channels": c, "frames": t,
        "sha256": hashlib.sha256(pixels.tobytes()).hexdigest(), "sum": float(pixels.sum(dtype="f8")),
        "spacing": {**dict(zip("xyz", map(float, spacing))), "unit": unit},
        "origin": None if origin is None else [float(v) for v in origin],
        "directions": None if directions is None else [[float(v) for v in d] for d in directions],
        "notes": notes, **facts,
    }


def save(path, generator, versions, rows, **settings):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join("  " + json.dumps(r) for r in rows)
    head = json.dumps({"generator": f"tools/oracles/{generator}", "version": {**versions, "numpy": np.__version__, "python": platform.python_version()}, "settings": settings})
    path.write_text(head[:-1] + ', "rows": [\n' + lines + "\n]}\n")
    print(f"{path}: {len(rows)} rows")
