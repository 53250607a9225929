"""Weights of the criteria that have a value: by hand, or from pairwise comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.criteria.pairwise import Pairwise
from petasentra.errors import InfeasibleError, OptionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from petasentra.criteria.records import Criterion

__all__ = ["intervals_of", "weights_of"]


def weights_of(
    criteria: Sequence[Criterion], weights: Mapping[str, float] | Pairwise | None
) -> npt.NDArray[np.float64]:
    """Return the weight of each criterion, shape (n,), adding up to 1; 0 for those without a value.

    Weights by hand are divided by their sum, whatever it is: 37, 14, 6, 20, 8 and 15 are per cents. Without any
    weight all criteria weigh the same.

    Raises
    ------
    OptionError
        A criterion has no weight while others do, a name is unknown, a weight is negative, or all are 0.
    """
    valued = [one.name for one in criteria if one.value is not None]
    given = weights.weights if isinstance(weights, Pairwise) else weights
    if given is None:
        own = {one.name: one.weight for one in criteria if one.value is not None and one.weight is not None}
        given = own or dict.fromkeys(valued, 1.0)
    if not hasattr(given, "items"):
        raise _wrong(f"weights={given!r} is no mapping of names", f"weights={given!r} bukan pemetaan nama")
    for name, weight in given.items():
        if name not in valued:
            raise _wrong(
                f"{name!r} has a weight and is no criterion with a value", f"{name!r} berbobot tetapi tidak bernilai"
            )
        sound = isinstance(weight, int | float | np.number) and not isinstance(weight, bool)
        if not sound or not np.isfinite(weight) or weight < 0:
            raise _wrong(f"the weight of {name!r} is {weight!r}", f"bobot {name!r} bernilai {weight!r}")
    missing = [name for name in valued if name not in given]
    if missing:
        raise _wrong(f"{missing[0]!r} has no weight, others have", f"{missing[0]!r} tidak berbobot, yang lain berbobot")
    total = float(sum(given.values()))
    if valued and total <= 0:
        raise _wrong("all weights are 0", "semua bobot bernilai 0")
    return np.array([given[one.name] / total if one.value is not None else 0.0 for one in criteria])


def intervals_of(
    names: Sequence[str], within: Mapping[str, tuple[float, float]] | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the least and largest weight of each criterion, as tight as the others allow; 0 and 1 without a word.

    Raises
    ------
    OptionError
        A name is unknown, or an interval is none within 0..1.
    InfeasibleError
        No weights within them add up to 1.
    """
    low, high = np.zeros(len(names)), np.ones(len(names))
    for name, interval in dict(within or {}).items():
        if name not in names:
            raise _wrong(f"{name!r} is no criterion with a weight", f"{name!r} bukan kriteria yang berbobot")
        at = list(names).index(name)
        try:
            low[at], high[at] = (float(one) for one in interval)
        except (TypeError, ValueError):
            low[at] = np.nan
        if not 0 <= low[at] <= high[at] <= 1:
            raise _wrong(
                f"{name!r} lies within {interval!r}, not within 0..1", f"{name!r} berada dalam {interval!r}, bukan 0..1"
            )
    if len(names) and (low.sum() > 1 + 1e-12 or high.sum() < 1 - 1e-12):
        raise InfeasibleError(
            f"No weights within the intervals add up to 1: they add up to {low.sum():g} .. {high.sum():g}.",
            f"Tidak ada bobot dalam selang itu yang berjumlah 1: jumlahnya {low.sum():g} .. {high.sum():g}.",
        )
    tight_high = np.minimum(high, 1 - (low.sum() - low))
    tight_low = np.maximum(low, 1 - (high.sum() - high))
    return tight_low, np.maximum(tight_high, tight_low)


def _wrong(what_en: str, what_id: str) -> OptionError:
    return OptionError(f"Weights: {what_en}.", f"Bobot: {what_id}.", code=801, column="weights")
