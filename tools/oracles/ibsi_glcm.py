"""Grey level co-occurrence features written from the IBSI reference manual (chapter 3.6), pair by pair.

A matrix is a dictionary {(i, j): count}; features are sums over its entries. Slow and literal on purpose.
"""
import itertools
import math
from collections import Counter

import numpy as np

CODES = {
    "glcm_joint_maximum": "GYBY", "glcm_joint_average": "60VM", "glcm_joint_variance": "UR99", "glcm_joint_entropy": "TU9B",
    "glcm_difference_average": "TF7R", "glcm_difference_variance": "D3YU", "glcm_difference_entropy": "NTRS",
    "glcm_sum_average": "ZGXS", "glcm_sum_variance": "OEEB", "glcm_sum_entropy": "P6QZ", "glcm_angular_second_moment": "8ZQL",
    "glcm_contrast": "ACUI", "glcm_dissimilarity": "8S9J", "glcm_inverse_difference": "IB1Z",
    "glcm_normalised_inverse_difference": "NDRX", "glcm_inverse_difference_moment": "WF0Z",
    "glcm_normalised_inverse_difference_moment": "1QCO", "glcm_inverse_variance": "E8JP", "glcm_correlation": "NI2N",
    "glcm_autocorrelation": "QWB0", "glcm_cluster_tendency": "DG8W", "glcm_cluster_shade": "7NFM",
    "glcm_cluster_prominence": "AE86", "glcm_information_correlation_1": "R8DG", "glcm_information_correlation_2": "JN9H",
}

# Offsets (dx, dy) with y downwards, named as Nyxus and scikit-image name them.
ANGLES = {0: (1, 0), 45: (1, 1), 90: (0, 1), 135: (-1, 1)}

# Half of the 26 directions (dx, dy, dz).
DIRECTIONS_3D = [d for d in itertools.product((-1, 0, 1), repeat=3) if d[::-1] > (0, 0, 0)]


def matrix(levels, offset, symmetric=True):
    """Pairs of one direction. `levels` maps coordinate tuples to grey levels; `offset` has the same order."""
    counts = Counter()
    for at, i in levels.items():
        j = levels.get(tuple(a + o for a, o in zip(at, offset)))
        if j is not None:
            counts[i, j] += 1
            if symmetric:
                counts[j, i] += 1
    return counts


def merged(matrices):
    total = Counter()
    for m in matrices:
        total.update(m)
    return total


def _entropy(probabilities):
    return max(0.0, -math.fsum(p * math.log2(p) for p in probabilities if p > 0))


def maximal_correlation(p, row, column):
    """Haralick's feature 14: square root of the second largest eigenvalue of Q, as he writes it; None for one level."""
    if len(row) == 1 or len(column) == 1:
        return None
    ys, xs = sorted(row), sorted(column)
    m = np.array([[p.get((i, k), 0.0) for k in xs] for i in ys])
    q = (m / [[row[i]] for i in ys]) @ (m / [column[k] for k in xs]).T
    return math.sqrt(max(0.0, sorted(np.linalg.eigvals(q).real)[-2]))


def features(counts, levels_counted):
    """All 25 features of one matrix as {id: value}; None where the definition is 0/0. Empty matrix: None."""
    total = sum(counts.values())
    if total == 0:
        return None
    p = {ij: c / total for ij, c in counts.items()}
    row, column, difference, sum_ = Counter(), Counter(), Counter(), Counter()
    for (i, j), c in counts.items():
        row[i] += c
        column[j] += c
        difference[abs(i - j)] += c
        sum_[i + j] += c
    row, column, difference, sum_ = ({k: c / total for k, c in m.items()} for m in (row, column, difference, sum_))
    f = math.fsum
    mean_i = f(i * q for i, q in row.items())
    mean_j = f(j * q for j, q in column.items())
    variance_i = f((i - mean_i) ** 2 * q for i, q in row.items())
    variance_j = f((j - mean_j) ** 2 * q for j, q in column.items())
    difference_mean = f(k * q for k, q in difference.items())
    sum_mean = f(k * q for k, q in sum_.items())
    hxy = _entropy(p.values())
    hx, hy = _entropy(row.values()), _entropy(column.values())
    hxy1 = -f(q * math.log2(row[i] * column[j]) for (i, j), q in p.items())
    hxy2 = -f(a * b * math.log2(a * b) for a in row.values() for b in column.values())
    ng = levels_counted
    flat = len(row) == 1 or len(column) == 1
    deviation = [(i + j - mean_i - mean_j, q) for (i, j), q in p.items()]
    return {
        "glcm_joint_maximum": max(p.values()),
        "glcm_joint_average": mean_i,
        "glcm_joint_variance": variance_i,
        "glcm_joint_entropy": hxy,
        "glcm_difference_average": difference_mean,
        "glcm_difference_variance": f((k - difference_mean) ** 2 * q for k, q in difference.items()),
        "glcm_difference_entropy": _entropy(difference.values()),
        "glcm_sum_average": sum_mean,
        "glcm_sum_variance": f((k - sum_mean) ** 2 * q for k, q in sum_.items()),
        "glcm_sum_entropy": _entropy(sum_.values()),
        "glcm_angular_second_moment": f(q * q for q in p.values()),
        "glcm_contrast": f((i - j) ** 2 * q for (i, j), q in p.items()),
        "glcm_dissimilarity": f(abs(i - j) * q for (i, j), q in p.items()),
        "glcm_inverse_difference": f(q / (1 + abs(i - j)) for (i, j), q in p.items()),
        "glcm_normalised_inverse_difference": f(q / (1 + abs(i - j) / ng) for (i, j), q in p.items()),
        "glcm_inverse_difference_moment": f(q / (1 + (i - j) ** 2) for (i, j), q in p.items()),
        "glcm_normalised_inverse_difference_moment": f(q / (1 + (i - j) ** 2 / ng**2) for (i, j), q in p.items()),
        "glcm_inverse_variance": f(q / (i - j) ** 2 for (i, j), q in p.items() if i != j),
        "glcm_correlation": None if flat else f((i - mean_i) * (j - mean_j) * q for (i, j), q in p.items()) / math.sqrt(variance_i * variance_j),
        "glcm_autocorrelation": f(i * j * q for (i, j), q in p.items()),
        "glcm_cluster_tendency": f(d**2 * q for d, q in deviation),
        "glcm_cluster_shade": f(d**3 * q for d, q in deviation),
        "glcm_cluster_prominence": f(d**4 * q for d, q in deviation),
        "glcm_information_correlation_1": None if max(hx, hy) == 0 else (hxy - hxy1) / max(hx, hy),
        "glcm_information_correlation_2": math.sqrt(max(0.0, 1 - math.exp(-2 * (hxy2 - hxy)))),
        "glcm_maximal_correlation_coefficient": maximal_correlation(p, row, column),
        "_shade_scale": f(abs(d) ** 3 * q for d, q in deviation),
    }


def mean(all_features):
    """Mean over the matrices that hold a pair; a feature undefined for one of them is undefined."""
    present = [v for v in all_features if v is not None]
    if not present:
        return None
    return {k: None if any(v[k] is None for v in present) else math.fsum(v[k] for v in present) / len(present) for k in present[0]}


def aggregate(levels, ng, distance, method):
    """`levels` maps (x, y, z) to a grey level; `method` is one of the six IBSI aggregations."""
    dimension, rule = method.split("_")
    if dimension == "3D":
        matrices = [matrix(levels, [distance * d for d in o]) for o in DIRECTIONS_3D]
        return mean(features(m, ng) for m in matrices) if rule == "avg" else features(merged(matrices), ng)
    slices = {}
    for (x, y, z), v in levels.items():
        slices.setdefault(z, {})[x, y, z] = v
    by_slice = [[matrix(s, (distance * dx, distance * dy, 0)) for dx, dy in ANGLES.values()] for s in slices.values()]
    if method == "2D_avg":
        return mean(features(m, ng) for row in by_slice for m in row)
    if method == "2D_mrg":
        return mean(features(merged(row), ng) for row in by_slice)
    if method == "2.5D_avg":
        return mean(features(merged(column), ng) for column in zip(*by_slice))
    if method == "2.5D_mrg":
        return features(merged(m for row in by_slice for m in row), ng)
    raise ValueError(method)
