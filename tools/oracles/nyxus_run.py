"""One Nyxus run in a process of its own: its parameters are process-wide."""
import multiprocessing
import tempfile
from pathlib import Path

import one_tile_tiff


def _table(image, labels, features, settings):
    from nyxus import Nyxus

    with tempfile.TemporaryDirectory() as folder:
        for name, array in (("int", image), ("seg", labels)):
            (Path(folder) / name).mkdir()
            one_tile_tiff.write(Path(folder) / name / "fixture.tif", array)
        nyxus = Nyxus(features, n_feature_calc_threads=1, **settings)
        nyxus.set_metaparam("glcm/offset=1")
        t = nyxus.featurize_directory(f"{folder}/int", f"{folder}/seg")
    return {int(row["ROI_label"]): row.to_dict() for _, row in t.iterrows()}


def run(image, labels, features, settings):
    """Label → {column: value}."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_table, (image, labels, features, settings))
