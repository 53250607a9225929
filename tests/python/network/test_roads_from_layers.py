"""Networks from lines: what meets, what does not, and that every row keeps its place."""

from __future__ import annotations

import geopandas
import numpy as np
import pyarrow as pa
import pyproj
import pytest
import shapely
from drawn_roads import roads

import petasentra as ps


def codes(network: ps.RoadNetwork) -> list[str]:
    return list(network.findings(reach_m=0)["code"])


def test_roads_of_kudus_have_the_end_nodes_and_junctions_the_data_sheet_counts(shared):
    layer = ps.read_layer(shared / "roads" / "kudus_rbi25k.gpkg", layer="jalan")
    report = ps.RoadNetwork.from_layer(layer, columns="rbi").report()
    assert report.rows == report.rows_used == 4045
    assert report.t_junctions >= 500  # the data sheet: 521 ends on vertices within other lines; some share a place
    assert report.share_in_largest > 0.95
    # The lengths that the source itself would give: shapely and pyproj's geodesics.
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    metres = sum(geod.geometry_length(line) for line in layer.to_geopandas().geometry)
    assert report.length_km == pytest.approx(metres / 1000, rel=1e-9)
    assert sum(report.classes["length_km"]) == pytest.approx(report.length_km)


def test_ends_that_are_digitised_apart_stay_apart_and_are_told(shared):
    layer = ps.read_layer(shared / "roads" / "bojonegoro_ruas_kabupaten.gpkg")
    network = ps.RoadNetwork.from_layer(layer)
    assert network.component_count == 155  # the data sheet: no two sections share an end
    told = network.report(reach_m=50)
    assert told.ends_near_roads > 100
    joined = ps.RoadNetwork.from_layer(layer, tolerance_m=20, crossings=True)
    assert joined.component_count < 60
    report = joined.report()
    moves = [
        m for m, code in zip(report.findings["measure"], report.findings["code"], strict=True) if code == "END_SNAPPED"
    ]
    assert len(moves) == report.ends_moved
    assert max(moves) == report.farthest_move_m <= 20


def test_planned_roads_of_a_plan_are_off_by_default(shared):
    layer = ps.read_layer(shared / "constraints" / "cakung_industri.gpkg", layer="jalan")
    network = ps.RoadNetwork.from_layer(layer, columns={"road_class": "NAMOBJ", "status": "STSJRN"})
    assert network.report().rows_planned == 13
    assert network.roads()["status"].count("planned") == 13
    both = ps.RoadNetwork.from_layer(layer, columns={"status": "STSJRN"}, planned=True)
    assert both.report().rows_planned == 0
    assert sum(both.edges()["planned"]) >= 13


def test_two_islands_with_a_strait_of_200_m_never_join():
    islands = roads([[(0, 0), (100, 0)], [(300, 0), (400, 0)]])
    network = ps.RoadNetwork.from_layer(islands, tolerance_m=50, crossings=True)
    assert network.component_count == 2
    assert "ROAD_ISLAND" in codes(network)
    with pytest.raises(ps.OptionError, match="between 0 and 50"):
        ps.RoadNetwork.from_layer(islands, tolerance_m=200)


def test_a_ferry_joins_islands_and_says_so():
    lines = roads(
        [[(0, 0), (100, 0)], [(100, 0), (300, 0)], [(300, 0), (400, 0)]], feri=["", "ya", ""], k=["Jalan Lokal"] * 3
    )
    network = ps.RoadNetwork.from_layer(lines, columns={"ferry": "feri", "road_class": "k"})
    assert network.component_count == 1
    assert codes(network) == ["ROAD_FERRY"]
    costs = network.costs("car")
    waiting = 30 * 600
    sailing = 200 / (18 / 3.6) * 10
    assert costs.deciseconds[2] == waiting + sailing
    assert network.snap(x=[200], y=[1], limit_m=20)["status"] == ["too_far"]


def test_degrees_without_crs_are_refused():
    with pytest.raises(ps.CrsError) as caught:
        ps.RoadNetwork.from_layer(roads([[(112, -7), (112.1, -7)]], crs=None))
    assert caught.value.message_id
    assert "crs" in caught.value.hint_en


@pytest.mark.parametrize(
    ("word", "traffic"),
    [
        ("yes", "forward"), ("no", "both"), ("-1", "backward"), ("1", "forward"), ("reverse", "backward"),
        ("true", "forward"), ("Satu Arah", "forward"), ("DUA ARAH", "both"), ("FT", "forward"), ("TF", "backward"),
        ("B", "both"), ("Y", "forward"), (None, "both"), ("0", "both"), ("Berlawanan", "backward"),
        ("satu arah  berlawanan", "backward"),
    ],
)  # fmt: skip
def test_one_way_spellings(word, traffic):
    network = ps.RoadNetwork.from_layer(roads([[(0, 0), (9, 0)]], arah=[word]), columns={"one_way": "arah"})
    assert network.edges()["traffic"] == [traffic]
    assert codes(network) == []


@pytest.mark.parametrize(
    ("words", "traffic", "told"),
    [
        (["Y", "N", "N"], ["forward", "both", "both"], []),
        (["FT", "N", "TF"], ["forward", "none", "backward"], []),
        (["B", "F", "T"], ["both", "forward", "backward"], []),
        (["N", "N", None], ["both"] * 3, ["ONE_WAY_LETTERS"]),
        (["T", "F", "F"], ["forward", "both", "both"], ["ONE_WAY_LETTERS"]),
        (["Y", "FT", "kadang"], ["both"] * 3, ["ONE_WAY_UNKNOWN"] * 3),
    ],
)
def test_letters_are_read_as_their_column_writes_them(words, traffic, told):
    lines = roads([[(9 * i, 0), (9 * i + 9, 0)] for i in range(3)], arah=words)
    network = ps.RoadNetwork.from_layer(lines, columns={"one_way": "arah"})
    assert network.edges()["traffic"] == traffic
    assert codes(network) == told


def test_letters_mean_what_the_caller_says():
    lines = roads([[(0, 0), (9, 0)], [(9, 0), (18, 0)]], arah=["Y", "N"])
    network = ps.RoadNetwork.from_layer(lines, columns={"one_way": "arah"}, one_way_words={"N": "none"})
    assert network.edges()["traffic"] == ["forward", "none"]
    assert codes(network) == []


def test_an_unknown_one_way_word_is_told_and_can_be_taught():
    lines = roads([[(0, 0), (9, 0)]], arah=["keluar"])
    network = ps.RoadNetwork.from_layer(lines, columns={"one_way": "arah"})
    assert network.edges()["traffic"] == ["both"]
    assert codes(network) == ["ONE_WAY_UNKNOWN"]
    taught = ps.RoadNetwork.from_layer(lines, columns={"one_way": "arah"}, one_way_words={"keluar": "backward"})
    assert taught.edges()["traffic"] == ["backward"]
    with pytest.raises(ps.OptionError, match="no direction"):
        ps.RoadNetwork.from_layer(lines, one_way_words={"keluar": "outwards"})


def test_rows_without_a_line_keep_their_row_and_say_why():
    frame = geopandas.GeoDataFrame(
        {"nama": list("abcde")},
        geometry=[
            shapely.LineString([(0, 0), (5, 0)]), None, shapely.LineString(), shapely.Point(1, 1),
            shapely.LineString([(2, 2), (2, 2)]),
        ],
        crs=32749,
    )  # fmt: skip
    network = ps.RoadNetwork.from_layer(frame, columns={"id": "nama"})
    table = network.roads()
    assert table["feature_id"] == list("abcde")
    assert table["status"] == ["used", "no_geometry", "no_geometry", "not_a_line", "without_length"]
    findings = network.findings()
    assert len(findings) == 4
    assert all(findings["message_id"])
    assert all(findings["message_en"])


def test_columns_that_are_not_there_or_not_known_are_named():
    lines = roads([[(0, 0), (9, 0)]], kelas=["x"])
    with pytest.raises(ps.SchemaError, match="kelas"):
        ps.RoadNetwork.from_layer(lines, columns={"road_class": "klas"})
    with pytest.raises(ps.OptionError, match="color"):
        ps.RoadNetwork.from_layer(lines, columns={"color": "kelas"})
    with pytest.raises(ps.OptionError, match="rbi"):
        ps.RoadNetwork.from_layer(lines, columns="gmns")


def test_no_roads_give_an_empty_network_that_answers():
    network = ps.RoadNetwork.from_layer(roads([]))
    assert (network.node_count, network.edge_count, network.component_count) == (0, 0, 0)
    assert np.isnan(network.report().share_in_largest)
    assert network.snap(x=[1.0], y=[2.0])["status"] == ["no_road"]
    assert len(network.costs("car")) == 0


def test_the_order_of_rows_changes_nothing_but_row_numbers(shared):
    frame = ps.read_layer(shared / "roads" / "kota_tasikmalaya_rbi25k.gpkg", layer="jalan").to_geopandas()[:400]
    frame["id"] = [f"r{i:04}" for i in range(len(frame))]
    turned = frame.iloc[::-1]
    options = {"columns": {"id": "id", "road_class": "REMARK"}, "tolerance_m": 3, "crossings": True}
    one, other = ps.RoadNetwork.from_layer(frame, **options), ps.RoadNetwork.from_layer(turned, **options)
    assert one.nodes().to_geopandas().equals(other.nodes().to_geopandas())

    def edges(network):
        table = network.edges()
        return sorted(zip(table["feature_id"], table["from_node"], table["to_node"], table["length_m"], strict=True))

    assert edges(one) == edges(other)


@pytest.mark.parametrize("crs", [3857, 3395, 32747])
def test_lengths_are_those_of_the_ground_where_metres_are_none(crs):
    """Web Mercator is longer by the secant of the latitude, UTM two zones away by what its meridian is off."""
    degrees = roads([[(112.2, -7.5), (112.21, -7.5), (112.21, -7.49)], [(112.21, -7.4), (112.3, -7.4)]], crs=4326)
    network = ps.RoadNetwork.from_layer(degrees.to_crs(crs))
    geod = pyproj.Geod(ellps="WGS84")
    wanted = [geod.geometry_length(shape) for shape in degrees.geometry]
    assert network.edges()["length_m"].tolist() == pytest.approx(wanted, rel=1e-6)
    tables = ps.RoadNetwork.from_tables(
        pa.table({"id": [1, 2], "x": [12_500_000.0, 12_501_000.0], "y": [-837_500.0, -837_500.0]}),
        pa.table({"from": [1], "to": [2]}),
        crs=3857,
    )
    flat = geod.line_length(*pyproj.Transformer.from_crs(3857, 4326, always_xy=True).transform(
        [12_500_000, 12_501_000], [-837_500, -837_500]
    ))  # fmt: skip
    assert tables.edges()["length_m"].tolist() == pytest.approx([flat], rel=1e-9)


def test_the_access_leg_of_a_place_is_that_of_the_ground_in_web_mercator():
    degrees = roads([[(112.2, -7.5), (112.3, -7.5)]], crs=4326)
    place = geopandas.GeoDataFrame(geometry=[shapely.Point(112.25, -7.502)], crs=4326)
    far = pyproj.Geod(ellps="WGS84").line_length([112.25, 112.25], [-7.502, -7.5])
    snap = ps.RoadNetwork.from_layer(degrees.to_crs(3857)).snap(place.to_crs(3857), limit_m=far + 0.5)
    assert snap["status"] == ["snapped"]
    assert snap["distance_m"].tolist() == pytest.approx([far], rel=1e-6)
    assert snap["fraction"].tolist() == pytest.approx([0.5], abs=1e-9)
