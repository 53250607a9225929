"""What every question about journeys on a network needs: places on the roads, and costs laid on the hierarchy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra._progress import Stages
from petasentra._worker_threads import worker_threads
from petasentra.errors import OptionError
from petasentra.network.asked import Asked, PlacesAsked, Said
from petasentra.network.costs import DECISECONDS_A_MINUTE, arc_costs
from petasentra.network.facts import RoadNetworkFacts
from petasentra.network.given_numbers import given_number, given_numbers
from petasentra.network.ids import ids_of
from petasentra.network.inputs import given_layer
from petasentra.network.journey import journey_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.layers.layer import Layer, LayerLike
    from petasentra.network.journey import Journey, JourneyOptions
    from petasentra.network.placing import RoadNetworkPlaces
    from petasentra.network.snapping import RoadSnap

__all__ = ["Places", "Question", "deciseconds_of", "limits_of"]

#: Components that are asked for by no number, in Indonesian and English.
_COMPONENTS: dict[object, tuple[str, str]] = {
    None: ("semua", "all"),
    "largest": ("yang terbesar", "the largest"),
}


@dataclass(frozen=True, eq=False)
class Places:
    """Places, their ids, and where they meet the roads."""

    layer: Layer
    ids: Sequence[object]
    snap: RoadSnap

    @property
    def on_road(self) -> npt.NDArray[np.bool_]:
        """Which of them are on a road, shape (n,)."""
        return self.snap.on_road


class Question:
    """A network with what its roads cost one vehicle on one day.

    Parameters
    ----------
    network
        The network that is asked.
    journey, how, progress, threads
        As for `petasentra.RoadNetwork.travel_times`.
    label
        What a bar of the progress is called.
    """

    def __init__(
        self,
        network: RoadNetworkPlaces,
        journey: Journey | None,
        how: JourneyOptions,
        *,
        label: str = "journeys",
        progress: Progress = None,
        threads: int | None = None,
    ) -> None:
        if not isinstance(network, RoadNetworkFacts):
            raise OptionError(
                f"{network!r} is no road network.", f"{network!r} bukan jaringan jalan.", code=801, column="network"
            )
        self.network = network
        self.journey = journey_of(journey, how)
        self.costs = arc_costs(network, self.journey)
        #: The whole of the work: what is left after costs are laid and places are found is for who asks.
        self.stages = Stages(progress, label)
        self.threads = worker_threads(threads)

    @cached_property
    def arc_costs(self) -> npt.NDArray[np.uint32]:
        """Costs that ways are found with: those of the roads, and of turns where there are rules for them."""
        return _core.travel_costs(self.network.core, self.costs.deciseconds, self.costs.turn_deciseconds)

    @cached_property
    def metric(self) -> _core.RoadMetric:
        """The costs laid on the hierarchy."""
        hierarchy = self.network.hierarchy(progress=self.stages.left(0.3))
        return _core.RoadMetric(hierarchy, self.arc_costs, self.threads, self.stages.left(0.15))

    def places(self, layer: LayerLike, column: str | None, what: str) -> Places:
        """Find where places meet the roads; `column` has their ids, without it their rows are."""
        given = given_layer(layer, what)
        ids = ids_of(given, column, what)
        snap = self.network.snap(
            given,
            limit_m=self.journey.limit_m,
            component=self.journey.component,
            costs=self.costs,
            progress=self.stages.left(0.1),
            threads=self.threads,
        )
        return Places(given, ids, snap)

    def asked(
        self,
        measure: str = "",
        said: Mapping[tuple[str, str], Said] | None = None,
        amounts: Mapping[str, npt.NDArray[np.float64]] | None = None,
        **places: Places,
    ) -> Asked:
        """Return what was asked, for answers to keep: `said` beside the journey, and the places by what they are."""
        limit_m, component = self.journey.limit_m, self.journey.components
        named = _COMPONENTS.get(component) or (", ".join(str(one) for one in component or ()),) * 2
        words = {
            ("Jarak terjauh ke jalan", "Longest way to the road"): Said(limit_m, f"{limit_m:g} m", f"{limit_m:g} m"),
            ("Komponen", "Components"): Said(component, *named),
            **(said or {}),
        }
        crs, more = self.network.crs, amounts or {}
        met = {role: (one, one.snap.given_xy) for role, one in places.items()}
        return Asked(
            measure,
            words,
            {role: PlacesAsked(one.ids, xy, crs, more.get(role)) for role, (one, xy) in met.items() if xy is not None},
        )

    def ways(self, begin: Places, end: Places) -> tuple[_core.RoadMetric, _core.Stops, _core.Stops]:
        """Return what the core is asked with about ways from some places to others: costs, begins and ends."""
        return self.metric, self.stops(begin, leaving=True), self.stops(end, leaving=False)

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
    return int(np.floor(given_number(minutes, "minutes", most=366 * 24 * 60) * DECISECONDS_A_MINUTE + 1e-6))


def limits_of(minutes: Sequence[float] | float) -> tuple[float, ...]:
    """Return limits of travel time in minutes, ascending.

    Raises
    ------
    OptionError
        There is none, they are not in one row, or one is no limit.
    """
    limits = np.atleast_1d(given_numbers(minutes, "minutes"))
    if limits.ndim != 1 or not limits.size:
        raise OptionError(
            f"minutes={minutes!r} is neither a limit nor a list of limits.",
            f"minutes={minutes!r} bukan batas dan bukan daftar batas.",
            hint_en="Give one limit or several in a list: minutes=30, minutes=[15, 30].",
            hint_id="Beri satu batas atau beberapa dalam daftar: minutes=30, minutes=[15, 30].",
            code=801,
            column="minutes",
        )
    for one in limits:
        deciseconds_of(float(one))
    return tuple(np.sort(limits).tolist())
