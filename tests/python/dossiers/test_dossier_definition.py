"""The predicate of the definition: the number of units, each branch, and what nobody knows."""

from __future__ import annotations

import itertools

import geopandas
import pytest
import shapely

import petasentra as ps
from petasentra.dossiers.record import definition_answer
from petasentra.sentra.rule import SentraRule

DAY = "2026-06-01"
BRANCHES = ("same_product", "same_material", "same_process")


def answer(**known: object) -> str:
    return ps.dossier(ps.dossiers.SentraRecord("k", **known), as_of=DAY).answer("definition", lang="en")


@pytest.mark.parametrize("branch", BRANCHES)
def test_four_units_are_no_sentra_and_five_are_by_any_one_branch(branch: str) -> None:
    others = {one: one == branch for one in BRANCHES}
    assert answer(units=4, one_place=True, **others) == "not met"
    assert answer(units=5, one_place=True, **others) == "met"


def test_what_nobody_knows_is_never_no() -> None:
    assert answer() == "not known"
    assert answer(units=5, same_product=True) == "not known"
    assert answer(units=5, one_place=True) == "not known"
    assert answer(units=5, one_place=True, same_product=False, same_process=False) == "not known"
    assert answer(units=5, one_place=True, **dict.fromkeys(BRANCHES, False)) == "not met"
    assert answer(units=4) == "not met"
    assert answer(units=25, one_place=False, same_product=True) == "not met"


@pytest.mark.parametrize(
    ("units", "wanted"),
    [
        ("belasan", "met"),
        ("3-6", "not known"),
        ("hingga 4", "not met"),
        ("banyak", "not known"),
        ("lebih dari 4", "met"),  # whole units
    ],
)
def test_published_words_for_numbers_decide_only_where_every_number_does(units: str, wanted: str) -> None:
    assert answer(units=units, one_place=True, same_product=True) == wanted


def test_the_three_valued_answer_is_that_of_every_way_to_fill_what_is_unknown() -> None:
    rule = SentraRule.load("pp29-2018")
    names = [one.name for one in rule.branches]
    for parts in itertools.product((True, False, None), repeat=5):
        filled = itertools.product(*[(True, False) if one is None else (one,) for one in parts])
        outcomes = {enough and place and any(alike) for enough, place, *alike in filled}
        wanted = "unknown" if len(outcomes) == 2 else "met" if outcomes == {True} else "not_met"
        assert definition_answer(rule, parts[0], parts[1], dict(zip(names, parts[2:], strict=True))) == wanted


def test_a_day_before_the_regulation_has_no_answer_and_says_why(record: ps.dossiers.SentraRecord) -> None:
    d = ps.dossier(record, as_of="2015-06-01")
    assert d.answer("definition", lang="en") == "not known"
    row = next(one for one in d.missing.to_pylist() if one["item"] == "definition")
    assert row["reason_en"] == "PP 29/2018 Pasal 1 was not there on that day."


def test_a_sentra_that_was_found_brings_its_units_branches_and_outline() -> None:
    at = geopandas.GeoDataFrame(
        {"produk": ["tahu"] * 6},
        geometry=shapely.points([(650_000 + 10 * n, 9_170_000 + n * n) for n in range(6)]),
        crs=32749,
    )
    found = ps.find_sentra(at, product="produk", eps_m=60)
    d = ps.dossier(found, as_of=DAY)
    facts = {one["name"]: one["value"] for one in d.sections["definition"]["facts"]}
    assert d.answer("definition", lang="en") == "met"
    assert (facts["units"]["low"], facts["same_product"]["en"], facts["same_material"]["en"]) == (6, "yes", "not known")
    area = next(one for one in d.sections["land"]["facts"] if one["name"] == "area")
    assert area["value"] == pytest.approx(found.sentra.to_geopandas().area.iloc[0], rel=1e-6)
    assert "convex hull" in d.explain("land", lang="en")
    with pytest.raises(ps.OptionError, match="There is no sentra 7"):
        ps.dossier(found, as_of=DAY, sentra_id=7)
