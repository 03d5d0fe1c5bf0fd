#!/usr/bin/env python3
"""Filters of IBSI chapter 2 by dense kernels and whole transforms: scipy.ndimage, PyWavelets' coefficients, numpy.fft.

Nothing is separable here: rotations turn dense kernels with numpy.rot90, Riesz transforms are complex, steering turns
the transfer function voxel by voxel.
"""
from math import factorial

import numpy as np
import pywt
from scipy import ndimage

from common import arguments
from filter_cases import CASES, SIMONCELLI_PADDING, positions, write

MODES = {"zero": "constant", "nearest": "nearest", "periodic": "wrap", "mirror": "reflect"}
PADS = {"zero": "constant", "nearest": "edge", "periodic": "wrap", "mirror": "symmetric"}
LAWS = {
    "L3": [1, 2, 1], "L5": [1, 4, 6, 4, 1], "E3": [-1, 0, 1], "E5": [-1, -2, 0, 2, 1], "S3": [-1, 2, -1],
    "S5": [-1, 0, 2, 0, -1], "W5": [-1, 2, 0, -2, 1], "R5": [1, -4, 6, -4, 1],
}

# Arrays are z, y, x; kernels of slices are y, x.


def convolve(image, kernel, boundary):
    """The response to a dense kernel of as many dimensions as are filtered."""
    kernel = kernel.reshape((1,) * (3 - kernel.ndim) + kernel.shape)
    return ndimage.convolve(image, kernel, mode=MODES[boundary])


def outer(*rows):
    """The dense kernel of rows along x, y and z."""
    dense = np.ones(())
    for row in rows:
        dense = np.multiply.outer(np.asarray(row, float), dense)
    return dense


def cubes_rotations(kernel):
    """A kernel in all right-angle rotations, in a fixed order."""
    if kernel.ndim == 2:
        return [np.rot90(kernel, k) for k in range(4)]
    turned = []
    for axes, k in (((0, 1), 0), ((0, 1), 1), ((0, 1), 2), ((0, 1), 3), ((0, 2), 1), ((0, 2), 3)):
        up = np.rot90(kernel, k, axes)
        turned += [np.rot90(up, j, (1, 2)) for j in range(4)]
    return turned


def pool(responses, pooling):
    return np.max(responses, axis=0) if pooling == "max" else np.mean(responses, axis=0)


def mean(image, support, dimensions, boundary, **_):
    return convolve(image, np.full((support,) * dimensions, support**-float(dimensions)), boundary)


def log_kernel(sigma, dimensions, cutoff=4):
    half = int(np.floor(cutoff * sigma + 0.5))
    square = sum(g**2 for g in np.meshgrid(*[np.arange(-half, half + 1.0)] * dimensions, indexing="ij"))
    return -1 / sigma**2 * (np.sqrt(2 * np.pi) * sigma) ** -dimensions * (dimensions - square / sigma**2) * np.exp(-square / (2 * sigma**2))


def laws(image, kernels, dimensions, boundary, rotationPooling=None, energyDistance=None, **_):
    rows = [np.array(LAWS[kernels[i : i + 2]]) / np.linalg.norm(LAWS[kernels[i : i + 2]]) for i in range(0, len(kernels), 2)]
    kernel = outer(*rows)
    turned = [kernel] if rotationPooling is None else cubes_rotations(kernel)
    response = pool([convolve(image, k, boundary) for k in turned], rotationPooling)
    return response if energyDistance is None else mean(np.abs(response), 2 * energyDistance + 1, dimensions, boundary)


def wavelet(image, wavelet, subband, level, boundary, rotationPooling=None, **_):
    def dense(letters, j):
        rows = []
        for letter in letters:
            taps = list(pywt.Wavelet(wavelet).dec_lo if letter == "L" else pywt.Wavelet(wavelet).dec_hi)
            taps += [0.0] * (1 - len(taps) % 2)
            row = np.zeros((len(taps) - 1) * 2 ** (j - 1) + 1)
            row[:: 2 ** (j - 1)] = taps
            rows.append(row)
        return outer(*rows)

    cascade = [dense("L" * len(subband), j) for j in range(1, level)] + [dense(subband, level)]
    turned = [[k] for k in cascade] if rotationPooling is None else [cubes_rotations(k) for k in cascade]
    responses = []
    for step in zip(*turned):
        response = image
        for kernel in step:
            response = convolve(response, kernel, boundary)
        responses.append(response)
    return pool(responses, rotationPooling)


def gabor(image, sigma, wavelength, aspectRatio, planes, boundary, thetaDegrees=0.0, rotation=None, **_):
    angles = [thetaDegrees] if rotation is None else thetaDegrees + np.arange(0, 360, rotation["stepDegrees"])
    averaged = []
    for axis in (0,) if planes == "axial" else (0, 1, 2):
        slices = np.moveaxis(image, axis, 0)
        half = max(slices.shape[1:]) // 2
        v, u = np.mgrid[-half : half + 1, -half : half + 1].astype(float)
        moduli = []
        for angle in np.deg2rad(angles):
            along, across = u * np.cos(angle) + v * np.sin(angle), v * np.cos(angle) - u * np.sin(angle)
            kernel = np.exp(-(along**2 + (aspectRatio * across) ** 2) / (2 * sigma**2) + 2j * np.pi * along / wavelength)
            moduli.append(np.hypot(convolve(slices, kernel.real, boundary), convolve(slices, kernel.imag, boundary)))
        averaged.append(np.moveaxis(pool(moduli, "mean" if rotation is None else rotation["pooling"]), 0, axis))
    return np.mean(averaged, axis=0)


def centred_grid(shape):
    """IBSI's frequency coordinates, in the order of the transform; x first."""
    rows = [np.fft.ifftshift((np.arange(n) - (n - 1) / 2) / ((n - 1) / 2)) if n > 1 else np.zeros(1) for n in shape]
    return np.stack(np.meshgrid(*rows, indexing="ij")[::-1])


def riesz(n, order):
    square = (n**2).sum(0)
    norm = np.sqrt(factorial(sum(order)) / np.prod([factorial(l) for l in order]))
    powers = np.prod([component**l for component, l in zip(n, order)], axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(square == 0, 0, powers / square ** (sum(order) / 2))
    return (-1j) ** sum(order) * norm * ratio


def spectral(image, gain_of, pad, dimensions, boundary, riesz_spec):
    """An isotropic filter with a Riesz transform; `pad` voxels before, and after as far as the next fast length."""
    if dimensions == 2:
        if riesz_spec and riesz_spec.get("steering"):
            raise NotImplementedError
        return np.stack([spectral(s[None], gain_of, pad, (1, 3), boundary, riesz_spec)[0] for s in image])
    flat = dimensions == (1, 3)
    grown = [n if (flat and i == 0) or pad == 0 else fast(n + 2 * pad) for i, n in enumerate(image.shape)]
    before = [0 if (flat and i == 0) else pad for i in range(3)]
    widths = [(b, g - n - b) for b, g, n in zip(before, grown, image.shape)]
    spectrum = np.fft.fftn(np.pad(image, widths, mode=PADS[boundary])) * gain_of(grown)
    crop = tuple(slice(b, b + n) for b, n in zip(before, image.shape))
    n = centred_grid(grown)
    if riesz_spec is None:
        return np.fft.ifftn(spectrum).real[crop]
    order = list(riesz_spec["order"]) + [0] * (3 - len(riesz_spec["order"]))
    if "steering" not in riesz_spec:
        return np.fft.ifftn(spectrum * riesz(n, order)).real[crop]
    gradient = [np.fft.ifftn(spectrum * riesz(n, first)).real[crop] for first in np.eye(3, dtype=int).tolist()]
    sigma = riesz_spec["steering"]["sigma"]
    tensor = np.empty((3, 3) + image.shape)
    for a in range(3):
        for b in range(3):
            tensor[a, b] = ndimage.gaussian_filter(gradient[a] * gradient[b], sigma, mode=MODES[boundary], truncate=4)
    out = np.full(image.shape, np.nan)
    for at in positions(image.shape):
        values, vectors = np.linalg.eigh(tensor[(slice(None), slice(None), *at)])
        frame = vectors[:, np.argsort(values)[::-1]]
        here = np.array([g[at] for g in gradient])
        frame[:, :2] *= np.where(here @ frame[:, :2] < 0, -1, 1)
        frame[:, 2] = np.cross(frame[:, 0], frame[:, 1])
        turned = np.einsum("ba,b...->a...", frame, n)
        wave = 0
        for axis, (i, b, g) in enumerate(zip(at, before, grown)):
            shape = [1, 1, 1]
            shape[axis] = g
            wave = wave + (2j * np.pi * (i + b) / g) * np.arange(g).reshape(shape)
        # The real part of H is the Hermitian part of the response, as above.
        out[at] = (spectrum * riesz(turned, order) * np.exp(wave)).sum().real / np.prod(grown)
    return out




def fast(least):
    n = least
    while True:
        rest = n
        for p in (2, 3, 5):
            while rest % p == 0:
                rest //= p
        if rest == 1:
            return n
        n += 1


def log(image, sigma, dimensions, boundary, cutoff=4, riesz=None, **_):
    kernel = log_kernel(sigma, dimensions, cutoff)
    if riesz is None:
        return convolve(image, kernel, boundary)

    def gain_of(shape):
        dense = kernel.reshape((1,) * (3 - kernel.ndim) + kernel.shape)
        padded = np.zeros(shape)
        for index, value in np.ndenumerate(dense):
            padded[tuple((i - m // 2) % s for i, m, s in zip(index, dense.shape, shape))] += value
        return np.fft.fftn(padded)

    pad = 0 if boundary == "periodic" else kernel.shape[0] - 1
    return spectral(image, gain_of, pad, dimensions, boundary, riesz)


def simoncelli(image, level, dimensions, boundary, riesz=None, padding=None, **_):
    highest = 2.0 ** (1 - level)

    def gain_of(shape):
        r = np.sqrt((centred_grid(shape) ** 2).sum(0))
        with np.errstate(divide="ignore"):
            return np.where((r >= highest / 4) & (r <= highest), np.cos(np.pi / 2 * np.log2(2 * r / highest)), 0)

    pad = 0 if boundary == "periodic" else SIMONCELLI_PADDING(level) if padding is None else padding
    return spectral(image, gain_of, pad, dimensions, boundary, riesz)


FILTERS = {"mean": mean, "laplacian_of_gaussian": log, "laws": laws, "gabor": gabor, "separable_wavelet": wavelet, "simoncelli": simoncelli}


def respond(image, spec):
    return FILTERS[spec["filter"]](image, **{k: v for k, v in spec.items() if k not in ("filter", "unit")})


def main():

    args = arguments(__doc__).parse_args()
    write(args.out, "scipy", __file__, ("numpy", "scipy", "PyWavelets"), CASES, respond)


if __name__ == "__main__":
    main()
