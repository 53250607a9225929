"""English sentences about one row, value or part are in the singular."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from inspected import finding
from shapely.geometry import Point, Polygon
from written_layers import written

import petasentra as ps
from petasentra.inspection.findings import counted

if TYPE_CHECKING:
    from pathlib import Path

PLURAL_OF_ONE = re.compile(
    r"(?<![\d.,:])1 (?:of them (?:repeat)\b|rows|features|values|geometries|parts|holes|bytes)\b"
)
KIRIMAN = ps.datasets.path("kiriman")


def test_one_feature_without_geometry_has_none(tmp_path: Path) -> None:
    report = ps.inspect(written(tmp_path / "a.gpkg", [Point(112, -7), None, Point(112, -7)], nama=["a", "b", "a"]))
    found = finding(report, "GEOMETRY_NULL")
    assert (found.message_en, found.hint_en) == ("1 feature has no geometry.", "Row 1.")
    repeated = finding(report, "DUPLICATE_GEOMETRY")
    assert repeated.message_en == "1 feature repeats the geometry of an earlier one. It repeats every attribute too."


def test_several_features_have_none(tmp_path: Path) -> None:
    report = ps.inspect(written(tmp_path / "a.gpkg", [Point(112, -7), None, None]))
    found = finding(report, "GEOMETRY_NULL")
    assert (found.message_en, found.hint_en) == ("2 features have no geometry.", "Rows 1, 2.")


def test_one_invalid_geometry_is_one(tmp_path: Path) -> None:
    bow = Polygon([(112, -7), (112.1, -7.1), (112.1, -7), (112, -7.1)])
    found = finding(ps.inspect(written(tmp_path / "a.gpkg", [bow])), "GEOMETRY_INVALID")
    assert found.message_en.startswith("1 geometry is invalid")
    assert "Mend it in a GIS" in found.hint_en


def test_words_follow_the_number() -> None:
    one = counted("X", "note", "a", np.array([4]), "baris", ("row is odd.", "rows are odd."))
    assert (one.message_en, one.hint_en) == ("1 row is odd.", "Row 4.")


def test_nothing_said_of_the_delivery_has_several_of_one() -> None:
    report = ps.inspect(KIRIMAN)
    said = [report.text("en"), *(found.message("en") for found in report.findings)]
    said += [ps.inspect(file).text("en") for file in KIRIMAN.glob("*.shp")]
    assert [PLURAL_OF_ONE.findall(text) for text in said if PLURAL_OF_ONE.search(text)] == []
