"""A dossier tells what is invented wherever it stands, and its sections do not speak against each other."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import pytest

import petasentra as ps
from petasentra.dossiers.page import page


@pytest.fixture(scope="module")
def lombok() -> ps.Dossier:
    return ps.dossier(**ps.dossiers.read_proposal(ps.datasets.path("lombok-tengah") / "usulan.toml"))


def lines(d: ps.Dossier) -> list[str]:
    """Rows of tables of the page, as text."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page(d.document, "id"), re.S)
    return [re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", one))).strip() for one in rows]


def facts(d: ps.Dossier, section: str) -> dict[str, dict[str, object]]:
    return {one["name"]: one for one in d.sections[section]["facts"]}


def test_an_invented_paper_is_marked_on_the_page_in_its_section_and_in_the_summary(lombok: ps.Dossier) -> None:
    assert "invented" in lombok.sections["documents"]["marks"]
    printed = lines(lombok)
    assert any(one.startswith("Lembaga pengelola (koperasi atau UPT) rekaan ada contoh-02") for one in printed)
    assert any(re.match(r"11\. Kelengkapan dokumen .*rekaan", one) for one in printed)
    given = ps.dossier(ps.dossiers.SentraRecord("k"), as_of="2026-06-01", documents={"management_body": True})
    assert "invented" not in given.sections["documents"]["marks"]
    assert not any("rekaan" in one for one in lines(given))


def test_every_fact_of_an_invented_land_record_is_marked(lombok: ps.Dossier) -> None:
    land = facts(lombok, "land")
    assert all("invented" in land[one]["marks"] for one in ("owner", "right", "owned_by_pemda"))
    assert any(one.startswith("Jenis hak hak pakai rekaan") for one in lines(lombok))
    paper = {"certificate": "contoh-1", "invented": True}
    nameless = ps.dossier(ps.dossiers.SentraRecord("k"), as_of="2026-06-01", land=paper)
    assert facts(nameless, "land")["certificate"]["marks"] == ["invented", "unverified"]


def test_published_workers_of_an_invented_place_are_not_called_invented(
    lombok: ps.Dossier, dossier: ps.Dossier
) -> None:
    definition = facts(lombok, "definition")
    assert definition["workers"]["marks"] == ["unverified"]
    assert "invented" in definition["one_place"]["marks"]
    assert "invented" in facts(dossier, "definition")["units"]["marks"]


def test_the_land_section_takes_the_certificate_from_the_paper(lombok: ps.Dossier) -> None:
    land = facts(lombok, "land")
    assert (land["certificate"]["value"], land["certified_on"]["value"]) == ("contoh-01", {"date": "2022-05-10"})
    assert land["certificate"]["marks"] == ["invented"]
    assert land["certificate"]["note"]["id"] == "menurut kelengkapan dokumen"  # type: ignore[index]
    assert "certificate" not in [one["item"] for one in lombok.missing.to_pylist()]


@pytest.mark.parametrize(
    ("land", "paper", "value", "note"),
    [
        ({}, None, None, None),
        ({}, True, None, "by the completeness of the papers it is there"),
        ({}, False, "not there", "by the completeness of the papers"),
        ({"certificate": "a-1"}, "a-1", "a-1", None),
        ({"certificate": "a-1"}, "a-2", "a-1", "the completeness of the papers names another"),
    ],
)
def test_land_and_paper_tell_of_the_certificate_together(
    land: dict[str, object], paper: object, value: object, note: str | None
) -> None:
    papers = {} if paper is None else {"land_certificate": paper}
    d = ps.dossier(ps.dossiers.SentraRecord("k"), as_of="2026-06-01", land=land, documents=papers)
    told = facts(d, "land")["certificate"]
    found = told["value"]["en"] if isinstance(told["value"], dict) else told["value"]
    assert (found, told["note"] and told["note"]["en"]) == (value, note)  # type: ignore[index]
    assert ("certificate" in [one["item"] for one in d.missing.to_pylist()]) == (value is None)


def test_sections_on_different_roads_say_so(dossier: ps.Dossier, lombok: ps.Dossier) -> None:
    files = {"access": "roads.geojson", "chain": "rantai-pasok/jalan.geojson"}
    for name, other in (("access", "chain"), ("chain", "access")):
        assert facts(dossier, name)["roads"]["value"] == files[name]
        assert any(files[other] in one["id"] for one in dossier.sections[name]["notes"])
    # A chain of given legs has no roads.
    assert "roads" not in facts(lombok, "chain")


def test_steps_that_nobody_is_sure_of_and_targets_out_of_reach_are_missing(
    lombok: ps.Dossier, dossier: ps.Dossier
) -> None:
    rows = {one["item"]: one for one in lombok.missing.to_pylist() if one["section"] == "needs"}
    assert {one: rows[one]["status"] for one in rows} == {
        "peeling and washing": "unknown", "drying": "unknown", "waste water": "short"
    }  # fmt: skip
    assert rows["drying"]["reason_en"] == "the installed capacity is not known"
    targets = [one for one in dossier.missing.to_pylist() if one["section"] == "access"]
    assert [(one["item"], one["status"], one["todo_en"]) for one in targets] == [("Surabaya", "unknown", "find out")]
    for d in (lombok, dossier):
        lacking = [one["item"] for one in d.missing.to_pylist() if one["section"] == "needs"]
        unsure = [one for one in d.document["inputs"]["needs"]["rows"] if one["status"] != "enough"]
        assert len(lacking) == len(unsure)


def test_printed_sums_and_differences_agree(lombok: ps.Dossier, dossier: ps.Dossier) -> None:
    for d in (lombok, dossier):
        for table in d.sections["chain"]["tables"]:
            names = [one["name"] for one in table["columns"]]
            lines = [*table["rows"], *([table["total"]] if table["total"] else [])]
            printed = [
                [
                    Decimal(f"{value:.{column['decimals']}f}") if isinstance(value, float) else None
                    for column, value in zip(table["columns"], line["cells"], strict=True)
                ]
                for line in lines
            ]
            if table["name"] == "shortages":
                for line in printed:
                    wanted, there, short = (line[names.index(one)] for one in ("demand", "arrived", "unmet"))
                    assert wanted is None or wanted - there == short  # type: ignore[operator]
            for at, column in enumerate(table["columns"]):
                if table["total"] and column["unit"] == "t" and printed[-1][at] is not None:
                    assert sum(line[at] for line in printed[:-1]) == printed[-1][at]  # type: ignore[misc]
    unmet = next(one for name, one in facts(lombok, "chain").items() if name.startswith("unmet"))
    assert (unmet["value"], unmet["decimals"]) == (pytest.approx(1.55), 2)


def test_claims_are_printed_as_they_were_published(dossier: ps.Dossier) -> None:
    table = next(one for one in dossier.sections["indicators"]["tables"] if one["name"] == "claims")
    at = [one["name"] for one in table["columns"]].index("written")
    found = [one["cells"][at] for one in table["rows"]]
    told = [one["id"] if isinstance(one, dict) else one for one in found]
    wanted = (
        "200-300 juta",
        "1,5-2 miliar",
        "sekitar 26 miliar",
        "sekitar 3,1 miliar",
        "104.729",
        "1,16",
        "sekitar 200",
    )
    assert [one for one in (*wanted, "sekitar 200", "belasan", "2021") if one not in told] == []
    assert "1.5-2 billion" in [one["en"] for one in found if isinstance(one, dict)]
