"""Networks from tables, GraphML and OpenStreetMap files, held against edge lists made by others."""

from __future__ import annotations

import csv
import gzip
import heapq
import re
from collections import Counter, defaultdict

import numpy as np
import pyarrow as pa
import pytest
from drawn_roads import roads

import petasentra as ps

NAMES = ("helsinki_centre", "isle_of_man", "liechtenstein")


def rows(path):
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def own_edges(network):
    """Ends, way, length and traffic of each edge; joined again where only a barrier cuts them."""
    ids = np.asarray(network.nodes()["node_id"])
    degree = dict(zip(ids.tolist(), network.nodes()["degree"], strict=True))
    gates = {one for one in network.barriers["osm_node_id"] if degree.get(one) == 2}
    table = network.edges()
    out = []
    for a, b, way, metres, traffic in zip(
        ids[table["from_node"]].tolist(), ids[table["to_node"]].tolist(), map(int, table["feature_id"]),
        table["length_m"], table["traffic"], strict=True,
    ):  # fmt: skip
        if out and a in gates and out[-1][1:3] == (a, way):
            out[-1] = (out[-1][0], b, way, out[-1][3] + metres, traffic)
        else:
            out.append((a, b, way, metres, traffic))
    return out


@pytest.mark.parametrize("name", NAMES)
def test_a_pbf_gives_the_edges_that_were_cut_from_it_elsewhere(shared, name):
    network = ps.RoadNetwork.from_osm(shared / "roads" / f"{name}.osm.pbf")
    reference = rows(shared / "roads" / f"{name}_edges.csv.gz")
    own = own_edges(network)
    mine = [edge[:3] for edge in own]
    theirs = [(int(row["from_node"]), int(row["to_node"]), int(row["osm_way_id"])) for row in reference]
    ways = {way for *_, way in theirs}
    # Every way of theirs is here, in full length. More classes are in here (trails, ferries): these cut some ways more.
    extra = {way for *_, way in mine} - ways
    lengths, wanted = defaultdict(float), defaultdict(float)
    for *_, way, metres, _traffic in own:
        lengths[way] += metres
    for (*_, way), row in zip(theirs, reference, strict=True):
        wanted[way] += float(row["length_m"])
    assert all(lengths[way] == pytest.approx(metres, abs=0.001 * 200) for way, metres in wanted.items())
    if not extra:
        assert Counter(mine) == Counter(theirs)
    else:
        nodes = {node for a, b, way in mine if way in extra for node in (a, b)}
        differing = (Counter(theirs) - Counter(mine)).total()
        assert differing <= len(nodes)
        assert differing < 0.01 * len(theirs)
    # Where an edge is the same, so are its length (to the millimetre of the list) and its direction.
    words = {"0": "both", "1": "forward", "-1": "backward"}
    twice = {key for key, count in Counter(theirs).items() if count > 1}
    by_key = {key: row for key, row in zip(theirs, reference, strict=True) if key not in twice}
    same = 0
    for *ends, metres, traffic in own:
        key = tuple(ends)
        if key in by_key:
            same += 1
            assert metres == pytest.approx(float(by_key[key]["length_m"]), abs=0.0006)
            assert traffic == words[by_key[key]["oneway"]]
    assert same > 0.98 * len(theirs)


def test_shortest_paths_over_tables_are_those_of_the_reference(shared):
    """The arcs, lengths and directions together: plain Dijkstra on our arcs against published path lengths."""
    folder = shared / "roads"
    node_rows, edge_rows = rows(folder / "liechtenstein_nodes.csv.gz"), rows(folder / "liechtenstein_edges.csv.gz")
    nodes = pa.table({
        "id": [int(row["osm_node_id"]) for row in node_rows],
        "lon": [float(row["lon"]) for row in node_rows],
        "lat": [float(row["lat"]) for row in node_rows],
    })  # fmt: skip
    edges = pa.table({
        "a": [int(row["from_node"]) for row in edge_rows],
        "b": [int(row["to_node"]) for row in edge_rows],
        "m": [float(row["length_m"]) for row in edge_rows],
        "oneway": [row["oneway"] for row in edge_rows],
    })  # fmt: skip
    network = ps.RoadNetwork.from_tables(
        nodes, edges, crs=4326, x="lon", y="lat", from_node="a", to_node="b", length_m="m", columns="osm"
    )
    ids = {int(one): i for i, one in enumerate(network.nodes()["node_id"])}
    leaving = defaultdict(list)
    core = network.core
    open_arcs = {"both": (True, True), "forward": (True, False), "backward": (False, True), "none": (False, False)}
    for edge, traffic in enumerate(network.edges()["traffic"]):
        for arc, is_open in zip((2 * edge, 2 * edge + 1), open_arcs[traffic], strict=True):
            if is_open:
                leaving[int(core.tails[arc])].append((int(core.heads[arc]), float(core.length_m[edge])))
    with (folder / "liechtenstein_reference_paths.csv").open(encoding="utf-8") as stream:
        wanted = list(csv.DictReader(stream))[:60]
    for row in wanted:
        found = shortest(leaving, ids[int(row["source"])]).get(ids[int(row["target"])])
        if row["directed_m"]:
            assert found == pytest.approx(float(row["directed_m"]), abs=0.01)
        else:
            assert found is None


def shortest(leaving, source):
    reached, front = {}, [(0.0, source)]
    while front:
        metres, node = heapq.heappop(front)
        if node in reached:
            continue
        reached[node] = metres
        for head, more in leaving[node]:
            heapq.heappush(front, (metres + more, head))
    return reached


def test_restrictions_and_barriers_of_a_file_are_kept(shared):
    network = ps.RoadNetwork.from_osm(shared / "roads" / "helsinki_centre.osm.pbf")
    turns = network.restrictions.to_pylist()
    assert len(turns) == 45
    assert all(row["kind"].startswith(("no_", "only_")) for row in turns)
    assert all((row["via_node"] is None) != (row["via_ways"] is None) for row in turns)
    assert len(network.barriers) == 70
    assert "gate" in network.barriers["kind"]


def test_turn_restrictions_are_told_in_arcs(shared, tmp_path):
    nodes = "".join(f"<node id='{i}' lat='{-7.5 + 0.01 * (i == 4)}' lon='{112 + i / 100}'/>" for i in range(1, 5))

    def way(number, *refs):
        nds = "".join(f"<nd ref='{ref}'/>" for ref in refs)
        return f"<way id='{number}'>{nds}<tag k='highway' v='residential'/></way>"

    def turn(number, kind, start, via, end):
        members = "".join(
            f"<member type='{kind}' ref='{ref}' role='{role}'/>"
            for kind, ref, role in (("way", start, "from"), (*via, "via"), ("way", end, "to"))
        )
        tags = f"<tag k='type' v='restriction'/><tag k='restriction' v='{kind}'/>"
        return f"<relation id='{number}'>{members}{tags}</relation>"

    body = way(10, 1, 2) + way(11, 2, 3) + way(12, 2, 4) + way(13, 4, 3)
    body += turn(1, "no_left_turn", 10, ("node", 2), 12) + turn(2, "no_u_turn", 10, ("node", 2), 10)
    body += turn(3, "no_right_turn", 10, ("way", 12), 13) + turn(4, "only_straight_on", 10, ("node", 3), 11)
    path = tmp_path / "turns.osm"
    path.write_text(f"<osm version='0.6'>{nodes}{body}</osm>")
    network = ps.RoadNetwork.from_osm(path)
    assert network.turns().to_pylist() == [
        {"row": 0, "from_arc": 0, "to_arc": 4, "kind": "no_left_turn", "status": "applied"},
        {"row": 1, "from_arc": 0, "to_arc": 1, "kind": "no_u_turn", "status": "applied"},
        {"row": 2, "from_arc": 0, "to_arc": 6, "kind": "no_right_turn", "status": "applied"},
        {"row": 3, "from_arc": None, "to_arc": None, "kind": "only_straight_on", "status": "not_in_network"},
    ]
    real = ps.RoadNetwork.from_osm(shared / "roads" / "helsinki_centre.osm.pbf")
    turns = real.turns()
    assert set(turns["row"]) == set(range(len(real.restrictions)))
    core = real.core
    for row in turns.to_pylist():
        if row["status"] == "applied":
            assert core.heads[row["from_arc"]] == core.tails[row["to_arc"]]
    assert Counter(turns["status"]) == {"applied": 43, "hours": 1, "not_in_network": 1}


def test_a_file_that_is_cut_off_or_missing_is_an_error_that_names_it(shared, tmp_path):
    whole = (shared / "roads" / "liechtenstein.osm.pbf").read_bytes()
    cut = tmp_path / "cut.osm.pbf"
    cut.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ps.IoError) as caught:
        ps.RoadNetwork.from_osm(cut)
    assert caught.value.file == str(cut)
    assert caught.value.message_id
    with pytest.raises(ps.IoError, match="no file"):
        ps.RoadNetwork.from_osm(tmp_path / "none.osm.pbf")


def test_xml_is_read_like_pbf(shared):
    network = ps.RoadNetwork.from_osm(shared / "roads" / "monaco.osm.gz")
    assert network.node_count > 1000
    assert network.report().one_way_edges > 100


def test_graphml_of_osmnx_joins_the_two_directions_of_a_road(shared):
    path = shared / "roads" / "balikpapan_kota_drive.graphml.gz"
    network = ps.RoadNetwork.from_graphml(path)
    text = gzip.decompress(path.read_bytes()).decode()
    lengths = [float(one) for one in re.findall(r'<data key="d13">([^<]*)</data>', text)]
    assert network.node_count == text.count("<node ") == 1207
    one_way = network.report().one_way_edges
    assert 2 * (network.edge_count - one_way) + one_way == text.count("<edge ") == len(lengths) == 2683
    length = {"both": 2.0, "forward": 1.0}
    table = network.edges()
    metres = sum(length[traffic] * m for traffic, m in zip(table["traffic"], table["length_m"], strict=True))
    assert metres == pytest.approx(sum(lengths))
    assert network.component_count == 1


def test_graphml_that_is_cut_off_or_no_graph_is_an_error(shared, tmp_path):
    text = gzip.decompress((shared / "roads" / "balikpapan_kota_drive.graphml.gz").read_bytes())
    cut = tmp_path / "cut.graphml"
    cut.write_bytes(text[:100_000])
    with pytest.raises(ps.IoError, match="GraphML"):
        ps.RoadNetwork.from_graphml(cut)
    empty = tmp_path / "empty.graphml"
    empty.write_text("<graphml><graph edgedefault='directed'></graph></graphml>")
    with pytest.raises(ps.NetworkError, match="no nodes"):
        ps.RoadNetwork.from_graphml(empty)
    nowhere = tmp_path / "nowhere.graphml"
    nowhere.write_text("<graphml><graph><node id='a'/></graph></graphml>")
    with pytest.raises(ps.NetworkError, match="usable x"):
        ps.RoadNetwork.from_graphml(nowhere)


@pytest.mark.parametrize("kind", [pa.int64(), pa.int32(), pa.uint8(), pa.string()])
def test_ids_of_nodes_may_be_numbers_of_any_width_or_texts_of_them(kind):
    nodes = pa.table({"id": pa.array([7, 9]).cast(kind), "x": [0.0, 3.0], "y": [0.0, 4.0]})
    network = ps.RoadNetwork.from_tables(nodes, pa.table({"from": [9, None], "to": ["7", "9"]}), crs=32749)
    assert network.edges()["from_node"].tolist() == [1]
    assert [int(one) for one in network.nodes()["node_id"]] == [7, 9]
    assert network.roads()["status"] == ["used", "node_missing"]


def test_tables_keep_edges_that_cannot_be_used():
    nodes = pa.table({"id": ["a", "b"], "x": [0.0, 30.0], "y": [0.0, 40.0]})
    edges = pa.table({"from": ["a", "a", "b", "a"], "to": ["b", "z", "b", "b"], "m": [7.0, 1.0, 0.0, -2.0]})
    network = ps.RoadNetwork.from_tables(nodes, edges, crs=32749, length_m="m")
    assert network.roads()["status"] == ["used", "node_missing", "without_length", "length_unusable"]
    assert network.nodes()["node_id"] == ["a", "b"]
    measured = ps.RoadNetwork.from_tables(nodes, edges.slice(0, 1), crs=32749)
    assert measured.edges()["length_m"].tolist() == [50.0]
    with pytest.raises(ps.CrsError):
        ps.RoadNetwork.from_tables(nodes, edges)
    with pytest.raises(ps.SchemaError, match="two nodes"):
        ps.RoadNetwork.from_tables(pa.table({"id": [1, 1], "x": [0.0, 1.0], "y": [0.0, 1.0]}), edges, crs=32749)
    with pytest.raises(ps.GeometryError, match="no place"):
        ps.RoadNetwork.from_tables(pa.table({"id": [1], "x": [None], "y": [1.0]}, schema=pa.schema({"id": pa.int64(), "x": pa.float64(), "y": pa.float64()})), edges, crs=32749)  # fmt: skip  # noqa: E501


def test_lines_may_be_named_by_their_file(tmp_path):
    drawn = roads([[(0, 0), (100, 0)], [(100, 0), (100, 80)]], REMARK=["Jalan Lokal"] * 2)
    file = tmp_path / "jalan.gpkg"
    drawn.to_file(file)
    for path in (file, str(file)):
        network = ps.RoadNetwork.from_layer(path, columns="rbi")
        assert network.fingerprint == ps.RoadNetwork.from_layer(drawn, columns="rbi").fingerprint
    with pytest.raises(ps.IoError):
        ps.RoadNetwork.from_layer(tmp_path / "none.gpkg")
