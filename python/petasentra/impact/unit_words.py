"""What a table by unit and kind says of one unit, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.errors import OptionError
from petasentra.impact.record_types import kind_words
from petasentra.plotting.language import check_lang, number, pick

if TYPE_CHECKING:
    from typing import Any

    from petasentra.plotting.language import Lang, Words
    from petasentra.tables import Table

__all__ = ["explained_unit"]

_YES: dict[str, Words] = {"served": ("dilayani", "served"), "held": ("ada", "held")}


def explained_unit(table: Table, unit_id: str, lang: str) -> str:
    """Return a line a kind: whether the unit has it, from where, or why not."""
    language = check_lang(lang)
    rows = [row for row in table.to_pylist() if row["unit_id"] == unit_id]
    if not rows:
        raise OptionError(f"There is no unit {unit_id!r}.", f"Tidak ada unit {unit_id!r}.", code=801)
    return "\n".join([f"{unit_id}:", *(f"  - {_line(row, language)}" for row in rows)])


def _line(row: dict[str, Any], lang: Lang) -> str:
    name = pick(kind_words(row.get("what", "facility"), row["kind"]), lang)
    if row["status"] not in _YES:
        return f"{name}: {row[f'reason_{lang}']}"
    told = f"{name}: {pick(_YES[row['status']], lang)}"
    by, far = row.get("facility_id") or row.get("record_id"), row.get("distance_m")
    told += f" ({by})" if by else ""
    return told + (f", {number(far, 0, lang)} m" if far is not None else "")
