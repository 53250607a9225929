"""Tables with coordinates are layers: CSV and XLSX, lon and lat, x and y, pairs in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from inspected import csv

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


def notes(layer: ps.Layer) -> list[str]:
    assert layer.load_report is not None
    return [note.code for note in layer.load_report.notes]


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_csv_with_lon_and_lat_gives_points_in_degrees(tmp_path: Path) -> None:
    layer = ps.read_layer(csv(tmp_path / "ikm.csv", "nama,lon,lat,unit", "Contoh A,112.3561,-7.4926,25"))
    assert layer.points_xy().tolist() == [[112.3561, -7.4926]]
    assert layer.crs is not None
    assert layer.crs.authority_code == "EPSG:4326"
    assert layer.columns == ["nama", "lon", "lat", "unit"]
    assert layer.load_report is not None
    assert layer.load_report.crs_from == "columns"
    assert "CRS_FROM_COLUMNS" in notes(layer)
    assert "menurut nama kolom" in layer.load_report.text("id")


def test_semicolons_and_decimal_commas_as_indonesian_excel_writes_them(tmp_path: Path) -> None:
    layer = ps.read_layer(csv(tmp_path / "a.csv", "No;Nama;Bujur;Lintang", "1;A;112,3561;-7,4926", "2;B;112,4;-7,5"))
    assert layer.points_xy().tolist() == [[112.3561, -7.4926], [112.4, -7.5]]


def test_rows_without_readable_coordinates_stay_and_are_named(tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "no,lon,lat", "1,112.1,-7.5", "2,,", "3,di timur,pasar", "4,112.2,-7.6")
    layer = ps.read_layer(path)
    assert len(layer) == 4
    assert layer.load_report is not None
    assert layer.load_report.geometries.null == 2
    (note,) = [note for note in layer.load_report.notes if note.code == "COORDINATE_UNREADABLE"]
    assert "The coordinates of 1 row cannot be read; its geometry" in note.message_en
    assert "(row 2)" in note.message_en


def test_x_and_y_in_metres_have_no_crs_until_one_is_given(tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "id,X,Y", "1,649633.5,9171558.25", '2,"649.700,25","9.171.600,50"')
    layer = ps.read_layer(path)
    assert layer.crs is None
    assert "CRS_MISSING" in notes(layer)
    assert layer.points_xy().tolist() == [[649633.5, 9171558.25], [649700.25, 9171600.5]]
    given = ps.read_layer(path, crs="EPSG:32749")
    assert given.crs is not None
    assert given.load_report is not None
    assert given.load_report.crs_from == "caller"


def test_letters_win_over_the_names_of_the_columns(tmp_path: Path) -> None:
    layer = ps.read_layer(csv(tmp_path / "a.csv", "id,lon,lat", "1,7 29 33 LS,112 21 22 BT"))
    ((x, y),) = layer.points_xy().tolist()
    assert (round(x), round(y)) == (112, -7)
    assert "AXES_SWAPPED" in notes(layer)


def test_codes_keep_their_zeros_and_doubtful_numbers_stay_text(tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "lon,lat,kbli,luas,jumlah,tgl", "112.1,-7.5,08104,107.565,12,2022-05-24")
    layer = ps.read_layer(path)
    assert layer["kbli"] == ["08104"]
    assert layer["luas"] == ["107.565"]
    assert layer["jumlah"].tolist() == [12]
    assert layer.load_report is not None
    assert [f"{one.name} {one.type}" for one in layer.load_report.fields][-1] == "tgl date"


def test_a_workbook_with_titles_and_a_page_of_explanation(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "ikm.xlsx",
        {
            "Keterangan": [["Daftar ini rekaan"]],
            "Data": [
                ["DAFTAR IKM (REKAAN)"],
                [],
                ["No", "Nama", "Titik Koordinat", "Campur"],
                [1, "Contoh A", "-7.4926, 112.3561", 1],
                [2, "Contoh B", "7°29'33\"S 112°21'22\"E", "x"],
            ],
        },
    )
    layer = ps.read_layer(path)
    assert layer.title == "Data"
    assert layer["Nama"] == ["Contoh A", "Contoh B"]
    assert layer.points_xy()[0].tolist() == [112.3561, -7.4926]
    assert {"HEADER_BELOW_TITLE", "VALUE_UNREADABLE"} <= set(notes(layer))


def test_two_tables_in_a_workbook_are_asked_for_by_name(tmp_path: Path) -> None:
    table = [["lon", "lat"], [112.1, -7.5]]
    path = workbook(tmp_path / "dua.xlsx", {"Satu": table, "Dua": [*table, [112.2, -7.6]]})
    with pytest.raises(ps.IoError, match="Satu, Dua"):
        ps.read_layer(path)
    assert len(ps.read_layer(path, layer="Dua")) == 2
    assert [one.name for one in ps.inspect(path).layers] == ["Satu", "Dua"]


def test_a_column_of_well_known_text_is_geometry(tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "nama;WKT", "A;POLYGON((112 -7, 113 -7, 113 -8, 112 -7))", "B;bukan bentuk")
    layer = ps.read_layer(path)
    assert layer.geometry_kinds == {"Polygon": 1}
    assert layer.columns == ["nama"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encoding_the_bytes_say(tmp_path: Path, encoding: str) -> None:
    path = csv(tmp_path / "a.csv", "nama,lon,lat", "Ciléñ,112.1,-7.5", encoding=encoding)
    layer = ps.read_layer(path)
    assert layer["nama"] == ["Ciléñ"]
    assert ("ENCODING_GUESSED" in notes(layer)) == (encoding == "cp1252")
    assert ps.read_layer(csv(tmp_path / "b.csv", "nama,lon,lat", "é,1,2", encoding="cp850"), encoding="cp850")[
        "nama"
    ] == ["é"]


def test_a_table_without_coordinates_says_which_names_are_known(tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "id,nama", "1,A")
    with pytest.raises(ps.SchemaError, match="no columns of coordinates") as caught:
        ps.read_layer(path)
    assert "bujur" in caught.value.hint_en
    report = ps.inspect(path)
    assert [found.code for found in report.findings] == ["TABLE_WITHOUT_GEOMETRY"]
    assert [field.name for field in report.layers[0].fields] == ["id", "nama"]
    assert report.layers[0].role.role == "table"


def test_a_real_register_without_coordinates_is_looked_at(shared: Path) -> None:
    report = ps.inspect(shared / "ikm/register_ikm_kaltim_anonim.csv")
    (layer,) = report.layers
    assert len(layer.fields) == 9
    assert layer.profile is not None
    assert layer.profile.name == "ikm-register"
