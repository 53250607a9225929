"""How unequally something is shared out among people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import OptionError
from petasentra.network.given_numbers import given_numbers

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["gini", "palma"]


def gini(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> float:
    """Return the Gini coefficient: 0 where all have the same, towards 1 where one has all.

    Half the mean difference between two people drawn at random, over the mean.

    Parameters
    ----------
    values
        What each place has, shape (n,), not negative.
    weights
        People at each place, shape (n,), not negative; 1 where none are given.

    Returns
    -------
    float
        NaN where there is nobody, or where nobody has anything.

    Raises
    ------
    OptionError
        A number is negative or not finite, or the shapes differ.

    Examples
    --------
    >>> from petasentra.access import gini
    >>> gini([1, 1, 1]), gini([0, 0, 0, 4])
    (0.0, 0.75)
    >>> gini([1, 3], weights=[3, 1]) == gini([1, 1, 1, 3])
    True
    """
    value, people = _sorted(values, weights)
    total = people.sum()
    sum_of_values = (value * people).sum()
    if total == 0 or sum_of_values == 0:
        return float("nan")
    below = np.cumsum(people) - people
    return float(((2 * below + people - total) * value * people).sum() / (total * sum_of_values))


def palma(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> float:
    """Return the Palma ratio: what the best served tenth has over what the worst served two fifths have.

    People at a place on a border of these shares count on both sides, by number.

    Parameters
    ----------
    values, weights
        As for `gini`.

    Returns
    -------
    float
        Infinite where the two fifths have nothing, NaN where nobody has anything.

    Raises
    ------
    OptionError
        As for `gini`.

    Examples
    --------
    >>> from petasentra.access import palma
    >>> round(palma([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), 9)
    0.25
    """
    value, people = _sorted(values, weights)
    total = people.sum()
    if total == 0 or (value * people).sum() == 0:
        return float("nan")
    ends = np.concatenate([[0.0], np.cumsum(people)]) / total
    worst = (np.clip(ends[1:], 0, 0.4) - np.clip(ends[:-1], 0, 0.4)) * value
    best = (np.clip(ends[1:], 0.9, 1) - np.clip(ends[:-1], 0.9, 1)) * value
    return float("inf") if worst.sum() == 0 else float(best.sum() / worst.sum())


def _sorted(
    values: npt.ArrayLike, weights: npt.ArrayLike | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return values, ascending, and the people who have them."""
    value = given_numbers(values, "values")
    people = np.ones_like(value) if weights is None else given_numbers(weights, "weights")
    if value.ndim != 1 or people.shape != value.shape:
        raise OptionError(
            f"values {value.shape} and weights {people.shape} have to be lists of one length.",
            f"values {value.shape} dan weights {people.shape} harus berupa daftar yang sama panjang.",
            code=801,
        )
    for name, numbers in (("values", value), ("weights", people)):
        wrong = np.flatnonzero(~(np.isfinite(numbers) & (numbers >= 0)))
        if wrong.size:
            raise OptionError(
                f"{name}[{wrong[0]}] is {numbers[wrong[0]]}; it has to be finite and not negative.",
                f"{name}[{wrong[0]}] adalah {numbers[wrong[0]]}; harus berhingga dan tidak negatif.",
                hint_en="Leave out places that are not known, or say that they have 0.",
                hint_id="Keluarkan tempat yang tidak diketahui, atau nyatakan nilainya 0.",
                code=801,
                feature=str(wrong[0]),
            )
    # Equal values in order of their people: sums then do not depend on the order of rows.
    order = np.lexsort((people, value))
    return value[order], people[order]
