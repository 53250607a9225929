"""What locate answers, and what it says of data and wishes that cannot be."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import geopandas
import numpy as np
import pyarrow as pa
import pytest
import shapely
from siting_by_trying import every_choice, least_median

import petasentra as ps
from petasentra.siting.covering import choose_covering
from petasentra.siting.solver import Program, solve

COSTS = np.array([[1, 5, 9, 4], [9, 2, 1, 4], [2, 8, 7, 4], [6, 3, 2, 4], [5, 5, 1, 4]], dtype=float)


def layer(points, crs=32749, **columns):
    return geopandas.GeoDataFrame(
        columns, geometry=[None if at is None else shapely.Point(*at) for at in points], crs=crs
    )


def streets():
    """Two roads that do not meet: 0 .. 4000 and 6000 .. 8000."""
    lines = [shapely.LineString([(0, 0), (4000, 0)]), shapely.LineString([(6000, 0), (8000, 0)])]
    roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 2}, geometry=lines, crs=32749)
    return ps.RoadNetwork.from_layer(roads, columns="rbi")


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


def test_why_not_is_the_best_choice_with_the_place():
    found = ps.locate(None, None, COSTS, p=2)
    for site in range(4):
        told = found.why_not(site)
        if site in found.chosen:
            best = min(COSTS[:, list(one)].min(axis=1).sum() for one in every_choice(4, 2, (), (site,)))
        else:
            best = least_median(COSTS, [1] * 5, 2, 1e9, (site,))
        assert told.proved
        assert told.objective == best
        assert told.worse_by == best - found.objective
        for lang in ("id", "en"):
            assert str(site) in told.text(lang)


def test_why_not_of_a_forbidden_required_or_unknown_place():
    found = ps.locate(None, None, COSTS, p=2, forbidden=[2], required=[3])
    told = found.why_not(2)
    assert told.status == "forbidden"
    assert told.objective == least_median(COSTS, [1] * 5, 2, 1e9, (2, 3))
    assert "forbidden" in told.text("en")
    assert "terlarang" in told.text("id")
    assert np.isnan(found.why_not(3).objective)
    with pytest.raises(ps.OptionError, match="no candidate"):
        found.why_not("nowhere")


def test_why_not_of_covering_says_how_much_less():
    found = ps.locate(None, None, COSTS, p=1, method="mclp", cover_cost=2)
    assert (found.chosen, found.objective) == ([2], 3)
    told = found.why_not(0)
    assert (told.objective, told.worse_by) == (2, 1)
    assert "1 less" in told.text("en")


def test_an_uncovered_demand_names_the_nearest_chosen_site():
    found = ps.locate(None, None, COSTS, p=1, method="mclp", cover_cost=2)
    reasons = found.demand["reason_en"]
    assert reasons[0] == "The nearest chosen site (2) is 9 units of cost away; the limit is 2 units of cost."
    assert [one is None for one in reasons] == [False, True, False, True, True]


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        ({"p": 5}, "4 of 4 candidates may be chosen, and p=5"),
        ({"p": 3, "forbidden": [0, 1]}, "2 of 4 candidates may be chosen, and p=3, 2 are forbidden"),
        ({"p": 1, "required": [0, 1]}, "2 sites are required, and p=1"),
        ({"p": 2, "required": [0], "forbidden": [0, 1]}, "required and forbidden at once: 0"),
    ],
)
def test_what_cannot_be_chosen_is_told_with_every_cause(ask, says):
    with pytest.raises(ps.InfeasibleError) as caught:
        ps.locate(None, None, COSTS, **ask)
    assert says in caught.value.message_en
    assert caught.value.message_id.startswith("Lokasi tidak dapat dipilih: ")
    assert caught.value.hint_id


def test_a_required_place_off_the_roads_is_a_cause():
    with pytest.raises(ps.InfeasibleError, match="required, but is not on a road: 1"):
        ps.locate(layer([(0, 0)]), layer([(0, 0), (0, 9000)]), streets(), p=1, required=[1])


@pytest.mark.parametrize(
    "ask",
    [
        {"p": 0}, {"p": True}, {"p": 1.5}, {"p": "2"}, {"method": "p-center"}, {"method": 3}, {"weight": [1, 2]},
        {"weight": -1}, {"weight": "w"}, {"cover_m": 3}, {"cover_cost": 3}, {"method": "mclp"},
        {"method": "mclp", "cover_cost": -1}, {"method": "mclp", "cover_minutes": 5}, {"method": "capacitated"},
        {"capacity": 3}, {"required": [7]}, {"required": 7}, {"required": [[1]]}, {"forbidden": "x"}, {"effort": -1},
        {"effort": "much"}, {"unreached": -2}, {"divisible": "no"}, {"vehicle": "car"},
        {"demand_id": 3}, {"costs": [[1, 2], [3]]}, {"costs": [[1, -2]]}, {"costs": "roads"}, {"costs": None},
    ],
    ids=str,
)  # fmt: skip
def test_arguments_that_make_no_sense_are_refused_in_both_languages(ask):
    given = {"p": 1, "costs": COSTS} | ask
    costs = given.pop("costs")
    if "demand_id" in ask:
        with pytest.raises(ps.OptionError):
            ps.locate(layer([(0, 0)] * 5), None, costs, **given)
        return
    with pytest.raises(ps.OptionError) as caught:
        ps.locate(None, None, costs, **given)
    assert caught.value.message_id
    assert caught.value.message_id != caught.value.message_en


def test_two_candidates_of_one_id_are_refused():
    with pytest.raises(ps.OptionError, match="Two candidates"):
        ps.locate(layer([(0, 0)]), layer([(0, 0), (1, 1)], id=["a", "a"]), p=1, candidate_id="id")


def test_weights_that_cannot_be_read_count_nothing_and_are_findings():
    demand = layer([(0, 0), (100, 0), (200, 0), (300, 0)], kebutuhan=["5", "banyak", None, "9.000,5"])
    found = ps.locate(demand, layer([(0, 0), (300, 0)]), p=1, weight="kebutuhan")
    assert found.chosen == [1]
    assert [code for code in found.findings["code"] if code != "PLACE_ABROAD"] == ["VALUE_UNREADABLE"] * 2
    assert [one is None or one != one for one in found.demand.to_arrow().column("weight").to_pylist()] == [
        False, True, True, False,
    ]  # fmt: skip
    assert found.demand["status"] == ["served"] * 4


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


def test_one_answer_and_another_differ_by_demand_with_what_was_asked_otherwise():
    before, after = ps.locate(None, None, COSTS, p=1), ps.locate(None, None, COSTS, p=2)
    changes = before.diff(after)
    assert changes.counts["worse"] == 0
    assert changes.counts["better"] == int((COSTS[:, after.chosen].min(axis=1) < COSTS[:, before.chosen[0]]).sum())
    assert [one.en for one in changes.causes] == ["p: 1 became 2"]
    assert len(before.diff(before)) == 0
    with pytest.raises(ps.OptionError, match="measure"):
        before.diff(ps.locate(layer([(0, 0)] * 5), layer([(0, 0)] * 4), p=1))


def test_an_answer_is_told_in_both_languages_and_drawn(tmp_path):
    demand = layer([(640_000 + 10 * i, 9_160_000) for i in range(6)], nama=[f"<b>{i}" for i in range(6)])
    sites = layer([(640_010, 9_160_000), (640_050, 9_160_000)], id=["<i>a", "b"])
    found = ps.locate(demand, sites, p=1, demand_id="nama", candidate_id="id")
    told = found.explain("<b>0")
    assert told.text("id").startswith("Permintaan <b>0: dilayani <i>a, 10 m")
    assert "Proved" in told.text("en")
    assert "<i>" not in found._repr_html_()
    assert "<b>0" not in told._repr_html_()
    page = found.explore(tmp_path / "lokasi.html", lang="en").path.read_text(encoding="utf-8")
    assert "Who goes where" in page
    frame = found.to_geopandas()
    assert len(frame) == 2
    assert frame.crs.to_epsg() == 32749
    with pytest.raises(ps.OptionError, match="no places"):
        ps.locate(None, None, COSTS, p=1).to_geopandas()


def test_progress_grows_to_one_and_may_end_the_work():
    told: list[float] = []
    ps.locate(None, None, COSTS, p=2, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0

    class Enough(Exception):
        pass

    def stop(_share):
        raise Enough

    for method in ({}, {"method": "mclp", "cover_cost": 2}, {"method": "capacitated", "capacity": 3}):
        with pytest.raises(Enough):
            ps.locate(None, None, COSTS, p=2, progress=stop, **method)


def test_a_solver_at_work_stops_when_the_progress_says_so():
    rng = np.random.default_rng(1)
    covers = rng.random((60, 400)) < 0.12
    calls = iter(range(10**9))

    def interrupt(_share):
        if next(calls) > 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        choose_covering(
            covers, rng.integers(1, 99, 400) + 0.37, 9, required=np.empty(0, int), effort=1e3, report=interrupt
        )


def test_a_large_program_asks_whether_to_go_on_and_ends_at_once():
    rng = np.random.default_rng(1)
    apart = np.hypot(*(rng.uniform(0, 1e5, (2, 2500, 1)) - rng.uniform(0, 1e5, (2, 1, 200))))

    class Enough(Exception):
        pass

    told: list[float] = []
    stopped: list[float] = []

    def stop(share):
        told.append(share)
        if told.count(share) > 3:  # a solver is at work, which does not know how far it is
            stopped.append(time.perf_counter())
            raise Enough

    with pytest.raises(Enough):
        ps.locate(None, None, apart, p=5, method="mclp", weight=rng.pareto(1.1, 2500) + 1, cover_cost=16_000,
                  progress=stop)  # fmt: skip
    assert time.perf_counter() - stopped[0] < 1.0
    assert told == sorted(told)


def test_ctrl_c_ends_a_search_at_once():
    begin = (
        "import signal, time; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import numpy as np, petasentra as ps\n"
        "cost = np.random.default_rng(1).integers(0, 10**6, (2000, 300)).astype(float)\n"
        "print('begin', flush=True)\n"
        "try:\n    ps.locate(None, None, cost, p=30, effort=50)\n"
        "except KeyboardInterrupt:\n    print('stopped', flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", begin], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begin\n"
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(2)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[0] == "stopped\n"


def test_a_program_that_hits_its_limit_keeps_its_bound():
    one = np.ones(1)
    zero = np.zeros(1, dtype=np.int64)
    program = Program(one, one, np.array([True]), zero, zero, one, one, np.array([np.inf]))
    found = solve(program, 1, None)
    assert found.x is not None
    assert found.x.tolist() == [1.0]
    assert found.bound == pytest.approx(1.0)


def test_ids_that_are_personal_data_stay_hidden(tmp_path):
    owners = ps.Layer.from_geopandas(layer([(0, 0), (9, 0)], pemilik=["Budi", "Sari"])).with_personal("pemilik")
    plots = ps.Layer.from_geopandas(layer([(0, 0), (900, 0)], pemilik=["Tono", "Dewi"])).with_personal("pemilik")
    found = ps.locate(owners, plots, p=1, demand_id="pemilik", candidate_id="pemilik")
    moves = ps.relocate(owners, plots, unit_id="pemilik", plot_id="pemilik", longest_move_m=100)
    pages = [one.explore(tmp_path / f"{at}.html").path.read_text("utf-8") for at, one in enumerate((found, moves))]
    shown = [repr(found), repr(moves), found._repr_html_(), moves._repr_html_(), *pages]
    for name in ("Budi", "Sari", "Tono", "Dewi"):
        assert not [text for text in shown if name in text]
    assert found.demand["site_id"] == ["Tono", "Tono"]
    assert moves.units["unit_id"] == ["Budi", "Sari"]


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


def test_a_map_of_places_without_a_crs_is_refused():
    nowhere = layer([(0, 0), (1, 1)], crs=None)
    for one in (ps.locate(nowhere, nowhere, [[1, 2], [3, 4]], p=1), ps.relocate(nowhere, nowhere, [[1, 2], [3, 4]])):
        with pytest.raises(ps.CrsError, match="no CRS"):
            one.explore()


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


def test_both_answers_are_drawn_with_a_legend_and_without_places_refuse():
    import matplotlib as mpl

    mpl.use("Agg")
    at = geopandas.GeoDataFrame(geometry=[*shapely.points([0, 90, 900], [0] * 3), None], crs=32749)
    for answer, words in ((ps.locate(at, at, p=1), "Demand: served"), (ps.relocate(at, at[1:3]), "Unit: moves")):
        drawn = answer.plot(lang="en")
        assert words in [one.get_text() for one in drawn.get_legend().get_texts()]
        assert len(answer.to_geopandas()) == 4
    with pytest.raises(ps.OptionError, match="without geometry"):
        ps.locate(None, None, [[1.0]], p=1).plot()


def test_rows_are_called_in_one_language():
    with pytest.raises(ps.OptionError) as caught:
        ps.locate(None, None, [[1, 2], [2, 1]], p=1, required=["zz"])
    assert "pengenal calon lokasi" in caught.value.message_id
    assert "candidates" not in caught.value.message_id
