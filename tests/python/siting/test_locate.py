"""What locate answers, by road, in straight lines and from a matrix of costs."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from siting_ground import COSTS, layer, streets

import petasentra as ps


def test_travel_by_road_is_what_the_network_says_and_every_row_stays():
    net = streets()
    demand = layer([(100, 0), (3900, 0), (7000, 0), (5000, 3000), None, (6500, 0)], id=list("abcdef"))
    sites = layer([(200, 0), (3800, 0), (2000, 4000)], id=["x", "y", "z"])
    found = ps.locate(demand, sites, net, p=2, demand_id="id", candidate_id="id", limit_m=100)
    assert found.demand["status"] == ["served", "served", "no_candidate", "off_road", "no_place", "no_candidate"]
    assert found.demand["site_id"] == ["x", "y", None, None, None, None]
    assert found.sites["status"] == ["chosen", "chosen", "off_road"]
    times = net.travel_times(demand, sites, limit_m=100).minutes
    assert found.demand["minutes"][:2].tolist() == [times[0, 0], times[1, 1]]
    assert found.objective == pytest.approx(times[0, 0] + times[1, 1])
    assert found.proved
    assert "PLACE_MISSING" in found.findings["code"]
    given = net.travel_times(demand, sites, limit_m=100)
    again = ps.locate(demand, sites, given, p=2, demand_id="id", candidate_id="id")
    assert pa.table(again.demand).equals(pa.table(found.demand))


def test_a_demand_that_only_a_site_not_chosen_reaches_is_told():
    net = streets()
    demand = layer([(100, 0), (120, 0), (140, 0), (7000, 0)])
    sites = layer([(110, 0), (7000, 0)])
    found = ps.locate(demand, sites, net, p=1, unreached=1.0)
    assert found.chosen == [0]
    assert found.demand["status"] == ["served"] * 3 + ["unreached"]
    assert found.objective == pytest.approx(sum(found.demand["minutes"][:3]) + 1.0)


def test_straight_lines_are_metres_in_whatever_system_the_places_are():
    demand, sites = layer([(640_000, 9_160_000), (640_300, 9_160_400)]), layer([(640_000, 9_160_000)])
    assert ps.locate(demand, sites, p=1).objective == 500
    other = ps.locate(demand, sites.to_crs(4326), p=1)
    assert other.objective == pytest.approx(500, rel=1e-3)
    assert ps.locate(demand.to_crs(4326), sites.to_crs(4326), p=1).objective == pytest.approx(500, rel=1e-3)


def test_an_uncovered_demand_names_the_nearest_chosen_site():
    found = ps.locate(None, None, COSTS, p=1, method="mclp", cover_cost=2)
    reasons = found.demand["reason_en"]
    assert reasons[0] == "The nearest chosen site (2) is 9 units of cost away; the limit is 2 units of cost."
    assert [one is None for one in reasons] == [False, True, False, True, True]


def test_too_little_capacity_is_a_finding_and_unserved_demand_a_row_with_its_reason():
    found = ps.locate(None, None, COSTS, p=2, method="capacitated", capacity=2, weight=1)
    assert found.findings["code"] == ["CAPACITY_BELOW_DEMAND"]
    assert found.findings["measure"].tolist() == [1]
    assert found.findings["hint_en"] == ["At least p=3 is needed."]
    assert sorted(found.status_of_demands) == ["capacity_taken"] + ["served"] * 4
    lacking = found.status_of_demands.index("capacity_taken")
    assert found.demand["reason_en"][lacking] == "The chosen sites within reach are full."
    assert found.sites["capacity_left"].tolist() == [0 if s == "chosen" else 2 for s in found.status_of_sites]


def test_a_demand_that_is_split_names_its_largest_site_and_all_in_flows():
    found = ps.locate(None, None, [[1.0, 3.0], [2.0, 9.0]], p=2, method="capacitated", capacity=[4, 9], weight=[6, 1])
    assert found.demand["site_id"].tolist() == [0, 0]
    assert found.flows.to_pylist() == [
        {"demand_id": 0, "site_id": 0, "amount": 3.0, "cost": 1.0},
        {"demand_id": 0, "site_id": 1, "amount": 3.0, "cost": 3.0},
        {"demand_id": 1, "site_id": 0, "amount": 1.0, "cost": 2.0},
    ]
    assert found.demand["cost"].tolist() == [2.0, 2.0]


def test_amounts_that_are_not_whole_are_shared_out_in_thousandths():
    found = ps.locate(None, None, [[1.0, 3.0]], p=2, method="capacitated", capacity=[0.25, 9], weight=[1.5])
    assert found.flows["amount"].tolist() == [0.25, 1.25]
    assert found.objective == pytest.approx(0.25 + 3.75)


@pytest.mark.parametrize("method", [{}, {"method": "mclp", "cover_cost": 1}, {"method": "capacitated", "capacity": 1}])
def test_nothing_needed_no_candidate_and_no_way_at_all(method):
    nobody = ps.locate(None, None, np.zeros((0, 3)), p=2, **method)
    assert (len(nobody), nobody.objective, nobody.proved, len(nobody.chosen)) == (0, 0, True, 2)
    with pytest.raises(ps.InfeasibleError, match="0 of 0 candidates"):
        ps.locate(None, None, np.zeros((3, 0)), p=1, **method)
    cut_off = ps.locate(None, None, np.full((3, 2), np.inf), p=1, **method)
    assert cut_off.status_of_demands == ["no_candidate"] * 3
    assert (cut_off.objective, cut_off.gap) == (0, 0)
    short, full = (ps.locate(None, None, COSTS, p=2, effort=effort, **method) for effort in (0, 1))
    assert full.proved
    low, high = sorted([short.bound, short.objective])
    assert low <= full.objective <= high


@pytest.mark.parametrize("method", [{}, {"method": "capacitated", "capacity": 9}])
def test_a_demand_dearer_to_serve_than_not_is_not_served(method):
    found = ps.locate(None, None, [[1, 2], [3, 4]], p=1, unreached=2, **method)
    assert found.demand["status"] == ["served", "unreached"]
    assert found.objective == 3


def test_what_is_not_served_stands_apart_from_what_is_travelled():
    costs = [[1.0, 9.0], [2.0, 9.0], [50.0, 9.0], [np.inf, np.inf]]
    found = ps.locate(None, None, costs, p=1, weight=[1, 2, 3, 4], required=[0], unreached=20.0)
    sums = found.sums
    assert (sums.weight, sums.travel, sums.mean, sums.longest) == (3.0, 5.0, 5.0 / 3, 2.0)
    assert (sums.unserved, sums.penalty, sums.out_of_reach) == (3.0, 60.0, 4.0)
    assert found.objective == sums.travel + sums.penalty
    assert "5 units of cost in all, weighted, weight 3 not served" in repr(found)
    assert "dihitung 60 satuan biaya, bukan jarak tempuh siapa pun" in found._repr_html_()
    assert "bobot 4, tidak ikut dihitung" in found._repr_html_()


def test_sums_of_covering_have_no_penalty_and_negative_weights_are_told():
    found = ps.locate(None, None, [[1.0], [2.0], [9.0]], p=1, method="mclp", cover_cost=2, weight=[1, -2, 3])
    assert (found.sums.weight, found.sums.unserved, found.sums.penalty) == (1.0, 3.0, 0.0)
    assert "negatif, atau tidak terbaca pada 1 baris dihitung 0" in found._repr_html_()
    assert found.findings["code"] == ["VALUE_UNREADABLE"]


def test_rows_of_a_bare_matrix_can_have_names():
    costs = [[1.0, 9.0], [9.0, 1.0]]
    found = ps.locate(None, None, costs, p=1, demand_id=["desa A", "desa B"], candidate_id=np.array(["x", "w"]))
    assert found.chosen == ["w"]  # of equal ones the smallest id
    assert found.demand["demand_id"] == ["desa A", "desa B"]
    assert "w" in found.explain("desa A").text("en")
    moves = ps.relocate(None, None, costs, unit_id=["u", "v"], plot_id=["P", "Q"])
    assert moves.units["plot_id"] == ["P", "Q"]
    for bad in (["a"], ["a", 1], 5, "kolom", [["a"], ["b"]]):
        with pytest.raises(ps.OptionError):
            ps.locate(None, None, costs, p=1, demand_id=bad)
