"""Text comes out right in whatever encoding it was written, and an encoding that had to be guessed is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from written_layers import write_points

import petasentra as ps
from petasentra.formats import text_encoding

if TYPE_CHECKING:
    from pathlib import Path


def undeclared_shapefile(folder: Path, text: str, encoding: str) -> Path:
    path = write_points(folder / "lama.shp", nama=["x" * len(text.encode(encoding)), "biasa"])
    path.with_suffix(".cpg").unlink()
    table = bytearray(path.with_suffix(".dbf").read_bytes())
    table[29] = 0
    at = table.index(b"xx")
    table[at : at + len(text.encode(encoding))] = text.encode(encoding)
    path.with_suffix(".dbf").write_bytes(table)
    return path


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
@pytest.mark.parametrize(("encoding", "found"), [("utf-8", "UTF-8"), ("cp1252", "CP1252"), ("latin-1", "CP1252")])
def test_an_undeclared_encoding_is_guessed_and_reported(tmp_path: Path, engine: Any, encoding: str, found: str) -> None:
    layer = ps.read_layer(undeclared_shapefile(tmp_path, "Café Ngoro", encoding), engine=engine)
    assert layer["nama"] == ["Café Ngoro", "biasa"]
    report = layer.load_report
    assert report is not None
    assert (report.encoding, report.encoding_from) == (found, "assumed")
    assert "ENCODING_GUESSED" in [note.code for note in report.notes]


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_the_callers_encoding_wins(tmp_path: Path, engine: Any) -> None:
    path = undeclared_shapefile(tmp_path, "Жук", "cp1251")
    layer = ps.read_layer(path, encoding="windows-1251", engine=engine)
    assert layer["nama"][0] == "Жук"
    assert layer.load_report is not None
    assert (layer.load_report.encoding, layer.load_report.encoding_from) == ("CP1251", "caller")


def test_encodings_have_one_spelling() -> None:
    spelled = {
        "UTF-8\r\n": "UTF-8",
        "utf8": "UTF-8",
        "65001": "UTF-8",
        "ANSI 1252": "CP1252",
        "1252": "CP1252",
        "windows-1252": "CP1252",
        "ISO 88591": "ISO-8859-1",
        "8859-1": "ISO-8859-1",
        "OEM 850": "CP850",
    }
    assert {said: text_encoding.encoding_name(said) for said in spelled} == spelled


def test_text_that_is_not_utf8_inside_a_geopackage_does_not_stop_the_layer(tmp_path: Path) -> None:
    import sqlite3

    path = write_points(tmp_path / "rusak.gpkg", nama=["a", "b"])
    with sqlite3.connect(path) as database:
        database.create_function("ST_IsEmpty", 1, lambda _: 0)
        for kind in ("MinX", "MaxX", "MinY", "MaxY"):
            database.create_function(f"ST_{kind}", 1, lambda _: 0.0)
        database.execute("UPDATE rusak SET nama = CAST(X'436166E9' AS TEXT) WHERE nama = 'a'")
    database.close()
    layer = ps.read_layer(path)
    assert layer["nama"] == ["Café", "b"]
    assert layer.load_report is not None
    assert "ENCODING_GUESSED" in [note.code for note in layer.load_report.notes]
