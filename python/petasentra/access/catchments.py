"""Floating catchment areas: how much supply there is for those who compete for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.access.decay import Decay

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.tables import Table

__all__ = ["Catchments", "floating_catchments"]

ChoiceAmong = Literal["within_limit", "all"]
_NO_ROW = 0xFFFFFFFF
_STATUS = np.array(["reached", "none_within"])


@dataclass(frozen=True, eq=False)
class Catchments:
    """Access of every origin and load of every facility, in the order in which they were given.

    Attributes
    ----------
    access
        Supply within reach for each unit of demand that competes for it, shape (origins,); 0 where none is reached.
    ratio
        Supply of each facility for each unit of demand within reach, shape (facilities,); NaN where there is none.
    demand_within
        That demand, weighted, shape (facilities,).
    origin_status, facility_status
        ``"reached"`` or ``"none_within"``.
    """

    access: npt.NDArray[np.float64]
    ratio: npt.NDArray[np.float64]
    demand_within: npt.NDArray[np.float64]
    origin_status: list[str]
    facility_status: list[str]

    def __len__(self) -> int:
        return len(self.access)

    @property
    def table(self) -> Table:
        """One row an origin: ``origin`` (its row), ``access``, ``status``."""
        import pyarrow as pa

        from petasentra.tables import Table

        rows = pa.array(np.arange(len(self.access)))
        return Table.from_arrow(
            pa.table({"origin": rows, "access": pa.array(self.access), "status": pa.array(self.origin_status)})
        )

    def __repr__(self) -> str:
        reached = self.origin_status.count("reached")
        return f"Catchments: {reached} of {len(self)} origins reach one of {len(self.ratio)} facilities"


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
        Columns of different lengths, rows that are not there, negative costs, demand or supply.

    Examples
    --------
    Two villages share a workshop of 6 places; one of them has another for itself:

    >>> from petasentra.access import floating_catchments
    >>> found = floating_catchments([0, 1, 1], [0, 0, 1], [10, 20, 5], demand=[20, 10], supply=[6, 3], limit=30)
    >>> found.access.tolist(), found.ratio.tolist()
    ([0.2, 0.5], [0.2, 0.3])
    """
    found = _core.floating_catchments(
        _rows(origin),
        _rows(facility),
        np.asarray(cost, dtype=np.float64),
        np.asarray(demand, dtype=np.float64),
        np.asarray(supply, dtype=np.float64),
        limit=limit,
        decay=(decay or Decay()).core,
        choice=choice is not None,
        choice_within_limit=choice == "within_limit",
        progress=progress_callback(progress, "catchments"),
        threads=worker_threads(threads),
    )
    return catchments_from(found)


def catchments_from(found: dict[str, Any]) -> Catchments:
    """Make the result of what the core returns."""
    return Catchments(
        found["access"],
        found["ratio"],
        found["demand_within"],
        _STATUS[found["origin_status"]].tolist(),
        _STATUS[found["facility_status"]].tolist(),
    )


def _rows(numbers: npt.ArrayLike) -> npt.NDArray[np.uint32]:
    """Return rows as the core takes them; what no row can be becomes one that is never there."""
    rows = np.asarray(numbers)
    if rows.dtype == np.uint32:
        return rows
    whole = rows.astype(np.int64, copy=False)
    if whole.size == 0 or (whole.min() >= 0 and whole.max() < _NO_ROW):
        return whole.astype(np.uint32)
    return np.where((whole < 0) | (whole > _NO_ROW), _NO_ROW, whole).astype(np.uint32)
