"""One table of PERT quantiles for all inputs: a PERT has one shape parameter, so (alpha, u) → B serves every one.

`python -m retention.quantile_grid` makes data/pert_quantiles.npy anew; the tests hold it against betaincinv.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from retention.estimate import PERT_SUM, Array
from retention.resources import DATA
from retention.sobol import BITS, Words

ALPHAS = 129  # from 1 to 5
CELL_BITS = 11
CELLS = 1 << CELL_BITS  # of u, with CELLS + 1 nodes
FILE = DATA / "pert_quantiles.npy"


def made_grid() -> NDArray[np.float32]:
    """Quantiles at alpha = 1 … 3 and u = 0 … 1, shape (65, 2049); the upper half of alpha is its mirror image."""
    alpha = np.linspace(1, 5, ALPHAS)[: ALPHAS // 2 + 1, None]
    return np.asarray(betaincinv(alpha, PERT_SUM - alpha, np.linspace(0, 1, CELLS + 1)), np.float32)


@lru_cache(maxsize=1)
def _grid() -> Array:
    half = np.load(FILE).astype(float)
    return np.concatenate([half, 1 - half[-2::-1, ::-1]])


def quantile_rows(alpha: Array) -> Array:
    """The quantile function at the u nodes for each alpha of [1, 5]; shape (inputs, CELLS + 1)."""
    position = (alpha - 1) * (ALPHAS - 1) / 4
    row = np.minimum(position.astype(int), ALPHAS - 2)
    share = (position - row)[:, None]
    grid = _grid()
    return np.asarray((1 - share) * grid[row] + share * grid[row + 1])


def draw_quantiles(low: Array, width: Array, alpha: Array, points: list[Words], into: list[Array]) -> None:
    """Draws of each estimate, in its unit, at its row of `points`, 32-bit fractions, into its row of `into`.

    Linear between the nodes, but exact in the first and the last cell, where the quantile function bends most: a
    line there would shift means by 4e-5 of the range, twenty times the rest.  Row by row through the same few
    buffers: a quarter of the time of whole arrays.
    """
    rows = low[:, None] + width[:, None] * quantile_rows(alpha)
    steps = np.diff(rows)
    place = np.empty(len(points[0]))
    step = np.empty(len(points[0]))
    cell = np.empty(len(points[0]), np.intp)
    for index, row in enumerate(into):
        np.multiply(points[index], 2.0 ** (CELL_BITS - BITS), out=place)
        np.copyto(cell, place, casting="unsafe")
        np.subtract(place, cell, out=place)
        np.take(steps[index], cell, out=step, mode="clip")
        np.take(rows[index], cell, out=row, mode="clip")
        row += np.multiply(place, step, out=place)
        tails = np.flatnonzero((cell == 0) | (cell == CELLS - 1))
        exact = betaincinv(alpha[index], PERT_SUM - alpha[index], points[index][tails] * 2.0**-BITS)
        row[tails] = low[index] + width[index] * exact


if __name__ == "__main__":
    np.save(FILE, made_grid())
