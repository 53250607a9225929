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
