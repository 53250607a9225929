"""Weights spread evenly over all that add up to 1 within stated intervals, the same ones every time.

Points of a Kronecker sequence (multiples of powers of the generalised golden ratio without what stands before the
point; M. Roberts 2018) lie evener than random ones: no criterion is favoured by the luck of a seed.
"""

from __future__ import annotations

from math import factorial

import numpy as np
import numpy.typing as npt

from petasentra.errors import InfeasibleError

__all__ = ["even_weights"]

#: Draws beyond which a set of intervals counts as too thin to draw from.
_MOST_DRAWS = 20_000_000


def even_weights(low: npt.NDArray[np.float64], high: npt.NDArray[np.float64], count: int) -> npt.NDArray[np.float64]:
    """Return weights, shape (count, n), even over {w : sum w = 1, low <= w <= high}; see `intervals_of` for bounds.

    Taken from what is easier to hit, the simplex above the lower bounds (shares of exponential numbers) or the box
    without its widest side, and kept where the other bounds hold: both are uniform there.

    Raises
    ------
    InfeasibleError
        The intervals leave hardly any weights.
    """
    size = len(low)
    if size == 1:
        return np.ones((count, 1))
    free = 1.0 - low.sum()
    widths = high - low
    if free <= 1e-12 or widths.max() <= 1e-12:
        return np.tile(low + free / size, (count, 1))
    widest = int(np.argmax(widths))
    others = np.delete(np.arange(size), widest)
    in_simplex = free ** (size - 1) / factorial(size - 1)
    from_box = bool(np.prod(widths[others]) < in_simplex)
    kept: list[npt.NDArray[np.float64]] = []
    found = drawn = 0
    step = max(1024, count)
    while found < count:
        if drawn > _MOST_DRAWS:
            raise InfeasibleError(
                "The intervals leave hardly any weights that add up to 1.",
                "Selang-selang itu hampir tidak menyisakan bobot yang berjumlah 1.",
                hint_en="Widen them.", hint_id="Lebarkan selangnya.",
            )  # fmt: skip
        draws = _spread(drawn, step, size - 1 if from_box else size)
        weights = np.empty((step, size))
        if from_box:
            weights[:, others] = low[others] + draws * widths[others]
            weights[:, widest] = 1.0 - weights[:, others].sum(axis=1)
        else:
            waits = -np.log1p(-draws)
            total = np.zeros(step)
            for at in range(size):  # one after the other, as everywhere: sums in another order may round otherwise
                total += waits[:, at]
            weights = low + free * waits / total[:, np.newaxis]
        inside = ((weights >= low) & (weights <= high)).all(axis=1)
        kept.append(weights[inside])
        found, drawn = found + int(inside.sum()), drawn + step
    return np.concatenate(kept)[:count]


def _spread(first: int, count: int, dimensions: int) -> npt.NDArray[np.float64]:
    """Return points `first` and after of the sequence, shape (count, dimensions), each number in 0..1."""
    golden: float = 2.0
    for _ in range(64):  # the positive root of g^(d + 1) = g + 1; each step halves what is wrong at least
        golden = (1.0 + golden) ** (1.0 / (dimensions + 1))
    steps = np.cumprod(np.full(dimensions, 1.0 / golden))
    number = np.arange(first + 1, first + count + 1, dtype=np.float64)[:, np.newaxis]
    return np.asarray((0.5 + number * steps) % 1.0, dtype=np.float64)
