"""Empty names, empty geodatabases, layers that are no text and curves in tables are called what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from written_layers import write_points

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

ENGINES = pytest.mark.parametrize("engine", ["gdal", "pyogrio"])


@ENGINES
def test_an_empty_name_is_called_empty(engine: Any) -> None:
    with pytest.raises(ps.IoError) as refused:
        ps.read_layer("", engine=engine)
    assert "is empty" in refused.value.message_en
    (found,) = ps.inspect("", engine=engine).findings
    assert found.code == "FILE_UNREADABLE"
    assert found.message_id == "Nama berkas kosong."


@pytest.mark.parametrize("name", ["a.gpkg", "a.csv", "a.parquet"])
@ENGINES
def test_a_layer_is_chosen_by_name_not_by_number(tmp_path: Path, name: str, engine: Any) -> None:
    with pytest.raises(ps.OptionError, match="layer=3"):
        ps.read_layer(tmp_path / name, layer=3, engine=engine)  # type: ignore[arg-type]


@ENGINES
def test_an_empty_geodatabase_is_called_empty(tmp_path: Path, engine: Any) -> None:
    (tmp_path / "x.gdb").mkdir()
    with pytest.raises(ps.IoError) as refused:
        ps.read_layer(tmp_path / "x.gdb", engine=engine)
    assert refused.value.code == 702
    assert "empty folder" in refused.value.message_en
    assert "folder kosong" in refused.value.message_id
    assert ps.inspect(tmp_path / "x.gdb", engine=engine).findings[0].message_id == refused.value.message_id


@ENGINES
def test_bytes_of_no_format_are_told_in_one_language_at_a_time(tmp_path: Path, engine: Any) -> None:
    path = tmp_path / "rusak.gpkg"
    path.write_bytes(b"junk")
    with pytest.raises(ps.IoError) as refused:
        ps.read_layer(path, engine=engine)
    assert "recogni" not in refused.value.message_id
    for ending in (".gdb", ".kmz", ".csv", ".xlsx", ".parquet"):
        assert ending in refused.value.hint_id
        assert ending in refused.value.hint_en


def test_curves_and_broken_text_in_a_column_of_wkt_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    curve = "CURVEPOLYGON(COMPOUNDCURVE(CIRCULARSTRING(112 -7,112.1 -7.1,112.2 -7),(112.2 -7,112 -7)))"
    path.write_text(f'id,wkt\n1,"{curve}"\n2,"POINT(112 -7)"\n3,rusak\n4,\n', encoding="utf-8")
    layer = ps.read_layer(path, crs="EPSG:4326")
    assert [shape is None for shape in layer.to_geopandas().geometry] == [True, False, True, True]
    report = ps.inspect(path)
    assert "INSPECTION_INCOMPLETE" not in {found.code for found in report.findings}
    told = [found.message_en for found in report.findings if found.code == "COORDINATE_UNREADABLE"]
    assert "The WKT of 1 row cannot be read; its geometry is left null (row 2)." in told
    assert any("The geometry of 1 row is curved" in text for text in told)


def test_a_name_of_blanks_is_empty_for_the_folder_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_points(tmp_path / "a.gpkg")
    monkeypatch.chdir(tmp_path)
    assert ps.inspect("").layers == ()
    assert len(ps.inspect(".").layers) == 1
