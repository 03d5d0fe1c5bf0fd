"""Calling MIRP on one ROI held in arrays."""
import logging
import warnings

import numpy as np
from mirp import extract_features

logging.disable(logging.WARNING)
warnings.simplefilter("ignore")


def mirp_row(image, mask, spacing=None, **settings):
    """Features of one ROI as {column: value}; `image` and `mask` are z, y, x. None when MIRP raises."""
    try:
        table = extract_features(
            image=np.asarray(image, dtype=np.float64), mask=np.asarray(mask, dtype=int), num_cpus=1,
            no_approximation=True, ibsi_compliant=True, **settings,
        )
    except Exception as error:  # a degenerate ROI is a finding, not a failure of the generator
        return {}, f"{type(error).__name__}"
    if not table:
        return {}, "no table"
    return {c: table[0][c].iloc[0] for c in table[0].columns}, None
