"""Indicators before and after: each figure with its source and date, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Literal

from petasentra.findings.rows import finding, findings_table
from petasentra.impact.claim_rows import stated_amounts
from petasentra.impact.indicator_diff import IndicatorDiff, differences
from petasentra.impact.indicator_words import indicators_html, indicators_text
from petasentra.impact.inputs import rows_of
from petasentra.impact.ratios import change
from petasentra.impact.tables import amount_columns, interval_columns, made_table
from petasentra.impact.units import period_in
from petasentra.plotting.language import check_lang

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    import pandas as pd
    import pyarrow as pa
    from matplotlib.axes import Axes

    from petasentra.impact.amounts import Amount
    from petasentra.impact.claims import Claims
    from petasentra.impact.inputs import Rows, RowSource
    from petasentra.impact.ratios import Change
    from petasentra.plotting.language import Lang
    from petasentra.tables import Table

__all__ = ["Figure", "Indicators", "Pair", "compare_indicators", "indicators"]

Moment = Literal["before", "after", ""]
_MOMENTS: dict[str, Moment] = {
    "before": "before", "sebelum": "before", "awal": "before", "baseline": "before",
    "after": "after", "sesudah": "after", "setelah": "after", "kini": "after", "now": "after",
}  # fmt: skip
_WHAT = ("Tabel indikator", "The table of indicators")


@dataclass(frozen=True)
class Figure:
    """One published value of an indicator; ``moment`` is empty where it could not be read."""

    row: int
    subject: str
    indicator: str
    moment: Moment
    amount: Amount
    date: str
    source: str
    verified: bool
    schematic: bool


@dataclass(frozen=True)
class Pair:
    """A figure from before and one from after; one of them is None where there is none."""

    subject: str
    indicator: str
    before: Figure | None
    after: Figure | None
    change: Change


class Indicators:
    """Indicators of sentra; made by `petasentra.impact.indicators`.

    Every figure of the source is in `table`; every pair of one from before and one from after is in `ratios`, and a
    figure without the other side has its row there with the reason. Sources that disagree give a pair each.

    Examples
    --------
    >>> import petasentra as ps
    >>> found = ps.impact.read_claims(ps.datasets.jombang().facts).indicators("sentra Kendalsari")
    >>> for row in found.ratios.to_pylist():
    ...     if row["status"] == "computed":
    ...         print(row["indicator"], round(row["ratio_low"], 1), round(row["ratio_high"], 1))
    workers 10.5 18.2
    turnover 5.0 10.0
    output 5.7 14.0
    output 18.0 25.1
    """

    def __init__(self, figures: tuple[Figure, ...], findings: Table) -> None:
        self._figures = figures
        self._findings = findings

    def __len__(self) -> int:
        return len(self._figures)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, in the order of the source."""
        return self._figures

    @property
    def findings(self) -> Table:
        """What was found in the rows."""
        return self._findings

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Each figure from before with each from after, by subject and indicator in the order of the source."""
        groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        for one in self._figures:
            groups[one.subject, one.indicator].append(one)
        pairs = []
        for (subject, indicator), figures in groups.items():
            sides: list[list[Figure | None]] = [
                [one for one in figures if one.moment == moment] for moment in ("before", "after")
            ]
            if any(sides):
                both = product(*(side or [None] for side in sides))
                pairs += [Pair(subject, indicator, one, other, _change(one, other)) for one, other in both]
        return tuple(pairs)

    @cached_property
    def table(self) -> Table:
        """One row a figure.

        ``row``, ``subject``, ``indicator``, ``moment``, ``value`` (as published), ``low``, ``high``, ``low_open``,
        ``high_open``, ``unit``, ``per``, ``about``, ``status``, ``reason_id``, ``reason_en``, ``date``, ``source``,
        ``verified``, ``schematic``.
        """
        import pyarrow as pa

        rows = self._figures
        return made_table(
            {"row": pa.array([one.row for one in rows], pa.int64())}
            | {name: [getattr(one, name) for one in rows] for name in ("subject", "indicator", "moment")}
            | {"value": [one.amount.raw for one in rows]}
            | amount_columns([one.amount for one in rows])
            | {name: [getattr(one, name) for one in rows] for name in ("date", "source")}
            | {name: pa.array([getattr(one, name) for one in rows], pa.bool_()) for name in ("verified", "schematic")}
        )

    @cached_property
    def ratios(self) -> Table:
        """One row a pair of figures.

        ``subject``, ``indicator``, ``before_row`` and ``after_row`` (null where there is none), ``before`` and
        ``after`` (as published), ``ratio_low``, ``ratio_high``, ``ratio_low_open``, ``ratio_high_open``,
        ``difference_low`` ... (in the unit of the figure from after), ``unit``, ``per``, ``about``, ``direction``
        (``up``, ``down``, ``same``, ``unclear``), ``status``, ``reason_id``, ``reason_en``, ``conversion_id``,
        ``conversion_en``, ``before_date``, ``after_date``, ``before_source``, ``after_source``, ``verified`` (both),
        ``schematic`` (either). A null end of a ratio that was computed is no bound.
        """
        import pyarrow as pa

        pairs = self.pairs
        changes = [pair.change for pair in pairs]
        sides = {"before": [pair.before for pair in pairs], "after": [pair.after for pair in pairs]}
        last = [pair.after or pair.before for pair in pairs]
        columns: dict[str, Any] = {
            "subject": [pair.subject for pair in pairs],
            "indicator": [pair.indicator for pair in pairs],
        }
        for side, figures in sides.items():
            columns[f"{side}_row"] = pa.array([one and one.row for one in figures], pa.int64())
        for side, figures in sides.items():
            columns[side] = [one and one.amount.raw for one in figures]
        columns |= interval_columns([one.ratio for one in changes], "ratio_")
        columns |= interval_columns([one.difference for one in changes], "difference_")
        columns |= {
            "unit": [one and one.amount.unit for one in last],
            "per": [one and one.amount.per for one in last],
            "about": pa.array([one.about for one in changes], pa.bool_()),
            "direction": [one.direction for one in changes],
            "status": [one.status for one in changes],
            "reason_id": [one.reason[0] for one in changes],
            "reason_en": [one.reason[1] for one in changes],
            "conversion_id": [one.conversion[0] for one in changes],
            "conversion_en": [one.conversion[1] for one in changes],
        }
        for name in ("date", "source"):
            for side, figures in sides.items():
                columns[f"{side}_{name}"] = [one and getattr(one, name) for one in figures]
        both = [[one for one in (pair.before, pair.after) if one is not None] for pair in pairs]
        columns["verified"] = pa.array([all(one.verified for one in two) for two in both], pa.bool_())
        columns["schematic"] = pa.array([any(one.schematic for one in two) for two in both], pa.bool_())
        return made_table(columns)

    def diff(self, other: Indicators) -> IndicatorDiff:
        """Return the ratios that another set of indicators tells differently, by subject, indicator and sources."""
        return differences(self.pairs, other.pairs)

    def explain(self, subject: str | None = None, lang: Lang = "id") -> str:
        """Tell each change with both figures, their sources and dates, or why there is no ratio.

        Examples
        --------
        >>> import petasentra as ps
        >>> rows = [{"indicator": "workers", "moment": "before", "value": "10 orang", "source": "artikel"},
        ...         {"indicator": "workers", "moment": "after", "value": "30 orang", "source": "artikel"}]
        >>> print(ps.impact.indicators(rows).explain(lang="en"))
        workers: × 3 (up)
          - before: 10 orang [artikel; not verified]
          - after: 30 orang [artikel; not verified]
        """
        return indicators_text([one for one in self.pairs if subject in (None, one.subject)], check_lang(lang))

    def plot(self, lang: Lang = "id", ax: Axes | None = None) -> Axes:
        """Draw the ratios as intervals, one line a pair; see `petasentra.impact.picture.plot_indicators`."""
        from petasentra.impact.picture import plot_indicators

        return plot_indicators(self, lang=lang, ax=ax)

    def html(self, lang: Lang = "id") -> str:
        """Return the changes as a table, safe to place in any page."""
        return indicators_html(self.pairs, check_lang(lang))

    def to_pandas(self) -> pd.DataFrame:
        """Return `ratios` as a pandas frame."""
        return self.ratios.to_pandas()

    def to_arrow(self) -> pa.Table:
        """Return `table` as a pyarrow Table."""
        return self.table.to_arrow()

    def __repr__(self) -> str:
        computed = sum(pair.change.status == "computed" for pair in self.pairs)
        told = f"{len(self.pairs)} pairs, {computed} ratios, {len(self._findings)} findings"
        return f"Indicators: {len(self)} figures, {told}"

    def _repr_html_(self) -> str:
        return self.html()


def indicators(source: RowSource) -> Indicators:
    """Read indicators before and after.

    Parameters
    ----------
    source
        A CSV file, a table or dictionaries with ``indicator``, ``moment`` (``before``/``sebelum`` or
        ``after``/``sesudah``) and ``value``; also ``subject``, ``unit``, ``low``, ``high``, ``period``, ``date``,
        ``source``, ``verified``, ``schematic``.

    Raises
    ------
    IoError, SchemaError
        The file cannot be read, or a column is missing.

    Examples
    --------
    >>> import petasentra as ps
    >>> found = ps.impact.indicators([{"indicator": "production", "moment": "after", "value": "lebih dari 18 ton"}])
    >>> row = found.ratios.to_pylist()[0]
    >>> row["ratio_low"], row["status"], row["reason_id"]
    (None, 'no_before', 'tidak ada angka sebelum')
    """
    rows = rows_of(source, ("indicator", "moment", "value"), _WHAT)
    moments: list[Moment] = [_MOMENTS.get(text.lower(), "") for text in rows.texts("moment")]
    return _made(rows, moments)


def compare_indicators(before: RowSource, after: RowSource) -> Indicators:
    """Compare two tables of indicators: `indicators` with the moment said by the argument.

    Parameters
    ----------
    before, after
        As for `petasentra.impact.indicators`, without ``moment``. Rows of `after` follow those of `before`.

    Examples
    --------
    >>> import petasentra as ps
    >>> base = [{"indicator": "workers", "value": "belasan orang"}]
    >>> now = [{"indicator": "workers", "value": "200 orang"}]
    >>> ps.compare_indicators(base, now).pairs[0].change.ratio
    Interval: [200/19, 200/11]
    """
    tables = rows_of(before, ("indicator", "value"), _WHAT), rows_of(after, ("indicator", "value"), _WHAT)
    made = _made(tables[0], ["before"] * len(tables[0].rows)), _made(tables[1], ["after"] * len(tables[1].rows))
    first = len(made[0])
    figures = made[0].figures + tuple(replace(one, row=one.row + first) for one in made[1].figures)
    return Indicators(figures, findings_table([row for one in made for row in one.findings.to_pylist()]))


def of_claims(claims: Claims, subject: str | None) -> Indicators:
    """Return claims as indicators; see `petasentra.impact.Claims.indicators`."""
    figures = []
    mine = [one for one in claims.claims if subject in (None, one.subject) and one.amount.interval is not None]
    for one in mine:
        name, found, _ = one.attribute.partition(" before")
        figures.append(
            Figure(
                one.row,
                one.subject,
                name,
                "before" if found else "after",
                one.amount,
                one.period,
                one.source,
                one.verified,
                schematic=False,
            )  # fmt: skip
        )
    return Indicators(tuple(figures), findings_table([]))


def _made(rows: Rows, moments: Iterable[Moment]) -> Indicators:
    names = rows.texts("indicator")
    amounts, found = stated_amounts(rows, names)
    texts = {name: rows.texts(name) for name in ("subject", "period", "date", "source", "moment")}
    flags = {name: rows.flags(name) for name in ("verified", "schematic")}
    figures = []
    for row, (amount, moment) in enumerate(zip(amounts, moments, strict=True)):
        stated = amount if amount.per else replace(amount, per=period_in(texts["period"][row]))
        date = texts["date"][row] or texts["period"][row]
        figures.append(
            Figure(
                row,
                texts["subject"][row],
                names[row],
                moment,
                stated,
                date,
                texts["source"][row],
                flags["verified"][row],
                flags["schematic"][row],
            )  # fmt: skip
        )
        if not moment:
            found.append(_no_moment(texts["moment"][row], rows.file, f"{names[row]} ({row})"))
    return Indicators(tuple(figures), findings_table(found))


def _change(before: Figure | None, after: Figure | None) -> Change:
    return change(None if before is None else before.amount, None if after is None else after.amount)


def _no_moment(text: str, file: str, place: str) -> dict[str, Any]:
    return finding(
        "MOMENT_UNKNOWN", "warning", file, place,
        (f"“{text}” bukan sebelum atau sesudah; angkanya tidak dibandingkan",
         f"'{text}' is neither before nor after; the figure is compared with none"),
        ("Isi kolom moment dengan sebelum atau sesudah.", "Write before or after into the column moment."),
    )  # fmt: skip
