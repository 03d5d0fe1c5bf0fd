#!/usr/bin/env python3
"""Filters of IBSI chapter 2 by MIRP, in 32 bits: what it filters on volumes that are not cubes.

Left out: Simoncelli wavelets, whose frequency grid has two axes exchanged unless the volume is a cube; Riesz
transforms, which MIRP takes with a padding of its own; Gabor angles of which an odd number makes a turn.
"""
import numpy as np
from mirp import extract_images

from common import arguments
from filter_cases import CASES, write

MODES = {"zero": "constant", "nearest": "nearest", "periodic": "wrap", "mirror": "reflect"}


def settings(spec):
    name, boundary = spec["filter"], MODES[spec["boundary"]]
    if name == "mean":
        return {"filter_kernels": "mean", "mean_filter_kernel_size": spec["support"], "mean_filter_boundary_condition": boundary}
    if name == "laplacian_of_gaussian" and "riesz" not in spec:
        return {"filter_kernels": "laplacian_of_gaussian", "laplacian_of_gaussian_sigma": spec["sigma"],
                "laplacian_of_gaussian_kernel_truncate": float(spec.get("cutoff", 4)), "laplacian_of_gaussian_boundary_condition": boundary}
    if name == "laws":
        return {"filter_kernels": "laws", "laws_kernel": spec["kernels"], "laws_compute_energy": "energyDistance" in spec,
                "laws_delta": spec.get("energyDistance", 7), "laws_rotation_invariance": "rotationPooling" in spec,
                "laws_pooling_method": spec.get("rotationPooling", "max"), "laws_boundary_condition": boundary}
    if name == "gabor" and spec.get("rotation", {}).get("stepDegrees") != 72.0:
        rotation = spec.get("rotation")
        return {"filter_kernels": "gabor", "gabor_sigma": spec["sigma"], "gabor_lambda": spec["wavelength"], "gabor_gamma": spec["aspectRatio"],
                "gabor_theta": spec.get("thetaDegrees", 0.0), "gabor_theta_step": rotation["stepDegrees"] if rotation else None,
                "gabor_rotation_invariance": spec["planes"] == "orthogonal", "gabor_pooling_method": rotation["pooling"] if rotation else "mean",
                "gabor_response": "modulus", "gabor_boundary_condition": boundary}
    if name == "separable_wavelet":
        return {"filter_kernels": "separable_wavelet", "separable_wavelet_families": spec["wavelet"], "separable_wavelet_set": spec["subband"].lower(),
                "separable_wavelet_stationary": True, "separable_wavelet_decomposition_level": spec["level"],
                "separable_wavelet_rotation_invariance": "rotationPooling" in spec, "separable_wavelet_pooling_method": spec.get("rotationPooling", "max"),
                "separable_wavelet_boundary_condition": boundary}
    return None


def respond(image, spec):
    chosen = settings(spec)
    if chosen is None:
        return None
    by_slice = spec.get("dimensions", 2 if spec.get("planes") == "axial" else 3) == 2
    (images, _), = extract_images(
        image=image.astype(np.float32), mask=np.ones(image.shape, dtype=bool), by_slice=by_slice,
        new_spacing=None, image_export_format="numpy", export_images=True, write_images=False, **chosen,
    )
    # Planes in three directions at one angle come as a response each.
    responses = images[-3:] if spec.get("planes") == "orthogonal" and "rotation" not in spec else images[-1:]
    response = np.mean(np.asarray(responses, dtype=np.float64), axis=0)
    assert response.shape == image.shape, (spec, response.shape)
    return response


if __name__ == "__main__":
    args = arguments(__doc__).parse_args()
    write(args.out, "mirp", __file__, ("mirp", "numpy"), CASES, respond)
