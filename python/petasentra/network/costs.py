"""What travelling the arcs of a network costs one vehicle on one day."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from petasentra import _core
from petasentra.errors import NetworkError, OptionError
from petasentra.network.speed_profile import SpeedProfile

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    from petasentra.network.facts import RoadNetworkFacts
    from petasentra.network.journey import Journey
    from petasentra.network.speed_profile import Which
    from petasentra.tables import Table

__all__ = ["UNREACHABLE", "Change", "RoadCosts", "arc_costs"]

UNREACHABLE: int = _core.UNREACHABLE
"""The cost of what is closed."""

DECISECONDS_A_MINUTE = 600


class Change(NamedTuple):
    """A change of a scenario in words."""

    id: str
    en: str


@dataclass(frozen=True, eq=False)
class Step:
    """What a scenario does to some edges: opens those that wait, slows them, or closes them.

    ``edges`` are marked, shape (edges,); ``share`` is that of their speed which is left, where they are slowed.
    """

    does: Literal["build", "slow", "close"]
    edges: npt.NDArray[np.bool_]
    told: Change
    share: float = 1.0


@dataclass(frozen=True, eq=False, repr=False)
class RoadCosts:
    """Tenths of a second of every arc, and why arcs are closed.

    ``deciseconds`` has two entries an edge, along it and against it, shape (2 edges,), uint32; `UNREACHABLE` where the
    arc is closed. ``reasons`` counts edges by what closes one of their arcs: ``class_unknown``, ``class_closed``,
    ``access``, ``axle_limit``, ``weight_limit``, ``width``, ``season``, ``day_unknown`` (closed on some days, and no
    day was named or nobody can read on which), ``one_way``, ``too_long``, ``planned`` (not built yet, and waiting for a
    scenario to open it), ``scenario`` (closed by `RoadNetwork.scenario`); and ``open``. ``states`` is the reason of
    each arc, as a number in the order of ``reasons``. ``network`` is the `RoadNetwork.fingerprint` of the network
    whose arcs these are.
    ``turn_deciseconds`` is what each rule for turns costs this vehicle, in the order of the rows of
    `RoadNetwork.restrictions`, `RoadNetwork.barriers` and of `RoadNetwork.with_turns`: `UNREACHABLE` where it
    forbids, 0 where it does not bind.

    Of a scenario ``title`` is its name, ``steps`` are what it does, in order, ``before`` what the arcs cost without
    them, and ``resnap`` whether a place whose road is closed looks for another one. ``roads`` are those of the
    core, for `findings`.
    """

    deciseconds: npt.NDArray[np.uint32]
    states: npt.NDArray[np.uint8]
    reasons: dict[str, int]
    profile: SpeedProfile
    which: Which
    as_of: dt.date | None
    without_class: str | None = None
    title: str = ""
    turn_deciseconds: npt.NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, dtype=np.uint32))
    network: str = ""
    steps: tuple[Step, ...] = ()
    before: npt.NDArray[np.uint32] | None = None
    resnap: bool = False
    roads: _core.RoadNetwork | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.deciseconds)

    @cached_property
    def findings(self) -> Table:
        """What the vehicle does not understand of the roads, a row a word, with how many edges it concerns.

        ``CLASS_UNKNOWN``: a class that the profile does not know, its edges are closed. ``CLASS_MISSING``: edges
        without class, closed; ``CLASS_ABSENT``: no road has one. ``ACCESS_UNKNOWN``: a word of access that nobody
        knows, its edges are left open. ``SCENARIO_NO_EDGE``: a change of a scenario that concerns no edge. Columns are
        those of every findings table but the place; ``feature_id`` is the word, or the name of the scenario.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> line = shapely.LineString([(0, 0), (250, 0)])
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Desa Anu"]}, geometry=[line], crs=32749)
        >>> found = ps.RoadNetwork.from_layer(roads, columns="rbi").costs("car").findings
        >>> found["code"], found["feature_id"], found["measure"].tolist()
        (['CLASS_UNKNOWN'], ['Jalan Desa Anu'], [1.0])
        """
        from petasentra.network.cost_findings import cost_findings

        return cost_findings(self)

    def __repr__(self) -> str:
        closed = sum(count for name, count in self.reasons.items() if name != "open")
        return f"RoadCosts: {self.description.en} {len(self) // 2} edges, {closed} of them closed to it"

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the scenario changes, in words."""
        return tuple(step.told for step in self.steps)

    @property
    def description(self) -> Change:
        """All of it in words: the name of the scenario, the vehicle and its speeds, the day, and what is changed."""
        from petasentra.network.scenario_words import description

        return description(self)


def arc_costs(network: RoadNetworkFacts, journey: Journey, *, waiting: bool = False) -> RoadCosts:
    """Return the costs of a network; see `RoadNetwork.costs`. With `waiting` planned roads are open."""
    vehicle = journey.vehicle
    if isinstance(vehicle, RoadCosts):
        return costs_of(network, vehicle)
    core = network.core
    profile = vehicle if isinstance(vehicle, SpeedProfile) else SpeedProfile.load(vehicle)
    day, which = journey.day, journey.which
    speeds = profile.speeds_of(core.class_words, which)
    if journey.without_class is not None:
        for speed in profile.speeds_of([journey.without_class], which).values():
            speeds[""] = speed
    try:
        cost, states, reasons = _core.arc_costs(
            core,
            speeds=speeds,
            no_access=profile.closed_access(core.access_words),
            axle_load_t=profile.vehicle.axle_load_t,
            weight_t=profile.vehicle.weight_t,
            width_m=profile.vehicle.width_m,
            one_way=profile.obeys_one_way,
            speed_limits=profile.obeys_speed_limits,
            ferry_km_per_h=profile.ferry_km_per_h,
            ferry_waiting_s=profile.ferry_waiting_s,
            day=None if day is None else 100 * day.month + day.day,
            waiting=waiting,
        )
    except NetworkError as error:
        error.file, error.column = profile.file, which  # a profile that was changed after it was read
        raise
    counts = {name: int(count) for name, count in reasons.items()} | {"scenario": 0}
    return RoadCosts(
        cost, states, counts, profile, which, day, journey.without_class,
        turn_deciseconds=network.turn_costs(profile), network=network.fingerprint, roads=core,
    )  # fmt: skip


def costs_of(network: RoadNetworkFacts, costs: object) -> RoadCosts:
    """Return costs that belong to a network.

    Raises
    ------
    OptionError
        They are none, or those of another network.
    """
    if not isinstance(costs, RoadCosts):
        raise OptionError(
            f"costs={costs!r} is not what RoadNetwork.costs or scenario returned.",
            f"costs={costs!r} bukan hasil RoadNetwork.costs atau scenario.",
            code=801,
        )
    if costs.network != network.fingerprint:
        raise OptionError(
            "These costs are those of another network.",
            "Biaya ini milik jaringan lain.",
            hint_en="Ask this network for costs(...) or a scenario(...).",
            hint_id="Mintalah costs(...) atau scenario(...) pada jaringan ini.",
            code=801,
        )
    return costs
