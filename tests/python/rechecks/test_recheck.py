"""Invented decisions on the Jombang study: dirty registers, what is told of them, and what the law says."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from registers import on_sentra

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = "2023-06-01"
#: Place of the invented sites in the study, and what lies there.
RICE_AND_VILLAGE, RICE, INDUSTRY, VILLAGE, EDGE, TOWN = range(6)


@pytest.fixture(scope="module")
def pack() -> ps.PlanPack:
    return ps.datasets.jombang().pack()


def rows_of(result: ps.Recheck) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = result.table.to_pylist()
    return rows


def test_days_as_registers_write_them(pack: ps.PlanPack) -> None:
    days = ["24-Mei-2019", "5 Januari 2020", "16-Okt-2018 ", "24-DEC-2018", "<b>3&nbsp;Nopember 2019</b>", "-", " ",
            "03/04/2019", "30-Feb-2019", "24/05/2019", None]  # fmt: skip
    result = ps.recheck(on_sentra([INDUSTRY] * len(days), days, ["24202"] * len(days)), pack, as_of=AS_OF)
    rows = rows_of(result)
    assert [row["decided_on"] for row in rows] == [
        dt.date(2019, 5, 24), dt.date(2020, 1, 5), dt.date(2018, 10, 16), dt.date(2018, 12, 24), dt.date(2019, 11, 3),
        None, None, None, None, dt.date(2019, 5, 24), None,
    ]  # fmt: skip
    for row in rows:
        assert row["verdict_as_of"] == "conforms"
        known = row["decided_on"] is not None
        assert (row["verdict_then"], row["change"]) == (("conditional", "milder") if known else (None, "cannot_tell"))
        assert (row["holds_then"], row["holds_as_of"]) == ("with_conditions" if known else "cannot_tell", "yes")
    assert "“03/04/2019”: more than one reading" in rows[7]["reason_en"]
    assert "“30-Feb-2019” tidak terbaca" in rows[8]["reason_id"]
    found = result.findings.to_pylist()
    assert [row["feature_id"] for row in found] == ["contoh-6", "contoh-7", "contoh-8", "contoh-9", "contoh-11"]
    assert {row["code"] for row in found} == {"VALUE_UNREADABLE"}
    assert all(row["hint_id"] and row["hint_en"] for row in found)


def test_days_of_digits_are_read_where_their_order_is_stated(pack: ps.PlanPack) -> None:
    register = on_sentra([INDUSTRY], ["03/04/2019"], ["24202"])
    assert rows_of(ps.recheck(register, pack, as_of=AS_OF, date_order="dmy"))[0]["decided_on"] == dt.date(2019, 4, 3)
    assert rows_of(ps.recheck(register, pack, as_of=AS_OF, date_order="mdy"))[0]["decided_on"] == dt.date(2019, 3, 4)


def test_several_codes_in_one_cell_are_each_asked(pack: ps.PlanPack) -> None:
    register = on_sentra([INDUSTRY, INDUSTRY, INDUSTRY], ["24-Mei-2019"] * 3, ["24202; 38120", "38301, tambang", "-"])
    result = ps.recheck(register, pack, as_of=AS_OF)
    several, broken, blank = rows_of(result)
    assert several["activities"] == ["24202", "38120"]
    assert (several["verdict_then"], several["verdict_as_of"]) == ("conditional", "conditional"), "the worse of the two"
    both = [row for row in result.answers.to_pylist() if row["row"] == 0]
    assert [(row["activity"], row["verdict_as_of"], row["change"]) for row in both] == [
        ("24202", "conforms", "milder"), ("38120", "conditional", "different"),
    ]  # fmt: skip
    assert several["change"] == "different"
    assert (broken["activities"], broken["verdict_as_of"], broken["holds_as_of"]) == (
        ["38301"], "conforms", "cannot_tell",
    )  # fmt: skip
    assert broken["change"] == "cannot_tell"
    assert "“tambang” unreadable" in broken["reason_en"]
    assert (blank["activities"], blank["verdict_as_of"], blank["change"]) == ([], None, "cannot_tell")
    assert len(result.findings) == 2


def test_a_lost_zero_and_a_doubtful_one(pack: ps.PlanPack) -> None:
    numbers = rows_of(ps.recheck(on_sentra([TOWN] * 2, ["24-Mei-2019"] * 2, [8104, 2420]), pack, as_of=AS_OF))
    assert [row["activities"] for row in numbers] == [["08104"], []]
    assert "“2420” more than one reading" in numbers[1]["reason_en"]


def test_every_row_says_what_a_check_says(pack: ps.PlanPack) -> None:
    places = [place for place in range(6) for _ in range(3)]
    codes = ["38301", "10794", "23921"] * 6
    days = ["1 Juni 2015", "1 Juni 2005", "1 Juni 2022"] * 6
    result = ps.recheck(on_sentra(places, days, codes), pack, as_of=AS_OF)
    assert len({row["site_id"] for row in rows_of(result)}) == 6
    sites = ps.datasets.jombang().sentra.to_geopandas()[["geometry"]]
    for place, code, day, row in zip(places, codes, days, rows_of(result), strict=True):
        site = sites.iloc[[place]].assign(site_id="s", activity=code)
        for asked, ending in ((f"{day[-4:]}-06-01", "then"), (AS_OF, "as_of")):
            (alone,) = ps.check(site, pack, as_of=asked).table.to_pylist()
            assert row[f"verdict_{ending}"] == alone["verdict"]
            assert row[f"flags_{ending}"] == alone["flags"]
            assert row[f"share_conforming_{ending}"] == alone["share_conforming"]


def test_a_clash_of_rules_cannot_be_told(pack: ps.PlanPack) -> None:
    result = ps.recheck(on_sentra([RICE], ["24-Mei-2015"], ["38301"]), pack, as_of=AS_OF)
    assert [row["verdict_then"] for row in result.matrix.to_pylist()] == ["conflict"]
    (row,) = rows_of(result)
    assert "conflict" in row["flags_then"]
    assert (row["holds_then"], row["change"]) == ("cannot_tell", "cannot_tell")
    assert row["reason_id"].startswith("Belum dapat dinyatakan. ")
    assert row["reason_en"].startswith("Cannot be stated yet. 24 May 2015: Cannot be stated yet: ")
    assert "says conditional" in row["reason_en"], "both sides of the clash are told"
    assert "says prohibited" in row["reason_en"]


def test_a_day_without_a_plan_says_so(pack: ps.PlanPack) -> None:
    (row,) = rows_of(ps.recheck(on_sentra([INDUSTRY], ["24-Mei-1995"], ["24202"]), pack, as_of=AS_OF))
    assert (row["verdict_then"], row["change"], row["holds_as_of"]) == ("no_data", "cannot_tell", "yes")
    (alone,) = ps.check(
        on_sentra([INDUSTRY], ["-"], ["24202"]).assign(site_id="s", activity="24202"), pack, as_of="1995-05-24"
    ).table.to_pylist()
    assert alone["reason_en"].removesuffix(".") in row["reason_en"]


def test_a_day_before_the_decision_is_told(pack: ps.PlanPack) -> None:
    (row,) = rows_of(ps.recheck(on_sentra([INDUSTRY], ["24-Mei-2023"], ["24202"]), pack, as_of="2019-01-01"))
    assert (row["verdict_then"], row["verdict_as_of"], row["change"]) == ("conforms", "conditional", "cannot_tell")
    assert "1 January 2019 lies before the decision, 24 May 2023." in row["reason_en"]


def test_outcomes_of_a_register_that_has_them(pack: ps.PlanPack) -> None:
    outcomes = ["Disetujui", "DITOLAK ", "Disetujui sebagian", "menunggu"]
    register = on_sentra([INDUSTRY] * 4, ["24-Mei-2019"] * 4, ["24202"] * 4, Hasil=outcomes)
    result = ps.recheck(register, pack, as_of=AS_OF, columns={"outcome": "Hasil"})
    rows = rows_of(result)
    assert [row["decided"] for row in rows] == ["granted", "refused", "granted_in_part", "unknown"]
    assert [row["holds_as_of"] for row in rows] == ["yes", "no", "yes", "cannot_tell"]
    assert [row["message_en"] for row in result.findings.to_pylist()] == [
        "contoh-4, row 3: What was decided, “menunggu”, is not known."
    ]


def test_columns_of_any_register_can_be_named(pack: ps.PlanPack) -> None:
    frame = on_sentra([INDUSTRY], ["24-Mei-2019"], ["x"])[["geometry"]]
    frame["tanggal"], frame["kegiatan"] = ["24-Mei-2019"], ["logam-dasar-bukan-besi"]
    (row,) = rows_of(ps.recheck(frame, pack, as_of=AS_OF, columns={"decided_on": "tanggal", "activity": "kegiatan"}))
    assert (row["decision"], row["activities"]) == ("#1", ["logam-dasar-bukan-besi"])
    assert (row["verdict_then"], row["verdict_as_of"], row["change"]) == ("conditional", "conforms", "milder")


def test_what_the_register_knows_of_the_past_of_a_site_is_asked_with_it(pack: ps.PlanPack) -> None:
    permits = json.dumps([{"kind": "IUI", "issued_on": "2012-03-01", "expires_on": None}])
    register = on_sentra([RICE, RICE], ["24-Mei-2015"] * 2, ["24202"] * 2, permits=[permits, None])
    known, unknown = rows_of(ps.recheck(register, pack, as_of=AS_OF))
    assert known["site_id"] == unknown["site_id"]
    assert (known["existing_use"] != "none", unknown["existing_use"]) == (True, "none")


def test_rows_without_a_usable_polygon_stay(pack: ps.PlanPack) -> None:
    register = on_sentra([INDUSTRY, INDUSTRY, INDUSTRY], ["24-Mei-2019"] * 3, ["24202"] * 3)
    register.geometry = [None, register.geometry[1], shapely.Polygon()]
    result = ps.recheck(register, pack, as_of=AS_OF)
    assert [row["site_id"] for row in rows_of(result)] == ["tapak-1", "tapak-2", "tapak-3"]
    assert [row["verdict_as_of"] for row in rows_of(result)] == ["no_data", "conforms", "no_data"]
    assert [row["change"] for row in rows_of(result)] == ["cannot_tell", "milder", "cannot_tell"]
    assert [(row["code"], row["feature_id"]) for row in result.findings.to_pylist()] == [
        ("GEOMETRY_NULL", "tapak-1"), ("GEOMETRY_EMPTY", "tapak-3"),
    ]  # fmt: skip
    assert result.explore().path.exists()


def test_the_order_of_rows_and_threads_change_nothing(pack: ps.PlanPack) -> None:
    places = [place for place in range(6) for _ in range(2)]
    register = on_sentra(places, ["1 Juni 2015", "24-Mei-2019"] * 6, ["38301", "10794, 24202"] * 6)
    keep = ("decision", "verdict_then", "verdict_as_of", "change", "reason_id")
    first = [[row[name] for name in keep] for row in rows_of(ps.recheck(register, pack, as_of=AS_OF, threads=1))]
    turned = ps.recheck(register.iloc[::-1], pack, as_of=AS_OF, threads=2)
    assert first == [[row[name] for name in keep] for row in rows_of(turned)][::-1]


def test_an_empty_register_gives_an_empty_result(pack: ps.PlanPack) -> None:
    result = ps.recheck(on_sentra([INDUSTRY], ["-"], ["-"]).iloc[:0], pack, as_of=AS_OF)
    assert (len(result), len(result.table), len(result.sites), result.counts) == (0, 0, 0, {})


def test_what_is_known_on_the_day_itself(pack: ps.PlanPack) -> None:
    register = on_sentra([INDUSTRY], ["29-Okt-2010"], ["24202"])
    (row,) = rows_of(ps.recheck(register, pack, as_of=AS_OF, known_on="as_of"))
    (alone,) = ps.check(
        register.assign(site_id="s", activity="24202"), pack, as_of="2010-10-29", known_on="2010-10-29"
    ).table.to_pylist()
    assert row["verdict_then"] == alone["verdict"]
    (early,) = rows_of(ps.recheck(register, pack, as_of=AS_OF, known_on="2010-01-01"))
    assert early["verdict_then"] != alone["verdict"]


def test_the_map_colours_sites_by_their_gravest_change(pack: ps.PlanPack, tmp_path: Path) -> None:
    register = on_sentra([INDUSTRY, INDUSTRY, VILLAGE], ["24-Mei-2019", "-", "24-Mei-2019"], ["24202"] * 3)
    result = ps.recheck(register, pack, as_of=AS_OF)
    assert result.sites["change"] == ["cannot_tell", "same"]
    page = result.explore(tmp_path / "peta.html", lang="en").html
    assert "cannot be compared" in page
    assert "contoh-2 (24202)" in page
    assert "Kawasan Peruntukan Industri" in page  # zones stand in their colours and names, as on the map of a check
    assert 'data-verdict="cannot_tell"' in page
    assert "Register: layer" not in page
    assert "3 decisions on 2 sites" in page


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"as_of": "besok"}, ps.OptionError, "as_of"),
        ({"columns": {"tanggal": "Tagl_Terbi"}}, ps.OptionError, "role"),
        ({"columns": {"kbli": "KBLI"}}, ps.SchemaError, "KBLI"),
        ({"profile": "cod-ab"}, ps.OptionError, "register of decisions"),
    ],
)
def test_what_was_asked_wrongly(pack: ps.PlanPack, options: dict[str, Any], error: type[Exception], words: str) -> None:
    register = on_sentra([INDUSTRY], ["24-Mei-2019"], ["24202"])
    with pytest.raises(error, match=words):
        ps.recheck(register, pack, **({"as_of": AS_OF} | options))


def test_a_register_without_a_crs_is_refused(pack: ps.PlanPack) -> None:
    register = on_sentra([INDUSTRY], ["24-Mei-2019"], ["24202"]).set_crs(None, allow_override=True)
    with pytest.raises(ps.CrsError):
        ps.recheck(register, pack, as_of=AS_OF)


def test_a_table_that_is_no_register(pack: ps.PlanPack) -> None:
    with pytest.raises(ps.SchemaError, match="the day of a decision") as caught:
        ps.recheck(ps.datasets.jombang().desa, pack, as_of=AS_OF)
    assert "columns={" in caught.value.hint_id
    with pytest.raises(TypeError, match="PlanPack"):
        ps.recheck(ps.datasets.jombang().desa, "jombang", as_of=AS_OF)  # type: ignore[arg-type]
