"""Step 11 of the twin: how far the conforming share moves when borders may lie `e` metres either way.

Erosion and dilation are unions of what lies within `e` of an edge of the conforming ground. Circles are drawn twice,
inside and outside the true one (64 chords a quarter), so that the true share lies between two shares that are computed;
`slack` is their distance. It is near zero where only straight edges move, and below 1e-4 of the area of a circle of
radius `e` for each corner that is rounded. Points are not drawn at all: their distances are asked.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import shapely
from shapely.affinity import translate
from twin_ground import measure, only_kind
from twin_words import DISTANCE_SLACK_M, SHARE_SLACK, SPREAD_COLUMNS, Case, Spread

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CHORDS = 64  # of a quarter circle
OUTWARD = 1.0 / math.cos(math.pi / (4 * CHORDS))  # a polygon that touches the circle from outside has such corners


def accuracy_of(pack: dict[str, Any], instrument: dict[str, Any]) -> float | None:
    """Metres (90 % error) of an instrument: its own, else by the scale of its map."""
    if instrument.get("accuracy_m") is not None:
        return instrument["accuracy_m"]
    return pack.get("accuracy_by_scale", {}).get(instrument.get("map_scale"))


def accuracy(case: Case, governing: set[str]) -> float | None:
    """The largest among the instruments that govern decisive pieces; None where one is not known."""
    by_id = {i["id"]: i for i in case.instruments}
    known = [accuracy_of(case.pack, by_id[name]) if name in by_id else None for name in sorted(governing)]
    if None in known and any(e is not None for e in known):
        case.questions.ask("is the largest accuracy known where one of several is not?", *SPREAD_COLUMNS)
    return None if None in known or not known else max(e for e in known if e is not None)


def edges_near(ground: BaseGeometry, site: BaseGeometry, e: float) -> list[BaseGeometry]:
    coordinates = [shapely.get_coordinates(ring) for ring in shapely.get_parts(ground.boundary)]
    edges = [shapely.LineString(pair) for ring in coordinates for pair in zip(ring, ring[1:], strict=False)]
    return [edge for edge in edges if edge.distance(site) <= 1.01 * e]


def reached(ground: BaseGeometry, site: BaseGeometry, kind: str, e: float) -> tuple[float, float]:
    """Least and most share of the site within `e` of some ground, or on it."""
    edges = edges_near(ground, site, e)
    inner = [ground, *shapely.buffer(edges, e, quad_segs=CHORDS)]
    strips = list(shapely.buffer(edges, e, cap_style="flat"))
    corners = [shapely.Point(xy) for xy in sorted({xy for edge in edges for xy in edge.coords})]
    outer = [ground, *strips, *shapely.buffer(corners, e * OUTWARD, quad_segs=CHORDS)]
    whole = measure(site, kind)
    grounds = [shapely.union_all(shapes) for shapes in (inner, outer)]
    shares = [measure(only_kind(site.intersection(g), kind), kind) / whole for g in grounds]
    return min(shares), max(shares)


def points_reached(ground: BaseGeometry, site: BaseGeometry, e: float, case: Case) -> tuple[float, float]:
    gaps = [point.distance(ground) for point in shapely.get_parts(site)]
    if any(abs(g - e) <= DISTANCE_SLACK_M for g in gaps):
        case.questions.ask("does a border reach a point that lies just as far as it may move?", *SPREAD_COLUMNS)
    share = sum(g <= e for g in gaps) / len(gaps)
    return share, share


def marked(case: Case, least: float, most: float) -> bool:
    """Whether the interval contains `conforming_share` or `decisive_share`, and is not a point."""
    tolerance = case.pack["tolerance"]
    marks = [tolerance["conforming_share"], tolerance["decisive_share"]]
    wide = most - least > SHARE_SLACK
    return wide and any(least - SHARE_SLACK <= mark <= most + SHARE_SLACK for mark in marks)


def spread(case: Case, good: BaseGeometry, bad: BaseGeometry, e: float) -> Spread:
    """The interval of the conforming share; `good` and `bad` are all ground within reach of the site."""
    kind = case.kind
    # Near the origin, where a coordinate has seven digits more behind the point.
    x, y = (round(v) for v in case.shape.bounds[:2])
    site, good, bad = (translate(shape, -x, -y) for shape in (case.shape, good, bad))
    small = [p for ground in (good, bad) for p in shapely.get_parts(ground)]
    if any(part.area < case.pack["tolerance"]["sliver_m2"] for part in small):
        case.questions.ask("what is ignored where a part of the ground is a sliver?", *SPREAD_COLUMNS)
    if kind == "points":
        good_low, good_high = points_reached(good, site, e, case) if not good.is_empty else (0.0, 0.0)
        bad_low, bad_high = points_reached(bad, site, e, case) if not bad.is_empty else (0.0, 0.0)
    else:
        good_low, good_high = reached(good, site, kind, e)
        bad_low, bad_high = reached(bad, site, kind, e)
    if marked(case, 1.0 - bad_low, good_low) != marked(case, 1.0 - bad_high, good_high):
        case.questions.ask("is an interval at a mark that it meets within the error of the twin?", "boundary_uncertain")
    least, most = 1.0 - (bad_low + bad_high) / 2, (good_low + good_high) / 2
    slack = max(good_high - good_low, bad_high - bad_low) / 2 + SHARE_SLACK
    return Spread(least, most, slack, marked(case, least, most))
