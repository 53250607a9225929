"""What the readers of tables tell about their decisions, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra._english import by_number
from petasentra.formats.coordinate_columns import Coordinates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra import _core
    from petasentra.formats.vertex_cells import VertexCells
    from petasentra.formats.vertex_lists import VertexLists

Note = dict[str, str]
_FIRST_ROWS = 5


def note(code: str, message_id: str, message_en: str) -> Note:
    """Return a note as load reports hold it."""
    return {"code": code, "message_id": message_id, "message_en": message_en}


def rows_text(rows: Sequence[int]) -> str:
    """Return "0, 4, 7, …": rows counted from 0, as all findings count them."""
    return ", ".join(str(row) for row in rows[:_FIRST_ROWS]) + (", …" if len(rows) > _FIRST_ROWS else "")


def crs_missing() -> Note:
    """Tell that a table states no CRS."""
    return note(
        "CRS_MISSING",
        'Berkas tidak menyebut sistem koordinat. Beri crs= setelah dipastikan, misalnya crs="EPSG:4326".',
        'The file states no coordinate system. Pass crs= once you are sure, e.g. crs="EPSG:4326".',
    )


def crs_overridden(stated: _core.Crs, asked: _core.Crs) -> Note:
    """Tell that the caller's CRS was taken against the file's."""
    return note(
        "CRS_OVERRIDDEN",
        f"Berkas menyebut {stated.name}, tetapi dipakai {asked.name} sesuai permintaan.",
        f"The file says {stated.name}, but {asked.name} is used as asked.",
    )


def crs_from_columns(found: Coordinates) -> Note:
    """Tell that column names state degrees, and that the datum is an assumption."""
    names = ", ".join(found.columns)
    dms_id = f" ({found.sexagesimal} baris dalam derajat, menit, detik)" if found.sexagesimal else ""
    dms_en = (
        f" ({found.sexagesimal} {by_number(found.sexagesimal, 'row', 'rows')} in degrees, minutes, seconds)"
        if found.sexagesimal
        else ""
    )
    return note(
        "CRS_FROM_COLUMNS",
        f"Koordinat diambil dari kolom {names}{dms_id}; dibaca sebagai derajat WGS 84 karena tabel tidak menyebut "
        "datumnya. Bila datumnya lain, beri crs=.",
        f"Coordinates come from column {names}{dms_en}; read as degrees of WGS 84 because the table states no datum. "
        "If it is another, pass crs=.",
    )


def letters_swapped(found: Coordinates) -> Note:
    """Tell that letters (LS, BT) contradict the column names."""
    names = " / ".join(found.columns)
    return note(
        "AXES_SWAPPED",
        f"Huruf LS/LU dan BT/BB pada kolom {names} berlawanan dengan nama kolomnya; hurufnya yang dipakai.",
        f"The letters S/N and E/W in columns {names} contradict their names; the letters were used.",
    )


def unreadable_rows(found: Coordinates) -> Note:
    """Tell which rows have no geometry because their coordinates cannot be read."""
    count, rows = len(found.unreadable), rows_text(found.unreadable)
    return note(
        "COORDINATE_UNREADABLE",
        f"Koordinat {count} baris tidak terbaca dan geometrinya dibiarkan kosong (baris {rows}).",
        f"The coordinates of {count} {by_number(count, 'row', 'rows')} cannot be read; "
        f"{by_number(count, 'its', 'their')} geometry is left null ({by_number(count, 'row', 'rows')} {rows}).",
    )


def unreadable_wkt(rows: Sequence[int]) -> Note:
    """Tell which rows have no geometry because their text is no WKT."""
    count = len(rows)
    one = count == 1
    return note(
        "COORDINATE_UNREADABLE",
        f"WKT {count} baris tidak terbaca dan geometrinya dibiarkan kosong (baris {rows_text(rows)}).",
        f"The WKT of {count} {'row' if one else 'rows'} cannot be read; {'its' if one else 'their'} geometry is left "
        f"null ({'row' if one else 'rows'} {rows_text(rows)}).",
    )


def curves_unread(rows: Sequence[int]) -> Note:
    """Tell which rows have no geometry because it is curved."""
    count = len(rows)
    one = count == 1
    return note(
        "COORDINATE_UNREADABLE",
        f"Geometri {count} baris berupa garis lengkung dalam WKT (misalnya CURVEPOLYGON), yang tidak dibaca dari "
        f"tabel; dibiarkan kosong (baris {rows_text(rows)}). Simpan sebagai GeoPackage: di sana garis lengkung dibaca.",
        f"The geometry of {count} {'row' if one else 'rows'} is curved WKT (such as CURVEPOLYGON), which is not read "
        f"from a table; left null ({'row' if one else 'rows'} {rows_text(rows)}). Save it as GeoPackage: curves are "
        "read from there.",
    )


def vertices_joined(lists: VertexLists, rows: int, left_out: Sequence[str]) -> Note:
    """Tell how rows became polygons."""
    count = len(lists.rows)
    by_id = f" menurut kolom {lists.group}" if lists.group else ""
    by_en = f" by column {lists.group}" if lists.group else ""
    order_id = f", urut kolom {lists.order}" if lists.order else ", urut baris"
    order_en = f", in the order of column {lists.order}" if lists.order else ", in the order of the rows"
    gone = ", ".join(left_out)
    gone_id = f" Kolom yang berbeda di tiap titik ditinggalkan: {gone}." if gone else ""
    gone_en = f" Columns that differ from vertex to vertex were left out: {gone}." if gone else ""
    return note(
        "VERTICES_JOINED",
        f'{rows} baris adalah titik sudut {count} poligon{by_id}{order_id}.{gone_id} Bila bukan, beri rows="points".',
        f"{rows} rows are the vertices of {count} {by_number(count, 'polygon', 'polygons')}{by_en}{order_en}.{gone_en} "
        'If not, pass rows="points".',
    )


def vertex_cells(found: VertexCells) -> list[Note]:
    """Tell that cells hold lists of vertices, which were read as degrees, and which cells could not be read."""
    corners, count = found.vertices, found.polygons
    notes = [
        note(
            "VERTICES_JOINED",
            f"Kolom {found.column} memuat daftar titik sudut: {corners} titik menjadi {count} poligon.",
            f"Column {found.column} holds lists of vertices: {corners} vertices became "
            f"{count} {'polygon' if count == 1 else 'polygons'}.",
        )
    ]
    nowhere = np.empty(0)
    as_columns = Coordinates((found.column,), nowhere, nowhere, degrees=True, unreadable=found.unreadable)
    if found.unreadable:
        notes.append(unreadable_rows(as_columns))
    return [*notes, crs_from_columns(as_columns)]


def may_be_vertices() -> Note:
    """Tell that rows were read as points though their columns look like those of vertices."""
    return note(
        "ROWS_MAY_BE_VERTICES",
        "Setiap baris dibaca sebagai titik, tetapi kolomnya seperti daftar titik sudut bidang. Bila benar, beri "
        'rows="vertices" agar menjadi poligon.',
        "Each row was read as a point, but its columns look like a list of the vertices of parcels. If it is one, pass "
        'rows="vertices" to get polygons.',
    )


def mixed_column(name: str) -> Note:
    """Tell that a column of a workbook holds several types."""
    return note(
        "VALUE_UNREADABLE",
        f"Kolom {name} berisi angka dan teks bercampur; semuanya disimpan sebagai teks.",
        f"Column {name} mixes numbers and text; all of it is kept as text.",
    )


def titles_skipped(row: int, skipped: int) -> Note:
    """Tell which row was taken for the header."""
    return note(
        "HEADER_BELOW_TITLE",
        f"Nama kolom diambil dari baris {row}; {skipped} baris judul di atasnya tidak dibaca.",
        f"Column names are from row {row}; {skipped} title {by_number(skipped, 'row', 'rows')} above it "
        f"{by_number(skipped, 'was', 'were')} not read.",
    )


def encoding_guessed(name: str) -> Note:
    """Tell that the encoding is a guess."""
    return note(
        "ENCODING_GUESSED",
        f"Berkas tidak menyebut pengodean teksnya; dibaca sebagai {name}. Jika ada huruf yang salah, beri encoding=.",
        f"The file does not state the encoding of its text; read as {name}. If letters look wrong, pass encoding=.",
    )


def encoding_ignored() -> Note:
    """Tell that ``encoding=`` means nothing for this format."""
    return note(
        "OPTION_IGNORED",
        "encoding= tidak berlaku untuk format ini dan diabaikan.",
        "encoding= means nothing for this format and was ignored.",
    )


def layer_empty() -> Note:
    """Tell that there are no rows."""
    return note("LAYER_EMPTY", "Lapisan tidak berisi fitur.", "The layer holds no features.")
