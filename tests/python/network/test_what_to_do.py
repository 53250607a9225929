"""Errors about roads say what to do, in both languages."""

from __future__ import annotations

import geopandas
import pytest
import shapely
from drawn_roads import roads

import petasentra as ps

LINES = roads(
    [[(0, 0), (900, 0)], [(900, 0), (1800, 0)]], REMARK=["Jalan Lokal"] * 2, nama=["Jalan Raya", "Jalan Desa"]
)
NET = ps.RoadNetwork.from_layer(LINES, columns="rbi")
NAMED = ps.RoadNetwork.from_layer(LINES, columns={"road_class": "REMARK", "name": "nama"})
AT = geopandas.GeoDataFrame({"site_id": ["a", "b"]}, geometry=shapely.points([(0, 0), (1800, 0)]), crs=32749)


def hints_of(ask):
    with pytest.raises(ps.PetasentraError) as caught:
        ask()
    error = caught.value
    assert error.hint_en
    assert error.hint_id
    return error.hint_en, error.hint_id


@pytest.mark.parametrize("reader", ["from_osm", "from_graphml", "open"])
@pytest.mark.parametrize(
    ("ending", "other"),
    [(".gpkg", "from_layer"), (".graphml", "from_graphml"), (".osm.pbf", "from_osm"), (".csv", "from_tables")],
)
def test_a_file_for_another_reader_names_that_reader(tmp_path, reader, ending, other):
    path = tmp_path / f"jalan{ending}"
    path.write_bytes(b"bukan jaringan")
    hints = hints_of(lambda: getattr(ps.RoadNetwork, reader)(path))
    assert all((f"RoadNetwork.{other}(" in hint) == (reader != other) for hint in hints)


def test_lines_from_a_file_for_another_reader_name_that_reader(tmp_path):
    path = tmp_path / "jalan.graphml"
    path.write_text("<graphml/>", encoding="utf-8")
    assert all("RoadNetwork.from_graphml(path)" in hint for hint in hints_of(lambda: ps.RoadNetwork.from_layer(path)))


def test_a_file_that_is_not_there_is_not_sent_to_another_reader(tmp_path):
    with pytest.raises(ps.IoError) as caught:
        ps.RoadNetwork.from_osm(tmp_path / "tidak-ada.gpkg")
    assert "from_layer" not in caught.value.hint_en


def test_nodes_as_points_are_told_how_they_become_a_table():
    hints = hints_of(lambda: ps.RoadNetwork.from_tables(AT, LINES))
    assert all("frame.geometry.x" in hint for hint in hints)
    table = AT.assign(id=[1, 2], x=AT.geometry.x, y=AT.geometry.y).drop(columns=AT.geometry.name)
    edges = table.iloc[:1][["id"]].rename(columns={"id": "from"}).assign(to=2)
    assert ps.RoadNetwork.from_tables(table, edges, crs=32749).edge_count == 1


def test_a_road_to_close_by_name_needs_names():
    assert all('columns={"name": ...}' in hint for hint in hints_of(lambda: NET.scenario("car", close="Jalan Raya")))
    assert all("'Jalan Raya'" in hint for hint in hints_of(lambda: NAMED.scenario("car", close="Jalan Raja")))


@pytest.mark.parametrize(
    ("ask", "word"),
    [
        (lambda: NET.travel_times(AT, AT, vehicle="light-truck"), "'light_truck'"),
        (lambda: NET.travel_times(AT, AT, vehicle="bus kota"), "heavy_truck"),
        (lambda: NET.nearest(AT, AT, k=0), "k=3"),
        (lambda: NET.nearest(AT, AT, k="2"), "k=3"),
        (lambda: NET.travel_times(AT, AT, limit_m="500"), "limit_m=500"),
        (lambda: NET.travel_times(AT, AT, limit_m=-1), "limit_m=0"),
        (lambda: NET.isochrones(AT, "10"), "minutes=[15, 30]"),
        (lambda: NET.isochrones(AT, []), "minutes=[15, 30]"),
        (lambda: NET.travel_times(AT, AT, origin_id="siteid"), "'site_id'"),
        (lambda: ps.RoadNetwork.from_layer(LINES, columns={"onway": "nama"}), "'one_way'"),
    ],
)
def test_a_wrong_argument_is_answered_by_a_right_one(ask, word):
    assert all(word in hint for hint in hints_of(ask))
