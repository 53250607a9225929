"""How much each place reaches, as an answer that can be shown and compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from petasentra.network.ids import id_array

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra.network.asked import Asked
    from petasentra.network.costs import RoadCosts
    from petasentra.network.row_diff import RowChanges
    from petasentra.network.snapping import RoadSnap
    from petasentra.tables import Table

__all__ = ["Reached"]


@dataclass(frozen=True, eq=False)
class Reached:
    """How much each origin reaches within each limit.

    Attributes
    ----------
    sums
        Amounts at the targets within reach, weighted, shape (origins, limits); 0 where nothing is, NaN
        where the origin is not on a road: what it reaches is not known.
    minutes
        The limits, ascending.
    origins, targets
        Where the places meet the roads.
    origin_ids
        Ids of the origins.
    costs
        What the roads cost: vehicle, day and speeds.
    asked
        What was asked beside the costs; `diff` tells what of it is different.
    """

    sums: npt.NDArray[np.float64]
    minutes: tuple[float, ...]
    origins: RoadSnap
    targets: RoadSnap
    origin_ids: Sequence[object]
    costs: RoadCosts
    asked: Asked | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.origin_ids)

    @property
    def table(self) -> Table:
        """One row for every origin and limit: ``origin``, ``minutes``, ``amount``, ``status``.

        The status is ``"on_road"``, ``"off_road"`` or ``"road_closed"``; off the roads the amount is null.
        """
        import pyarrow as pa

        from petasentra.tables import Table

        rows, limits = self.sums.shape
        standing = self.origins.standing.tolist()
        ids = id_array(self.origin_ids)
        return Table.from_arrow(
            pa.table(
                {
                    "origin": ids.take(pa.array(np.repeat(np.arange(rows), limits))),
                    "minutes": pa.array(np.tile(np.asarray(self.minutes, dtype=float), rows)),
                    "amount": pa.array(self.sums.reshape(-1), mask=np.isnan(self.sums.reshape(-1))),
                    "status": pa.array(standing, pa.string()).take(pa.array(np.repeat(np.arange(rows), limits))),
                }
            )
        )

    def diff(self, after: Reached) -> RowChanges:
        """Return what became of every origin and limit in another answer; more within reach is better.

        `after` is a second answer of this kind about the same places; see `petasentra.network.TravelTimes.diff`.
        """
        from petasentra.network.asked import causes_between
        from petasentra.network.row_diff import row_changes

        causes = causes_between(self, after, rows=("origins",))
        return row_changes(
            self.table, after.table, keys=("origin", "minutes"), numbers={"amount": "change"}, more_is_better=True,
            of_what=("origins and limits", "tempat asal dan batas"), causes=causes,
        )  # fmt: skip

    def __repr__(self) -> str:
        told = ", ".join(f"{one:g}" for one in self.minutes)
        off = int((~self.origins.on_road).sum())
        return f"Reached: {len(self)} origins within {told} minutes, {off} of them off the roads"
