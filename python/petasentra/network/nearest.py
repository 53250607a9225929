"""The nearest of several places: of places, and of every node of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra.errors import OptionError
from petasentra.layers import Layer
from petasentra.network.costs import DECISECONDS_A_MINUTE, UNREACHABLE
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from petasentra.layers import LayerLike
    from petasentra.network.questions import Question

_MOST = 64


def nearest(
    question: Question, origins: LayerLike, targets: LayerLike, k: int, *, origin_id: str | None, target_id: str | None
) -> Table:
    """Return the nearest targets of each origin; see `petasentra.RoadNetwork.nearest`."""
    import pyarrow as pa

    if isinstance(k, bool) or not isinstance(k, int | np.integer) or not 1 <= k <= _MOST:
        raise OptionError(
            f"k={k!r} is no whole number of 1..{_MOST}.", f"k={k!r} bukan bilangan bulat 1..{_MOST}.", code=801
        )
    begin, end = question.places(origins, origin_id, "origins"), question.places(targets, target_id, "targets")
    found, costs = _core.nearest_stops(
        question.metric,
        question.stops(begin, leaving=True),
        question.stops(end, leaving=False),
        int(k),
        progress_callback(question.progress, "nearest"),
        question.threads,
    )
    rows = len(begin.ids)
    status = np.where(found >= 0, "reached", np.where(begin.on_road.reshape(rows, 1), "no_way", "origin_off_road"))
    origin = pa.array(list(begin.ids)).take(pa.array(np.repeat(np.arange(rows), k)))
    return Table.from_arrow(
        pa.table(
            {
                "origin": origin,
                "rank": pa.array(np.tile(np.arange(1, k + 1), rows)),
                "target": _taken(end.ids, found.reshape(-1)),
                "minutes": _minutes(costs.reshape(-1)),
                "status": pa.array(status.reshape(-1).tolist(), pa.string()),
            }
        )
    )


def catchments(question: Question, facilities: LayerLike, *, facility_id: str | None, to_facility: bool) -> Layer:
    """Return the facility of every node; see `petasentra.RoadNetwork.catchments`."""
    import pyarrow as pa

    places = question.places(facilities, facility_id, "facilities")
    found, costs = _core.node_catchments(
        question.network.core,
        question.metric,
        question.stops(places, leaving=not to_facility),
        towards=to_facility,
        progress=progress_callback(question.progress, "catchments"),
        threads=question.threads,
    )
    nodes = question.network.nodes()
    table = pa.table(nodes)
    geometry = table.schema.get_field_index(nodes.geometry_name)
    out = pa.table(
        {
            "node": pa.array(np.arange(len(nodes))),
            "facility": _taken(places.ids, found[:, 0]),
            "minutes": _minutes(costs[:, 0]),
            "status": pa.array(np.where(found[:, 0] >= 0, "reached", "no_way").tolist(), pa.string()),
        }
    ).append_column(table.schema.field(geometry), table.column(geometry))
    return Layer.from_arrow(out, geometry=nodes.geometry_name, crs=nodes.crs)


def _taken(ids: Sequence[object], numbers: npt.NDArray[np.int64]) -> pa.Array:
    """Return ids by number, null for -1."""
    import pyarrow as pa

    return pa.array(list(ids)).take(pa.array(numbers, mask=numbers < 0))


def _minutes(costs: npt.NDArray[np.uint32]) -> pa.Array:
    import pyarrow as pa

    return pa.array(costs / DECISECONDS_A_MINUTE, mask=costs == UNREACHABLE)
