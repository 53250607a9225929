"""What is wrong with a register of units, as findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from petasentra.admin.country import outside_country
from petasentra.sentra.coordinate_table import coordinate_cells
from petasentra.sentra.finding_rows import FindingRows, counted
from petasentra.sentra.unit_places import lon_lat_of, shared_places
from petasentra.sentra.units import COUNTS, NO_PLACE, OUTSIDE
from petasentra.sentra.words import BRANCH_WORDS

if TYPE_CHECKING:
    from petasentra.plotting.language import Words
    from petasentra.sentra.units import Units
    from petasentra.tables import Table

__all__ = ["unit_findings"]

_NO_CODE: Words = ("bukan kode lima angka", "it is no code of five digits")
_TWO_CODES: Words = ("empat angka, dua bacaan", "four digits, two readings")


def _shown(text: str) -> str:
    """Return a text of the source as it can stand in a pattern of `counted`."""
    return text.replace("{", "{{").replace("}", "}}")


def unit_findings(units: Units) -> Table:
    """Return what was found while the units were read: by unit where it can be mended one by one, else counted."""
    out = FindingRows(units.title)
    _places(units, out)
    _abroad(units, out)
    _shared(units, out)
    _twins(units, out)
    _activities(units, out)
    _workers(units, out)
    return out.table()


def _places(units: Units, out: FindingRows) -> None:
    nowhere = int((units.standing == NO_PLACE).sum())
    if nowhere:
        out.tell(
            "UNIT_WITHOUT_PLACE", "warning",
            counted(nowhere,
                    "{n} unit tanpa koordinat yang dapat dipakai; tetap ada dalam hasil, tetapi tidak dihitung.",
                    "{n} unit has no coordinates that can be used; it stays in the result and does not count.",
                    "{n} units have no coordinates that can be used; they stay in the result and do not count."),
            ("Lengkapi koordinatnya.", "Complete the coordinates."), measure=float(nowhere), unit="units",
        )  # fmt: skip
        _unread_places(units, out)
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


def _unread_places(units: Units, out: FindingRows) -> None:
    rows = units.order[(units.standing == NO_PLACE)[units.order]]
    for row, said in zip(rows.tolist(), coordinate_cells(units.table, rows), strict=True):
        if said:
            name = units.ids[row].as_py()
            out.tell(
                "VALUE_UNREADABLE", "warning",
                (f"Koordinat {name} tidak terbaca: “{said}”.", f"The coordinates of {name} cannot be read: '{said}'."),
                ("Tulis derajat desimal, misalnya 112,2345 dan -7,5432.",
                 "Write decimal degrees, such as 112.2345 and -7.5432."),
                feature_id=name, measure=1.0, unit="units",
            )  # fmt: skip


def _abroad(units: Units, out: FindingRows) -> None:
    """Tell units outside the country one by one, or once where all are; those outside a boundary were told."""
    lon, lat = lon_lat_of(units.ground).T
    there = np.isfinite(units.ground.xy).all(axis=1)
    abroad = there & (outside_country(lon, lat) | ~np.isfinite(lon))
    if units.outside_m is not None:
        abroad &= ~(units.outside_m > 0)
    count = int(abroad.sum())
    if count > 1 and count == int(there.sum()):
        out.tell(
            "UNIT_ABROAD", "warning",
            counted(count, "Semua {n} unit yang berkoordinat terletak di luar Indonesia.",
                    "The {n} unit with coordinates lies outside Indonesia.",
                    "All {n} units with coordinates lie outside Indonesia."),
            ("Periksa CRS-nya.", "Look at the CRS."),
            measure=float(count), unit="units",
        )  # fmt: skip
        return
    for row in units.order[abroad[units.order]].tolist():
        name = units.ids[row].as_py()
        at = f" ({lon[row]:.5f}, {lat[row]:.5f})" if np.isfinite(lon[row]) else ""
        out.tell(
            "UNIT_ABROAD", "warning",
            (f"{name} terletak di luar Indonesia{at}.", f"{name} lies outside Indonesia{at}."),
            ("Periksa koordinatnya.", "Look at its coordinates."), feature_id=name, measure=1.0, unit="units",
        )  # fmt: skip


def _shared(units: Units, out: FindingRows) -> None:
    for rows in shared_places(units.ground, units.order[(units.standing == COUNTS)[units.order]]):
        name, count = units.ids[int(rows[0])].as_py(), len(rows)
        out.tell(
            "UNITS_AT_ONE_PLACE", "warning",
            counted(count, f"{{n}} unit, mulai {_shown(name)}, memiliki koordinat yang persis sama, mungkin titik "
                    "tengah desa; jarak antarunit itu sebenarnya tidak diketahui.",
                    f"{{n}} unit is at exactly the place of {_shown(name)}.",
                    f"{{n}} units, {_shown(name)} the first, have exactly the same coordinates, perhaps the middle of "
                    "a desa; how far apart they really are is not known."),
            ("Ganti dengan titik hasil survei sebelum menyebutnya satu tempat.",
             "Replace them with surveyed places before calling it one place."),
            feature_id=name, measure=float(count), unit="units",
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
            counted(units.without_id, "{n} unit tanpa pengenal; disebut menurut barisnya, misalnya #12.",
                    "{n} unit has no id; it is called by its row, such as #12.",
                    "{n} units have no id; they are called by their row, such as #12."),
            ("Lengkapi pengenalnya: nomor sentra bergantung padanya.",
             "Complete the ids: the numbers of sentra rest on them."),
            measure=float(units.without_id), unit="units",
        )  # fmt: skip


def _unread_codes(units: Units, out: FindingRows) -> None:
    if units.kbli is None:
        return
    held = units.kbli
    texts = [str(held.raw[row].as_py()) for row in np.flatnonzero(held.unread).tolist()]
    both = {str(held.raw[row].as_py()) for row in np.flatnonzero(held.ambiguous).tolist()}
    for text, count in sorted(Counter(texts).items()):
        why = _TWO_CODES if text in both else _NO_CODE
        out.tell(
            "VALUE_UNREADABLE", "warning",
            counted(count, f"KBLI “{_shown(text)}” pada {{n}} unit tidak terbaca ({why[0]}); kegiatannya dianggap "
                    "belum diketahui.",
                    f"KBLI '{_shown(text)}' of {{n}} unit cannot be read ({why[1]}); what it does is unknown.",
                    f"KBLI '{_shown(text)}' of {{n}} units cannot be read ({why[1]}); what they do is unknown."),
            ("Tulis kode lima angka, misalnya 08104.", "Write codes of five digits, such as 08104."),
            measure=float(count), unit="units",
        )  # fmt: skip


def _activities(units: Units, out: FindingRows) -> None:
    _unread_codes(units, out)
    for branch, groups in units.groups.items():
        by_code = branch == "product"
        unknown = int((~groups.known).sum()) - (int(units.kbli.unread.sum()) if by_code and units.kbli else 0)
        if unknown:
            word_id, word_en = (
                joint.join(BRANCH_WORDS[one][lang] for one in branch.split("+"))
                for lang, joint in enumerate((" dan ", " and "))
            )
            out.tell(
                "ACTIVITY_UNKNOWN", "note",
                counted(unknown, f"{{n}} unit tidak menyebut {word_id}; di cabang itu tidak ikut dikelompokkan.",
                        f"{{n}} unit states no {word_en}; in that branch it joins no group.",
                        f"{{n}} units state no {word_en}; in that branch they join no group."),
                ("Lengkapi isinya.", "Complete the cells."), measure=float(unknown), unit="units",
            )  # fmt: skip


def _workers(units: Units, out: FindingRows) -> None:
    if units.workers is None:
        return
    for text, count in units.workers.unread:
        out.tell(
            "VALUE_UNREADABLE", "warning",
            counted(count, f"Jumlah tenaga kerja “{_shown(text)}” pada {{n}} unit tidak terbaca; dibiarkan apa adanya "
                    "dan dianggap belum diketahui.",
                    f"Workers '{_shown(text)}' of {{n}} unit cannot be read; kept as it is and taken as unknown.",
                    f"Workers '{_shown(text)}' of {{n}} units cannot be read; kept as it is and taken as unknown."),
            ("Tulis bilangan atau selang, misalnya 5 atau 5-10.", "Write a number or an interval, such as 5 or 5-10."),
            measure=float(count), unit="units",
        )  # fmt: skip
    blank = int(np.isnan(units.workers.low).sum()) - sum(count for _, count in units.workers.unread)
    if blank:
        out.tell(
            "WORKERS_UNKNOWN", "note",
            counted(blank, "{n} unit tidak menyebut jumlah tenaga kerja.", "{n} unit states no number of workers.",
                    "{n} units state no number of workers."),
            ("Lengkapi isinya; sebelum itu, jumlah tiap sentra hanya batas bawah.",
             "Complete the cells; until then the sums of sentra are lower bounds."),
            measure=float(blank), unit="units",
        )  # fmt: skip
