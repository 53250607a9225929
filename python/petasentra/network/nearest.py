"""The nearest of several places: of places, and of every node of a network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.errors import OptionError
from petasentra.layers.layer import Layer
from petasentra.network.asked import PlacesAsked, Said
from petasentra.network.costs import DECISECONDS_A_MINUTE, UNREACHABLE
from petasentra.network.ids import id_array
from petasentra.network.pairs import why_none
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from petasentra.layers.layer import LayerLike
    from petasentra.network.asked import Asked
    from petasentra.network.costs import RoadCosts
    from petasentra.network.questions import Question
    from petasentra.network.row_diff import RowChanges

_MOST = 64


def minutes_of(deciseconds: npt.NDArray[np.uint32]) -> pa.Array:
    """Return minutes in one row, null where there is no way."""
    import pyarrow as pa

    flat = deciseconds.reshape(-1)
    return pa.array(flat / DECISECONDS_A_MINUTE, mask=flat == UNREACHABLE)


def how_many(k: int, most: int | None = None) -> int:
    """Return how many nearest ones are asked for.

    Raises
    ------
    OptionError
        It is no whole number, below 1, or above `most`.
    """
    whole = isinstance(k, int | np.integer) and not isinstance(k, bool)
    if whole and k >= 1 and (most is None or k <= most):
        return int(k)
    bounds = ("from 1 on", "mulai 1") if most is None else (f"of 1..{most}", f"1..{most}")
    raise OptionError(
        f"k={k!r} is no whole number {bounds[0]}.", f"k={k!r} bukan bilangan bulat {bounds[1]}.",
        hint_en="It is how many of the nearest are wanted, such as k=3; for all of them ask for travel_times.",
        hint_id="Ini banyaknya yang terdekat, misalnya k=3; untuk semuanya pakai travel_times.", code=801, column="k",
    )  # fmt: skip


class NearestTargets(Table):
    """The nearest targets of each origin, one row an origin and rank; a table that can be compared with another.

    Parameters
    ----------
    core
        A table of the core.
    costs
        What the roads cost: vehicle, day and speeds.
    asked
        What was asked beside the costs; `diff` tells what of it is different.
    """

    __slots__ = ("asked", "costs")

    def __init__(self, core: _core.Table, costs: RoadCosts, asked: Asked | None = None) -> None:
        super().__init__(core)
        self.costs = costs
        self.asked = asked

    def diff(self, after: NearestTargets) -> RowChanges:
        """Return what became of every rank of every origin: the target, the minutes, and why there is none.

        `after` is a second answer of this kind about the same places; see `petasentra.network.TravelTimes.diff`.
        """
        from petasentra.network.asked import causes_between
        from petasentra.network.row_diff import row_changes

        causes = causes_between(self, after, rows=("origins",), named=("targets",))
        return row_changes(
            self, after, keys=("origin", "rank"), numbers={"minutes": "change_min"}, others=("target",),
            of_what=("origins and ranks", "tempat asal dan peringkat"), causes=causes,
        )  # fmt: skip


class NodeCatchments(Layer):
    """The facility of every node; a layer that can be compared with another.

    Parameters
    ----------
    core
        A layer of the core.
    costs
        What the roads cost: vehicle, day and speeds.
    asked
        What was asked beside the costs; `diff` tells what of it is different.
    """

    __slots__ = ("asked", "costs")

    def __init__(self, core: _core.Layer, costs: RoadCosts, asked: Asked | None = None) -> None:
        super().__init__(core)
        self.costs = costs
        self.asked = asked

    def diff(self, after: NodeCatchments) -> RowChanges:
        """Return what became of every node: its facility, the minutes, and whether there is a way.

        `after` is a second answer of this kind about the same places; see `petasentra.network.TravelTimes.diff`.
        """
        from petasentra.network.asked import causes_between
        from petasentra.network.row_diff import row_changes

        causes = causes_between(self, after, rows=("nodes",), named=("facilities",))
        return row_changes(
            self, after, keys=("node",), numbers={"minutes": "change_min"}, others=("facility",),
            of_what=("nodes", "simpul"), causes=causes,
        )  # fmt: skip


def nearest_table(
    origin_ids: Sequence[object],
    target_ids: Sequence[object],
    standing: tuple[npt.NDArray[np.str_], npt.NDArray[np.str_]],
    found: npt.NDArray[np.int64],
    columns: Mapping[str, npt.NDArray[np.uint32]],
    costs: RoadCosts,
    asked: Asked | None = None,
) -> NearestTargets:
    """Return the nearest targets as a table; see `petasentra.RoadNetwork.nearest`.

    Parameters
    ----------
    origin_ids, target_ids
        Ids of the places.
    standing
        Whether origins, and targets, are on a road: their `RoadSnap.standing`.
    found
        The targets by row, nearest first, -1 where there is none, shape (origins, k).
    columns
        Tenths of a second by the name of their column, shape (origins, k).
    costs
        What the roads cost.
    asked
        What was asked beside them.
    """
    import pyarrow as pa

    rows, k = found.shape
    status = np.where(found >= 0, "reached", why_none(*standing, k))
    table = Table.from_arrow(
        pa.table(
            {
                "origin": id_array(origin_ids).take(pa.array(np.repeat(np.arange(rows), k))),
                "rank": pa.array(np.tile(np.arange(1, k + 1), rows)),
                "target": _taken(target_ids, found.reshape(-1)),
                **{name: minutes_of(costs) for name, costs in columns.items()},
                "status": pa.array(status.reshape(-1).tolist(), pa.string()),
            }
        )
    )
    return NearestTargets(table.core, costs, asked)


def nearest(
    question: Question, origins: LayerLike, targets: LayerLike, k: int, *, origin_id: str | None, target_id: str | None
) -> NearestTargets:
    """Return the nearest targets of each origin; see `petasentra.RoadNetwork.nearest`."""
    number = how_many(k, _MOST)
    begin, end = question.places(origins, origin_id, "origins"), question.places(targets, target_id, "targets")
    found, costs = _core.nearest_stops(
        *question.ways(begin, end),
        number,
        question.stages.until(1.0),
        question.threads,
    )
    question.stages.end()
    return nearest_table(
        begin.ids, end.ids, (begin.snap.standing, end.snap.standing), found, {"minutes": costs}, question.costs,
        question.asked(origins=begin, targets=end),
    )  # fmt: skip


def catchments(
    question: Question, facilities: LayerLike, *, facility_id: str | None, to_facility: bool
) -> NodeCatchments:
    """Return the facility of every node; see `petasentra.RoadNetwork.catchments`."""
    import pyarrow as pa

    places = question.places(facilities, facility_id, "facilities")
    found, costs = _core.node_catchments(
        question.network.core,
        question.metric,
        question.stops(places, leaving=not to_facility),
        towards=to_facility,
        progress=question.stages.until(1.0),
        threads=question.threads,
    )
    question.stages.end()
    nodes = question.network.nodes()
    crs = question.network.crs
    table = pa.table(nodes)
    geometry = table.schema.get_field_index(nodes.geometry_name)
    why = why_none(np.full(len(nodes), "on_road"), places.snap.standing, 1)[:, 0]
    out = pa.table(
        {
            "node": pa.array(np.arange(len(nodes))),
            "facility": _taken(places.ids, found[:, 0]),
            "minutes": minutes_of(costs[:, 0]),
            "status": pa.array(np.where(found[:, 0] >= 0, "reached", why).tolist(), pa.string()),
        }
    ).append_column(table.schema.field(geometry), table.column(geometry))
    way = Said(to_facility, *(("ke fasilitas", "to the facility") if to_facility else ("dari fasilitas", "from it")))
    asked = question.asked(said={("Arah", "Direction"): way}, facilities=places)
    at = PlacesAsked(range(len(nodes)), np.asarray(question.network.core.node_xy, dtype=np.float64).reshape(-1, 2), crs)
    asked = replace(asked, places={**asked.places, "nodes": at})
    return NodeCatchments(
        Layer.from_arrow(out, geometry=nodes.geometry_name, crs=nodes.crs).core, question.costs, asked
    )


def _taken(ids: Sequence[object], numbers: npt.NDArray[np.int64]) -> pa.Array:
    """Return ids by number, null for -1."""
    import pyarrow as pa

    return id_array(ids).take(pa.array(numbers, mask=numbers < 0))
