"""A scenario of a chain is the chain made of changed tables, and lists of scenarios can be laid beside each other."""

from __future__ import annotations

from typing import Any

import geopandas
import pytest
import shapely
from chains import legs_table, table

import petasentra as ps

GIVEN: dict[str, Any] = {
    "price": {"G": 100_000.0, "H": 250_000.0}, "process": 50_000.0, "rent": 1_000.0, "penalty": 3e6, "km": 1_500.0,
    "hour": 90_000.0, "trip": 200_000.0, "permits": ["P1", "P2"],
}  # fmt: skip


def chain(**other: Any) -> ps.SupplyChain:
    """Two sources of slag, two smelters with a permit each, a store and a buyer, over two seasons."""
    of = GIVEN | other
    legs = legs_table({
        ("G", "S"): 10, ("H", "S"): 30, ("G", "T"): 40, ("H", "T"): 15, ("S", "W"): 2, ("T", "W"): 5, ("S", "B"): 60,
        ("T", "B"): 20, ("W", "B"): 10,
    })  # fmt: skip
    made = ps.SupplyChain(legs=legs, periods={"wet": 180, "dry": 185})
    made.add_commodity("slag", b3=True)
    for name in ("G", "H"):
        made.add_sources(table(id=[name]), "slag", {"wet": 900, "dry": 300}, unit="t", idr_per_t=of["price"][name])
    made.add_processors(table(id=["S", "T"]), {"slag": -1, "ingot": 0.5}, 5, unit="t/day", idr_per_t=of["process"])
    made.add_storages(table(id=["W"]), "ingot", 200, unit="t", idr_per_t=of["rent"])
    for permit, site in (("P1", "S"), ("P2", "T")):
        if permit in of["permits"]:
            made.add_permits(table(permit_id=[permit], site_id=[site], commodity=["slag"], t_per_day=[4.0]))
    made.add_markets(table(id=["B"]), "ingot", 400, unit="t", unmet_penalty_idr=of["penalty"])
    made.add_vehicle("truk", idr_per_t_km=of["km"], idr_per_trip=of["trip"], payload_t=8, b3_licensed=True)
    return made


@pytest.mark.parametrize(
    ("case", "twin"),
    [
        ({"price": {"G": 4}}, {"price": {"G": 400_000.0, "H": 250_000.0}}),
        ({"price": {"S": 2, "T": 2}}, {"process": 100_000.0}),
        ({"price": {"W": 90}}, {"rent": 90_000.0}),
        ({"price": {"B": 0.1}}, {"penalty": 3e5}),
        ({"price": {"truk": 3}}, {"km": 4_500.0, "trip": 600_000.0}),
        ({"lapse": ["P1"]}, {"permits": ["P2"]}),
        ({"lapse": "P2", "price": {"G": 0}}, {"permits": ["P1"], "price": {"G": 0.0, "H": 250_000.0}}),
    ],
)
def test_a_scenario_is_the_chain_of_changed_tables(case: dict[str, Any], twin: dict[str, Any]) -> None:
    base = chain()
    found, made = base.scenario(**case).solve(), chain(**twin).solve()
    assert found.total_idr == pytest.approx(made.total_idr, rel=1e-12)
    assert found.flows.to_pylist() == made.flows.to_pylist()
    assert found.total_idr != pytest.approx(base.solve().total_idr), "it changes something"
    listed = base.solve().scenarios({"it": case}).table.to_pylist()[0]
    assert listed["extra_idr"] == pytest.approx(made.total_idr - base.solve().total_idr, rel=1e-9)


def test_a_storage_can_be_lost_and_costs_what_a_single_cut_says() -> None:
    solution = chain().solve()
    cut = {row["name"]: row for row in solution.single_cut_risk().table.to_pylist()}["W"]
    lost = solution.chain.scenario(lose=["W"]).solve()
    assert cut["extra_idr"] == pytest.approx(lost.total_idr - solution.total_idr, rel=1e-9)
    assert lost.total_idr > solution.total_idr


def test_a_list_may_name_another_day() -> None:
    made = ps.SupplyChain(legs=legs_table({("G", "S"): 10}))
    made.add_commodity("slag", b3=True)
    made.add_sources(table(id=["G"]), "slag", 10, unit="t")
    made.add_permits(table(permit_id=["P"], site_id=["S"], t_per_day=[4.0], valid_until=["2026-12-31"]))
    made.add_markets(table(id=["S"]), "slag", 10, unit="t", unmet_penalty_idr=1e7)
    made.add_vehicle("truk", idr_per_t_km=1000, b3_licensed=True)
    rows = made.solve(as_of="2026-06-01").scenarios({"later": {"as_of": "2027-06-01"}, "now": {}}).table.to_pylist()
    assert [(row["status"], row["lost_t"]) for row in rows] == [("short", 10.0), ("unchanged", 0.0)]


def test_a_road_that_is_added_serves_the_chain_once_it_is_built() -> None:
    def lines(*shapes: shapely.LineString) -> geopandas.GeoDataFrame:
        return geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * len(shapes)}, geometry=list(shapes), crs=32749)

    around = lines(shapely.LineString([(0, 0), (2500, 0)]), shapely.LineString([(2500, 0), (2500, 2500)]))
    short = lines(shapely.LineString([(0, 0), (2500, 2500)]))
    net = ps.RoadNetwork.from_layer(around, columns="rbi").with_roads(short, columns="rbi")
    ends = geopandas.GeoDataFrame({"id": ["G", "B"]}, geometry=shapely.points([(0, 0), (2500, 2500)]), crs=32749)
    made = ps.SupplyChain(net)
    made.add_sources(ends[:1], "dross", 10, unit="t")
    made.add_markets(ends[1:], "dross", 10, unit="t", unmet_penalty_idr=1e7)
    made.add_vehicle("truk", idr_per_t_km=1000)
    today, built = made.solve(), made.scenario(build=True).solve()
    assert today.total_idr == pytest.approx(10 * 5.0 * 1000)
    assert built.total_idr == pytest.approx(10 * 2.5 * 2**0.5 * 1000, rel=1e-6)


def test_lists_beside_each_other_tell_which_cuts_became_lighter() -> None:
    def made(km: float) -> ps.SupplySolution:
        chain = ps.SupplyChain(legs=legs_table({("G", "B"): 10, ("H", "B"): km}))
        chain.add_sources(table(id=["G", "H"]), "dross", 10, unit="t")
        chain.add_markets(table(id=["B"]), "dross", 10, unit="t", unmet_penalty_idr=1e7)
        chain.add_vehicle("truk", idr_per_t_km=1000)
        return chain.solve()

    far, near = made(90).single_cut_risk(), made(20).single_cut_risk()
    assert far.diff(near).to_pylist() == [{
        "kind": "source", "name": "G", "edges": [], "before_status": "dearer", "before_extra_idr": 800_000.0,
        "before_lost_t": 0.0, "after_status": "dearer", "after_extra_idr": 100_000.0, "after_lost_t": 0.0,
        "change_idr": -700_000.0, "change_t": 0.0,
    }]  # fmt: skip
    assert len(far.diff(far)) == 0
    assert near.diff(far)["change_idr"].tolist() == [700_000.0]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ({"price": {"truck": 2}}, "no source, processor, storage, market or vehicle 'truck'"),
        ({"price": {"G": -1}}, "has to be 0 or more"),
        ({"lapse": ["P3"]}, "no permit 'P3'"),
        ({"lose": ["B"]}, "no source, processor or storage 'B'"),
        ({"build": True}, "no roads to change"),
    ],
)
def test_what_is_not_there_cannot_change(case: dict[str, Any], said: str) -> None:
    with pytest.raises(ps.OptionError, match=said):
        chain().scenario(**case)
