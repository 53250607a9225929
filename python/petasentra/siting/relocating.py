"""Which unit goes to which legal plot, so that as many as possible move and all together move least."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra._progress import Stages
from petasentra.network.given_numbers import given_number
from petasentra.sentra.arguments import refused
from petasentra.sentra.unit_places import metres_outside
from petasentra.siting.legal_plots import LEGAL_VERDICTS, legal_plots
from petasentra.siting.places import amounts_of, given_places
from petasentra.siting.relocated import Moves, Relocation
from petasentra.siting.travel_costs import matrix_shape, travel_costs
from petasentra.supply._numbers import FORBIDDEN
from petasentra.supply.transport_plan import transport

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Unpack

    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.conformance.check_result import CheckResult
    from petasentra.layers.layer import LayerLike
    from petasentra.network.journey import Journey, JourneyOptions
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.travel import TravelTimes
    from petasentra.sentra.units import UnitsLike
    from petasentra.siting.travel_costs import Travel

__all__ = ["assigned", "relocate"]

_LIMITS = {"road": "longest_move_minutes", "straight": "longest_move_m", "given": "longest_move_cost"}
#: Costs that are not whole are computed with so many steps up to the largest.
_STEPS = 2.0**30


def relocate(
    units: UnitsLike | None,
    plots: UnitsLike | None,
    net: RoadNetwork | TravelTimes | npt.ArrayLike | None = None,
    *,
    capacity: str | npt.ArrayLike | None = None,
    longest_move_m: float | None = None,
    longest_move_minutes: float | None = None,
    longest_move_cost: float | None = None,
    legal: CheckResult | None = None,
    legal_verdicts: Sequence[str] = LEGAL_VERDICTS,
    inside: LayerLike | None = None,
    unit_id: str | Sequence[object] | None = None,
    plot_id: str | Sequence[object] | None = None,
    journey: Journey | None = None,
    progress: Progress = None,
    threads: int | None = None,
    **how: Unpack[JourneyOptions],
) -> Relocation:
    """Assign dispersed units to legal plots: as many as possible, and then so that the sum of moves is least.

    The assignment is exact: the transport solver of the project proves it by prices. It does not depend on the order of
    rows or on threads.

    Parameters
    ----------
    units
        The units: points, or lines and areas, for which a place within stands; or, with a matrix, a table or None.
    plots
        Where they may go; as `units`.
    net
        How far a move is: minutes on a `petasentra.RoadNetwork`; `petasentra.TravelTimes` from the units to the plots;
        a matrix, shape (units, plots); or None: straight lines, in metres.
    capacity
        How many units a plot takes: a column, numbers, or one number for all; 1 where nothing is said. Parts of a unit
        are no room.
    longest_move_m, longest_move_minutes, longest_move_cost
        The longest move, itself included, in the unit of `net`; without it any.
    legal
        What `petasentra.check` said of the plots, whose ids are its ``site_id``. A plot that it is not about is not
        legal. Without it the law is not asked, and every plot may be used.
    legal_verdicts
        Verdicts with which a plot may be used.
    inside
        Areas in which units stay, such as that of the sentra.
    unit_id, plot_id
        Columns of ids, or the ids themselves, one a row; without them rows, from 0.
    journey, progress, threads
        As for `petasentra.locate`; journey options as keywords, too.

    Raises
    ------
    OptionError
        An argument is not what it has to be.
    SchemaError
        There is no such column.
    CrsError
        Straight lines are asked for and places have no CRS.

    Examples
    --------
    >>> import geopandas, shapely, petasentra as ps
    >>> units = geopandas.GeoDataFrame(geometry=shapely.points([0, 10, 5000], [0] * 3), crs=32749)
    >>> plots = geopandas.GeoDataFrame({"kavling": ["A", "B"]}, geometry=shapely.points([100, 300], [0, 0]), crs=32749)
    >>> moves = ps.relocate(units, plots, capacity=1, longest_move_m=1000, plot_id="kavling")
    >>> moves.units["plot_id"], moves.units["status"]
    (['B', 'A', None], ['moves', 'moves', 'no_plot_in_reach'])
    >>> moves.objective, moves.units["reason_en"][2]
    (390.0, 'The nearest legal plot (B) is 4,700 m away; the longest move is 1,000 m.')
    """
    sizes = matrix_shape(net)
    begin = given_places(units, unit_id, "units", sizes[0])
    end = given_places(plots, plot_id, "plots", sizes[1])
    said = legal_plots(end, legal, legal_verdicts)
    room, unread = amounts_of(end, capacity, "capacity")
    stages = Stages(progress, "relocation")
    travel = travel_costs(begin, end, net, journey, how, progress=stages.until(0.5), threads=threads)
    limit = _limit(travel, longest_move_m, longest_move_minutes, longest_move_cost)
    stay = np.zeros(len(begin), dtype=bool)
    if inside is not None:
        stay = metres_outside(begin.ground(), inside, threads) == 0
    reach = travel.cost <= limit
    moves = assigned(
        travel.cost, reach & said.legal & ~stay[:, None], np.floor(room), (begin.order, end.order),
        progress=stages.until(1.0), threads=threads,
    )  # fmt: skip
    stages.end()
    return Relocation(
        begin, end, travel, said, np.floor(room).astype(np.int64), unread, stay, limit, moves, threads=threads
    )


def assigned(
    cost: npt.NDArray[np.float64],
    usable: npt.NDArray[np.bool_],
    room: npt.NDArray[np.float64],
    orders: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
    *,
    progress: Callable[[float], object] | None = None,
    threads: int | None = None,
) -> Moves:
    """Return the plot of each unit (-1: none), the sum of moves, and what prices prove.

    Parameters
    ----------
    cost, usable
        Of each unit to each plot, and which pairs may be, shape (units, plots).
    room
        How many units each plot takes.
    orders
        Units and plots in the order of their ids.
    progress, threads
        As elsewhere.
    """
    usable = usable & np.isfinite(cost)
    held = cost[usable]
    whole = bool((held == np.rint(held)).all())
    finer = 1.0 if whole else _STEPS / max(float(held.max(initial=0.0)), 1e-300)
    movable = orders[0][usable[orders[0]].any(axis=1)]
    table = np.full((len(orders[1]), len(movable)), FORBIDDEN, dtype=np.int64)
    here = usable[movable][:, orders[1]].T
    table[here] = np.rint(cost[movable][:, orders[1]].T[here] * finer).astype(np.int64)
    supply = np.minimum(room, len(movable)).astype(np.int64)[orders[1]]
    plot = np.full(len(cost), -1, dtype=np.int64)
    if not table.size:
        return Moves(plot, 0.0, 0.0)
    plan = transport(table, supply, np.ones(len(movable), dtype=np.int64), progress=progress, threads=threads)
    plot[movable[plan.sink]] = orders[1][plan.source]
    rows = orders[0][plot[orders[0]] >= 0]
    total = float(cost[rows, plot[rows]].sum())
    return Moves(plot, total, total - plan.gap / finer)


def _limit(travel: Travel, metres: float | None, minutes: float | None, cost: float | None) -> float:
    """Return the longest move in the unit of the costs."""
    wanted = _LIMITS[travel.kind]
    given = {"longest_move_m": metres, "longest_move_minutes": minutes, "longest_move_cost": cost}
    for name, value in given.items():
        if value is not None and name != wanted:
            raise refused(name, value, f"{wanted} for these costs", f"{wanted} untuk biaya ini")
    value = given[wanted]
    if value is None:
        return float(np.finfo(np.float64).max)
    limit = given_number(value, wanted) * travel.measure.scale
    return float(np.floor(limit + 1e-6)) if travel.kind != "given" else limit
