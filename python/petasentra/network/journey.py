"""How journeys are made: one place for what every question about travelling asks."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, TypedDict, get_args

import numpy as np

from petasentra.days import as_day
from petasentra.errors import OptionError
from petasentra.network.costs import RoadCosts
from petasentra.network.given_numbers import given_number
from petasentra.network.speed_profile import SpeedProfile, Which
from petasentra.network.whole_numbers import whole_numbers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

__all__ = ["Journey", "JourneyOptions", "VehicleLike", "journey_of"]

VehicleLike: TypeAlias = "SpeedProfile | RoadCosts | str | os.PathLike[str]"


class JourneyOptions(TypedDict, total=False):
    """The same as keywords; `Journey` says what they mean."""

    vehicle: VehicleLike
    which: Which
    as_of: dt.date | str | None
    without_class: str | None
    limit_m: float
    component: int | Sequence[int] | str | None


@dataclass(frozen=True)
class Journey:
    """How journeys are made: by which vehicle, on what day, and how far a place may be from its road.

    Every question takes these as keywords, or all of them as ``journey=``; a keyword beside it goes before it. What
    several questions share is said once.

    Parameters
    ----------
    vehicle
        A profile, the name of a bundled one, the path of a file, or what `RoadNetwork.costs` or `RoadNetwork.scenario`
        returned.
    which
        ``"min"``, ``"likely"`` or ``"max"`` of the speeds.
    as_of
        The day, for roads that are closed in a season. Without it such roads are closed.
    without_class
        The class of roads that state none; without it they are closed.
    limit_m
        The longest way between a place and its road, in metres.
    component
        Only roads of these components, by number; ``"largest"`` is the one with most nodes.

    `which`, `as_of` and `without_class` say nothing where `vehicle` already is costs.

    Raises
    ------
    OptionError
        Something is not of its kind: a limit below 0, a day that is none, a component that is no number.

    Examples
    --------
    >>> import geopandas, shapely, petasentra as ps
    >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[shapely.LineString([(0, 0), (9000, 0)])])
    >>> net = ps.RoadNetwork.from_layer(roads.set_crs(32749), columns="rbi")
    >>> at = geopandas.GeoDataFrame(geometry=shapely.points([(0, 800), (5000, 0)]), crs=32749)
    >>> truck = ps.Journey("light_truck", limit_m=1000)
    >>> net.travel_times(at, at, journey=truck).minutes.shape
    (2, 2)
    >>> net.travel_times(at, at, journey=truck, limit_m=500).origins.counts  # the others as they were
    {'too_far': 1, 'snapped': 1}
    """

    vehicle: VehicleLike = "car"
    which: Which = "likely"
    as_of: dt.date | str | None = None
    without_class: str | None = None
    limit_m: float = 500.0
    component: int | Sequence[int] | str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.vehicle, SpeedProfile | RoadCosts | str | os.PathLike):
            raise _refused(
                "vehicle", self.vehicle, "a profile, its name or its path", "profil, namanya, atau berkasnya"
            )
        if self.which not in get_args(Which):
            words = ", ".join(get_args(Which))
            raise _refused("which", self.which, f"one of {words}", f"salah satu dari {words}")
        if not (self.without_class is None or isinstance(self.without_class, str)):
            raise _refused("without_class", self.without_class, "the name of a class", "nama kelas")
        put = object.__setattr__
        put(self, "limit_m", given_number(self.limit_m, "limit_m"))
        put(self, "as_of", None if self.as_of is None else as_day(self.as_of))
        put(self, "component", _component(self.component))

    @property
    def day(self) -> dt.date | None:
        """The day as a date."""
        return None if self.as_of is None else as_day(self.as_of)

    @property
    def components(self) -> tuple[int, ...] | str | None:
        """The components as numbers; ``"largest"``, or None for all."""
        return _component(self.component)


def journey_of(journey: Journey | None, how: JourneyOptions) -> Journey:
    """Return a journey with what keywords say put over it."""
    if journey is None:
        return Journey(**how)
    if not isinstance(journey, Journey):
        raise _refused("journey", journey, "a petasentra.Journey", "petasentra.Journey")
    return replace(journey, **how)


def _component(given: int | Sequence[int] | str | None) -> tuple[int, ...] | str | None:
    if given is None or (isinstance(given, str) and given == "largest"):
        return given
    try:
        array = np.asarray(given)
        if array.dtype.kind in "iu" and array.ndim <= 1 and array.size:
            return tuple(whole_numbers(np.atleast_1d(array), "component").tolist())
    except ValueError:  # rows of different lengths, and numbers that no component can have
        pass
    raise _refused(
        "component", given, "a number, a list of numbers, or 'largest'", "nomor, daftar nomor, atau 'largest'"
    )


def _refused(name: str, value: object, wanted_en: str, wanted_id: str) -> OptionError:
    return OptionError(
        f"{name}={value!r} is not {wanted_en}.", f"{name}={value!r} bukan {wanted_id}.", code=801, column=name
    )
