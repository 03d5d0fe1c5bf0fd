#!/usr/bin/env python3
"""Small NRRD files written by pynrrd, and what pynrrd reads from them; positions checked against SimpleITK.

    python gen-nrrd-fixtures.py [--out reference-data/io/nrrd] [--data FOLDER]

Rows as in gen-nifti-fixtures.py. With --data the files below FOLDER, which stay where they are, are described in
volumes.json.
"""
import argparse
import gzip
from pathlib import Path

import nrrd
import numpy as np
import SimpleITK as sitk

from volume_fixtures import ROOT, SIZE, row, save, scene

OBLIQUE = np.array([[0.8, -0.36, 0.48], [0.6, 0.48, -0.64], [0, 0.8, 0.6]])
STEPS = np.array([0.75, 1.25, 2.5])
ORIGIN = [-90.5, 126.25, -72.75]
SIGNS = {"left-posterior-superior": [1, 1, 1], "right-anterior-superior": [-1, -1, 1], "left-anterior-superior": [1, -1, 1]}
SPACE = {"space": "left-posterior-superior", "space directions": OBLIQUE.T * STEPS[:, None], "space origin": ORIGIN}


def describe(id, path, claim, dtype, axes="zyx", notes=0, itk=True):
    """`axes` names the axes of the array, slowest first; c is a channel, t time."""
    data, header = nrrd.read(str(path))
    data = data.T
    for letter in "ctzyx":
        if letter not in axes:
            axes, data = letter + axes, data[None]
    values = data.transpose([axes.index(a) for a in "ctzyx"])
    origin = directions = None
    spacing, unit = [1.0, 1, 1], "pixel"
    vectors = header.get("space directions")
    if vectors is not None:
        vectors = np.array([v for v in np.asarray(vectors, float) if not np.isnan(v).any()])
        spacing = [*np.linalg.norm(vectors, axis=1), 1][:3]
        unit = "mm"
        scale = 1e-3 if "um" in header.get("space units", []) else 1
        if "space origin" in header:
            sign = np.array(SIGNS.get(header.get("space"), [1, 1, 1]))[: len(vectors)]
            directions = [sign * v / np.linalg.norm(v) for v in vectors]
            origin = sign * np.array(header["space origin"]) * scale
            if len(vectors) == 2:
                directions = [[*d, 0] for d in directions] + [[0, 0, 1]]
                origin = [*origin, 0]
        if scale != 1:
            unit = "um"
    elif "spacings" in header:
        steps = dict(zip(axes[-data.ndim:][::-1], header["spacings"]))
        spacing = [float(steps.get(a, 1)) for a in "xyz"]
        unit = "mm"
    if itk:
        read = sitk.ReadImage(str(path))
        if read.GetDimension() == 3 and read.GetNumberOfComponentsPerPixel() == 1:
            assert np.array_equal(sitk.GetArrayFromImage(read), values[0, 0]), id
            assert np.allclose(read.GetSpacing(), spacing, atol=1e-9), id
            if origin is not None:
                assert np.allclose(read.GetOrigin(), origin, atol=1e-9), id
                assert np.allclose(np.reshape(read.GetDirection(), (3, 3)).T, directions, atol=1e-9), id
    return row(id, path.name, claim, dtype, values, spacing, unit, origin, directions, notes)


def fixtures(out):
    rows = []
    out.mkdir(parents=True, exist_ok=True)
    for old in [*out.glob("*.nrrd"), *out.glob("*.nhdr"), *out.glob("*.raw*"), *out.glob("*.txt")]:
        old.unlink()
    memory = {"int64": "float64", "uint64": "float64"}

    def add(id, claim, data, header=None, dtype=None, ending=".nrrd", axes="zyx", encoding="gzip", then=None, notes=0, itk=True, **options):
        path = out / f"{id}{ending}"
        nrrd.write(str(path), data, {"encoding": encoding, **(SPACE if header is None else header)}, **options)
        if then:
            path.write_bytes(then(path.read_bytes()))
        # The date in the comment and in the gzip header would change with every run.
        lines = path.read_bytes().split(b"\n\n", 1)
        head = b"\n".join(line for line in lines[0].split(b"\n") if not line.startswith((b"# This", b"# on", b"# Complete", b"# http")))
        tail = lines[1] if len(lines) > 1 else b""
        if encoding == "gzip" and tail:
            tail = gzip.compress(gzip.decompress(tail), mtime=0)
        path.write_bytes(head + b"\n\n" + tail)
        rows.append(describe(id, path, claim, dtype or memory.get(data.dtype.name, data.dtype.name), axes, notes, itk))

    for dtype in ("uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64"):
        add(f"{dtype}-gzip", f"{dtype}, gzip", scene(dtype))
        data = scene(dtype)
        add(f"{dtype}-raw-be", f"{dtype}, raw, big-endian", data.astype(data.dtype.newbyteorder(">")), encoding="raw", dtype=memory.get(dtype, dtype))
    small = np.clip(scene("float32"), -1024, 1024).astype("int16")
    for dtype in ("int16", "float32", "uint64"):
        data = scene(dtype) if dtype != "uint64" else scene("uint32").astype("uint64")
        add(f"{dtype}-ascii", f"{dtype}, written as text", data, encoding="ascii")
    for space in ("right-anterior-superior", "left-anterior-superior"):
        add(space, f"coordinates {space}", small, {**SPACE, "space": space})
    # ITK leaves coordinates of other spaces as they are, and so do we.
    add("scanner", "a space that is not the patient's", small, {**SPACE, "space": "scanner-xyz"}, notes=1)
    add("no-origin", "directions without an origin: no position", small, {k: v for k, v in SPACE.items() if k != "space origin"})
    add("micrometres", "unit of space", small, {**SPACE, "space units": ["um", "um", "um"]}, itk=False)
    add("spacings", "spacings without directions", small, {"spacings": [0.5, 0.25, 3]}, notes=1)
    add("nothing-stated", "neither spacings nor directions: pixels", small, {})
    add("comments", "comments and key/value pairs between fields", small, {**SPACE, "patient weight": "70:=kg"}, then=lambda b: b.replace(b"encoding:", b"# note: a comment\nencoding:"))
    plane = {"space dimension": 2, "space directions": [[0.5, 0], [0, 0.75]], "space origin": [3, 4]}
    add("plane", "a plane", scene("uint8", SIZE[:2]), plane, axes="yx", notes=1)
    nan = np.full(3, np.nan)
    vectors = {**SPACE, "space directions": np.vstack([nan, SPACE["space directions"]]), "kinds": ["vector", "domain", "domain", "domain"]}
    for encoding in ("gzip", "raw"):
        add(f"vector-{encoding}", "a vector per voxel: channels, side by side", scene("float32", (3, *SIZE)), vectors, axes="zyxc", encoding=encoding, itk=False)
    times = {**SPACE, "space directions": np.vstack([SPACE["space directions"], nan]), "kinds": ["domain", "domain", "domain", "time"]}
    add("frames", "time points", scene("int16", (*SIZE, 3)), times, axes="tzyx", itk=False)
    lists = {**SPACE, "space directions": np.vstack([SPACE["space directions"], nan]), "kinds": ["domain", "domain", "domain", "list"]}
    add("list-last", "channels one after the other", scene("uint8", (*SIZE, 3)), lists, axes="czyx", encoding="raw", itk=False)
    for encoding, ending in (("raw", "raw"), ("gzip", "raw.gz"), ("ascii", "txt")):
        add(f"detached-{encoding}", f"header and {encoding} samples in two files", small, ending=".nhdr", encoding=encoding)
    for path in out.glob("*.gz"):
        path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()), mtime=0))

    # What other writers leave before the samples; pynrrd and SimpleITK read it.
    head = (out / "detached-raw.nhdr").read_bytes()
    raw = (out / "detached-raw.raw").read_bytes()
    for id, claim, skip, data in (
        ("byte-skip", "bytes to skip", b"byte skip: 11\n", b"eleven byte" + raw),
        ("byte-skip-end", "samples at the very end of the file", b"byte skip: -1\n", b"a header of unknown length" + raw),
        ("line-skip", "lines and bytes to skip", b"line skip: 2\nbyte skip: 3\n", b"one\ntwo\nabc" + raw),
    ):
        (out / f"{id}.raw").write_bytes(data)
        path = out / f"{id}.nhdr"
        path.write_bytes(head.replace(b"data file: detached-raw.raw\n", skip + f"data file: {id}.raw\n".encode()))
        rows.append(describe(id, path, claim, "int16"))
    (out / "line-skip-gzip.raw.gz").write_bytes(b"a line\n" + gzip.compress(b"skip" + raw, mtime=0))
    packed = out / "line-skip-gzip.nhdr"
    packed.write_bytes(head.replace(b"data file: detached-raw.raw\n", b"line skip: 1\nbyte skip: 4\ndata file: line-skip-gzip.raw.gz\n").replace(b"encoding: raw", b"encoding: gzip"))
    # pynrrd skips both before; the definition and teem (in SimpleITK) do not.
    assert np.array_equal(sitk.GetArrayFromImage(sitk.ReadImage(str(packed))), small.T)
    same = next(r for r in rows if r["id"] == "detached-gzip")
    rows.append({**same, "id": "line-skip-gzip", "file": packed.name, "claim": "lines are skipped before, bytes after decompression"})
    crlf = out / "crlf.nrrd"
    first, rest = (out / "int16-gzip.nrrd").read_bytes().split(b"\n\n", 1)
    crlf.write_bytes(first.replace(b"\n", b"\r\n") + b"\r\n\r\n" + rest)
    rows.append({**rows[[r["id"] for r in rows].index("int16-gzip")], "id": "crlf", "file": crlf.name, "claim": "lines end with CR and LF"})
    return rows


def volumes(folder):
    rows = []
    for path in sorted(folder.rglob("*.nrrd")):
        data, _ = nrrd.read(str(path))
        rows.append({**describe(path.stem, path, "real data", data.dtype.name), "file": path.relative_to(folder).as_posix()})
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "reference-data/io/nrrd")
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    versions = {"pynrrd": nrrd.__version__, "SimpleITK": sitk.__version__}
    save(options.out / "expected.json", Path(__file__).name, versions, fixtures(options.out), size=SIZE)
    if options.data:
        save(options.out / "volumes.json", Path(__file__).name, versions, volumes(options.data))
