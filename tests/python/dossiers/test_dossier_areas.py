"""All study areas and a listed sentra whose place nobody knows run through the command; what is lacking is ordered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

import petasentra as ps
from petasentra.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-06-01"


def proposals() -> list[str]:
    return ["jombang/usulan.toml", "lombok-tengah/usulan.toml", "lamongan/usulan.toml", "sentra/usulan-ntb.toml"]


def file_of(name: str) -> Path:
    return ps.datasets.path("jombang").parent / name


@pytest.mark.parametrize("name", proposals())
@pytest.mark.parametrize("lang", ["id", "en"])
def test_each_proposal_becomes_a_dossier_in_every_format(name: str, lang: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["dossier", str(file_of(name)), "--out", str(tmp_path), "--lang", lang, "--json"])
    assert result.exit_code == 1, result.output
    document = json.loads(result.stdout)
    assert len(document["dossier"]["sections"]) == 12
    assert sorted(document["files"]) == ["html", "json", "pdf", "xlsx"]
    assert ps.replay(document["files"]["json"]).identical


def test_what_needs_a_place_that_nobody_knows_says_position_unknown() -> None:
    d = ps.dossier(**ps.dossiers.read_proposal(file_of("sentra/usulan-ntb.toml")))
    status = {name: one["status"] for name, one in d.sections.items()}
    needing = {"conformance", "land", "map", "access", "near"}
    assert {name for name, one in status.items() if one == "position_unknown"} == needing
    assert status["facilities"] == "not_given"
    assert d.answer("map", lang="en") == "place not known"
    rows = {one["item"]: one for one in d.missing.to_pylist() if one["kind"] == "section"}
    assert rows["map"]["reason_en"] == "Nobody knows where this sentra is."
    assert rows["map"]["todo_en"] == "find out where it is"


def test_every_sentra_of_the_list_has_a_dossier_and_only_the_known_desa_has_a_map() -> None:
    layer = ps.sentra.read_registry(file_of("sentra/ntb-dak.csv")).layer
    ids = [str(one) for one in layer["sentra_id"]]
    assert len(ids) == 20
    mapped = []
    for one in ids:
        d = ps.dossier(layer, ps.datasets.path("lombok-tengah"), sentra_id=one, site_id="sentra_id", as_of=DAY)
        # The middle of a desa is not the plot: the law is not asked about it.
        assert d.sections["conformance"]["status"] == "position_unknown", one
        assert d.sections["land"]["status"] == "position_unknown", one
        if d.sections["map"]["status"] == "given":
            mapped.append(one)
    assert mapped == ["NTB-01"]


def test_what_is_lacking_is_told_in_the_order_of_the_work(dossier: ps.Dossier) -> None:
    rows = dossier.missing.to_pylist()
    assert [one["step"] for one in rows] == list(range(1, len(rows) + 1))
    step = {one["item"]: one["step"] for one in rows}
    free = [one for one in rows if not one["waits_for_en"]]
    assert rows[: len(free)] == free
    assert rows[0]["item"] == "spatial_conformity"  # said not to be there, and nothing comes before it
    for one in rows:
        for item in AFTER.get(one["item"], ()):
            assert step.get(item, 0) < one["step"], (item, one["item"])
    assert rows[-1]["item"] == "krisna_entry"
    environment = next(one for one in rows if one["item"] == "environmental_document")
    assert environment["reason_id"] == "tidak berlaku lagi (sampai 2 Mei 2026)"
    assert environment["todo_en"] == "renew it"


#: What the bundled checklist says by itself, written down again.
AFTER = {
    "feasibility_study": ("number_of_units", "commodity_listed"),
    "ded_rab": ("land_certificate", "feasibility_study"),
    "environmental_document": ("spatial_conformity", "ded_rab"),
    "operating_commitment": ("feasibility_study",),
    "krisna_entry": ("land_certificate", "spatial_conformity", "ded_rab", "operating_commitment"),
}


def test_deficits_of_the_process_are_among_what_is_lacking(dossier: ps.Dossier) -> None:
    rows = [one for one in dossier.missing.to_pylist() if one["kind"] == "need"]
    needs = {one["name_en"]: one["reason_en"] for one in rows if one["status"] == "short"}
    table = dossier.sections["needs"]["tables"][0]
    short = [line for line in table["rows"] if line["cells"][4]["low"] and line["cells"][4]["low"] > 0]
    assert len(needs) == len(short) == 3
    assert len(rows) == len(table["rows"]) == 5
    for line in short:
        assert any(line["cells"][4]["text"]["en"] in reason for reason in needs.values())


def test_the_list_is_dated_and_says_that_nobody_checked_it(dossier: ps.Dossier, files: dict[str, Path]) -> None:
    told = dossier.document["missing_by"]
    assert told["id"].startswith("Keadaan per 1 Juni 2026, menurut daftar umum")
    assert "berlaku sejak 1 Januari 2016 (belum diverifikasi)" in told["id"]
    assert told["id"] in files["html"].read_text("utf-8")


def test_a_checklist_whose_papers_wait_for_each_other_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "juknis.toml"
    own.write_text(
        'format=1\nname="u"\ntitle_id="U"\ntitle_en="T"\n[[edition]]\nid="a"\ntitle_id="a"\ntitle_en="a"\nfrom=2020-01-01\n'
        'source="rekaan"\n[[edition.item]]\nid="x"\nid_id="x"\nid_en="x"\nafter=["y"]\n'
        '[[edition.item]]\nid="y"\nid_id="y"\nid_en="y"\nafter=["x"]\n',
        encoding="utf-8",
    )
    with pytest.raises(ps.SchemaError, match=r"x\.after"):
        ps.dossiers.read_checklist(own)


ENGLISH = {
    "year",
    "people",
    "residue",
    "the",
    "of",
    "and",
    "IDR",
    "not",
    "read",
    "month",
    "was",
    "none",
    "given",
    "computed",
}
INDONESIAN = {"yang", "dan", "tidak", "belum", "tahun", "diberikan", "rekaan", "dihitung", "lebih", "orang", "artikel"}


@pytest.mark.parametrize("name", ["jombang/usulan.toml", "lombok-tengah/usulan.toml", "lamongan/usulan.toml"])
def test_an_indonesian_page_is_indonesian(name: str) -> None:
    assert words_of_page(name, "id") & ENGLISH == set()


def test_the_english_page_of_the_study_is_english_but_for_what_data_say_themselves() -> None:
    """Names of papers and what plan packs say of their own sources are data and stay as they are."""
    words = words_of_page("jombang/usulan.toml", "en")
    assert words & (INDONESIAN - {"tidak", "dan", "yang", "belum"}) == set()


def words_of_page(name: str, lang: str) -> set[str]:
    import re
    from html.parser import HTMLParser

    from petasentra.dossiers.page import page

    class Text(HTMLParser):
        silent, parts = 0, ""

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            self.silent += tag in ("style", "code")
            self.parts += " ".join(value for key, value in attrs if key == "alt") + " "

        def handle_endtag(self, tag: str) -> None:
            self.silent -= tag in ("style", "code")

        def handle_data(self, data: str) -> None:
            if not self.silent:
                self.parts += data + " "

    reader = Text()
    reader.feed(page(ps.dossier(**ps.dossiers.read_proposal(file_of(name))).document, lang))
    return set(re.findall(r"[A-Za-z]+", reader.parts))


@pytest.mark.parametrize("name", proposals())
def test_no_page_but_the_last_is_left_a_third_empty(name: str, tmp_path: Path) -> None:
    """Looked at as a picture: where the lowest ink above the foot of each page is."""
    import subprocess

    import numpy as np

    made = ps.dossier(**ps.dossiers.read_proposal(file_of(name))).save(tmp_path / "u", formats=["pdf"])
    subprocess.run(["pdftoppm", "-r", "36", "-gray", made["pdf"], tmp_path / "page"], check=True)
    pages = sorted(tmp_path.glob("page*.pgm"))
    assert len(pages) >= 5
    for page in pages[:-1]:
        head, size, _, body = page.read_bytes().split(b"\n", 3)
        assert head == b"P5"
        width, height = (int(one) for one in size.split())
        grey = np.frombuffer(body, dtype=np.uint8).reshape(height, width)
        inked = np.flatnonzero((grey[: round(0.93 * height)] < 200).any(axis=1))
        assert inked.max() > 0.65 * height, (page.name, inked.max() / height)
