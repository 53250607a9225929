"""The bundled road graphs as plain arrays, one reader a format."""

from __future__ import annotations

import gzip
import sys
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd

import petasentra as ps

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "races"))
from network_graphs import dimacs, highways

MILLIMETRES = 1000
BOTH_WAYS = ("usa_highways", "dimacs9_NY", "dimacs9_FLA")
OSM = ("helsinki_centre", "isle_of_man", "liechtenstein")
RBI = ("kudus", "kota_bogor", "kota_malang", "kota_tasikmalaya", "purworejo")
REGENCY = "bojonegoro_ruas_kabupaten"
EVERY = (*BOTH_WAYS, *OSM, "monaco", "balikpapan_kota_drive", *(f"{name}_rbi25k" for name in RBI), REGENCY)


@dataclass(frozen=True, eq=False)
class Arrays:
    """Arcs and whole costs; `ids` are those of the source, by node."""

    nodes: int
    tails: np.ndarray
    heads: np.ndarray
    costs: np.ndarray
    ids: np.ndarray | None = None

    def costed(self) -> ps.network.CostedGraph:
        return ps.network.Graph.from_arrays(self.tails, self.heads, self.nodes).with_costs(self.costs)


def osm(folder: Path, name: str, *, directed: bool) -> Arrays:
    """Edge lists made from OpenStreetMap: lengths in millimetres, so that sums are exact."""
    ids = pd.read_csv(folder / f"{name}_nodes.csv.gz")["osm_node_id"].to_numpy()
    edges = pd.read_csv(folder / f"{name}_edges.csv.gz")
    number = pd.Series(np.arange(len(ids)), index=ids)
    begin, end = (number.loc[edges[column]].to_numpy() for column in ("from_node", "to_node"))
    length = np.rint(edges["length_m"].to_numpy() * MILLIMETRES)
    along, against = edges["oneway"].to_numpy() >= 0, edges["oneway"].to_numpy() <= 0
    if not directed:
        along, against = np.ones_like(along), np.ones_like(against)
    tails, heads = np.concatenate([begin[along], end[against]]), np.concatenate([end[along], begin[against]])
    return Arrays(len(ids), tails, heads, np.concatenate([length[along], length[against]]), ids)


def of_network(network: ps.RoadNetwork) -> Arrays:
    """Arcs along the edges that may be travelled, lengths in millimetres."""
    edges = network.edges()
    begin, end = (np.asarray(edges[column], dtype=np.int64) for column in ("from_node", "to_node"))
    length = np.rint(np.asarray(edges["length_m"]) * MILLIMETRES)
    traffic = np.asarray(edges["traffic"])
    along, against = np.isin(traffic, ("both", "forward")), np.isin(traffic, ("both", "backward"))
    tails, heads = np.concatenate([begin[along], end[against]]), np.concatenate([end[along], begin[against]])
    return Arrays(len(network.nodes()), tails, heads, np.concatenate([length[along], length[against]]))


def rbi(folder: Path, name: str) -> Arrays:
    """Roads of a GeoPackage, joined at their ends."""
    return of_network(ps.RoadNetwork.from_layer(ps.read_layer(folder / f"{name}.gpkg", layer="jalan")))


def regency(folder: Path, name: str) -> Arrays:
    """Roads drawn by hand, of which none meets another exactly: joined within 20 m."""
    return of_network(ps.RoadNetwork.from_layer(ps.read_layer(folder / f"{name}.gpkg"), tolerance_m=20))


def graphml(folder: Path, name: str) -> Arrays:
    """A directed graph with several edges between the same nodes."""
    with gzip.open(folder / f"{name}.graphml.gz") as file:
        drawn = nx.convert_node_labels_to_integers(nx.read_graphml(file))
    rows = [(u, v, round(float(length) * MILLIMETRES)) for u, v, length in drawn.edges(data="length")]
    return Arrays(len(drawn), *np.array(rows).T)


def both(begin: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.concatenate([begin, end]), np.concatenate([end, begin])


def read(folder: Path, name: str) -> Arrays:
    if name in OSM:
        return osm(folder, name, directed=True)
    if name == "monaco":
        return of_network(ps.RoadNetwork.from_osm(folder / "monaco.osm.gz"))
    if name == REGENCY:
        return regency(folder, name)
    if name.startswith("balikpapan"):
        return graphml(folder, name)
    if name.endswith("rbi25k"):
        return rbi(folder, name)
    roads = highways(folder / f"{name}.txt.gz") if name == "usa_highways" else dimacs(folder / f"{name}_topology.gr.xz")
    return Arrays(roads.nodes, roads.tails, roads.heads, roads.costs)
