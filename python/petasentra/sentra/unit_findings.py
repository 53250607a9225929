"""What is wrong with a register of units, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.sentra.finding_rows import FindingRows
from petasentra.sentra.units import NO_PLACE, OUTSIDE

if TYPE_CHECKING:
    from petasentra.sentra.units import Units
    from petasentra.tables import Table

__all__ = ["unit_findings"]

_BRANCH_WORDS = {"product": "produk", "material": "bahan baku", "process": "proses"}


def unit_findings(units: Units) -> Table:
    """Return what was found while the units were read: by unit where it can be mended one by one, else counted."""
    out = FindingRows(units.title)
    _places(units, out)
    _twins(units, out)
    _activities(units, out)
    _workers(units, out)
    return out.table()


def _places(units: Units, out: FindingRows) -> None:
    nowhere = int((units.standing == NO_PLACE).sum())
    if nowhere:
        out.tell(
            "UNIT_WITHOUT_PLACE", "warning",
            (f"Unit tanpa koordinat yang dapat dipakai: {nowhere}; tetap ada dalam hasil, tetapi tidak dihitung.",
             f"Units without coordinates that can be used: {nowhere}; they stay in the result and do not count."),
            ("Lengkapi koordinatnya.", "Complete the coordinates."), measure=float(nowhere), unit="units",
        )  # fmt: skip
    if units.outside_m is None:
        return
    for row in units.order[(units.outside_m > 0)[units.order]].tolist():
        name, metres = units.ids[row].as_py(), float(units.outside_m[row])
        left_out = units.standing[row] == OUTSIDE
        out.tell(
            "UNIT_OUTSIDE_BOUNDARY", "warning",
            (f"{name} berada {metres:.0f} m di luar batas wilayah" + ("; tidak dihitung." if left_out else "."),
             f"{name} lies {metres:.0f} m outside the boundary" + ("; it does not count." if left_out else ".")),
            ("Periksa apakah titiknya jatuh di laut atau di wilayah lain.",
             "Look whether the place is in the sea or in another region."),
            feature_id=name, measure=metres, unit="m",
        )  # fmt: skip


def _twins(units: Units, out: FindingRows) -> None:
    for row in units.order[(units.first_of >= 0)[units.order]].tolist():
        name, first = units.ids[row].as_py(), units.ids[int(units.first_of[row])].as_py()
        same_id = ("pengenal yang sama", "the same id")
        why = same_id if name == first else (f"nama dan tempat {first}", f"the name and the place of {first}")
        out.tell(
            "UNIT_TWICE", "warning",
            (f"{name} tercatat lebih dari sekali: {why[0]}.", f"{name} is there more than once: {why[1]}."),
            ("Sisakan satu baris; bila memang dua unit, beri pengenal atau nama yang berbeda.",
             "Keep one row; if they are two units, give them other ids or names."),
            feature_id=name,
        )  # fmt: skip
    for row in units.repeated_ids.tolist():
        name = units.ids[row].as_py()
        out.tell(
            "UNIT_ID_REPEATED", "warning",
            (f"Pengenal {name} dipakai di tempat lain; keduanya dihitung.",
             f"The id {name} is used at another place; both count."),
            ("Beri setiap unit pengenal sendiri.", "Give every unit an id of its own."), feature_id=name,
        )  # fmt: skip
    if units.without_id:
        out.tell(
            "UNIT_WITHOUT_ID", "warning",
            (f"Unit tanpa pengenal: {units.without_id}; disebut menurut barisnya, misalnya #12.",
             f"Units without an id: {units.without_id}; they are called by their row, such as #12."),
            ("Lengkapi pengenalnya: nomor sentra bergantung padanya.",
             "Complete the ids: the numbers of sentra rest on them."),
            measure=float(units.without_id), unit="units",
        )  # fmt: skip


def _activities(units: Units, out: FindingRows) -> None:
    for branch, groups in units.groups.items():
        unknown = int((~groups.known).sum())
        if unknown:
            word = ", ".join(_BRANCH_WORDS[one] for one in branch.split("+"))
            out.tell(
                "ACTIVITY_UNKNOWN", "note",
                (f"Unit yang tidak menyebut {word}: {unknown}; tidak membentuk kelompok di cabang itu.",
                 f"Units that state no {branch}: {unknown}; they are no group in that branch."),
                ("Lengkapi isinya.", "Complete the cells."), measure=float(unknown), unit="units",
            )  # fmt: skip


def _workers(units: Units, out: FindingRows) -> None:
    if units.workers is None:
        return
    for text, count in units.workers.unread:
        out.tell(
            "VALUE_UNREADABLE", "warning",
            (f"Jumlah tenaga kerja {text!r} tidak terbaca (unit: {count}); dibiarkan apa adanya dan dianggap belum "
             "diketahui.", f"Workers {text!r} cannot be read (units: {count}); kept as it is and taken as unknown."),
            ("Tulis bilangan atau selang, misalnya 5 atau 5-10.", "Write a number or an interval, such as 5 or 5-10."),
            measure=float(count), unit="units",
        )  # fmt: skip
    blank = int(np.isnan(units.workers.low).sum()) - sum(count for _, count in units.workers.unread)
    if blank:
        out.tell(
            "WORKERS_UNKNOWN", "note",
            (f"Unit yang tidak menyebut jumlah tenaga kerja: {blank}.",
             f"Units that state no number of workers: {blank}."),
            ("Lengkapi isinya; sampai itu jumlah sentra adalah batas bawah.",
             "Complete the cells; until then the sums of sentra are lower bounds."),
            measure=float(blank), unit="units",
        )  # fmt: skip
