"""Two lists of cuts beside each other."""

from __future__ import annotations

from typing import Any

from petasentra.supply.solution_tables import TOLERANCE_T
from petasentra.tables import Table

__all__ = ["cuts_beside"]

_KEY = ("kind", "name", "edges")
_SAID = ("status", "extra_idr", "lost_t")
_TOLERANCE_IDR = 1.0


def cuts_beside(before: Table, after: Table) -> Table:
    """Return `CutRisk.diff`."""
    import pyarrow as pa

    sides = [{_key(row): row for row in one.to_pylist()} for one in (before, after)]
    rows = [_row(key, *(side.get(key) for side in sides)) for key in dict.fromkeys((*sides[0], *sides[1]))]
    rows = [row for row in rows if _differs(row)]
    rows.sort(key=lambda row: (-abs(row["change_idr"] or 0.0), row["kind"], row["name"], row["edges"]))
    text, number = pa.string(), pa.float64()
    types = {"kind": text, "name": text, "edges": pa.list_(pa.int64())}
    for side in ("before", "after"):
        types |= {f"{side}_status": text, f"{side}_extra_idr": number, f"{side}_lost_t": number}
    types |= {"change_idr": number, "change_t": number}
    columns = {name: pa.array([row[name] for row in rows], kind) for name, kind in types.items()}
    return Table.from_arrow(pa.table(columns))


def _key(row: dict[str, Any]) -> tuple[object, ...]:
    # A road is what it is by its edges; in other roads they may have another name.
    return (row["kind"], "", tuple(row["edges"])) if row["edges"] else (row["kind"], row["name"], ())


def _row(key: tuple[object, ...], before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    there = before or after or {}
    out: dict[str, Any] = {name: there[name] for name in _KEY} | {"key": key}
    for side, row in (("before", before), ("after", after)):
        out |= {f"{side}_{name}": None if row is None else row[name] for name in _SAID}
    for name, short in (("extra_idr", "idr"), ("lost_t", "t")):
        one, other = (0.0 if row is None else row[name] for row in (before, after))
        out[f"change_{short}"] = None if one is None or other is None else other - one
    return out


def _differs(row: dict[str, Any]) -> bool:
    idr, tonnes = row["change_idr"], row["change_t"]
    if idr is None or tonnes is None:
        return str(row["before_status"]) != str(row["after_status"])
    return abs(float(idr)) > _TOLERANCE_IDR or abs(float(tonnes)) > TOLERANCE_T
