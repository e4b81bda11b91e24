"""The truth about the simulated figures, close enough to judge the standard errors of the engine by.

Independent draws would need hundreds of millions of points to be exact enough for the value of some groups.
So the points are those of `scipy.stats.qmc.Sobol`, scrambled anew for each batch, and the quantile function is
looked up in a fine table of `scipy.special.betainc`; the figures are those of the brute force.
"""

from typing import Any

import numpy as np
from scipy.special import betainc
from scipy.stats import qmc

from tests.brute_force import Estimated, all_figures, event_count, over_batches
from tests.reference import RETENTION, Input, Point, Reading

BATCHES = 16
SHARES = np.sin(np.linspace(0, np.pi / 2, 40_001)) ** 2  # dense at both ends


def quantiles(x: Input, uniforms: np.ndarray) -> np.ndarray:
    """Quantiles of the input, by straight lines between 40,001 points of its distribution function."""
    return x.low + (x.high - x.low) * np.interp(uniforms, betainc(*x.shapes, SHARES), SHARES)


def truth(document: dict[str, Any], draws: int, seed: int = 20240506) -> dict[str, Estimated]:
    """Every simulated figure with its standard error; draws: in all, rounded down to 16 times a power of 2."""
    case, rows = Reading(document), []
    for rng in np.random.default_rng(seed).spawn(BATCHES):
        sobol = qmc.Sobol(len(case.uncertain) + event_count(case), rng=rng)
        points = sobol.random_base2((draws // BATCHES).bit_length() - 1).T
        point: Point = {name: x.likely for name, x in case.inputs.items()}
        for x, uniforms in zip(case.uncertain, points, strict=False):
            point[x.name] = quantiles(x, uniforms)
        point["annuity"] = case.annuity(point[RETENTION])
        rows.append(all_figures(case, point, points[len(case.uncertain):]))
    return over_batches(rows)
