"""One area written in several ways is told, where the ways are those of one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspected import codes, finding
from written_layers import write_points

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


def test_one_area_in_several_spellings_is_told_with_the_spellings(tmp_path: Path) -> None:
    names = ["Kab. Jombang", "KABUPATEN JOMBANG", "Jombang", "Jombang", "Kota Bekasi", "Bekasi"]
    found = finding(ps.inspect(write_points(tmp_path / "desa.gpkg", WADMKK=names)), "NAME_SPELT_DIFFERENTLY")
    assert (found.column, found.severity, found.measure, found.unit) == ("WADMKK", "note", 2, "rows")
    assert "1 name of areas" in found.message_en
    assert "“Kab. Jombang” = “KABUPATEN JOMBANG” = “Jombang”" in found.message_id
    assert "Bekasi" not in found.message_en


def test_a_desa_and_a_kecamatan_of_one_name_are_two_areas(tmp_path: Path) -> None:
    report = ps.inspect(write_points(tmp_path / "area.gpkg", wilayah=["Desa Sumobito", "Kec. Sumobito", "Desa Kudu"]))
    assert "NAME_SPELT_DIFFERENTLY" not in codes(report)


def test_blanks_tell_names_of_desa_apart(tmp_path: Path) -> None:
    report = ps.inspect(write_points(tmp_path / "a.gpkg", WADMKD=["Sumberagung", "Sumber Agung", "Kudu"]))
    assert "NAME_SPELT_DIFFERENTLY" not in codes(report)
    assert "NAME_SPELT_DIFFERENTLY" not in codes(ps.inspect(ps.datasets.path("jombang") / "desa.fgb"))
    again = ps.inspect(write_points(tmp_path / "b.gpkg", WADMKD=["Desa Kudu", "KUDU", "Kudu"]))
    assert finding(again, "NAME_SPELT_DIFFERENTLY").measure == 2
