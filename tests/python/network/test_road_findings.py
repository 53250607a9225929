"""What is found on roads is in the catalogue, with the severity and unit that it states."""

from __future__ import annotations

import geopandas
import pyarrow as pa
import shapely

import petasentra as ps
from petasentra.findings import catalogue
from petasentra.network.turns import RoadTurns
from petasentra.tables import Table


def line(*places):
    return shapely.LineString(places)


def networks():
    frame = geopandas.GeoDataFrame(
        {
            "arah": ["entah", "", "", "", "", "", "", "", ""],
            "feri": ["", "ya", "", "", "", "", "", "", ""],
            "status": ["", "", "1", "7", "", "", "", "", ""],
            "mst": ["berat", "", "", "", "", "", "", "", ""],
            "tutup": ["musim hujan", "", "", "", "", "", "", "", ""],
        },
        geometry=[
            line((0, 0), (50, 0), (100, 0)), line((100, 0), (300, 0)), line((0, 9), (9, 9)),
            line((50, 1), (50, 80)), line((50, 90), (60, 90), (60, 99), (50, 90)), line((0, 0), (50, 0), (100, 0)),
            shapely.Point(0, 0), None, line((20, 9.5), (20, 300)),
        ],
        crs=32749,
    )  # fmt: skip
    columns = {"one_way": "arah", "ferry": "feri", "status": "status", "axle_limit_t": "mst", "closed": "tutup"}
    yield ps.RoadNetwork.from_layer(frame, columns=columns, tolerance_m=2)
    nodes = pa.table({"id": [1, 2], "x": [0.0, 9.0], "y": [0.0, 0.0]})
    edges = pa.table({"from": [1, 1, 2], "to": [2, 5, 2], "m": [-1.0, 1.0, 0.0]})
    yield ps.RoadNetwork.from_tables(nodes, edges, crs=32749, length_m="m")
    turns = RoadTurns(
        Table.from_arrow(
            pa.table(
                {
                    "osm_relation_id": [7],
                    "from_way": [1],
                    "via_node": [1],
                    "via_ways": pa.array([None], pa.string()),
                    "to_way": [2],
                    "kind": ["no_left_turn"],
                    "vehicle": pa.array([None], pa.string()),
                    "except": pa.array([None], pa.string()),
                }
            )  # fmt: skip
        )
    )
    unturned = ps.RoadNetwork.from_tables(nodes, edges, crs=32749)
    yield ps.RoadNetwork(turns.laid_on(unturned.core, tell=True), turns=turns)
    places = pa.table({"id": [1, 2], "x": [0.0, 900.0], "y": [0.0, 0.0]})
    drawn = [
        line((900, 0), (500, 9), (0, 0)), line((0, 9), (500, 9), (900, 9)), line((0, 90), (900, 90)),
        shapely.MultiLineString([[(0, 0), (9, 0)], [(20, 0), (900, 0)]]),
    ]  # fmt: skip
    lines = geopandas.GeoDataFrame({"from": [1] * 4, "to": [2] * 4, "arah": ["N"] * 4}, geometry=drawn, crs=32749)
    yield ps.RoadNetwork.from_tables(places, lines, columns={"one_way": "arah"})
    infinite = geopandas.GeoDataFrame(geometry=[line((0, 0), (float("inf"), 0))], crs=32749)
    yield ps.RoadNetwork.from_layer(infinite)
    beyond = geopandas.GeoDataFrame(geometry=[line((112, -7.5), (112.1, -7.5)), line((112, 95), (112.1, 95))], crs=4326)
    yield ps.RoadNetwork.from_layer(beyond)
    labelled = geopandas.GeoDataFrame(geometry=[line((112.0, -7.5), (112.1, -7.5))], crs=32749)
    yield ps.RoadNetwork.from_layer(labelled)


def water_findings():
    roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line((0, 0), (900, 0))], crs=32749)
    net = ps.RoadNetwork.from_layer(roads, columns="rbi")
    knot = shapely.Polygon([(0, 0), (100, 10), (100, 0), (0, 10)])
    nothing = shapely.Polygon([(0, 0), (5, 5), (0, 0)])
    water = geopandas.GeoDataFrame(geometry=[knot, nothing], crs=32749)
    places = geopandas.GeoDataFrame(geometry=[shapely.Point(5, 5)], crs=32749)
    return net.isochrones(places, 5, water=water).findings


def vehicle_findings():
    frame = geopandas.GeoDataFrame(
        {"kelas": ["Jalan Bulan", None], "akses": ["entah", None]},
        geometry=[line((0, 0), (50, 0)), line((50, 0), (90, 0))],
        crs=32749,
    )
    for columns in ({"road_class": "kelas", "access": "akses"}, {}):
        yield ps.RoadNetwork.from_layer(frame, columns=columns).costs("car").findings
    yield ps.RoadNetwork.from_layer(frame, columns=columns).scenario("car", close=[]).findings


def test_findings_have_the_severity_and_unit_of_the_catalogue():
    known = {one.code: one for one in catalogue() if one.area == "roads"}
    seen = set()
    for findings in [*(network.findings() for network in networks()), water_findings(), *vehicle_findings()]:
        columns = (findings[name] for name in ("code", "severity", "unit", "message_id", "message_en", "hint_id"))
        for code, severity, unit, message_id, message_en, hint_id in zip(*columns, strict=True):
            assert (severity, unit) == (known[code].severity, known[code].unit), code
            assert message_id != message_en
            assert hint_id
            seen.add(code)
    assert seen == set(known)


def test_findings_are_points_that_a_map_can_show(tmp_path):
    network = next(networks())
    findings = network.findings()
    frame = findings.to_geopandas()
    assert frame.crs == 32749
    placed = frame[frame["code"].isin(["END_SNAPPED", "END_NEAR_ROAD", "ROAD_ISLAND"])]
    assert len(placed) >= 3
    assert placed.geometry.notna().all()
    findings.write(tmp_path / "findings.gpkg")
    assert len(ps.read_layer(tmp_path / "findings.gpkg")) == len(findings)


def test_a_report_reads_as_a_sentence_and_counts_as_numbers():
    report = next(networks()).report(reach_m=20)
    assert "components" in repr(report)
    assert report.rows == 9
    assert report.rows_planned == 1
    assert report.loops == 1
    assert report.duplicates >= 1
    assert report.ferries == 1
    assert sum(report.components["edges"]) == report.edges
