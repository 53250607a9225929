"""Floods over roads: equal to a chain solved anew on a network without the roads that water meets."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from test_single_cuts import EAST, NORTH, STEP, amounts, busy, chain, dead_end, network, place, points, roads, sites

import petasentra as ps


def ponds(rng, count, side=4, size=0.6):
    """Boxes anywhere on a lattice, some of them over several roads, some over none."""
    at, half = rng.uniform(-0.5, side - 0.5, (count, 2)), rng.uniform(0.05, size, count)
    shapes = [shapely.box(x - h, y - h, x + h, y + h) for (x, y), h in zip(at, half, strict=True)]
    shapes = [shapely.transform(one, lambda xy: xy * STEP + [EAST, NORTH]) for one in shapes]
    return geopandas.GeoDataFrame({"nama": [f"b{row}" for row in range(count)]}, geometry=shapes, crs=32749)


def agrees(row, solution, again):
    """A row is what the chain solved anew says."""
    assert (row["status"] == "infeasible") == (again.status == "infeasible")
    if again.status == "optimal":
        lost = float(np.sum(again.unmet["unmet_t"]) - np.sum(solution.unmet["unmet_t"]))
        assert row["extra_idr"] == pytest.approx(again.total_idr - solution.total_idr, rel=1e-9, abs=1e-3)
        assert row["lost_t"] == pytest.approx(lost, abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_a_flood_equals_a_network_without_its_roads(seed):
    """Made anew from the lines that lie dry; sites stand at junctions, so they meet the same roads."""
    rng = np.random.default_rng(seed)
    lines, at, of = roads(rng), sites(rng), amounts(rng)
    areas = ponds(rng, 12)
    solution = chain(network(lines), at, of).solve()
    risk = solution.flood_risk(areas, sites="cut_off")
    assert risk.table["name"] == areas["nama"].tolist()
    assert len(set(risk.table["status"])) > 1
    for row, area in zip(risk.table.to_pylist(), areas.geometry, strict=True):
        wet = lines.intersects(area)
        again = chain(network(lines[~wet]), at, of).solve()
        extra = again.total_idr - solution.total_idr
        assert row["roads_closed"] == len(row["edges"]) == int(wet.sum())
        assert sorted(row["road_names"]) == sorted(lines["nama"][wet])
        assert row["km_closed"] == pytest.approx(lines.length[wet].sum() / 1000, rel=1e-3)
        assert row["extra_idr"] == pytest.approx(extra, rel=1e-6, abs=5)
        assert row["lost_t"] == pytest.approx((again.unmet["unmet_t"] - solution.unmet["unmet_t"]).sum(), abs=1e-5)


@pytest.mark.parametrize("how", [{}, {"sites": "cut_off"}, {"slow": 0.3}, {"slow": 0.5, "by_class": {"local": 0}}])
@pytest.mark.parametrize("seed", range(3))
def test_a_flood_equals_the_chain_solved_anew(seed, how):
    rng = np.random.default_rng(400 + seed)
    made = busy(rng, 6)
    solution = made.solve()
    risk = solution.flood_risk(ponds(rng, 10, 6, 1.2), **how)
    assert set(risk.table["status"]) - {"unchanged"}
    for row in risk.table.to_pylist():
        agrees(row, solution, risk.under(row["name"]))


@pytest.mark.parametrize("seed", range(4))
def test_sites_that_stand_still_equal_a_chain_without_them(seed):
    """Sources without supply, processors without capacity, markets that no road reaches."""
    rng = np.random.default_rng(50 + seed)
    lines, at, of = roads(rng), sites(rng), amounts(rng)
    solution = chain(network(lines), at, of).solve()
    areas = ponds(rng, 10, size=1.2)
    risk = solution.flood_risk(areas)
    assert any(row["sites_in"] for row in risk.table.to_pylist())
    for row, area in zip(risk.table.to_pylist(), areas.geometry, strict=True):
        inside = {name: frame.intersects(area).to_numpy() for name, frame in at.items()}
        assert sorted(row["sites_in"]) == sorted(one for name in at for one in at[name]["id"][inside[name]])
        away = {name: frame.copy() for name, frame in at.items()}
        away["B"].loc[inside["B"], "geometry"] = shapely.Point(EAST - 9e4, NORTH)
        less = of | {"supply": np.where(inside["G"], 0, of["supply"]),
                     "capacity": np.where(inside["S"], 0, of["capacity"])}  # fmt: skip
        again = chain(network(lines[~lines.intersects(area)]), away, less).solve()
        assert row["extra_idr"] == pytest.approx(again.total_idr - solution.total_idr, rel=1e-6, abs=5)
        assert row["lost_t"] == pytest.approx((again.unmet["unmet_t"] - solution.unmet["unmet_t"]).sum(), abs=1e-5)


@pytest.mark.parametrize("seed", range(3))
def test_a_flood_is_exact_where_legs_are_put_in_by_their_prices(seed, monkeypatch):
    monkeypatch.setattr("petasentra.supply.solving.LEGS_AT_ONCE", 0)
    monkeypatch.setattr("petasentra.supply.pricing._OF_EACH_ROW", 1)
    rng = np.random.default_rng(70 + seed)
    solution = busy(rng, 5).solve()
    risk = solution.flood_risk(ponds(rng, 8, 5, 1.0))
    for row in risk.table.to_pylist():
        agrees(row, solution, risk.under(row["name"]))


@pytest.mark.parametrize("fixed", [0.0, 2e6])
def test_transport_alone_and_processors_with_a_cost_to_open(fixed):
    """The first is solved by our own simplex, the second anew for each case: other openings may then be best."""
    rng = np.random.default_rng(8)
    lines, at, of = roads(rng), sites(rng), amounts(rng)
    made = ps.SupplyChain(network(lines), limit_m=50)
    made.add_sources(at["G"].assign(t=of["supply"]), "dross", "t")
    made.add_markets(at["B"].assign(t=of["demand"]), "dross", "t", unmet_penalty_idr=4e6)
    if fixed:
        made.add_processors(at["S"].assign(t=of["capacity"]), {"dross": -1, "ingot": 0.3}, "t", fixed_idr=fixed)
        made.add_markets(points(rng, ["K"]), "ingot", 9, unit="t", unmet_penalty_idr=5e6)
    made.add_vehicle("truk", idr_per_t_km=1000)
    solution = made.solve()
    risk = solution.flood_risk(ponds(rng, 12))
    for row in risk.table.to_pylist():
        agrees(row, solution, risk.under(row["name"]))
    assert solution.flood_risk(ponds(rng, 12)).table["rank"].tolist()
    assert solution.diff(made.solve()).totals["change"].tolist() == [0.0] * 12


def test_water_over_all_roads_slows_them_as_a_scenario_does():
    rng = np.random.default_rng(3)
    made = busy(rng, 5)
    solution = made.solve()
    sea = geopandas.GeoDataFrame(geometry=[shapely.box(EAST - 9e3, NORTH - 9e3, EAST + 9e4, NORTH + 9e4)], crs=32749)
    classes = ("local", "collector", "other")
    (row,) = solution.flood_risk(sea, slow=0.5, sites="cut_off").table.to_pylist()
    twin = made.scenario(slower=dict.fromkeys(classes, 0.5)).solve()
    assert row["roads_closed"] == 0
    assert row["roads_slowed"] == len(solution.ways.edge_lines)
    assert row["extra_idr"] == pytest.approx(twin.total_idr - solution.total_idr, rel=1e-9)
    mixed = {"local": 0.25, "collector": 1.0}
    (row,) = solution.flood_risk(sea, slow=0.5, by_class=mixed, sites="cut_off").table.to_pylist()
    twin = made.scenario(slower={"local": 0.25, "other": 0.5}).solve()
    assert row["extra_idr"] == pytest.approx(twin.total_idr - solution.total_idr, rel=1e-9)


def box(west, south, east, north):
    """In kilometres from the south-west corner of `dead_end`."""
    return shapely.box(*(np.array([west, south, east, north]) * STEP + [EAST, NORTH, EAST, NORTH]))


def areas_of(**shapes):
    return geopandas.GeoDataFrame({"nama": list(shapes)}, geometry=list(shapes.values()), crs=32749)


def test_every_case_has_a_row_with_its_reason():
    solution = dead_end().solve()
    areas = areas_of(
        raya=box(0.5, -0.1, 0.6, 0.1), jembatan=box(2.4, -0.1, 2.6, 0.1), hulu=box(0.9, 1.8, 1.1, 2.2),
        sawah=box(0, 5, 1, 6), pasar=box(3.9, 0.0, 4.1, 1.0), kosong=shapely.Polygon(), tiada=None,
        jauh=box(900, 0, 901, 1),
    )  # fmt: skip
    risk = solution.flood_risk(areas)
    rows = {row["name"]: row for row in risk.table.to_pylist()}
    assert list(rows) == areas["nama"].tolist()
    assert {name: row["status"] for name, row in rows.items()} == {
        "raya": "dearer", "jembatan": "short", "hulu": "unchanged", "sawah": "unchanged", "pasar": "short",
        "kosong": "unchanged", "tiada": "unchanged", "jauh": "unchanged",
    }  # fmt: skip
    cut = {row["name"]: row for row in solution.single_cut_risk(by="name").table.to_pylist()}
    assert rows["raya"]["extra_idr"] == pytest.approx(cut["Jalan Raya"]["extra_idr"])
    assert rows["raya"]["carried_t"] == pytest.approx(cut["Jalan Raya"]["carried_t"])
    assert rows["jembatan"]["extra_idr"] == pytest.approx(cut["Jembatan Ploso"]["extra_idr"])
    assert rows["jembatan"]["sites_hit"] == ["S", "B"]
    assert rows["pasar"]["sites_in"] == ["B"]
    assert rows["pasar"]["reason_id"] == "20 t tidak sampai; yang kena: S, B. Di dalamnya: B."
    assert rows["hulu"]["reason_en"] == "Nothing goes over the roads that it meets."
    assert rows["sawah"]["reason_en"] == "It meets no road and no site of this chain."
    assert rows["kosong"]["reason_id"] == rows["tiada"]["reason_id"] == "Wilayahnya kosong."
    assert risk.table["rank"].tolist()[:2] == [3, 1]
    told = [(row["code"], row["feature_id"]) for row in risk.findings.to_pylist()]
    assert told == [("SCENARIO_NO_EDGE", "sawah"), ("GEOMETRY_EMPTY", "kosong"), ("GEOMETRY_EMPTY", "tiada"),
                    ("SCENARIO_NO_EDGE", "jauh")]  # fmt: skip
    assert "stand still" in repr(risk)
    assert len(risk.areas) == 8
    assert risk.lines["edge"].tolist() == [0, 2, 1, 3]
    assert risk.lines["name"] == ["raya", "jembatan", "hulu", "pasar"]
    assert risk.diff("jembatan").totals["change"][-2] == pytest.approx(20)


def test_bridges_may_stay_above_the_water():
    solution = dead_end().solve()
    areas = areas_of(sungai=box(1.9, -0.1, 3.5, 0.1), ploso=box(2.4, -0.1, 2.6, 0.1))
    wet, above = (solution.flood_risk(areas, bridges=how, sites="cut_off").table for how in ("flooded", "open"))
    assert (wet["roads_closed"].tolist(), wet["bridges_open"].tolist()) == ([4, 1], [0, 0])
    assert (above["roads_closed"].tolist(), above["bridges_open"].tolist()) == ([2, 0], [2, 1])
    assert above["status"] == ["short", "unchanged"]
    assert above["reason_en"][1] == "It meets bridges alone, which stay open."


def test_areas_with_one_value_are_one_case_and_sorted():
    solution = dead_end().solve()
    areas = areas_of(a=box(0.5, -0.1, 0.6, 0.1), b=box(0.9, 1.8, 1.1, 2.2), c=box(0, 5, 1, 6)).assign(
        ulang=[25, 25, 5], kecepatan=[None, 0.5, None], synthetic=[True, False, False]
    )
    risk = solution.flood_risk(areas, by="ulang")
    (small, large) = risk.table.to_pylist()
    assert (small["name"], large["name"], large["areas"]) == ("5", "25", 2)
    assert (large["roads_closed"], large["status"], large["synthetic"], small["synthetic"]) == (2, "short", True, False)
    backwards = solution.flood_risk(areas[::-1], by="ulang")
    assert backwards.table.to_arrow().equals(risk.table.to_arrow())
    (_, slow) = solution.flood_risk(areas, by="ulang", slow="kecepatan").table.to_pylist()
    assert (slow["roads_closed"], slow["roads_slowed"], slow["status"]) == (1, 1, "dearer")


def test_what_is_assumed_is_told_in_both_languages():
    solution, areas = dead_end().solve(), areas_of(a=box(0, 5, 1, 6)).assign(kec=[0.5])
    plain = solution.flood_risk(areas).rules
    assert plain.text_id.startswith("Ruas yang terkena banjir ditutup dari ujung ke ujung; jembatan diperlakukan")
    assert "berhenti: tidak mengirim" in plain.text_id
    told = solution.flood_risk(areas, slow=0.125, by_class={"local": 1.0, "other": 0}, bridges="open", sites="cut_off")
    assert told.rules.text_id == (
        "Ruas yang terkena banjir melambat menjadi 12,5 % kecepatan semula; kelas local tetap; kelas other ditutup;"
        " jembatan tetap dapat dilalui; tempat di dalamnya tetap bekerja, dan hanya kehilangan jalannya."
    )
    assert "12.5 %" in told.rules.text_en
    column = solution.flood_risk(areas, slow="kec", by_class={"local": 0.5}).rules
    assert "menurut kolom kec" in column.text_id
    assert "by the column kec; where it is empty, closed; the class local is at 50 %" in column.text_en


def test_areas_come_in_any_crs_and_form():
    solution = dead_end().solve()
    areas = areas_of(jembatan=box(2.4, -0.1, 2.6, 0.1))
    here = solution.flood_risk(areas).table.to_arrow()
    for other in (areas.to_crs(4326), ps.Layer.from_geopandas(areas.to_crs(3857))):
        assert solution.flood_risk(other).table.to_arrow().equals(here)
    assert solution.flood_risk(areas.geometry).table["name"] == ["1"]
    assert len(solution.flood_risk(areas[:0])) == 0


def test_what_had_to_leave_a_site_that_stands_still_stays():
    made = dead_end()
    made.add_commodity("abu")
    made.add_sources(place("A", 0, 0), "abu", 10, unit="t", must_leave=True)
    made.add_markets(place("T", 4, 0), "abu", 50, unit="t", unmet_penalty_idr=0)
    solution = made.solve()
    areas = areas_of(hulu=box(-0.1, -0.1, 0.1, 0.1), jembatan=box(2.4, -0.1, 2.6, 0.1))
    risk = solution.flood_risk(areas)
    first, second = risk.table.to_pylist()
    assert first["status"] == "short"
    assert second["status"] == "infeasible"
    assert second["extra_idr"] is None
    assert "has to leave A" in second["reason_en"]
    assert "harus keluar dari A" in second["reason_id"]
    for row in (first, second):
        agrees(row, solution, risk.under(row["name"]))
    alone = ps.SupplyChain(solution.ways.network, periods={"p": 1})
    alone.add_sources(place("A", 0, 0), "abu", 10, unit="t", must_leave=True)
    alone.add_markets(place("T", 4, 0), "abu", 50, unit="t", unmet_penalty_idr=0)
    alone.add_vehicle("truk", idr_per_t_km=1000)
    (row,) = alone.solve().flood_risk(areas[:1]).table.to_pylist()
    assert (row["status"], row["lost_t"]) == ("short", pytest.approx(10))


def test_sentra_that_are_hit_are_named():
    made = dead_end()
    made.add_processors(place("K", 4, 0).assign(sentra=["Ploso"]), {"ingot": -1, "wajan": 1}, sentra="sentra")
    made.add_markets(place("P", 4, 0), "wajan", 30, unit="t", unmet_penalty_idr=9e6)
    risk = made.solve().flood_risk(areas_of(jembatan=box(2.4, -0.1, 2.6, 0.1)))
    assert risk.table["sentra_hit"] == [["Ploso"]]


@pytest.mark.parametrize(
    ("change", "options", "error", "told"),
    [
        ({}, {"name": "nma"}, ps.SchemaError, "'nama'"),
        ({}, {"by": "ulang"}, ps.SchemaError, "no column 'ulang'"),
        ({}, {"name": "nama", "by": "nama"}, ps.OptionError, "both given"),
        ({"nama": ["a", "a"]}, {}, ps.SchemaError, "by='nama'"),
        ({"nama": ["a", None]}, {}, ps.SchemaError, "Row 1"),
        ({"nama": [1.0, np.nan]}, {"by": "nama"}, ps.SchemaError, "Row 1"),
        ({"kec": [0.5, 2.0]}, {"slow": "kec"}, ps.SchemaError, "Row 1 of the areas: kec=2.0"),
        ({"kec": ["pelan", ""]}, {"slow": "kec"}, ps.SchemaError, "'pelan'"),
        ({}, {"slow": "kec"}, ps.SchemaError, "no column 'kec'"),
        ({}, {"slow": 0}, ps.OptionError, "above 0"),
        ({}, {"slow": float("nan")}, ps.OptionError, "slow=nan"),
        ({}, {"slow": True}, ps.OptionError, "slow=True"),
        ({}, {"by_class": {"lokal": 0.5}}, ps.OptionError, "Did you mean 'local'"),
        ({}, {"by_class": {"local": -1}}, ps.OptionError, "at most 1"),
        ({}, {"by_class": 3}, ps.OptionError, "mapping"),
        ({}, {"bridges": "wet"}, ps.OptionError, "'flooded'"),
        ({}, {"sites": "open"}, ps.OptionError, "'closed'"),
        ({"geometry": [shapely.Point(0, 0)] * 2}, {}, ps.SchemaError, "no polygons: Point"),
        ({"geometry": [shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])] * 2}, {}, ps.SchemaError, "2 invalid shapes"),
    ],
)
def test_what_makes_no_sense_is_refused_in_both_languages(change, options, error, told):
    areas = areas_of(a=box(0, 0, 1, 1), b=box(1, 1, 2, 2))
    for name, values in change.items():
        areas[name] = geopandas.GeoSeries(values, crs=32749) if name == "geometry" else values
    with pytest.raises(error) as found:
        dead_end().solve().flood_risk(areas, **options)
    assert told in str(found.value)
    assert found.value.message_id != found.value.message_en


def test_without_a_crs_roads_or_a_solution_nothing_is_asked():
    solution = dead_end().solve()
    with pytest.raises(ps.CrsError):
        solution.flood_risk(areas_of(a=box(0, 0, 1, 1)).set_crs(None, allow_override=True))
    with pytest.raises(ps.OptionError, match="neither a layer"):
        solution.flood_risk(42)
    with pytest.raises(ps.OptionError, match="no flood 'b'"):
        solution.flood_risk(areas_of(a=box(0, 0, 1, 1))).diff("b")
    import pyarrow as pa

    tabled = ps.SupplyChain(legs=pa.table({"from_id": ["G"], "to_id": ["B"], "km": [4.0]}))
    tabled.add_sources(pa.table({"id": ["G"]}), "dross", 10, unit="t")
    tabled.add_markets(pa.table({"id": ["B"]}), "dross", 10, unit="t", unmet_penalty_idr=1e6)
    with pytest.raises(ps.OptionError, match="no roads that could be under water"):
        tabled.solve().flood_risk(areas_of(a=box(0, 0, 1, 1)))


def test_progress_ends_at_one_and_what_it_raises_ends_the_work():
    solution = dead_end().solve()
    seen = []
    solution.flood_risk(areas_of(a=box(2.4, -0.1, 2.6, 0.1), b=box(0, 5, 1, 6)), progress=seen.append)
    assert seen[-1] == 1.0
    assert seen == sorted(seen)
