"""What it costs from each demand to each site: minutes by road, metres in a straight line, or as given."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from petasentra.crs import transform_points
from petasentra.network.costs import DECISECONDS_A_MINUTE, UNREACHABLE
from petasentra.network.facts import RoadNetworkFacts
from petasentra.network.travel import TravelTimes
from petasentra.sentra.arguments import refused
from petasentra.sentra.unit_places import Ground, distances_m

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from petasentra.network.costs import RoadCosts
    from petasentra.network.journey import Journey
    from petasentra.network.road_network import RoadNetwork
    from petasentra.siting.places import Given

    Numbers = npt.NDArray[np.float64]

__all__ = ["MEASURES", "Measure", "Travel", "matrix_shape", "travel_costs"]

#: Straight lines are whole millimetres, so that sums are exact.
MILLIMETRES = 1000.0


@dataclass(frozen=True)
class Measure:
    """How costs are told: the column, the word for the unit, and how many of what is computed are one of it."""

    column: str
    unit_id: str
    unit_en: str
    scale: float


MEASURES: dict[str, Measure] = {
    "road": Measure("minutes", "menit", "minutes", float(DECISECONDS_A_MINUTE)),
    "straight": Measure("distance_m", "m", "m", MILLIMETRES),
    "given": Measure("cost", "satuan biaya", "units of cost", 1.0),
}


@dataclass(frozen=True, eq=False)
class Travel:
    """Costs between all pairs, shape (demands, sites), infinite where there is no way, and how places stand.

    Attributes
    ----------
    cost
        In what `measure` computes with: tenths of a second, millimetres, or as given.
    kind
        A key of `MEASURES`.
    demand, site
        ``"there"``, ``"off_road"``, ``"road_closed"`` or ``"no_place"`` of each, shapes (demands,), (sites,).
    roads
        What the roads cost, for travel by road.
    """

    cost: Numbers
    kind: Literal["road", "straight", "given"]
    demand: npt.NDArray[np.str_]
    site: npt.NDArray[np.str_]
    roads: RoadCosts | None = None

    @property
    def measure(self) -> Measure:
        """How costs are told."""
        return MEASURES[self.kind]


def travel_costs(
    demand: Given,
    sites: Given,
    given: RoadNetwork | TravelTimes | npt.ArrayLike | None,
    journey: Journey | None,
    how: Mapping[str, Any],
    *,
    progress: Callable[[float], object] | None,
    threads: int | None,
) -> Travel:
    """Return the costs; see `petasentra.locate`.

    Raises
    ------
    OptionError
        What was given fits neither, a matrix is of another shape, or holds what is below 0.
    CrsError
        Straight lines are asked for and a layer has no CRS.
    """
    if isinstance(given, RoadNetworkFacts):
        for one in (demand, sites):
            _require_layer(one)
        assert demand.layer is not None
        assert sites.layer is not None
        found = given.travel_times(
            demand.layer, sites.layer, journey=journey, progress=progress, threads=threads, **how
        )
        return _of_times(found, _nowhere(demand), _nowhere(sites))
    if how or journey is not None:
        word = next(iter(how), "journey")
        raise refused(
            word, how.get(word, journey), "left out without a road network", "dihilangkan tanpa jaringan jalan"
        )
    if isinstance(given, TravelTimes):
        _require_shape(given.deciseconds.shape, demand, sites)
        return _of_times(given, _nowhere(demand), _nowhere(sites))
    if given is None or (isinstance(given, str) and given == "straight"):
        return _straight(demand, sites, threads)
    return _matrix(given, demand, sites)


def matrix_shape(given: object) -> tuple[int | None, int | None]:
    """Return the shape of a matrix, for rows that are given as nothing else; None where it is no matrix."""
    with suppress(TypeError, ValueError, OverflowError):
        table: Any = given.deciseconds if isinstance(given, TravelTimes) else given
        rows, columns = np.shape(table)
        return rows, columns
    return None, None


def _nowhere(one: Given) -> npt.NDArray[np.bool_]:
    """Return which rows have no place."""
    if one.layer is None:
        return np.zeros(len(one), dtype=bool)
    return np.asarray(~np.isfinite(one.ground().xy).all(axis=1))


def _of_times(found: TravelTimes, no_demand: npt.NDArray[np.bool_], no_site: npt.NDArray[np.bool_]) -> Travel:
    cost = np.where(found.deciseconds == UNREACHABLE, np.inf, found.deciseconds.astype(np.float64))
    standing = []
    for nowhere, snap in ((no_demand, found.origins), (no_site, found.targets)):
        words = np.where(snap.standing == "on_road", "there", snap.standing)
        standing.append(np.where(nowhere, "no_place", words))
    return Travel(cost, "road", standing[0], standing[1], found.costs)


def _straight(demand: Given, sites: Given, threads: int | None) -> Travel:
    for one in (demand, sites):
        _require_layer(one)
    begin, end = demand.ground(), sites.ground()
    same = begin.crs is not None and end.crs is not None and begin.crs == end.crs
    if not same and begin.crs is not None and end.crs is not None:
        begin, end = (_in_degrees(one, threads) for one in (begin, end))
    apart = np.rint(distances_m(begin, begin.xy, end.xy) * MILLIMETRES)
    there = [np.where(np.isfinite(one.xy).all(axis=1), "there", "no_place") for one in (begin, end)]
    return Travel(np.where(np.isfinite(apart), apart, np.inf), "straight", there[0], there[1])


def _in_degrees(ground: Ground, threads: int | None) -> Ground:
    if ground.lon_lat:
        return ground
    assert ground.crs is not None
    xy = np.full_like(ground.xy, np.nan)
    there = np.isfinite(ground.xy).all(axis=1)
    x, y = transform_points(ground.xy[there, 0], ground.xy[there, 1], ground.crs, 4326, threads=threads)
    xy[there] = np.column_stack([x, y])
    return Ground(xy, True, ground.crs)


def _matrix(given: object, demand: Given, sites: Given) -> Travel:
    table = np.empty(0)
    with suppress(TypeError, ValueError, OverflowError):
        held = np.asarray(given)
        if held.dtype.kind in "iuf":
            largest = np.iinfo(held.dtype).max if held.dtype.kind in "iu" else np.inf
            table = np.where(held == largest, np.inf, held.astype(np.float64))
    if table.ndim != 2:
        raise refused(
            "costs", type(given).__name__, "a RoadNetwork, TravelTimes, a matrix of numbers or None (straight lines)",
            "RoadNetwork, TravelTimes, matriks bilangan, atau None (garis lurus)",
        )  # fmt: skip
    _require_shape(table.shape, demand, sites)
    table = np.where(np.isnan(table), np.inf, table)
    if (table < 0).any():
        row, column = (int(one[0]) for one in np.nonzero(table < 0))
        raise refused(
            "costs", table[row, column], f"0 or more (row {row}, column {column})",
            f"0 atau lebih (baris {row}, kolom {column})",
        )  # fmt: skip
    return Travel(table, "given", np.full(len(demand), "there"), np.full(len(sites), "there"))


def _require_shape(shape: tuple[int, ...], demand: Given, sites: Given) -> None:
    if shape != (len(demand), len(sites)):
        raise refused(
            "costs", shape, f"of the shape ({len(demand)}, {len(sites)}): {demand.what} by {sites.what}",
            f"berbentuk ({len(demand)}, {len(sites)}): {demand.what} kali {sites.what}",
        )  # fmt: skip


def _require_layer(one: Given) -> None:
    if one.layer is None:
        raise refused(
            one.what, "a table", "a layer with places, or come with a matrix of costs",
            "lapisan dengan tempat, atau disertai matriks biaya",
        )  # fmt: skip
