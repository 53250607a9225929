"""Places on one edge less than a tenth of a second apart: every question keeps to the direction of the road."""

from __future__ import annotations

import geopandas
import numpy as np
import pyarrow as pa
import pytest
import shapely

import petasentra as ps
from petasentra.network.costs import UNREACHABLE


def places(*xs: float) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(geometry=shapely.points([(x, 0) for x in xs]), crs=32749)


def street(one_way: str, crs: int = 32749, lines: list[shapely.LineString] | None = None) -> ps.RoadNetwork:
    lines = lines or [shapely.LineString([(0, 0), (1000, 0)])]
    roads = geopandas.GeoDataFrame(
        {"REMARK": ["Jalan Lokal"] * len(lines), "arah": [one_way] * len(lines)}, geometry=lines, crs=crs
    )
    return ps.RoadNetwork.from_layer(roads, columns={"road_class": "REMARK", "one_way": "arah"})


@pytest.mark.parametrize("one_way", ["yes", "-1", "no"])
def test_times_paths_and_lengths_agree_on_what_is_ahead(one_way: str) -> None:
    network = street(one_way)
    xs = np.array([1000, 999.8, 999, 500.1, 500, 500, 0.2, 0])
    at = places(*xs)
    ahead = xs[None, :] - xs[:, None]
    is_open = {"yes": ahead >= 0, "-1": ahead <= 0, "no": np.full(ahead.shape, True)}[one_way]
    assert ((network.travel_times(at, at).deciseconds < UNREACHABLE) == is_open).all()
    lengths = network.travel_lengths(at, at).length_m
    assert (np.isfinite(lengths) == is_open).all()
    assert lengths[is_open] == pytest.approx(np.abs(ahead)[is_open], abs=1e-3)


def test_an_arc_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(ps.NetworkError, match=r"there is no arc 99; the network has arcs 0\.\.1\.") as caught:
        street("no").with_turns(pa.table({"from_arc": [0], "to_arc": [99]}))
    assert "tidak ada busur 99; jaringan ini punya busur 0..1." in str(caught.value.message_id)


def test_rows_whose_degrees_are_none_are_left_out_and_told() -> None:
    good = [shapely.LineString([(112 + i / 100, -7.5), (112.01 + i / 100, -7.5)]) for i in range(2)]
    network = street("no", 4326, [*good, shapely.LineString([(112, -7.5), (112, 97)])])
    assert network.roads()["status"] == ["used", "used", "out_of_range"]
    assert network.findings()["code"] == ["COORDINATE_OUT_OF_RANGE"]
    for wrong, hint in (((600000, 9170000), "metres"), ((-7.5, 112), "swapped")):
        x, y = wrong
        with pytest.raises(ps.CrsError, match="EPSG:4326") as caught:
            street("no", 4326, [shapely.LineString([(x, y), (x + 0.1, y)])])
        assert hint in str(caught.value)
