"""Losing one road, source or processor: equal to taking it out of the input and solving anew."""

from __future__ import annotations

import geopandas
import numpy as np
import pyarrow as pa
import pytest
import shapely

import petasentra as ps
from petasentra.supply.transporting import TransportSolver

EAST, NORTH, STEP = 640_000.0, 9_160_000.0, 1_000.0
CLASSES = ["Jalan Lokal", "Jalan Kolektor", "Jalan Lain"]


def roads(rng, side=4):
    """A lattice with bends, of several classes, some of it one-way, some missing; every edge has a name."""
    lines, rows = [], []
    for i in range(side):
        for j in range(side):
            for other in ((i + 1, j), (i, j + 1)):
                if max(other) < side and rng.random() < 0.9:
                    middle = (np.array([i, j]) + other) / 2 + rng.uniform(-0.3, 0.3, 2)
                    path = np.array([[i, j], middle, other]) * STEP + [EAST, NORTH]
                    lines.append(shapely.LineString(path))
                    rows.append((CLASSES[rng.integers(3)], "Satu Arah" if rng.random() < 0.1 else "", f"j{len(rows)}"))
    return geopandas.GeoDataFrame(rows, columns=["kelas", "arah", "nama"], geometry=lines, crs=32749)


def network(lines):
    return ps.RoadNetwork.from_layer(lines, columns={"road_class": "kelas", "one_way": "arah", "name": "nama"})


def points(rng, names, side=4):
    at = rng.integers(0, side, (len(names), 2)) * STEP + [EAST, NORTH]
    return geopandas.GeoDataFrame({"id": names}, geometry=shapely.points(at), crs=32749)


def sites(rng):
    return {"G": points(rng, ["G0", "G1", "G2"]), "S": points(rng, ["S0", "S1"]), "B": points(rng, ["B0", "B1", "B2"])}


def amounts(rng):
    return {"supply": rng.integers(20, 60, 3), "capacity": rng.integers(40, 90, 2), "demand": rng.integers(5, 25, 3),
            "penalty": rng.integers(1_000_000, 9_000_000, 3)}  # fmt: skip


def chain(net, at, of, vehicles=2):
    made = ps.SupplyChain(net, limit_m=50)
    made.add_sources(at["G"].assign(t=of["supply"]), "dross", "t")
    made.add_processors(at["S"].assign(t=of["capacity"]), {"dross": -1, "ingot": 0.3}, "t", idr_per_t=20_000)
    made.add_markets(at["B"].assign(t=of["demand"], idr=of["penalty"]), "ingot", "t", unmet_penalty_idr="idr")
    made.add_vehicle("kecil", profile="light_truck", idr_per_t_km=3000, idr_per_hour=60_000, payload_t=3)
    if vehicles > 1:
        made.add_vehicle("besar", idr_per_t_km=900, idr_per_hour=150_000, idr_per_trip=90_000, payload_t=10)
    return made


@pytest.mark.parametrize("seed", range(6))
def test_a_cut_equals_a_network_without_the_road(seed):
    rng = np.random.default_rng(seed)
    lines, at, of = roads(rng), sites(rng), amounts(rng)
    solution = chain(network(lines), at, of).solve()
    risk = {row["name"]: row for row in solution.single_cut_risk().table.to_pylist() if row["edges"]}
    for place, name in enumerate(lines["nama"]):
        again = chain(network(lines.drop(index=place)), at, of).solve()
        extra = again.total_idr - solution.total_idr
        lost = float(np.sum(again.unmet["unmet_t"]) - np.sum(solution.unmet["unmet_t"]))
        if name in risk:  # it carries something
            assert risk[name]["extra_idr"] == pytest.approx(extra, rel=1e-6, abs=5)
            assert risk[name]["lost_t"] == pytest.approx(lost, abs=1e-5)
        else:
            assert extra == pytest.approx(0, abs=5)


@pytest.mark.parametrize("seed", range(3))
def test_a_cut_is_exact_where_legs_are_put_in_by_their_prices(seed, monkeypatch):
    monkeypatch.setattr("petasentra.supply.solving.LEGS_AT_ONCE", 0)
    monkeypatch.setattr("petasentra.supply.pricing._OF_EACH_ROW", 1)
    test_a_cut_equals_a_network_without_the_road(seed)


def busy(rng, side):
    """Sites anywhere along the roads, waste that only one of the vehicles may carry, and names of several edges."""
    lines = roads(rng, side)
    lines["nama"] = [f"j{int(rng.integers(0, 2 * side * side))}" for _ in range(len(lines))]

    def along(names):
        edge = rng.integers(0, len(lines), len(names))
        share = rng.choice([0.0, 0.3, 0.5, 0.9, 1.0], len(names))
        at = [
            lines.geometry.iloc[one].interpolate(part, normalized=True) for one, part in zip(edge, share, strict=True)
        ]
        return geopandas.GeoDataFrame({"id": names}, geometry=at, crs=32749)

    made = ps.SupplyChain(network(lines), limit_m=50, periods={"a": 100, "b": 265})
    made.add_commodity("slag", b3=True)
    made.add_sources(along([f"G{i}" for i in range(6)]).assign(t=rng.integers(20, 60, 6)), "slag", "t")
    made.add_processors(
        along([f"S{i}" for i in range(4)]).assign(t=rng.integers(20, 50, 4)),
        {"slag": -1, "ingot": 0.3, "ash": 0.6},
        "t",
    )
    made.add_markets(
        along([f"B{i}" for i in range(8)]).assign(t=rng.integers(2, 9, 8)), "ingot", "t", unmet_penalty_idr=3e6
    )
    made.add_markets(along(["D0", "D1"]).assign(t=[40, 60]), "ash", "t", unmet_penalty_idr=0, purpose="disposal")
    made.add_permits(permits())
    made.add_vehicle("kecil", profile="light_truck", idr_per_t_km=900, idr_per_hour=60_000, payload_t=3)
    made.add_vehicle("berizin", idr_per_t_km=1500, idr_per_hour=90_000, idr_per_trip=20_000, b3_licensed=True)
    return made


def permits():
    ids = [f"S{i}" for i in range(4)]
    return pa.table({"permit_id": [f"P{one}" for one in ids], "site_id": ids, "t_per_day": [0.4, 0.3, 0.5, 0.2]})


@pytest.mark.parametrize(("seed", "by"), [(0, "name"), (1, "name"), (2, "section"), (3, "name")])
def test_every_cut_equals_the_same_roads_closed_and_solved_anew(seed, by, monkeypatch):
    """As `scenario` has it, to the last digits: places stay where they meet the roads, waste keeps its carrier."""
    if seed == 3:
        monkeypatch.setattr("petasentra.supply.solving.LEGS_AT_ONCE", 0)
        monkeypatch.setattr("petasentra.supply.pricing._OF_EACH_ROW", 1)
    made = busy(np.random.default_rng(200 + seed), 6)
    solution = made.solve()
    risk = [row for row in solution.single_cut_risk(by=by).table.to_pylist() if row["edges"]]
    assert len(risk) > 15
    assert len({row["status"] for row in risk}) > 1
    for row in risk:
        again = made.scenario(close=row["edges"]).solve()
        assert row["extra_idr"] == pytest.approx(again.total_idr - solution.total_idr, rel=1e-9, abs=1e-3)
        unmet = again.unmet["unmet_t"].sum() - solution.unmet["unmet_t"].sum()
        assert row["lost_t"] == pytest.approx(unmet, abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_a_lost_site_equals_a_chain_without_it(seed):
    rng = np.random.default_rng(100 + seed)
    net, at, of = network(roads(rng)), sites(rng), amounts(rng)
    made = chain(net, at, of)
    solution = made.solve()
    risk = {row["name"]: row for row in solution.single_cut_risk().table.to_pylist() if not row["edges"]}
    for name in ("G0", "G1", "G2", "S0", "S1"):
        again = made.scenario(lose=[name]).solve()
        extra = again.total_idr - solution.total_idr
        if name in risk:
            assert risk[name]["extra_idr"] == pytest.approx(extra, rel=1e-9, abs=1e-3)
        else:
            assert extra == pytest.approx(0, abs=1e-3)


def test_asking_twice_gives_the_same_and_the_solution_stays():
    rng = np.random.default_rng(7)
    solution = chain(network(roads(rng)), sites(rng), amounts(rng)).solve()
    flows, one = solution.flows.to_arrow(), solution.single_cut_risk()
    other = solution.single_cut_risk()
    assert one.table.to_arrow().equals(other.table.to_arrow())
    assert solution.diff(solution.chain.solve()).totals["change"].tolist() == [0.0] * 12
    assert flows.equals(solution.flows.to_arrow())
    assert len(solution.single_cut_risk(3)) == 3
    assert solution.single_cut_risk(3).table.to_arrow().equals(one.table.to_arrow().slice(0, 3))


def test_two_sites_at_one_spot_within_a_road_are_cut_off_with_it():
    lines = geopandas.GeoDataFrame(
        {"kelas": ["Jalan Lokal"] * 2, "arah": ["", ""], "nama": ["j0", "j1"]},
        geometry=[shapely.LineString(np.array([(a, 0), (a + 4, 0)]) * STEP + [EAST, NORTH]) for a in (0, 4)],
        crs=32749,
    )
    made = ps.SupplyChain(network(lines))
    made.add_sources(place("G", 1, 0), "dross", 10, unit="t")
    made.add_markets(place("B", 1, 0), "dross", 10, unit="t", unmet_penalty_idr=1e6)
    made.add_vehicle("truk", idr_per_t_km=1000)
    solution = made.solve()
    (row,) = [row for row in solution.single_cut_risk().table.to_pylist() if row["edges"]]
    assert (row["edges"], row["lost_t"]) == ([0], 10)
    assert made.scenario(close=["j0"]).solve().unmet["unmet_t"].tolist() == [10]


def place(name, i, j):
    at = shapely.Point(EAST + i * STEP, NORTH + j * STEP)
    return geopandas.GeoDataFrame({"id": [name]}, geometry=[at], crs=32749)


def dead_end():
    """One bridge to the market: G - S over a road, S - B over the bridge, and a way round before it."""
    at = {"G": (0, 0), "S": (2, 0), "B": (4, 0)}
    ways = [([(0, 0), (2, 0)], "Jalan Raya", None), ([(0, 0), (1, 2), (2, 0)], "Jalan Memutar", None),
            ([(2, 0), (3, 0)], "Jembatan Ploso", "1"), ([(3, 0), (4, 0)], "Jembatan Ploso", "1")]  # fmt: skip
    lines = [shapely.LineString(np.array(path) * STEP + [EAST, NORTH]) for path, _, _ in ways]
    frame = geopandas.GeoDataFrame(
        {"kelas": "Jalan Lokal", "nama": [name for _, name, _ in ways], "jembatan": [one for _, _, one in ways]},
        geometry=lines, crs=32749,
    )  # fmt: skip
    net = ps.RoadNetwork.from_layer(frame, columns={"road_class": "kelas", "name": "nama", "bridge": "jembatan"})
    places = {name: place(name, *xy) for name, xy in at.items()}
    made = ps.SupplyChain(net, periods={"p": 1})
    made.add_sources(places["G"], "dross", 100, unit="t")
    made.add_processors(places["S"], {"dross": -1, "ingot": 0.5})
    made.add_markets(places["B"], "ingot", 20, unit="t", unmet_penalty_idr=1e6)
    made.add_vehicle("truk", idr_per_t_km=1000)
    return made


def test_a_bridge_without_a_way_round_costs_all_that_goes_over_it():
    risk = dead_end().solve().single_cut_risk(by="name")
    rows = {row["name"]: row for row in risk.table.to_pylist()}
    bridge = rows["Jembatan Ploso"]
    assert (bridge["kind"], bridge["edges"], bridge["status"]) == ("bridge", [2, 3], "short")
    assert bridge["lost_t"] == pytest.approx(20)
    assert bridge["extra_idr"] == pytest.approx(20 * 1e6 - 40 * 2000 - 20 * 2000, rel=1e-6)
    assert dict(zip(bridge["sites_hit"], bridge["sites_hit_t"], strict=True)) == {
        "S": pytest.approx(40), "B": pytest.approx(20)
    }  # fmt: skip
    road = rows["Jalan Raya"]
    assert (road["kind"], road["status"], road["lost_t"]) == ("road", "dearer", 0)
    assert road["extra_idr"] == pytest.approx(40 * 1000 * (2 * 5**0.5 - 2), rel=1e-5)
    assert "Jalan Memutar" not in rows  # nothing goes there
    assert risk.table["rank"].tolist() == list(range(1, len(risk) + 1))
    assert sorted(risk.lines["edge"].tolist()) == [0, 2, 3]


def test_scenarios_have_the_same_columns_in_the_order_given():
    solution = dead_end().solve()
    cases = {"kering": {"amount": {"G": 0.2}}, "putus": {"close": ["Jembatan Ploso"]}, "biasa": {}}
    found = solution.scenarios(cases)
    assert found.table["name"] == list(cases)
    assert found.table["lost_t"].tolist() == pytest.approx([10, 20, 0])
    assert found.table["status"] == ["short", "short", "unchanged"]
    cut = {row["name"]: row for row in solution.single_cut_risk(by="name").table.to_pylist()}
    assert found.table["extra_idr"][1] == pytest.approx(cut["Jembatan Ploso"]["extra_idr"])


def test_a_demand_that_has_to_be_met_is_infeasible_without_its_bridge():
    made = dead_end()
    made.add_markets(place("C", 4, 0), "ingot", 5, unit="t")
    risk = made.solve().single_cut_risk(by="name")
    rows = {row["name"]: row for row in risk.table.to_pylist()}
    assert rows["Jembatan Ploso"]["status"] == "infeasible"
    assert rows["Jembatan Ploso"]["extra_idr"] is None
    assert risk.table["status"][:3] == ["infeasible"] * 3  # the bridge, the only source, the only processor
    assert rows["Jalan Raya"]["status"] == "dearer"


def test_ways_cost_what_time_and_length_cost():
    solution = dead_end().solve()
    for row in solution.flows.to_pylist():
        assert row["cost_idr"] == pytest.approx(row["amount_t"] * 1000 * row["km"], rel=1e-6)
    times = solution.chain._network.travel_times(
        geopandas.GeoDataFrame(geometry=[shapely.Point(EAST, NORTH)], crs=32749),
        geopandas.GeoDataFrame(geometry=[shapely.Point(EAST + 2 * STEP, NORTH)], crs=32749),
        vehicle="heavy_truck",
    )
    first = next(row for row in solution.flows.to_pylist() if row["from_id"] == "G")
    assert first["minutes"] == pytest.approx(float(times.minutes[0, 0]), abs=0.01)


def test_routes_are_lines_along_the_roads():
    lines = dead_end().solve().routes().to_geopandas()
    assert lines["from_id"].tolist() == ["G", "S"]
    assert lines.geometry.length.tolist() == pytest.approx([2000, 2000])


def transport(rng, side, *, must):
    """Sources and markets along the roads; two commodities, one of them waste, over two periods; some have to move."""
    lines = roads(rng, side)
    edge = rng.integers(0, len(lines), 20)
    share = rng.choice([0.0, 0.4, 1.0], 20)
    at = [lines.geometry.iloc[one].interpolate(part, normalized=True) for one, part in zip(edge, share, strict=True)]
    frame = geopandas.GeoDataFrame({"id": [f"P{i:02}" for i in range(20)]}, geometry=at, crs=32749)
    frame["t"] = rng.integers(9, 40, 20) / 8.0
    made = ps.SupplyChain(network(lines), limit_m=50, periods={"a": 100, "b": 265})
    made.add_commodity("slag", b3=True)
    made.add_sources(frame[:6], "slag", "t", unit="t")
    made.add_sources(frame[4:8], "dross", "t", unit="t", must_leave=must)
    frame["idr"] = rng.integers(4_000, 40_000, 20) * 1.0
    made.add_markets(frame[8:14], "slag", "t", unit="t", unmet_penalty_idr="idr")
    made.add_markets(frame[13:18], "dross", 9.0, unit="t", unmet_penalty_idr=15_000.0)
    if must:
        made.add_markets(frame[18:], "dross", 0.5, unit="t")
    made.add_vehicle("kecil", profile="light_truck", idr_per_t_km=900, idr_per_hour=60_000, payload_t=3)
    made.add_vehicle("berizin", idr_per_t_km=1500, idr_per_hour=90_000, idr_per_trip=20_000, b3_licensed=True)
    return made


@pytest.mark.parametrize(("seed", "by"), [(0, "section"), (1, "name"), (2, "section"), (3, "name")])
def test_cuts_of_transport_alone_are_those_of_solving_anew(seed, by):
    made = transport(np.random.default_rng(300 + seed), 6, must=seed > 1)
    solution = made.solve(permits="report")
    assert isinstance(solution.solver(), TransportSolver)
    rows = solution.single_cut_risk(by=by).table.to_pylist()
    assert sum(bool(row["edges"]) for row in rows) > 8
    for row in rows:
        case = {"close": row["edges"]} if row["edges"] else {"lose": [row["name"]]}
        again = made.scenario(**case).solve(permits="report")
        if again.status != "optimal":
            assert row["status"] == "infeasible"
            continue
        assert row["extra_idr"] == pytest.approx(again.total_idr - solution.total_idr, rel=1e-9, abs=1e-4)
        unmet = again.unmet["unmet_t"].sum() - solution.unmet["unmet_t"].sum()
        assert row["lost_t"] == pytest.approx(unmet, abs=1e-6)
        assert sum(row["sites_hit_t"]) >= row["lost_t"] - 1e-6


def test_cuts_of_transport_alone_are_the_same_for_any_number_of_threads():
    made = transport(np.random.default_rng(300), 6, must=False)
    tables = []
    for threads in (1, 3):
        made._threads = threads
        tables.append(made.solve(permits="report").single_cut_risk().table.to_arrow())
    assert tables[0].equals(tables[1])


def test_what_the_trees_cannot_tell_is_solved_anew(monkeypatch):
    """What must come costs more than any way did before: a dearer way needs other numbers."""
    solution = transport(np.random.default_rng(302), 6, must=True).solve(permits="report")
    told = solution.single_cut_risk().table.to_pylist()
    monkeypatch.setattr(
        "petasentra.supply.transport_cuts.TransportCuts.can_tell",
        lambda self, legs, rise: np.zeros(len(legs), dtype=bool),
    )
    for one, other in zip(told, solution.single_cut_risk().table.to_pylist(), strict=True):
        assert (one["edges"], one["status"]) == (other["edges"], other["status"])
        if one["status"] != "infeasible":
            assert one["extra_idr"] == pytest.approx(other["extra_idr"], rel=1e-9, abs=1e-4)
