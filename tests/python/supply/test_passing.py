"""People and rice fields along the ways of B3, beside what one draws on squared paper."""

from __future__ import annotations

import geopandas
import numpy as np
import pyarrow as pa
import pytest
import shapely

import petasentra as ps

EAST, NORTH = 640_000.0, 9_160_000.0


def frame(shapes, **columns):
    moved = [shapely.transform(one, lambda xy: xy + [EAST, NORTH]) for one in shapes]
    return geopandas.GeoDataFrame(columns, geometry=moved, crs=32749)


def box(x0, y0, x1, y1):
    return shapely.box(x0, y0, x1, y1)


def solved(crs=32749):
    """Slag goes 4 km to the east over a straight road, ingot goes on; only slag is B3."""
    lines = frame([shapely.LineString([(0, 0), (4000, 0)]), shapely.LineString([(4000, 0), (6000, 0)])],
                  kelas=["Jalan Lokal"] * 2).to_crs(crs)  # fmt: skip
    net = ps.RoadNetwork.from_layer(lines, columns={"road_class": "kelas"})
    chain = ps.SupplyChain(net, periods={"a": 100, "b": 265})
    chain.add_commodity("slag", b3=True)
    chain.add_sources(frame([shapely.Point(0, 0)], id=["G"]).to_crs(crs), "slag", 10, unit="t")
    chain.add_processors(frame([shapely.Point(4000, 0)], id=["S"]).to_crs(crs), {"slag": -1, "ingot": 0.5})
    market = frame([shapely.Point(6000, 0)], id=["B"]).to_crs(crs)
    chain.add_markets(market, "ingot", 5, unit="t", unmet_penalty_idr=1e9)
    chain.add_permits(pa.table({"permit_id": ["P"], "site_id": ["S"], "t_per_day": [9.0]}))
    chain.add_vehicle("truk", idr_per_t_km=1000, b3_licensed=True)
    return chain.solve()


VILLAGES = [box(0, 0, 1000, 1000), box(1000, -50, 2000, 50), box(5000, -100, 6000, 100), box(2000, 300, 3000, 900)]


@pytest.mark.parametrize("crs", [32749, 4326])
def test_people_by_the_share_of_their_ground_within_the_corridor(crs):
    people = frame(VILLAGES, jiwa=[1000, 400, 9999, 7000], synthetic=[True, False, False, False]).to_crs(crs)
    found = solved(crs).custody(people=people, population="jiwa", corridor_m=100).passing
    assert len(found) == 2  # one for each period, of slag alone
    # a tenth of the first village, the whole of the second; the others lie elsewhere
    assert found["people"] == pytest.approx([500, 500], rel=2e-3)
    assert found["synthetic"].tolist() == [True, True]
    assert found["corridor_m"].tolist() == [100.0, 100.0]


def test_people_at_points_count_whole_up_to_the_very_distance():
    at = [shapely.Point(500, 100), shapely.Point(500, -100.01), shapely.Point(-60, 80), shapely.Point(3000, 0)]
    people = frame(at, population=[1, 20, 300, 4000.0])
    found = solved().custody(people=people, corridor_m=100).passing
    assert found["people"].tolist() == [4301.0, 4301.0]  # the third lies 100 m from the end of the road


def test_what_is_not_known_is_null_with_its_reason_only_where_it_matters():
    people = frame(VILLAGES, jiwa=[1000, None, None, 7000])
    found = solved().custody(people=people, population="jiwa", corridor_m=100).passing.to_pylist()
    assert [row["people"] for row in found] == [None, None]
    assert found[0]["people_reason_en"] == "The population of 1 rows within the corridor is not known."
    narrow = solved().custody(people=frame(VILLAGES[2:], jiwa=[None, None]), population="jiwa", corridor_m=100)
    assert narrow.passing["people"].tolist() == [0.0, 0.0]


def test_metres_and_square_metres_of_rice_field_count_ground_once():
    fields = frame([box(1000, -500, 1500, 500), box(1400, 0, 2000, 500), box(3000, 90, 3200, 200), box(0, 200, 9, 209)])
    found = solved().custody(rice_field=fields, corridor_m=100).passing
    assert found["rice_field_m"] == pytest.approx([1000.0, 1000.0])  # along the border of the second counts, too
    assert found["rice_field_m2"] == pytest.approx([500 * 200 + 500 * 100 + 200 * 10] * 2)
    assert found.to_pylist()[0]["people"] is None


def random_town(rng):
    corners = rng.uniform([-500, -800], [4000, 300], (60, 2))
    return [shapely.Point(xy).buffer(r, quad_segs=3) for xy, r in zip(corners, rng.uniform(10, 300, 60), strict=True)]


@pytest.mark.parametrize("seed", range(4))
def test_people_and_fields_equal_those_counted_on_a_grid(seed):
    rng = np.random.default_rng(seed)
    shapes, count = random_town(rng), rng.integers(0, 900, 60).astype(float)
    found = solved().custody(people=frame(shapes, population=count), rice_field=frame(shapes), corridor_m=150)
    row = found.passing.to_pylist()[0]
    x, y = np.meshgrid(np.arange(-700, 4500, 4) + 1.0, np.arange(-1200, 700, 4) + 1.0)
    near = np.hypot(np.maximum(np.maximum(-x, x - 4000), 0), y) <= 150
    inside = [shapely.contains_xy(one, x, y) for one in shapes]
    people = sum(many * (one & near).sum() / one.sum() for many, one in zip(count, inside, strict=True))
    assert row["people"] == pytest.approx(people, rel=0.01, abs=2)
    assert row["rice_field_m2"] == pytest.approx((np.any(inside, axis=0) & near).sum() * 16, rel=0.01)
    along = np.arange(0, 4000, 0.5) + 0.25
    on = np.any([shapely.contains_xy(one, along, np.zeros_like(along)) for one in shapes], axis=0)
    assert row["rice_field_m"] == pytest.approx(on.sum() * 0.5, abs=20)


def test_nothing_asked_nothing_told():
    assert solved().custody().passing is None


@pytest.mark.parametrize("width", [None, 0, -5, float("nan"), float("inf"), "100", True, 1e9])
def test_a_corridor_has_to_be_stated_and_make_sense(width):
    with pytest.raises(ps.OptionError, match="corridor_m"):
        solved().custody(people=frame(VILLAGES, population=[1] * 4), corridor_m=width)


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (lambda: frame(VILLAGES, jiwa=[1] * 4), "no column 'population'"),
        (lambda: frame(VILLAGES, population=[1, 2, -3, 4]), "row 2 of people is -3"),
        (lambda: frame(VILLAGES, population=["1", "banyak", "3", "4"]), "row 1 of people is 'banyak'"),
        (lambda: frame([shapely.LineString([(0, 0), (1, 1)])], population=[1]), "no Polygon or MultiPolygon or Point"),
        (lambda: frame([shapely.Polygon([(0, 0), (9, 9), (9, 0), (0, 9)])], population=[1]), "1 invalid shapes"),
    ],
)
def test_people_that_make_no_sense_are_refused(people, told):
    with pytest.raises(ps.SchemaError, match=told):
        solved().custody(people=people(), corridor_m=100)


def test_a_chain_without_roads_has_no_corridor():
    legs = pa.table({"from_id": ["G"], "to_id": ["B"], "km": [4.0]})
    chain = ps.SupplyChain(legs=legs)
    chain.add_sources(pa.table({"id": ["G"]}), "slag", 1, unit="t")
    chain.add_markets(pa.table({"id": ["B"]}), "slag", 1, unit="t", unmet_penalty_idr=1e6)
    chain.add_vehicle("truk", idr_per_t_km=1)
    with pytest.raises(ps.OptionError, match="table of legs"):
        chain.solve().custody(people=frame(VILLAGES, population=[1] * 4), corridor_m=100)


def test_a_layer_without_crs_is_refused():
    people = frame(VILLAGES, population=[1] * 4).set_crs(None, allow_override=True)
    with pytest.raises(ps.PetasentraError, match="coordinate reference system"):
        solved().custody(people=people, corridor_m=100)
