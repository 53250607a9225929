"""What comes in wrong about the law, the activity or the ground of a site: a clear finding, never a guess.

One test each for T1 of another plan, dates as registers write them, a lost leading zero, instruments that replace one
another, a missing column, an unknown activity, sites outside or partly outside, sites without ground, a newer pack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from explained_errors import explained
from invented_pack import sites, spoil
from shapely.geometry import LineString, Polygon, box

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

GROUND = box(642_000, 9_165_000, 642_100, 9_165_100)  # in KPI, beyond the special zone
DAY = "2015-06-01"
SECOND = """
[instrument]
id = "rtrw-baru"
kind = "perda"
number = 9
year = 2020
title = "Rekaan"
level = "rtrw-kabupaten"
source = "rekaan"
in_force_from = 2020-01-01
"""


def checked(pack: ps.PlanPack, *shapes: Any, as_of: str = DAY, **columns: Any) -> ps.CheckResult:
    return ps.check(sites(*shapes, **columns), pack, as_of=as_of)


def row_of(result: ps.CheckResult) -> dict[str, Any]:
    (row,) = result.table.to_pylist()
    assert row["reason_id"].strip()
    assert row["reason_en"].strip()
    return row


def refused(folder: Path) -> ps.PetasentraError:
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(folder)
    return explained(caught.value)


def add_second_plan(folder: Path, more: str = "") -> None:
    """A later plan on the same zones and the same table."""
    layers = (folder / "rtrw.toml").read_text()
    layers = layers[layers.index("[[layer]]") : layers.index("[[area_rule]]")]
    (folder / "baru.toml").write_text(SECOND + more + layers)
    spoil(folder, "pack.toml", '["rtrw.toml"]', '["rtrw.toml", "baru.toml"]')


def test_t1_of_one_plan_never_speaks_in_another(folder: Path) -> None:
    spoil(folder, "itbx.csv", "tenun,I,X", "tenun,T1,X")
    spoil(folder, "rtrw.toml", "in_force_from = 2011-04-05", "in_force_from = 2011-04-05\nin_force_to = 2020-01-01")
    spoil(folder, "rtrw.toml", 'path = "itbx.csv"', 'path = "itbx.csv"\nconditions = "syarat.csv"')
    head = "id,kind,text_id,text_en,predicate,threshold,unit\n"
    (folder / "syarat.csv").write_text(head + "T1,spatial,Seperlima persil,A fifth of the lot,max_share_of_lot,20,%\n")
    add_second_plan(folder)
    spoil(folder, "baru.toml", 'conditions = "syarat.csv"\n', "")
    pack = ps.read_plan_pack(folder)
    assert row_of(checked(pack, GROUND, activity_area_m2=[5000.0]))["verdict"] == "prohibited"
    later = checked(pack, GROUND, activity_area_m2=[5000.0], as_of="2021-06-01")
    assert row_of(later)["verdict"] == "limited", "20 % of the lot is a rule of the older plan"
    assert later.pieces["conditions"] == [["T1"]]
    told = [row for row in pack.lint().to_pylist() if row["code"] == "CONDITION_WITHOUT_ROW"]
    named = {(row["layer"], row["feature_id"]) for row in told}
    assert ("rtrw-baru", "T1") in named
    assert ("rtrw", "T1") not in named


@pytest.mark.parametrize(("text", "day"), [("24-Mei-2022", "2022-05-24"), ("16-Okt-2024", "2024-10-16")])
def test_a_date_with_the_name_of_a_month_is_read_in_tables_and_refused_in_law(
    folder: Path, pack: ps.PlanPack, text: str, day: str
) -> None:
    permits = f'[{{"kind": "IUI", "issued_on": "{text}", "expires_on": null}}]'
    before, on = (
        checked(pack, GROUND, GROUND, as_of=as_of, established_on=[text, None], permits=[None, permits])
        for as_of in (day[:8] + f"{int(day[8:]) - 1:02d}", day)
    )
    assert list(before.table["existing_use"]) == ["none", "none"]
    assert list(on.table["existing_use"]) == ["conforming", "conforming"]
    assert len(on.findings) == 0
    with pytest.raises(ps.OptionError) as caught:
        checked(pack, GROUND, as_of=text)
    assert text in explained(caught.value).message_id
    spoil(folder, "rtrw.toml", "2011-04-05", f'"{text}"')
    error = refused(folder)
    assert text in error.message_id
    assert "in_force_from" in str(error.column)


@pytest.mark.parametrize(
    ("column", "verdict", "words"),
    [([1621], "conforms", "1621"), (["1621"], "no_data", "nol di depannya hilang"), (["01621"], "conforms", "")],
)
def test_a_kbli_number_that_lost_its_zero_calls_an_officer(
    folder: Path, column: list[Any], verdict: str, words: str
) -> None:
    spoil(folder, "activities.csv", "13121", "01621")
    result = checked(ps.read_plan_pack(folder), GROUND, activity=column, kbli_version=["2020"])
    row = row_of(result)
    assert row["verdict"] == verdict
    assert ("needs_officer" in row["flags"]) == bool(words)
    assert words in result.explain("Contoh 0").text("id")


def test_instruments_that_replace_one_another_are_refused_with_the_one_that_is_wrong(folder: Path) -> None:
    add_second_plan(folder, 'replaces = ["rtrw"]\n')
    ps.read_plan_pack(folder)
    spoil(folder, "rtrw.toml", "in_force_from", 'replaces = ["rtrw-baru"]\nin_force_from')
    error = refused(folder)
    assert error.column == "replaces"
    assert str(error.file).endswith(("rtrw.toml", "baru.toml"))


def test_a_zone_without_a_column_in_the_table_is_refused_with_its_code(folder: Path) -> None:
    spoil(folder, "itbx.csv", "activity,KPI,P-1\ntenun,I,X", "activity,KPI\ntenun,I")
    error = refused(folder)
    assert '"P-1"' in error.message_id
    assert "itbx.csv" in error.message_id
    assert "kolom" in error.hint_id


def test_an_activity_the_pack_does_not_know_is_no_data_with_the_one_that_may_be_meant(pack: ps.PlanPack) -> None:
    row = row_of(checked(pack, GROUND, activity=["tenum"]))
    assert (row["verdict"], row["share_conforming"]) == ("no_data", 0.0)
    assert '"tenum"' in row["reason_id"]
    assert '"tenun"' in row["reason_id"]


def test_a_site_outside_every_zone_is_outside_the_plan_and_not_prohibited(pack: ps.PlanPack) -> None:
    row = row_of(checked(pack, box(600_000, 9_165_000, 600_100, 9_165_100)))
    assert (row["verdict"], row["flags"], row["share_conforming"]) == ("outside_plan", [], 0.0)
    assert "tidak tercakup zona mana pun" in row["reason_id"]


def test_a_site_partly_outside_says_how_much_and_offers_the_rest(folder: Path) -> None:
    spoil(folder, "rtrw.toml", 'cell = "B1"', 'cell = "I"')
    result = checked(ps.read_plan_pack(folder), box(639_970, 9_165_000, 640_070, 9_165_100))
    row = row_of(result)
    assert (row["verdict"], row["flags"]) == ("outside_plan", ["partial"])
    assert row["share_conforming"] == pytest.approx(0.7)
    assert "30,0 %" in row["reason_id"]
    shares = dict(zip(result.pieces["verdict"], result.pieces["share"], strict=True))
    assert shares == pytest.approx({"outside_plan": 0.3, "conforms": 0.7})


NO_GROUND = {
    "four times one place": Polygon([(642_000, 9_165_000)] * 4),
    "there and back": Polygon([(642_000, 9_165_000), (642_100, 9_165_000), (642_000, 9_165_000)]),
    "a line of no length": LineString([(642_000, 9_165_000)] * 2),
    "no vertex": Polygon(),
    "no geometry": None,
}


@pytest.mark.parametrize("case", NO_GROUND)
def test_a_site_without_ground_keeps_its_row_and_has_no_verdict(pack: ps.PlanPack, case: str) -> None:
    result = checked(pack, NO_GROUND[case], GROUND)
    nothing, sound = result.table.to_pylist()
    assert (nothing["verdict"], nothing["share_conforming"]) == ("no_data", None)
    assert "geometri" in nothing["reason_id"]
    assert sound["verdict"] == "conforms"
    (finding,) = result.findings.to_pylist()
    assert finding["feature_id"] == "Contoh 0"
    assert finding["code"] in ("GEOMETRY_INVALID", "GEOMETRY_EMPTY", "GEOMETRY_NULL")


def test_a_pack_of_a_newer_format_asks_for_a_newer_petasentra(folder: Path) -> None:
    spoil(folder, "pack.toml", "format = 1", "format = 2\nsesuatu_yang_baru = true")
    error = refused(folder)
    assert "berformat 2" in error.message_id
    assert error.hint_id == "Perbarui petasentra."
