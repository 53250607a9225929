"""The sites that were chosen, and everything that is asked about them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra.siting.sums import sum_words
from petasentra.siting.views import SitingViews

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.auditing.table_audit import TableAudit
    from petasentra.layers.layer import Layer
    from petasentra.network.row_diff import RowChanges
    from petasentra.plotting.language import Lang
    from petasentra.plotting.places_view import Picture
    from petasentra.report.tables import Paper
    from petasentra.siting.explaining import SitingExplanation
    from petasentra.siting.forcing import WhyNot
    from petasentra.siting.places import Given
    from petasentra.siting.question import Answer, Method, Question
    from petasentra.siting.sums import Sums
    from petasentra.siting.travel_costs import Measure, Travel
    from petasentra.tables import Table

    Numbers = npt.NDArray[np.float64]
    Marks = npt.NDArray[np.bool_]

__all__ = ["LocatedSites"]


class LocatedSites(SitingViews):
    """Chosen sites and who is served where. Made by `petasentra.locate`, never changed. `len` counts the demands.

    Attributes
    ----------
    begin, end
        Demands and candidates as they were given.
    travel
        Costs between all of them.
    question, answer
        What was asked and found, in the order of ids.
    """

    def __init__(
        self,
        begin: Given,
        end: Given,
        travel: Travel,
        question: Question,
        answer: Answer,
        *,
        weight: Numbers,
        weight_unread: Marks,
        forbidden: Marks,
        required: Marks,
        capacity: Numbers | None,
        capacity_unread: Marks | None,
    ) -> None:
        self.begin, self.end, self.travel = begin, end, travel
        self.question, self.answer = question, answer
        self.weight, self.weight_unread = weight, weight_unread
        self.forbidden, self.required = forbidden, required
        self.capacity, self.capacity_unread = capacity, capacity_unread

    def __len__(self) -> int:
        return len(self.begin)

    @property
    def method(self) -> Method:
        """What was asked: ``"p-median"``, ``"mclp"`` or ``"capacitated"``."""
        return self.question.method

    @property
    def measure(self) -> Measure:
        """How travel is told: column, unit."""
        return self.travel.measure

    @cached_property
    def chosen_rows(self) -> npt.NDArray[np.int64]:
        """Rows of the chosen candidates, by id."""
        return self.end.order[self.answer.sites]

    @property
    def chosen(self) -> list[object]:
        """Ids of the chosen candidates, smallest first."""
        return [self.end.ids[row] for row in self.chosen_rows.tolist()]

    @cached_property
    def allowed(self) -> Marks:
        """Which candidates may be chosen, shape (candidates,)."""
        return np.asarray(self.question.allowed[self.end.rank])

    @property
    def proved(self) -> bool:
        """Whether no other choice is better."""
        return self.answer.proved

    @property
    def objective(self) -> float:
        """Sum of weight times travel, in minutes, metres or as given; for ``"mclp"`` the weight that is covered.

        What is not served counts as `unreached` said; demands that can reach no candidate at all count nothing. `sums`
        has the travel of those who are served and the rest apart.
        """
        return self.told(self.answer.total)

    @cached_property
    def sums(self) -> Sums:
        """Travel of who is served (sum, mean, longest), and apart from it what those who are not served count."""
        from petasentra.siting.sums import sums_of

        return sums_of(self)

    @property
    def bound(self) -> float:
        """What no choice of sites can be better than."""
        return self.told(self.answer.bound)

    @property
    def gap(self) -> float:
        """How far the answer may be from the best, as a share of the objective: 0 where it is proved."""
        apart = abs(self.objective - self.bound)
        return 0.0 if self.proved or apart == 0 else apart / max(abs(self.objective), 1e-300)

    def told(self, total: float) -> float:
        """Return a total in the unit of the objective."""
        if self.method == "mclp":
            return float(self.question.weight.sum()) - total
        return total / self.measure.scale

    @cached_property
    def demand(self) -> Layer | Table:
        """One row a demand, in the order they were given: none is dropped. With places a layer, else a table.

        ``demand_id``, ``weight`` (null where it cannot be read), ``site_id`` (where it goes; of several sites where
        most of it goes; null where it is not served), ``minutes``, ``distance_m`` or ``cost`` (mean of several), for
        capacities ``served``; ``status``, ``reason_id``, ``reason_en``. Statuses: ``served``, ``partly_served``,
        ``capacity_taken``, ``uncovered``, ``unreached`` (by the chosen sites), ``no_candidate`` (none that may be
        chosen is reached), ``off_road``, ``road_closed``, ``no_place``, ``nothing_needed``.
        """
        from petasentra.siting.located_tables import demand_table

        return demand_table(self)

    @cached_property
    def sites(self) -> Layer | Table:
        """One row a candidate, in the order they were given.

        ``candidate_id``, ``status`` (``chosen``, ``required``, ``not_chosen``, ``forbidden``, ``off_road``,
        ``road_closed``, ``no_place``), ``demands`` and ``weight_served`` of those who go there, mean and farthest
        travel, for capacities ``capacity`` and ``capacity_left``; ``verified`` and ``schematic`` where the candidates
        have such columns, as `Suitability.places` has; ``status_id``.
        """
        from petasentra.siting.located_tables import sites_table

        return sites_table(self)

    @cached_property
    def flows(self) -> Table:
        """One row a demand and site that serves it: ``demand_id``, ``site_id``, ``amount``, travel."""
        from petasentra.siting.located_tables import flow_table

        return flow_table(self)

    @cached_property
    def status_of_demands(self) -> list[str]:
        """The status of each demand, as in `demand`."""
        from petasentra.siting.located_tables import demand_status

        return demand_status(self)[0]

    @cached_property
    def status_of_sites(self) -> list[str]:
        """The status of each candidate, as in `sites`."""
        from petasentra.siting.located_tables import site_status

        return site_status(self)

    @cached_property
    def findings(self) -> Table:
        """What was wrong with the data: weights and capacities that cannot be read, too little capacity, no place."""
        from petasentra.siting.siting_findings import located_findings

        return located_findings(self)

    def why_not(self, place: object, *, progress: Progress = None) -> WhyNot:
        """Return what the best choice would cost if a candidate were in it (or, of a chosen one, if it were not).

        The question is asked again with that condition: exact where that can be proved, else with a bound.

        Parameters
        ----------
        place
            Its id.
        progress
            As elsewhere.

        Raises
        ------
        OptionError
            There is no such candidate.

        Examples
        --------
        >>> import petasentra as ps
        >>> found = ps.locate(None, None, [[1, 5, 9], [9, 2, 1], [2, 8, 7]], p=1)
        >>> found.chosen, found.why_not(1).worse_by
        ([0], 3.0)
        """
        from petasentra.siting.forcing import why_not

        return why_not(self, place, progress)

    def explain(self, demand: object) -> SitingExplanation:
        """Return why a demand goes where it goes, or is not served.

        Raises
        ------
        OptionError
            There is no such demand.

        Examples
        --------
        >>> import petasentra as ps
        >>> found = ps.locate(None, None, [[1, 5, 9], [9, 2, 1], [2, 8, 7]], p=1)
        >>> print(found.explain(1).text("en").splitlines()[0])
        Demand 1: served by 0, 9 units of cost
        """
        from petasentra.siting.explaining import explain_demand

        return explain_demand(self, demand)

    def diff(self, after: LocatedSites) -> RowChanges:
        """Return what became of every demand in another answer about the same demands; less travel is better.

        Examples
        --------
        >>> import petasentra as ps
        >>> costs = [[1, 5, 9], [9, 2, 1], [2, 8, 7]]
        >>> ps.locate(None, None, costs, p=1).diff(ps.locate(None, None, costs, p=2))
        RowChanges: 3 demands (2 same, 1 better)
        """
        from petasentra.siting.differing import located_changes

        return located_changes(self, after)

    def _frame(self) -> Layer | Table:
        return self.sites

    def _rows(self) -> Layer | Table:
        return self.demand

    def _picture(self) -> Picture:
        from petasentra.siting.explaining import located_picture

        return located_picture(self)

    def _paper(self, lang: Lang) -> Paper:
        from petasentra.siting.reporting import located_paper

        return located_paper(self, lang)

    def _audit(self) -> TableAudit:
        from petasentra.siting.reporting import located_audit

        return located_audit(self)

    def __repr__(self) -> str:
        called = [f"#{row}" for row in self.chosen_rows.tolist()] if self.end.personal else self.chosen
        names = ", ".join(map(str, called[:5])) + (", ..." if len(self.chosen) > 5 else "")
        served = self.status_of_demands.count("served")
        told = sum_words(self)[1]
        sure = "proved" if self.proved else f"at most {self.gap:.2%} from the best"
        return (
            f"LocatedSites: {self.method}, {len(self.chosen)} of {len(self.end)} candidates chosen ({names}), "
            f"{served} of {len(self)} demands served, {told}, {sure}"
        )

    def _repr_html_(self) -> str:
        from petasentra.siting.explaining import located_html

        return located_html(self)
