"""Floating catchment areas: how much supply there is for those who compete for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.network.ids import id_array

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra.network.asked import Asked
    from petasentra.network.costs import RoadCosts
    from petasentra.network.row_diff import RowChanges
    from petasentra.tables import Table

__all__ = ["Catchments", "catchments_from"]

_STATUS = np.array(["reached", "none_within"])


@dataclass(frozen=True, eq=False)
class Catchments:
    """Access of every origin and load of every facility, in the order in which they were given.

    Attributes
    ----------
    access
        Supply within reach for each unit of demand that competes for it, shape (origins,); 0 where none is reached,
        NaN where the origin is not on a road.
    ratio
        Supply of each facility for each unit of demand within reach, shape (facilities,); NaN where there is none.
    demand_within
        That demand, weighted, shape (facilities,).
    origin_status, facility_status
        ``"reached"`` or ``"none_within"``; ``"off_road"`` or ``"road_closed"`` for places of `two_step_fca` that are
        not on a road.
    origin_ids, facility_ids
        Ids of the places: their rows, from 0, where none were named.
    costs
        What the roads cost: vehicle, day and speeds; None for pairs whose costs were given.
    asked
        What was asked beside the costs; `diff` tells what of it is different.
    """

    access: npt.NDArray[np.float64]
    ratio: npt.NDArray[np.float64]
    demand_within: npt.NDArray[np.float64]
    origin_status: list[str]
    facility_status: list[str]
    origin_ids: Sequence[object]
    facility_ids: Sequence[object]
    costs: RoadCosts | None = None
    asked: Asked | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.access)

    @property
    def table(self) -> Table:
        """One row an origin: ``origin``, ``access`` (null off the roads), ``status``."""
        import pyarrow as pa

        access = pa.array(self.access, mask=np.isnan(self.access))
        return _told({"origin": id_array(self.origin_ids), "access": access}, self.origin_status)

    @property
    def facilities(self) -> Table:
        """One row a facility: ``facility``, ``demand_within``, ``ratio`` (null where no demand is), ``status``."""
        import pyarrow as pa

        ratio = pa.array(self.ratio, mask=np.isnan(self.ratio))
        columns = {"facility": id_array(self.facility_ids), "demand_within": self.demand_within, "ratio": ratio}
        return _told(columns, self.facility_status)

    def diff(self, after: Catchments) -> RowChanges:
        """Return what became of every origin in another answer; more access is better.

        `after` is a second answer of this kind about the same places; see `petasentra.network.TravelTimes.diff`.
        """
        from petasentra.network.asked import causes_between
        from petasentra.network.row_diff import row_changes

        causes = causes_between(self, after, rows=("origins",))
        return row_changes(
            self.table, after.table, keys=("origin",), numbers={"access": "change"}, more_is_better=True,
            of_what=("origins", "tempat asal"), causes=causes,
        )  # fmt: skip

    def diff_facilities(self, after: Catchments) -> RowChanges:
        """Return what became of every facility; a larger share for each unit of demand is better.

        `after` is a second answer of this kind about the same places; see `petasentra.network.TravelTimes.diff`.
        """
        from petasentra.network.asked import causes_between
        from petasentra.network.row_diff import row_changes

        causes = causes_between(self, after, rows=("facilities",))
        return row_changes(
            self.facilities, after.facilities, keys=("facility",),
            numbers={"ratio": "change", "demand_within": "change_demand"}, more_is_better=True,
            of_what=("facilities", "fasilitas"), causes=causes,
        )  # fmt: skip

    def __repr__(self) -> str:
        reached = self.origin_status.count("reached")
        return f"Catchments: {reached} of {len(self)} origins reach one of {len(self.ratio)} facilities"


def catchments_from(
    found: dict[str, Any],
    origin_ids: Sequence[object] | None = None,
    facility_ids: Sequence[object] | None = None,
    *,
    standing: tuple[npt.NDArray[np.str_], npt.NDArray[np.str_]] | None = None,
    costs: RoadCosts | None = None,
    asked: Asked | None = None,
) -> Catchments:
    """Make the result of what the core returns; `standing` says of places whether they are on a road."""
    status = [_STATUS[found["origin_status"]], _STATUS[found["facility_status"]]]
    access = found["access"]
    if standing is not None:
        access = np.where(standing[0] == "on_road", access, np.nan)
        status = [np.where(at == "on_road", word, at) for word, at in zip(status, standing, strict=True)]
    return Catchments(
        access,
        found["ratio"],
        found["demand_within"],
        status[0].tolist(),
        status[1].tolist(),
        range(len(access)) if origin_ids is None else origin_ids,
        range(len(found["ratio"])) if facility_ids is None else facility_ids,
        costs,
        asked,
    )


def _told(columns: dict[str, Any], status: list[str]) -> Table:
    import pyarrow as pa

    from petasentra.tables import Table

    return Table.from_arrow(pa.table({**columns, "status": pa.array(status, pa.string())}))
