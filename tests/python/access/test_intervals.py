"""Travel times at three speeds: an interval, and how sure one is to be in time."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

import petasentra as ps


def test_the_interval_holds_the_likely_time_and_says_how_sure_one_is() -> None:
    lines = [shapely.LineString([(0, 0), (20_000, 0)]), shapely.LineString([(0, 9000), (400, 9000)])]
    roads = gpd.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 2}, geometry=lines, crs=32749)
    net = ps.RoadNetwork.from_layer(roads, columns="rbi")
    origins = gpd.GeoDataFrame(
        geometry=shapely.points([(1000, 0), (5000, 0), (7000, 0), (20_000, 0), (9, 9000)]), crs=32749
    )
    gate = gpd.GeoDataFrame(geometry=[shapely.Point(0, 0)], crs=32749)
    found = net.travel_interval(origins, gate)
    table = found.table
    low, likely, high = (np.asarray(table[name]) for name in ("minutes_min", "minutes", "minutes_max"))
    assert (low[:4] < likely[:4]).all()
    assert (likely[:4] < high[:4]).all()
    assert np.isnan(low[4])
    assert np.isnan(high[4])
    assert found.within(15) == ["surely", "likely", "perhaps", "no", "no_way"]
    assert table.columns == ["origin", "target", "minutes_min", "minutes", "minutes_max", "status"]
    assert repr(found) == "TravelInterval: 5 origins x 1 targets, 4 of 5 pairs reached"
