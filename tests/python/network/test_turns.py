"""Turn restrictions, barriers and turns of one's own, in every answer."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_turns import ArcSearch, gated, restricted

import petasentra as ps
from petasentra.network.costs import UNREACHABLE
from petasentra.network.turns import RoadTurns

#: Some 110 m north or east near the equator.
STEP = 0.001


def osm(tmp_path, places, ways, relations=(), barriers=()):
    """Write a small file: nodes by (column, row), ways by their nodes and tags, restrictions, tags of barriers."""
    gates = dict(barriers)
    parts = []
    for number, (x, y) in places.items():
        tags = "".join(f"<tag k='{k}' v='{v}'/>" for k, v in gates.get(number, {}).items())
        parts.append(f"<node id='{number}' lat='{STEP * y}' lon='{110 + STEP * x}'>{tags}</node>")
    for number, (refs, tags) in ways.items():
        nds = "".join(f"<nd ref='{ref}'/>" for ref in refs)
        kept = "".join(f"<tag k='{k}' v='{v}'/>" for k, v in ({"highway": "residential"} | tags).items())
        parts.append(f"<way id='{number}'>{nds}{kept}</way>")
    for number, (start, via, end, tags) in enumerate(relations, start=900):
        kinds = [("way", start, "from"), *((kind, ref, "via") for kind, ref in via), ("way", end, "to")]
        members = "".join(f"<member type='{kind}' ref='{ref}' role='{role}'/>" for kind, ref, role in kinds)
        kept = "".join(f"<tag k='{k}' v='{v}'/>" for k, v in ({"type": "restriction"} | tags).items())
        parts.append(f"<relation id='{number}'>{members}{kept}</relation>")
    path = tmp_path / "town.osm"
    path.write_text(f"<osm version='0.6'>{''.join(parts)}</osm>")
    return ps.RoadNetwork.from_osm(path)


def at(*places):
    xy = [(110 + STEP * x, STEP * y) for x, y in places]
    return gpd.GeoDataFrame(geometry=shapely.points(xy), crs=4326)


#        3            a junction; ways 10: 1-2, 11: 2-3, 12: 2-4
#        |
#   1----2----4
CROSS = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (2, 0)}
ARMS = {10: ((1, 2), {}), 11: ((2, 3), {}), 12: ((2, 4), {})}
NO_LEFT = (10, [("node", 2)], 11, {"restriction": "no_left_turn"})


def minutes(network, vehicle="car", **options):
    """Return minutes between 1, 3 and 4."""
    places = at(CROSS[1], CROSS[3], CROSS[4])
    return network.travel_times(places, places, vehicle=vehicle, **options).minutes


def test_no_left_turn_binds_the_vehicles_it_names(tmp_path):
    free = minutes(osm(tmp_path, CROSS, ARMS))
    bound = osm(tmp_path, CROSS, ARMS, [NO_LEFT])
    car = minutes(bound)
    assert car[0, 1] == pytest.approx(2 * free[0, 1], abs=0.02)  # on, round and right
    assert (np.delete(car.ravel(), 1) == np.delete(free.ravel(), 1)).all()
    assert (minutes(bound, "walk") == minutes(osm(tmp_path, CROSS, ARMS), "walk")).all()
    for tags, vehicle, holds in [
        ({"restriction:hgv": "no_left_turn"}, "car", False),
        ({"restriction:hgv": "no_left_turn"}, "heavy_truck", True),
        ({"restriction": "no_left_turn", "except": "psv;motorcar"}, "car", False),
        ({"restriction": "no_left_turn", "except": "psv;motorcar"}, "heavy_truck", True),
        ({"restriction:foot": "no_left_turn"}, "walk", True),
        ({"restriction:conditional": "no_left_turn @ (Mo-Fr 07:00-09:00)"}, "car", False),
        ({"restriction": "no_dancing"}, "car", False),
    ]:
        net = osm(tmp_path, CROSS, ARMS, [(10, [("node", 2)], 11, tags)])
        costs = net.costs(vehicle)
        assert (minutes(net, vehicle)[0, 1] > 1.5 * minutes(net, vehicle)[1, 0]) == holds, tags
        assert not holds or (costs.turn_deciseconds == UNREACHABLE).all()


def test_what_cannot_be_applied_is_told(tmp_path):
    relations = [
        NO_LEFT,
        (10, [("node", 2)], 11, {"restriction:conditional": "no_left_turn @ (Mo-Fr 07:00-09:00)"}),
        (10, [("node", 2)], 77, {"restriction": "no_left_turn"}),
        (10, [("node", 2)], 11, {"restriction": "give_way"}),
    ]
    net = osm(tmp_path, CROSS, ARMS, relations)
    assert net.turns()["status"] == ["applied", "hours", "not_in_network", "kind_unknown"]
    report = net.report()
    assert (report.restrictions, report.restrictions_applied, report.barriers) == (4, 1, 0)
    assert "turn restrictions: 4, applied 1" in repr(report)
    found = report.findings
    mine = [i for i, code in enumerate(found["code"]) if code == "TURN_NOT_APPLIED"]
    assert [found["feature_id"][i] for i in mine] == ["901", "902", "903"]
    assert all(found["message_id"][i] and found["hint_id"][i] for i in mine)


def test_only_straight_on_and_a_u_turn_behind_it(tmp_path):
    only = (10, [("node", 2)], 12, {"restriction": "only_straight_on"})
    back = (12, [("node", 4)], 12, {"restriction": "no_u_turn"})
    assert minutes(osm(tmp_path, CROSS, ARMS, [only]))[0, 1] > 0
    assert np.isinf(minutes(osm(tmp_path, CROSS, ARMS, [only, back]))[0, 1])


def test_a_bollard_within_a_way_stops_cars_and_lets_walkers_through(tmp_path):
    row = {1: (0, 0), 2: (1, 0), 3: (2, 0)}
    way = {10: ((1, 2, 3), {})}
    ends = at(row[1], row[3])
    for tags, vehicle, passes in [
        ({"barrier": "bollard"}, "car", False),
        ({"barrier": "bollard"}, "motorcycle", True),
        ({"barrier": "bollard"}, "walk", True),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, "car", True),
        ({"barrier": "gate"}, "car", True),
        ({"barrier": "gate", "access": "no", "foot": "yes"}, "car", False),
        ({"barrier": "gate", "access": "no", "foot": "yes"}, "walk", True),
        ({"barrier": "gate", "access": "private"}, "heavy_truck", False),
        ({"barrier": "kissing_gate;gate"}, "car", True),
        ({"barrier": "stile;kissing_gate"}, "car", False),
    ]:
        net = osm(tmp_path, row, way, barriers={2: tags}.items())
        assert net.edge_count == 2
        found = net.travel_times(ends, ends, vehicle=vehicle).minutes
        assert np.isfinite(found[0, 1]) == passes, (tags, vehicle)
        assert np.isfinite(found[1, 0]) == passes
    closed = osm(tmp_path, row, way, barriers={2: {"barrier": "bollard"}}.items())
    halves = at((0.5, 0), (1, 0), (1.5, 0))
    reached = np.isfinite(closed.travel_times(halves, halves).minutes)
    assert reached.tolist() == [[True, True, False], [True, True, True], [False, True, True]]


#   5     6      no U-turn from 1 over 13 (2-3) to 6
#   |     |
#   2--13-3
#   |
#   1
DUAL = {1: (0, 0), 2: (0, 1), 3: (1, 1), 5: (0, 2), 6: (1, 2)}
STREETS = {10: ((1, 2), {}), 13: ((3, 2), {}), 15: ((2, 5), {"oneway": "yes"}), 16: ((3, 6), {})}


def test_a_restriction_over_a_way_binds_those_who_come_from_its_beginning(tmp_path):
    over = (10, [("way", 13)], 16, {"restriction": "no_u_turn"})
    free, bound = osm(tmp_path, DUAL, STREETS), osm(tmp_path, DUAL, STREETS, [over])
    assert bound.turns()["status"] == ["applied"]
    from_to = at(DUAL[1], (0.5, 1)), at(DUAL[6], (0.5, 1))
    before, after = (net.travel_times(*from_to).minutes for net in (free, bound))
    # From 1 to 6 only by turning round at the junction or beyond: from within the way, and to it, nothing changes.
    assert before[0, 0] < after[0, 0]
    assert before[0, 1] == after[0, 1]
    assert before[1, 0] == after[1, 0]


def test_isochrones_catchments_nearest_and_paths_keep_to_them(tmp_path):
    net = osm(tmp_path, CROSS, ARMS, [NO_LEFT, (12, [("node", 4)], 12, {"restriction": "no_u_turn"})])
    start, left, straight = at(CROSS[1]), at(CROSS[3]), at(CROSS[4])
    both = at(CROSS[3], CROSS[4])
    assert net.nearest(start, both, k=2)["status"] == ["reached", "no_way"]
    assert net.nearest(start, both)["target"].tolist() == [1]
    assert net.paths(start, left).status == ["no_way"]
    assert net.paths(start, straight).lines["km"][0] == pytest.approx(0.2226, abs=0.001)
    km = net.isochrones(start, [30]).areas["road_km"][0]
    assert km == pytest.approx(0.2226, abs=0.001)
    assert net.isochrones(left, [30], to_place=True).areas["road_km"][0] == pytest.approx(0.2226, abs=0.001)
    assert net.isochrones(start, [30], together=True).areas["road_km"][0] == pytest.approx(km)
    catchments = net.catchments(left)
    status = dict(zip(np.asarray(net.nodes()["node_id"]).tolist(), catchments["status"], strict=True))
    assert status == {1: "no_way", 2: "reached", 3: "reached", 4: "reached"}
    assert len(catchments) == net.node_count
    outwards = net.catchments(start, to_facility=False)
    assert dict(zip(np.asarray(net.nodes()["node_id"]).tolist(), outwards["status"], strict=True)) == {
        1: "reached", 2: "reached", 3: "no_way", 4: "reached",
    }  # fmt: skip


def test_a_path_names_the_edges_it_travels_and_criticality_closes_them(tmp_path):
    net = osm(tmp_path, CROSS, ARMS, [NO_LEFT])
    found = net.paths(at(CROSS[1]), at(CROSS[3]))
    assert found.edges["edge"].tolist() == [0, 2, 2, 1]
    line = found.lines.to_geopandas().geometry[0]
    assert line.length == pytest.approx(4 * STEP)
    critical = found.criticality()
    assert dict(zip(critical["edge"].tolist(), critical["lost"].tolist(), strict=True)) == {0: 1, 1: 1, 2: 1}
    shut = net.travel_times(at(CROSS[1]), at(CROSS[3]), vehicle=net.scenario("car", close=[2]))
    assert np.isinf(shut.minutes[0, 0])


@pytest.mark.parametrize("vehicle", ["car", "heavy_truck", "walk"])
@pytest.mark.parametrize(
    "name", ["helsinki_centre.osm.pbf", "isle_of_man.osm.pbf", "liechtenstein.osm.pbf", "monaco.osm.gz"]
)
def test_real_towns_agree_with_a_search_on_pairs_of_arcs(shared, name, vehicle):
    net = ps.RoadNetwork.from_osm(shared / "roads" / name)
    costs = net.costs(vehicle)
    ways = net.turns().to_pylist()
    forbidden, rules = set(), costs.turn_deciseconds
    for row in ways:
        if row["status"] == "applied" and rules[row["row"]] == UNREACHABLE:
            forbidden |= restricted(net, row, ways)
    number = {int(one): i for i, one in enumerate(net.nodes()["node_id"])}
    for row, barrier in enumerate(net.barriers["osm_node_id"], start=len(net.restrictions)):
        if rules[row] == UNREACHABLE and barrier in number:
            forbidden |= gated(net, number[barrier])
    search = ArcSearch(net, costs, forbidden)
    random = np.random.default_rng(4)
    # Some origins anywhere, some just before a turn that is forbidden.
    near = [int(net.core.tails[a]) for a, _ in sorted(forbidden)]
    origins = np.concatenate([random.integers(net.node_count, size=6), random.choice(near, 6) if near else []]).astype(
        int
    )
    free, metric = ArcSearch(net, costs, set()), _metric(net, costs)
    longer = 0
    for origin in origins:
        wanted = search.from_node(int(origin))
        found = np.asarray(metric(int(origin)))
        assert (found == wanted).all()
        longer += int((wanted > free.from_node(int(origin))).sum())
    assert longer > 0 or len(forbidden) < 10 or vehicle == "walk"


def _metric(net, costs):
    """Return costs from one node to all by way of the answers that people get: places at the ends of edges."""
    from petasentra import _core
    from petasentra.network.questions import Question

    question = Question(net, None, {"vehicle": costs})
    core = net.core
    # Every node as a stop at an end of one of its edges.
    edge, fraction = np.full(net.node_count, -1, dtype=np.int64), np.zeros(net.node_count)
    edge[core.to_node] = np.arange(net.edge_count)
    fraction[core.to_node] = 1.0
    edge[core.from_node], fraction[core.from_node] = np.arange(net.edge_count), 0.0
    zero, none = np.zeros(net.node_count, np.uint32), np.full(net.node_count, UNREACHABLE, np.uint32)

    def stops(leaving):
        begin, end = np.where(fraction == 0, zero, none), np.where(fraction == 1, zero, none)
        return _core.Stops(
            core, edge=edge, fraction=fraction, leave_from=begin, leave_to=end, arrive_from=begin, arrive_to=end,
            access=zero, leaving=leaving,
        )  # fmt: skip

    origins, targets = stops(leaving=True), stops(leaving=False)
    return lambda node: _core.travel_matrix(question.metric, origins.part(node, node + 1), targets)[0]


GRID = 4


def grid():
    lines = [((x, y), (x + 1, y)) for x in range(GRID) for y in range(GRID + 1)]
    lines += [((x, y), (x, y + 1)) for x in range(GRID + 1) for y in range(GRID)]
    geometry = [shapely.LineString([(100 * a, 100 * b) for a, b in line]) for line in lines]
    frame = gpd.GeoDataFrame({"REMARK": ["Jalan Lokal"] * len(lines)}, geometry=geometry, crs=32749)
    return ps.RoadNetwork.from_layer(frame, columns="rbi")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 3), st.sampled_from([None, 0.0, 7.5, 300.0])), max_size=25
    )
)
def test_more_rules_never_shorten_a_journey_and_all_answers_agree(drawn):
    net = grid()
    core = net.core
    rows = []
    for arc, which, seconds in drawn:
        first = arc % (2 * net.edge_count)
        following = np.flatnonzero(core.tails == core.heads[first])
        rows.append((first, int(following[which % len(following)]), seconds))
    xy = [(100.0 * x, 100.0 * y) for x in range(GRID + 1) for y in range(GRID + 1)] + [(130, 0), (200, 270), (300, 340)]
    places = gpd.GeoDataFrame(geometry=shapely.points(xy), crs=32749)
    before = net.travel_times(places, places)
    forbidden = {(a, b) for a, b, seconds in rows if seconds is None}
    delays: dict[tuple[int, int], int] = {}
    for a, b, seconds in rows:
        delays[a, b] = delays.get((a, b), 0) + round(10 * (seconds or 0))
    table = pa.table({
        "from_arc": pa.array([a for a, *_ in rows], pa.int64()),
        "to_arc": pa.array([b for _, b, _ in rows], pa.int64()),
        "seconds": pa.array([seconds for *_, seconds in rows], pa.float64()),
    })  # fmt: skip
    bound = net.with_turns(table)
    after = bound.travel_times(places, places)
    assert (after.deciseconds >= before.deciseconds).all()
    search = ArcSearch(net, net.costs("car"), forbidden, delays)
    nodes = np.asarray(net.core.node_xy).reshape(-1, 2)
    number = {tuple(one): i for i, one in enumerate(nodes.tolist())}
    at_node = [number[one] for one in xy[: (GRID + 1) ** 2]]
    for row in range(0, len(at_node), 6):
        assert (after.deciseconds[row, : len(at_node)] == search.from_node(at_node[row])[at_node]).all()
    paths = bound.paths(places[:6], places[-6:])
    assert (paths.deciseconds == after.deciseconds[np.arange(6), np.arange(len(xy) - 6, len(xy))]).all()


def test_turns_of_ones_own_that_make_no_sense_are_errors():
    net = grid()
    with pytest.raises(ps.SchemaError, match="to_arc"):
        net.with_turns(pa.table({"from_arc": [0]}))
    with pytest.raises(ps.NetworkError, match="follow"):
        net.with_turns(pa.table({"from_arc": [0], "to_arc": [0]}))
    with pytest.raises(ps.NetworkError, match="no arc 9999"):
        net.with_turns(pa.table({"from_arc": [0], "to_arc": [9999]}))
    for seconds in ([-1.0], [float("nan")], ["soon"], [1e12]):
        with pytest.raises(ps.OptionError):
            net.with_turns(pa.table({"from_arc": [0], "to_arc": [1], "seconds": seconds}))
    with pytest.raises(ps.OptionError):
        net.with_turns(pa.table({"from_arc": [-1], "to_arc": [1]}))
    bound = net.with_turns(pa.table({"from_arc": [0], "to_arc": [1]}))
    with pytest.raises(ps.OptionError, match="another network"):  # the costs of another network
        bound.travel_times(
            places := gpd.GeoDataFrame(geometry=[shapely.Point(0, 0)], crs=32749), places, vehicle=net.costs()
        )
    assert net.with_turns(pa.table({"from_arc": pa.array([], pa.int64()), "to_arc": pa.array([], pa.int64())})).costs()


def test_turns_of_ones_own_stay_where_they_were_when_edges_are_cut():
    #   1---2---3    edges 0 and 1, then the second cut twice at 4 and 5, and a road added to 4
    nodes = pa.table({"id": [1, 2, 3, 4, 5], "x": [0.0, 900.0, 1800.0, 1200.0, 1500.0], "y": [0.0] * 5})
    whole = pa.table({"from": [1, 2], "to": [2, 3], "way": ["a", "b"], "k": ["Jalan Lokal"] * 2})
    pieces = {
        "from": [1, 2, 4, 5, 4],
        "to": [2, 4, 5, 3, 1],
        "way": ["a", "b", "b", "b", "c"],
        "k": ["Jalan Lokal"] * 5,
    }
    columns = {"id": "way", "road_class": "k"}
    before, after = (
        ps.RoadNetwork.from_tables(nodes, edges, crs=32749, columns=columns) for edges in (whole, pa.table(pieces))
    )
    rows = {"from_arc": [0, 3, 2], "to_arc": [2, 1, 3], "seconds": [10.0, None, 40.0]}
    bound = before.with_turns(pa.table(rows))
    moved = RoadTurns(own=bound._turns.own).after_cuts(before.core, after.core)
    assert moved.own.to_pylist() == [
        {"from_arc": 0, "to_arc": 2, "seconds": 10.0},
        {"from_arc": 3, "to_arc": 1, "seconds": None},
        {"from_arc": 6, "to_arc": 7, "seconds": 40.0},
    ]
    same = ps.RoadNetwork(moved.laid_on(after.core, tell=False), turns=moved)
    ends = gpd.GeoDataFrame(geometry=shapely.points([(0, 0), (1800, 0)]), crs=32749)
    shut = same.scenario(close=[4])
    before_times, after_times = bound.travel_times(ends, ends), same.travel_times(ends, ends, vehicle=shut)
    assert (before_times.deciseconds == after_times.deciseconds).all()
    assert RoadTurns().after_cuts(before.core, after.core).own is None


def test_a_profile_without_words_for_turns_obeys_them_as_it_obeys_one_way_roads(tmp_path):
    from importlib.resources import files

    text = files("petasentra.network").joinpath("profiles", "car.toml").read_text(encoding="utf-8")
    lines, kept = text.splitlines(), []
    skipping = False
    for line in lines:
        skipping = skipping or line.startswith(("modes", "obeys_turns", "closed_barriers"))
        if not skipping:
            kept.append(line)
        skipping = skipping and line.endswith(("[", ","))
    old = tmp_path / "old.toml"
    old.write_text("\n".join(kept))
    profile = ps.SpeedProfile.load(old)
    assert profile.obeys_turns
    assert (profile.modes, profile.closed_barriers) == ((), frozenset())
