"""Findings about units and sentra on their way to a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.findings.rows import finding, findings_table
from petasentra.plotting.language import number

if TYPE_CHECKING:
    from petasentra.plotting.language import Words
    from petasentra.tables import Table

__all__ = ["FindingRows", "counted"]


class FindingRows:
    """Findings of one layer, in the order in which they are told."""

    def __init__(self, layer: str) -> None:
        self._rows: list[dict[str, Any]] = []
        self._layer = layer

    def tell(
        self, code: str, severity: str, message: Words, hint: Words, *,
        feature_id: str | None = None, measure: float | None = None, unit: str | None = None,
    ) -> None:  # fmt: skip
        """Add one; without a feature it is about the layer."""
        row = finding(code, severity, self._layer, feature_id or "", message, hint, measure, unit or "")
        self._rows.append(row | {"feature_id": feature_id, "unit": unit})

    def table(self) -> Table:
        """Return them as a table of findings."""
        return findings_table(self._rows)


def counted(count: int, in_indonesian: str, one: str, more: str) -> Words:
    """Return a sentence with a count at ``{n}`` in both languages; English has words for one and for several.

    Examples
    --------
    >>> from petasentra.sentra.finding_rows import counted
    >>> counted(1, "{n} unit kosong.", "{n} unit is empty.", "{n} units are empty.")
    ('1 unit kosong.', '1 unit is empty.')
    """
    english = one if count == 1 else more
    return in_indonesian.format(n=number(count, 0, "id")), english.format(n=number(count, 0, "en"))
