"""Findings made in Python, as rows of the one table of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TEXTS = ("code", "severity", "layer", "feature_id")
_WORDS = ("unit", "message_id", "message_en", "hint_id", "hint_en")


def finding(
    code: str,
    severity: str,
    layer: str,
    feature_id: str,
    message: tuple[str, str],
    hint: tuple[str, str],
    measure: float | None = None,
    unit: str = "",
) -> dict[str, Any]:
    """Make a row; message and hint are pairs of Indonesian and English."""
    return {
        "code": code, "severity": severity, "layer": layer, "feature_id": feature_id, "measure": measure,
        "unit": unit, "message_id": message[0], "message_en": message[1], "hint_id": hint[0], "hint_en": hint[1],
    }  # fmt: skip


def findings_table(rows: Iterable[Mapping[str, Any]]) -> Table:
    """Make the table; the columns are those of every findings table but the geometry."""
    import pyarrow as pa

    listed = list(rows)
    columns: dict[str, Any] = {name: [row[name] for row in listed] for name in (*_TEXTS, "measure", *_WORDS)}
    types = [(name, pa.float64() if name == "measure" else pa.string()) for name in columns]
    return Table.from_arrow(pa.table(columns, schema=pa.schema(types)))
