#!/usr/bin/env python3
"""Small DICOM segmentations and structure sets on the series of gen-dicom-fixtures.py, and the labels they mean.

    python gen-dicom-labels.py [--out reference-data/io/dicom]

Segmentations are written by highdicom from label arrays, which are the expectation; highdicom reads them back. The
polygons of the structure set are put on the grid by scikit-image's points_in_poly, exclusive or over the polygons of a
region and a plane; no corner or edge meets the centre of a pixel.
"""
import argparse
from pathlib import Path

import highdicom as hd
import numpy as np
import pydicom
import skimage
from highdicom.seg import Segmentation, SegmentDescription
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.sr.codedict import codes
from pydicom.uid import ExplicitVRLittleEndian, JPEG2000Lossless, RLELossless, RTStructureSetStorage
from skimage.measure import points_in_poly

from volume_fixtures import ROOT, row, save

DEPTH, ROWS, COLUMNS = 5, 11, 13
STEPS = np.array([0.75, 1.25, 2.5])


def source_images(folder):
    images = [pydicom.dcmread(p) for p in sorted(folder.glob("*.dcm"))]
    m = np.array(images[0].ImageOrientationPatient, float).reshape(2, 3)
    normal = np.cross(*m)
    images.sort(key=lambda ds: np.dot(normal, np.array(ds.ImagePositionPatient, float)))
    for ds in images:
        ds.PatientID, ds.PatientName, ds.PatientBirthDate, ds.PatientSex = "1", "synthetic", "", "O"
        ds.StudyDate, ds.StudyTime, ds.StudyID, ds.AccessionNumber, ds.ReferringPhysicianName = "20200101", "000000", "1", "", ""
        ds.FrameOfReferenceUID, ds.PositionReferenceIndicator = "1.2.826.0.1.3680043.9.9999.2", ""
    return images, np.array(images[0].ImagePositionPatient, float), np.array([*m, normal])


def boxes():
    """Labels 1, 2 and 5 as boxes and a cloud; planes 0 and 4 are empty."""
    labels = np.zeros((DEPTH, ROWS, COLUMNS), "uint8")
    labels[1:4, 2:6, 1:6] = 1
    labels[1:2, 5:9, 8:12] = 2
    labels[3, np.random.default_rng(2).random((ROWS, COLUMNS)) > 0.8] = 5
    return labels


def describe_segments(numbers):
    return [
        SegmentDescription(n, f"segment {n}", codes.SCT.Tissue, codes.SCT.Tissue, hd.seg.SegmentAlgorithmTypeValues.MANUAL)
        for n in numbers
    ]


def segmentation(images, array, numbers, kind, syntax=ExplicitVRLittleEndian, **options):
    seg = Segmentation(
        images, array, kind, describe_segments(numbers), hd.UID("1.2.826.0.1.3680043.9.9999.3"), 5, hd.UID("1.2.826.0.1.3680043.9.9999.3.1"), 1,
        "synthetic", "synthetic", "1", "1", transfer_syntax_uid=syntax, **options,
    )
    # Dates of creation would change with every run.
    for name in ("ContentDate", "SeriesDate", "InstanceCreationDate"):
        if name in seg:
            setattr(seg, name, "20200101")
    for name in ("ContentTime", "SeriesTime", "InstanceCreationTime"):
        if name in seg:
            setattr(seg, name, "000000")
    return seg


def structure_set(regions, origin, directions):
    """`regions`: name and polygons as (plane, corners in pixels, type)."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = RTStructureSetStorage, "1.2.826.0.1.3680043.9.9999.4"
    meta.TransferSyntaxUID, meta.ImplementationClassUID = ExplicitVRLittleEndian, "1.2.826.0.1.3680043.9.9999"
    ds = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128, is_implicit_VR=False, is_little_endian=True)
    ds.SOPClassUID, ds.SOPInstanceUID, ds.Modality = RTStructureSetStorage, meta.MediaStorageSOPInstanceUID, "RTSTRUCT"
    names, contours = [], []
    for number, name, polygons in regions:
        item, region = Dataset(), Dataset()
        item.ROINumber, item.ROIName = number, name
        region.ReferencedROINumber = number
        region.ContourSequence = Sequence()
        for plane, corners, kind in polygons:
            contour = Dataset()
            points = origin + (np.c_[corners, np.full(len(corners), plane)] * STEPS) @ directions
            contour.ContourGeometricType, contour.NumberOfContourPoints = kind, len(points)
            contour.ContourData = [f"{v:.4f}" for v in points.ravel()]
            region.ContourSequence.append(contour)
        names.append(item)
        contours.append(region)
    ds.StructureSetROISequence, ds.ROIContourSequence = Sequence(names), Sequence(contours)
    return ds


def inside(polygons, plane):
    y, x = np.mgrid[0:ROWS, 0:COLUMNS]
    mask = np.zeros((ROWS, COLUMNS), bool)
    for z, corners, kind in polygons:
        if z == plane and kind == "CLOSED_PLANAR":
            mask ^= points_in_poly(np.c_[x.ravel(), y.ravel()], corners).reshape(mask.shape)
    return mask


def regions():
    turn = np.linspace(0, 2 * np.pi, 23)[:-1]
    ring = lambda r, cx=6.13, cy=5.21: np.c_[cx + r * np.cos(turn), cy + 0.8 * r * np.sin(turn)]
    star = np.c_[3.37 + (2.9 + 1.6 * np.cos(5 * turn)) * np.cos(turn), 7.41 + (2.6 + 1.4 * np.cos(5 * turn)) * np.sin(turn)]
    closed = "CLOSED_PLANAR"
    shell = [(z, ring(4.7), closed) for z in (1, 2, 3)] + [(z, ring(2.3), closed) for z in (1, 2, 3)]
    core = [(2, ring(1.9), closed), (2, np.array([[6.1, 5.2]]), "POINT")]
    stars = [(0, star, closed), (4, star[::-1], closed), (4, star + [6.2, -3.3], closed)]
    body = [(z, np.array([[-0.7, -0.6], [12.6, -0.6], [12.6, 10.7], [-0.7, 10.7]]), closed) for z in range(5)]
    return [(7, "shell", shell), (3, "Core", core), (300, "stars", stars), (9, "body", body)]


def main(out):
    images, origin, directions = source_images(out / "series")
    folder = out / "labels"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    rows = []

    def add(id, claim, ds, labels, dtype="uint8", notes=1, **facts):
        path = folder / f"{id}.dcm"
        ds.save_as(path, enforce_file_format=True)
        rows.append(row(id, f"labels/{path.name}", claim, dtype, labels[None, None], STEPS, "mm", origin, directions, notes, **facts))

    labels = boxes()
    numbers = [1, 2, 5]
    stack = np.stack([labels == n for n in numbers], -1)
    relabelled = np.select([labels == n for n in numbers], [1, 2, 3]).astype("uint8")
    seg = segmentation(images, stack, [1, 2, 3], hd.seg.SegmentationTypeValues.BINARY)
    assert np.array_equal(hd.seg.Segmentation.from_dataset(seg).get_volume(combine_segments=True, rescale_fractional=False).array[:].shape[1:], (ROWS, COLUMNS))
    add("binary", "binary segments, empty planes left out", seg, relabelled)
    rows.append({**row("binary-chosen", "labels/binary.dcm", "one segment by number, one by name", "uint8", np.where(relabelled == 2, 0, relabelled)[None, None], STEPS, "mm", origin, directions, 1), "segments": ["1", "SEGMENT 3"]})
    add("binary-full", "binary segments, all planes", segmentation(images, stack, [1, 2, 3], hd.seg.SegmentationTypeValues.BINARY, omit_empty_frames=False), relabelled, own=True)
    fractions = np.clip(np.random.default_rng(4).random(labels.shape), 0, 1)
    fractions[labels == 0] *= 0.4
    for id, syntax in (("fractional", ExplicitVRLittleEndian), ("fractional-rle", RLELossless)):
        seg = segmentation(images, fractions[..., None], [1], hd.seg.SegmentationTypeValues.FRACTIONAL, syntax, max_fractional_value=200)
        add(id, "fractions of one half and more", seg, (np.round(fractions * 200) >= 100).astype("uint8"))
    for id, syntax in (("label-map", ExplicitVRLittleEndian), ("label-map-rle", RLELossless)):
        seg = segmentation(images, labels, numbers, hd.seg.SegmentationTypeValues.LABELMAP, syntax)
        add(id, "label map", seg, labels)
    both = np.stack([labels == 1, labels > 0], -1)
    segmentation(images, both, [1, 2], hd.seg.SegmentationTypeValues.BINARY).save_as(folder / "overlap.dcm", enforce_file_format=True)

    structures = regions()
    structure_set(structures, origin, directions).save_as(folder / "contours.dcm", enforce_file_format=True)
    for id, claim, chosen, notes in (
        ("contours-some", "contours with a hole, of any direction, two on a plane", ["shell", "core", "300"], 2),
        ("contours-body", "contours around everything", ["Body"], 1),
    ):
        labels = np.zeros((DEPTH, ROWS, COLUMNS), "uint16")
        for number, name, polygons in structures:
            if any(word.lower() in (name.lower(), str(number)) for word in chosen):
                for z in range(DEPTH):
                    labels[z][inside(polygons, z)] = number
        dtype = "uint16" if labels.max() > 255 else "uint8"
        rows.append({**row(id, "labels/contours.dcm", claim, dtype, labels[None, None], STEPS, "mm", origin, directions, notes), "segments": chosen})
    save(out / "labels.json", Path(__file__).name, {"highdicom": hd.__version__, "pydicom": pydicom.__version__, "scikit-image": skimage.__version__}, rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "reference-data/io/dicom")
    main(parser.parse_args().out)
