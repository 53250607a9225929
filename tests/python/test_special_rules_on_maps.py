"""The area of a special rule nobody has seen says so on map, figure and report."""

import re

import pytest

import petasentra as ps

SAID = "Zona khusus daur ulang slag aluminium, Perda 21/2009 (belum diverifikasi)"


@pytest.fixture(scope="module")
def result():
    study = ps.datasets.jombang()
    return ps.check(study.sentra, study.pack(), as_of="2015-06-01")


def test_on_the_map(result, tmp_path):
    page = result.explore(tmp_path / "peta.html").html
    legend = re.search(r'<section id="legend".*?</section>', page, re.S)[0]
    assert SAID in legend


def test_in_the_figure(result):
    texts = ["".join(text.get_text().split()) for text in result.plot().get_legend().get_texts()]  # lines are folded
    assert "".join(SAID.split()) in texts


def test_in_the_report(result, tmp_path):
    assert SAID in result.report(tmp_path / "laporan.html").read_text(encoding="utf-8")
