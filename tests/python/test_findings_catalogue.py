"""The catalogue of findings, its page, its table and what the package really says agree."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import geopandas
import shapely
from test_docs import finding_codes_in_sources

import petasentra as ps
from petasentra.findings import AREAS, catalogue
from petasentra.validation.words import RULES

ROOT = Path(__file__).parents[2]


def test_the_page_is_the_one_written_from_the_catalogue():
    done = subprocess.run(
        [sys.executable, ROOT / "python" / "tools" / "finding_pages.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_every_picture_of_the_page_is_of_a_layer_on_which_the_finding_is_found():
    done = subprocess.run(
        [sys.executable, "-W", "ignore", ROOT / "python" / "tools" / "draw_findings.py", "--check"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_pictures_are_small_and_all_are_shown():
    page = (ROOT / "docs" / "howto" / "what-the-loader-tells-you.md").read_text(encoding="utf-8")
    pictures = sorted((ROOT / "docs" / "img" / "findings").glob("*.svg"))
    assert all(picture.stat().st_size < 15_000 for picture in pictures)
    assert all(f"../img/findings/{picture.name}" in page for picture in pictures)
    drawn = {picture.stem.removeprefix("validating-") for picture in pictures}
    assert {code.lower().replace("_", "-") for code in RULES} <= drawn


def test_the_catalogue_has_the_codes_of_the_sources_and_no_other():
    assert {one.code for one in catalogue()} == finding_codes_in_sources()


def test_every_row_is_filled_in_both_languages_and_stands_once():
    keys = [(one.code, one.area) for one in catalogue()]
    assert len(keys) == len(set(keys))
    for one in catalogue():
        assert one.area in AREAS
        assert one.severity in ("note", "warning", "error")
        assert all((one.what_id, one.what_en, one.do_id, one.do_en, one.since)), one.code
        assert bool(one.measure_id) == bool(one.measure_en) == bool(one.unit), one.code
        assert "|" not in "".join((one.what_id, one.what_en, one.do_id, one.do_en)), one.code


def test_the_rules_of_validation_are_its_codes():
    assert [one.code for one in catalogue() if one.area == "validating"] == list(RULES)


def test_the_table_has_a_row_for_each():
    table = ps.finding_codes()
    assert len(table) == len(catalogue())
    assert table["code"] == [one.code for one in catalogue()]


def test_findings_of_a_validation_have_the_severity_and_unit_of_the_catalogue():
    known = {one.code: one for one in catalogue() if one.area == "validating"}
    shapes = [
        shapely.box(0, 0, 10, 10), shapely.box(9, 0, 20, 10), None, shapely.Polygon(), shapely.Point(0, 0),
        shapely.Polygon([(30, 0), (40, 10), (40, 0), (30, 8)]), shapely.box(50, 0, 50.1, 1),
        shapely.Polygon([(60, 0), (70, 0), (70, 10), (65.1, 10), (65, 30), (64.9, 10), (60, 10)]),
        shapely.box(80, 0, 90, 10), shapely.box(80, 0, 90, 10),
    ]  # fmt: skip
    frame = geopandas.GeoDataFrame({"LUASHA": [1.0] * 10}, geometry=shapes, crs=32749)
    rows = ps.validate_zoning(frame, perimeter=geopandas.GeoDataFrame(geometry=shapes[:1], crs=32749)).table.to_pylist()
    assert len({row["code"] for row in rows}) >= 8
    for row in rows:
        one = known[row["code"]]
        assert (row["severity"], row["unit"]) == (one.severity, one.unit), row["code"]
