"""What building a road network is compared with: the stated rules in plain Python and shapely."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

Place = tuple[float, float]


def parts_of(geometries: Sequence[shapely.Geometry]) -> list[list[Place]]:
    """Vertices of every part, repeated ones once; parts without length are gone."""
    out = []
    for geometry in geometries:
        for part in shapely.get_parts(geometry):
            line: list[Place] = []
            for x, y in shapely.get_coordinates(part).tolist():
                if not line or line[-1] != (x, y):
                    line.append((x, y))
            if len(line) > 1:
                out.append(line)
    return out


def joined_at_ends(lines: Sequence[Sequence[Place]]) -> list[tuple[Place, ...]]:
    """Lines cut at vertices where some line ends."""
    ends = {line[i] for line in lines for i in (0, -1)}
    edges = []
    for line in lines:
        piece = [line[0]]
        for place in line[1:]:
            piece.append(place)
            if place in ends:
                edges.append(tuple(piece))
                piece = [place]
    return edges


def degrees(edges: Sequence[tuple[Place, ...]]) -> dict[Place, int]:
    """How many ends of edges meet at a place."""
    return dict(Counter(edge[i] for edge in edges for i in (0, -1)))


def groups(nodes: Iterable[Hashable], pairs: Iterable[tuple[Hashable, Hashable]]) -> set[frozenset[Hashable]]:
    """What hangs together, by walking from every node."""
    beside = defaultdict(set)
    for a, b in pairs:
        beside[a].add(b)
        beside[b].add(a)
    left, out = set(nodes), set()
    while left:
        group, front = set(), {next(iter(left))}
        while front:
            group |= front
            front = {other for node in front for other in beside[node]} - group
        left -= group
        out.add(frozenset(group))
    return out
