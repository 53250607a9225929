"""Claims: figures by several sources that stay side by side, however much they disagree."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from petasentra.errors import OptionError
from petasentra.findings.rows import findings_table
from petasentra.impact.claim_rows import claim_rows
from petasentra.impact.claim_words import claims_html, claims_text
from petasentra.impact.disputes import disputes, in_one_unit
from petasentra.impact.inputs import rows_of
from petasentra.impact.tables import amount_columns, made_table
from petasentra.impact.units import read_unit
from petasentra.plotting.language import check_lang
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from petasentra.impact.claim_rows import Claim
    from petasentra.impact.disputes import Compared
    from petasentra.impact.indicators import Indicators
    from petasentra.impact.inputs import RowSource
    from petasentra.plotting.language import Lang
    from petasentra.tables import Table

__all__ = ["Claims", "read_claims"]

_WHAT = ("Tabel klaim", "The table of claims")


class Claims:
    """Published figures with unit, period, scope and source; never merged.

    Made by `read_claims`. ``len(claims)`` is the number of rows of the source: nothing is dropped.

    Examples
    --------
    >>> import petasentra as ps
    >>> claims = ps.impact.read_claims(ps.datasets.jombang().facts)
    >>> rows = claims.side_by_side("sentra Kendalsari", ["output", "ingot output"], unit="t/year").to_pylist()
    >>> for row in rows:
    ...     print(row["value"], row["low"], row["high"], row["conversion_en"])
    400-700 400.0 700.0
    1257 1257.0 1257.0
    104729 1256.748 1256.748 × 0.012: 1 t = 1000 kg; 1 year = 12 months
    """

    def __init__(self, claims: tuple[Claim, ...], findings: Table) -> None:
        self._claims = claims
        self._findings = findings

    def __len__(self) -> int:
        return len(self._claims)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in the order of the source."""
        return self._claims

    @property
    def findings(self) -> Table:
        """Figures not read, with two readings, or against their own row; placed by file and subject (row)."""
        return self._findings

    @cached_property
    def table(self) -> Table:
        """One row a claim.

        ``claim`` (row of the source), ``subject``, ``attribute``, ``value`` (as published), ``low``, ``high``,
        ``low_open``, ``high_open``, ``unit``, ``per``, ``about``, ``status``, ``reason_id``, ``reason_en``, ``period``,
        ``scope``, ``source``, ``verified``, ``dispute`` (number of the group in `disagreements`, -1 for none).
        """
        import pyarrow as pa

        number = {one.claim.row: group for group, members in enumerate(self._disputes) for one in members}
        claims = self._claims
        return made_table(
            {"claim": pa.array([one.row for one in claims], pa.int64())}
            | {name: [getattr(one, name) for one in claims] for name in ("subject", "attribute", "value")}
            | amount_columns([one.amount for one in claims])
            | {name: [getattr(one, name) for one in claims] for name in ("period", "scope", "source")}
            | {
                "verified": pa.array([one.verified for one in claims], pa.bool_()),
                "dispute": pa.array([number.get(one.row, -1) for one in claims], pa.int64()),
            }
        )

    def disagreements(self) -> Table:
        """Return the claims that speak against another one, in one unit a group.

        Two claims disagree if they are about one subject, attribute and scope, their units are of one kind, and their
        intervals do not meet. Names disagree if they differ. A figure with a period and one without cannot be compared:
        both are told.

        Returns
        -------
        Table
            ``dispute`` (number of the group), ``claim``, ``subject``, ``attribute``, ``scope``, ``value``, ``low``,
            ``high``, ``low_open``, ``high_open``, ``unit``, ``per``, ``about`` in the unit of the group's first claim,
            ``relation`` (``apart``, ``same``, ``period_unknown``, ``other_words``), ``conversion_id``,
            ``conversion_en``, ``period``, ``source``, ``verified``.

        Examples
        --------
        >>> import petasentra as ps
        >>> claims = ps.impact.read_claims(ps.datasets.jombang().facts)
        >>> rows = claims.disagreements().to_pylist()
        >>> [(row["value"], row["relation"]) for row in rows if row["attribute"] == "turnover"]
        [('1.5-2', 'period_unknown'), ('3.1', 'same')]
        """
        return _compared_table(self._disputes)

    def side_by_side(self, subject: str, attributes: list[str] | None = None, *, unit: str) -> Table:
        """Return claims on a subject in one unit, with the conversion of each.

        Parameters
        ----------
        subject
            As in the column of that name.
        attributes
            All that are about the same thing under several names; None: every attribute of the subject.
        unit
            With its period: ``"t/year"``, ``"million IDR"``.

        Returns
        -------
        Table
            Columns as in `disagreements`, one row a claim; ``low`` and ``high`` are null where the relation is
            ``no_way`` or ``period_unknown``.

        Raises
        ------
        OptionError
            Nobody claims anything about that subject.
        """
        mine = [
            one for one in self._claims if one.subject == subject and (not attributes or one.attribute in attributes)
        ]
        if not mine:
            raise _nobody(subject, sorted({one.subject for one in self._claims}))
        stated = read_unit(unit)
        return _compared_table([in_one_unit(mine, stated.unit, stated.per)])

    def indicators(self, subject: str | None = None) -> Indicators:
        """Return the claims as indicators: an attribute ``workers before ...`` is the *before* of ``workers``.

        Raises
        ------
        OptionError
            Nobody claims anything about that subject.
        """
        from petasentra.impact.indicators import of_claims

        if subject is not None and all(one.subject != subject for one in self._claims):
            raise _nobody(subject, sorted({one.subject for one in self._claims}))
        return of_claims(self, subject)

    def explain(self, subject: str | None = None, lang: Lang = "id") -> str:
        """Tell every claim with its source, and where sources disagree.

        Parameters
        ----------
        subject
            One subject; None tells all.
        lang
            ``"id"`` or ``"en"``.

        Raises
        ------
        OptionError
            Another language, or nobody claims anything about that subject.
        """
        mine = [one for one in self._claims if subject is None or one.subject == subject]
        if subject is not None and not mine:
            raise _nobody(subject, sorted({one.subject for one in self._claims}))
        return claims_text(mine, self._disputes, check_lang(lang))

    def html(self, lang: Lang = "id") -> str:
        """Return the disagreements as a table, safe to place in any page."""
        return claims_html(self._disputes, len(self), check_lang(lang))

    def to_pandas(self) -> pd.DataFrame:
        """Return `table` as a pandas frame."""
        return self.table.to_pandas()

    @cached_property
    def _disputes(self) -> list[list[Compared]]:
        return disputes(self._claims)

    def to_arrow(self) -> pa.Table:
        """Return `table` as a pyarrow Table."""
        return self.table.to_arrow()

    def __repr__(self) -> str:
        return f"Claims: {len(self)} claims, {len(self._disputes)} disagreements, {len(self._findings)} findings"

    def _repr_html_(self) -> str:
        return self.html()


def read_claims(source: RowSource) -> Claims:
    """Read published figures.

    Parameters
    ----------
    source
        A CSV file, a table or dictionaries with ``subject``, ``attribute`` and ``value``; also ``low`` and ``high``
        (decimal point; they settle what the value leaves open), ``unit`` (``"million IDR/month"``), ``period``,
        ``scope``, ``source``, ``verified``.

    Returns
    -------
    Claims
        One a row.

    Raises
    ------
    IoError, SchemaError
        The file cannot be read, or a column is missing.

    Examples
    --------
    >>> import petasentra as ps
    >>> ps.impact.read_claims([{"subject": "A", "attribute": "workers", "value": "belasan orang"}])
    Claims: 1 claims, 0 disagreements, 0 findings
    """
    claims, found = claim_rows(rows_of(source, ("subject", "attribute", "value"), _WHAT))
    return Claims(claims, findings_table(found))


def _compared_table(groups: list[list[Compared]]) -> Table:
    import pyarrow as pa

    listed = [(number, one) for number, group in enumerate(groups) for one in group]
    claims = [one.claim for _, one in listed]
    words = [one.conversion.words if one.conversion else ("", "") for _, one in listed]
    amounts = amount_columns([one.amount for _, one in listed])
    return made_table(
        {
            "dispute": pa.array([number for number, _ in listed], pa.int64()),
            "claim": pa.array([one.row for one in claims], pa.int64()),
        }
        | {name: [getattr(one, name) for one in claims] for name in ("subject", "attribute", "scope", "value")}
        | {name: amounts[name] for name in ("low", "high", "low_open", "high_open", "unit", "per", "about")}
        | {
            "relation": [one.relation for _, one in listed],
            "conversion_id": [one[0] for one in words],
            "conversion_en": [one[1] for one in words],
            "period": [one.period for one in claims],
            "source": [one.source for one in claims],
            "verified": pa.array([one.verified for one in claims], pa.bool_()),
        }
    )


def _nobody(subject: str, known: list[str]) -> OptionError:
    return OptionError(
        f"No claim is about {subject!r}.",
        f"Tidak ada klaim tentang {subject!r}.",
        **did_you_mean(subject, known),
        code=801,
    )
