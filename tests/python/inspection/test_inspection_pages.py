"""The report as text, JSON and a page that needs nothing else."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import shapely
from written_layers import written

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def report(bundled: Path) -> ps.InspectReport:
    return ps.inspect(bundled / "desa.fgb")


def test_the_page_is_one_file_that_asks_for_nothing(report: ps.InspectReport) -> None:
    for page in (report.html("id"), report.html("en")):
        assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:|//|file:)", page)
        assert "@import" not in page
        assert "<script" not in page
        assert "default-src 'none'" in page
        assert page.count("<svg") == 1


def test_text_and_page_say_the_same_in_both_languages(report: ps.InspectReport) -> None:
    (layer,) = report.layers
    for lang, word in (("id", "Perkiraan peran"), ("en", "Guessed role")):
        for shown in (report.text(lang), report.html(lang)):  # type: ignore[arg-type]
            assert word in shown
            assert all(field.name in shown for field in layer.fields)
    assert str(report) == report.text("id")
    assert "<iframe" in report._repr_html_()


def test_json_has_the_whole_report(report: ps.InspectReport) -> None:
    document = json.loads(json.dumps(report.to_dict()))
    (layer,) = document["layers"]
    assert layer["load_report"]["features_read"] == 310
    assert layer["role"]["role"] == "admin"
    assert layer["geometry"]["areas"]["total"] > 1e9
    meanings = {field["name"]: field["meaning"] for field in layer["fields"]}
    assert meanings["village"]["kind"] == "admin_name"
    assert meanings["village"]["share"] == 1.0


@pytest.mark.parametrize(("ending", "begins"), [(".html", "<!DOCTYPE html>"), (".json", "{"), (".txt", "")])
def test_a_report_is_saved_by_the_ending_of_its_name(
    tmp_path: Path, report: ps.InspectReport, ending: str, begins: str
) -> None:
    path = report.save(tmp_path / f"laporan{ending}", lang="id")
    assert path.read_text(encoding="utf-8").lstrip().startswith(begins)
    with pytest.raises(ps.OptionError, match="docx"):
        report.save(tmp_path / "laporan.docx")
    with pytest.raises(ps.IoError):
        report.save(tmp_path / "tidak ada" / "laporan.html")


def test_what_a_file_says_about_itself_cannot_break_the_page(tmp_path: Path) -> None:
    path = written(tmp_path / "a.gpkg", [shapely.box(0, 0, 1, 1)], **{"<b>&": ["<img src=x onerror=alert(1)>"]})
    page = ps.inspect(path).html("id")
    assert "<img" not in page
    assert "<b>&" not in page


def test_severities_are_words_of_the_language(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nama,lon,lat\nA,112.3,-7.5\nB,x,-7.5\n", encoding="utf-8")
    report = ps.inspect(path)
    assert "COORDINATE_UNREADABLE  peringatan" in report.text("id")
    assert "COORDINATE_UNREADABLE  warning" in report.text("en")
