"""Calling MIRP on one ROI."""
import logging
import warnings

import numpy as np
from mirp import extract_features

logging.disable(logging.WARNING)
warnings.simplefilter("ignore")


def mirp_row(image, mask, **settings):
    """Features of one ROI as ({column: value}, problem); `image` and `mask` are z, y, x arrays of spacing 1, or file names."""
    if not isinstance(image, str):
        image, mask = np.asarray(image, dtype=np.float64), np.asarray(mask, dtype=int)
    try:
        table = extract_features(image=image, mask=mask, num_cpus=1, no_approximation=True, ibsi_compliant=True, **settings)
    except Exception as error:  # a degenerate ROI is a finding, not a failure of the generator
        return {}, f"{type(error).__name__}"
    if not table:
        return {}, "no table"
    return {c: table[0][c].iloc[0] for c in table[0].columns}, None
