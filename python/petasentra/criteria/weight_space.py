"""Weights at random: uniform over all that add up to 1 within stated intervals, the same ones every time."""

from __future__ import annotations

from math import factorial

import numpy as np
import numpy.typing as npt

from petasentra.errors import InfeasibleError

__all__ = ["random_weights"]

_SEED = 20_180_518
#: Draws beyond which a set of intervals counts as too thin to draw from.
_MOST_DRAWS = 20_000_000


def random_weights(low: npt.NDArray[np.float64], high: npt.NDArray[np.float64], count: int) -> npt.NDArray[np.float64]:
    """Return weights, shape (count, n), uniform over {w : sum w = 1, low <= w <= high}; see `intervals_of` for bounds.

    Drawn from what is easier to hit, the simplex above the lower bounds or the box without its widest side, and kept
    where the other bounds hold: both are uniform there. The seed is fixed.

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
    numbers = np.random.Generator(np.random.PCG64(_SEED))
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
        draws = numbers.random((step, size - 1))
        weights = np.empty((step, size))
        if from_box:
            weights[:, others] = low[others] + draws * widths[others]
            weights[:, widest] = 1.0 - weights[:, others].sum(axis=1)
        else:
            # Gaps between sorted uniform numbers are uniform on the simplex.
            cuts = np.sort(draws, axis=1)
            gaps = np.diff(cuts, axis=1, prepend=0.0, append=1.0)
            weights = low + free * gaps
        inside = ((weights >= low) & (weights <= high)).all(axis=1)
        kept.append(weights[inside])
        found, drawn = found + int(inside.sum()), drawn + step
    return np.concatenate(kept)[:count]
