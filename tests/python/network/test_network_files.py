"""Networks in files: what comes out is what went in, and what was changed is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pytest
import shapely
from drawn_roads import roads

import petasentra as ps
from petasentra.network.costs import UNREACHABLE
from petasentra.network.turns import RoadTurns
from petasentra.tables import Table

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def net() -> ps.RoadNetwork:
    random = np.random.default_rng(8)
    lines = [shapely.LineString([(100 * x, 100 * y), (100 * x + dx, 100 * y + 100 - dx)])
             for x in range(9) for y in range(9) for dx in (0, 100) if random.random() < 0.8]  # fmt: skip
    names = [f"Jl. {i}" if i % 3 else None for i in range(len(lines))]
    roads = gpd.GeoDataFrame({"k": ["Jalan Lokal"] * len(lines), "n": names}, geometry=lines, crs=32749)
    made = ps.RoadNetwork.from_layer(roads, columns={"road_class": "k", "name": "n"})
    barriers = Table.from_arrow(pa.table({"osm_node_id": [42], "kind": ["bollard"], "tags": ["foot=yes"]}))
    turns = RoadTurns(barriers=barriers)
    closed = ps.RoadNetwork(turns.laid_on(made.core, tell=True), turns=turns)
    arcs = np.flatnonzero(made.core.heads == 24)[:1], np.flatnonzero(made.core.tails == 24)[:1]
    return closed.with_turns(pa.table({"from_arc": arcs[0], "to_arc": arcs[1], "seconds": [12.5]}))


def test_an_opened_network_answers_as_the_one_that_was_saved(net: ps.RoadNetwork, tmp_path: Path) -> None:
    net.save(tmp_path / "roads.psn")
    opened = ps.RoadNetwork.open(tmp_path / "roads.psn")
    assert repr(opened) == repr(net)
    assert opened.edges().to_arrow() == net.edges().to_arrow()
    assert opened.nodes().to_arrow() == net.nodes().to_arrow()
    assert opened.roads().to_arrow() == net.roads().to_arrow()
    assert opened.findings().to_arrow() == net.findings().to_arrow()
    assert opened.restrictions is None
    assert opened.barriers is not None
    assert opened.barriers.to_pylist() == [{"osm_node_id": 42, "kind": "bollard", "tags": "foot=yes"}]
    assert opened.costs("car").turn_deciseconds.tolist() == [UNREACHABLE, 125]
    assert opened.costs("walk").turn_deciseconds.tolist() == [0, 125]
    at = gpd.GeoDataFrame(geometry=shapely.points(np.random.default_rng(1).uniform(0, 900, (15, 2))), crs=32749)
    before, after = net.travel_times(at, at), opened.travel_times(at, at)
    assert (before.deciseconds == after.deciseconds).all()
    shut = {"close": "Jl. 4", "slower": {"local": 0.8}}
    assert (net.scenario(**shut).deciseconds == opened.scenario(**shut).deciseconds).all()
    opened.save(tmp_path / "again.psn")
    assert (tmp_path / "again.psn").read_bytes() == (tmp_path / "roads.psn").read_bytes()


def test_a_large_hierarchy_is_mapped_and_stays_usable_when_the_file_is_replaced(tmp_path: Path) -> None:
    side = 220
    node = np.arange(side * side).reshape(side, side)
    east = np.stack([node[:, :-1].ravel(), node[:, 1:].ravel()], axis=1)
    north = np.stack([node[:-1].ravel(), node[1:].ravel()], axis=1)
    xy = 100.0 * np.stack([node.ravel() % side, node.ravel() // side], axis=1)
    lines = shapely.linestrings(xy[np.concatenate([east, north])])
    roads = gpd.GeoDataFrame({"REMARK": ["Jalan Lokal"] * len(lines)}, geometry=lines, crs=32749)
    net = ps.RoadNetwork.from_layer(roads, columns="rbi")
    path = tmp_path / "large.psn"
    net.save(path)
    assert path.stat().st_size > 16 << 20
    opened = ps.RoadNetwork.open(path)
    net.save(path)
    at = gpd.GeoDataFrame(geometry=shapely.points(np.random.default_rng(1).uniform(0, 100 * side, (5, 2))), crs=32749)
    assert (net.travel_times(at, at).deciseconds == opened.travel_times(at, at).deciseconds).all()


def test_what_is_no_sound_file_is_refused_in_both_languages(net: ps.RoadNetwork, tmp_path: Path) -> None:
    path = tmp_path / "roads.psn"
    net.save(path)
    whole = path.read_bytes()
    other, cut, changed = bytearray(whole), whole[: len(whole) // 2], bytearray(whole)
    other[12] = 9
    changed[len(whole) // 2] ^= 1
    for content, english, indonesian in (
        (b"PK..", "no network file", "bukan berkas jaringan"),
        (other, "has format 9", "memakai format 9"),
        (cut, "was cut", "terpotong"),
        (changed, "damaged", "rusak"),
    ):
        path.write_bytes(content)
        with pytest.raises(ps.NetworkError, match=english) as caught:
            ps.RoadNetwork.open(path)
        assert indonesian in caught.value.message_id
        assert caught.value.code == 503
        assert caught.value.file == str(path)
        assert caught.value.hint_id
    with pytest.raises(ps.IoError):
        ps.RoadNetwork.open(tmp_path / "none.psn")
    with pytest.raises(ps.IoError):
        net.save(tmp_path / "no_folder" / "roads.psn")


def test_costs_know_roads_that_differ_in_what_they_are_only(tmp_path: Path) -> None:
    lines = [[(0, 0), (500, 0)], [(500, 0), (900, 0)]]
    facts = {
        "today": {"REMARK": ["Jalan Lokal", "Jalan Lokal"]},
        "classes": {"REMARK": ["Jalan Lokal", "Jalan Kolektor"]},
        "the other way round": {"REMARK": ["Jalan Kolektor", "Jalan Lokal"]},
        "words": {"REMARK": ["Jalan Lain", "Jalan Lain"]},
        "traffic": {"REMARK": ["Jalan Lokal"] * 2, "arah": ["yes", "no"]},
        "limits": {"REMARK": ["Jalan Lokal"] * 2, "mst": [8.0, None]},
        "closed": {"REMARK": ["Jalan Lokal"] * 2, "tutup": ["11-01/03-31", None]},
        "access": {"REMARK": ["Jalan Lokal"] * 2, "izin": ["private", None]},
        "status": {"REMARK": ["Jalan Lokal"] * 2, "status": ["rencana", None]},
    }
    names = {"road_class": "REMARK", "one_way": "arah", "axle_limit_t": "mst", "closed": "tutup", "access": "izin"}
    nets = {
        what: ps.RoadNetwork.from_layer(
            roads(lines, **columns), planned="waiting",
            columns={fact: name for fact, name in {**names, "status": "status"}.items() if name in columns},
        )
        for what, columns in facts.items()
    }  # fmt: skip
    nets["built"] = ps.RoadNetwork.from_layer(
        roads(lines, **facts["status"]), planned=True, columns={"road_class": "REMARK", "status": "status"}
    )
    prints = {what: net.fingerprint for what, net in nets.items()}
    assert len(set(prints.values())) == len(prints), prints
    today = nets["today"]
    with pytest.raises(ps.OptionError, match="another network"):
        nets["classes"].snap(x=[0], y=[0], costs=today.costs("car"))
    for net in nets.values():
        net.save(tmp_path / "jalan.psnet")
        assert ps.RoadNetwork.open(tmp_path / "jalan.psnet").fingerprint == net.fingerprint
