"""What criticality says of an edge is what closing it does, on drawn networks with one-ways and turns."""

from __future__ import annotations

import geopandas
import numpy as np
import pyarrow as pa
import pytest
import shapely
from drawn_journeys import network_of, places

import petasentra as ps
from petasentra.network.costs import DECISECONDS_A_MINUTE, UNREACHABLE


def town(random: np.random.Generator) -> tuple[ps.RoadNetwork, list[shapely.LineString]]:
    """A few streets with gaps, a loop and a way round; some of them one-way, and some turns forbidden or slow."""
    lines = [[(0, 0), (150, -200), (300, 0)], [(0, 0), (-200, -100), (-100, -200), (0, 0)]]
    for x, y in np.argwhere(np.ones((3, 3))) * 300.0:
        lines += [line for line in ([(x, y), (x + 300, y)], [(x, y), (x, y + 300)]) if random.random() < 0.8]
    shapes = [shapely.LineString(line) for line in lines]
    facts = {"REMARK": ["Jalan Lokal"] * len(lines), "arah": random.choice(["yes", "-1", "no", "no"], len(lines))}
    net = ps.RoadNetwork.from_layer(
        geopandas.GeoDataFrame(facts, geometry=shapes, crs=32749), columns={"road_class": "REMARK", "one_way": "arah"}
    )
    if random.random() < 0.5:
        return net, shapes
    follow = np.argwhere(net.core.heads[:, None] == net.core.tails[None, :])
    some = follow[random.choice(len(follow), 12, replace=False)]
    seconds = [None if random.random() < 0.6 else float(random.integers(5, 60)) for _ in some]
    turns = {"from_arc": some[:, 0], "to_arc": some[:, 1], "seconds": pa.array(seconds, pa.float64())}
    return net.with_turns(pa.table(turns)), shapes


def spots(random: np.random.Generator, shapes: list[shapely.LineString]) -> geopandas.GeoDataFrame:
    """Places within edges and at their ends; three stand on one edge, and two of those at one spot."""
    at = [(shapes[i], share) for i in random.integers(len(shapes), size=4) for share in [random.choice([0, 0.5, 1])]]
    at += [(at[0][0], share) for share in (0.2, 0.7, 0.7)]
    return geopandas.GeoDataFrame(geometry=[line.interpolate(share, normalized=True) for line, share in at], crs=32749)


@pytest.mark.parametrize("seed", range(50))
def test_criticality_is_what_a_scenario_does_that_closes_the_edge(seed: int) -> None:
    random = np.random.default_rng(seed)
    net, shapes = town(random)
    at = spots(random, shapes)
    paths = net.paths(at, at, every=True)
    before = paths.deciseconds.astype(np.int64)
    # Those on which places stand, and some others.
    stand = [int(edge) for edge in paths.origins.snap["edge"][-2:]]
    asked = sorted({*stand, *random.integers(net.edge_count, size=3).tolist()})
    critical, used = paths.criticality(asked), set(paths.criticality()["edge"].tolist())
    for row, edge in enumerate(asked):
        after = net.travel_times(at, at, vehicle=net.scenario("car", close=[edge])).deciseconds.reshape(-1)
        stays = (before != UNREACHABLE) & (after != UNREACHABLE)
        more = after.astype(np.int64)[stays] - before[stays]
        assert (more >= 0).all()
        lost = int((before != UNREACHABLE).sum() - stays.sum())
        assert (critical["lost"][row], critical["longer"][row]) == (lost, int((more > 0).sum()))
        minutes = np.array([more.sum(), more.max(initial=0)]) / DECISECONDS_A_MINUTE
        assert [critical["more_min"][row], critical["most_min"][row]] == pytest.approx(minutes)
        assert edge in used or (not lost and not more.any())


def test_who_is_where_he_goes_is_lost_with_the_edge_on_which_he_stands() -> None:
    net = network_of([(0, 0), (1000, 0)], [(1000, 0), (2000, 0)])
    at = places((500, 0), (500, 3), (1000, 0))  # two at one spot of the first road, one at its end
    paths = net.paths(at, at, every=True)
    assert paths.criticality()["edge"].tolist() == [0]
    assert paths.criticality()["journeys"].tolist() == [8]
    assert paths.criticality()["lost"].tolist() == [8]
    shut = net.travel_times(at, at, vehicle=net.scenario("car", close=[0]))
    assert np.isfinite(shut.minutes).sum() == 1
