"""Single cuts of a chain that is transport alone, all at once.

Each round measures the legs that are asked, of all cuts together, then solves the cuts whose legs cost something else:
both are one call of the core, on threads. What carries something afterwards and was not measured is asked in the next
round, until there is nothing to ask. A round is told as half of what is left, since nobody knows how many there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.supply.cut_table import Aftermath, Cut
from petasentra.supply.solution_tables import over_legs
from petasentra.supply.transport_cuts import AfterCuts, TransportCuts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt

    from petasentra.supply.carriers import Carriers
    from petasentra.supply.solution import SupplySolution
    from petasentra.supply.transporting import TransportSolver

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["CutsTogether"]


class CutsTogether:
    """What becomes of a solution in many cuts.

    Parameters
    ----------
    solution
        A solution of sources and markets alone.
    solver
        Its solver.
    told
        Gets the done share (0..1).
    """

    def __init__(
        self, solution: SupplySolution, solver: TransportSolver, told: Callable[[float], object] | None
    ) -> None:
        self._solution, self._told, self._share = solution, told, 0.0
        self._cuts = TransportCuts(solution.program, solution.found, solver)
        self._processed = np.zeros(len(solution.model.processors))

    def without_sites(self, sites: Sequence[tuple[str, int, float]]) -> Iterator[Cut]:
        """Yield what losing each site does: kind, site and tonnes as given."""
        found = self._cuts.without_sites([site for _, site, _ in sites])
        ids = self._solution.model.site_ids
        for (kind, site, carried), after in zip(sites, self._aftermaths(found), strict=True):
            yield Cut(kind, ids[site], carried, after)

    def without_roads(
        self, carriers: Carriers, closures: Sequence[tuple[int, ...]]
    ) -> tuple[list[Cut], list[tuple[int, ...]]]:
        """Return what closing edges together does, and the closures of which the trees cannot tell.

        These make legs dearer than anything before in a chain where something must come or leave.
        """
        solution = self._solution
        legs, amount = solution.legs, over_legs(solution.program, solution.found)
        over = [carriers.legs_over(edges) for edges in closures]
        carried = [float(amount[these].sum()) for these in over]
        # What carries too little to be found on a road is asked like what carries nothing yet.
        little = np.flatnonzero((amount > 0).any(axis=1) & ~carriers.carrying)
        measured = [np.union1d(these, little) for these in over] if len(little) else over
        asked = np.union1d(_keys(measured, len(legs)), self._instead(over))
        known = np.zeros(0, dtype=np.int64)
        dearer, rise = known, np.zeros(0)
        told = np.ones(len(closures), dtype=bool)
        found = AfterCuts.of_nothing(len(closures))
        while len(asked):
            case, leg = np.divmod(asked, len(legs))
            cost = carriers.idr_without_each(closures, case, leg)
            known = np.union1d(known, asked)
            more = np.where(np.isfinite(cost), cost - legs.idr_per_t[leg], np.inf)
            told[case[~self._cuts.can_tell(leg, more)]] = False
            new = (more != 0) & told[case]
            order = np.argsort(np.concatenate([dearer, asked[new]]), kind="stable")
            dearer, rise = np.concatenate([dearer, asked[new]])[order], np.concatenate([rise, more[new]])[order]
            again = np.unique(case[new])
            case, leg = np.divmod(dearer, len(legs))
            here = np.isin(case, again)
            place = np.searchsorted(again, case[here])
            after = self._cuts.with_dearer_legs(len(again), place, leg[here], rise[here])
            found = found.updated(after, again)
            used = (again[after.case] * len(legs) + after.leg)[~carriers.carrying[after.leg]]
            asked = np.setdiff1d(used, known)
            self._tell()
        cuts = [
            Cut("road", "", carried[place], after, closures[place])
            for place, after in enumerate(self._aftermaths(found))
            if told[place]
        ]
        return cuts, [edges for edges, done in zip(closures, told, strict=True) if not done]

    def _instead(self, over: Sequence[Indices]) -> Indices:
        """Return which legs would be used if those over the edges had no way at all.

        They are likely to be asked, and whoever asks them at once closes the roads one time less.
        """
        count = len(self._solution.legs)
        case, leg = np.divmod(_keys(over, count), count)
        after = self._cuts.with_dearer_legs(len(over), case, leg, np.full(len(leg), np.inf))
        return after.case * count + after.leg

    def _aftermaths(self, found: AfterCuts) -> Iterator[Aftermath]:
        """Yield what each cut did."""
        markets = len(self._solution.model.markets)
        order = np.argsort(found.unmet_case, kind="stable")
        first = np.searchsorted(found.unmet_case[order], np.arange(len(found.extra_idr) + 1))
        for place, extra in enumerate(found.extra_idr.tolist()):
            rows = order[first[place] : first[place + 1]]
            unmet = np.bincount(found.unmet_row[rows], found.unmet_t[rows], markets).astype(np.float64)
            yield Aftermath(bool(found.feasible[place]), extra, unmet, self._processed)

    def _tell(self) -> None:
        self._share += (1.0 - self._share) / 2.0
        if self._told is not None:
            self._told(self._share)


def _keys(legs_of: Sequence[Indices], legs: int) -> Indices:
    """Return a number for each leg of each case, ascending."""
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([empty, *(case * legs + these for case, these in enumerate(legs_of))])
