"""Arguments that are none: each is an error of this package, in two languages, never one of Python's own."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from drawn_journeys import network_of, places

import petasentra as ps
from petasentra.access import Decay, cumulative, floating_catchments, gini, gravity, palma, two_step_fca

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NET = network_of([(0, 0), (2000, 0)], [(2000, 0), (2000, 900)])
AT = places((0, 0), (1500, 0), jiwa=[5, 7], nama=["a", "b"])
TIMES = NET.travel_times(AT, AT)
PATHS = NET.paths(AT, AT, every=True)
PAIRS: dict[str, Any] = {"demand": [1, 1], "supply": [1, 1]}


@pytest.mark.parametrize(
    "ask",
    [
        lambda: NET.costs("car", as_of=20260101),
        lambda: NET.costs("car", which="fast"),
        lambda: NET.costs("car", without_class=7),
        lambda: NET.costs(7),
        lambda: NET.scenario("car", as_of=20260101),
        lambda: NET.snap(AT, limit_m="far"),
        lambda: NET.snap(AT, component=[[1], [1, 2]]),
        lambda: NET.snap(AT, min_nodes="many"),
        lambda: NET.snap(AT, min_nodes=-1),
        lambda: NET.snap(AT, access_km_per_h="slow"),
        lambda: NET.snap(AT, costs="car"),
        lambda: ps.RoadNetwork.from_layer(AT, tolerance_m="near"),
        lambda: ps.RoadNetwork.from_layer(AT, columns=7),
        lambda: ps.RoadNetwork.from_layer(AT, one_way_words=7),
        lambda: NET.report(reach_m="near"),
        lambda: NET.report(reach_m=-1),
        lambda: ps.RoadNetwork.open(None),
        lambda: ps.RoadNetwork.open(3),
        lambda: NET.save(None),
        lambda: ps.RoadNetwork.from_osm(None),
        lambda: ps.RoadNetwork.from_graphml(None),
        lambda: ps.SpeedProfile.load(7),
        lambda: ps.SpeedProfile.load(None),
        lambda: NET.travel_lengths(AT, AT, limit_m="far"),
        lambda: NET.travel_batches(AT, AT, as_of=20260101),
        lambda: NET.write_travel_times(7, AT, AT),
        lambda: NET.isochrone_interval(AT, "abc"),
        lambda: NET.travel_interval(AT, AT, which="min"),
        lambda: NET.travel_interval(AT, AT).nearest("a"),
        lambda: cumulative("jalan", AT, AT, minutes=10),
        lambda: NET.isochrones(AT, "abc"),
        lambda: NET.isochrones(AT, []),
        lambda: NET.isochrones(AT, [[1, 2], [3]]),
        lambda: NET.isochrones(AT, [[1, 2], [3, 4]]),
        lambda: NET.isochrones(AT, 5, width_m="wide"),
        lambda: NET.isochrones(AT, 5, width_m=0),
        lambda: NET.nearest(AT, AT, k="a"),
        lambda: NET.nearest(AT, AT, k=1.5),
        lambda: NET.nearest(AT, AT, k=True),
        lambda: TIMES.nearest("a"),
        lambda: TIMES.nearest(1.5),
        lambda: NET.travel_interval(AT, AT).within("abc"),
        lambda: NET.travel_interval(AT, AT).within(math.nan),
        lambda: PATHS.criticality(["a"]),
        lambda: PATHS.criticality([1.7]),
        lambda: PATHS.criticality([[0]]),
        lambda: PATHS.criticality(0),
        lambda: cumulative(NET, AT, AT, minutes="abc"),
        lambda: cumulative(NET, AT, AT, minutes=[]),
        lambda: cumulative(NET, AT, AT, minutes=10, amount=["many", "few"]),
        lambda: cumulative(NET, AT, AT, minutes=10, amount="nama"),
        lambda: cumulative(NET, AT, AT, minutes=10, amount=[[1], [1, 2]]),
        lambda: cumulative(NET, AT, AT, minutes=10, amount=[1, None]),
        lambda: gravity(NET, AT, AT, decay="linear"),
        lambda: gravity(NET, AT, AT, decay=Decay(), minutes="abc"),
        lambda: gravity(NET, AT, AT, decay=Decay(), minutes=[10, 20]),
        lambda: two_step_fca(NET, AT, AT, demand="jiwa", supply="nama", minutes=10),
        lambda: two_step_fca(NET, AT, AT, demand="jiwa", supply=1, minutes="abc"),
        lambda: two_step_fca(NET, AT, AT, demand="jiwa", supply=1, minutes=10, decay="linear"),
        lambda: two_step_fca(NET, AT, AT, demand="jiwa", supply=1, minutes=10, choice="within"),
        lambda: NET.snap([(0, 0)]),
        lambda: NET.snap(np.zeros((2, 2))),
        lambda: NET.travel_times(AT.geometry.to_list(), AT),
        lambda: NET.nearest(AT, None),
        lambda: NET.isochrones(7, 5),
        lambda: NET.isochrones(AT, 5, water=7),
        lambda: NET.with_roads([[0, 0]]),
        lambda: ps.RoadNetwork.from_layer(AT.geometry.to_list()),
        lambda: ps.RoadNetwork.from_layer(None),
        lambda: ps.RoadNetwork.from_tables("simpul", "ruas"),
        lambda: ps.RoadNetwork.from_tables([1, 2], AT),
        lambda: NET.scenario("car", close=AT.geometry.iloc[0]),
        lambda: Decay().at([-1]),
        lambda: floating_catchments([0], [0], [1], limit=np.array([1, 2]), **PAIRS),
        lambda: floating_catchments([0], [0], [1], limit=np.array([np.inf, 2]), **PAIRS),
        lambda: floating_catchments([0], [0], [1], limit=[np.inf], **PAIRS),
        lambda: floating_catchments([0], [0], [1], limit=None, **PAIRS),
        lambda: floating_catchments([0], [0], [1], limit="far", **PAIRS),
        lambda: floating_catchments([0], [0], [1], limit=-np.inf, **PAIRS),
        lambda: floating_catchments([0.5], [0], [1], **PAIRS),
        lambda: floating_catchments([math.nan], [0], [1], **PAIRS),
        lambda: floating_catchments([[0, 1]], [[0, 1]], [[1, 1]], **PAIRS),
        lambda: floating_catchments([0], [0], [[1]], **PAIRS),
        lambda: floating_catchments(["a"], [0], [1], **PAIRS),
        lambda: floating_catchments([0], [0], ["near"], **PAIRS),
        lambda: floating_catchments([0], [0], [1], demand=["many"], supply=[1]),
        lambda: floating_catchments([0], [0], [1], demand=[[1]], supply=[1]),
        lambda: floating_catchments([0], [0], [1], **PAIRS, choice=True),
        lambda: floating_catchments([0], [0], [1], **PAIRS, choice="within"),
        lambda: floating_catchments([0], [0], [1], **PAIRS, limit="far"),
        lambda: floating_catchments([0], [0], [1], **PAIRS, limit=math.nan),
        lambda: floating_catchments([0], [0], [1], **PAIRS, decay="linear"),
        lambda: Decay.linear("a"),
        lambda: Decay.power("a"),
        lambda: Decay.power(1, nearest="a"),
        lambda: Decay.steps_of({"a": 1}),
        lambda: Decay.steps_of([1, 2]),
        lambda: Decay(7),
        lambda: Decay.gaussian(9).at(["a"]),
        lambda: gini(["a"]),
        lambda: gini([[1, 2], [3]]),
        lambda: palma([1, 2], weights=["a", "b"]),
    ],
)
def test_what_cannot_be_asked_is_an_error_of_this_package(ask: Callable[[], object]) -> None:
    with pytest.raises(ps.PetasentraError) as raised:
        ask()
    assert not isinstance(raised.value, ps.InternalError)
    assert raised.value.message_id
    assert raised.value.message_id != raised.value.message_en


def test_a_series_and_a_file_are_places_and_roads(tmp_path: Path) -> None:
    file = tmp_path / "tempat.gpkg"
    AT.to_file(file)
    wanted = TIMES.deciseconds.tolist()
    for given in (AT.geometry, str(file), file):
        assert NET.travel_times(given, AT).deciseconds.tolist() == wanted
        assert NET.snap(given)["status"] == ["snapped", "snapped"]
        assert NET.scenario("car", close=given if given is not str(file) else file).reasons["scenario"] == 1
    assert cumulative(NET, file, str(file), minutes=1, amount="jiwa").sums.tolist() == [[5.0], [7.0]]
    assert NET.travel_times(file, file, origin_id="nama").origin_ids == ["a", "b"]
    lines = tmp_path / "jalan.gpkg"
    NET.edges().write(lines)
    for roads in (NET.edges().to_geopandas().geometry, str(lines), lines):
        assert ps.RoadNetwork.from_layer(roads, columns={}).edge_count == NET.edge_count
    assert NET.with_roads(lines, columns={}).edge_count > NET.edge_count
    with pytest.raises(ps.IoError):
        NET.snap(tmp_path / "tidak-ada.gpkg")
    with pytest.raises(ps.CrsError):
        NET.snap(AT.geometry.set_crs(None, allow_override=True))


def test_numbers_are_taken_as_they_come() -> None:
    wanted = cumulative(NET, AT, AT, minutes=[2, 10], amount="jiwa").sums
    assert np.array_equal(wanted, cumulative(NET, AT, AT, minutes=(10, np.float32(2)), amount=AT["jiwa"]).sums)
    assert floating_catchments([0.0], np.array([0], np.int8), [1], demand=(1,), supply=[1]).access.tolist() == [1]
    assert gini(np.array([1, 3], dtype=object)) == gini([1, 3])
