"""What a Shapefile cannot hold is said value by value, and its parts are replaced together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas
import pytest
from shapely.geometry import Point

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


def points(**columns: Any) -> geopandas.GeoDataFrame:
    count = len(next(iter(columns.values())))
    return geopandas.GeoDataFrame(columns, geometry=[Point(i, i) for i in range(count)], crs=4326)


def notes_of(frame: geopandas.GeoDataFrame, path: Path) -> dict[str, str]:
    return {note.code: note.message_en for note in ps.write_layer(frame, path).notes}


def test_cut_names_and_texts_are_told_with_their_columns_and_rows(tmp_path: Path) -> None:
    frame = points(nama_kecamatan=["a" * 255, "é" * 127, "é" * 128, "b"], nama_kecamatan_lama=["", "x", "", "y"])
    notes = notes_of(frame, tmp_path / "a.shp")
    assert set(notes) == {"NAME_CUT", "VALUE_CUT", "TEXT_EMPTY"}
    assert "nama_kecamatan -> nama_kecam, nama_kecamatan_lama -> nama_kec_1" in notes["NAME_CUT"]
    assert "nama_kecamatan (2 rows)" in notes["VALUE_CUT"]
    assert "nama_kecamatan_lama (2 rows)" in notes["TEXT_EMPTY"]
    back = ps.read_layer(tmp_path / "a.shp")
    assert back["nama_kecam"] == ["a" * 254, "é" * 127, "é" * 127, "b"]
    assert back["nama_kec_1"] == [None, "x", None, "y"]


def test_numbers_are_rounded_with_a_note_and_never_cut_to_another_size(tmp_path: Path) -> None:
    frame = points(luas=[0.1, 1 / 3], total=[12345678901234.567, 0.25], pecah=[1e300, 1e-300], tak=[float("inf"), 1.0])
    notes = notes_of(frame, tmp_path / "a.shp")
    assert notes["NUMBER_ROUNDED"].endswith("luas (1 row).")
    assert "pecah" in notes["TYPE_CHANGED"]
    assert "tak (1 row)" in notes["NUMBER_NOT_FINITE"]
    back = ps.read_layer(tmp_path / "a.shp").to_arrow().to_pydict()
    assert back["luas"] == [0.1, 0.333333333333333]
    assert back["total"] == [12345678901234.567, 0.25]
    assert [float(one) for one in back["pecah"]] == [1e300, 1e-300]
    assert back["tak"] == [None, 1.0]


def test_letters_are_written_as_utf_8_and_the_cpg_says_so(tmp_path: Path) -> None:
    ps.write_layer(points(nama=["Désa Ĳ"]), tmp_path / "a.shp")
    assert (tmp_path / "a.cpg").read_text() == "UTF-8"
    layer = ps.read_layer(tmp_path / "a.shp")
    assert layer["nama"] == ["Désa Ĳ"]
    assert layer.load_report is not None
    assert layer.load_report.encoding_from == "cpg"


@pytest.mark.parametrize("part", [".dbf", ".shx", ".prj", ".shp"])
def test_a_part_that_cannot_be_put_in_place_brings_every_old_part_back(tmp_path: Path, part: str) -> None:
    ps.write_layer(points(n=[1, 2, 3]), tmp_path / "a.shp")
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    (tmp_path / f"a{part}").unlink()
    blocked = tmp_path / f"a{part}" / "isi"
    blocked.mkdir(parents=True)  # a folder with something in it: no file takes its place
    # It can be moved aside, though; what stands in its way there makes the move fail.
    before.pop(f"a{part}")
    if part == ".shp":
        with pytest.raises(ps.IoError):
            ps.write_layer(points(n=[9]), tmp_path / "a.shp")
        assert {one.name: one.read_bytes() for one in tmp_path.iterdir() if one.is_file()} == before
    else:
        ps.write_layer(points(n=[9]), tmp_path / "a.shp")
        assert ps.read_layer(tmp_path / "a.shp")["n"].tolist() == [9]
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_no_side_file_of_the_old_rows_is_left(tmp_path: Path) -> None:
    ps.write_layer(points(n=[1, 2, 3]), tmp_path / "a.shp")
    (tmp_path / "a.sbn").write_bytes(b"index of the old rows")
    frame = points(n=[9]).set_crs(None, allow_override=True)
    ps.write_layer(frame, tmp_path / "a.shp")
    assert sorted(one.suffix for one in tmp_path.iterdir()) == [".cpg", ".dbf", ".shp", ".shx"]
    assert ps.read_layer(tmp_path / "a.shp").crs is None
