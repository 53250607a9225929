"""Asks a network how long it takes between places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.errors import SchemaError
from petasentra.layers import as_layer
from petasentra.network.costs import RoadCosts
from petasentra.network.travel import TravelTimes, stops_of

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Sequence

    from petasentra._progress import Progress
    from petasentra.layers import Layer, LayerLike
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.speed_profile import SpeedProfile, Which


def travel_times(
    network: RoadNetwork,
    origins: LayerLike,
    targets: LayerLike,
    *,
    vehicle: SpeedProfile | RoadCosts | str | os.PathLike[str],
    which: Which,
    as_of: dt.date | str | None,
    without_class: str | None,
    limit_m: float,
    component: int | Sequence[int] | str | None,
    origin_id: str | None,
    target_id: str | None,
    progress: Progress,
    threads: int | None,
) -> TravelTimes:
    """Return the time between all pairs; see `petasentra.RoadNetwork.travel_times`."""
    if isinstance(vehicle, RoadCosts):
        costs = vehicle
    else:
        costs = network.costs(vehicle, which=which, as_of=as_of, without_class=without_class)
    from_layer, to_layer = as_layer(origins), as_layer(targets)
    origin_ids, target_ids = _ids(from_layer, origin_id, "origins"), _ids(to_layer, target_id, "targets")
    snaps = [
        network.snap(layer, limit_m=limit_m, component=component, costs=costs, threads=threads)
        for layer in (from_layer, to_layer)
    ]
    metric = _core.RoadMetric(network.hierarchy(progress=progress), costs.deciseconds, worker_threads(threads))
    found = _core.travel_matrix(
        metric,
        stops_of(network.core, snaps[0], leaving=True),
        stops_of(network.core, snaps[1], leaving=False),
        progress_callback(progress, "travel times"),
        worker_threads(threads),
    )
    return TravelTimes(found, snaps[0], snaps[1], origin_ids, target_ids, costs)


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
