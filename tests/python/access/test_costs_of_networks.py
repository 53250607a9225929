"""Costs belong to the network whose arcs they are of; on another they would be those of other roads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from drawn_journeys import network_of, places

import petasentra as ps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINES = [(0, 0), (2000, 0)], [(2000, 0), (2000, 900)]
AT = places((0, 0), (2000, 900))


@pytest.mark.parametrize(
    "ask",
    [
        lambda net, costs: net.travel_times(AT, AT, vehicle=costs),
        lambda net, costs: net.isochrones(AT, 5, vehicle=costs),
        lambda net, costs: net.paths(AT, AT, journey=ps.Journey(costs)),
        lambda net, costs: net.snap(AT, costs=costs),
        lambda net, costs: net.costs(costs),
        lambda net, costs: ps.access.cumulative(net, AT, AT, minutes=5, vehicle=costs),
    ],
)
def test_those_of_another_network_are_refused(ask: Callable[[ps.RoadNetwork, ps.RoadCosts], object]) -> None:
    net = network_of(*LINES)
    other = network_of([(0, 0), (2000, 0)], [(2000, 0), (2000, 800)])  # as many arcs
    ask(net, net.scenario("car", close=[1]))
    with pytest.raises(ps.OptionError, match="another network"):
        ask(net, other.scenario("car", close=[1]))


def test_the_same_roads_are_the_same_network(tmp_path: Path) -> None:
    net, again = network_of(*LINES), network_of(*LINES)
    net.save(tmp_path / "roads.psn")
    opened = ps.RoadNetwork.open(tmp_path / "roads.psn")
    assert net.fingerprint == again.fingerprint == opened.fingerprint
    costs = net.costs("car")
    times = [one.travel_times(AT, AT, vehicle=costs).deciseconds for one in (net, again, opened)]
    assert all(np.array_equal(times[0], one) for one in times[1:])
    assert net.costs(costs) is costs
