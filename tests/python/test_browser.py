"""Map and report in a real browser with the network switched off."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import fake_result
import pytest

from petasentra.plotting.explore import explore
from petasentra.report.conformance import write_report

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--enable-logging=stderr", "--v=0", "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9",
    "--virtual-time-budget=4000",
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _chromium():
    if Path(CHROMIUM).exists():
        return
    if os.environ.get("CI"):
        pytest.fail("chromium is missing; in CI the pages must be opened")
    pytest.skip("chromium is not installed: maps and reports were not opened in a browser")


def browse(folder, page, *flags):
    """Run the browser once; return what it printed, and what the page wrote to its console."""
    profile = folder / "profile"
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *flags, page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    shutil.rmtree(profile, ignore_errors=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout, [line for line in done.stderr.splitlines() if ":CONSOLE" in line]


def colours(picture):
    from PIL import Image

    with Image.open(picture) as image:
        return image.size, len(image.convert("RGB").quantize(64).getcolors()), image.convert("RGB").getextrema()


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
