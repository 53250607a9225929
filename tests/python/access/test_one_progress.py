"""Every question has one progress: it rises from 0 to 1, and says 1 once."""

from __future__ import annotations

from typing import Any

import pytest
from drawn_journeys import network_of, places

import petasentra as ps

AT = places((0, 0), (900, 0), (1000, 700))
NONE = AT[:0]
ASKED: dict[str, Any] = {
    "travel_times": lambda net, at, **how: net.travel_times(at, at, **how),
    "travel_interval": lambda net, at, **how: net.travel_interval(at, at, **how),
    "nearest": lambda net, at, **how: net.nearest(at, at, k=2, **how),
    "catchments": lambda net, at, **how: net.catchments(at, **how),
    "isochrones": lambda net, at, **how: net.isochrones(at, [1, 2, 3], **how),
    "isochrones together": lambda net, at, **how: net.isochrones(at, [1, 2], together=True, **how),
    "isochrone_interval": lambda net, at, **how: net.isochrone_interval(at, 3, **how),
    "paths": lambda net, at, **how: net.paths(at, at, every=True, **how),
    "cumulative": lambda net, at, **how: ps.access.cumulative(net, at, at, minutes=[1, 2], **how),
    "travel_times with lengths": lambda net, at, **how: net.travel_times(at, at, lengths=True, **how),
    "travel_lengths": lambda net, at, **how: net.travel_lengths(at, at, **how),
    "travel_batches": lambda net, at, **how: list(net.travel_batches(at, at, **how)),
    "two_step_fca": lambda net, at, **how: ps.access.two_step_fca(net, at, at, demand=1, supply=1, minutes=2, **how),
}


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("at", [AT, NONE], ids=["places", "none"])
def test_progress_rises_from_0_to_1_once(name: str, at: Any) -> None:
    net = network_of([(0, 0), (1000, 0)], [(1000, 0), (1000, 1000)])
    for _ in range(2):  # with the hierarchy to make, and with it made
        shares: list[float] = []
        ASKED[name](net, at, progress=shares.append)
        assert shares == sorted(set(shares))
        assert 0.0 <= shares[0] < 0.5
        assert shares[-1] == 1.0


@pytest.mark.parametrize(
    "ask",
    [
        lambda net, **how: net.snap(NONE, **how),
        lambda net, **how: net.snap(x=[], y=[], **how),
        lambda net, **how: net.paths(NONE, NONE).criticality(**how),
        lambda net, **how: net.paths(AT, AT).criticality([], **how),
        lambda net, **how: ps.RoadNetwork.from_layer(net.edges()[:0], **how),
    ],
    ids=["snap", "snap coordinates", "criticality of no journeys", "criticality of no edges", "from_layer"],
)
def test_work_on_nothing_is_done(ask: Any) -> None:
    shares: list[float] = []
    ask(network_of([(0, 0), (1000, 0)]), progress=shares.append)
    assert shares == sorted(set(shares))
    assert shares[-1] == 1.0


@pytest.mark.parametrize("name", ASKED)
def test_who_stops_at_the_first_word_stops_everything(name: str) -> None:
    net = network_of([(0, 0), (1000, 0)])

    def stop(_: float) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        ASKED[name](net, AT, progress=stop)
