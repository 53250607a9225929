"""Where places meet a network, how far that is, or why they do not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.tables import ColumnValues, Table

__all__ = ["RoadSnap"]


@dataclass(frozen=True, eq=False)
class RoadSnap:
    """One row a place, in their order: none is dropped.

    ``table`` has ``edge``, ``fraction`` (0 at the start of the edge, 1 at its end), ``distance_m``, ``component``,
    ``x`` and ``y`` of the place on the road, ``status`` and ``reason_id``, ``reason_en`` where it is not ``snapped``,
    and ``place_kind``: ``"point"``, or ``"line"``, ``"area"``, ``"points"``, ``"collection"``, for which a place within
    stands.
    ``too_far`` names the nearest road and its distance all the same; it has no way onto the network. Neither has
    ``road_closed``: a place within an edge that a scenario closed.

    Where costs were given, the arrays (tenths of a second, uint32, `petasentra.network.costs.UNREACHABLE` where there
    is no way) say what it costs from the place on the road to the two ends of its edge and back, and along the access
    leg: ``leave_from`` and ``leave_to`` lead to the nodes ``from`` and ``to`` of the edge, ``arrive_from`` and
    ``arrive_to`` come from them. ``given_xy`` are the places themselves, in the CRS of the network, shape (n, 2), NaN
    for those without a position.
    """

    table: Table
    limit_m: float
    access_km_per_h: float | None = None
    leave_from: npt.NDArray[np.uint32] | None = None
    leave_to: npt.NDArray[np.uint32] | None = None
    arrive_from: npt.NDArray[np.uint32] | None = None
    arrive_to: npt.NDArray[np.uint32] | None = None
    access: npt.NDArray[np.uint32] | None = None
    given_xy: npt.NDArray[np.float64] | None = None

    def __len__(self) -> int:
        return len(self.table)

    def __getitem__(self, column: str) -> ColumnValues:
        return self.table[column]

    @cached_property
    def on_road(self) -> npt.NDArray[np.bool_]:
        """Which places are on a road, shape (n,)."""
        return np.array([status == "snapped" for status in self.table["status"]], dtype=bool)

    @cached_property
    def standing(self) -> npt.NDArray[np.str_]:
        """``"on_road"``, ``"off_road"``, or ``"road_closed"`` by a scenario, shape (n,)."""
        closed = np.array([status == "road_closed" for status in self.table["status"]], dtype=bool)
        return np.where(self.on_road, "on_road", np.where(closed, "road_closed", "off_road"))

    @property
    def counts(self) -> dict[str, int]:
        """How many places have which status."""
        return dict(Counter(self.table["status"]))

    @property
    def stand_ins(self) -> int:
        """How many places are lines or areas for which a place within stands."""
        return sum(kind not in ("point", None) for kind in self.table["place_kind"])

    def __repr__(self) -> str:
        told = ", ".join(f"{count} {status}" for status, count in sorted(self.counts.items()))
        within = f"; {self.stand_ins} by a place within" if self.stand_ins else ""
        return f"RoadSnap: {len(self)} places within {self.limit_m:g} m ({told}{within})"
