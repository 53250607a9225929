"""What a re-check of a register gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from petasentra.layers.layer import Layer
from petasentra.rechecks.cases import NOW, THEN
from petasentra.rechecks.findings import findings_table
from petasentra.rechecks.words import CHANGES, LANGUAGES
from petasentra.tables import Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from petasentra.conformance.explanation import Language
    from petasentra.law.plan_packs import PlanPack
    from petasentra.plotting.explore import Map
    from petasentra.rechecks.asking import Answer
    from petasentra.rechecks.cases import Case


class Recheck:
    """A register of decisions with what the law says of each, on the day of the decision and on a given day.

    Made by :func:`petasentra.recheck`; rows are in the order of the register.
    """

    def __init__(
        self,
        register: Layer,
        cases: Sequence[Case],
        findings: Sequence[dict[str, Any]],
        pack: PlanPack,
        as_of: dt.date,
    ) -> None:
        self._register = register
        self._cases = tuple(cases)
        self._findings = tuple(findings)
        self.pack = pack
        self.as_of = as_of

    def __len__(self) -> int:
        return len(self._cases)

    @property
    def title(self) -> str:
        """Title of the register."""
        return self._register.title

    @property
    def source(self) -> str:
        """File of the register; empty where it came from memory."""
        return str(self._register.provenance.get("source", ""))

    @cached_property
    def table(self) -> Table:
        """One row a decision.

        ``decision`` is its number, ``row`` its place in the register from 0, ``site_id`` the site that decisions on one
        polygon share. ``decided_on`` is empty where the register has no readable day. ``decided`` is granted,
        granted_in_part, refused or unknown; ``polygon`` requested, approved, approved_in_part or unknown; ``basis``
        plan, automatic or unknown.

        Columns that end in ``_then`` speak of the day of the decision, those in ``_as_of`` of the day that was asked
        for: ``verdict`` (the worst of several activities), ``flags``, ``instrument``, ``article``,
        ``share_conforming``, and ``holds``, whether the decision stands: yes, with_conditions, in_part, no,
        cannot_tell. ``existing_use`` and ``existing_use_until`` are those of the day that was asked for.

        ``change`` is same, stricter, milder, different or cannot_tell; ``reason_id`` and ``reason_en`` say why.
        """
        import pyarrow as pa

        cases, text, texts = self._cases, pa.string(), pa.list_(pa.string())
        decisions = [case.decision for case in cases]
        columns: dict[str, pa.Array] = {
            "row": pa.array([one.row for one in decisions], pa.int64()),
            "decision": pa.array([one.number for one in decisions], text),
            "site_id": pa.array([case.site_id for case in cases], text),
            "decided_on": pa.array([one.decided_on for one in decisions], pa.date32()),
            "kind": pa.array([one.kind or None for one in decisions], text),
            "decided": pa.array([one.decided for one in decisions], text),
            "polygon": pa.array([one.polygon for one in decisions], text),
            "basis": pa.array([one.basis for one in decisions], text),
            "basis_text": pa.array([one.basis_text or None for one in decisions], text),
            "activities": pa.array([list(one.activities) for one in decisions], texts),
            "activity_text": pa.array([one.activity_text or None for one in decisions], text),
            "as_of": pa.array([self.as_of] * len(cases), pa.date32()),
        }
        for side, ending in ((THEN, "then"), (NOW, "as_of")):
            worst = [case.worst(side) for case in cases]
            columns |= _sided(worst, ending)
            columns[f"flags_{ending}"] = pa.array([case.flags(side) for case in cases], texts)
            columns[f"holds_{ending}"] = pa.array([case.holds(side) for case in cases], text)
        now = [case.worst(NOW) for case in cases]
        columns["existing_use"] = pa.array([one and one.existing_use for one in now], text)
        columns["existing_use_until"] = pa.array([one and one.existing_use_until for one in now], pa.date32())
        columns["change"] = pa.array([case.change(self.as_of) for case in cases], text)
        columns["verified"] = pa.array([all(one.verified for one in _answers(case)) for case in cases], pa.bool_())
        unverified = [sorted({rule for one in _answers(case) for rule in one.unverified_rules}) for case in cases]
        columns["unverified_rules"] = pa.array(unverified, texts)
        columns["schematic"] = pa.array([any(one.schematic for one in _answers(case)) for case in cases], pa.bool_())
        for lang in LANGUAGES:
            reasons = [case.reason(self.as_of, self._citations, lang) for case in cases]
            columns[f"reason_{lang}"] = pa.array(reasons, text)
        return Table.from_arrow(pa.table(columns))

    @cached_property
    def answers(self) -> Table:
        """One row a decision and activity that was read: both answers in full, with the reasons of the check."""
        import pyarrow as pa

        rows = [(case, activity, *pair) for case in self._cases for activity, pair in case.pairs.items()]
        columns: dict[str, pa.Array] = {
            "row": pa.array([case.decision.row for case, *_ in rows], pa.int64()),
            "decision": pa.array([case.decision.number for case, *_ in rows], pa.string()),
            "site_id": pa.array([case.site_id for case, *_ in rows], pa.string()),
            "activity": pa.array([activity for _, activity, *_ in rows], pa.string()),
            "decided_on": pa.array([case.decision.decided_on for case, *_ in rows], pa.date32()),
            "as_of": pa.array([self.as_of] * len(rows), pa.date32()),
        }
        for side, ending in ((2, "then"), (3, "as_of")):
            answers: list[Answer | None] = [row[side] for row in rows]  # type: ignore[misc]
            columns |= _sided(answers, ending)
            columns[f"flags_{ending}"] = pa.array([one and list(one.flags) for one in answers], pa.list_(pa.string()))
            for lang in LANGUAGES:
                reasons = [one and getattr(one, f"reason_{lang}") for one in answers]
                columns[f"reason_{ending}_{lang}"] = pa.array(reasons, pa.string())
        changes = [case.change_of(activity, self.as_of) for case, activity, *_ in rows]
        columns["change"] = pa.array(changes, pa.string())
        return Table.from_arrow(pa.table(columns))

    @cached_property
    def sites(self) -> Layer:
        """One row a site, with its polygon as the register draws it.

        ``decisions`` counts its rows, ``numbers`` names their decisions, ``change`` is the gravest of its rows.
        """
        import pyarrow as pa

        of_site: dict[str, list[Case]] = defaultdict(list)
        for case in self._cases:
            of_site[case.site_id].append(case)
        gravest = list(CHANGES)
        shapes = self._register.to_arrow().select([self._register.geometry_name]).replace_schema_metadata()
        table = shapes.take(pa.array([cases[0].decision.row for cases in of_site.values()], pa.int64()))
        numbers = [list(dict.fromkeys(case.decision.number for case in cases)) for cases in of_site.values()]
        worst = [min((case.change(self.as_of) for case in cases), key=gravest.index) for cases in of_site.values()]
        table = table.append_column("site_id", pa.array(list(of_site), pa.string()))
        table = table.append_column("decisions", pa.array([len(cases) for cases in of_site.values()], pa.int64()))
        table = table.append_column("numbers", pa.array(numbers, pa.list_(pa.string())))
        table = table.append_column("change", pa.array(worst, pa.string()))
        return Layer.from_arrow(table, geometry=self._register.geometry_name)

    @cached_property
    def findings(self) -> Table:
        """What of the register could not be read (``VALUE_UNREADABLE``), and what was wrong with its polygons."""
        return findings_table([case.decision for case in self._cases], self._findings, self.title)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Number of decisions by ``change``, gravest first; words that do not occur are left out."""
        counted = Counter(case.change(self.as_of) for case in self._cases)
        return {word: counted[word] for word in CHANGES if counted[word]}

    @cached_property
    def matrix(self) -> Table:
        """How many decisions go from which verdict of their own day to which of the other, with ``change``.

        Where rules clash the word is ``conflict``: no verdict can be stated.
        """
        import pyarrow as pa

        names = ("verdict_then", "verdict_as_of", "change")
        counted = Counter((case.stated(THEN), case.stated(NOW), case.change(self.as_of)) for case in self._cases)
        rows = sorted(counted.items(), key=lambda item: (-item[1], tuple(str(word) for word in item[0])))
        columns = {name: pa.array([key[place] for key, _ in rows], pa.string()) for place, name in enumerate(names)}
        return Table.from_arrow(pa.table(columns | {"decisions": pa.array([count for _, count in rows], pa.int64())}))

    def to_arrow(self) -> pa.Table:
        """Return the table of decisions as a pyarrow Table."""
        return self.table.to_arrow()

    def explore(self, path: str | Path | None = None, *, lang: Language = "id") -> Map:
        """Draw an interactive map of the sites, in the colour of what became of their decisions.

        Options and errors are those of :meth:`petasentra.CheckResult.explore`; popups tell each decision of a site.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> frame = study.sentra.to_geopandas()[["geometry"]].assign(tanggal="24-Mei-2019", kbli=10794)
        >>> columns = {"decided_on": "tanggal", "kbli": "kbli"}
        >>> found = ps.recheck(frame, study.pack(), as_of="2023-06-01", columns=columns)
        >>> found.explore("keputusan.html", lang="en").path.name
        'keputusan.html'
        """
        from petasentra.plotting.recheck_page import explore_recheck

        return explore_recheck(self, path, lang)

    @cached_property
    def _citations(self) -> dict[str, str]:
        return {one.id: one.citation for one in self.pack.instruments}

    def __repr__(self) -> str:
        sites = len({case.site_id for case in self._cases})
        words = ", ".join(f"{count} {word}" for word, count in self.counts.items())
        return f"Recheck as of {self.as_of}: {len(self)} decisions on {sites} sites ({words or 'none'})"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def _answers(case: Case) -> list[Answer]:
    return [answer for pair in case.pairs.values() for answer in pair if answer is not None]


def _sided(answers: Sequence[Answer | None], ending: str) -> dict[str, pa.Array]:
    """Return the columns of one day; null where there is no answer."""
    import pyarrow as pa

    return {
        f"verdict_{ending}": pa.array([one and one.verdict for one in answers], pa.string()),
        f"instrument_{ending}": pa.array([one and (one.instrument or None) for one in answers], pa.string()),
        f"article_{ending}": pa.array([one and list(one.article) for one in answers], pa.list_(pa.string())),
        f"share_conforming_{ending}": pa.array([one and one.share_conforming for one in answers], pa.float64()),
    }
