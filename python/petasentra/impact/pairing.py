"""Which unit goes to which facility of one kind: nearest pairs first, capacities kept, in arrays over units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra.impact.reach import RoadReach, straight_reach

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    import numpy.typing as npt

    from petasentra.impact.amounts import Amount
    from petasentra.impact.intervals import End
    from petasentra.impact.record_types import Facility, UnitRecord

    Numbers = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]

__all__ = ["STATUSES", "Pairing", "Room", "paired"]

#: By number. What could still be mended by asking goes before what cannot.
STATUSES = (
    "served", "no_facility", "position_unknown", "demand_unknown", "capacity_unknown", "full", "off_road",
    "none_within",
)  # fmt: skip
_CODE = {word: code for code, word in enumerate(STATUSES)}


@dataclass(frozen=True, eq=False)
class Pairing:
    """The answer for one kind, shape (units,).

    ``facility`` is the number of the room (-1: none), ``metres`` the distance to it, else to the nearest of the kind
    (infinite where none is known), ``status`` the number of a word of `STATUSES`.
    """

    facility: Rows
    metres: Numbers
    status: npt.NDArray[np.uint8]


class Room:
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
        """Whether anybody knows where it is."""
        return self.facility.lon is not None and self.facility.lat is not None

    def need(self, demand: Amount) -> Fraction | int | None:
        """Return what a unit asks of this facility, at most; None where that is not known."""
        stated = self.facility.capacity
        if self.unlimited or stated.unit == "unit":
            return 1
        way = demand.conversion(stated.unit, per=stated.per) if demand.interval is not None else None
        if way is None:
            return None
        most = demand.to(stated.unit, per=stated.per).interval
        return None if most is None or isinstance(most.high, float) else most.high

    def takes(self, need: Fraction | int) -> bool:
        """Take a unit in if there is room."""
        if not self.unlimited and (not self.known or self.used + need > self.capacity):
            return False
        self.used += need
        self.served += 1
        return True


def paired(units: Sequence[UnitRecord], rooms: Sequence[Room], within_m: float, roads: RoadReach | None) -> Pairing:
    """Pair units with rooms; O(pairs within the distance, sorted)."""
    placed = np.array([number for number, room in enumerate(rooms) if room.placed], dtype=np.int64)
    lon, lat = (_degrees([getattr(one, name) for one in units]) for name in ("lon", "lat"))
    to_lon, to_lat = (_degrees([getattr(rooms[one].facility, name) for one in placed]) for name in ("lon", "lat"))
    found = (straight_reach if roads is None else roads.reach)(lon, lat, to_lon, to_lat, within_m)
    ranks = (
        _id_ranks([one.id for one in units]), _id_ranks([rooms[one].facility.id for one in placed.tolist()])
    )  # fmt: skip
    order = np.lexsort((found.facilities, found.units, ranks[0][found.units], ranks[1][found.facilities], found.metres))
    facility = np.full(len(units), -1, dtype=np.int64)
    metres = found.nearest.copy()
    hindered = np.full(len(units), _CODE["none_within"], dtype=np.uint8)
    needs = _Needs(units)
    pairs = zip(
        found.units[order].tolist(), placed[found.facilities[order]].tolist(), found.metres[order].tolist(), strict=True
    )
    for unit, number, far in pairs:
        if facility[unit] >= 0:
            continue
        room = rooms[number]
        need = needs.of(unit, room)
        if need is not None and (room.known or room.unlimited) and room.takes(need):
            facility[unit], metres[unit] = number, far
            continue
        why = "full" if need is not None else "demand_unknown"
        hindered[unit] = min(hindered[unit], _CODE[why if room.known or room.unlimited else "capacity_unknown"])
    return Pairing(facility, metres, _status(facility, hindered, found.off_road, lon, lat, rooms))


class _Needs:
    """What units ask of rooms; of units that ask the same it is computed once."""

    def __init__(self, units: Sequence[UnitRecord]) -> None:
        self._demands = [one.demand for one in units]
        self._known: dict[tuple[int, str, str, bool], Fraction | int | None] = {}

    def of(self, unit: int, room: Room) -> Fraction | int | None:
        demand, stated = self._demands[unit], room.facility.capacity
        key = id(demand), stated.unit, stated.per, room.unlimited
        if key not in self._known:
            self._known[key] = room.need(demand)
        return self._known[key]


def _status(
    facility: Rows, hindered: npt.NDArray[np.uint8], off_road: npt.NDArray[np.bool_], lon: Numbers, lat: Numbers,
    rooms: Sequence[Room],
) -> npt.NDArray[np.uint8]:  # fmt: skip
    none_near = hindered == _CODE["none_within"]
    nobody = np.full(len(facility), not rooms)
    nowhere = np.full(len(facility), not any(room.placed for room in rooms))
    chosen = np.select(
        [facility >= 0, nobody, ~(np.isfinite(lon) & np.isfinite(lat)), none_near & nowhere, none_near & off_road],
        [_CODE[word] for word in ("served", "no_facility", "position_unknown", "no_facility", "off_road")],
        hindered.astype(np.int64),
    )  # fmt: skip
    return chosen.astype(np.uint8)


def _degrees(values: Sequence[float | None]) -> Numbers:
    return np.array([np.nan if one is None else one for one in values], dtype=np.float64)


def _id_ranks(ids: Sequence[str]) -> Rows:
    """Return the place of each id among all, by letters; equal ids share one."""
    place = {one: number for number, one in enumerate(sorted(set(ids)))}
    return np.array([place[one] for one in ids], dtype=np.int64)
