#!/usr/bin/env python3
"""Small DICOM files written with pydicom, and what pydicom reads from them; positions checked against SimpleITK.

    python gen-dicom-fixtures.py [--out reference-data/io/dicom] [--data FOLDER]

Rows as in gen-nifti-fixtures.py; `file` is a list for a series. Pixels are compressed by pydicom's plugins and by
imagecodecs and decoded by pydicom (pylibjpeg, pyjpegls); pydicom's apply_rescale gives the values. With --data the
files below FOLDER, which stay where they are, are described in volumes.json.
"""
import argparse
import shutil
from pathlib import Path

import imagecodecs
import numpy as np
import pydicom
import SimpleITK as sitk
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.pixels import apply_rescale
from pydicom.sequence import Sequence
from pydicom.uid import (
    CTImageStorage, DeflatedExplicitVRLittleEndian, EnhancedCTImageStorage, ExplicitVRBigEndian, ExplicitVRLittleEndian, HTJ2K, HTJ2KLossless,
    ImplicitVRLittleEndian, JPEG2000, JPEG2000Lossless, JPEGBaseline8Bit, JPEGLossless, JPEGLosslessSV1, JPEGLSLossless, JPEGLSNearLossless,
    ParametricMapStorage, PositronEmissionTomographyImageStorage, RLELossless, RTDoseStorage,
)

from volume_fixtures import ROOT, row, save

COLUMNS, ROWS = 13, 11
OBLIQUE = np.array([[0.8, -0.36, 0.48], [0.6, 0.48, -0.64], [0, 0.8, 0.6]])
ORIGIN = np.array([-90.5, 126.25, -72.75])
SPACING = [1.25, 0.75]  # between rows, between columns


def scene(bits, signed=False, planes=1, seed=3):
    """Smooth structure with noise over the range of `bits`."""
    rng = np.random.default_rng(seed + bits + 100 * signed + planes)
    z, y, x = np.mgrid[0:planes, 0:ROWS, 0:COLUMNS]
    wave = 0.5 + 0.35 * np.sin(x / 3 + z) * np.cos(y / 4) + 0.14 * rng.random(x.shape)
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
    values = np.round(low + wave * (high - low))
    container = 8 if bits <= 8 else 16 if bits <= 16 else 32
    return values.astype(f"{'i' if signed else 'u'}{container // 8}")


def dataset(pixels, bits=None, syntax=ExplicitVRLittleEndian, sop=CTImageStorage, number=1, series="1.2.826.0.1.3680043.9.9999.1", placed=True, raw=None, **attributes):
    """`pixels` has the axes frame, row, column."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = sop
    meta.MediaStorageSOPInstanceUID = f"{series}.{number}"
    meta.TransferSyntaxUID = syntax
    meta.ImplementationClassUID = "1.2.826.0.1.3680043.9.9999"
    ds = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128, is_implicit_VR=syntax.is_implicit_VR, is_little_endian=syntax.is_little_endian)
    ds.SOPClassUID, ds.SOPInstanceUID = sop, f"{series}.{number}"
    ds.SeriesInstanceUID, ds.StudyInstanceUID = series, "1.2.826.0.1.3680043.9.9999"
    ds.SeriesNumber, ds.SeriesDescription, ds.Modality, ds.InstanceNumber = 4, "synthetic", "CT", number
    ds.Rows, ds.Columns = pixels.shape[1:]
    ds.SamplesPerPixel, ds.PhotometricInterpretation = 1, "MONOCHROME2"
    if pixels.shape[0] > 1:
        ds.NumberOfFrames = pixels.shape[0]
    if pixels.dtype.kind != "f":
        container = 8 * pixels.dtype.itemsize
        ds.BitsAllocated, ds.BitsStored = container, bits or container
        ds.HighBit, ds.PixelRepresentation = ds.BitsStored - 1, int(pixels.dtype.kind == "i")
    if placed:
        ds.PixelSpacing, ds.SliceThickness = SPACING, 2.5
        ds.ImageOrientationPatient = [*OBLIQUE[:, 0], *OBLIQUE[:, 1]]
        ds.ImagePositionPatient = list(ORIGIN)
    for name, value in attributes.items():
        setattr(ds, name, value)
    big = syntax == ExplicitVRBigEndian
    if raw is not None:
        ds.PixelData = raw
    elif pixels.dtype.kind != "f":
        ds.PixelData = pixels.astype(pixels.dtype.newbyteorder(">" if big else "<")).tobytes()
        ds["PixelData"].VR = "OB" if pixels.dtype.itemsize == 1 else "OW"
        if len(ds.PixelData) % 2:
            ds.PixelData += b"\0"
    return ds


def write(ds, path):
    syntax = ds.file_meta.TransferSyntaxUID
    if syntax.is_encapsulated and ds.PixelData[:4] != b"\xfe\xff\x00\xe0":
        raise AssertionError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    ds.save_as(path, enforce_file_format=True)


def compressed(pixels, syntax, encode, fragments=1, table=True, **options):
    """A file whose frames imagecodecs has coded."""
    frames = [encode(frame) for frame in pixels]
    ds = dataset(pixels, syntax=syntax, raw=encapsulate(frames, fragments_per_frame=fragments, has_bot=table), **options)
    ds["PixelData"].VR = "OB"
    ds["PixelData"].is_undefined_length = True
    return ds


def values_of(path):
    ds = pydicom.dcmread(path)
    if ds.file_meta.TransferSyntaxUID == JPEGBaseline8Bit:
        # Decoders of JPEG differ by one grey value; Pillow's is libjpeg-turbo.
        ds.pixel_array_options(decoding_plugin="pillow")
    array = ds.pixel_array
    if array.ndim == 2:
        array = array[None]
    if "RescaleSlope" in ds:
        array = apply_rescale(array, ds)
    return ds, array


def geometry(ds):
    m = np.array(ds.ImageOrientationPatient, float).reshape(2, 3)
    normal = np.cross(*m)
    return np.array(ds.ImagePositionPatient, float), [*m, normal], [float(ds.PixelSpacing[1]), float(ds.PixelSpacing[0])]


def check_itk(id, paths, pixels, spacing, origin, directions):
    read = sitk.ReadImage([str(p) for p in paths]) if len(paths) > 1 else sitk.ReadImage(str(paths[0]))
    assert np.allclose(sitk.GetArrayFromImage(read), pixels, atol=1e-9), id
    if len(paths) > 1:
        assert np.allclose(read.GetSpacing(), spacing, atol=1e-6), (id, read.GetSpacing())
    else:
        assert np.allclose(read.GetSpacing()[:2], spacing[:2], atol=1e-6), (id, read.GetSpacing())
    assert np.allclose(read.GetOrigin(), origin, atol=1e-6), id
    assert np.allclose(np.reshape(read.GetDirection(), (3, 3)).T, directions, atol=1e-6), id


class Fixtures:
    def __init__(self, out):
        self.out, self.rows = out, []
        out.mkdir(parents=True, exist_ok=True)
        for old in out.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()

    def add(self, id, claim, ds, dtype, exact=None, itk=True, placed=True, order=None, notes=0, z=2.5, frames=False):
        """`exact`: the pixels that were coded without loss; `order`: the frames in the order of space."""
        path = self.out / f"{id}.dcm"
        write(ds, path)
        read, values = values_of(path)
        if exact is not None:
            assert np.array_equal(read.pixel_array.reshape(exact.shape), exact), id
        if order is not None:
            values = values[order]
        facts = {}
        if placed:
            origin, directions, spacing = geometry(read)
            facts = {"origin": origin, "directions": directions}
            spacing = [*spacing, z]
            if itk:
                check_itk(id, [path], values, spacing, origin, directions)
            unit = "mm"
        elif "PixelSpacing" in read:
            # Frames without positions of their own.
            spacing, unit = [0.75, 1.25, 2.5], "mm"
        else:
            spacing, unit = [1, 1, 1], "pixel"
        pixels = values[None, :, None] if frames else values[None, None]
        self.rows.append(row(id, path.name, claim, dtype, pixels, spacing, unit, notes=notes, **facts))

    def series(self, id, claim, files, dtype, z, direction=None, itk=True, notes=0):
        """`files`: names and data sets, given in another order than that of space."""
        paths = [self.out / id / name for name, _ in files]
        for path, (_, ds) in zip(paths, files):
            write(ds, path)
        read = sorted((values_of(p) for p in paths), key=lambda r: np.dot(np.cross(*np.array(r[0].ImageOrientationPatient, float).reshape(2, 3)), np.array(r[0].ImagePositionPatient, float)))
        origin, directions, spacing = geometry(read[0][0])
        if direction is not None:
            directions = [*directions[:2], direction]
        pixels = np.concatenate([v for _, v in read])
        if itk:
            reader = sitk.ImageSeriesReader
            names = reader.GetGDCMSeriesFileNames(str(self.out / id))
            check_itk(id, [Path(n) for n in names], pixels, [*spacing, z], origin, directions)
        self.rows.append(row(id, [f"{id}/{p.name}" for p in paths], claim, dtype, pixels[None, None], [*spacing, z], "mm", origin, directions, notes))


def basics(f):
    ct = {"RescaleSlope": 1, "RescaleIntercept": -1024}
    twelve = scene(12)
    f.add("implicit", "implicit VR, 12 bits, Hounsfield units fit 16 bits", dataset(twelve, 12, ImplicitVRLittleEndian, **ct), "int16", twelve)
    f.add("explicit", "explicit VR, signed 16 bits, Hounsfield units take 32", dataset(scene(16, True), None, **ct), "int32")
    f.add("big-endian", "explicit VR, big-endian", dataset(twelve, 12, ExplicitVRBigEndian, **ct), "int16", twelve)
    f.add("deflated", "deflated", dataset(twelve, 12, DeflatedExplicitVRLittleEndian, **ct), "int16", twelve)
    for bits, signed in ((8, False), (8, True), (16, False), (32, False), (32, True)):
        pixels = scene(bits, signed)
        f.add(f"{pixels.dtype.name}", f"{pixels.dtype.name} without rescaling", dataset(pixels), pixels.dtype.name, pixels, itk=bits != 32)
    real = dataset(scene(16), sop=PositronEmissionTomographyImageStorage, RescaleSlope="0.37", RescaleIntercept="0")
    f.add("slope-real", "slope is applied in float64", real, "float64")
    # Overlays once lived in the unused bits; sign bits may be missing there.
    dirty = (twelve | 0xA000).astype("<u2")
    f.add("unused-bits", "bits above those stored are cleared", dataset(dirty, 12), "uint16", twelve)
    signed = scene(12, True)
    f.add("unused-bits-signed", "the sign is that of the highest stored bit", dataset((signed & 0x0FFF).astype("<i2"), 12), "int16", signed)
    # SimpleITK inverts it; by PS3.3 C.7.6.3.1.2 it concerns display.
    f.add("monochrome1", "MONOCHROME1 is not inverted", dataset(twelve, 12, PhotometricInterpretation="MONOCHROME1"), "uint16", twelve, itk=False)
    f.add("no-position", "no position and no pixel size", dataset(twelve, 12, placed=False), "uint16", twelve, placed=False, itk=False)
    for name, dtype in (("FloatPixelData", "float32"), ("DoubleFloatPixelData", "float64")):
        pixels = (scene(16) / 7).astype(dtype)
        ds = dataset(pixels, sop=ParametricMapStorage, **{name: pixels.tobytes()})
        ds.BitsAllocated = 8 * pixels.dtype.itemsize
        f.add(dtype, f"{name}", ds, dtype, pixels, itk=False)


def codecs(f):
    for bits in (8, 16):
        pixels = scene(bits)
        ds = dataset(pixels)
        ds.compress(RLELossless, encoding_plugin="pydicom")
        f.add(f"rle-{bits}", f"RLE, {bits} bits", ds, pixels.dtype.name, pixels)
    pixels = scene(16, True, 3)
    ds = dataset(pixels, RescaleSlope=1, RescaleIntercept=-1000)
    ds.compress(RLELossless, encoding_plugin="pydicom")
    f.add("rle-frames", "RLE, three frames without positions", ds, "int32", pixels, itk=False, placed=False, notes=1)
    for bits, signed in ((8, False), (12, False), (16, False), (16, True)):
        pixels = scene(bits, signed)
        name = f"{pixels.dtype.name}" if bits != 12 else "12-bit"
        ds = dataset(pixels, bits)
        ds.compress(JPEGLSLossless, encoding_plugin="pyjpegls")
        f.add(f"jpeg-ls-{name}", f"JPEG-LS, {name}", ds, pixels.dtype.name, pixels, itk=not signed)
        encode = lambda a: imagecodecs.jpeg2k_encode(a, codecformat="j2k", reversible=True, resolutions=2, bitspersample=bits)
        ds = compressed(pixels, JPEG2000Lossless, encode, bits=bits)
        f.add(f"jpeg-2000-{name}", f"JPEG 2000, {name}", ds, pixels.dtype.name, pixels)
    ds = dataset(scene(12), 12)
    ds.compress(JPEGLSNearLossless, encoding_plugin="pyjpegls", jls_error=3)
    f.add("jpeg-ls-near", "JPEG-LS with an error of up to 3", ds, "uint16")
    ds = compressed(scene(12), JPEG2000, lambda a: imagecodecs.jpeg2k_encode(a, level=50, codecformat="j2k", reversible=False, resolutions=2, bitspersample=12), bits=12)
    f.add("jpeg-2000-lossy", "JPEG 2000, reduced", ds, "uint16", itk=False)
    eight, twelve, sixteen = scene(8), scene(12), scene(16)
    f.add("jpeg-8", "baseline JPEG", compressed(eight, JPEGBaseline8Bit, lambda a: imagecodecs.jpeg8_encode(a, level=90)), "uint8", itk=False)
    f.add("jpeg-lossless-8", "JPEG lossless, 8 bits", compressed(eight, JPEGLosslessSV1, lambda a: imagecodecs.ljpeg_encode(a, bitspersample=8)), "uint8", eight, itk=False)
    f.add("jpeg-lossless-12", "JPEG lossless, 12 bits", compressed(twelve, JPEGLosslessSV1, lambda a: imagecodecs.ljpeg_encode(a, bitspersample=12), bits=12), "uint16", twelve, itk=False)
    f.add("jpeg-lossless-16", "JPEG lossless, 16 bits", compressed(sixteen, JPEGLosslessSV1, lambda a: imagecodecs.ljpeg_encode(a, bitspersample=16)), "uint16", sixteen, itk=False)
    for predictor in range(1, 8):
        encode = lambda a: imagecodecs.jpeg8_encode(a, lossless=True, predictor=predictor, bitspersample=16)
        f.add(f"jpeg-predictor-{predictor}", f"JPEG lossless, process 14, predictor {predictor}", compressed(sixteen, JPEGLossless, encode), "uint16", sixteen)
    signed = scene(16, True)
    encode = lambda a: imagecodecs.jpeg8_encode(a.view("u2"), lossless=True, predictor=1, bitspersample=16)
    f.add("jpeg-lossless-int16", "JPEG lossless, signed", compressed(signed, JPEGLosslessSV1, encode), "int16", signed)
    f.add("htj2k-16", "HTJ2K, 16 bits", compressed(sixteen, HTJ2KLossless, lambda a: imagecodecs.htj2k_encode(a)), "uint16", sixteen, itk=False)
    f.add("htj2k-int16", "HTJ2K, signed", compressed(signed, HTJ2KLossless, lambda a: imagecodecs.htj2k_encode(a)), "int16", signed, itk=False)
    f.add("htj2k-8", "HTJ2K, 8 bits", compressed(eight, HTJ2K, lambda a: imagecodecs.htj2k_encode(a)), "uint8", eight, itk=False)
    planes = scene(16, False, 4)
    for fragments, table in ((1, True), (1, False), (3, True)):
        ds = compressed(planes, JPEGLSLossless, imagecodecs.jpegls_encode, fragments, table)
        f.add(f"fragments-{fragments}-{'table' if table else 'plain'}", f"{fragments} fragments a frame, {'with' if table else 'without'} offsets", ds, "uint16", planes, itk=False, placed=False, notes=1)


def frames(f):
    pixels = scene(16, True, 5)
    order = [3, 0, 4, 1, 2]

    def enhanced(own_slopes):
        ds = dataset(pixels, sop=EnhancedCTImageStorage, placed=False)
        shared, per = Dataset(), []
        plane, orientation = Dataset(), Dataset()
        plane.PixelSpacing, plane.SliceThickness = SPACING, 9
        orientation.ImageOrientationPatient = [*OBLIQUE[:, 0], *OBLIQUE[:, 1]]
        shared.PixelMeasuresSequence, shared.PlaneOrientationSequence = Sequence([plane]), Sequence([orientation])
        for i, place in enumerate(order):
            group, position = Dataset(), Dataset()
            position.ImagePositionPatient = [round(v, 6) for v in ORIGIN + 2.5 * place * OBLIQUE[:, 2]]
            group.PlanePositionSequence = Sequence([position])
            if own_slopes:
                scale = Dataset()
                scale.RescaleSlope, scale.RescaleIntercept = (2, i) if own_slopes == 1 else (0.5, i)
                group.PixelValueTransformationSequence = Sequence([scale])
            per.append(group)
        ds.SharedFunctionalGroupsSequence, ds.PerFrameFunctionalGroupsSequence = Sequence([shared]), Sequence(per)
        return ds

    for slopes, claim, dtype in ((0, "frames sorted by position", "int16"), (1, "whole slopes of frames", "int32"), (2, "real slopes of frames", "float64")):
        path = f.out / f"enhanced-{slopes}.dcm"
        write(enhanced(slopes), path)
        values = pydicom.dcmread(path).pixel_array.astype("f8")
        if slopes:
            values = np.stack([v * (2 if slopes == 1 else 0.5) + i for i, v in enumerate(values)])
        values = values[np.argsort(order)]
        # SimpleITK leaves frames unsorted; positions are those written.
        f.rows.append(row(path.stem, path.name, f"enhanced CT: {claim}", dtype, values[None, None], [0.75, 1.25, 2.5], "mm", ORIGIN, OBLIQUE.T))

    dose = scene(32, False, 4)
    ds = dataset(dose, sop=RTDoseStorage, GridFrameOffsetVector=[0, 3, 6, 9], DoseGridScaling="0.00025")
    path = f.out / "dose.dcm"
    write(ds, path)
    values = pydicom.dcmread(path).pixel_array.astype("f8") * 0.00025
    read = sitk.ReadImage(str(path))
    assert np.allclose(read.GetSpacing(), [0.75, 1.25, 3])
    f.rows.append(row("dose", path.name, "RT dose: offsets of frames, grid scaling", "float64", values[None, None], [0.75, 1.25, 3], "mm", ORIGIN, OBLIQUE.T))

    cine = scene(8, False, 3)
    f.add("cine", "frames in time", dataset(cine, FrameTime=40, placed=False), "uint8", cine, itk=False, placed=False, frames=True)


def series(f):
    places = [4, 1, 0, 3, 2]
    normal = OBLIQUE[:, 2]

    def files(pixels, step=2.5, shift=None, **attributes):
        result = []
        for i, place in enumerate(places):
            own = {key: value[i] if isinstance(value, list) else value for key, value in attributes.items()}
            at = ORIGIN + step * place * (normal if shift is None else shift)
            ds = dataset(pixels[i:i + 1], number=i + 1, ImagePositionPatient=[round(v, 4) for v in at], **own)
            result.append((f"IM{7 - i}.dcm", ds))
        return result

    f.series("series", "slices sorted by position", files(scene(16, True, 5), RescaleSlope=1, RescaleIntercept=-1024), "int32", 2.5)
    f.series("series-pet", "a slope for each slice", files(scene(16, False, 5), RescaleSlope=["0.5", "0.25", "0.7", "1", "2"], RescaleIntercept=0), "float64", 2.5, itk=False)
    tilted = normal + 0.2 * OBLIQUE[:, 1]
    f.series("series-tilt", "gantry tilt: shifted slices", files(scene(16, False, 5), shift=tilted), "uint16", 2.5, direction=tilted / np.linalg.norm(tilted), itk=False, notes=1)
    coded = files(scene(16, False, 5))
    for i, (_, ds) in enumerate(coded):
        if i % 2:
            ds.compress(RLELossless, encoding_plugin="pydicom")
    f.series("series-mixed", "slices of several transfer syntaxes", coded, "uint16", 2.5)


def volumes(folder):
    rows = []
    for path in sorted(folder.rglob("*.dcm")):
        ds, values = values_of(path)
        name = path.relative_to(folder).as_posix()
        whole = float(getattr(ds, "RescaleSlope", 1)).is_integer() and float(getattr(ds, "RescaleIntercept", 0)).is_integer()
        assert whole, path
        low, high = (-(2 ** (ds.BitsStored - 1)), 2 ** (ds.BitsStored - 1) - 1) if ds.PixelRepresentation else (0, 2**ds.BitsStored - 1)
        shift = float(getattr(ds, "RescaleIntercept", 0))
        dtype = next(t for t in ("uint8", "int8", "uint16", "int16", "uint32", "int32") if np.iinfo(t).min <= low + shift and high + shift <= np.iinfo(t).max)
        if shift == 0:
            dtype = ds.pixel_array.dtype.name
        facts = {}
        spacing, unit = [1, 1, 1], "pixel"
        if "ImagePositionPatient" in ds and "PixelSpacing" in ds:
            origin, directions, spacing = geometry(ds)
            facts, unit = {"origin": origin, "directions": directions}, "mm"
            spacing = [*spacing, float(getattr(ds, "SpacingBetweenSlices", getattr(ds, "SliceThickness", 1)))]
        elif "PixelSpacing" in ds:
            spacing, unit = [float(ds.PixelSpacing[1]), float(ds.PixelSpacing[0]), float(getattr(ds, "SliceThickness", 1))], "mm"
        rows.append(row(path.stem, name, "real data", dtype, values[None, None], spacing, unit, **facts))
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "reference-data/io/dicom")
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    versions = {"pydicom": pydicom.__version__, "imagecodecs": imagecodecs.__version__, "SimpleITK": sitk.__version__}
    f = Fixtures(options.out)
    for part in (basics, codecs, frames, series):
        part(f)
    save(options.out / "expected.json", Path(__file__).name, versions, f.rows)
    if options.data:
        save(options.out / "volumes.json", Path(__file__).name, versions, volumes(options.data))
