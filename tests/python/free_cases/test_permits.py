"""Cases 16 to 19 of the domain notes, value by value in the register of permits of West Java."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

KKPR = "permits/kkpr_jabar.geojson"


@pytest.fixture(scope="module")
def raw(shared: Path) -> ps.Layer:
    return ps.read_layer(shared / KKPR)


@pytest.fixture(scope="module")
def read(shared: Path) -> ps.Layer:
    return ps.read_layer(shared / KKPR, profile="kkpr")


@pytest.mark.parametrize(("text", "area"), [("3.583.928,85", 3_583_928.85), ("107.565", 107_565.0)])
def test_case_16_areas_in_indonesian_writing_are_square_metres(
    raw: ps.Layer, read: ps.Layer, text: str, area: float
) -> None:
    found = {value for told, value in zip(raw["Luas_KKPR"], read["luas_m2"], strict=True) if told == text}
    assert found == {area}


@pytest.mark.parametrize(
    ("text", "day"), [("24-Mei-2022", "2022-05-24"), ("03-Okt-2024", "2024-10-03"), ("24-Dec-2024", "2024-12-24")]
)
def test_case_17_indonesian_and_english_months_become_days(raw: ps.Layer, read: ps.Layer, text: str, day: str) -> None:
    days = read["tanggal_terbit"].astype(str)
    assert {value for told, value in zip(raw["Tagl_Terbi"], days, strict=True) if told == text} == {day}


def test_case_17_the_day_that_the_shared_register_no_longer_holds() -> None:
    assert str(ps.values.dates.parse_date("16-Okt-2024").value) == "2024-10-16"


def test_case_18_a_lost_zero_comes_back_and_is_told(raw: ps.Layer, read: ps.Layer) -> None:
    pairs = set(zip(raw["KO_KBLI"], read["kbli"], strict=True))
    assert ("8104", "08104") in pairs or (8104, "08104") in pairs
    assert read.load_report is not None
    told = [change for change in read.load_report.changes if change.field == "kbli"]
    assert any("08104" in example for change in told for example in change.examples)


def test_case_19_the_inspection_counts_one_ground_and_reading_drops_no_row(shared: Path, read: ps.Layer) -> None:
    (found,) = [one for one in ps.inspect(shared / KKPR).findings if one.code == "DUPLICATE_GEOMETRY"]
    shapes = Counter(read.to_arrow().column(read.geometry_name).to_pylist())
    assert found.measure == len(read) - len(shapes)
    assert max(shapes.values()) == 22
    assert len(read) == 207
