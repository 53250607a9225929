"""What of a register could not be read, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.rechecks.words import activity_doubt, day_doubt, outcome_doubt
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from petasentra.rechecks.register import Decision

_COLUMNS = (
    "code", "severity", "layer", "feature_id", "measure", "unit", "message_id", "message_en", "hint_id", "hint_en",
)  # fmt: skip
_HINTS = {
    "day": (
        "Tulis tanggalnya dalam daftar, misalnya 24-Mei-2022; urutan tanggal berangka dapat disebut dengan date_order "
        "(--date-order).",
        "Write the day in the register, for example 2022-05-24; the order of days of digits can be stated with "
        "date_order (--date-order).",
    ),
    "activity": (
        "Tulis kode KBLI lima angka, dipisahkan koma bila lebih dari satu.",
        "Write KBLI codes of five digits, divided by commas if there are several.",
    ),
    "outcome": (
        "Tulis disetujui, disetujui sebagian, atau ditolak.",
        "Write disetujui, disetujui sebagian or ditolak (granted, granted in part, refused).",
    ),
}


def findings_table(decisions: Iterable[Decision], of_sites: Sequence[dict[str, Any]], layer: str) -> Table:
    """Return one finding for each day, activity and outcome that was not read, then those of the sites."""
    import pyarrow as pa

    found: list[dict[str, Any]] = []
    for one in decisions:
        for what, told in (("day", day_doubt), ("activity", activity_doubt), ("outcome", outcome_doubt)):
            message_en = told(one, "en")
            if message_en:
                place = f"{one.number}, baris {one.row}", f"{one.number}, row {one.row}"
                found.append(
                    {
                        "code": "VALUE_UNREADABLE", "severity": "warning", "layer": layer, "feature_id": one.number,
                        "measure": None, "unit": None, "message_id": f"{place[0]}: {told(one, 'id')}",
                        "message_en": f"{place[1]}: {message_en}", "hint_id": _HINTS[what][0],
                        "hint_en": _HINTS[what][1],
                    }
                )  # fmt: skip
    found += [{name: finding.get(name) for name in _COLUMNS} for finding in of_sites]
    return Table.from_arrow(
        pa.table(
            {
                name: pa.array([one[name] for one in found], pa.float64() if name == "measure" else pa.string())
                for name in _COLUMNS
            }
        )
    )
