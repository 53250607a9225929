"""Of an area or a line a place within stands for the whole, and the answer says so."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from drawn_roads import roads

import petasentra as ps

NET = ps.RoadNetwork.from_layer(roads([[(0, 0), (3000, 0)]], REMARK=["Jalan Lokal"]), columns="rbi")
LAKE = shapely.box(0, 0, 300, 300).difference(shapely.box(10, 10, 290, 290))
SHAPES = [
    shapely.Point(5, 5), shapely.box(100, 0, 200, 50), LAKE, shapely.LineString([(0, 9), (40, 9)]), None,
    shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(500, 0, 600, 90)]), shapely.MultiPoint([(7, 7)]),
    shapely.MultiPoint([(7, 7), (8, 8)]), shapely.Polygon(), shapely.Point(),
]  # fmt: skip
KINDS = ["point", "area", "area", "line", None, "area", "point", "points", None, None]


def frame(shapes: list[object]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"nama": range(len(shapes))}, geometry=shapes, crs=32749)


def test_every_row_has_a_place_within_itself() -> None:
    snap = NET.snap(frame(SHAPES), limit_m=1000)
    assert list(snap["place_kind"]) == KINDS
    assert [status == "snapped" for status in snap["status"]] == [kind is not None for kind in KINDS]
    assert snap.stand_ins == 5
    assert "5 by a place within" in repr(snap)
    inside = ps.as_layer(frame(SHAPES)).core.inner_places()
    for shape, kind, xy in zip(SHAPES, KINDS, inside, strict=True):
        if kind is None:
            assert np.isnan(xy).all()
        else:
            assert shapely.Point(xy).distance(shape) < 1e-9


def test_points_are_what_they_were() -> None:
    at = frame([shapely.Point(5, 30), shapely.Point(900, -20)])
    snap = NET.snap(at)
    assert snap["distance_m"].tolist() == [30, 20]
    assert snap.stand_ins == 0
    assert "within" not in repr(snap).removeprefix("RoadSnap: 2 places within 500 m")
    assert NET.snap(x=[5], y=[30])["place_kind"] == ["point"]


def test_journeys_begin_in_areas() -> None:
    areas = frame([shapely.box(0, -10, 100, 10), shapely.box(2000, -10, 2100, 10)])
    points = areas.set_geometry(areas.representative_point())
    wanted, found = NET.travel_times(points, points), NET.travel_times(areas, areas)
    assert np.array_equal(wanted.deciseconds, found.deciseconds)
    assert found.origins.stand_ins == found.targets.stand_ins == 2
    sums = [ps.access.cumulative(NET, one, one, minutes=3).sums for one in (points, areas)]
    assert np.array_equal(*sums)


def test_an_area_that_is_none_is_named_by_its_row() -> None:
    table = ps.as_layer(frame([shapely.box(0, 0, 1, 1)])).to_arrow()
    wkb = bytearray(table.column("geometry")[0].as_py())
    wkb[-16:] = np.array([5.0, 5.0]).tobytes()  # the ring ends elsewhere
    broken = table.set_column(table.schema.get_field_index("geometry"), table.schema.field("geometry"), [[bytes(wkb)]])
    with pytest.raises(ps.GeometryError) as raised:
        NET.snap(broken)
    assert raised.value.feature == "0"
