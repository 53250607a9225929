"""A study answers what its parts answer when they are asked one by one, and refuses what it cannot answer."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely

import petasentra as ps

EAST, NORTH, STEP = 640_000.0, 9_160_000.0, 1_000.0
SLAG = "daur-ulang-slag-aluminium"
BAN = {"cells": {"perda-21-2009": {(SLAG, "KPI"): "X"}}}


def streets(rng, side=5, prefix="j"):
    """A lattice of two classes with some streets missing; each has a name."""
    lines, classes = [], []
    for i in range(side):
        for j in range(side):
            for other in ((i + 1, j), (i, j + 1)):
                if max(other) < side and rng.random() < 0.9:
                    lines.append(shapely.LineString(np.array([(i, j), other]) * STEP + [EAST, NORTH]))
                    classes.append(["Jalan Lokal", "Jalan Kolektor"][rng.integers(2)])
    rows = {"kelas": classes, "nama": [f"{prefix}{row}" for row in range(len(lines))]}
    return ps.RoadNetwork.from_layer(
        geopandas.GeoDataFrame(rows, geometry=lines, crs=32749), columns={"road_class": "kelas", "name": "nama"}
    )


def points(rng, names, key="id", side=5, **columns):
    at = rng.integers(0, side, (len(names), 2)) * STEP + [EAST, NORTH]
    return geopandas.GeoDataFrame({key: names, **columns}, geometry=shapely.points(at), crs=32749)


def a_chain(rng, net):
    chain = ps.SupplyChain(net)
    chain.add_sources(points(rng, ["G0", "G1"], t=[30.0, 50.0]), "slag", "t", unit="t")
    chain.add_processors(points(rng, ["P0", "P1"], sentra=["s0", ""]), {"slag": -1, "ingot": 0.3}, 25.0, unit="t",
                         sentra="sentra")  # fmt: skip
    chain.add_markets(points(rng, ["B"]), "ingot", 12.0, unit="t", unmet_penalty_idr=50e6)
    chain.add_vehicle("truk", profile="light_truck", idr_per_t_km=1000)
    return chain


def random_study(seed):
    rng = np.random.default_rng([12, seed])
    net = streets(rng)
    sentra = points(rng, ["s0", "s1", "P1"], "site_id", workers=[10, None, 7])
    targets = points(rng, ["T0", "T1"])
    chain = a_chain(rng, net)
    journey = ps.Journey("light_truck", limit_m=300)
    study = ps.Study(sentra, as_of="2024-01-01", net=net, targets=targets, target_id="id", journey=journey, chain=chain)
    names = list(net.edges()["name"])
    scenario = ps.Scenario(
        "x", close=[str(one) for one in rng.choice(names, 3, replace=False)], slower={"local": 0.5}, lose=["G0"],
        amount={"B": 1.5},
    )  # fmt: skip
    return study, scenario, (sentra, targets, net, chain, journey)


@pytest.mark.parametrize("seed", range(12))
def test_a_scenario_gives_what_its_parts_give_one_by_one(seed):
    study, scenario, (sentra, targets, net, chain, journey) = random_study(seed)
    got = study.run(scenario)
    costs = net.scenario("light_truck", close=scenario.close, slower=scenario.slower)
    nearest = net.nearest(sentra, targets, 1, journey=journey, vehicle=costs, origin_id="site_id", target_id="id")
    assert got.to_arrow()["minutes"].to_pylist() == nearest.to_arrow()["minutes"].to_pylist()
    assert list(got.table["nearest"]) == list(nearest["target"])
    changed = chain.scenario(close=scenario.close, slower=scenario.slower, lose=["G0"], amount={"B": 1.5})
    alone = changed.solve(as_of="2024-01-01")
    assert got.solution.total_idr == alone.total_idr
    into = {"s0": 0.0, "P1": 0.0}
    for row in alone.flows.to_pylist():
        name = {"P0": "s0", "P1": "P1"}.get(row["to_id"])
        if name:
            into[name] += row["amount_t"]
    status = list(got.table["supply_status"])
    assert status == ["in_chain", "not_in_chain", "in_chain"]
    assert got.to_arrow()["received_t"].to_pylist() == [pytest.approx(into["s0"]), None, pytest.approx(into["P1"])]


@pytest.mark.parametrize("seed", range(6))
def test_nothing_changed_is_the_same_and_back_is_minus(seed):
    study, scenario, _ = random_study(seed)
    today, after = study.run(), study.run(scenario)
    assert study.run().diff(today).counts == {"same": 3}
    there, back = today.diff(after), after.diff(today)
    turned = {"worse": "better", "better": "worse"}
    assert [turned.get(one, one) for one in there.table["outcome"]] == list(back.table["outcome"])
    assert list((-there).table["outcome"]) == list(back.table["outcome"])
    for name in ("change_min", "change_t", "change_idr"):
        forth, again = (np.array(one.table[name], dtype=float) for one in (there, back))
        np.testing.assert_array_equal(forth, -again)


def test_the_order_of_sentra_changes_nothing():
    study, scenario, (sentra, targets, net, chain, journey) = random_study(3)
    other = ps.Study(
        sentra.iloc[::-1].reset_index(drop=True), as_of="2024-01-01", net=net, targets=targets, target_id="id",
        journey=journey, chain=chain,
    )  # fmt: skip
    one = study.run().diff(study.run(scenario)).table.to_pylist()
    assert one == other.run().diff(other.run(scenario, threads=1)).table.to_pylist()[::-1]


def test_law_is_part_of_it():
    data = ps.datasets.jombang()
    study = ps.Study(data.sentra, as_of="2015-06-01", pack=data.pack())
    today, after = study.run(), study.run(ps.Scenario("larangan", law=BAN))
    changed = data.pack().with_change(**BAN)
    assert list(after.table["verdict"]) == list(ps.check(data.sentra, changed, as_of="2015-06-01").table["verdict"])
    found = today.diff(after)
    assert found.counts == {"worse": 1, "same": 5}
    row = found.table.to_pylist()[2]
    assert (row["site_id"], row["verdict_before"], row["verdict_after"]) == ("contoh-c", "conforms", "prohibited")
    assert row["reason_id"] == "Sesuai -> Tidak diperbolehkan"
    assert found.workers_worse == 90
    assert all(found.table["schematic"]), "the sites are invented"
    assert "KPI" in after.changes[0][0]
    assert "KPI" in after.changes[0][1]


def test_a_name_that_only_the_chain_has_is_closed_there():
    rng = np.random.default_rng(5)
    net, other = streets(rng), streets(rng, prefix="c")
    targets, sentra = points(rng, ["T"]), points(rng, ["s0"], "site_id")
    chain = a_chain(rng, other)
    study = ps.Study(sentra, as_of="2024-01-01", net=net, targets=targets, target_id="id", chain=chain)
    after = study.run(ps.Scenario("x", close=["c1", "c2", "c3", "c4", "c5", "c6"]))
    assert after.to_arrow()["minutes"].equals(study.run().to_arrow()["minutes"])
    alone = chain.scenario(close=["c1", "c2", "c3", "c4", "c5", "c6"]).solve(as_of="2024-01-01")
    assert after.solution.total_idr == alone.total_idr
    with pytest.raises(ps.OptionError, match="No road is called 'd1'"):
        study.run(ps.Scenario("x", close="d1"))
    with pytest.raises(ps.OptionError, match="different roads"):
        study.run(ps.Scenario("x", close=[1, 2]))


def test_what_a_study_does_not_have_cannot_be_changed():
    data = ps.datasets.jombang()
    study = ps.Study(data.sentra, as_of="2015-06-01", pack=data.pack())
    for scenario in (ps.Scenario("x", close="a"), ps.Scenario("x", lose=["G"]), ps.Scenario("x", amount={"G": 2})):
        with pytest.raises(ps.OptionError) as error:
            study.run(scenario)
        assert error.value.message_id.startswith("Skenario 'x' mengubah")
    rng = np.random.default_rng(1)
    roads = ps.Study(points(rng, ["a"], "site_id"), as_of="2024-01-01", net=streets(rng), targets=points(rng, ["T"]))
    with pytest.raises(ps.OptionError, match="the law"):
        roads.run(ps.Scenario("x", law=BAN))


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({}, ps.OptionError),
        ({"net": "streets"}, ps.OptionError),
        ({"pack": "pack", "site_id": "kode"}, ps.SchemaError),
        ({"pack": "pack", "as_of": "kemarin"}, ps.OptionError),
    ],
)
def test_studies_that_ask_nothing_are_refused(options, error):
    data = ps.datasets.jombang()
    given = {"pack": data.pack(), "streets": None}
    asked = {"as_of": "2015-06-01"} | {k: given.get(v, v) if isinstance(v, str) else v for k, v in options.items()}
    if "net" in options:
        asked["net"] = streets(np.random.default_rng(0))
    with pytest.raises(error):
        ps.Study(data.sentra, **asked)


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": 3}, {"name": "x", "law": ["cells"]}, {"name": "x", "amount": 2}]
)
def test_scenarios_without_sense_are_refused(wrong):
    with pytest.raises(ps.OptionError):
        ps.Scenario(**wrong)


def test_ids_that_repeat_are_refused():
    rng = np.random.default_rng(2)
    with pytest.raises(ps.SchemaError, match="'a' is there twice"):
        ps.Study(points(rng, ["a", "a"], "site_id"), as_of="2024-01-01", net=streets(rng), targets=points(rng, ["T"]))


def test_two_studies_cannot_be_compared():
    one, other = random_study(0)[0], random_study(1)[0]
    law = ps.Study(ps.datasets.jombang().sentra, as_of="2015-06-01", pack=ps.datasets.jombang().pack())
    assert one.run().diff(other.run()) is not None, "the same sentra and parts"
    with pytest.raises(ps.OptionError, match="two runs of one study"):
        one.run().diff(law.run())
    with pytest.raises(ps.OptionError, match="There is no sentra"):
        one.run().explain("s9")
