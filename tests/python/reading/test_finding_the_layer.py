"""The layer that was meant is found: by its name among several, or in the subfolders of a .zip.

Where a name is wrong, the error suggests the nearest.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from written_layers import write_points

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_a_missing_file_suggests_the_nearest_name(tmp_path: Path, engine: Any) -> None:
    write_points(tmp_path / "pola_ruang.gpkg")
    with pytest.raises(ps.IoError) as missing:
        ps.read_layer(tmp_path / "pola_ruan.gpkg", engine=engine)
    assert missing.value.code == 701
    assert "pola_ruang.gpkg" in missing.value.hint_id
    assert "pola_ruang.gpkg" in missing.value.hint_en
    assert isinstance(missing.value, OSError)


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_several_layers_need_a_choice_and_a_wrong_name_gets_the_nearest(shared: Path, engine: Any) -> None:
    path = shared / "constraints/nagan_raya_kit.gpkg"
    with pytest.raises(ps.IoError) as several:
        ps.read_layer(path, engine=engine)
    assert several.value.code == 704
    assert "pola_ruang_rtrw" in several.value.message_en
    with pytest.raises(ps.IoError) as wrong:
        ps.read_layer(path, layer="pola_ruang", engine=engine)
    assert 'layer="' not in wrong.value.message_en
    assert "pola_ruang_rtrw" in wrong.value.hint_id


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_a_zip_is_searched_in_subfolders_and_for_every_format(tmp_path: Path, engine: Any) -> None:
    inner = write_points(tmp_path / "titik.gpkg", nama=["a", "b"])
    write_points(tmp_path / "garis.geojson", nama=["c"])
    archive = tmp_path / "data (final).zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(inner, "peta/dalam/titik.gpkg")
        file.writestr("__MACOSX/peta/._titik.gpkg", b"junk")
        file.writestr("baca.txt", "keterangan")
    layer = ps.read_layer(archive, engine=engine)
    assert layer["nama"] == ["a", "b"]
    assert layer.load_report is not None
    assert layer.load_report.inner_path == "peta/dalam/titik.gpkg"
    with zipfile.ZipFile(archive, "a") as file:
        file.write(tmp_path / "garis.geojson", "garis.geojson")
    with pytest.raises(ps.IoError) as several:
        ps.read_layer(archive, engine=engine)
    assert several.value.code == 704
    assert ps.read_layer(archive, layer="garis", engine=engine)["nama"] == ["c"]
