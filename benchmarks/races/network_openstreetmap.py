"""From a file of OpenStreetMap to a graph of roads with lengths, beside a handler of pyosmium that does the same."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from load_files import shared_data
from network_sizes import Sizes, takes_part
from pyproj import Geod
from zoning_report import Found, Line, beside

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

RIVAL = "pyosmium handler"
FILES = ("isle_of_man", "helsinki_centre", "liechtenstein")
AIM = 10.0
NOT_ROADS = {
    "proposed", "planned", "construction", "abandoned", "disused", "razed", "demolished", "no", "historic", "removed",
    "platform", "bus_stop", "rest_area", "services", "raceway", "elevator",
}  # fmt: skip
KEPT = (
    "highway", "bridge", "tunnel", "layer", "maxaxleload", "maxweight", "maxwidth", "maxspeed", "surface", "duration",
    "name",
)  # fmt: skip
MODES = ("motor_vehicle", "vehicle", "access")


@dataclass(frozen=True, eq=False)
class Graph:
    """Ends, way and length of each edge, in the order of ways."""

    ends: np.ndarray
    ways: np.ndarray
    length_m: np.ndarray


def openstreetmap(sizes: Sizes) -> Found:
    """Files of three places; the graph has the same edges in the same order, lengths on the ellipsoid."""
    found = Found()
    if not takes_part("osmium"):
        return found
    for name in FILES[:1] if sizes.runs == 1 else FILES:
        path = shared_data() / "roads" / f"{name}.osm.pbf"
        ours = partial(ps.RoadNetwork.from_osm, path)
        (theirs, their_time), ((network, our_time),) = beside(partial(by_handler, path), [ours], sizes.runs)
        require_same_graph(network, theirs)
        size = f"{len(theirs.ways):,} edges"
        found.add(Line(f"graph from {path.name}, {size}", RIVAL, their_time, our_time, AIM))
    return found


def require_same_graph(network: ps.RoadNetwork, theirs: Graph) -> None:
    edges, ids = network.edges(), np.asarray(network.nodes()["node_id"], dtype=np.int64)
    ends = np.column_stack([ids[np.asarray(edges[column])] for column in ("from_node", "to_node")])
    same = ends.shape == theirs.ends.shape and (ends == theirs.ends).all()
    if not same or not np.allclose(edges["length_m"], theirs.length_m, rtol=0.0, atol=1e-6):
        sys.exit(f"{RIVAL}: the graphs differ. Nothing is written.")


def by_handler(path: Path) -> Graph:
    """Ways with their tags, then the places of their nodes; cut where ways meet, end, or a barrier stands."""
    import osmium

    class Ways(osmium.SimpleHandler):
        def __init__(self) -> None:
            super().__init__()
            self.ids: list[int] = []
            self.refs: list[list[int]] = []
            self.tags: list[tuple[str | None, ...]] = []
            self.turns: list[tuple[object, ...]] = []

        def way(self, way: osmium.osm.Way) -> None:
            tags = way.tags
            highway, ferry = tags.get("highway"), tags.get("route") == "ferry"
            if (not highway and not ferry) or highway in NOT_ROADS or (not ferry and tags.get("area") == "yes"):
                return
            if len(way.nodes) < 2:
                return
            round_about = tags.get("junction") in ("roundabout", "circular") or highway == "motorway"
            oneway = tags.get("oneway") or ("yes" if round_about else None)
            access = next((tags.get(mode) for mode in MODES if tags.get(mode)), None)
            self.ids.append(way.id)
            self.refs.append([node.ref for node in way.nodes])
            self.tags.append((oneway, access, *(tags.get(key) for key in KEPT)))

        def relation(self, relation: osmium.osm.Relation) -> None:
            if relation.tags.get("type") == "restriction":
                members = tuple((member.type, member.ref, member.role) for member in relation.members)
                self.turns.append((relation.id, relation.tags.get("restriction"), members))

    class Places(osmium.SimpleHandler):
        def __init__(self, wanted: set[int]) -> None:
            super().__init__()
            self.wanted = wanted
            self.places: dict[int, tuple[float, float]] = {}
            self.barriers: list[tuple[int, str]] = []

        def node(self, node: osmium.osm.Node) -> None:
            if node.id not in self.wanted:
                return
            self.places[node.id] = (node.location.lon, node.location.lat)
            barrier = node.tags.get("barrier")
            if barrier:
                self.barriers.append((node.id, barrier))

    ways = Ways()
    ways.apply_file(path, filters=[osmium.filter.KeyFilter("highway", "route", "type")])
    named = Counter(ref for refs in ways.refs for ref in refs)
    places = Places(set(named))
    places.apply_file(path)
    # A barrier cuts its way as if another met it there.
    named.update(node for node, _ in places.barriers)
    return cut_up(ways.ids, ways.refs, named, places.places)


def cut_up(ids: list[int], refs: list[list[int]], named: Counter[int], places: dict[int, tuple[float, float]]) -> Graph:
    """Runs of nodes that the file has, cut at their ends and at nodes named more than once."""
    runs = [run for way, each in zip(ids, refs, strict=True) for run in runs_of(way, each, places)]
    meet = {ref for ref, count in named.items() if count > 1} | {run[end] for _, run in runs for end in (0, -1)}
    ends, ways, of_edge, steps = [], [], [], []
    for way, run in runs:
        start = run[0]
        for before, ref in zip(run, run[1:], strict=False):
            steps.append((*places[before], *places[ref]))
            of_edge.append(len(ends))
            if ref in meet:
                ends.append((start, ref))
                ways.append(way)
                start = ref
    metres = Geod(ellps="WGS84").inv(*np.array(steps).T)[2]
    length_m = np.bincount(np.array(of_edge), weights=metres, minlength=len(ends))
    return Graph(np.array(ends), np.array(ways), length_m)


def runs_of(way: int, refs: list[int], places: dict[int, tuple[float, float]]) -> list[tuple[int, list[int]]]:
    if all(ref in places for ref in refs):
        return [(way, refs)]
    runs: list[list[int]] = [[]]
    for ref in refs:
        if ref in places:
            runs[-1].append(ref)
        elif runs[-1]:
            runs.append([])
    return [(way, run) for run in runs if len(run) > 1]
