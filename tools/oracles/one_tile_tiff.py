"""A TIFF with one uncompressed tile and every tag that Nyxus asks for (SampleFormat among them)."""
import struct

import numpy as np


def write(path, array):
    height, width = array.shape
    side = -(-max(height, width) // 16) * 16
    tile = np.zeros((side, side), array.dtype.newbyteorder("<"))
    tile[:height, :width] = array
    kind = {"u": 1, "i": 2, "f": 3}[array.dtype.kind]
    tags = [(256, width), (257, height), (258, array.dtype.itemsize * 8), (259, 1), (262, 1), (277, 1), (284, 1), (322, side), (323, side), (324, None), (325, tile.nbytes), (339, kind)]
    data = 8 + 2 + 12 * len(tags) + 4
    with open(path, "wb") as f:
        f.write(struct.pack("<2sHIH", b"II", 42, 8, len(tags)))
        for tag, value in tags:
            f.write(struct.pack("<HHII", tag, 4, 1, data if value is None else value))
        f.write(struct.pack("<I", 0) + tile.tobytes())
