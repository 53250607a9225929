"""Which unit goes where, which cannot and why, and everything that is asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra.siting.views import SitingViews
from petasentra.siting.words import quantity

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.auditing.table_audit import TableAudit
    from petasentra.layers.layer import Layer
    from petasentra.network.row_diff import RowChanges
    from petasentra.plotting.language import Lang
    from petasentra.plotting.places_view import Picture
    from petasentra.report.tables import Paper
    from petasentra.siting.explaining import SitingExplanation
    from petasentra.siting.legal_plots import LegalPlots
    from petasentra.siting.moving_words import WhyNotMove
    from petasentra.siting.places import Given
    from petasentra.siting.travel_costs import Measure, Travel
    from petasentra.tables import Table

    Marks = npt.NDArray[np.bool_]

__all__ = ["Moves", "Relocation"]


@dataclass(frozen=True, eq=False)
class Moves:
    """The plot of each unit by row, -1 for none; the sum of moves, and what no assignment of as many can undercut."""

    plot: npt.NDArray[np.int64]
    total: float
    bound: float


class Relocation(SitingViews):
    """Units and the plots they go to. Made by `petasentra.relocate`, never changed. `len` counts the units.

    Attributes
    ----------
    begin, end
        Units and plots as they were given.
    travel
        How far every move is.
    law
        What the check says of the plots.
    capacity
        How many units each plot takes.
    stay
        Units that stay where they are.
    limit
        The longest move, in what `travel` computes with.
    moves
        Who goes where.
    """

    def __init__(
        self,
        begin: Given,
        end: Given,
        travel: Travel,
        law: LegalPlots,
        capacity: npt.NDArray[np.int64],
        capacity_unread: Marks,
        stay: Marks,
        limit: float,
        moves: Moves,
        *,
        threads: int | None,
    ) -> None:
        self.begin, self.end, self.travel, self.law = begin, end, travel, law
        self.capacity, self.capacity_unread = capacity, capacity_unread
        self.stay, self.limit, self.moves, self.threads = stay, limit, moves, threads

    def __len__(self) -> int:
        return len(self.begin)

    @property
    def measure(self) -> Measure:
        """How moves are told: column, unit."""
        return self.travel.measure

    @property
    def objective(self) -> float:
        """The sum of moves, in minutes, metres or as given."""
        return self.moves.total / self.measure.scale

    @property
    def bound(self) -> float:
        """What no assignment of as many units can be below."""
        return self.moves.bound / self.measure.scale

    @property
    def gap(self) -> float:
        """How far the answer may be from the best, as a share of it: 0, proved by prices."""
        return abs(self.objective - self.bound) / max(abs(self.objective), 1e-300) if not self.proved else 0.0

    @property
    def proved(self) -> bool:
        """Whether no other assignment of as many units is shorter, and none has more of them."""
        return self.moves.bound >= self.moves.total

    @property
    def reach(self) -> Marks:
        """Which moves are short enough, shape (units, plots)."""
        return np.asarray(self.travel.cost <= self.limit)

    @cached_property
    def status_of_units(self) -> list[str]:
        """The status of each unit, as in `units`."""
        from petasentra.siting.relocated_tables import unit_status

        return unit_status(self)

    @cached_property
    def units(self) -> Layer | Table:
        """One row a unit, in the order they were given: none is dropped. With places a layer, else a table.

        ``unit_id``, ``plot_id`` (null where it does not move), the move in ``minutes``, ``distance_m`` or ``cost``,
        ``status``, ``reason_id``, ``reason_en``. Statuses: ``moves``, ``stays``; and of those that cannot move
        ``capacity_taken`` (legal plots within reach are full), ``plot_not_legal`` (the plots within reach are not
        legal: the nearest, its verdict and article are named), ``no_plot_in_reach``, ``off_road``, ``road_closed``,
        ``no_place``.
        """
        from petasentra.siting.relocated_tables import units_table

        return units_table(self)

    @cached_property
    def plots(self) -> Layer | Table:
        """One row a plot, in the order they were given.

        ``plot_id``, ``status`` (``full``, ``used``, ``empty``, ``not_legal``, ``off_road``, ``road_closed``,
        ``no_place``), ``capacity``, ``taken``, ``left``, ``units_waiting`` (units within reach that found no room
        anywhere), ``verdict``, ``instrument``, ``article``, ``verified``, ``schematic`` (null where the law was not
        asked).
        """
        from petasentra.siting.relocated_tables import plots_table

        return plots_table(self)

    @cached_property
    def findings(self) -> Table:
        """What was wrong with the data: capacities that cannot be read, units and plots without a place."""
        from petasentra.siting.relocated_tables import relocation_findings

        return relocation_findings(self)

    def why_not(self, unit: object, plot: object) -> WhyNotMove:
        """Return what the whole would be if a unit went to this plot: exact, by solving again.

        Parameters
        ----------
        unit, plot
            Their ids.

        Raises
        ------
        OptionError
            There is no such unit or plot.

        Examples
        --------
        >>> import petasentra as ps
        >>> moves = ps.relocate(None, None, [[1, 4], [2, 9]], capacity=1)
        >>> moves.units["plot_id"].tolist(), moves.why_not(0, 0).longer_by
        ([1, 0], 4.0)
        """
        from petasentra.siting.moving_words import why_not_move

        return why_not_move(self, unit, plot)

    def explain(self, unit: object) -> SitingExplanation:
        """Return why a unit goes where it goes, or cannot.

        Raises
        ------
        OptionError
            There is no such unit.

        Examples
        --------
        >>> import petasentra as ps
        >>> print(ps.relocate(None, None, [[1, 4], [2, 9]]).explain(0).text("en").splitlines()[0])
        Unit 0: moves to 1, 4 units of cost
        """
        from petasentra.siting.moving_words import explain_unit

        return explain_unit(self, unit)

    def diff(self, after: Relocation) -> RowChanges:
        """Return what became of every unit in another answer about the same units; a shorter move is better.

        Examples
        --------
        >>> import petasentra as ps
        >>> ps.relocate(None, None, [[1, 4], [2, 9]]).diff(ps.relocate(None, None, [[1, 4], [2, 9]], capacity=2))
        RowChanges: 2 units (1 same, 1 better)
        """
        from petasentra.siting.moving_words import relocation_changes

        return relocation_changes(self, after)

    def _frame(self) -> Layer | Table:
        return self.units

    def _rows(self) -> Layer | Table:
        return self.units

    def _picture(self) -> Picture:
        from petasentra.siting.moving_words import moves_picture

        return moves_picture(self)

    def _paper(self, lang: Lang) -> Paper:
        from petasentra.siting.reporting import relocation_paper

        return relocation_paper(self, lang)

    def _audit(self) -> TableAudit:
        from petasentra.siting.reporting import relocation_audit

        return relocation_audit(self)

    def __repr__(self) -> str:
        counts: dict[str, int] = {}
        for word in self.status_of_units:
            counts[word] = counts.get(word, 0) + 1
        told = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
        return (
            f"Relocation: {len(self)} units to {len(self.end)} plots ({told or 'none'}), "
            f"{quantity(self.objective, self.measure, 'en')} in all, {'proved' if self.proved else 'not proved'}"
            + "".join(f", {one[1]}" for one in self.law.marks)
        )

    def _repr_html_(self) -> str:
        from petasentra.siting.moving_words import relocation_html

        return relocation_html(self)
