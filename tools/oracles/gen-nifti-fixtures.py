#!/usr/bin/env python3
"""Small NIfTI files written by nibabel, and what nibabel reads from them; positions checked against SimpleITK.

    python gen-nifti-fixtures.py [--out reference-data/io/nifti] [--data FOLDER]

Each row of expected.json names a file, the type in which its values are to be held, and the SHA-256 of the values in
that type, little-endian, ordered channel, frame, z, y, x (x fastest). nibabel applies scl_slope and scl_inter in
float64. Origin and directions are nibabel's affine in LPS. With --data the files below FOLDER, which stay where they
are, are described in volumes.json.
"""
import argparse
import gzip
import struct
from pathlib import Path

import nibabel as nib
import numpy as np
import SimpleITK as sitk

from volume_fixtures import ROOT, SIZE, direction_rows, row, save, scene

OBLIQUE = np.array([[0.8, -0.36, 0.48], [0.6, 0.48, -0.64], [0, 0.8, 0.6]])
STEPS = np.diag([0.75, 1.25, 2.5])
ORIGIN = np.array([-90.5, 126.25, -72.75])
UNITS = {"meter": (1e3, "mm"), "mm": (1, "mm"), "micron": (1, "um")}


def affine(rotation=OBLIQUE, steps=STEPS):
    m = np.eye(4)
    m[:3, :3] = rotation @ steps
    m[:3, 3] = ORIGIN
    return m


def make(data, matrix=None, version=1, endian="<", unit="mm", sform=2, qform=0):
    kind = nib.Nifti1Image if version == 1 else nib.Nifti2Image
    header = kind.header_class(endianness=endian)
    header.set_data_dtype(data.dtype)
    image = kind(data, None, header)
    if unit:
        image.header.set_xyzt_units(unit)
    if matrix is not None:
        image.set_sform(matrix if sform else None, sform)
        image.set_qform(matrix if qform else None, qform)
        image.header["pixdim"][1:4] = np.linalg.norm(np.asarray(matrix)[:3, :3], axis=0)
    return image


def patch(path, field, values, form):
    """Overwrites fields of an uncompressed NIfTI-1 header."""
    data = bytearray(path.read_bytes())
    struct.pack_into(form, data, field, *values)
    path.write_bytes(data)


def describe(id, path, claim, dtype, notes=0, itk=True):
    image = nib.load(path)
    header = image.header
    values = np.asanyarray(image.dataobj)
    values = values.reshape(values.shape + (1,) * (5 - values.ndim))
    unit = header.get_xyzt_units()[0]
    factor, name = UNITS.get(unit, (1, "mm"))
    zooms = [*map(float, header["pixdim"][1:4])]
    origin = directions = None
    if header["sform_code"] > 0 or header["qform_code"] > 0:
        to_mm = {"meter": 1e3, "micron": 1e-3}.get(unit, 1)
        origin, directions = direction_rows(image.affine)
        lps = np.array([-1, -1, 1])
        origin = lps * origin * to_mm
        directions = [lps * d for d in directions]
        # SimpleITK does not read NIfTI-2.
        if itk and to_mm == 1 and not isinstance(image, nib.Nifti2Image):
            read = sitk.ReadImage(str(path))
            n = read.GetDimension()
            if n == 3:
                assert np.allclose(read.GetOrigin(), origin, atol=1e-4), (id, read.GetOrigin(), origin)
                assert np.allclose(np.reshape(read.GetDirection(), (3, 3)).T, directions, atol=1e-5), id
                got = sitk.GetArrayFromImage(read)
                if got.ndim == 3:
                    assert np.allclose(got, values[..., 0, 0].T, rtol=1e-6), id
    elif zooms == [1, 1, 1] and unit == "unknown":
        name = "pixel"
    return row(id, path.name, claim, dtype, values.transpose(4, 3, 2, 1, 0), [z * factor for z in zooms], name, origin, directions, notes)


def fixtures(out):
    rows = []
    out.mkdir(parents=True, exist_ok=True)
    for old in [*out.glob("*.nii*"), *out.glob("*.hdr"), *out.glob("*.img")]:
        old.unlink()

    def add(id, claim, image, dtype, ending=".nii", then=None, **expected):
        path = out / f"{id}{ending}"
        nib.save(image, path)
        if then:
            then(path)
        if ending == ".nii.gz":
            path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()), mtime=0))
        rows.append(describe(id, path, claim, dtype, **expected))

    memory = {"int64": "float64", "uint64": "float64"}
    for dtype in ("uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64"):
        held = memory.get(dtype, dtype)
        add(f"{dtype}-le", f"{dtype}, little-endian", make(scene(dtype), affine()), held)
        add(f"{dtype}-be-gz", f"{dtype}, big-endian, gzip", make(scene(dtype), affine(), endian=">"), held, ".nii.gz")
    for dtype in ("int16", "uint64", "float32"):
        add(f"nifti2-{dtype}-le", f"NIfTI-2, {dtype}", make(scene(dtype), affine(), 2), memory.get(dtype, dtype))
        add(f"nifti2-{dtype}-be-gz", f"NIfTI-2, {dtype}, big-endian, gzip", make(scene(dtype), affine(), 2, ">"), memory.get(dtype, dtype), ".nii.gz")

    def scaling(slope, inter, endian="<"):
        return lambda path: patch(path, 112, (slope, inter), f"{endian}2f")

    small = np.clip(scene("float32"), -1024, 1024).astype("int16")
    add("slope-real", "slope and intercept are applied in float64", make(small, affine()), "float64", then=scaling(0.1, -3.25))
    add("slope-real-uint8-be", "slope of a big-endian file", make(scene("uint8"), affine(), endian=">"), "float64", then=scaling(-0.5, 7, ">"))
    add("slope-float", "slope of floating point samples", make(scene("float32"), affine()), "float64", then=scaling(2, 1))
    add("slope-whole", "whole slope and intercept keep integers", make(scene("uint8"), affine()), "int16", then=scaling(2, -100))
    add("intercept-wide", "integers take the type that holds all values", make(scene("uint16"), affine()), "int32", then=scaling(1, -1024))
    # SimpleITK adds the intercept all the same, which nifti1.h rules out.
    add("slope-zero", "slope 0 means unscaled", make(small, affine()), "int16", then=scaling(0, 5), itk=False)
    add("slope-nan", "slope NaN means unscaled", make(small, affine()), "int16", then=scaling(float("nan"), float("nan")))

    flip = np.diag([-1.0, 1, 1])
    turn = np.array([[0.0, 0, 1], [1, 0, 0], [0, 1, 0]])
    add("qform", "qform alone", make(small, affine(), sform=0, qform=1), "int16")
    add("qform-flipped", "left-handed qform: qfac is -1", make(small, affine(OBLIQUE @ flip), sform=0, qform=1), "int16")
    add("qform-half-turn", "qform of half a turn about z", make(small, affine(np.diag([-1.0, -1, 1])), sform=0, qform=1), "int16")
    add("sform-axes", "axes of the file in another order than those of the patient", make(small, affine(turn)), "int16")
    for name, rotation in {"oblique": OBLIQUE, "flipped": OBLIQUE @ flip, "axes": turn, "turned-x": np.diag([1.0, -1, -1]), "turned-y": np.diag([-1.0, 1, -1]), "turned-z": np.diag([-1.0, -1, 1])}.items():
        add(f"both-{name}", "sform and qform agree", make(small, affine(rotation), sform=1, qform=1), "int16")
    add("no-form", "neither sform nor qform: no position", make(small, None), "int16")
    add("no-unit", "no unit: millimetres are assumed", make(small, affine(), unit=None), "int16", notes=1)
    add("nothing-stated", "no unit, no form, steps of 1: pixels", make(small, None, unit=None), "int16")
    add("metres", "lengths in metres", make(small, affine(steps=STEPS * 1e-3), unit="meter"), "int16")
    add("micrometres", "lengths in micrometres", make(small, affine(), unit="micron"), "int16")
    add("pixdim-negative", "pixdim is taken without its sign", make(small, None), "int16", then=lambda p: patch(p, 80, (-0.75,), "<f"))
    rows[-1]["spacing"]["x"] = 0.75

    add("plane", "a plane", make(scene("uint8", SIZE[:2]), affine()), "uint8")
    add("frames", "time points", make(scene("int16", (*SIZE, 3)), affine()), "int16", ".nii.gz")
    add("channels-gz", "a vector per voxel: channels, one after the other", make(scene("float32", (*SIZE, 1, 3)), affine()), "float32", ".nii.gz")
    add("frames-channels", "time points and channels", make(scene("uint8", (*SIZE, 2, 3)), affine(), endian=">"), "uint8")
    add("pair", "header and samples in two files", nib.Nifti1Pair(small, affine()), "int16", ".hdr", notes=1)
    image = make(small, affine())
    image.header.extensions.append(nib.nifti1.Nifti1Extension("comment", b"an extension lies between header and data"))
    add("extension", "extension before the data", image, "int16")

    # Two gzip members, as parallel compressors write them.
    whole = (out / "extension.nii").read_bytes()
    path = out / "members.nii.gz"
    path.write_bytes(gzip.compress(whole[:500], mtime=0) + gzip.compress(whole[500:], mtime=0))
    rows.append(describe("members", path, "gzip of several members", "int16"))
    return rows


def volumes(folder):
    rows = []
    for path in sorted([*folder.rglob("*.nii"), *folder.rglob("*.nii.gz")]):
        image = nib.load(path)
        stored = image.get_data_dtype().newbyteorder("=").name
        # Whole slope and intercept carry 16-bit integers over the edge of their type.
        scaled = (image.dataobj.slope, image.dataobj.inter) != (1, 0)
        assert not scaled or (stored == "int16" and image.dataobj.slope in (1, 2)), path
        unit = image.header.get_xyzt_units()[0]
        facts = describe(path.name.split(".")[0], path, "real data", "int32" if scaled else stored)
        facts["notes"] = 1 if unit == "unknown" and facts["spacing"]["unit"] == "mm" else 0
        rows.append({**facts, "file": path.relative_to(folder).as_posix()})
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "reference-data/io/nifti")
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    versions = {"nibabel": nib.__version__, "SimpleITK": sitk.__version__}
    save(options.out / "expected.json", Path(__file__).name, versions, fixtures(options.out), size=SIZE)
    if options.data:
        save(options.out / "volumes.json", Path(__file__).name, versions, volumes(options.data))
