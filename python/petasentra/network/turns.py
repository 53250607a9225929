"""Rules for turns: restrictions and barriers of a source, and turns of your own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.errors import OptionError, SchemaError
from petasentra.network.costs import UNREACHABLE
from petasentra.network.whole_numbers import whole_numbers
from petasentra.network.words import profile_rows
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    from petasentra._arrow import ArrowStreamExportable
    from petasentra.network.speed_profile import SpeedProfile

__all__ = ["RoadTurns", "own_turns"]

#: What a restriction is called that holds at some hours only.
_HOURS = "conditional"


@dataclass(frozen=True, eq=False)
class RoadTurns:
    """What is said of turns on a network: a rule for each row of three tables, in this order.

    Attributes
    ----------
    restrictions
        Turn restrictions by ids of OpenStreetMap.
    barriers
        Barriers on roads.
    own
        Turns given by `petasentra.RoadNetwork.with_turns`: ``from_arc``, ``to_arc``, ``seconds``.
    """

    restrictions: Table | None = None
    barriers: Table | None = None
    own: Table | None = None

    def laid_on(self, core: _core.RoadNetwork, *, tell: bool) -> _core.RoadNetwork:
        """Return the roads with a rule for each row; with `tell`, findings for those that cannot be applied."""
        if not any(len(table) for table in (self.restrictions, self.barriers, self.own) if table is not None):
            return core
        own = self.own
        return _core.with_turns(
            core,
            self._restrictions(),
            barriers=np.array([] if self.barriers is None else self.barriers["osm_node_id"], dtype=np.int64),
            from_arc=np.array([] if own is None else own["from_arc"], dtype=np.uint32),
            to_arc=np.array([] if own is None else own["to_arc"], dtype=np.uint32),
            tell=tell,
        )

    def after_cuts(self, before: _core.RoadNetwork, after: _core.RoadNetwork) -> RoadTurns:
        """Return the same turns for a network some of whose edges were cut, as `RoadNetwork.with_roads` cuts them.

        A cut edge keeps its number for its first piece; the others stand behind all edges there were, in their order.
        """
        if self.own is None:
            return self
        last = _last_pieces(before, after)
        arcs = {column: np.asarray(self.own[column], dtype=np.int64) for column in ("from_arc", "to_arc")}
        # A turn is where one arc ends and the other begins: at the far end of an edge that is its last piece.
        far = {"from_arc": arcs["from_arc"] % 2 == 0, "to_arc": arcs["to_arc"] % 2 == 1}
        table = self.own.to_arrow()
        for at, (column, values) in enumerate(arcs.items()):
            moved = np.where(far[column], 2 * last[values // 2] + values % 2, values)
            table = table.set_column(at, column, [moved])
        return replace(self, own=Table.from_arrow(table))

    def ways(self, core: _core.RoadNetwork) -> Table | None:
        """Return the ways that restrictions speak of; see `petasentra.RoadNetwork.turns`."""
        import pyarrow as pa

        if self.restrictions is None:
            return None
        row, from_arc, to_arc, status = _core.ways_of_turns(core, self._restrictions())
        without = np.setdiff1d(np.arange(len(status)), row)
        rows = np.concatenate([row, without])
        order = np.argsort(rows, kind="stable")
        rows = rows[order]
        missing = np.full(len(without), -1)
        first, last = (np.concatenate([arcs, missing])[order] for arcs in (from_arc, to_arc))
        kind = self.restrictions["kind"]
        columns = {
            "row": pa.array(rows, pa.int64()),
            "from_arc": pa.array(first, pa.int64(), mask=first < 0),
            "to_arc": pa.array(last, pa.int64(), mask=last < 0),
            "kind": pa.array([kind[i] for i in rows], pa.string()),
            "status": pa.array([status[i] for i in rows], pa.string()),
        }
        return Table.from_arrow(pa.table(columns))

    def costs(self, profile: SpeedProfile) -> npt.NDArray[np.uint32]:
        """Return what each rule costs a vehicle in tenths of a second: 0 where it does not bind."""
        closed: list[bool] = []
        if self.restrictions is not None:
            closed += [_binds(row, profile) for row in self.restrictions.to_pylist()]
        if self.barriers is not None:
            closed += [_is_closed(row, profile) for row in self.barriers.to_pylist()]
        out = np.where(np.array(closed, dtype=bool), UNREACHABLE, 0).astype(np.uint32)
        if self.own is not None:
            seconds = [
                UNREACHABLE if one is None else round(10 * one) for one in self.own.to_arrow()["seconds"].to_pylist()
            ]
            out = np.concatenate([out, np.array(seconds, dtype=np.uint32)])
        return out

    def _restrictions(self) -> _core.TurnTable:
        rows = [] if self.restrictions is None else self.restrictions.to_pylist()
        means = {row["word"]: row["means"] for row in profile_rows("turn_kinds.csv")}
        return _core.TurnTable(
            id=[str(row["osm_relation_id"]) for row in rows],
            from_road=[str(row["from_way"]) for row in rows],
            via_node=[row["via_node"] for row in rows],
            via_roads=[(row["via_ways"] or "").split(";") if row["via_ways"] else [] for row in rows],
            to_road=[str(row["to_way"]) for row in rows],
            kind=["hours" if _has_hours(row) else means.get(row["kind"], "unknown") for row in rows],
        )


def _last_pieces(before: _core.RoadNetwork, after: _core.RoadNetwork) -> npt.NDArray[np.int64]:
    """Return the edge after the cuts that ends where each edge ended before, shape (edges before,)."""
    wanted, end = before.to_node, after.to_node
    last = np.arange(len(wanted))
    piece = len(wanted)
    for edge in np.flatnonzero(end[: len(wanted)] != wanted):
        while end[piece] != wanted[edge]:
            piece += 1
        last[edge] = piece
        piece += 1
    return last


def _has_hours(row: dict[str, object]) -> bool:
    return _HOURS in str(row["vehicle"] or "").split(":") or "@" in str(row["kind"])


def _words(text: object) -> set[str]:
    return {one.strip() for one in str(text or "").split(";")} - {""}


def _binds(row: dict[str, object], profile: SpeedProfile) -> bool:
    """Return whether a restriction holds for a vehicle: it names it, or all, and does not except it."""
    vehicle = row["vehicle"]
    meant = vehicle in profile.modes if vehicle else profile.obeys_turns
    return meant and not _words(row["except"]) & set(profile.modes)


def _is_closed(row: dict[str, object], profile: SpeedProfile) -> bool:
    """Return whether a barrier is closed to a vehicle: by its tags, the most special first, or its kind."""
    said = dict(one.split("=", 1) for one in _words(row["tags"]) if "=" in one)
    for mode in (*profile.modes, "access"):
        if mode in said:
            return said[mode] in profile.no_access
    # Of two things side by side ("kissing_gate;gate") one lets the vehicle through.
    return _words(row["kind"]) <= profile.closed_barriers


def own_turns(turns: ArrowStreamExportable, before: Table | None) -> Table:
    """Return turns of a user as a table of their arcs and seconds, behind those that were there before."""
    import pyarrow as pa

    given = Table.from_arrow(turns)
    for column in ("from_arc", "to_arc"):
        if column not in given.columns:
            raise SchemaError(
                f"The turns have no column {column!r}; there are {', '.join(given.columns)}.",
                f"Tabel belok tidak punya kolom {column!r}; yang ada: {', '.join(given.columns)}.",
                code=101,
                column=column,
            )
    arcs = {column: whole_numbers(given[column], column) for column in ("from_arc", "to_arc")}
    seconds = pa.nulls(len(given), pa.float64()) if "seconds" not in given.columns else _seconds(given)
    table = pa.table({**{name: pa.array(values, pa.int64()) for name, values in arcs.items()}, "seconds": seconds})
    return Table.from_arrow(table if before is None else pa.concat_tables([before.to_arrow(), table]))


def _seconds(given: Table) -> pa.Array:
    import pyarrow as pa

    try:
        column = given.to_arrow()["seconds"].cast(pa.float64()).combine_chunks()
    except pa.ArrowInvalid as error:
        raise OptionError("The seconds of a turn are no numbers.", "Detik belokan bukan bilangan.", code=801) from error
    values = np.asarray(column.fill_null(0.0))
    if np.isfinite(values).all() and (values >= 0).all() and (values < UNREACHABLE / 10).all():
        return column
    raise OptionError(
        "The seconds of a turn have to be 0 or more; without any the turn is forbidden.",
        "Detik belokan harus 0 atau lebih; tanpa detik, belokan itu dilarang.",
        code=801,
    )
