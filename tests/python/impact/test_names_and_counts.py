"""Names that nobody knows are refused, words that are no figures are told, and heads are counted as heads."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import geopandas
import pytest
import shapely

import petasentra as ps
from petasentra.impact import Amount, Interval, change

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("units", "answer"),
    [("7 ton", "not known"), ("7 unit per tahun", "not known"), ("lebih dari 4", "met"), ("5 unit", "met"),
     ("belasan", "met"), ("hingga 20", "not known"), (4, "not met"), ("kurang dari 5", "not met"),
     ("12 orang", "not known")],
)  # fmt: skip
def test_a_definition_counts_units(units: str | int, answer: str) -> None:
    record = ps.dossiers.SentraRecord("k", "C", units=units, one_place=True, same_product=True)
    assert ps.dossier(record, as_of="2026-06-01").answer("definition", "en") == answer


def test_whole_numbers_of_an_interval() -> None:
    assert Interval(4, 9.5, True).whole() == Interval(5, 9)
    assert Interval(Fraction(1, 2), 3, False, True).whole() == Interval(1, 2)
    assert Interval(4, math.inf, True).whole() == Interval(5)
    assert Interval(2.2, 2.8).whole() is None


def records(folder: Path) -> ps.impact.Records:
    return ps.impact.read_records(folder / "records.toml")


def needs(folder: Path, **asked: Any) -> ps.impact.Needs:
    return ps.needs(records(folder), ps.impact.read_process(folder / "process-slag.toml"), **asked)


def served(folder: Path) -> Any:
    known = records(folder)
    return ps.impact.served(known.units, known.facilities, within_m=500, kinds=["gudang"])


def claims(value: str) -> ps.impact.Claims:
    return ps.impact.read_claims([{"subject": "s", "attribute": "output", "value": value}])


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda folder: needs(folder, output="-5 t/tahun", name="contoh-a"), "is no figure in t with a period"),
        (
            lambda folder: needs(folder, output="400 t/tahun", name="contoh-aa"),
            "No record is of the sentra 'contoh-aa'",
        ),
        (lambda _: ps.impact.read_records(None), "a file, a folder or tables by name, not NoneType"),
        (lambda _: ps.impact.read_records([1]), "a file, a folder or tables by name, not list"),
        (served, "no kind of facility 'gudang'"),
        (lambda _: claims("1").indicators("zzz"), "No claim is about 'zzz'"),
    ],
)
def test_what_nobody_knows_is_refused(bundled: Path, ask: Callable[[Path], Any], said: str) -> None:
    with pytest.raises(ps.OptionError, match=said) as error:
        ask(bundled)
    assert error.value.hint_en
    assert error.value.hint_id


@pytest.mark.parametrize(
    ("value", "code"),
    [("puluhan", ["AMOUNT_UNREADABLE"]), ("3 1/2", ["AMOUNT_UNREADABLE"]), ("Koperasi Maju 2015", []), ("belasan", [])],
)
def test_a_claim_that_looks_like_a_figure_and_is_none_is_told(value: str, code: list[str]) -> None:
    assert claims(value).findings["code"] == code


def test_an_indicator_that_is_no_figure_is_told() -> None:
    for word in ("puluhan", "banyak"):
        found = ps.compare_indicators([{"indicator": "n", "value": word}], [{"indicator": "n", "value": "100"}])
        assert found.findings["code"] == ["AMOUNT_UNREADABLE"]
        assert found.pairs[0].change.status == "unreadable"


def test_heads_are_counted_without_saying_so() -> None:
    found = change(Amount.read("belasan"), Amount.read("200 orang"))
    assert (found.status, found.ratio) == ("computed", Interval(Fraction(200, 19), Fraction(200, 11)))
    assert found.conversion == ("satuan keduanya dianggap orang", "both are taken to be of orang")
    other = change(Amount.read("5"), Amount.read("7 ton"))
    assert (other.status, other.reason[1]) == ("unit_unknown", "only one of the two figures states its unit")
    assert change(Amount.read("5 orang"), Amount.read("7 ton")).status == "unit_differs"


def test_a_search_without_a_sentra_points_to_what_lacks_one_unit() -> None:
    places = shapely.points([[640_000 + 20 * row, 9_170_000] for row in range(4)])
    units = geopandas.GeoDataFrame({"produk": ["Tahu"] * 4}, geometry=places, crs=32749)
    found = ps.find_sentra(units, product="produk", eps_m=100)
    with pytest.raises(ps.OptionError, match="found no sentra") as error:
        ps.dossier(found, as_of="2026-06-01")
    assert "almost" in str(error.value.hint_en)
