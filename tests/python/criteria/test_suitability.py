"""Suitability: law first, limits, scores against a slow twin, order, nothing dropped."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from candidates_made import X, Y, column, hazards, hill, points, roads, squares

import petasentra as ps

cr = ps.criteria


def many_criteria(cells=False):
    dem = hill()
    return [
        cr.Distance(name="jalan", to=roads(), value=cr.Linear(worst=1500, best=0), weight=20),
        cr.Slope(name="lereng", dem=dem, value=cr.Steps(((8, 1.0), (15, 0.5))), at_most=15, weight=37),
        cr.RasterValue(name="tinggi", raster=dem, value=cr.Sigmoid(middle=100, width=-20), weight=14),
        cr.OverlayShare(name="bahaya", layer=hazards(), column="kelas", words=("tinggi",),
                        value=cr.Linear(worst=1, best=0), at_most=0.5, weight=15),
        column("harga", worst=500, best=50, weight=8),
        column("air", weight=6),
    ]  # fmt: skip


@pytest.mark.parametrize("places", [points, squares])
def test_every_place_has_the_score_of_a_slow_twin(places):
    frame = places(80)
    result = ps.suitability(frame, many_criteria())
    dem, slope = hill().read(), hill().slope().read()
    high = hazards()[hazards().kelas == "Tinggi"].union_all()
    lines = roads().union_all()
    rows, columns = np.mgrid[0:260, 0:260]
    xs, ys = X - 100 + (columns + 0.5) * 20, Y + 5100 - (rows + 0.5) * 20
    for shape, harga, air, told in zip(
        frame.geometry, frame.harga, frame.air, result.places.table.to_pylist(), strict=True
    ):
        if shape.geom_type == "Point":
            column_, row = int((shape.x - X + 100) // 20), int((Y + 5100 - shape.y) // 20)
            cells = (np.array([row]), np.array([column_]))
            share = float(high.covers(shape))
        else:
            cells = np.nonzero(shapely.contains_xy(shape, xs, ys))
            share = shape.intersection(high).area / shape.area
        steep, height = slope[cells].mean(), dem[cells].mean()
        assert told["lereng"] == pytest.approx(steep)
        assert told["bahaya"] == pytest.approx(share, abs=1e-9)
        assert told["jalan"] == pytest.approx(shape.distance(lines))
        values = [
            max(0.0, 1 - shape.distance(lines) / 1500),
            1.0 if steep <= 8 else 0.5 if steep <= 15 else 0.0,
            1 / (1 + np.exp((height - 100) / 20)),
            1 - share,
            min(max((500 - harga) / 450, 0), 1),
            air,
        ]
        fails = steep > 15 or share > 0.5
        assert (told["status"] == "fails_limit") == fails
        if fails:
            assert told["score"] is None
            assert told["rank"] is None
        else:
            assert told["score"] == pytest.approx(
                sum(a * b for a, b in zip([20, 37, 14, 15, 8, 6], values, strict=True)) / 100
            )
    assert set(result.counts) == {"ranked", "fails_limit"}


def test_ranks_fall_with_the_score_and_ties_go_to_the_smallest_id():
    frame = points(50, harga=np.repeat([1.0, 2.0, 3.0, 4.0, 5.0], 10))
    result = ps.suitability(frame, [column("harga", worst=0, best=5)])
    rows = sorted(result.places.table.to_pylist(), key=lambda row: row["rank"])
    assert [row["rank"] for row in rows] == list(range(1, 51))
    assert [(-row["score"], row["site_id"]) for row in rows] == sorted((-row["score"], row["site_id"]) for row in rows)


def test_equal_scores_are_told():
    price = np.array([3.0, 1.0, 3.0, 2.0, 3.0, 9.0])
    result = ps.suitability(points(6, harga=price), [column("harga", worst=5, best=0, at_most=5)])
    rows = result.places.table.to_pylist()
    for at, row in enumerate(rows):
        if price[at] > 5:
            assert (row["rank"], row["tied"]) == (None, None)
        else:
            assert row["tied"] == sum(other["score"] == row["score"] for other in rows)
    told = {row["reason_id"] for row, one in zip(rows, price, strict=True) if one == 3}
    assert told == {"Peringkat 3-5 dari 5 (nilai sama)."}
    assert rows[1]["reason_en"] == "Rank 1 of 5."
    assert "3-5 of 5 (equal scores)" in result.explain(rows[2]["site_id"]).text("en")
    assert "1 dari 5, nilai" in result.explain(rows[1]["site_id"]).text()


def test_the_answer_depends_neither_on_the_order_of_rows_nor_on_threads():
    frame = points(120)
    shuffled = frame.sample(frac=1, random_state=3)
    whole = ps.suitability(frame, many_criteria(), threads=1)
    other = ps.suitability(shuffled, many_criteria(), threads=8)
    assert len(whole.diff(other)) == 0
    both = [one.sensitivity(top=5, samples=200).table.to_arrow() for one in (whole, other)]
    assert both[0].equals(both[1])


def test_unknown_values_are_no_no():
    harga = np.array([100.0, np.nan, 300.0])
    frame = points(3, harga=harga, air=np.array([1.0, 1.0, 1.0]))
    result = ps.suitability(frame, [column("harga", worst=500, best=0), column("air")])
    rows = result.places.table.to_pylist()
    assert [row["status"] for row in rows] == ["ranked", "value_unknown", "ranked"]
    assert rows[1]["score"] is None
    assert (rows[1]["score_min"], rows[1]["score_max"]) == (0.5, 1.0)
    assert "k_harga: not known" in rows[1]["reason_en"]
    assert [row["code"] for row in result.findings.to_pylist()] == ["LAW_NOT_ASKED", "CRITERION_UNKNOWN"]
    limited = ps.suitability(frame, [cr.Column(name="h", column="harga", at_most=200), column("air")])
    assert limited.places["status"] == ["ranked", "value_unknown", "fails_limit"]
    assert limited.measures.to_arrow()["outcome"].to_pylist()[0::2] == ["pass", "unknown", "fail"]
    weightless = ps.suitability(frame, [column("harga"), column("air")], weights={"k_harga": 0, "k_air": 1})
    assert weightless.places["status"] == ["ranked"] * 3


def test_limits_are_themselves_allowed():
    frame = points(3, harga=[15.0, 15.0000001, 14.0])
    result = ps.suitability(frame, [cr.Column(name="lereng", column="harga", at_most=15, at_least=14, measured_in="%")])
    assert result.places["status"] == ["ranked", "fails_limit", "ranked"]
    assert result.places["reason_en"][1] == "lereng: 15.0 %, at least 14 and at most 15 %."
    assert result.places["reason_id"][1] == "lereng: 15,0 %, paling sedikit 14 dan paling banyak 15 %."


def test_words_have_values_and_unknown_words_none():
    frame = points(4, kelas=["Sawah", "tegalan", "kebun", None])
    classes = cr.Classes({"sawah": 0.0, "tegalan": 1.0})
    result = ps.suitability(frame, [cr.Column(name="lahan", column="kelas", value=classes)])
    assert result.places["status"] == ["ranked", "ranked", "value_unknown", "value_unknown"]
    assert list(result.places["lahan"]) == ["Sawah", "tegalan", "kebun", None]


def test_places_without_coordinates_stay():
    frame = points(4)
    frame.loc[1, "geometry"] = None
    frame.loc[2, "geometry"] = shapely.Point()
    result = ps.suitability(frame, many_criteria())
    assert len(result) == 4
    assert [word == "no_place" for word in result.places["status"]] == [False, True, True, False]
    nowhere = ps.suitability(frame.iloc[1:3], many_criteria())
    assert nowhere.counts == {"no_place": 2}
    assert len(nowhere.top(3)) == 0


def test_one_broken_place_leaves_the_others_as_they_are():
    whole = ps.suitability(squares(6), many_criteria()).places.table.to_pylist()
    frame = squares(6)
    frame.loc[1, "geometry"] = shapely.Polygon([(X, Y), (X + 90, Y + 90), (X + 90, Y), (X, Y + 90)])
    rows = ps.suitability(frame, many_criteria()).places.table.to_pylist()
    assert rows[1]["bahaya"] is None
    assert rows[1]["status"] in ("value_unknown", "fails_limit")
    kept = ("site_id", "score", "lereng", "bahaya", "jalan")
    assert [[row[one] for one in kept] for at, row in enumerate(rows) if at != 1] == [
        [row[one] for one in kept] for at, row in enumerate(whole) if at != 1
    ]


@pytest.mark.parametrize("place", [(-7.5, 112.0), (0.0, 0.0), (112.0, 95.0), (np.nan, 1.0), (np.inf, 1.0)])
def test_a_place_out_of_range_stays_and_moves_no_other(place):
    frame = points(40).to_crs(4326)
    whole = ps.suitability(frame, many_criteria())
    frame.loc[7, "geometry"] = shapely.Point(place)
    result = ps.suitability(frame, many_criteria())
    assert result.places["status"][7] == "no_place"
    others = np.arange(40) != 7
    np.testing.assert_array_equal(result.scores.measured[others], whole.scores.measured[others])


def test_no_candidates_are_an_answer_without_rows():
    result = ps.suitability(points(3).iloc[:0], many_criteria())
    assert len(result) == len(result.places) == len(result.measures) == 0
    assert len(result.sensitivity().table) == 0
    assert "0 candidates" in repr(result)


def test_a_layer_without_features_leaves_distances_unknown_and_shares_0():
    empty = roads().iloc[:0]
    far = cr.Distance(name="jalan", to=empty, value=cr.Linear(worst=9, best=0))
    none = cr.OverlayShare(name="bahaya", layer=hazards().iloc[:0], at_most=0)
    rows = ps.suitability(points(2), [far, none]).places.table.to_pylist()
    assert [(row["jalan"], row["bahaya"], row["status"]) for row in rows] == [(None, 0.0, "value_unknown")] * 2


def test_candidates_in_degrees_are_measured_in_metres():
    frame = points(60)
    plane = ps.suitability(frame, many_criteria())
    degrees = ps.suitability(frame.to_crs(4326), many_criteria())
    np.testing.assert_allclose(degrees.scores.measured[:, 0], plane.scores.measured[:, 0], rtol=1e-6)
    assert (degrees.scores.status == plane.scores.status).mean() > 0.98


def test_travel_times_are_those_of_the_network_and_no_way_is_known_to_be_none():
    lines = [shapely.LineString([(X, Y), (X + 9000, Y)]), shapely.LineString([(X, Y + 3000), (X + 9000, Y + 3000)])]
    net = ps.RoadNetwork.from_layer(
        geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 2}, geometry=lines, crs=32749), columns="rbi"
    )
    at = geopandas.GeoDataFrame(
        {"site_id": ["near", "far", "island", "off"]},
        geometry=shapely.points([(X + 1000, Y), (X + 6000, Y), (X + 1000, Y + 3000), (X, Y + 90_000)]), crs=32749,
    )  # fmt: skip
    port = geopandas.GeoDataFrame(geometry=shapely.points([(X, Y)]), crs=32749)
    for inward in (False, True):
        asked = cr.TravelTime(name="pelabuhan", to=port, network=net, inward=inward,
                              value=cr.Linear(worst=60, best=0), at_most=30)  # fmt: skip
        result = ps.suitability(at, asked)
        minutes = net.travel_times(at, port).minutes[:, 0]
        rows = result.places.table.to_pylist()
        assert rows[0]["pelabuhan"] == pytest.approx(minutes[0])
        assert rows[1]["pelabuhan"] == pytest.approx(minutes[1])
        assert [row["status"] for row in rows] == ["ranked", "ranked", "fails_limit", "value_unknown"]
        assert result.measures["standing"] == ["measured", "measured", "no_way", "unknown"]
        assert "no road leads there" in rows[2]["reason_en"]


@pytest.mark.parametrize(
    ("candidates", "criteria", "more"),
    [
        (5, [column("air")], {}),
        (None, [], {}),
        (None, "air", {}),
        (None, 5, {}),
        (None, [5], {}),
        (None, [column("air"), column("air")], {}),
        (None, [cr.Column(name="rank", column="air", at_most=1)], {}),
        (None, [cr.Column(name="x", column="nope", at_most=1)], {}),
        (None, [cr.Column(name="x", column="site_id", at_most=1)], {}),
        (None, [column("air")], {"allow": ()}),
        (None, [column("air")], {"allow": ("prohibited",)}),
        (None, [column("air")], {"cell_m": 5}),
        (None, [column("air")], {"site_id": "nope"}),
        (None, [column("air")], {"site_id": 5}),
        (None, [column("air")], {"threads": 0}),
        (None, [cr.Distance(name="x", to="jalan.shp", at_most=1)], {}),
        (None, [cr.Slope(name="x", dem="nope.tif", at_most=1)], {}),
        (None, [cr.Slope(name="x", dem=5, at_most=1)], {}),
        (None, [cr.OverlayShare(name="x", layer=roads().set_crs(None, allow_override=True), at_most=1)], {}),
        (None, [cr.TravelTime(name="x", to=points(2), network=5, at_most=1)], {}),
    ],
)
def test_what_cannot_be_asked_is_refused_in_both_languages(candidates, criteria, more):
    with pytest.raises(ps.PetasentraError) as caught:
        ps.suitability(points(5) if candidates is None else candidates, criteria, **more)
    assert caught.value.message_id


def test_ids_that_repeat_or_lack_are_refused():
    for ids in (["a", "a", "b"], ["a", None, "b"]):
        with pytest.raises(ps.SchemaError):
            ps.suitability(points(3, site_id=ids), [column("air")])


def test_without_ids_rows_are_numbered():
    frame = points(3).drop(columns="site_id")
    assert ps.suitability(frame, [column("air")]).places["site_id"].tolist() == [0, 1, 2]


def test_progress_runs_to_its_end():
    told = []
    ps.suitability(points(20), many_criteria(), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_personal_data_stay_marked_as_such():
    layer = ps.as_layer(points(3)).with_personal(["site_id", "harga"])
    places = ps.suitability(layer, [column("harga"), column("air")]).places
    assert places.table.personal == {"site_id", "k_harga"}


def test_limits_alone_order_by_id():
    result = ps.suitability(points(6), cr.Column(name="h", column="harga", at_least=0))
    ordered = result.top(6)["site_id"]
    assert ordered == sorted(ordered)
    assert result.sensitivity(top=2).table["share"].tolist() == [1, 1, 0, 0, 0, 0]


def test_without_gdal_raster_files_are_refused_in_words(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "petasentra._io", None)
    monkeypatch.delattr(ps, "_io", raising=False)
    with pytest.raises(ps.IoError, match="no GDAL"):
        ps.Raster.open("dem.tif")


def test_ground_beyond_what_a_raster_knows_is_unknown_unless_a_limit_is_broken_already():
    east, north = 640_000, 9_170_000
    cells = np.full((50, 50), 6.0)
    cells[10:20, 10:20] = np.nan
    raster = ps.Raster.from_array(cells, x_left=east, y_top=north, cell=30, crs=32749)
    boxes = {
        "inside": (700, -1400, 1400, -700), "half a hole": (300, -600, 900, -300), "sticks out": (-3000, -300, 100, 0),
        "beyond": (-3000, -300, -100, 0), "within a cell": (5, -10, 8, -5), "at the rim": (900, -1500, 1500, -900),
    }  # fmt: skip
    shapes = [shapely.box(east + a, north + b, east + c, north + d) for a, b, c, d in boxes.values()]
    frame = geopandas.GeoDataFrame({"id": list(boxes)}, geometry=shapes, crs=32749)
    for crs in (32749, 4326):
        values, known = raster.known_over(frame.to_crs(crs), "max")
        np.testing.assert_allclose(known, [1, 0.5, 9_000 * 100 / 300 / 3_100 / 30, 0, 1, 1], atol=0.04)
        np.testing.assert_array_equal(values, [6, 6, 6, np.nan, 6, 6])

    def asked(at_most, **more):
        limit = ps.criteria.RasterValue(name="bahaya", raster=raster, statistic="max", at_most=at_most, **more)
        found = ps.suitability(frame, [limit], site_id="id")
        return dict(zip(boxes, found.measures["outcome"], strict=True)), found

    outcome, found = asked(10)
    assert outcome == dict.fromkeys(boxes, "pass") | dict.fromkeys(("half a hole", "sticks out", "beyond"), "unknown")
    assert "CRITERION_UNKNOWN" in found.findings["code"]
    assert asked(5)[0] == dict.fromkeys(boxes, "fail") | {"beyond": "unknown"}
    assert asked(10, known_from=0.4)[0]["half a hole"] == "pass"
    with pytest.raises(ps.OptionError, match="known_from"):
        asked(10, known_from=0.0)


def test_a_place_abroad_takes_nothing_from_the_others_and_is_told():
    target = geopandas.GeoDataFrame(geometry=[shapely.Point(112.3, -7.5)], crs=4326)
    shapes = [shapely.Point(112.31, -7.5), shapely.Point(0, 0), None]
    frame = geopandas.GeoDataFrame({"id": ["near", "null island", "nowhere"]}, geometry=shapes, crs=4326)
    found = ps.suitability(frame, [cr.Distance(name="d", to=target, value=cr.Linear(worst=9000, best=0))], site_id="id")
    assert found.places["status"] == ["ranked", "no_place", "no_place"]
    assert found.places["reason_en"][1].startswith("Its coordinates are no degrees, or more than 20 degrees")
    told = dict(zip(found.findings["code"], found.findings["feature_id"], strict=True))
    assert told["PLACE_ABROAD"] == "null island"
    assert "PLACE_MISSING" in told
