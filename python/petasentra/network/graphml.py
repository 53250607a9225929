"""Road graphs of osmnx in GraphML, read as a stream of elements."""

from __future__ import annotations

import gzip
import re
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from xml.etree import ElementTree

from petasentra.errors import IoError, NetworkError
from petasentra.layers.layer import Layer

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    import pyarrow as pa

#: Attributes of osmnx that say something of a road, by what the network calls it.
FACTS = {
    "id": "osmid", "road_class": "highway", "bridge": "bridge", "tunnel": "tunnel", "access": "access",
    "speed_limit": "maxspeed", "name": "name",
}  # fmt: skip


@dataclass(frozen=True)
class Graph:
    """A graph as tables."""

    nodes: pa.Table
    edges: Layer | pa.Table
    crs: str | None
    length_column: str | None
    columns: dict[str, str]
    title: str


@dataclass
class _Edge:
    start: str
    end: str
    values: dict[str, str]
    traffic: str = "forward"


@dataclass
class _Reading:
    directed: bool = True
    graph: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, dict[str, str]] = field(default_factory=dict)
    edges: list[_Edge] = field(default_factory=list)
    waiting: dict[tuple[Any, ...], list[_Edge]] = field(default_factory=dict)

    def add(self, edge: _Edge) -> None:
        """Keep an edge, or open the one that is the same road in the other direction."""
        if not self.directed:
            edge.traffic = "both"
            self.edges.append(edge)
            return
        one_way = edge.values.get("oneway", "").casefold() in ("true", "yes", "1")
        if not one_way:
            twins = self.waiting.setdefault(_road(edge), [])
            for i, twin in enumerate(twins):
                if twin.start == edge.end and twin.end == edge.start and _turned(twin) != _turned(edge):
                    twin.traffic = "both"
                    del twins[i]
                    return
            twins.append(edge)
        self.edges.append(edge)


def _road(edge: _Edge) -> tuple[Any, ...]:
    """Return what two directions of one road have in common."""
    ids = tuple(sorted(re.findall(r"\d+", edge.values.get("osmid", ""))))
    length = edge.values.get("length", "")
    return frozenset((edge.start, edge.end)), ids, length[:8]


def _turned(edge: _Edge) -> tuple[bool, str]:
    """Return what tells the directions of a road apart: the mark of osmnx, or else the ends."""
    mark = edge.values.get("reversed", "")
    return (mark.casefold() == "true", "") if mark else (False, edge.start)


def read_graphml(path: str | os.PathLike[str]) -> Graph:
    """Return the graph of a file as tables."""
    file = Path(path)
    reading = _Reading()
    try:
        with _opened(file) as stream:
            for kind, values in _elements(stream):
                if kind == "graph":
                    reading.directed = values["edgedefault"] != "undirected"
                elif kind == "facts":
                    reading.graph = values
                elif kind == "node":
                    reading.nodes[values["id"]] = values
                else:
                    reading.add(_Edge(values.pop("source"), values.pop("target"), values))
    except (OSError, EOFError, ElementTree.ParseError) as error:
        raise IoError(
            f"{file} cannot be read as GraphML: {error}", f"{file} tidak terbaca sebagai GraphML: {error}",
            hint_en="The file may be cut off; get it again.", hint_id="Berkas mungkin terpotong; minta lagi.",
            code=702, file=str(file),
        ) from error  # fmt: skip
    return _tables(reading, file)


def _opened(file: Path) -> IO[bytes]:
    if not file.exists():
        raise IoError(f"There is no file {file}.", f"Berkas {file} tidak ada.", code=701, file=str(file))
    return gzip.open(file) if file.suffix == ".gz" else file.open("rb")  # type: ignore[return-value]


def _elements(stream: IO[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the graph, its own data, and each node and edge with its attributes by name."""
    names: dict[str, str] = {}
    facts: dict[str, str] = {}
    inner = 0
    for event, element in ElementTree.iterparse(stream, events=("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            inner += tag in ("node", "edge")
            if tag == "graph":
                yield "graph", {"edgedefault": element.get("edgedefault", "directed")}
            continue
        if tag == "key":
            names[element.get("id", "")] = element.get("attr.name", "")
        elif tag in ("node", "edge"):
            inner -= 1
            values = {names.get(one.get("key", ""), ""): one.text or "" for one in element}
            yield tag, values | dict(element.attrib)
            element.clear()
        elif tag == "data" and inner == 0:
            facts[names.get(element.get("key", ""), "")] = element.text or ""
    yield "facts", facts


def _tables(reading: _Reading, file: Path) -> Graph:
    import pyarrow as pa

    if not reading.nodes:
        raise NetworkError(f"{file} has no nodes.", f"{file} tidak memuat simpul.", code=501, file=str(file))
    nodes: dict[str, list[Any]] = {"id": list(reading.nodes), "x": [], "y": []}
    for name, values in reading.nodes.items():
        for axis in ("x", "y"):
            try:
                nodes[axis].append(float(values[axis]))
            except (KeyError, ValueError) as error:
                raise NetworkError(
                    f"Node {name} has no usable {axis}.", f"Simpul {name} tidak memiliki {axis} yang terbaca.",
                    code=501, file=str(file), feature=name, column=axis,
                ) from error  # fmt: skip
    there = sorted({key for edge in reading.edges for key in edge.values})
    columns: dict[str, Any] = {"from": [e.start for e in reading.edges], "to": [e.end for e in reading.edges]}
    columns |= {"traffic": [edge.traffic for edge in reading.edges]}
    facts = {what: key for what, key in FACTS.items() if key in there}
    for key in facts.values():
        columns[key] = [_first(edge.values.get(key, "")) for edge in reading.edges]
    length_column = "length" if "length" in there else None
    if length_column:
        columns["length"] = [_number(edge.values.get("length", "")) for edge in reading.edges]
    crs = reading.graph.get("crs") or None
    table = pa.table(columns)
    edges: Layer | pa.Table = table
    if "geometry" in there:
        lines = pa.array([_wkb(edge.values.get("geometry", "")) for edge in reading.edges], type=pa.binary())
        edges = Layer.from_arrow(table.append_column("geometry", lines), geometry="geometry", crs=crs)
    return Graph(pa.table(nodes), edges, crs, length_column, facts | {"one_way": "traffic"}, file.name)


def _first(text: str) -> str:
    """Roads that osmnx joined have lists of values: the first stands for the road."""
    found = re.match(r"\[\s*'?([^',\]]*)", text)
    return found.group(1) if found else text


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _wkb(text: str) -> bytes | None:
    """Return a LINESTRING in words as WKB; None where there is none."""
    found = re.fullmatch(r"\s*LINESTRING\s*\((.*)\)\s*", text, flags=re.IGNORECASE)
    if found is None:
        return None
    numbers = [float(one) for pair in found.group(1).split(",") for one in pair.split()[:2]]
    return struct.pack(f"<BII{len(numbers)}d", 1, 2, len(numbers) // 2, *numbers)
