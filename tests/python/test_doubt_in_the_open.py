"""With a conflict nothing says a verdict: every text opens with "belum dapat dinyatakan" and shows both results."""

from __future__ import annotations

import re

import pytest
from page_checks import Page
from typer.testing import CliRunner

import petasentra as ps
from petasentra.cli.app import app
from petasentra.plotting.language import DRAFT

DAY, LATER = "2015-06-01", "2023-06-01"
OPENINGS = {"id": "belum dapat dinyatakan", "en": "cannot be stated yet"}
BOTH = {"id": ("bersyarat", "tidak diperbolehkan"), "en": ("conditional", "prohibited")}


@pytest.fixture(scope="module")
def study() -> ps.datasets.Jombang:
    return ps.datasets.jombang()


@pytest.fixture(scope="module")
def result(study) -> ps.CheckResult:
    """The sites "contoh-a" and "contoh-b" are in conflict: a special zone says conditional, the matrix prohibits."""
    found = ps.check(study.sentra, study.pack(), as_of=DAY)
    assert [row["flags"] for row in found.table.to_pylist()][:2] == [["conflict"], ["conflict"]]
    return found


def opens(text: str, lang: str) -> bool:
    return text.strip().lower().startswith(OPENINGS[lang]) and all(word in text for word in BOTH[lang])


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_reasons_of_the_table(result, lang):
    assert all(opens(text, lang) for text in result.table[f"reason_{lang}"][:2])


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_explanation_as_text_and_page(result, lang):
    reason = result.explain("contoh-a")
    assert opens(reason.text(lang).removeprefix("contoh-a: "), lang)
    assert opens(Page(reason.html(lang)).words().removeprefix("contoh-a: "), lang)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_report_and_the_place_of_its_signature(result, tmp_path, lang):
    text = result.report(tmp_path / "r.html", lang=lang).read_text(encoding="utf-8")
    rows = re.findall(r'<tbody class="one">.*?</tbody>', text, re.S)
    for row in rows[:2]:
        cells = [Page("<td" + cell).words() for cell in row.split("<td")[1:]]
        assert OPENINGS[lang] in cells[1]
        assert opens(cells[-1], lang)
    for site in re.findall(r'<article class="site".*?</article>', text, re.S)[:2]:
        assert OPENINGS[lang] in Page(site).words()
        assert any(opens(Page(part).words(), lang) for part in re.findall(r"<p>.*?</p>", site, re.S))
    signature = re.search(r'<section[^>]*id="signature".*?</section>', text, re.S)[0]
    assert Page(signature).words() == DRAFT[0 if lang == "id" else 1]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_map(result, tmp_path, lang):
    text = result.explore(tmp_path / "m.html", lang=lang).html
    said = [value for value in re.findall(r'"((?:[^"\\]|\\.)*)"', text) if opens(value, lang)]
    assert len(said) >= 2


def test_a_result_that_shows_itself(result):
    assert "2 conflict" in repr(result)
    assert "prohibited" not in repr(result)


def run(*arguments: object) -> str:
    return " ".join(CliRunner().invoke(app, [str(argument) for argument in arguments]).stdout.split())


def test_check_and_diff_on_the_command_line(study):
    sites, pack = study.folder / "sentra.geojson", study.folder
    shown = run("check", sites, "--pack", pack, "--as-of", DAY)
    assert "contoh-a Daur ulang slag aluminium belum dapat dinyatakan" in shown
    assert "DRAF - dasar hukum belum diverifikasi" in shown
    options = ["--pack", pack, "--as-of", DAY, "--as-of-after", LATER, "--variant-after", "slag-dihapus"]
    shown = run("diff", sites, *options)
    assert re.search(r"contoh-a belum dapat dinyatakan \S", shown)
    assert "contoh-a tidak diperbolehkan" not in shown
    assert re.search(r"belum dapat dinyatakan → tidak diperbolehkan: 2 tapak, [\d,]+ ha, 240 pekerja", shown)


def test_a_timeline_on_the_command_line_and_as_a_page(study, tmp_path):
    shown = run("timeline", study.folder / "sentra.geojson", "--pack", study.folder)
    assert "belum dapat dinyatakan" in shown
    page = ps.timeline(study.sentra, study.pack()).explore(tmp_path / "t.html").path.read_text(encoding="utf-8")
    assert "elum dapat dinyatakan" in page
