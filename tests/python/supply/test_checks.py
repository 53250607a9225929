"""Every named check finds what it is named for, with the severity and unit of the catalogue."""

from __future__ import annotations

import pytest
from chains import legs_table, table

import petasentra as ps
from petasentra.findings import catalogue

KNOWN = {one.code: one for one in catalogue() if one.area == "supply"}


def chain_of(legs=None, vehicle=True, licensed=True):
    chain = ps.SupplyChain(legs=legs_table(legs or {("G", "B"): 10}))
    if vehicle:
        chain.add_vehicle("truk", idr_per_t_km=1000, b3_licensed=licensed)
    return chain


def sound(licensed=True, **changes):
    """A chain without findings, but for what `changes` says of its source and market."""
    chain = chain_of(licensed=licensed)
    source = {"rows": table(id=["G"]), "commodity": "dross", "supply": 10, "unit": "t"} | changes.get("source", {})
    market = {"rows": table(id=["B"]), "commodity": "dross", "demand": 5, "unit": "t", "unmet_penalty_idr": 1e6}
    chain.add_sources(**source)
    chain.add_markets(**market | changes.get("market", {}))
    return chain


def twice():
    legs = table(from_id=["G", "G"], to_id=["B", "B"], km=[10.0, 10.0])
    chain = ps.SupplyChain(legs=legs)
    chain.add_sources(table(id=["G"]), "dross", 10, unit="t")
    chain.add_markets(table(id=["B"]), "dross", 5, unit="t", unmet_penalty_idr=1e6)
    return chain


def add_recipe(**recipe):
    def change(chain):
        chain.add_processors(table(id=["S"]), recipe)

    return change


def both_ways(chain):
    chain.add_processors(table(id=["S"]), {"dross": -1, "ingot": 0.5})
    chain.add_processors(table(id=["T"]), {"ingot": -1, "dross": 0.5})


def of_b3(chain):
    chain.add_commodity("dross", b3=True)


CASES = {
    "TABLE_EMPTY": (chain_of, None),
    "DUPLICATE_ID": (lambda: sound(source={"rows": table(id=["G", "G"])}), None),
    "SITE_UNKNOWN": (sound, lambda chain: chain.add_permits(table(permit_id=["P"], site_id=["?"], t_per_day=[1.0]))),
    "NUMBER_NOT_FINITE": (lambda: sound(source={"rows": table(id=["G"], t=[None]), "supply": "t"}), None),
    "AMOUNT_NEGATIVE": (lambda: sound(market={"demand": -5}), None),
    "UNIT_CLASH": (lambda: sound(source={"unit": "m3"}), None),
    "PERMIT_DAYS_REVERSED": (
        sound,
        lambda chain: permits(valid_from=["2026-03-01"], valid_until=["2026-02-01"])(chain),
    ),
    "LEG_REPEATED": (lambda: twice(), None),
    "COST_OVERFLOW": (lambda: sound(market={"unmet_penalty_idr": 1e18}), None),
    "RECIPE_GAINS_MASS": (sound, add_recipe(dross=-1, ingot=1.2)),
    "RECIPE_CYCLE": (sound, both_ways),
    "COMMODITY_UNKNOWN": (lambda: sound(market={"commodity": "dros"}), None),
    "DEMAND_ABOVE_SUPPLY": (lambda: sound(market={"demand": 50}), None),
    "VEHICLE_ASSUMED": (lambda: chain_of(vehicle=False), None),
    "CUSTODY_WITHOUT_CARRIER": (lambda: sound(licensed=False), of_b3),
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
    assert row["hint_en"] == "Did you mean 'dross'?"
    assert row["hint_id"] == "Mungkin maksud Anda 'dross'?"


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


def permits(**columns):
    row = {"permit_id": ["P"], "site_id": ["B"], "t_per_day": [1.0]}
    return lambda chain: chain.add_permits(table(**row | columns))


def test_a_permit_that_ends_before_it_begins_is_named_with_its_days():
    chain = sound()
    permits(valid_from=["2026-03-01"], valid_until=["2026-02-01"])(chain)
    (row,) = chain.check().to_pylist()
    assert (row["code"], row["measure"]) == ("PERMIT_DAYS_REVERSED", 28)
    assert "2026-03-01" in row["message_id"]
    one_day = sound()
    permits(valid_from=["2026-03-01"], valid_until=["2026-03-01"])(one_day)
    assert len(one_day.check()) == 0


@pytest.mark.parametrize("add", ["add_vehicle", "add_commodity"])
def test_what_is_named_twice_is_refused(add):
    chain = sound()
    getattr(chain, add)("x")
    with pytest.raises(ps.OptionError, match="'x' was added before") as raised:
        getattr(chain, add)("x")
    assert "sudah ditambahkan" in raised.value.message_id


def test_an_unknown_profile_is_refused_at_once_with_and_without_roads():
    with pytest.raises(ps.OptionError, match="There is no bundled profile 'truk_terbang'"):
        sound().add_vehicle("x", profile="truk_terbang")
    with pytest.raises(ps.OptionError, match="neither the name of a profile"):
        sound().add_vehicle("x", profile=5)


def test_legs_that_stand_several_times_are_told_and_the_quickest_counts():
    legs = table(from_id=["G", "G", "G"], to_id=["B", "B", "B"], km=[30.0, 10.0, 20.0], minutes=[9.0, 5.0, 5.0])
    chain = ps.SupplyChain(legs=legs)
    chain.add_vehicle("truk", idr_per_t_km=1000)
    chain.add_sources(table(id=["G"]), "dross", 10, unit="t")
    chain.add_markets(table(id=["B"]), "dross", 5, unit="t", unmet_penalty_idr=1e6)
    (row,) = chain.check().to_pylist()
    assert (row["code"], row["severity"], row["feature_id"], row["measure"]) == ("LEG_REPEATED", "warning", "G - B", 3)
    assert chain.solve().total_idr == 5 * 10 * 1000


@pytest.mark.parametrize("km", [1e15, 1e306])
def test_a_leg_too_long_for_its_cost_to_be_added_up_is_found(km):
    chain = chain_of({("G", "B"): km})
    chain.add_sources(table(id=["G"]), "dross", 10, unit="t")
    chain.add_markets(table(id=["B"]), "dross", 5, unit="t", unmet_penalty_idr=1e6)
    (row,) = chain.check().to_pylist()
    assert (row["code"], row["layer"], row["feature_id"]) == ("COST_OVERFLOW", "legs", "G - B")
    assert "km" in row["hint_id"]
    with pytest.raises(ps.SchemaError, match="COST_OVERFLOW"):
        chain.solve()


def test_what_is_infinite_is_not_called_missing():
    (row,) = sound(market={"demand": float("inf")}).check().to_pylist()
    assert (row["code"], row["message_en"]) == ("NUMBER_NOT_FINITE", "B: the demand is infinite.")
    assert row["message_id"] == "B: permintaan tak hingga."
    assert "penalty of 0" in row["hint_en"]
    (row,) = sound(market={"demand": float("nan")}).check().to_pylist()
    assert row["message_id"] == "B: permintaan kosong."


@pytest.mark.parametrize(
    "ask",
    [
        lambda: sound(source={"supply": True}),
        lambda: sound(market={"unmet_penalty_idr": False}),
        lambda: sound(source={"rows": table(id=["G"], t=[True]), "supply": "t"}),
        lambda: sound().add_vehicle("x", idr_per_t_km=True),
        lambda: sound().add_processors(table(id=["S"]), {"dross": True}),
        lambda: ps.SupplyChain(legs=legs_table({("G", "B"): 1}), periods={"p": True}),
        lambda: ps.SupplyChain(legs=table(from_id=["G"], to_id=["B"], km=[True])),
    ],
)
def test_true_and_false_are_no_numbers(ask):
    with pytest.raises((ps.OptionError, ps.SchemaError)) as raised:
        ask()
    assert "angka" in raised.value.message_id


def test_no_sentence_says_that_a_number_is_less_than_itself():
    (row,) = sound(market={"demand": 10.0004}).check().to_pylist()
    assert row["message_en"] == "10.0004 t of dross are wanted, and there can be 10 t at most."
    chain = sound()
    chain.add_processors(table(id=["S"]), {"dross": -1, "ingot": 1.0001})
    assert "S: 1 t of inputs become 1.0001 t of outputs." in chain.check()["message_en"]
    tight = ps.SupplyChain(legs=legs_table({("G", "X"): 10}))
    tight.add_commodity("slag", b3=True)
    tight.add_vehicle("truk", idr_per_t_km=1000, b3_licensed=True)
    tight.add_sources(table(id=["G"]), "slag", 6.004, unit="t/day", must_leave=True)
    tight.add_processors(table(id=["X"]), {"slag": -1, "ingot": 0.269})
    tight.add_permits(table(permit_id=["P1"], site_id=["X"], t_per_day=[6.0]))
    why = tight.solve().explain_infeasible()
    assert why.text_en == "The permit P1 of 6 t/day at X is below the 6.004 t/day of slag that has to leave G."
    assert why.text_id.startswith("Izin P1 sebesar 6 t/hari di X lebih kecil daripada 6,004 t/hari slag")
    assert why.fix_en.endswith("by 0.004 t/day.")
    (above,) = (row for row in tight.solve(permits="report").custody().findings.to_pylist() if "ABOVE" in row["code"])
    assert above["message_en"] == "X takes 6.004 t/day; the permit P1 allows 6 t/day."


def test_each_language_is_wholly_its_own():
    """Words of the other language that a sentence of a chain must not have; names that users give aside."""
    import ast
    import re
    from pathlib import Path

    indonesian = {"bernilai", "tidak", "dan", "atau", "yang", "kosong", "pada", "dengan", "harus", "sudah", "untuk"}
    english = {
        "the", "is", "are", "of", "and", "not", "has", "have", "sources", "processors", "storages", "markets", "supply",
        "demand", "capacity", "missing", "permits", "legs", "vehicle", "commodity",
    }  # fmt: skip
    seen = 0
    for path in sorted(Path(ps.__file__).parent.joinpath("supply").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            pair = node.elts if isinstance(node, ast.Tuple) and len(node.elts) == 2 else ()
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error") and len(node.args) > 1:
                pair = (node.args[1], node.args[0])
            texts = [spoken(one) for one in pair]
            if len(texts) != 2 or None in texts or " " not in texts[0] or " " not in texts[1]:
                continue
            seen += 1
            told = [re.sub(r"'[^']*'|\w+=|\w+[_.]\w+", " ", text.lower()) for text in texts]  # without code
            words = [set(re.findall(r"[a-z]+", text)) for text in told]
            assert not words[0] & english, (path.name, texts[0])
            assert not words[1] & indonesian, (path.name, texts[1])
    assert seen > 100


def spoken(node):
    """What a literal says by itself, without what is put in; None for what is no text."""
    import ast

    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value for part in node.values if isinstance(part, ast.Constant))
    return None
