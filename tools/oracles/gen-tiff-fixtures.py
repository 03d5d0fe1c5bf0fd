#!/usr/bin/env python3
"""Small TIFF files written by tifffile, imagecodecs and libtiff, and what tifffile reads from them.

    python gen-tiff-fixtures.py [--out reference-data/io/tiff] [--microscopy FOLDER]

Needs tifffile, imagecodecs, numpy and Pillow (for libtiff). Each row of expected.json names a file, the pixel type in
which it is to be held, the size of its axes and the SHA-256 of its pixels in that type, little-endian, ordered
channel, frame, z, y, x (x fastest), as tifffile decodes them. With --microscopy the files in FOLDER/int and FOLDER/seg,
which stay where they are, are described in microscopy.json.
"""
import argparse
import hashlib
import json
import platform
import uuid
from pathlib import Path

import imagecodecs
import numpy as np
import PIL
import tifffile
from PIL import Image, features

ROOT = Path(__file__).resolve().parents[2]
HEIGHT, WIDTH = 21, 35
TILE = (16, 32)
MEMORY = {"float16": "float32", "int64": "float64", "uint64": "float64", "bool": "uint8"}


def scene(dtype, *outer):
    """Smooth structure with noise, full use of the type's range, no two planes alike."""
    rng = np.random.default_rng(sum(map(ord, np.dtype(dtype).name)) + len(outer))
    shape = (*outer, HEIGHT, WIDTH)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    plane = np.arange(int(np.prod(outer)) or 1).reshape(*outer, 1, 1) if outer else 0
    wave = 0.5 + 0.35 * np.sin(x / 6 + plane) * np.cos(y / 5) + 0.1 * rng.random(shape)
    # Few distinct values keep the files small.
    wave = np.round(wave * 400) / 400
    kind = np.dtype(dtype).kind
    if kind == "b":
        return wave > 0.5
    if kind == "f":
        return (wave * 200 - 80).astype(dtype)
    limits = np.iinfo(dtype)
    low, high = max(limits.min, -(2**50)), min(limits.max, 2**50)
    return (low + wave * (float(high) - float(low))).astype(dtype)


class Fixtures:
    def __init__(self, out):
        self.out = out
        self.rows = []
        out.mkdir(parents=True, exist_ok=True)
        for old in out.glob("*.tif"):
            old.unlink()

    def write(self, id, data, **options):
        tifffile.imwrite(self.out / f"{id}.tif", data, **{"software": False, **options})

    def expect(self, id, claim, axes="ZYX", array=None, path=None, **facts):
        """Adds a row; `axes` are the letters of the array that tifffile returns."""
        file = path.relative_to(path.parents[1]).as_posix() if path else f"{id}.tif"
        if array is None:
            array = tifffile.imread(path or self.out / file)
        array = np.asarray(array)
        axes = axes[-array.ndim:]
        dtype = MEMORY.get(array.dtype.name, array.dtype.name)
        for letter in "XYZTC":
            if letter not in axes:
                axes, array = letter + axes, array[None]
        pixels = np.ascontiguousarray(array.transpose([axes.index(a) for a in "CTZYX"]).astype(np.dtype(dtype).newbyteorder("<")))
        c, t, z, y, x = pixels.shape
        self.rows.append({
            "id": id, "file": file, "claim": claim, "dtype": dtype, "size": [x, y, z], "channels": c, "frames": t,
            "sha256": hashlib.sha256(pixels.tobytes()).hexdigest(), "first": float(pixels.flat[0]), "sum": float(pixels.sum(dtype="f8")), **facts,
        })

    def add(self, id, claim, data, axes="ZYX", facts=None, **options):
        self.write(id, data, **options)
        read = tifffile.imread(self.out / f"{id}.tif")
        if options.get("compression") not in ("jpeg", 7):
            assert np.array_equal(np.squeeze(read), np.squeeze(data)), id
        self.expect(id, claim, axes, **(facts or {}))


def types(f):
    for dtype in ("uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float16", "float32", "float64"):
        f.add(f"tiled-deflate-{dtype}", "deflate tiles", scene(dtype), tile=TILE, compression="zlib")
    for dtype in ("uint8", "int16", "float32", "uint64"):
        f.add(f"strips-{dtype}", "uncompressed strips", scene(dtype), rowsperstrip=10)
        f.add(f"big-endian-{dtype}", "big-endian uncompressed tiles", scene(dtype), tile=TILE, byteorder=">")
    f.add("tiled-uint16", "uncompressed tiles", scene("uint16"), tile=TILE)
    f.add("one-strip-uint16", "one uncompressed strip", scene("uint16"))
    f.add("bits-1", "bilevel", scene("bool"))
    f.add("bits-1-packbits", "bilevel, PackBits", scene("bool"), compression="packbits", rowsperstrip=7)
    for bits, dtype in ((2, "uint8"), (4, "uint8"), (10, "uint16"), (12, "uint16")):
        data = scene(dtype) >> np.iinfo(dtype).bits - bits
        f.add(f"bits-{bits}", f"{bits}-bit samples", data, bitspersample=bits, rowsperstrip=9)
    f.add("white-is-zero", "WhiteIsZero is not inverted", scene("uint8"), photometric="miniswhite")
    f.add("palette", "palette indices are used as they are", scene("uint8"), photometric="palette", colormap=np.zeros((3, 256), "uint16"))


def codecs(f):
    for dtype in ("uint8", "uint16", "uint32", "int32", "uint64"):
        f.add(f"deflate-horizontal-{dtype}", "deflate, predictor 2", scene(dtype), tile=TILE, compression="zlib", predictor=2)
    f.add("deflate-horizontal-big-endian", "deflate, predictor 2, big-endian", scene("uint16"), tile=TILE, compression="zlib", predictor=2, byteorder=">")
    for dtype in ("float16", "float32", "float64"):
        f.add(f"deflate-floating-{dtype}", "deflate, predictor 3", scene(dtype), tile=TILE, compression="zlib", predictor=3)
    f.add("deflate-floating-big-endian", "deflate, predictor 3, big-endian", scene("float32"), rowsperstrip=10, compression="zlib", predictor=3, byteorder=">")
    f.add("deflate-32946", "deflate under its old number", scene("uint16"), tile=TILE, compression=32946)
    f.add("lzw-uint8", "LZW", scene("uint8"), tile=TILE, compression="lzw")
    f.add("lzw-horizontal-uint16", "LZW, predictor 2", scene("uint16"), rowsperstrip=12, compression="lzw", predictor=2)
    big = (np.mgrid[0:160, 0:160].sum(0) // 3 % 7 + (np.random.default_rng(5).random((160, 160)) > 0.97)).astype("uint8")
    f.add("lzw-full-table", "LZW with a dictionary that fills up", big, rowsperstrip=160, compression="lzw")
    f.add("zstd-uint16", "Zstandard", scene("uint16"), tile=TILE, compression="zstd")
    f.add("zstd-floating-float32", "Zstandard, predictor 3", scene("float32"), rowsperstrip=12, compression="zstd", predictor=3)
    f.add("packbits-uint8", "PackBits", scene("uint8") // 40, tile=TILE, compression="packbits")
    f.add("jpeg-uint8", "JPEG tiles", scene("uint8"), tile=(32, 32), compression="jpeg")
    f.add("big-tiff", "BigTIFF", scene("uint16"), tile=TILE, compression="zlib", bigtiff=True)
    f.add("big-tiff-big-endian", "BigTIFF, big-endian", scene("float32"), rowsperstrip=12, bigtiff=True, byteorder=">")


def libtiff(f):
    def save(id, claim, image, **options):
        image.save(f.out / f"{id}.tif", **options)
        f.expect(id, claim, array=np.asarray(image) if options.get("compression") != "jpeg" else None)

    u8, u16 = scene("uint8"), scene("uint16")
    save("libtiff-lzw", "LZW by libtiff", Image.fromarray(u8), compression="tiff_lzw")
    save("libtiff-lzw-predictor", "LZW, predictor 2, by libtiff", Image.fromarray(u8), compression="tiff_lzw", tiffinfo={317: 2})
    save("libtiff-deflate-uint16", "deflate by libtiff", Image.fromarray(u16), compression="tiff_adobe_deflate")
    save("libtiff-deflate-float32", "deflate by libtiff", Image.fromarray(scene("float32")), compression="tiff_adobe_deflate")
    save("libtiff-packbits-bilevel", "bilevel PackBits by libtiff", Image.fromarray(scene("bool")), compression="packbits")
    save("libtiff-jpeg-tables", "JPEG with shared tables, by libtiff", Image.fromarray(u8), compression="jpeg", tiffinfo={278: 16})


def layouts(f):
    f.add("pages", "pages are z planes", scene("uint16", 5), photometric="minisblack", rowsperstrip=20)
    f.add("planar", "samples in separate planes are channels", scene("uint16", 3), "CYX", photometric="minisblack", planarconfig="separate", tile=TILE, compression="zlib")
    f.add("interleaved", "interleaved grey samples are channels", np.moveaxis(scene("uint16", 3), 0, -1).copy(), "YXC", photometric="minisblack", planarconfig="contig", tile=TILE)
    f.add("interleaved-predictor", "interleaved samples, predictor 2", np.moveaxis(scene("uint8", 4), 0, -1).copy(), "YXC", photometric="minisblack", planarconfig="contig", tile=TILE, compression="zlib", predictor=2)
    f.add("interleaved-big-endian", "interleaved big-endian samples", np.moveaxis(scene("float32", 2), 0, -1).copy(), "YXC", photometric="minisblack", planarconfig="contig", rowsperstrip=9, byteorder=">")
    f.add("shaped-tcz", "axes named by tifffile", scene("uint8", 2, 3, 2), "TCZYX", photometric="minisblack", metadata={"axes": "TCZYX"}, tile=TILE, compression="zlib")
    with tifffile.TiffWriter(f.out / "shaped-truncated.tif") as writer:
        writer.write(scene("uint16", 4), truncate=True, photometric="minisblack", software=False)
    f.expect("shaped-truncated", "planes that follow a single page")

    path = f.out / "sparse.tif"
    tifffile.imwrite(path, scene("uint8") | 1, tile=(16, 16), compression="zlib", software=False)
    with tifffile.TiffFile(path, mode="r+") as tif:
        for name in ("TileOffsets", "TileByteCounts"):
            tag = tif.pages[0].tags[name]
            tag.overwrite([value * (i % 3 == 0) for i, value in enumerate(tag.value)])
    f.expect("sparse", "tiles that are not stored are zeros")

    # tifffile does not write FillOrder: a private tag becomes one, and the bytes of the file are reversed in place.
    path = f.out / "fill-order-2.tif"
    data = scene("bool")
    tifffile.imwrite(path, data, software=False, extratags=[(65266, 3, 1, 2, True)])
    with tifffile.TiffFile(path) as tif:
        page = tif.pages[0]
        start, length, tag = page.dataoffsets[0], page.databytecounts[0], page.tags[65266].offset
    raw = bytearray(path.read_bytes())
    raw[tag:tag + 2] = (266).to_bytes(2, "little")
    raw[start:start + length] = imagecodecs.bitorder_encode(bytes(raw[start:start + length]))
    path.write_bytes(raw)
    f.expect("fill-order-2", "bilevel with reversed bits")
    assert np.array_equal(tifffile.imread(path), data)


def metadata(f):
    um = {"spacing": {"x": 0.25, "y": 0.5, "z": 2, "unit": "um"}}
    f.add("ome-tczyx", "OME: axes, channel names, physical sizes", scene("uint16", 2, 3, 2), "TCZYX", ome=True, photometric="minisblack", tile=TILE, compression="zlib",
          facts={**um, "channelNames": ["DAPI", "GFP <β>", ""]},
          metadata={"axes": "TCZYX", "PhysicalSizeX": 0.25, "PhysicalSizeXUnit": "µm", "PhysicalSizeY": 500, "PhysicalSizeYUnit": "nm",
                    "PhysicalSizeZ": 0.002, "PhysicalSizeZUnit": "mm", "Channel": {"Name": ["DAPI", "GFP <β>", ""]}})
    f.add("ome-ztcyx", "OME: another dimension order", scene("uint8", 2, 2, 3), "ZTCYX", ome=True, photometric="minisblack", metadata={"axes": "ZTCYX"}, rowsperstrip=20)
    f.add("ome-interleaved", "OME: interleaved samples are channels", np.moveaxis(scene("uint8", 2, 3), 1, -1).copy(), "ZYXC", ome=True, photometric="rgb", metadata={"axes": "ZYXS"}, tile=TILE,
          facts={"channelNames": ["red", "green", "blue"]})
    f.add("ome-float64", "OME: double precision", scene("float64"), ome=True, compression="zlib", tile=TILE)

    full = scene("uint16", 2)
    with tifffile.TiffWriter(f.out / "ome-pyramid.tif", ome=True, bigtiff=True) as writer:
        options = {"tile": TILE, "compression": "zlib", "photometric": "minisblack", "software": False}
        writer.write(full, subifds=2, metadata={"axes": "CYX", "PhysicalSizeX": 0.5, "PhysicalSizeY": 0.5}, **options)
        writer.write(full[:, ::2, ::2], subfiletype=1, **options)
        writer.write(full[:, ::4, ::4], subfiletype=1, **options)
    for level in range(3):
        with tifffile.TiffFile(f.out / "ome-pyramid.tif") as tif:
            array = tif.series[0].levels[level].asarray()
        height, width = array.shape[1:]
        f.expect("ome-pyramid", f"level {level} of SubIFDs", "CYX", array, level=level, levels=3,
                 spacing={"x": 0.5 * WIDTH / width, "y": 0.5 * HEIGHT / height, "z": 1, "unit": "um"})
    with tifffile.TiffWriter(f.out / "reduced-pages.tif") as writer:
        options = {"tile": TILE, "compression": "zlib", "photometric": "minisblack", "software": False, "metadata": None}
        writer.write(full[0], **options)
        writer.write(full[0][::2, ::2], subfiletype=1, **options)
    for level in range(2):
        f.expect("reduced-pages", f"level {level} of reduced pages", array=full[0][:: 1 + level, :: 1 + level], level=level, levels=2)

    f.add("imagej-tzcyx", "ImageJ: hyperstack with unit", scene("uint16", 2, 3, 2), "TZCYX", imagej=True, resolution=(4, 2), facts=um,
          metadata={"axes": "TZCYX", "unit": "micron", "spacing": 2.0})
    with tifffile.TiffWriter(f.out / "imagej-contiguous.tif", imagej=True) as writer:
        writer.write(scene("uint8", 3, 2), truncate=True, metadata={"axes": "ZCYX"}, software=False)
    f.expect("imagej-contiguous", "ImageJ: planes that follow a single page", "ZCYX")


def write_rows(path, rows):
    document = {
        "tool": "tifffile",
        "kind": "oracle",
        "version": {
            "python": platform.python_version(), "tifffile": tifffile.__version__, "imagecodecs": imagecodecs.__version__,
            "numpy": np.__version__, "pillow": PIL.__version__, "libtiff": features.version("libtiff"),
        },
        "generator": "tools/oracles/gen-tiff-fixtures.py",
        "tolerance": 0,
        "reason": "Decoding is exact; JPEG is decoded by libjpeg-turbo on both sides.",
    }
    lines = ",\n  ".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    path.write_text(json.dumps(document, indent=1)[:-2] + ',\n "rows": [\n  ' + lines + "\n ]\n}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "reference-data/io/tiff")
    parser.add_argument("--microscopy", type=Path)
    args = parser.parse_args()
    # OME-XML carries one: the files are to be the same every time.
    uuid.uuid1 = lambda: uuid.UUID(int=2016)
    f = Fixtures(args.out)
    for part in (types, codecs, libtiff, layouts, metadata):
        part(f)
    write_rows(args.out / "expected.json", f.rows)
    total = sum(path.stat().st_size for path in args.out.glob("*"))
    print(f"{len(f.rows)} rows, {total} bytes")
    if args.microscopy:
        f.rows = []
        for path in sorted(args.microscopy.glob("*/*.tif")):
            f.expect(f"{path.parent.name}-{path.name.split('.')[0]}", "LZW by Bio-Formats", path=path)
        write_rows(args.out / "microscopy.json", f.rows)


main()
