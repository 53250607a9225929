"""Where to put the next sites: p-median, covering, and with capacities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra._progress import Stages
from petasentra.errors import OptionError
from petasentra.network.given_numbers import given_number
from petasentra.sentra.arguments import refused
from petasentra.siting.feasible import require_possible
from petasentra.siting.located import LocatedSites
from petasentra.siting.places import amounts_of, chosen_rows, given_places
from petasentra.siting.question import METHODS, Question, answer
from petasentra.siting.travel_costs import matrix_shape, travel_costs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.network.journey import Journey, JourneyOptions
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.travel import TravelTimes
    from petasentra.sentra.units import UnitsLike
    from petasentra.siting.question import Method
    from petasentra.siting.travel_costs import Travel

__all__ = ["locate"]

#: What a demand counts that is not served, in longest ways.
_LONGEST_WAYS = 10.0
_COVERS = {"road": "cover_minutes", "straight": "cover_m", "given": "cover_cost"}


def locate(
    demand: UnitsLike | None,
    candidates: UnitsLike | None,
    costs: RoadNetwork | TravelTimes | npt.ArrayLike | None = None,
    *,
    p: int,
    method: Method = "p-median",
    weight: str | npt.ArrayLike | None = None,
    cover_minutes: float | None = None,
    cover_m: float | None = None,
    cover_cost: float | None = None,
    capacity: str | npt.ArrayLike | None = None,
    divisible: bool = True,
    required: str | Sequence[object] | None = None,
    forbidden: str | Sequence[object] | None = None,
    unreached: float | None = None,
    demand_id: str | Sequence[object] | None = None,
    candidate_id: str | Sequence[object] | None = None,
    effort: float = 1.0,
    journey: Journey | None = None,
    progress: Progress = None,
    threads: int | None = None,
    **how: Unpack[JourneyOptions],
) -> LocatedSites:
    """Choose sites among candidates for what is needed at many places.

    ``"p-median"``: the sum of weight times travel to the nearest chosen site is least. ``"mclp"``: as much weight as
    possible lies within a limit of a chosen site (Church and ReVelle 1974). ``"capacitated"``: as the first, where a
    site serves no more than its capacity. Travel goes from the demand to the site.

    The answer states a bound that no choice can undercut: if it is reached, the answer is proved; else the gap says how
    far it may be from the best. How long is searched is counted in work, not in seconds, so that answers repeat. They
    do not depend on the order of rows or on threads; of equal sites the smallest id is chosen.

    Parameters
    ----------
    demand
        Where something is needed: points, or lines and areas, for which a place within stands. Without places, a table,
        or None for nothing but rows, where `costs` is a matrix.
    candidates
        Where sites may be; as `demand`.
    costs
        A `petasentra.RoadNetwork`: minutes on its roads; `petasentra.TravelTimes` from the demand to the candidates; a
        matrix of 0 or more, shape (demand, candidates), infinite, NaN or the largest number of an integer type where
        there is no way; or None: straight lines, in metres.
    p
        How many sites, those that are required among them.
    method
        What is asked.
    weight
        How much is needed: a column, or numbers, shape (demand,); 1 where nothing is said. What cannot be read counts
        nothing, and is a finding.
    cover_minutes, cover_m, cover_cost
        For ``"mclp"``: the limit, itself included, in the unit of `costs`.
    capacity
        For ``"capacitated"``: how much weight a site can serve: a column, numbers, or one number for all.
    divisible
        Whether a demand may be served by several sites.
    required, forbidden
        Candidates that have to be chosen, or may not be: a list of ids, or a column of truth values.
    unreached
        What a unit of weight counts that no chosen site serves, in the unit of `costs`; without it ten times the
        longest way. A demand that a chosen site could only serve at more than this is not served.
    demand_id, candidate_id
        Columns of ids, or the ids themselves, one a row: so a bare matrix can have names. Without them places are
        called by their rows, from 0.
    effort
        How much work at most: 1 is in the order of half a minute.
    journey
        How journeys are made, where `costs` is a network; or its parts as keywords: ``vehicle=``, ``limit_m=``, ...
    progress, threads
        As elsewhere.

    Raises
    ------
    InfeasibleError
        So many sites cannot be chosen: p is above what may be, or a required site may not be; every cause is named.
    OptionError
        An argument is not what it has to be, or two candidates have one id.
    SchemaError
        There is no such column.
    CrsError
        Straight lines are asked for and places have no CRS.

    Examples
    --------
    Six workshops in two groups, three plots; two may be built:

    >>> import geopandas, shapely, petasentra as ps
    >>> units = geopandas.GeoDataFrame(geometry=shapely.points([0, 10, 20, 900, 910, 930], [0] * 6), crs=32749)
    >>> plots = geopandas.GeoDataFrame({"id": ["a", "b", "c"]}, geometry=shapely.points([10, 500, 910], [0] * 3),
    ...                                crs=32749)
    >>> found = ps.locate(units, plots, p=2, candidate_id="id")
    >>> found
    LocatedSites: p-median, 2 of 3 candidates chosen (a, c), 6 of 6 demands served, 50 m in all, proved
    >>> found.demand["site_id"], found.why_not("b").text("en")
    (['a', 'a', 'a', 'c', 'c', 'c'], 'b: in place of c it would cost 1,210 m more (1,260 m in place of 50 m); proved.')
    """
    sizes = matrix_shape(costs)
    if demand is None and candidates is None and sizes == (None, None):
        raise refused(
            "costs", type(costs).__name__, "a matrix of numbers with rows of one length, where no places are given",
            "matriks bilangan yang baris-barisnya sama panjang, bila tempatnya tidak diberikan",
        )  # fmt: skip
    begin = given_places(demand, demand_id, "demand", sizes[0])
    end = given_places(candidates, candidate_id, "candidates", sizes[1])
    _require_distinct(end.ids)
    if not isinstance(method, str) or method not in METHODS:
        raise refused("method", method, " or ".join(METHODS), " atau ".join(METHODS))
    count = _count(p)
    work = given_number(effort, "effort")
    if not isinstance(divisible, bool | np.bool_):
        raise refused("divisible", divisible, "True or False", "True atau False")
    amounts, unread = amounts_of(begin, weight, "weight")
    room = None
    if method == "capacitated":
        if capacity is None:
            raise OptionError(
                'method="capacitated" needs capacity=, how much weight a site can serve.',
                'method="capacitated" memerlukan capacity=, berapa bobot yang dapat dilayani satu lokasi.',
                code=801, column="capacity",
            )  # fmt: skip
        room = amounts_of(end, capacity, "capacity")
    elif capacity is not None:
        raise refused("capacity", "...", 'left out, or method="capacitated"', 'dihilangkan, atau method="capacitated"')
    must, may_not = (np.zeros(len(end), dtype=bool) for _ in range(2))
    must[chosen_rows(end, required, "required")] = True
    may_not[chosen_rows(end, forbidden, "forbidden")] = True
    stages = Stages(progress, "siting", again=True)
    travel = travel_costs(begin, end, costs, journey, how, progress=stages.until(0.2), threads=threads)
    limit = _cover(method, travel, {"cover_minutes": cover_minutes, "cover_m": cover_m, "cover_cost": cover_cost})
    allowed = require_possible(count, end, travel, must, may_not)
    usable = np.where(allowed, travel.cost, np.inf)
    finite = travel.cost[:, travel.site == "there"]
    longest = float(finite[np.isfinite(finite)].max(initial=0.0))
    penalty = _LONGEST_WAYS * longest if unreached is None else given_number(unreached, "unreached")
    if unreached is not None:
        penalty *= travel.measure.scale
    penalty = penalty if penalty > 0 else 1.0
    reachable = np.isfinite(usable).any(axis=1)
    demand_order, site_order = begin.order, end.order
    question = Question(
        method, count, np.ascontiguousarray(travel.cost[demand_order][:, site_order]),
        np.where(reachable, amounts, 0.0)[demand_order], allowed[site_order], must[site_order], penalty, limit,
        None if room is None else room[0][site_order], bool(divisible), work,
    )  # fmt: skip
    found = answer(question, None, stages.until(1.0))
    stages.end()
    return LocatedSites(
        begin, end, travel, question, found,
        weight=amounts, weight_unread=unread, forbidden=may_not, required=must,
        capacity=None if room is None else room[0], capacity_unread=None if room is None else room[1],
    )  # fmt: skip


def _require_distinct(ids: Sequence[object]) -> None:
    if isinstance(ids, range) or len(set(ids)) == len(ids):
        return
    seen: set[object] = set()
    twice = next(one for one in ids if one in seen or seen.add(one))  # type: ignore[func-returns-value]
    raise OptionError(
        f"Two candidates have the id {twice!r}.",
        f"Dua calon lokasi memiliki pengenal {twice!r}.",
        hint_en="Give every candidate an id of its own.",
        hint_id="Beri setiap calon lokasi pengenal sendiri.",
        code=801, column="candidate_id",
    )  # fmt: skip


def _count(p: object) -> int:
    if isinstance(p, int | np.integer) and not isinstance(p, bool) and p >= 1:
        return int(p)
    raise refused("p", p, "a whole number above 0", "bilangan bulat di atas 0")


def _cover(method: Method, travel: Travel, given: dict[str, Any]) -> float:
    """Return the limit of covering in the unit of the costs; infinite for other methods."""
    wanted = _COVERS[travel.kind]
    for name, value in given.items():
        if value is not None and (method != "mclp" or name != wanted):
            told = f'left out: method="{method}"' if method != "mclp" else f"{wanted} for these costs"
            told_id = f'dihilangkan: method="{method}"' if method != "mclp" else f"{wanted} untuk biaya ini"
            raise refused(name, value, told, told_id)
    if method != "mclp":
        return np.inf
    if given[wanted] is None:
        raise OptionError(
            f'method="mclp" needs {wanted}=, how far a site covers.',
            f'method="mclp" memerlukan {wanted}=, sejauh mana satu lokasi mencakup.', code=801, column=wanted,
        )  # fmt: skip
    limit = given_number(given[wanted], wanted) * travel.measure.scale
    return float(np.floor(limit + 1e-6)) if travel.kind != "given" else limit
