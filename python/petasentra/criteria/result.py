"""Candidate places in order, and everything that is asked about them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra.criteria.scoring import RANKED, STATUSES, tied_ranks
from petasentra.criteria.sensitivity import sensitivity
from petasentra.errors import OptionError
from petasentra.plotting.language import check_lang, number, pick
from petasentra.report.filing import ReportOfTables
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Mapping

    import geopandas as gpd
    import numpy.typing as npt
    import pyarrow as pa
    from matplotlib.axes import Axes

    from petasentra._progress import Progress
    from petasentra.auditing.table_audit import TableAudit
    from petasentra.conformance.check_result import CheckResult
    from petasentra.criteria.candidates import Candidates
    from petasentra.criteria.criteria_packs import BoundCriteria
    from petasentra.criteria.differing import SuitabilityDifference
    from petasentra.criteria.explaining import SuitabilityExplanation
    from petasentra.criteria.legal_mask import Law
    from petasentra.criteria.pairwise import Pairwise
    from petasentra.criteria.records import Criterion
    from petasentra.criteria.scoring import Scores
    from petasentra.criteria.sensitivity import Sensitivity
    from petasentra.files.writing import WriteReport
    from petasentra.layers.layer import Layer
    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang
    from petasentra.report.tables import Paper
    from petasentra.tables import Table

__all__ = ["Suitability"]


class Suitability(ReportOfTables):
    """Candidate places by law, limits and score. Made by `petasentra.suitability`, never changed.

    Attributes
    ----------
    criteria
        The criteria, in their order.
    weights
        Their weights, shape (criteria,), adding up to 1; 0 for those that only rule out.
    check
        The check of the candidates, None without a pack; ``result.check.explain(site)`` tells more of the law.
    allow
        Verdicts that were ranked.
    """

    def __init__(
        self,
        candidates: Candidates,
        criteria: tuple[Criterion, ...],
        weights: npt.NDArray[np.float64],
        scores: Scores,
        *,
        law: Law,
        check: CheckResult | None,
        bound: tuple[BoundCriteria, ...],
        allow: tuple[str, ...],
        given_weights: Mapping[str, float] | Pairwise | None = None,
    ) -> None:
        self.candidates = candidates
        self.criteria = criteria
        self.weights = weights
        self.scores = scores
        self.law = law
        self.check = check
        self.bound = bound
        self.allow = allow
        self.given_weights = given_weights

    def __len__(self) -> int:
        return len(self.candidates)

    @property
    def as_of(self) -> dt.date | None:
        """The day of the law; None without a pack."""
        return None if self.check is None else self.check.as_of

    @property
    def schematic(self) -> bool:
        """Whether zones that decide are schematic."""
        import pyarrow.compute as pc

        return "schematic" in self.law.columns and bool(pc.any(self.law.columns["schematic"]).as_py())

    @property
    def unverified(self) -> bool:
        """Whether the law of a candidate, or the source of a criterion, was compared with its text by nobody."""
        law = self.check is not None and not all(self.check.computed["verified"])
        return law or self.unverified_criteria

    @property
    def unverified_criteria(self) -> bool:
        """Whether the source of a criterion was compared with its text by nobody."""
        return any(one.basis is not None and not one.basis.verified for one in self.criteria)

    @cached_property
    def ranked_rows(self) -> npt.NDArray[np.int64]:
        """Rows of the ranked candidates, the best first."""
        rows = np.flatnonzero(self.scores.status == RANKED)
        return rows[np.argsort(self.scores.rank[rows])]

    @cached_property
    def ties(self) -> npt.NDArray[np.int64]:
        """First and last rank of those with the score of each candidate, shape (n, 2); 0 where it is not ranked."""
        return tied_ranks(self.scores)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many candidates have each status, those that none has left out."""
        many = np.bincount(self.scores.status, minlength=len(STATUSES)).tolist()
        return {word: count for word, count in zip(STATUSES, many, strict=True) if count}

    def text(self, lang: Lang = "id") -> str:
        """Return how many candidates have each status, in words, one line each.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> at = geopandas.GeoDataFrame({"a": [1.0, None]}, geometry=shapely.points([0, 1], 0), crs=32749)
        >>> worth = ps.criteria.Linear(worst=0, best=1)
        >>> print(ps.suitability(at, [ps.criteria.Column(name="k", column="a", value=worth)]).text("en"))
        ranked: 1
        a value is not known: 1
        """
        from petasentra.criteria.words import STATUS_WORDS

        language = check_lang(lang)
        return "\n".join(
            f"{pick(STATUS_WORDS[word], language)}: {number(count, 0, language)}" for word, count in self.counts.items()
        )

    @cached_property
    def places(self) -> Layer:
        """One row a candidate, in the order they were given.

        ``site_id``, ``status`` (``ranked``, ``no_place``, ``excluded_by_law``, ``fails_limit``,
        ``law_unknown``, ``value_unknown``: the first of these that holds), ``rank`` (of equal scores the
        smallest id first), ``tied`` (how many have exactly this score, itself among them), ``score`` (0..1),
        ``score_min`` and ``score_max`` (with what is unknown as 0 and as 1); ``verdict``, ``flags``,
        ``share_conforming``, ``instrument``, ``article``, ``verified`` of the check; for each criterion what
        was measured, under its name, and its value (``<name>_value``); ``reason_id`` and ``reason_en``.
        """
        from petasentra.criteria.result_tables import places_layer

        return places_layer(self)

    @cached_property
    def measures(self) -> Table:
        """One row a candidate and criterion: pass or fail, and what the score is made of.

        ``site_id``, ``criterion``, ``measured``, ``unit``, ``standing`` (``measured``, ``unknown``, ``no_way``,
        ``not_asked`` of places the law excludes), ``value``, ``weight``, ``outcome`` (``pass``, ``fail``, ``unknown``,
        ``no_limit``), ``at_least``, ``at_most``, ``basis`` (regulation) and ``verified``.
        """
        from petasentra.criteria.result_tables import measures_table

        return measures_table(self)

    @cached_property
    def findings(self) -> Table:
        """What was found: sites that cannot be checked, holes in the data, weights that contradict each other."""
        from petasentra.criteria.result_tables import findings_table

        return findings_table(self)

    def top(self, k: int = 10) -> Layer:
        """Return the best `k` candidates, the best first; fewer where fewer are ranked.

        Raises
        ------
        OptionError
            `k` is no whole number from 1 on.
        """
        from petasentra.criteria.sensitivity import _whole

        return self.places[self.ranked_rows[: _whole("k", k, 1)]]

    def save(self, path: str | os.PathLike[str], *, top: int | None = None, progress: Progress = None) -> WriteReport:
        """Write the candidates, or the best `top` of them, to a file; see `petasentra.write_layer`."""
        layer = self.places if top is None else self.top(top)
        return layer.write(path, layer_name="suitability", progress=progress)

    def sensitivity(
        self,
        top: int = 10,
        *,
        within: Mapping[str, tuple[float, float]] | None = None,
        samples: int = 2000,
        progress: Progress = None,
    ) -> Sensitivity:
        """Return in which share of all weights each ranked place is among the best `top`.

        Weights are uniform over all that add up to 1 within the intervals. With two criteria the share is exact;
        with more it is an estimate from weights that are the same every time, with its standard error.

        Parameters
        ----------
        top
            How many places count as the best; of equal scores the smaller id is the better one.
        within
            Least and largest weight of criteria by name, 0..1; without a word any.
        samples
            How many weights, 100 at least.
        progress
            As elsewhere.

        Raises
        ------
        OptionError
            A number or a name is not what it has to be.
        InfeasibleError
            No weights within the intervals add up to 1.

        Examples
        --------
        The first place is the better one where its own criterion weighs more than a third:

        >>> import geopandas, shapely, petasentra as ps
        >>> both = {"a": [1.0, 0.0], "b": [0.0, 0.5]}
        >>> at = geopandas.GeoDataFrame(both, geometry=shapely.points([0, 1], 0), crs=32749)
        >>> worth = ps.criteria.Linear(worst=0, best=1)
        >>> found = ps.suitability(at, [ps.criteria.Column(name=f"k_{one}", column=one, value=worth) for one in "ab"])
        >>> [round(float(share), 4) for share in found.sensitivity(top=1).table["share"]]
        [0.6667, 0.3333]
        """
        return sensitivity(self, top, within, samples, progress)

    def row_of(self, site_id: object) -> int:
        """Return the row of a candidate; OptionError, with the nearest id, if there is none."""
        row = self._rows.get(str(site_id))
        if row is not None:
            return row
        known = list(self._rows) if len(self) <= 100_000 else []
        raise OptionError(
            f"There is no candidate {site_id!r}.", f"Tidak ada calon lokasi {site_id!r}.",
            **did_you_mean(str(site_id), known, otherwise=(
                "Lihat result.places['site_id'].", "See result.places['site_id'].")), code=801,
        )  # fmt: skip

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {str(one): row for row, one in enumerate(self.candidates.ids.to_pylist())}

    def explain(self, site_id: object) -> SuitabilityExplanation:
        """Return why a candidate is where it is: the law, every criterion with its limit, value and part of the score.

        Raises
        ------
        OptionError
            There is no such candidate.
        """
        from petasentra.criteria.explaining import explain

        return explain(self, self.row_of(site_id))

    def diff(self, after: Suitability) -> SuitabilityDifference:
        """Return what became of every candidate in another answer: other weights, another day, other data."""
        from petasentra.criteria.differing import SuitabilityDifference

        return SuitabilityDifference(self, after)

    def to_geopandas(self) -> gpd.GeoDataFrame:
        """Return `places` as a GeoDataFrame."""
        return self.places.to_geopandas()

    def to_arrow(self) -> pa.Table:
        """Return `places` as a pyarrow Table."""
        return self.places.to_arrow()

    def explore(self, path: str | os.PathLike[str] | None = None, *, lang: str = "id") -> Map:
        """Write a map of the candidates by status and score, as one file that opens without internet.

        Options and errors are those of :meth:`petasentra.CheckResult.explore`.
        """
        from petasentra.criteria.map_page import explore_suitability

        return explore_suitability(self, path, lang)

    def plot(self, *, lang: str = "id", ax: Axes | None = None) -> Axes:
        """Draw the candidates by status and score with matplotlib.

        Options and errors are those of :meth:`petasentra.CheckResult.plot`.
        """
        from petasentra.criteria.map_figure import plot_suitability

        return plot_suitability(self, lang, ax)

    def _paper(self, lang: Lang) -> Paper:
        from petasentra.criteria.reporting import suitability_paper

        return suitability_paper(self, lang)

    def _audit(self) -> TableAudit:
        from petasentra.criteria.reporting import suitability_audit

        return suitability_audit(self)

    def _draw(self, lang: Lang, ax: Axes) -> object:
        return self.plot(lang=lang, ax=ax)

    def __repr__(self) -> str:
        told = ", ".join(f"{count} {word}" for word, count in self.counts.items()) or "none"
        day = f" as of {self.as_of}" if self.as_of else ""
        return f"Suitability{day}: {len(self)} candidates ({told}), {len(self.criteria)} criteria"

    def _repr_html_(self) -> str:
        from petasentra.criteria.explaining import overview_html

        return overview_html(self)
