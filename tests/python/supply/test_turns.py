"""Rules for turns hold for what is carried, and their seconds are paid."""

from __future__ import annotations

import geopandas
import numpy as np
import pyarrow as pa
import pytest
import shapely

import petasentra as ps

CORNERS = [(0, 0), (1000, 0), (1000, 1000)]


def corner():
    lines = [shapely.LineString(CORNERS[:2]), shapely.LineString(CORNERS[1:])]
    roads = geopandas.GeoDataFrame({"kelas": ["Jalan Lokal"] * 2}, geometry=lines, crs=32749)
    return ps.RoadNetwork.from_layer(roads, columns={"road_class": "kelas"})


def with_turn(net, seconds):
    """Round the corner from the source to the market."""
    tails, heads = np.asarray(net.core.tails), np.asarray(net.core.heads)
    first = int(np.flatnonzero((tails == 0) & (heads == 1))[0])
    last = int(np.flatnonzero((tails == 1) & (heads == 2))[0])
    return net.with_turns(
        pa.table({"from_arc": [first], "to_arc": [last], "seconds": pa.array([seconds], pa.float64())})
    )


def solved(net):
    at = geopandas.GeoDataFrame({"id": ["A", "B"]}, geometry=shapely.points([CORNERS[0], CORNERS[2]]), crs=32749)
    chain = ps.SupplyChain(net, limit_m=50)
    chain.add_sources(at[:1].assign(t=[10.0]), "dross", "t")
    chain.add_markets(at[1:].assign(t=[10.0]), "dross", "t", unmet_penalty_idr=9_000_000)
    chain.add_vehicle("truk", idr_per_t_km=1000, idr_per_hour=360_000, payload_t=10)
    return chain.solve()


def test_a_wait_at_a_turn_is_paid_by_the_hour():
    free, slow = solved(corner()), solved(with_turn(corner(), 600.0))
    assert slow.total_idr - free.total_idr == pytest.approx(10 * 36_000 / 6, rel=1e-3)


def test_what_may_not_turn_does_not_arrive():
    assert solved(with_turn(corner(), None)).unmet["unmet_t"].sum() == pytest.approx(10.0)
