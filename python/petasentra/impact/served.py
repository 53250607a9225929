"""Who is served by which facility, within a distance and a capacity, and who is not and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from petasentra.errors import OptionError
from petasentra.impact.reach import RoadReach, straight_reach
from petasentra.impact.record_types import kind_words
from petasentra.impact.tables import made_table

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from fractions import Fraction

    from petasentra.impact.intervals import End
    from petasentra.impact.record_types import Facility, UnitRecord
    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.speed_profile import SpeedProfile
    from petasentra.plotting.language import Words
    from petasentra.tables import Table

__all__ = ["Served", "ServedStatus", "served"]

ServedStatus = Literal[
    "served", "full", "capacity_unknown", "demand_unknown", "none_within", "no_facility", "position_unknown", "off_road"
]


@dataclass(frozen=True)
class Served:
    """The answer of `served`: a row a unit and kind, and what is left of each facility.

    Attributes
    ----------
    table
        ``unit_id``, ``kind``, ``facility_id`` (null where none serves it), ``distance_m`` to that one, else to the
        nearest of the kind, ``status``, ``reason_id``, ``reason_en``.
    facilities
        ``facility_id``, ``kind``, ``units`` (how many it serves), ``capacity``, ``used``, ``left``, ``unit``, ``per``
        (null where no capacity is stated or none was asked for), ``status`` (``open``, ``full``, ``capacity_unknown``,
        ``position_unknown``).
    """

    table: Table
    facilities: Table
    within_m: float

    def __len__(self) -> int:
        return len(self.table)

    def lacking(self, kind: str) -> list[str]:
        """Return the ids of the units that no facility of a kind serves, in their order."""
        rows = zip(self.table["unit_id"], self.table["kind"], self.table["status"], strict=True)
        return [unit for unit, of, status in rows if of == kind and status != "served"]

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many units have which status, by kind."""
        counts: dict[str, dict[str, int]] = {}
        for kind, status in zip(self.table["kind"], self.table["status"], strict=True):
            counts.setdefault(kind, {})
            counts[kind][status] = counts[kind].get(status, 0) + 1
        return counts

    def __repr__(self) -> str:
        told = "; ".join(
            f"{kind}: " + ", ".join(f"{count} {status}" for status, count in sorted(by.items()))
            for kind, by in self.counts.items()
        )
        return f"Served: within {self.within_m:g} m ({told})"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def served(
    units: Sequence[UnitRecord],
    facilities: Sequence[Facility],
    *,
    within_m: float,
    capacity: bool = True,
    kinds: Sequence[str] | None = None,
    net: RoadNetwork | None = None,
    vehicle: SpeedProfile | RoadCosts | str | os.PathLike[str] = "walk",
    limit_m: float = 500.0,
    threads: int | None = None,
) -> Served:
    """Say which facility serves which unit, kind by kind.

    The nearest pair goes first: a unit gets the nearest facility of the kind that still has room, and of two units the
    nearer one gets the last place (ties go to the smaller facility id, then the smaller unit id). This is a rule, not
    an optimum: other pairings may serve more units. What a unit asks counts with its upper end and a capacity with its
    lower one, so whoever is served is served for certain.

    Parameters
    ----------
    units, facilities
        Of `petasentra.impact.read_records`; places are degrees on WGS 84.
    within_m
        Farthest distance in metres, itself included: along the shortest line on the ellipsoid, or along the roads of
        `net`.
    capacity
        Whether capacities count. A capacity in ``unit`` is a number of units, else it is compared with ``demand``.
    kinds
        Kinds to ask for; None: all that `facilities` have. A kind without facility gives ``no_facility``.
    net
        Roads, along which distances then are, from the unit to the facility with both access legs. ``distance_m`` of a
        unit that nothing serves is then null unless the nearest is within `within_m` by straight line.
    vehicle, limit_m
        With `net`: who uses the roads, and how far a place may be from one.
    threads
        As elsewhere; results never depend on it.

    Returns
    -------
    Served
        Statuses: ``served``; ``full`` (facilities in reach, no room); ``capacity_unknown`` (those in reach state none);
        ``demand_unknown`` (the unit's is not stated, or in a unit that does not compare); ``none_within``;
        ``no_facility``; ``position_unknown``; ``off_road`` (with `net`).

    Raises
    ------
    OptionError
        `within_m` is not above 0, or `net` is no network.

    Examples
    --------
    >>> import petasentra as ps
    >>> records = ps.impact.read_records({
    ...     "unit": [{"id": "A", "lon": 112.350, "lat": -7.49}, {"id": "B", "lon": 112.353, "lat": -7.49}, {"id": "C"}],
    ...     "facility": [{"id": "F", "kind": "ipal", "lon": 112.351, "lat": -7.49, "capacity": "1 unit"}]})
    >>> found = ps.impact.served(records.units, records.facilities, within_m=500)
    >>> found.table["status"], found.lacking("ipal")
    (['served', 'full', 'position_unknown'], ['B', 'C'])
    """
    if not (isinstance(within_m, int | float) and 0 < within_m < float("inf")):
        raise OptionError(
            f"within_m is {within_m!r}; it has to be a number of metres above 0.",
            f"within_m adalah {within_m!r}; harus berupa jarak dalam meter di atas 0.",
            code=801,
        )
    asked = list(dict.fromkeys(kinds if kinds is not None else (one.kind for one in facilities)))
    from petasentra.sentra.arguments import metres_given

    roads = None if net is None else RoadReach(net, vehicle, metres_given("limit_m", limit_m, zero=True), threads)
    rows: list[_Row] = []
    told: list[_Room] = []
    for kind in asked:
        rooms = [_Room(one, limited=capacity) for one in facilities if one.kind == kind]
        rows += _of_kind(kind, units, rooms, float(within_m), roads)
        told += rooms
    return Served(_rows_table(rows), _rooms_table(told), float(within_m))


@dataclass
class _Row:
    unit: str
    kind: str
    facility: str | None
    distance_m: float | None
    status: ServedStatus
    reason: Words


class _Room:
    """What is left of a facility."""

    def __init__(self, facility: Facility, *, limited: bool) -> None:
        self.facility = facility
        stated = facility.capacity.possible
        self.known = limited and stated is not None
        self.unlimited = not limited
        self.capacity: End = max(stated.low, 0) if self.known and stated is not None else 0
        self.used: End = 0
        self.served = 0

    @property
    def placed(self) -> bool:
        return self.facility.lon is not None and self.facility.lat is not None

    def need(self, unit: UnitRecord) -> Fraction | int | None:
        """Return what a unit asks of this facility, at most; None where that is not known."""
        stated = self.facility.capacity
        if self.unlimited or stated.unit == "unit":
            return 1
        way = unit.demand.conversion(stated.unit, per=stated.per) if unit.demand.interval is not None else None
        if way is None:
            return None
        most = unit.demand.to(stated.unit, per=stated.per).interval
        return None if most is None or isinstance(most.high, float) else most.high

    def takes(self, need: Fraction | int) -> bool:
        """Take a unit in if there is room."""
        if not self.unlimited and (not self.known or self.used + need > self.capacity):
            return False
        self.used += need
        self.served += 1
        return True


def _of_kind(
    kind: str, units: Sequence[UnitRecord], rooms: Sequence[_Room], within_m: float, roads: RoadReach | None
) -> list[_Row]:
    placed = [room for room in rooms if room.placed]
    lon, lat = (np.array([_degrees(getattr(one, name)) for one in units]) for name in ("lon", "lat"))
    to_lon, to_lat = (np.array([_degrees(getattr(one.facility, name)) for one in placed]) for name in ("lon", "lat"))
    found = (straight_reach if roads is None else roads.reach)(lon, lat, to_lon, to_lat, within_m)
    nearest = found.nearest
    ids, names = [one.id for one in units], [one.facility.id for one in placed]
    pairs = [
        (metres, names[number], ids[place], place, number)
        for metres, place, number in zip(
            found.metres.tolist(), found.units.tolist(), found.facilities.tolist(), strict=True
        )
    ]
    by: dict[int, tuple[_Room, float]] = {}
    hindered: dict[int, set[str]] = {}
    for distance_m, _, _, place, number in sorted(pairs):
        if place in by:
            continue
        room, why = placed[number], hindered.setdefault(place, set())
        need = room.need(units[place])
        if not room.known and not room.unlimited:
            why.add("capacity_unknown")
        elif need is None:
            why.add("demand_unknown")
        elif room.takes(need):
            by[place] = room, distance_m
        else:
            why.add("full")
    rows = []
    for place, unit in enumerate(units):
        if place in by:
            room, distance_m = by[place]
            rows.append(_Row(unit.id, kind, room.facility.id, distance_m, "served", ("", "")))
            continue
        far = None if np.isinf(nearest[place]) else float(nearest[place])
        status = _status(unit, rooms, placed, hindered.get(place, set()))
        if status == "none_within" and found.off_road[place]:
            status = "off_road"
        rows.append(_Row(unit.id, kind, None, far, status, _reason(status, kind, far, within_m)))
    return rows


def _status(unit: UnitRecord, rooms: Sequence[_Room], placed: Sequence[_Room], hindered: set[str]) -> ServedStatus:
    if not rooms:
        return "no_facility"
    if unit.lon is None or unit.lat is None:
        return "position_unknown"
    # What could still be mended by asking goes before what cannot.
    for status in ("demand_unknown", "capacity_unknown", "full"):
        if status in hindered:
            return status
    return "none_within" if placed else "no_facility"


def _reason(status: ServedStatus, kind: str, distance_m: float | None, within_m: float) -> Words:
    name = kind_words("facility", kind)
    far = "" if distance_m is None else f"{distance_m:.0f} m"
    if status == "none_within" and not far:
        return (f"tidak ada {name[0]} dalam {within_m:g} m lewat jalan", f"no {name[1]} within {within_m:g} m by road")
    return {
        "served": ("", ""),
        "full": (f"{name[0]} dalam {within_m:g} m sudah penuh", f"every {name[1]} within {within_m:g} m is full"),
        "capacity_unknown": (
            f"kapasitas {name[0]} dalam jangkauan tidak diketahui",
            f"the capacity of the {name[1]} in reach is not known",
        ),
        "demand_unknown": (
            f"kebutuhan unit akan {name[0]} tidak diketahui dalam satuan kapasitasnya",
            f"what the unit asks of the {name[1]} is not known in the unit of its capacity",
        ),
        "none_within": (
            f"{name[0]} terdekat berjarak {far}, lebih dari {within_m:g} m",
            f"the nearest {name[1]} is {far} away, more than {within_m:g} m",
        ),
        "no_facility": (
            f"tidak ada {name[0]} dengan letak yang diketahui",
            f"there is no {name[1]} whose place is known",
        ),
        "position_unknown": ("letak unit tidak diketahui", "the place of the unit is not known"),
        "off_road": ("unit tidak terhubung dengan jalan", "the unit is on no road"),
    }[status]  # fmt: skip


def _degrees(value: float | None) -> float:
    return float("nan") if value is None else value


def _rows_table(rows: Sequence[_Row]) -> Table:
    import pyarrow as pa

    return made_table(
        {
            "unit_id": [one.unit for one in rows],
            "kind": [one.kind for one in rows],
            "facility_id": [one.facility for one in rows],
            "distance_m": pa.array([one.distance_m for one in rows], pa.float64()),
            "status": [one.status for one in rows],
            "reason_id": [one.reason[0] for one in rows],
            "reason_en": [one.reason[1] for one in rows],
        }
    )


def _rooms_table(rooms: Sequence[_Room]) -> Table:
    import pyarrow as pa

    def status(room: _Room) -> str:
        if not room.placed:
            return "position_unknown"
        if room.unlimited:
            return "open"
        return "capacity_unknown" if not room.known else "full" if room.used >= room.capacity else "open"

    def number(room: _Room, value: End) -> float | None:
        return float(value) if room.known else None

    return made_table(
        {
            "facility_id": [one.facility.id for one in rooms],
            "kind": [one.facility.kind for one in rooms],
            "units": pa.array([one.served for one in rooms], pa.int64()),
            "capacity": pa.array([number(one, one.capacity) for one in rooms], pa.float64()),
            "used": pa.array([number(one, one.used) for one in rooms], pa.float64()),
            "left": pa.array([number(one, one.capacity - one.used) for one in rooms], pa.float64()),
            "unit": [one.facility.capacity.unit if one.known else None for one in rooms],
            "per": [one.facility.capacity.per if one.known else None for one in rooms],
            "status": [status(one) for one in rooms],
        }
    )
