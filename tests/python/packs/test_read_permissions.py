"""Matrices of every make: found by their cells and codes; what is not understood is told, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

import petasentra as ps
from petasentra import read_permissions

if TYPE_CHECKING:
    from pathlib import Path


def book(path: Path, *rows: list[Any], merge: tuple[str, ...] = (), more: list[list[Any]] | None = None) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cells in merge:
        made.active.merge_cells(cells)
    if more:
        other = made.create_sheet("Lembar lain")
        for row in more:
            other.append(row)
    made.save(path)
    return path


def codes(matrix: ps.PermissionMatrix) -> list[str]:
    return list(matrix.findings["code"])


def test_titles_merged_headers_and_numbers_do_not_matter(tmp_path: Path) -> None:
    matrix = read_permissions(
        book(
            tmp_path / "m.xlsx",
            ["TABEL KETENTUAN KEGIATAN", None, None, None, None],
            ["No", "Kegiatan", "Zona Budi Daya", None, None],
            [None, None, "Industri", "Perumahan", None],
            [None, None, "KPI", "R-1", "R-2"],
            [1, "Batik", "I", "T1,B1", "X"],
            [2, "Tahu", "B1", "X", None],
            merge=("A1:E1", "A2:A4", "B2:B4", "C2:E2", "D3:E3"),
        )
    )
    assert matrix.zones == ("KPI", "R-1", "R-2")
    assert [one.id for one in matrix.activities] == ["Batik", "Tahu"]
    assert matrix.raw == (("I", "T1,B1", "X"), ("B1", "X", ""))
    assert matrix.zone_headings[1] == ("Zona Budi Daya", "Perumahan")
    assert matrix.header_line == 4
    assert codes(matrix) == []


def test_the_header_needs_no_word_for_activities(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("uraian;KPI;P-1\nBatik;I;X\nTahu;B1.B2;X\n")
    matrix = read_permissions(path)
    assert matrix.zones == ("KPI", "P-1")
    cell = matrix.cells.to_pylist()[2]
    assert (cell["raw"], cell["verdict"], cell["conditions"]) == ("B1.B2", "conditional", ["B1", "B2"])


def test_a_column_of_unreadable_cells_stays_a_zone(tmp_path: Path) -> None:
    matrix = read_permissions(
        book(tmp_path / "m.xlsx", ["Kegiatan", "KPI", "P-1"], ["Batik", "?", "X"], ["Tahu", "boleh", "I"])
    )
    assert matrix.zones == ("KPI", "P-1")
    assert matrix.cell("Tahu", "KPI") == "boleh"
    assert [row["feature_id"] for row in matrix.findings.to_pylist()] == ["Batik x KPI", "Tahu x KPI"]
    assert set(codes(matrix)) == {"CELL_UNREADABLE"}
    assert matrix.cells.to_pylist()[0]["verdict"] == "unreadable_rule"


def test_digits_that_lost_their_zero_get_it_back_and_that_is_told(tmp_path: Path) -> None:
    matrix = read_permissions(
        book(
            tmp_path / "m.xlsx",
            ["Kode", "Kegiatan", "KPI", "P-1"],
            [8930, "Garam", "I", "X"],  # 08930: nothing else begins so
            [13134, "Batik", "I", "X"],
            [2420, "Perhiasan atau jasa kehutanan", "I", "X"],  # 2420 or 02420
        )
    )
    assert [one.kbli for one in matrix.activities] == ["08930", "13134", ""]
    assert [one.id for one in matrix.activities] == ["08930", "13134", "Perhiasan atau jasa kehutanan"]
    assert codes(matrix) == ["KBLI_ZERO_LOST", "KBLI_DOUBTFUL"]
    assert matrix.findings["feature_id"] == ["8930", "2420"]


def test_digits_of_a_column_that_kept_its_zeros_are_prefixes(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("KBLI,Kegiatan,KPI,P-1\n08930,Garam,I,X\n2420,Logam mulia,I,X\n381,Limbah,I,X\n")
    assert [one.kbli for one in read_permissions(path).activities] == ["08930", "2420", "381"]
    assert codes(read_permissions(path)) == []


def test_short_codes_beside_others_are_not_given_a_zero(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("KBLI,Kegiatan,KPI,P-1\n3830,Pemulihan,I,X\n8930,Garam atau kelas 8930,I,X\n13134,Batik,I,X\n")
    matrix = read_permissions(path)
    assert [one.kbli for one in matrix.activities] == ["3830", "", "13134"]
    assert codes(matrix) == ["KBLI_DOUBTFUL"]


def test_one_code_in_two_rows_makes_both_go_by_their_names(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("KBLI,Kegiatan,KPI,P-1\n10710,Roti,I,X\n10710,Kue,X,I\n13134,Batik,I,X\n")
    matrix = read_permissions(path)
    assert [(one.id, one.kbli) for one in matrix.activities] == [
        ("Roti", "10710"),
        ("Kue", "10710"),
        ("13134", "13134"),
    ]


def test_headings_legend_and_remarks_are_no_rules(tmp_path: Path) -> None:
    matrix = read_permissions(
        book(
            tmp_path / "m.xlsx",
            ["Kegiatan", "KPI", "P-1", "Keterangan"],
            ["A. Industri", None, None, None],
            ["Batik", "I", "T1", "lihat pasal 5"],
            ["Catatan: tabel ini rekaan", None, None, None],
            ["T1 : paling banyak 20 persen", None, None, None],
            merge=("A2:D2", "A4:C4"),
        )
    )
    assert [one.id for one in matrix.activities] == ["Batik"]
    assert matrix.zones == ("KPI", "P-1")
    assert [(one.id, one.text) for one in matrix.conditions] == [("T1", "paling banyak 20 persen")]
    assert codes(matrix) == ["MATRIX_ROW_LEFT_OUT", "MATRIX_COLUMN_LEFT_OUT"]
    assert matrix.findings["measure"].tolist()[0] == 2.0


def test_the_first_sheet_with_a_matrix_counts_and_others_are_told(tmp_path: Path) -> None:
    rows = [["Kegiatan", "KPI", "P-1"], ["Batik", "X", "X"]]
    matrix = read_permissions(book(tmp_path / "m.xlsx", *rows, more=[["Kegiatan", "KPI", "P-1"], ["Batik", "I", "I"]]))
    assert matrix.cell("Batik", "KPI") == "X"
    assert codes(matrix) == ["MATRIX_SHEET_LEFT_OUT"]


@pytest.mark.parametrize(
    ("header", "said"),
    [(["Kegiatan", "KPI", None, "P-1"], "column C holds cells"), (["Kegiatan", "KPI", "KPI", "P-1"], "'KPI' stands")],
)
def test_a_column_without_a_code_of_its_own_is_refused(tmp_path: Path, header: list[str], said: str) -> None:
    with pytest.raises(ps.SchemaError, match=said):
        read_permissions(book(tmp_path / "m.xlsx", header, ["Batik", "I", "X", "X"], ["Tahu", "I", "X", "X"]))


def test_a_file_without_a_matrix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ps.SchemaError, match="no activity x zone matrix"):
        read_permissions(book(tmp_path / "m.xlsx", ["nama", "luas"], ["Desa", 12.5]))
    with pytest.raises(ps.IoError, match="no such spreadsheet"):
        read_permissions(tmp_path / "tidak-ada.xlsx")
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04 bukan lembar kerja")
    with pytest.raises(ps.IoError, match="damaged"):
        read_permissions(tmp_path / "rusak.xlsx")


def test_what_is_printed_is_short(tmp_path: Path) -> None:
    path = book(tmp_path / "m.xlsx", ["Kegiatan", "KPI", "P-1"], ["Batik", "X", "X"])
    assert repr(read_permissions(path)) == "PermissionMatrix 'm.xlsx': 1 activities x 2 zones"
