"""Map and report in a real browser with the network switched off."""

import re

import fake_result
import pytest
from chromium import browse, colours, require_chromium

from petasentra.plotting.explore import explore
from petasentra.report.conformance import write_report


@pytest.fixture(scope="module", autouse=True)
def _chromium():
    require_chromium()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    result = fake_result.make_result()
    explore(result, folder / "map.html", lang="id")
    write_report(result, folder / "report.html", lang="id")
    return folder


def test_a_console_error_would_be_seen(tmp_path):
    page = tmp_path / "broken.html"
    page.write_text("<!DOCTYPE html><title>x</title><script>nonsense()</script>", encoding="utf-8")
    _, console = browse(tmp_path, page, "--dump-dom")
    assert any("nonsense is not defined" in line for line in console)


@pytest.mark.parametrize("name", ["map", "report"])
def test_the_page_opens_without_network_and_without_a_word_on_the_console(pages, tmp_path, name):
    dom, console = browse(tmp_path, pages / f"{name}.html", "--dump-dom")
    assert console == []
    assert 'id="legend"' in dom
    assert "belum dapat dinyatakan" in dom


def test_the_map_is_drawn_with_scale_bar_and_controls(pages, tmp_path):
    dom, _ = browse(tmp_path, pages / "map.html", "--dump-dom")
    assert 'class="leaflet-zoom-animated" width=' in dom or "<canvas" in dom
    assert re.search(r"leaflet-control-scale-line[^>]*>\s*\d+ k?m", dom)
    assert 'aria-label="Tampilkan semua tapak"' in dom
    assert "Contoh Utara" in dom


@pytest.mark.parametrize(("name", "width", "height"), [("map", 1280, 800), ("map", 500, 800), ("report", 1000, 1400)])
def test_the_picture_of_the_page_is_not_blank(pages, tmp_path, name, width, height):
    picture = tmp_path / "page.png"
    browse(tmp_path, pages / f"{name}.html", f"--screenshot={picture}", f"--window-size={width},{height}")
    size, count, extremes = colours(picture)
    assert size == (width, height)
    assert count > 24
    assert all(high - low > 150 for low, high in extremes)


def test_the_report_prints_on_paper(pages, tmp_path):
    target = tmp_path / "report.pdf"
    browse(tmp_path, pages / "report.html", f"--print-to-pdf={target}", "--no-pdf-header-footer")
    assert target.read_bytes()[:5] == b"%PDF-"
    assert target.stat().st_size > 20_000
