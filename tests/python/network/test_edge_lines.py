"""Edges as tables draw them: against their nodes, beside them, in parts."""

from __future__ import annotations

import geopandas
import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

import petasentra as ps

NODES = pa.table({"id": [1, 2], "x": [0.0, 1000.0], "y": [0.0, 0.0]})


def between(*shapes, **columns):
    rows = {"from": [1] * len(shapes), "to": [2] * len(shapes)} | columns
    lines = geopandas.GeoDataFrame(rows, geometry=list(shapes), crs=32749)
    return ps.RoadNetwork.from_tables(NODES, lines, columns={"one_way": "arah"} if "arah" in columns else None)


def test_a_one_way_road_drawn_against_its_nodes_is_travelled_from_node_to_node():
    bent = shapely.LineString([(1000, 0), (700, 400), (0, 0)])
    there, back = (between(shape, arah=["ya"]) for shape in (bent.reverse(), bent))
    for network in (there, back):
        assert list(network.edges().to_geopandas().geometry.iloc[0].coords) == [(0, 0), (700, 400), (1000, 0)]
        snap = network.snap(x=[70.0], y=[40.0])
        assert snap["fraction"].tolist() == pytest.approx([np.hypot(70, 40) / bent.length])
    assert there.findings(reach_m=0)["code"] == []
    assert back.findings(reach_m=0)["code"] == ["EDGE_TURNED"]


def test_every_row_with_an_edge_keeps_it_and_says_what_became_of_its_line():
    network = between(
        shapely.LineString([(0, 0), (1000, 0)]),
        shapely.LineString([(0, 30), (1000, 0)]),
        shapely.LineString([(0, 300), (1000, 300)]),
        shapely.MultiLineString([[(0, 0), (400, 0)], [(500, 0), (1000, 0)]]),
    )
    assert network.edge_count == 4
    assert network.roads()["status"] == ["used", "used", "line_unused", "line_unused"]
    assert network.edges()["length_m"].tolist() == [1000.0] * 4
    told = network.findings(reach_m=0)
    assert told["code"][:3] == ["EDGE_END_MOVED", "EDGE_LINE_ELSEWHERE", "EDGE_IN_PARTS"]
    assert set(told["code"][3:]) == {"ROAD_DUPLICATE"}  # three of them are straight now
    assert told["measure"][:2].tolist() == [30.0, 300.0]


def test_what_became_of_a_line_is_kept_in_the_file_of_the_network(tmp_path):
    network = between(shapely.LineString([(0, 300), (1000, 300)]))
    network.save(tmp_path / "jalan.roads")
    assert ps.RoadNetwork.open(tmp_path / "jalan.roads").roads()["status"] == ["line_unused"]


def test_a_graphml_edge_drawn_against_its_nodes_is_turned(tmp_path):
    keys = "".join(
        f'<key id="{name}" for="{of}" attr.name="{name}"/>'
        for name, of in (("x", "node"), ("y", "node"), ("crs", "graph"), ("geometry", "edge"), ("oneway", "edge"))
    )
    nodes = "".join(
        f'<node id="{name}"><data key="x">{x}</data><data key="y">-7.5</data></node>'
        for name, x in ((7, 112.0), (8, 112.1))
    )
    line = '<data key="geometry">LINESTRING (112.1 -7.5, 112.02 -7.51, 112.0 -7.5)</data><data key="oneway">True</data>'
    edge = f'<edge source="7" target="8">{line}</edge>'
    graph = (
        f'<graphml>{keys}<graph edgedefault="directed"><data key="crs">epsg:4326</data>{nodes}{edge}</graph></graphml>'
    )
    (tmp_path / "g.graphml").write_text(graph)
    network = ps.RoadNetwork.from_graphml(tmp_path / "g.graphml")
    assert network.findings(reach_m=0)["code"] == ["EDGE_TURNED"]
    assert network.snap(x=[112.01], y=[-7.505])["fraction"][0] < 0.2
    assert network.edges()["traffic"] == ["forward"]


@given(st.data())
def test_parts_of_a_road_are_joined_as_shapely_merges_them(data):
    middle = data.draw(
        st.lists(st.tuples(st.integers(1, 900), st.integers(1, 90)), min_size=2, max_size=9, unique=True)
    )
    places = [(0, 0), *middle, (1000, 0)]
    parts = [list(pair) for pair in zip(places, places[1:], strict=False)]
    shuffled = data.draw(st.permutations(parts))
    turned = [part[::-1] if data.draw(st.booleans()) else part for part in shuffled]
    network = between(shapely.MultiLineString(turned))
    merged = shapely.line_merge(shapely.MultiLineString(turned))
    found = network.edges().to_geopandas().geometry.iloc[0]
    assert found.equals(merged)
    assert found.coords[0] == (0, 0)
    assert network.edges()["length_m"][0] == pytest.approx(merged.length)
    without = data.draw(st.integers(1, len(parts) - 2)) if len(parts) > 2 else 1
    holed = between(shapely.MultiLineString(parts[:without] + parts[without + 1 :]))
    assert holed.roads()["status"] == ["line_unused"]
