"""Who is served by which facility, within a distance and a capacity, and who is not and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from petasentra.errors import OptionError
from petasentra.impact.pairing import Room, paired
from petasentra.impact.reach import RoadReach
from petasentra.impact.record_types import kinds_of
from petasentra.impact.served_tables import rooms_table, units_table
from petasentra.impact.unit_views import UnitViews
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from petasentra.impact.record_types import Facility, UnitRecord
    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.speed_profile import SpeedProfile
    from petasentra.tables import Table

__all__ = ["Served", "ServedStatus", "served"]

ServedStatus = Literal[
    "served", "full", "capacity_unknown", "demand_unknown", "none_within", "no_facility", "position_unknown", "off_road"
]


@dataclass(frozen=True)
class Served(UnitViews):
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

    facilities: Table
    within_m: float
    _met: ClassVar[str] = "served"

    def __repr__(self) -> str:
        told = "; ".join(
            f"{kind}: " + ", ".join(f"{count} {status}" for status, count in sorted(by.items()))
            for kind, by in self.counts.items()
        )
        return f"Served: within {self.within_m:g} m ({told})"


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
    present = list(dict.fromkeys(one.kind for one in facilities))
    asked = present if kinds is None else list(dict.fromkeys(kinds))
    known = [*present, *(one for one in kinds_of("facility") if one not in present)]
    for kind in asked:
        if kind not in known:
            raise OptionError(
                f"There is no kind of facility {kind!r}.", f"Tidak ada jenis fasilitas {kind!r}.",
                **did_you_mean(str(kind), known, most=20), code=801, column="kinds",
            )  # fmt: skip
    from petasentra.sentra.arguments import metres_given

    roads = None if net is None else RoadReach(net, vehicle, metres_given("limit_m", limit_m, zero=True), threads)
    rooms = {kind: [Room(one, limited=capacity) for one in facilities if one.kind == kind] for kind in asked}
    pairings = {kind: paired(units, rooms[kind], float(within_m), roads) for kind in asked}
    return Served(
        units_table([one.id for one in units], rooms, pairings, float(within_m)),
        rooms_table([room for kind in asked for room in rooms[kind]]), float(within_m),
    )  # fmt: skip
