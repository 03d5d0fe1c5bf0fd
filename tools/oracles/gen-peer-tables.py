#!/usr/bin/env python3
"""Tables of other programs as they write them, of the `cells` fixture: what `pixelmetry compare` has to read.

nyxus.csv: pandas' CSV of featurize_directory. pyradiomics.csv: batch mode of the command line, one row per label.
cellprofiler.csv: values of cp-measure (CellProfiler's modules as a library) under the names of ExportToSpreadsheet, with
intensities from 0 to 1 as CellProfiler holds them.
"""
import csv
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import SimpleITK as sitk

import one_tile_tiff
from common import arguments, load, versions

NYXUS = ["*BASIC_MORPHOLOGY*", "MEAN", "MEDIAN", "STANDARD_DEVIATION", "P10", "HYPERSKEWNESS", "GLCM_ASM", "GLCM_ASM_AVE", "GLRLM_SRE"]
CELLPROFILER = ["AngularSecondMoment", "Contrast", "Correlation", "InverseDifferenceMoment", "Entropy"]


def nyxus(f, path):
    from nyxus import Nyxus

    with tempfile.TemporaryDirectory() as folder:
        for name, array in (("int", f.intensity), ("seg", f.labels.astype(np.uint16))):
            (Path(folder) / name).mkdir()
            one_tile_tiff.write(Path(folder) / name / "cells.tif", array)
        n = Nyxus(NYXUS, n_feature_calc_threads=1)
        n.set_metaparam("glcm/offset=1")
        n.featurize_directory(f"{folder}/int", f"{folder}/seg").to_csv(path, index=False)


def pyradiomics(f, path):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        # Two dimensions and 25 wide bins, which is the default; one voxel thick, so that directions stay in the plane.
        for name, array in (("cells.tif", f.intensity), ("mask.tif", f.labels.astype(np.uint16))):
            sitk.WriteImage(sitk.GetImageFromArray(array[None]), str(folder / name.replace("tif", "nrrd")))
        with open(folder / "batch.csv", "w", newline="") as out:
            w = csv.writer(out)
            w.writerow(["Image", "Mask", "Label"])
            for label in f.rois:
                w.writerow([folder / "cells.nrrd", folder / "mask.nrrd", label])
        (folder / "settings.yaml").write_text("featureClass:\n  firstorder: [Mean, Median, Skewness, Entropy]\n  glcm: [Contrast, Idm]\nsetting:\n  minimumROISize: 1\n")
        subprocess.run([str(Path(sys.executable).parent / "pyradiomics"), str(folder / "batch.csv"), "-o", str(path), "-f", "csv", "-p", str(folder / "settings.yaml"), "--logging-level", "ERROR"], check=True)
        text = path.read_text().replace(f"{folder}/", "/data/")
        path.write_text(text)


def cellprofiler(f, path):
    from cp_measure.bulk import get_core_measurements

    labels = np.zeros(f.labels.shape, np.int32)
    for i, label in enumerate(f.rois):
        labels[f.mask(label)] = i + 1
    pixels = f.intensity.astype(np.float64) / 65535
    measure = get_core_measurements()
    columns = {}
    for family in ("sizeshape", "intensity", "texture"):
        columns.update(measure[family](labels, pixels))
    rows = {}
    for name, values in columns.items():
        texture = name.split("_")[0] in CELLPROFILER and len(name.split("_")) > 1
        if texture:
            feature, *rest = name.split("_")
            rows[f"Texture_{feature}_DNA_{'_'.join(rest)}"] = values
        elif name.startswith("Intensity_") or name.startswith("Location_"):
            rows[f"{name}_DNA"] = values
        elif name in ("Area", "Extent", "Perimeter", "EulerNumber"):
            rows[f"AreaShape_{name}"] = values
    with open(path, "w", newline="") as out:
        w = csv.writer(out)
        w.writerow(["ImageNumber", "ObjectNumber", *rows])
        for i, label in enumerate(f.rois):
            w.writerow([1, label, *(repr(float(values[i])) for values in rows.values())])


def main():
    args = arguments(__doc__).parse_args()
    f = load("cells")
    folder = args.out / "peer-tables"
    folder.mkdir(exist_ok=True)
    nyxus(f, folder / "nyxus.csv")
    pyradiomics(f, folder / "pyradiomics.csv")
    cellprofiler(f, folder / "cellprofiler.csv")
    (folder / "versions.txt").write_text("".join(f"{k} {v}\n" for k, v in versions("nyxus", "pyradiomics", "cp-measure").items()))


if __name__ == "__main__":
    main()
