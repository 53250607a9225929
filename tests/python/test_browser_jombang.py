"""The map and the report of the real study, as it stands and under a what-if, opened in a browser."""

import pytest
from chromium import browse, colours, require_chromium

import petasentra as ps


@pytest.fixture(scope="module", autouse=True)
def _chromium():
    require_chromium()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Files ``map-...`` and ``report-...`` for the law as it stands and for one what-if."""
    folder = tmp_path_factory.mktemp("jombang")
    study = ps.datasets.jombang()
    for name, day, variant in (("law", "2015-06-01", None), ("what-if", "2023-06-01", "slag-dihapus")):
        result = ps.check(study.sentra, study.pack(variant), as_of=day)
        result.explore(folder / f"map-{name}.html")
        result.report(folder / f"report-{name}.html", claims=study.facts)
    return folder


SAID = {
    "law": ["belum dapat dinyatakan", "Zona khusus daur ulang slag aluminium, Perda 21/2009 (belum diverifikasi)"],
    "what-if": ["tidak diperbolehkan", "ndaian"],
}


@pytest.mark.parametrize("kind", ["map", "report"])
@pytest.mark.parametrize("name", ["law", "what-if"])
def test_the_page_opens_without_network_and_without_a_word_on_the_console(pages, tmp_path, kind, name):
    dom, console = browse(tmp_path, pages / f"{kind}-{name}.html", "--dump-dom")
    assert console == []
    assert 'id="legend"' in dom
    for words in (*SAID[name], "Kawasan Tanaman Pangan", "DRAF - dasar hukum belum diverifikasi", "skematik"):
        assert words in dom


@pytest.mark.parametrize("name", ["map-law", "map-what-if", "report-law"])
def test_the_picture_of_the_page_is_not_blank(pages, tmp_path, name):
    picture = tmp_path / "page.png"
    browse(tmp_path, pages / f"{name}.html", f"--screenshot={picture}", "--window-size=1280,800")
    size, count, extremes = colours(picture)
    assert size == (1280, 800)
    assert count > 24
    assert all(high - low > 150 for low, high in extremes)


def test_every_site_of_the_study_is_on_the_map(pages, tmp_path):
    dom, _ = browse(tmp_path, pages / "map-law.html", "--dump-dom")
    for letter in "ABCDEF":
        assert f"Contoh {letter}" in dom
    assert "<canvas" in dom
