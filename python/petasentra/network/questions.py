"""What every question about journeys on a network needs: places on the roads, and costs laid on the hierarchy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra._worker_threads import worker_threads
from petasentra.errors import OptionError, SchemaError
from petasentra.layers import as_layer
from petasentra.network.costs import DECISECONDS_A_MINUTE, RoadCosts

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.layers import Layer, LayerLike
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.snapping import RoadSnap
    from petasentra.network.speed_profile import SpeedProfile, Which

    Vehicle = SpeedProfile | RoadCosts | str | os.PathLike[str]

__all__ = ["Places", "Question", "deciseconds_of"]


@dataclass(frozen=True, eq=False)
class Places:
    """Places, their ids, and where they meet the roads."""

    layer: Layer
    ids: Sequence[object]
    snap: RoadSnap

    @property
    def on_road(self) -> npt.NDArray[np.bool_]:
        """Which of them are on a road, shape (n,)."""
        return np.array([status == "snapped" for status in self.snap["status"]], dtype=bool)


class Question:
    """A network with what its roads cost one vehicle on one day.

    Parameters
    ----------
    network, vehicle, which, as_of, without_class, limit_m, component, progress, threads
        As for `petasentra.RoadNetwork.travel_times`.
    """

    def __init__(
        self,
        network: RoadNetwork,
        vehicle: Vehicle,
        *,
        which: Which = "likely",
        as_of: dt.date | str | None = None,
        without_class: str | None = None,
        limit_m: float = 500.0,
        component: int | Sequence[int] | str | None = None,
        progress: Progress = None,
        threads: int | None = None,
    ) -> None:
        self.network = network
        if isinstance(vehicle, RoadCosts):
            self.costs = vehicle
        else:
            self.costs = network.costs(vehicle, which=which, as_of=as_of, without_class=without_class)
        self.progress = progress
        self.threads = worker_threads(threads)
        self._limit_m = limit_m
        self._component = component
        #: Costs that ways are found with: those of the roads, and of turns where there are rules for them.
        self.arc_costs = _core.travel_costs(network.core, self.costs.deciseconds, self.costs.turn_deciseconds)
        self.metric = _core.RoadMetric(network.hierarchy(progress=progress), self.arc_costs, self.threads)

    def places(self, layer: LayerLike, column: str | None, what: str) -> Places:
        """Find where places meet the roads; `column` has their ids, without it their rows are."""
        given = as_layer(layer)
        ids = _ids(given, column, what)
        snap = self.network.snap(
            given, limit_m=self._limit_m, component=self._component, costs=self.costs, threads=self.threads
        )
        return Places(given, ids, snap)

    def stops(self, places: Places, *, leaving: bool) -> _core.Stops:
        """Return places as stops of the core, at which journeys begin or end."""
        snap = places.snap
        columns = (snap.leave_from, snap.leave_to, snap.arrive_from, snap.arrive_to, snap.access)
        leave_from, leave_to, arrive_from, arrive_to, access = (np.asarray(one, dtype=np.uint32) for one in columns)
        # A place without geometry has no edge: there the column is null.
        edge = np.where(places.on_road, np.asarray(snap["edge"], dtype=np.float64), -1).astype(np.int64)
        return _core.Stops(
            self.network.core,
            edge=edge,
            fraction=np.asarray(snap["fraction"], dtype=np.float64),
            leave_from=leave_from,
            leave_to=leave_to,
            arrive_from=arrive_from,
            arrive_to=arrive_to,
            access=access,
            leaving=leaving,
        )


def deciseconds_of(minutes: float) -> int:
    """Return a limit of travel time in tenths of a second.

    Raises
    ------
    OptionError
        The limit is negative, no number, or beyond a year.
    """
    if np.isfinite(minutes) and 0 <= minutes <= 366 * 24 * 60:
        return int(np.floor(minutes * DECISECONDS_A_MINUTE + 1e-6))
    raise OptionError(
        f"A limit of {minutes!r} minutes is none: it has to be 0 or more.",
        f"Batas {minutes!r} menit tidak dapat dipakai: harus 0 atau lebih.",
        code=801,
    )


def _ids(layer: Layer, column: str | None, what: str) -> Sequence[object]:
    if column is None:
        return range(len(layer))
    if column not in layer.columns:
        raise SchemaError(
            f"The {what} have no column {column!r}; there are {', '.join(layer.columns)}.",
            f"Lapisan {what} tidak punya kolom {column!r}; yang ada: {', '.join(layer.columns)}.",
            code=101,
            column=column,
        )
    return list(layer[column])
