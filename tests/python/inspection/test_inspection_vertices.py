"""Lists of corner points become one polygon for each id, where that is plain or asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from inspected import csv
from shapely.geometry import Polygon

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "ID Bidang,No Titik,Bujur,Lintang,Luas"
TWO_PLOTS = (
    "A,1,112 21 22 BT,7 29 33 LS,1,2",
    "A,2,112 21 23 BT,7 29 33 LS,1,2",
    "A,3,112 21 23 BT,7 29 34 LS,1,2",
    "B,1,112 21 42 BT,7 29 33 LS,9,2",
    "B,2,112 21 43 BT,7 29 33 LS,9,2",
    "B,3,112 21 43 BT,7 29 34 LS,9,2",
    "B,4,112 21 42 BT,7 29 34 LS,9,2",
)


def shapes(layer: ps.Layer) -> list[Any]:
    return list(layer.to_geopandas().geometry)


def dms(degrees: int, minutes: int, seconds: int) -> float:
    return degrees + minutes / 60 + seconds / 3600


def test_vertices_in_degrees_minutes_seconds_make_one_polygon_for_each_id(tmp_path: Path) -> None:
    layer = ps.read_layer(csv(tmp_path / "titik.csv", HEAD, *[line.rsplit(",", 1)[0] for line in TWO_PLOTS]))
    assert layer["ID Bidang"] == ["A", "B"]
    assert layer["Luas"].tolist() == [1, 9]
    west, east, north, south = dms(112, 21, 42), dms(112, 21, 43), -dms(7, 29, 33), -dms(7, 29, 34)
    expected = Polygon([(west, north), (east, north), (east, south), (west, south)])
    assert shapes(layer)[1].equals_exact(expected, 1e-12)
    assert layer.load_report is not None
    (note,) = [note for note in layer.load_report.notes if note.code == "VERTICES_JOINED"]
    assert (
        "7 rows are the vertices of 2 polygons by column ID Bidang, in the order of column No Titik" in note.message_en
    )


def test_rows_are_put_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    lines = [TWO_PLOTS[2], TWO_PLOTS[0], TWO_PLOTS[1]]
    layer = ps.read_layer(csv(tmp_path / "a.csv", HEAD + ",x2", *lines), rows="vertices")
    assert shapes(layer)[0].exterior.coords[0] == (dms(112, 21, 22), -dms(7, 29, 33))


def test_columns_that_differ_within_a_polygon_are_left_out_and_named(tmp_path: Path) -> None:
    lines = ("A,1,112.1,-7.1,patok", "A,2,112.2,-7.1,pohon", "A,3,112.2,-7.2,tiang")
    layer = ps.read_layer(csv(tmp_path / "a.csv", "id,no,lon,lat,tanda", *lines), rows="vertices")
    assert layer.columns == ["id"]
    assert layer.load_report is not None
    assert "tanda" in next(note.message_en for note in layer.load_report.notes if note.code == "VERTICES_JOINED")


def test_an_id_written_once_counts_for_the_rows_below(tmp_path: Path) -> None:
    lines = ("A,1,112.1,-7.1", ",2,112.2,-7.1", ",3,112.2,-7.2", "B,1,113.1,-7.1", ",2,113.2,-7.1", ",3,113.2,-7.2")
    layer = ps.read_layer(csv(tmp_path / "a.csv", "id,no,lon,lat", *lines))
    assert layer["id"] == ["A", "B"]


def test_a_closed_list_without_id_is_one_polygon(tmp_path: Path) -> None:
    lines = ("1,112.1,-7.1", "2,112.2,-7.1", "3,112.2,-7.2", "4,112.1,-7.1")
    layer = ps.read_layer(csv(tmp_path / "a.csv", "no,lon,lat", *lines))
    assert layer.geometry_kinds == {"Polygon": 1}


@pytest.mark.parametrize(
    "lines",
    [
        ("1,A,112.1,-7.1", "2,A,112.2,-7.1", "3,A,112.2,-7.2", "4,B,112.3,-7.2", "5,B,112.3,-7.1", "6,B,112.4,-7.1"),
        ("1,A,112.1,-7.1", "2,B,112.2,-7.1", "3,C,112.2,-7.2"),
    ],
    ids=["numbered through all groups", "no groups"],
)
def test_a_list_of_places_stays_points(tmp_path: Path, lines: tuple[str, ...]) -> None:
    path = csv(tmp_path / "a.csv", "no,desa,lon,lat", *lines)
    assert ps.read_layer(path).geometry_kinds == {"Point": len(lines)}
    assert ps.read_layer(path, rows="vertices").geometry_kinds["Polygon"] >= 1


def test_points_can_be_asked_for(tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", HEAD + ",x2", *TWO_PLOTS)
    assert ps.read_layer(path, rows="points").geometry_kinds == {"Point": 7}
    with pytest.raises(ps.OptionError, match="sudut"):
        ps.read_layer(path, rows="sudut")  # type: ignore[arg-type]


THREE = "7°30'15,5\" LS 112°15'30\" BT; 7°30'20\" LS 112°15'30\" BT; 7°30'20\" LS 112°15'40\" BT"


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def test_a_list_of_vertices_in_one_cell_is_a_polygon(tmp_path: Path) -> None:
    rows = (f"A,{quoted(THREE)}", 'B,"-7.5, 112.2; salah"', "C,", 'D,"-7.5, 112.2"')
    path = csv(tmp_path / "bidang.csv", "id,koordinat", f"Z,{quoted(THREE)}", *rows)
    layer = ps.read_layer(path)
    expected = Polygon(
        [
            (dms(112, 15, 30), -dms(7, 30, 15.5)),
            (dms(112, 15, 30), -dms(7, 30, 20)),
            (dms(112, 15, 40), -dms(7, 30, 20)),
        ]
    )
    found = shapes(layer)
    assert found[0].equals_exact(expected, 1e-12)
    assert found[1].equals_exact(expected, 1e-12)
    assert found[2] is None
    assert found[3] is None
    assert (found[4].x, found[4].y) == (112.2, -7.5)
    assert layer.crs is not None
    assert layer.crs.authority_code == "EPSG:4326"
    assert layer["id"] == ["Z", "A", "B", "C", "D"]
    assert layer.load_report is not None
    assert {note.code for note in layer.load_report.notes} >= {"VERTICES_JOINED", "COORDINATE_UNREADABLE"}
    seen = ps.inspect(path).layers[0]
    assert seen.load_report is not None
    assert next(field for field in seen.fields if field.name == "koordinat").meaning is not None


def test_line_breaks_in_a_cell_divide_vertices_too(tmp_path: Path) -> None:
    cell = quoted("-7.50, 112.25\n-7.51, 112.25\n-7.51, 112.26\n-7.50, 112.25\n")
    (shape,) = shapes(ps.read_layer(csv(tmp_path / "b.csv", "nama,titik_koordinat", f"A,{cell}")))
    assert len(shape.exterior.coords) == 4


def test_two_pairs_in_a_cell_are_no_polygon(tmp_path: Path) -> None:
    with pytest.raises(ps.errors.SchemaError):
        ps.read_layer(csv(tmp_path / "b.csv", "nama,koordinat", 'A,"-7.50, 112.25; -7.51, 112.25"'))


ONE_PLOT = ("7,1,112.1,-7.1", "7,2,112.2,-7.1", "7,3,112.2,-7.2")


def test_vertices_of_several_plots_in_the_column_urut_are_joined(tmp_path: Path) -> None:
    more = [line.replace("7,", "8,", 1) for line in ONE_PLOT]
    layer = ps.read_layer(csv(tmp_path / "a.csv", "id_bidang,urut,lon,lat", *ONE_PLOT, *more))
    assert layer["id_bidang"].tolist() == [7, 8]


def test_rows_that_may_be_the_vertices_of_one_plot_are_told(tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "id_bidang,urut,lon,lat", *ONE_PLOT)
    layer = ps.read_layer(path)
    assert len(layer) == 3
    assert layer.load_report is not None
    (note,) = [note for note in layer.load_report.notes if note.code == "ROWS_MAY_BE_VERTICES"]
    assert 'rows="vertices"' in note.message_id
    assert "ROWS_MAY_BE_VERTICES" in {found.code for found in ps.inspect(path).findings}
    assert len(ps.read_layer(path, rows="vertices")) == 1
    asked = ps.read_layer(path, rows="points").load_report
    assert asked is not None
    assert "ROWS_MAY_BE_VERTICES" not in {note.code for note in asked.notes}


def test_a_numbered_list_of_places_is_not_told_to_be_vertices(tmp_path: Path) -> None:
    rows = [line.replace("7,", "Kudu,", 1) for line in ONE_PLOT]
    report = ps.read_layer(csv(tmp_path / "a.csv", "desa,no,lon,lat", *rows)).load_report
    assert report is not None
    assert "ROWS_MAY_BE_VERTICES" not in {note.code for note in report.notes}
