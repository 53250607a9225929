"""Every named check finds what it is named for, with the severity and unit of the catalogue."""

from __future__ import annotations

import pytest
from chains import legs_table, table

import petasentra as ps
from petasentra.findings import catalogue

KNOWN = {one.code: one for one in catalogue() if one.area == "supply"}


def chain_of(legs=None, vehicle=True):
    chain = ps.SupplyChain(legs=legs_table(legs or {("G", "B"): 10}))
    if vehicle:
        chain.add_vehicle("truk", idr_per_t_km=1000, b3_licensed=True)
    return chain


def sound(**changes):
    """A chain without findings, but for what `changes` says of its source and market."""
    chain = chain_of()
    source = {"rows": table(id=["G"]), "commodity": "dross", "supply": 10, "unit": "t"} | changes.get("source", {})
    market = {"rows": table(id=["B"]), "commodity": "dross", "demand": 5, "unit": "t", "unmet_penalty_idr": 1e6}
    chain.add_sources(**source)
    chain.add_markets(**market | changes.get("market", {}))
    return chain


def add_recipe(**recipe):
    def change(chain):
        chain.add_processors(table(id=["S"]), recipe)

    return change


def both_ways(chain):
    chain.add_processors(table(id=["S"]), {"dross": -1, "ingot": 0.5})
    chain.add_processors(table(id=["T"]), {"ingot": -1, "dross": 0.5})


def unlicensed(chain):
    chain.add_commodity("dross", b3=True)
    chain.add_vehicle("truk", idr_per_t_km=1000)


CASES = {
    "TABLE_EMPTY": (chain_of, None),
    "DUPLICATE_ID": (lambda: sound(source={"rows": table(id=["G", "G"])}), None),
    "SITE_UNKNOWN": (sound, lambda chain: chain.add_permits(table(permit_id=["P"], site_id=["?"], t_per_day=[1.0]))),
    "NUMBER_NOT_FINITE": (lambda: sound(source={"rows": table(id=["G"], t=[None]), "supply": "t"}), None),
    "AMOUNT_NEGATIVE": (lambda: sound(market={"demand": -5}), None),
    "UNIT_CLASH": (lambda: sound(source={"unit": "m3"}), None),
    "COST_OVERFLOW": (lambda: sound(market={"unmet_penalty_idr": 1e18}), None),
    "RECIPE_GAINS_MASS": (sound, add_recipe(dross=-1, ingot=1.2)),
    "RECIPE_CYCLE": (sound, both_ways),
    "COMMODITY_UNKNOWN": (lambda: sound(market={"commodity": "dros"}), None),
    "DEMAND_ABOVE_SUPPLY": (lambda: sound(market={"demand": 50}), None),
    "VEHICLE_ASSUMED": (lambda: chain_of(vehicle=False), None),
    "CUSTODY_WITHOUT_CARRIER": (sound, unlicensed),
    "SITE_UNREACHABLE": (lambda: sound(source={"rows": table(id=["G", "lost"])}), None),
    "PENALTY_BELOW_COST": (lambda: sound(market={"unmet_penalty_idr": 500}), None),
}


@pytest.mark.parametrize("code", CASES)
def test_the_check_finds_it(code):
    make, change = CASES[code]
    chain = make()
    if change:
        change(chain)
    rows = [row for row in chain.check().to_pylist() if row["code"] == code]
    assert rows
    for row in rows:
        assert row["severity"] == KNOWN[code].severity
        assert row["unit"] == KNOWN[code].unit
        assert row["message_id"]
        assert row["message_en"]
        assert row["hint_id"]
        assert row["hint_en"]


def test_a_sound_chain_has_no_findings():
    assert len(sound().check()) == 0


def test_every_code_of_the_area_has_a_case():
    of_custody = {
        "CUSTODY_WITHOUT_PERMIT", "CUSTODY_PERMIT_EXPIRED", "CUSTODY_ABOVE_PERMIT", "CUSTODY_CARRIER_UNLICENSED",
        "CUSTODY_WITHOUT_DOCUMENT", "CUSTODY_UNACCOUNTED",
    }  # fmt: skip
    of_floods = {"GEOMETRY_EMPTY", "SCENARIO_NO_EDGE"}  # test_floods.py
    assert set(KNOWN) == set(CASES) | of_custody | of_floods


@pytest.mark.parametrize("code", [code for code, one in KNOWN.items() if one.severity == "error" and code in CASES])
def test_a_chain_with_an_error_is_not_solved(code):
    make, change = CASES[code]
    chain = make()
    if change:
        change(chain)
    with pytest.raises(ps.SchemaError, match=code) as raised:
        chain.solve()
    assert raised.value.message_id != raised.value.message_en


def test_the_nearest_commodity_is_named():
    row = next(
        row for row in sound(market={"commodity": "dros"}).check().to_pylist() if row["code"] == "COMMODITY_UNKNOWN"
    )
    assert row["hint_en"] == "Did you mean dross?"
    assert row["hint_id"] == "Maksudnya dross?"


@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        (lambda: ps.SupplyChain(), ps.OptionError),
        (lambda: ps.SupplyChain(legs=legs_table({("G", "B"): 1}), periods={}), ps.OptionError),
        (lambda: ps.SupplyChain(legs=legs_table({("G", "B"): 1}), periods={"p": "x"}), ps.OptionError),
        (lambda: ps.SupplyChain(legs=legs_table({("G", "B"): 1}), periods={"p": -1}), ps.OptionError),
        (lambda: ps.SupplyChain(legs=table(from_id=["G"], to_id=["B"])), ps.SchemaError),
        (lambda: ps.SupplyChain(legs=table(from_id=["G"], to_id=["B"], km=["x"])), ps.SchemaError),
        (lambda: sound(source={"unit": "t/dai"}), ps.OptionError),
        (lambda: sound(source={"unit": None}), ps.OptionError),
        (lambda: sound(source={"supply": "tonase"}), ps.SchemaError),
        (lambda: sound(source={"supply": {"musim": 1}}), ps.OptionError),
        (lambda: sound(source={"id": "kode"}), ps.SchemaError),
        (lambda: sound(market={"purpose": "x"}), ps.OptionError),
        (lambda: ps.SupplyChain(legs=legs_table({("G", "B"): 1}), periods=12), ps.OptionError),
        (lambda: ps.SupplyChain(legs=42), ps.SchemaError),
        (lambda: sound().add_sources(42, "dross", 1, unit="t"), ps.SchemaError),
        (lambda: sound().add_commodity("x", density_t_per_m3="berat"), ps.OptionError),
        (lambda: sound().add_commodity("x", density_t_per_m3=0), ps.OptionError),
        (lambda: sound().add_commodity("x", density_t_per_m3=-1), ps.OptionError),
        (lambda: sound().add_commodity("x", density_t_per_m3=float("nan")), ps.OptionError),
        (lambda: sound().add_commodity("x", leftover_idr_per_t=-1), ps.OptionError),
        (lambda: sound().add_commodity("x", leftover_idr_per_t=float("nan")), ps.OptionError),
        (lambda: sound().add_commodity("x", b3="tidak"), ps.OptionError),
        (lambda: sound().add_commodity(None), ps.OptionError),
        (lambda: sound().add_vehicle(None), ps.OptionError),
        (lambda: sound().add_vehicle("x", b3_licensed="tidak"), ps.OptionError),
        (lambda: sound().add_vehicle("x", g_co2_per_t_km=float("nan")), ps.OptionError),
        (lambda: sound(source={"must_leave": "tidak"}), ps.OptionError),
        (lambda: sound(source={"commodity": 5}), ps.OptionError),
        (lambda: sound(source={"commodity": ""}), ps.OptionError),
        (lambda: sound(source={"rows": table(id=["G"], what=[None]), "commodity": "what"}), ps.SchemaError),
        (lambda: sound(source={"rows": table(id=["G", None])}), ps.SchemaError),
        (lambda: sound(market={"rows": table(id=[""])}), ps.SchemaError),
        (lambda: sound(source={"unit": 3}), ps.OptionError),
        (lambda: sound().add_processors(table(id=["S"]), "dross=-1"), ps.OptionError),
        (lambda: sound().add_processors(table(id=["S"]), {"": -1}), ps.OptionError),
        (lambda: ps.SupplyChain(legs=legs_table({("G", "B"): 1}), periods={1: 30}), ps.OptionError),
        (lambda: ps.transport([[1]], supply=[1], demand=[2], unmet_cost=3), ps.OptionError),
        (lambda: sound().add_vehicle("x", payload_t=0), ps.OptionError),
        (lambda: sound().add_vehicle("x", idr_per_t_km="mahal"), ps.OptionError),
        (lambda: sound().solve().single_cut_risk("banyak"), ps.OptionError),
        (lambda: sound().add_processors(table(id=["S"]), {}), ps.OptionError),
        (lambda: sound().add_processors(table(id=["S"]), {"a": "x"}), ps.OptionError),
        (lambda: sound().add_storages(table(id=["W"]), "dross", 1, unit="t/day"), ps.OptionError),
        (lambda: sound().add_permits(table(permit_id=["P"], site_id=["B"])), ps.SchemaError),
        (lambda: sound().solve(as_of="besok"), ps.OptionError),
        (lambda: sound().solve(permits="x"), ps.OptionError),
        (lambda: sound().scenario(lose=["?"]), ps.OptionError),
        (lambda: sound().scenario(amount={"G": -1}), ps.OptionError),
        (lambda: sound().scenario(close=["Jalan"]), ps.OptionError),
        (lambda: sound().solve().single_cut_risk(0), ps.OptionError),
        (lambda: sound().solve().single_cut_risk(by="x"), ps.OptionError),
        (lambda: sound().solve().routes(), ps.OptionError),
    ],
)
def test_what_cannot_be_asked_is_refused_in_two_languages(ask, kind):
    with pytest.raises(kind) as raised:
        ask()
    assert raised.value.message_id
    assert raised.value.message_en
    assert raised.value.message_id != raised.value.message_en


def test_no_amount_is_not_none_of_it():
    for change in ({"supply": None}, {"supply": {"tahun": None}}):
        assert sound(source=change).check()["code"] == ["NUMBER_NOT_FINITE"]


@pytest.mark.parametrize("part", ["idr_per_t", "fixed_idr", "kept", "leftover"])
def test_every_cost_that_cannot_be_added_up_is_found(part):
    chain = sound()
    if part == "kept":
        chain.add_storages(table(id=["W"]), "dross", 5, idr_per_t=1e18)
    elif part == "leftover":
        chain.add_commodity("dross", leftover_idr_per_t=1e18)
    else:
        chain.add_processors(table(id=["S"]), {"dross": -1, "ingot": 0.5}, **{part: 1e18})
    assert "COST_OVERFLOW" in chain.check()["code"]
    with pytest.raises(ps.SchemaError, match="COST_OVERFLOW"):
        chain.solve()


def test_what_is_told_of_a_table_of_legs_and_of_small_amounts():
    lost = sound(source={"rows": table(id=["G", "lost"])}).check().to_pylist()
    assert [row["message_en"] for row in lost] == ["The source lost stands in no leg."]
    (row,) = sound(source={"supply": 1, "unit": "t/year"}).solve().unmet.to_pylist()
    assert row["reason_en"] == "Limited by the supply of G: 0.0027 t/day."
    assert row["reason_id"].endswith("0,0027 t/hari.")


def test_permits_with_days_need_a_day():
    chain = sound()
    chain.add_permits(table(permit_id=["P"], site_id=["B"], t_per_day=[1.0], valid_until=["2026-12-31"]))
    with pytest.raises(ps.OptionError, match="as_of"):
        chain.solve()
    with pytest.raises(ps.OptionError, match="valid_from"):
        chain.add_permits(table(permit_id=["P"], site_id=["B"], t_per_day=[1.0], valid_from=["2026-13-31"]))
    assert chain.solve(as_of="2026-06-01").status == "optimal"
