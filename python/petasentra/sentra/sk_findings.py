"""What is wrong with the list of a decree, as findings: numbers of units that nobody can compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.sentra.finding_rows import FindingRows, counted
from petasentra.sentra.quantities import EMPTY

if TYPE_CHECKING:
    from petasentra.plotting.language import Words
    from petasentra.sentra.sk_lists import SkList
    from petasentra.tables import Table

__all__ = ["list_findings", "units_unread"]


def list_findings(listed: SkList) -> Table:
    """Return findings about a list, the same whatever the order of its rows."""
    out = FindingRows("sk_list" if listed.layer is None else listed.layer.title)
    if listed.stated is None:
        return out.table()
    for text, count, reason in listed.stated.unread:
        out.tell(
            "VALUE_UNREADABLE", "warning",
            (f"Jumlah unit usaha “{text}” pada {count} baris daftar tidak terbaca: {reason[0]}; tidak dibandingkan.",
             f"Units '{text}' in {count} rows of the list cannot be read: {reason[1]}; they are not compared."),
            ("Tulis bilangan atau selang, misalnya 25 atau 20-30.",
             "Write a number or an interval, such as 25 or 20-30."),
            measure=float(count), unit="sentra",
        )  # fmt: skip
    blank = int((listed.stated.status == EMPTY).sum())
    if blank:
        out.tell(
            "UNITS_UNKNOWN", "note",
            counted(blank, "{n} baris daftar tidak menyebut jumlah unit usaha; tidak dibandingkan.",
                    "{n} row of the list states no number of units; it is not compared.",
                    "{n} rows of the list state no number of units; they are not compared."),
            ("Lengkapi isinya.", "Complete the cells."), measure=float(blank), unit="sentra",
        )  # fmt: skip
    return out.table()


def units_unread(listed: SkList, row: int) -> list[Words]:
    """Return why the number of units of a row was not read; nothing where its cell is blank."""
    stated = listed.stated
    if stated is None or stated.known[row] or stated.status[row] == EMPTY:
        return []
    text = stated.raw[row].as_py()
    return [(f"“{text}”: {why[0]}", f"'{text}': {why[1]}") for one, _, why in stated.unread if one == text][:1]
