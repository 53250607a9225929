"""A Shapefile without its .dbf is read, and it is said that its attributes are missing and there is no text."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from written_layers import write_points

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=["folder", "zip"])
def lonely(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A Shapefile without .dbf."""
    shp = write_points(tmp_path / "lahan.shp", nama=["a", "b"])
    shp.with_suffix(".dbf").unlink()
    if request.param == "folder":
        return shp
    path = tmp_path / "lahan.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for ending in (".shp", ".shx", ".prj"):
            archive.write(shp.with_suffix(ending), f"lahan{ending}")
    return path


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
@pytest.mark.parametrize("encoding", [None, "CP1252"])
def test_missing_attributes_are_noted_and_no_encoding_is_claimed(lonely: Path, engine: Any, encoding: Any) -> None:
    layer = ps.read_layer(lonely, engine=engine, encoding=encoding)
    report = layer.load_report
    assert report is not None
    assert len(layer) == 2
    (note,) = [note for note in report.notes if note.code == "ATTRIBUTES_MISSING"]
    assert "There is no .dbf file" in note.message_en
    assert "Berkas .dbf tidak ada" in note.message_id
    assert (report.encoding, report.encoding_from) == ("", "none")
    assert "no text" in report.text("en")
    assert "tidak ada teks" in report.text("id")
    assert "UTF-8" not in report.text("en")


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_looking_at_it_says_so_as_a_warning(lonely: Path, engine: Any) -> None:
    report = ps.inspect(lonely, engine=engine)
    (found,) = [found for found in report.findings if found.code == "ATTRIBUTES_MISSING"]
    assert found.severity == "warning"
    assert report.layers[0].encoding is None
    assert "UTF-8" not in report.text("en")
