"""What is asked of siting, in the order of ids, and the answer to it by the method that was asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from petasentra.siting.capacities import choose_with_capacities
from petasentra.siting.choosing import choose_sites
from petasentra.siting.covering import choose_covering

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from petasentra.siting.choosing import Choice

    Numbers = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]

__all__ = ["METHODS", "Answer", "Method", "Question", "answer"]

Method = Literal["p-median", "mclp", "capacitated"]
METHODS: tuple[Method, ...] = ("p-median", "mclp", "capacitated")


@dataclass(frozen=True, eq=False)
class Question:
    """A question in the order of ids: row 0 is the smallest id.

    Attributes
    ----------
    method, p
        What is asked.
    cost
        From each demand to each site, shape (demands, sites), infinite where there is no way or no site may be.
    weight
        Of each demand, 0 or more; 0 where it cannot be served at all.
    allowed, required
        Sites that may be chosen and that have to be, shapes (sites,).
    unreached
        What a demand counts that is not served, in the unit of `cost`.
    cover
        Within which cost a demand is covered (`mclp`).
    capacity
        Of each site (`capacitated`).
    divisible
        Whether a demand may be served by several sites.
    effort
        As for `choose_sites`.
    """

    method: Method
    p: int
    cost: Numbers
    weight: Numbers
    allowed: npt.NDArray[np.bool_]
    required: npt.NDArray[np.bool_]
    unreached: float
    cover: float
    capacity: Numbers | None
    divisible: bool
    effort: float

    def forcing(self, site: int) -> Question:
        """Return the same with a site that has to be chosen."""
        allowed, required = self.allowed.copy(), self.required.copy()
        allowed[site] = required[site] = True
        return replace(self, allowed=allowed, required=required)

    def without(self, site: int) -> Question:
        """Return the same with a site that may not be chosen."""
        allowed = self.allowed.copy()
        allowed[site] = False
        return replace(self, allowed=allowed)

    def costs_of_choices(self) -> Numbers:
        """Return what each demand costs at each allowed site, or unserved if that is less, shape (sites, demands)."""
        among = self.cost[:, self.allowed].T
        return np.ascontiguousarray(np.minimum(among, self.unreached) * self.weight)


@dataclass(frozen=True, eq=False)
class Answer:
    """Sites that were chosen, ascending, what they cost, and who is served where.

    Attributes
    ----------
    sites
        Rows of sites.
    total, bound, proved
        What the choice costs (for `mclp` the weight that is not covered), and what no choice can undercut.
    demand, site, amount
        How much of which demand goes where, by demand, then site.
    choice
        To begin with where the question is nearly the same.
    """

    sites: Rows
    total: float
    bound: float
    proved: bool
    demand: Rows
    site: Rows
    amount: Numbers
    choice: Choice | None


def answer(question: Question, begin: Choice | None, report: Callable[[float], object] | None) -> Answer:
    """Return the answer to a question that has one."""
    allowed = np.flatnonzero(question.allowed)
    required = np.flatnonzero(question.required[allowed])
    if question.method == "capacitated":
        assert question.capacity is not None
        shared = choose_with_capacities(
            question.cost[:, allowed], question.weight, question.capacity[allowed], question.p, required=required,
            unreached=question.unreached, divisible=question.divisible, effort=question.effort, report=report,
        )  # fmt: skip
        return Answer(
            allowed[shared.sites], shared.total, shared.bound, shared.proved, shared.demand, allowed[shared.site],
            shared.amount, None,
        )  # fmt: skip
    if question.method == "mclp":
        covers = np.ascontiguousarray((question.cost <= question.cover)[:, allowed].T)
        found = choose_covering(
            covers, question.weight, question.p, required=required, effort=question.effort, report=report
        )
        return _all_to_nearest(question, allowed, found)
    found = choose_sites(
        question.costs_of_choices(), question.p, required=required, begin=begin, effort=question.effort, report=report
    )
    return _all_to_nearest(question, allowed, found)


def _all_to_nearest(question: Question, allowed: Rows, found: Choice) -> Answer:
    sites = allowed[found.sites]
    demand, site, amount = _nearest(question, sites)
    return Answer(sites, found.total, found.bound, found.proved, demand, site, amount, found)


def _nearest(question: Question, sites: Rows) -> tuple[Rows, Rows, Numbers]:
    """Return who goes where if all go to the nearest chosen site; of equal ones to the smallest id."""
    among = question.cost[:, sites]
    nearest = np.argmin(among, axis=1)
    most = question.cover if question.method == "mclp" else question.unreached
    lowest = among[np.arange(len(among)), nearest]
    served = np.flatnonzero(np.isfinite(lowest) & (lowest <= most))
    return served, sites[nearest[served]], question.weight[served]
