"""Floating catchment areas of pairs whose costs are known."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.access.catchments import Catchments, catchments_from
from petasentra.access.decay import Decay, decay_or_none, weight_said
from petasentra.errors import OptionError
from petasentra.network.asked import Asked, Said
from petasentra.network.given_numbers import given_number, given_numbers
from petasentra.network.whole_numbers import whole_numbers

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra._progress import Progress

__all__ = ["floating_catchments"]

ChoiceAmong = Literal["within_limit", "all"]


def floating_catchments(
    origin: npt.ArrayLike,
    facility: npt.ArrayLike,
    cost: npt.ArrayLike,
    *,
    demand: npt.ArrayLike,
    supply: npt.ArrayLike,
    limit: float = float("inf"),
    decay: Decay | None = None,
    choice: ChoiceAmong | None = None,
    progress: Progress = None,
    threads: int | None = None,
) -> Catchments:
    """Return floating catchment areas of pairs whose costs are known.

    Two steps (Luo and Wang 2003): each facility shares its supply out among the demand within the limit, each origin
    adds up what the facilities within the limit have for it. With a `decay` these are the enhanced ones (Luo and Qi
    2009), with `choice` the third step of Wan, Zou and Sternberg (2012). Sums do not depend on the order of pairs.

    Parameters
    ----------
    origin, facility
        Rows of `demand` and `supply`, whole numbers, shape (pairs,). A pair that is not there cannot be travelled.
    cost
        Cost of each pair, in the unit of `limit` and `decay`, shape (pairs,); infinite or NaN cannot be travelled.
    demand
        Of each origin, not negative, shape (origins,).
    supply
        Of each facility, not negative, shape (facilities,).
    limit
        Costs up to it, itself included, are within reach.
    decay
        Weight of costs within the limit; by default 1.
    choice
        People choose among facilities by weight: among those ``"within_limit"``, or among ``"all"`` pairs given.
    progress, threads
        As elsewhere; results never depend on the number of threads.

    Raises
    ------
    OptionError
        Columns of different lengths, rows that are not there or not whole, negative costs, demand or supply, a
        `choice` that is neither.

    Examples
    --------
    Two villages share a workshop of 6 places; one of them has another for itself:

    >>> from petasentra.access import floating_catchments
    >>> found = floating_catchments([0, 1, 1], [0, 0, 1], [10, 20, 5], demand=[20, 10], supply=[6, 3], limit=30)
    >>> found.access.tolist(), found.ratio.tolist()
    ([0.2, 0.5], [0.2, 0.3])
    """
    if choice not in (None, *get_args(ChoiceAmong)):
        raise OptionError(
            f"choice={choice!r} is neither 'within_limit' nor 'all'.",
            f"choice={choice!r} bukan 'within_limit' dan bukan 'all'.",
            hint_en="Without a third step leave it out.",
            hint_id="Tanpa langkah ketiga, kosongkan saja.",
            code=801,
        )
    within = limit if isinstance(limit, float) and limit == np.inf else given_number(limit, "limit")
    costs = _one_row(cost, "cost")
    amounts = {"origins": _one_row(demand, "demand"), "facilities": _one_row(supply, "supply")}
    origins, facilities = whole_numbers(origin, "origin"), whole_numbers(facility, "facility")
    found = _core.floating_catchments(
        origins,
        facilities,
        costs,
        amounts["origins"],
        amounts["facilities"],
        limit=within,
        decay=decay_or_none(decay).core,
        choice=choice is not None,
        choice_within_limit=choice == "within_limit",
        progress=progress_callback(progress, "catchments"),
        threads=worker_threads(threads),
    )
    return catchments_from(found, asked=_asked(within, decay, choice, (origins, facilities, costs), amounts))


def _asked(
    limit: float,
    decay: Decay | None,
    choice: ChoiceAmong | None,
    pairs: tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32], npt.NDArray[np.float64]],
    amounts: dict[str, npt.NDArray[np.float64]],
) -> Asked:
    """Return what was asked of pairs, for `Catchments.diff`: of many numbers a digest, and how many or what in all."""
    among = {None: ("tidak ada", "none"), "within_limit": ("dalam batas", "within the limit"), "all": ("semua", "all")}
    said = {
        ("Batas", "Limit"): Said(limit, f"{limit:g}", f"{limit:g}"),
        ("Pilihan di antara fasilitas", "Choice among facilities"): Said(choice, *among[choice]),
        **weight_said(decay),
    }
    many = f"{len(pairs[0])}"
    said["Pasangan dan biayanya", "Pairs and their costs"] = Said(_PairsAsked(pairs), many, many)
    labels = {
        "origins": ("Permintaan seluruhnya", "Demand in all"),
        "facilities": ("Persediaan seluruhnya", "Supply in all"),
    }
    for role, label in labels.items():
        total = f"{amounts[role].sum():g}"
        said[label] = Said(_digest(amounts[role]), total, total)
    return Asked("floating_catchments", said)


class _PairsAsked:
    """Pairs and their costs, compared by a digest that is made when it is wanted: it takes longer than the answer."""

    def __init__(self, pairs: tuple[npt.NDArray[np.generic], ...]) -> None:
        self._pairs = pairs

    @cached_property
    def _said(self) -> str:
        in_order = np.lexsort(self._pairs[::-1])  # in which order pairs are given changes nothing
        return _digest(*(column[in_order] for column in self._pairs))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _PairsAsked) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)


def _digest(*columns: npt.NDArray[np.generic]) -> str:
    digest = sha256()
    for column in columns:
        digest.update(np.ascontiguousarray(column).data)
    return digest.hexdigest()


def _one_row(numbers: npt.ArrayLike, name: str) -> npt.NDArray[np.float64]:
    array = given_numbers(numbers, name)
    if array.ndim == 1:
        return array
    raise OptionError(
        f"{name} has the shape {array.shape}; it has to be one row.",
        f"{name} berbentuk {array.shape}; harus satu baris.",
        code=801,
        column=name,
    )
