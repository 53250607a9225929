"""What is wrong with a list of sentra, as findings: by row where it is mended one by one, else counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.admin.country import looks_swapped, outside_country
from petasentra.sentra.finding_rows import FindingRows, counted
from petasentra.sentra.quantities import EMPTY
from petasentra.sentra.registry.outlines import ELSEWHERE, OUTSIDE
from petasentra.sentra.registry.places import UNKNOWN
from petasentra.sentra.registry.twins import first_of_same, repeated_ids

if TYPE_CHECKING:
    from petasentra.sentra.registry.outlines import WhereRowsAre
    from petasentra.sentra.registry.rows import RegistryRows
    from petasentra.tables import Table

__all__ = ["registry_findings"]


def registry_findings(rows: RegistryRows, where: WhereRowsAre | None) -> Table:
    """Return what was found, the same whatever the order of rows."""
    out = FindingRows(rows.title)
    _ids(rows, out)
    _places(rows, where, out)
    _areas(rows, out)
    _words(rows, out)
    _figures(rows, out)
    return out.table()


def _ids(rows: RegistryRows, out: FindingRows) -> None:
    if rows.without_id:
        out.tell(
            "SENTRA_WITHOUT_ID", "warning",
            counted(rows.without_id, "{n} sentra tanpa pengenal; disebut menurut barisnya, misalnya #12.",
                    "{n} sentra has no id; it is called by its row, such as #12.",
                    "{n} sentra have no id; they are called by their row, such as #12."),
            ("Lengkapi pengenalnya.", "Complete the ids."), measure=float(rows.without_id), unit="sentra",
        )  # fmt: skip
    first = first_of_same(rows)
    for row in rows.order[(first >= 0)[rows.order]].tolist():
        name, other = rows.ids[row].as_py(), rows.ids[int(first[row])].as_py()
        out.tell(
            "SENTRA_TWICE", "warning",
            (f"{name} menyebut sentra yang sama dengan {other}; kedua baris tetap ada.",
             f"{name} names the same sentra as {other}; both rows stay."),
            ("Sisakan satu baris, atau bedakan nama atau tempatnya.",
             "Keep one row, or tell them apart by name or place."), feature_id=name,
        )  # fmt: skip
    again = repeated_ids(rows.ids)
    for name in sorted({rows.ids[int(row)].as_py() for row in again}):
        out.tell(
            "SENTRA_ID_REPEATED", "warning",
            (f"Pengenal {name} dipakai oleh lebih dari satu baris.", f"The id {name} is used by more than one row."),
            ("Beri setiap sentra pengenal sendiri.", "Give every sentra an id of its own."), feature_id=name,
        )  # fmt: skip


def _places(rows: RegistryRows, where: WhereRowsAre | None, out: FindingRows) -> None:
    nowhere = int((rows.places.position == UNKNOWN).sum())
    if nowhere:
        out.tell(
            "SENTRA_WITHOUT_PLACE", "warning",
            counted(nowhere, "Letak {n} sentra tidak diketahui; barisnya tetap ada.",
                    "The place of {n} sentra is not known; it stays a row.",
                    "The places of {n} sentra are not known; they stay rows."),
            ("Lengkapi koordinatnya.", "Complete the coordinates."), measure=float(nowhere), unit="sentra",
        )  # fmt: skip
    for row in np.sort(rows.places.said_placed).tolist():
        name = rows.ids[row].as_py()
        out.tell(
            "SENTRA_POSITION_CLAIMED", "warning",
            (f"{name} menyebut cara memperoleh koordinat, tetapi koordinatnya kosong.",
             f"{name} says how its coordinates were obtained, and has none."),
            ("Lengkapi koordinatnya, atau kosongkan keterangannya.", "Complete the coordinates, or clear the word."),
            feature_id=name,
        )  # fmt: skip
    lon, lat = rows.places.lon, rows.places.lat
    abroad, swapped = outside_country(lon, lat), looks_swapped(lon, lat)
    _impossible(rows, out)
    for row in rows.order[abroad[rows.order]].tolist():
        name = rows.ids[row].as_py()
        why = ("; bujur dan lintang tampaknya tertukar", "; longitude and latitude look swapped") if swapped[row] else (
            "", "")  # fmt: skip
        out.tell(
            "SENTRA_ABROAD", "warning",
            (f"{name} terletak di luar Indonesia ({lon[row]:.5f}, {lat[row]:.5f}){why[0]}.",
             f"{name} lies outside Indonesia ({lon[row]:.5f}, {lat[row]:.5f}){why[1]}."),
            ("Periksa koordinatnya.", "Look at its coordinates."), feature_id=name,
        )  # fmt: skip
    if where is not None:
        _against_outlines(rows, where, abroad, out)


def _impossible(rows: RegistryRows, out: FindingRows) -> None:
    for row in rows.order[np.isin(rows.order, rows.places.impossible)].tolist():
        name = rows.ids[row].as_py()
        out.tell(
            "SENTRA_ABROAD", "warning",
            (f"{name} memiliki koordinat yang tidak ada di bumi: lintangnya lebih dari 90 derajat, mungkin bujur dan "
             "lintang tertukar; letaknya dianggap belum diketahui.",
             f"{name} has coordinates that are nowhere on the earth: a latitude above 90 degrees, perhaps longitude "
             "and latitude are swapped; its place is taken as unknown."),
            ("Periksa koordinatnya.", "Look at its coordinates."), feature_id=name,
        )  # fmt: skip


def _against_outlines(
    rows: RegistryRows, where: WhereRowsAre, abroad: np.ndarray[tuple[int], np.dtype[np.bool_]], out: FindingRows
) -> None:
    for row in rows.order[((where.says >= ELSEWHERE) & ~abroad)[rows.order]].tolist():
        name, metres, area = rows.ids[row].as_py(), float(where.metres[row]), where.area[row]
        stated = rows.areas.answers[int(rows.areas.of_row[row])].unit
        assert stated is not None
        if where.says[row] == OUTSIDE or area is None:
            out.tell(
                "SENTRA_OUTSIDE_BOUNDARY", "warning",
                (f"{name} tertulis di {stated.path}, tetapi titiknya {metres:.0f} m di luar wilayah itu dan tidak di "
                 "wilayah lain: di laut, atau di luar batas yang diberikan.",
                 f"{name} says {stated.path}, and its place is {metres:.0f} m outside and in no other area: in the "
                 "sea, or beyond the boundaries given."),
                ("Periksa koordinatnya.", "Look at its coordinates."), feature_id=name, measure=metres, unit="m",
            )  # fmt: skip
        else:
            out.tell(
                "SENTRA_ELSEWHERE", "warning",
                (f"{name} tertulis di {stated.path}, tetapi titiknya di {area.path}, {metres:.0f} m di luarnya.",
                 f"{name} says {stated.path}, and its place is in {area.path}, {metres:.0f} m outside it."),
                ("Periksa koordinat dan nama wilayahnya.", "Look at its coordinates and at the name of its area."),
                feature_id=name, measure=metres, unit="m",
            )  # fmt: skip


def _areas(rows: RegistryRows, out: FindingRows) -> None:
    """Tell words that name no area, once for all rows that say the same."""
    counts = np.bincount(rows.areas.of_row, minlength=len(rows.areas.answers))
    told: dict[tuple[str, str, str], int] = {}
    for answer, count in zip(rows.areas.answers, counts.tolist(), strict=True):
        if answer.reason not in ("", "empty", "not_held"):
            code = "SENTRA_AREA_CONFLICT" if answer.reason == "conflict" else "SENTRA_AREA_UNKNOWN"
            key = (code, answer.message_id, answer.message_en)
            told[key] = told.get(key, 0) + count
    for (code, message_id, message_en), count in sorted(told.items()):
        at = counted(count, " Tertulis pada {n} sentra.", " {n} sentra says so.", " {n} sentra say so.")
        words = (message_id + at[0], message_en + at[1])
        if code == "SENTRA_AREA_CONFLICT":
            out.tell("SENTRA_AREA_CONFLICT", "warning", words,
                     ("Tanyakan wilayah yang benar.", "Ask which area is right."),
                     measure=float(count), unit="sentra")  # fmt: skip
        else:
            out.tell("SENTRA_AREA_UNKNOWN", "warning", words,
                     ("Tulis nama dengan wilayah di atasnya, atau kodenya.",
                      "Write the name with the area above it, or the code."),
                     measure=float(count), unit="sentra")  # fmt: skip
    silent = int(sum(n for one, n in zip(rows.areas.answers, counts.tolist(), strict=True) if one.reason == "empty"))
    if silent:
        out.tell(
            "SENTRA_AREA_UNKNOWN", "warning",
            counted(silent, "{n} sentra tidak menyebut wilayahnya.", "{n} sentra states no area.",
                    "{n} sentra state no area."),
            ("Lengkapi wilayahnya.", "Complete the areas."), measure=float(silent), unit="sentra",
        )  # fmt: skip


def _words(rows: RegistryRows, out: FindingRows) -> None:
    unknown = int((~rows.commodities.known).sum())
    if unknown:
        out.tell(
            "COMMODITY_UNKNOWN", "warning",
            counted(unknown, "Komoditas {n} sentra belum diketahui (kosong, atau “Belum pilih komoditi”).",
                    "The commodity of {n} sentra is not known (blank, or 'Belum pilih komoditi').",
                    "The commodities of {n} sentra are not known (blank, or 'Belum pilih komoditi')."),
            ("Lengkapi komoditasnya.", "Complete the commodities."), measure=float(unknown), unit="sentra",
        )  # fmt: skip
    for what, column in (
        (("tanggal SK", "day of a decree", "days of decrees"), rows.sk_days),
        (("kode KBLI", "KBLI code", "KBLI codes"), rows.kbli),
    ):
        unread = int((column.unreadable | column.ambiguous).sum())
        if unread:
            out.tell(
                "VALUE_UNREADABLE", "warning",
                counted(unread, f"{{n}} {what[0]} tidak terbaca; dibiarkan apa adanya.",
                        f"{{n}} {what[1]} cannot be read; it is kept as it is.",
                        f"{{n}} {what[2]} cannot be read; they are kept as they are."),
                ("Tulis tanggal seperti 2024-05-31 dan KBLI dengan lima angka.",
                 "Write days as 2024-05-31 and KBLI with five digits."), measure=float(unread), unit="sentra",
            )  # fmt: skip
    for word, count in rows.places.unread:
        out.tell(
            "VALUE_UNREADABLE", "warning",
            (f"Keterangan posisi {word!r} pada {count} sentra tidak dikenal.",
             f"The word {word!r} for the position of {count} sentra is not known."),
            ("Pakai surveyed, desa_centroid, atau position_unknown.",
             "Use surveyed, desa_centroid or position_unknown."), measure=float(count), unit="sentra",
        )  # fmt: skip


def _figures(rows: RegistryRows, out: FindingRows) -> None:
    for word_id, word_en, quantity in (
        ("Jumlah unit usaha", "Units", rows.units), ("Jumlah tenaga kerja", "Workers", rows.workers),
        ("Produksi", "Output", rows.production),
    ):  # fmt: skip
        for text, count, reason in quantity.unread:
            out.tell(
                "VALUE_UNREADABLE", "warning",
                (f"{word_id} “{text}” pada {count} sentra tidak terbaca: {reason[0]}; dibiarkan apa adanya.",
                 f"{word_en} '{text}' of {count} sentra cannot be read: {reason[1]}; kept as it is."),
                ("Tulis bilangan atau selang, misalnya 25 atau 20-30.", "Write a number or an interval."),
                measure=float(count), unit="sentra",
            )  # fmt: skip
    blank = int((rows.units.status == EMPTY).sum())
    if blank:
        out.tell(
            "UNITS_UNKNOWN", "note",
            counted(blank, "{n} sentra tidak menyebut jumlah unit usaha.", "{n} sentra states no number of units.",
                    "{n} sentra state no number of units."),
            ("Lengkapi isinya; sebelum itu, jumlah tiap wilayah hanya batas bawah.",
             "Complete the cells; until then the sums of areas are lower bounds."), measure=float(blank), unit="sentra",
        )  # fmt: skip
    blank = int((rows.workers.status == EMPTY).sum())
    if blank:
        out.tell(
            "WORKERS_UNKNOWN", "note",
            counted(blank, "{n} sentra tidak menyebut jumlah tenaga kerja.", "{n} sentra states no number of workers.",
                    "{n} sentra state no number of workers."),
            ("Lengkapi isinya; sebelum itu, jumlah tiap wilayah hanya batas bawah.",
             "Complete the cells; until then the sums of areas are lower bounds."), measure=float(blank), unit="sentra",
        )  # fmt: skip
