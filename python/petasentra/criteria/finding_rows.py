"""Findings about criteria and candidates on their way to a table."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from petasentra.tables import Table

__all__ = ["FindingRows"]

_COLUMNS = (
    "code", "severity", "layer", "feature_id", "measure", "unit", "message_id", "message_en", "hint_id", "hint_en",
)  # fmt: skip


class FindingRows:
    """Rows of findings of one layer; `table` gives them in the order they were added."""

    def __init__(self, layer: str) -> None:
        self._layer = layer
        self._rows: list[dict[str, Any]] = []

    def finding(
        self, code: str, severity: str, message: tuple[str, str], hint: tuple[str, str], *,
        feature_id: str | None = None, measure: float | None = None, unit: str | None = None,
    ) -> None:  # fmt: skip
        """Add one; words are pairs (Indonesian, English)."""
        self._rows.append(
            {
                "code": code, "severity": severity, "layer": self._layer, "feature_id": feature_id, "measure": measure,
                "unit": unit, "message_id": message[0], "message_en": message[1], "hint_id": hint[0],
                "hint_en": hint[1],
            }
        )  # fmt: skip

    def extend(self, table: Table) -> None:
        """Add the rows of another table of findings."""
        self._rows += table.to_pylist()

    def table(self) -> Table:
        """Return them."""
        return Table.from_arrow(
            pa.table(
                {
                    name: pa.array(
                        [row[name] for row in self._rows], pa.float64() if name == "measure" else pa.string()
                    )
                    for name in _COLUMNS
                }
            )
        )
