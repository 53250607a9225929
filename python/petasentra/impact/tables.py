"""Columns of amounts in result tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from petasentra.findings.rows import findings_table
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from petasentra.impact.amounts import Amount
    from petasentra.impact.intervals import Interval

__all__ = ["amount_columns", "interval_columns", "made_table", "placed_findings"]


def made_table(columns: Mapping[str, Any]) -> Table:
    """Return a table; a list without a type of its own is a column of text."""
    import pyarrow as pa

    return Table.from_arrow(
        pa.table(
            {
                name: values if isinstance(values, pa.Array) else pa.array(values, pa.string())
                for name, values in columns.items()
            }
        )
    )


def interval_columns(intervals: Sequence[Interval | None], prefix: str = "") -> dict[str, Any]:
    """Return ``low``, ``high`` (null where there is no bound), ``low_open`` and ``high_open``."""
    import pyarrow as pa

    def end(one: Interval | None, place: int) -> float | None:
        value = math.inf if one is None else one.floats[place]
        return None if math.isinf(value) else value

    numbers = {
        f"{prefix}{name}": pa.array([end(one, place) for one in intervals], pa.float64())
        for place, name in enumerate(("low", "high"))
    }
    flags = {
        f"{prefix}{name}": pa.array([None if one is None else getattr(one, name) for one in intervals], pa.bool_())
        for name in ("low_open", "high_open")
    }
    return numbers | flags


def amount_columns(amounts: Sequence[Amount | None], prefix: str = "") -> dict[str, Any]:
    """Return the columns of amounts: ends, unit, per, about, status and the reasons; all null for None."""
    import pyarrow as pa

    def text(name: str) -> list[str | None]:
        return [None if one is None else getattr(one, name) for one in amounts]

    return interval_columns([None if one is None else one.interval for one in amounts], prefix) | {
        f"{prefix}unit": text("unit"),
        f"{prefix}per": text("per"),
        f"{prefix}about": pa.array([None if one is None else one.about for one in amounts], pa.bool_()),
        f"{prefix}status": text("status"),
        f"{prefix}reason_id": [None if one is None else one.reason[0] for one in amounts],
        f"{prefix}reason_en": [None if one is None else one.reason[1] for one in amounts],
    }


def placed_findings(found: Sequence[Mapping[str, Any]]) -> Table:
    """Return findings with the column of the source that each is about."""
    import pyarrow as pa

    table = findings_table(found).to_arrow()
    return Table.from_arrow(table.append_column("column", pa.array([one["column"] for one in found], pa.string())))
