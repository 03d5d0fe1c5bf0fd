#!/usr/bin/env python3
"""Small MetaImage files written by SimpleITK or, where it cannot, by hand, and what SimpleITK reads from them.

    python gen-metaimage-fixtures.py [--out reference-data/io/metaimage]

Rows as in gen-nifti-fixtures.py. The pixels written are NumPy's and are compared with those read.
"""
import argparse
import zlib
from pathlib import Path

import numpy as np
import SimpleITK as sitk

from volume_fixtures import ROOT, SIZE, row, save, scene

OBLIQUE = np.array([[0.8, -0.36, 0.48], [0.6, 0.48, -0.64], [0, 0.8, 0.6]])
STEPS = [0.75, 1.25, 2.5]
ORIGIN = [-90.5, 126.25, -72.75]
MEMORY = {"int64": "float64", "uint64": "float64"}


def picture(data, vector=False):
    """`data` has the axes (channel,) x, y, z, t in this order."""
    image = sitk.GetImageFromArray(np.ascontiguousarray(data.T), isVector=vector)
    n = image.GetDimension()
    image.SetSpacing([*STEPS, 1.5][:n])
    image.SetOrigin([*ORIGIN, 0][:n])
    if n == 3:
        image.SetDirection(OBLIQUE.ravel())
    return image


def describe(id, path, claim, dtype, data=None):
    read = sitk.ReadImage(str(path))
    values = sitk.GetArrayFromImage(read)
    if data is not None:
        assert np.array_equal(values, data), id
    if read.GetNumberOfComponentsPerPixel() > 1:
        values = np.moveaxis(values, -1, 0)
    else:
        values = values[None]
    n = read.GetDimension()
    while values.ndim < 5:
        values = values[:, None]
    m = np.eye(3)
    k = min(n, 3)
    m[:k, :k] = np.reshape(read.GetDirection(), (n, n))[:k, :k]
    origin = [*read.GetOrigin(), 0, 0][:3] if n < 3 else read.GetOrigin()[:3]
    spacing = [*read.GetSpacing(), 1, 1][:3] if n < 3 else read.GetSpacing()[:3]
    return row(id, path.name, claim, dtype, values, spacing, "mm", origin, m.T)


def fixtures(out):
    rows = []
    out.mkdir(parents=True, exist_ok=True)
    for old in out.iterdir():
        old.unlink()

    def add(id, claim, data, dtype=None, ending=".mha", compress=False, vector=False):
        path = out / f"{id}{ending}"
        sitk.WriteImage(picture(data, vector), str(path), useCompression=compress)
        rows.append(describe(id, path, claim, dtype or MEMORY.get(data.dtype.name, data.dtype.name), data.T))

    for dtype in ("uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64"):
        add(dtype, f"{dtype}, raw", scene(dtype))
        add(f"{dtype}-zlib", f"{dtype}, compressed", scene(dtype), compress=True)
    small = np.clip(scene("float32"), -1024, 1024).astype("int16")
    add("detached", "header and samples in two files", small, ending=".mhd")
    add("detached-zlib", "header and compressed samples in two files", small, ending=".mhd", compress=True)
    add("plane", "a plane", scene("uint8", SIZE[:2]))
    add("frames", "time points", scene("int16", (*SIZE, 3)), compress=True)
    add("channels", "channels, side by side", scene("float32", (3, *SIZE)), vector=True)
    add("channels-zlib", "channels, side by side, compressed", scene("uint8", (2, *SIZE)), vector=True, compress=True)

    head = (out / "detached.mhd").read_text()
    raw = (out / "detached.raw").read_bytes()
    swapped = np.frombuffer(raw, "<i2").astype(">i2").tobytes()
    text = " ".join(map(str, np.frombuffer(raw, "<i2"))).encode() + b"\n"
    local = head.replace("ElementDataFile = detached.raw", "ElementDataFile = LOCAL")
    packed = zlib.compress(raw)
    hand = {
        "msb": ("big-endian", local.replace("ByteOrderMSB = False", "ByteOrderMSB = True").encode() + swapped),
        "text": ("samples as text", local.replace("BinaryData = True", "BinaryData = False").encode() + text),
        "header-size": ("bytes before the samples", local.replace("ElementDataFile", "HeaderSize = 5\nElementDataFile").encode() + b"12345" + raw),
        "old-keys": ("older names of the keys", local.replace("TransformMatrix", "Orientation").replace("Offset", "Origin").encode() + raw),
        "no-size": ("compressed data without their length", local.replace("CompressedData = False", "CompressedData = True").encode() + packed),
    }
    for id, (claim, data) in hand.items():
        path = out / f"{id}.mha"
        path.write_bytes(data)
        same = next(r for r in rows if r["id"] == "detached")
        rows.append({**same, "id": id, "file": path.name, "claim": claim})
        # SimpleITK takes neither bytes to skip before local samples nor compressed data without their length.
        if id not in ("header-size", "no-size"):
            assert describe(id, path, claim, "int16") == rows[-1], id
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "reference-data/io/metaimage")
    options = parser.parse_args()
    save(options.out / "expected.json", Path(__file__).name, {"SimpleITK": sitk.__version__}, fixtures(options.out), size=SIZE)
