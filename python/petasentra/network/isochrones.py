"""What is within reach of places: parts of roads, and the ground along them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.crs import as_crs, transform_points, utm_epsg
from petasentra.layers.layer import Layer
from petasentra.network.asked import Said
from petasentra.network.costs import DECISECONDS_A_MINUTE
from petasentra.network.given_numbers import given_number
from petasentra.network.ids import id_array
from petasentra.network.inputs import given_layer
from petasentra.network.questions import deciseconds_of, limits_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from petasentra.crs import Crs
    from petasentra.layers.layer import LayerLike
    from petasentra.network.asked import Asked
    from petasentra.network.costs import RoadCosts
    from petasentra.network.placing import RoadNetworkPlaces
    from petasentra.network.questions import Places, Question
    from petasentra.network.reach_diff import ReachChanges
    from petasentra.network.snapping import RoadSnap

__all__ = ["Isochrones", "isochrones"]

#: Where nothing is reached there is no ground whose zone it could be.
_ANY_UTM = 32749


@dataclass(frozen=True, eq=False)
class Isochrones:
    """What is within reach of each place.

    Attributes
    ----------
    roads
        Parts of edges within the largest limit, in the CRS of the network: ``place``, ``edge``, ``from_fraction``,
        ``to_fraction`` (of the edge, along it), ``minutes_at_from``, ``minutes_at_to`` (at the two ends of the part).
    areas
        The ground within `width_m` of those roads, a row for every place and limit: ``place``, ``minutes``,
        ``area_ha``, ``road_km``, ``status`` (``"reached"``, ``"off_road"``, ``"road_closed"``, ``"nothing_within"``);
        null where nothing is reached. It follows the roads, keeps holes, and leaves out water that was given. Where
        one area was asked for all places together, ``place`` is null, here and in `roads`.
    places
        Where the places meet the roads.
    findings
        What was found in the water, as points in both languages: borders that cross themselves, which were mended, and
        water that could not be used. ``feature_id`` is the row of the water.
    width_m
        How far from a road the ground counts as reached.
    costs
        What the roads cost: vehicle, day and speeds.
    place_rows
        Which place each row of `roads` belongs to, by row.
    network
        The network that was asked.
    asked
        What was asked beside the costs; `diff` tells what of it is different.
    """

    roads: Layer
    areas: Layer
    places: RoadSnap
    findings: Layer
    width_m: float
    costs: RoadCosts
    place_rows: npt.NDArray[np.int64] = field(repr=False)
    network: RoadNetworkPlaces = field(repr=False)
    asked: Asked | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.areas)

    @cached_property
    def nodes(self) -> Layer:
        """The nodes within the largest limit as points: ``place``, ``node``, ``minutes``; sorted by place, then node.

        A node is where `roads` covers an edge up to its end.
        """
        import pyarrow as pa

        core, roads = self.network.core, self.roads
        edge = np.asarray(roads["edge"], dtype=np.int64)
        ends = ((core.from_node, "from", np.asarray(roads["from_fraction"]) == 0.0),
                (core.to_node, "to", np.asarray(roads["to_fraction"]) == 1.0))  # fmt: skip
        at = np.concatenate([np.flatnonzero(there) for _, _, there in ends])
        node = np.concatenate([nodes[edge[there]] for nodes, _, there in ends]).astype(np.int64)
        minutes = np.concatenate([np.asarray(roads[f"minutes_at_{end}"])[there] for _, end, there in ends])
        place = self.place_rows[at]
        # Several edges end at a node: it is reached when the first of them is.
        order = np.lexsort((minutes, node, place))
        place, node = place[order], node[order]
        first = np.ones(len(order), dtype=bool)
        first[1:] = (place[1:] != place[:-1]) | (node[1:] != node[:-1])
        points = self.network.nodes()[node[first]]
        table = pa.table(points)
        told = pa.table(
            {
                "place": pa.table(roads).column("place").take(pa.array(at[order][first])),
                "node": pa.array(node[first]),
                "minutes": pa.array(minutes[order][first]),
                points.geometry_name: table.column(points.geometry_name),
            }
        )
        return Layer.from_arrow(told, geometry=points.geometry_name, crs=points.crs)

    def diff(self, after: Isochrones) -> ReachChanges:
        """Return what became of every area in another answer about the same places and limits.

        `after` is a second answer of this kind about the same places; see `petasentra.network.TravelTimes.diff`.
        """
        from petasentra.network.reach_diff import reach_changes

        return reach_changes(self, after)

    def __repr__(self) -> str:
        reached = list(self.areas["status"]).count("reached")
        return f"Isochrones: {len(self.areas)} areas, {reached} of them reached, {self.width_m:g} m along the roads"


def isochrones(
    question: Question,
    places: LayerLike,
    minutes: Sequence[float] | float,
    *,
    place_id: str | None,
    to_place: bool,
    together: bool,
    width_m: float,
    water: LayerLike | None,
) -> Isochrones:
    """Return what is within reach; see `petasentra.RoadNetwork.isochrones`."""
    import pyarrow as pa

    limits = limits_of(minutes)
    width_m = given_number(width_m, "width_m")
    found = question.places(places, place_id, "places")
    stops = question.stops(found, leaving=not to_place)
    parts: list[Layer] = []
    for number, limit in enumerate(limits, start=1):
        core = _core.reached_parts(
            question.network.core, question.arc_costs, question.metric, stops,
            limit=deciseconds_of(limit), leaving=not to_place, together=together,
            progress=question.stages.until(0.5 + 0.1 * number / len(limits)), threads=question.threads,
        )  # fmt: skip
        parts.append(Layer(core))
    metres = _in_metres(question.network.crs, parts[-1])
    ground, findings = _sound(parts[-1][:0] if water is None else given_layer(water, "water"), question)
    ids, standing = (found.ids, found.snap.standing) if not together else ([None], _any_standing(found.snap))
    rows = len(ids)
    areas = [
        Layer(
            _core.reached_areas(
                part.to_crs(metres).core, np.asarray(part["place"], dtype=np.uint32), groups=rows, width_m=width_m,
                water=None if water is None else ground.to_crs(metres).core,
                progress=question.stages.until(0.6 + 0.4 * number / len(limits)), threads=question.threads,
            )
        )
        for number, part in enumerate(parts, start=1)
    ]  # fmt: skip
    question.stages.end()
    geometry = pa.chunked_array([chunk for area in areas for chunk in _wkb(area).chunks], type=pa.binary())
    road_km = [_road_km(part, rows) for part in parts]
    reached = [np.isin(np.arange(rows), np.asarray(part["place"])) for part in parts]
    status = [
        np.where(standing == "on_road", np.where(within, "reached", "nothing_within"), standing) for within in reached
    ]
    table = pa.table(
        {
            "place": id_array(list(ids) * len(limits)),
            "minutes": pa.array(np.repeat(np.asarray(limits, dtype=float), rows)),
            "area_ha": pa.array(np.concatenate([area.area("planar") / 1e4 for area in areas])),
            "road_km": pa.array(np.concatenate(road_km)),
            "status": pa.array(np.concatenate(status).tolist(), pa.string()),
            "geometry": geometry,
        }
    )
    return Isochrones(
        _told(parts[-1], ids),
        Layer.from_arrow(table, geometry="geometry", crs=metres),
        found.snap,
        findings,
        width_m,
        question.costs,
        np.asarray(parts[-1]["place"], dtype=np.int64),
        question.network,
        _asked(question, found, to_place, together, width_m, None if water is None else ground),
    )


def _asked(
    question: Question, places: Places, to_place: bool, together: bool, width_m: float, water: Layer | None
) -> Asked:
    """Return what was asked; of all places together the rows of the answer have no id."""
    way = ("ke tempat", "to the place") if to_place else ("dari tempat", "from the place")
    shapes = [] if water is None else _wkb(water).to_pylist()
    some = ("tidak ada", "none") if water is None else (f"{len(shapes)} bidang", f"{len(shapes)} areas")
    digest = sha256()
    for shape in sorted(shape or b"" for shape in shapes):
        digest.update(shape)
    said = {
        ("Arah", "Direction"): Said(to_place, *way),
        ("Lebar di tepi jalan", "Width along the roads"): Said(width_m, f"{width_m:g} m", f"{width_m:g} m"),
        ("Perairan", "Water"): Said((water is None, digest.hexdigest()), *some),
    }
    if not together:
        return question.asked("", said, places=places)
    return question.asked("", said, places=replace(places, ids=[object() for _ in places.ids]))


def _any_standing(places: RoadSnap) -> npt.NDArray[np.str_]:
    """Return how all places together stand: on a road if any is, on a closed one if none is and any is on that."""
    words = ("on_road", "road_closed", "off_road")
    return np.array([next((word for word in words if word in places.standing), "off_road")])


def _in_metres(crs: Crs, parts: Layer) -> Crs:
    """Return the CRS in which areas are made: the network's where its metres are metres, or a UTM zone."""
    bounds = parts.bounds
    if bounds is None:
        return crs if crs.is_projected else as_crs(_ANY_UTM)
    if crs.has_true_metres(*bounds):
        return crs
    middle = transform_points([(bounds[0] + bounds[2]) / 2], [(bounds[1] + bounds[3]) / 2], crs, 4326)
    return as_crs(utm_epsg(float(middle[0][0]), float(middle[1][0])))


def _sound(water: Layer, question: Question) -> tuple[Layer, Layer]:
    """Return water that ground can be cut with, and what was found in it."""
    ground, findings = _core.sound_water(water.core, question.stages.until(0.6), threads=question.threads)
    return Layer(ground), Layer(findings)


def _wkb(layer: Layer) -> pa.ChunkedArray:
    import pyarrow as pa

    from petasentra.auditing.inputs import bare

    column = bare(pa.table(layer).column(layer.geometry_name))
    return pa.chunked_array([chunk.cast(pa.binary()) for chunk in column.chunks], type=pa.binary())


def _road_km(parts: Layer, rows: int) -> npt.NDArray[np.float64]:
    """Return the length of the parts of each place."""
    place = np.asarray(parts["place"], dtype=np.int64)
    km = np.zeros(rows, dtype=np.float64)
    np.add.at(km, place, np.asarray(parts["length_m"]) / 1000.0)
    return km


def _told(parts: Layer, ids: Sequence[object]) -> Layer:
    """Return parts with ids of places and minutes."""
    import pyarrow as pa

    table = pa.table(parts)
    place = id_array(list(ids)).take(table.column("place").combine_chunks())
    out = table.set_column(table.schema.get_field_index("place"), "place", place)
    for end in ("from", "to"):
        at = out.schema.get_field_index(f"deciseconds_at_{end}")
        minutes = np.asarray(parts[f"deciseconds_at_{end}"]) / DECISECONDS_A_MINUTE
        out = out.set_column(at, f"minutes_at_{end}", pa.array(minutes))
    return Layer.from_arrow(out, geometry=parts.geometry_name, crs=parts.crs)
