"""The load report counts what is in a file as its own description does, in both languages, and survives JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geopandas_reads import ENDINGS
from written_layers import write_points

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


def rows_of_readme(shared: Path) -> list[tuple[str, str, dict[str, int]]]:
    """Read the tables of the data README: file, layer and counts."""
    found, file, columns = [], "", []
    for line in (shared / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("**") and "**" in line[2:]:
            file = line[2:].split("**")[0]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| layer |"):
            columns = cells
        elif columns and line.startswith("|") and not line.startswith("|---"):
            row = dict(zip(columns, cells, strict=True))
            numbers = {
                key: int(row[key].replace(",", "")) for key in ("features", "vertices", "null", "empty", "invalid", "Z")
            }
            found.append((file, row["layer"], numbers))
        elif not line.startswith("|"):
            columns = []
    return found


def test_counts_agree_with_the_table_of_the_data_readme(shared: Path) -> None:
    rows = rows_of_readme(shared)
    checked = 0
    for file, layer, expected in rows:
        path = shared / file
        if path.suffix not in ENDINGS or path.name == "3dpoints.shp":  # the table believes its damaged .shx
            continue
        report = ps.read_layer(path, layer=layer).load_report
        assert report is not None
        counts = report.geometries
        found = {
            "features": report.features_read,
            "vertices": counts.vertices,
            "null": counts.null,
            "empty": counts.empty,
            "invalid": counts.invalid,
            "Z": counts.with_z,
        }
        assert found == expected, (file, layer)
        checked += 1
    assert checked > 40


def test_the_report_speaks_both_languages_and_survives_json(shared: Path) -> None:
    report = ps.read_layer(shared / "torture/shapelib/csah.shp").load_report
    assert report is not None
    assert "tanpa geometri 24" in report.text("id")
    assert "no geometry 24" in report.text("en")
    assert "CRS_MISSING" in report._repr_html_()
    again = ps.LoadReport.from_dict(json.loads(json.dumps(report.to_dict())))
    assert again == report


def test_a_sound_geopackage_of_today_gives_no_message(tmp_path: Path) -> None:
    report = ps.read_layer(write_points(tmp_path / "hari_ini.gpkg"), engine="gdal").load_report
    assert report is not None
    assert report.messages == ()
