"""What the golden generators share: fixtures in, goldens out."""
import argparse
import base64
import importlib.util
import json
import math
import platform
import sys
from importlib import metadata
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "reference-data"
FIXTURES = ("cells", "edge", "volume", "float")


class Fixture:
    """One scene: labels and intensity of the same shape, axes slowest first."""

    def __init__(self, name, labels, intensity, spacing, rois):
        self.name, self.labels, self.intensity, self.spacing, self.rois = name, labels, intensity, spacing, rois

    @property
    def ndim(self):
        return self.labels.ndim

    def mask(self, label):
        return self.labels == label

    def values(self, label):
        """Intensities of a ROI in raster order, as float64."""
        return self.intensity[self.mask(label)].astype(np.float64)

    def boxed(self, label):
        """Bounding-box crop: mask, intensity as float64, and the index of its first corner."""
        box = np.argwhere(self.mask(label))
        lo, hi = box.min(0), box.max(0) + 1
        crop = tuple(slice(a, b) for a, b in zip(lo, hi))
        return self.mask(label)[crop], self.intensity[crop].astype(np.float64), lo


def _array(packed, shape):
    return np.frombuffer(base64.b64decode(packed["base64"]), np.dtype(packed["dtype"]).newbyteorder("<")).reshape(shape)


def load(name, folder=REFERENCE / "fixtures"):
    d = json.loads((Path(folder) / f"{name}.json").read_text())
    return Fixture(name, _array(d["labels"], d["shape"]), _array(d["intensity"], d["shape"]), d["spacing"], [r["label"] for r in d["rois"]])


def versions(*packages):
    return {"python": platform.python_version(), **{p: metadata.version(p) for p in packages}}


class Golden:
    """Collects rows and writes them, one row per line."""

    def __init__(self, family, tool, generator, packages, settings, notes=None, kind="oracle"):
        self.path_parts = (family, tool)
        self.head = {
            "family": family, "tool": tool, "kind": kind, "version": versions(*packages),
            "generator": f"tools/oracles/{Path(generator).name}", "settings": settings,
        }
        self.notes = dict(notes or {})
        self.rows = []

    def add(self, fixture, label, feature, id, value, config=None, note=None, **extra):
        row = {"fixture": fixture, "label": int(label), "feature": feature}
        if id is not None:
            row["id"] = id
        if config is not None:
            row["config"] = config
        row["value"], extra_missing = plain(value)
        row.update({k: v for k, v in extra.items() if v is not None})
        if extra_missing and "missing" not in row and note is None:
            note = extra_missing
        if note is not None:
            if note not in self.notes:
                raise KeyError(f"note {note!r} is not explained")
            row["note"] = note
        self.rows.append(row)

    def write(self, out=REFERENCE):
        used = {r["note"] for r in self.rows if "note" in r}
        path = Path(out) / self.path_parts[0] / f"{self.path_parts[1]}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = dict(self.head)
        head["notes"] = {k: v for k, v in self.notes.items() if k in used}
        lines = json.dumps(head, indent=1)[:-2] + ',\n "rows": [\n'
        lines += ",\n".join("  " + json.dumps(r, separators=(",", ":"), allow_nan=False) for r in self.rows)
        path.write_text(lines + "\n ]\n}\n")
        print(f"{path.relative_to(out)}: {len(self.rows)} rows, {path.stat().st_size} bytes")


NON_FINITE = "tool-gives-no-finite-number"


def plain(value):
    """A JSON number (integers stay integers), or None with the name of a note."""
    if value is None:
        return None, None
    if isinstance(value, (list, tuple, np.ndarray)) and not np.isscalar(value) and np.ndim(value) == 1:
        return [plain(v)[0] for v in value], None
    if isinstance(value, (bool, np.bool_)):
        return int(value), None
    if isinstance(value, (int, np.integer)):
        return int(value), None
    value = float(np.asarray(value))
    return (value, None) if math.isfinite(value) else (None, NON_FINITE)


FINITE_NOTE = {NON_FINITE: "The tool returns NaN or infinity, or raises."}


def arguments(description):
    """--out for the folder the family folders go to (default: reference-data of this repository)."""
    p = argparse.ArgumentParser(description=description)
    p.add_argument("--out", type=Path, default=REFERENCE)
    return p


def generator(name):
    """The module of another generator (their file names are not identifiers)."""
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), Path(__file__).parent / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
