"""Scrambled Sobol points: random linear matrix scramble and digital shift (Matoušek 1998).

Our own forty lines, because SciPy's generator costs more to import than a whole evaluation takes.  Direction numbers:
S. Joe and F. Y. Kuo, SIAM J. Sci. Comput. 30 (2008), data/sobol_directions.csv; the tests hold them against SciPy's.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from retention.resources import DATA

BITS = 32
LARGEST_DIMENSION = 3072

Words = NDArray[np.uint32]


def scrambled_points(dimensions: int, log2_count: int, replicates: int, rng: np.random.Generator) -> Words:
    """Independently scrambled Sobol nets of 2**log2_count points, as 32-bit fractions of 1.

    Returns shape (dimensions, replicates, 2**log2_count).
    """
    directions = _directions(dimensions, log2_count)
    columns = _scramble_columns(dimensions, replicates, log2_count, rng)
    # direction j has its leading bits 0 … j only; multiply the matrix by it: the xor of the columns of its bits
    scrambled = np.zeros((dimensions, replicates, log2_count), np.uint32)
    for bit in range(log2_count):
        has_bit = directions >> np.uint32(BITS - 1 - bit) & np.uint32(1)
        scrambled ^= columns[:, :, bit, None] * has_bit[:, None, :]
    points = np.empty((dimensions, replicates, 1 << log2_count), np.uint32)
    points[:, :, 0] = rng.integers(0, 1 << BITS, (dimensions, replicates), np.uint32)
    for bit in range(log2_count):
        half = 1 << bit
        np.bitwise_xor(points[:, :, :half], scrambled[:, :, bit, None], out=points[:, :, half : 2 * half])
    return points


def _scramble_columns(dimensions: int, replicates: int, count: int, rng: np.random.Generator) -> Words:
    """Columns of random lower triangular matrices with a unit diagonal; shape (dimensions, replicates, count)."""
    diagonal = np.uint32(1) << np.arange(BITS - 1, BITS - 1 - count, -1, dtype=np.uint32)
    below = rng.integers(0, 1 << BITS, (dimensions, replicates, count), np.uint32) & (diagonal - np.uint32(1))
    return np.asarray(below | diagonal)


@lru_cache(maxsize=32)
def _directions(dimensions: int, count: int) -> Words:
    """Direction numbers of the first dimensions, leading bit first; shape (dimensions, count)."""
    rounded = -dimensions % 64 + dimensions  # so that cases of like size share the cached table
    if rounded > dimensions:
        return _directions(rounded, count)[:dimensions]
    directions = np.zeros((dimensions, count), np.uint32)
    with (DATA / "sobol_directions.csv").open(newline="") as file:
        for row, line in enumerate(islice(csv.DictReader(file), dimensions)):
            directions[row] = _direction_numbers(int(line["polynomial"]), line["initial"], count)
    return directions


def _direction_numbers(polynomial: int, initial: str, count: int) -> list[int]:
    if polynomial == 1:  # the first dimension: van der Corput's sequence
        return [1 << (BITS - 1 - j) for j in range(count)]
    numbers = [int(number) for number in initial.split()]
    degree = len(numbers)
    for j in range(degree, count):
        number = numbers[j - degree] ^ numbers[j - degree] << degree
        for k in range(1, degree):
            if polynomial >> (degree - k) & 1:
                number ^= numbers[j - k] << k
        numbers.append(number)
    return [number << (BITS - 1 - j) for j, number in enumerate(numbers[:count])]
