"""A folder gives one row a layer: role with evidence, CRS, overlap with the others, misfits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely
from inspected import codes, csv
from shapely.geometry import LineString, Point
from written_layers import written

import petasentra as ps
from petasentra.inspection.neighbours import Placed, neighbourhoods

if TYPE_CHECKING:
    from pathlib import Path

GROUND = shapely.box(112.3, -7.6, 112.4, -7.4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as it arrives: some of everything, some of it wrong. All invented."""
    inner = tmp_path / "lampiran" / "peta"
    inner.mkdir(parents=True)
    written(tmp_path / "pola_ruang.gpkg", [GROUND], KODKWS=["P-1"], LUASHA=[1.0])
    written(inner / "JALAN_LN_25K.shp", [LineString([(112.31, -7.5), (112.39, -7.5)])], NAMRJL=["Contoh"])
    written(
        tmp_path / "desa_utm.gpkg", [shapely.box(645_000, 9_165_000, 650_000, 9_170_000)], "EPSG:32749", WADMKD=["A"]
    )
    written(tmp_path / "jauh.gpkg", [shapely.box(95.3, 5.5, 95.4, 5.6)])
    csv(tmp_path / "ikm.csv", "nama,produk,lon,lat", "Contoh A,ingot,112.35,-7.45")
    csv(tmp_path / "catatan.csv", "no,isi", "1,apa saja")
    (tmp_path / "rusak.shp").write_bytes(b"bukan shapefile")
    (tmp_path / "dem.tif").write_bytes(b"")
    (tmp_path / "package.json").write_text('{"name": "bukan geodata"}')
    (tmp_path / "baca.docx").write_bytes(b"")
    (tmp_path / ".cache").mkdir()
    written(tmp_path / ".cache" / "tersembunyi.gpkg", [Point(1, 1)])
    return tmp_path


def test_every_layer_below_a_folder_is_one_row(folder: Path) -> None:
    report = ps.inspect(folder)
    rows = {row["layer"]: row for row in report.table.to_pylist()}
    assert set(rows) == {"pola_ruang", "JALAN_LN_25K", "desa_utm", "jauh", "ikm", "catatan", "rusak", "dem"}
    assert rows["JALAN_LN_25K"]["file"] == "lampiran/peta/JALAN_LN_25K.shp"
    assert {name: row["role"] for name, row in rows.items()} == {
        "pola_ruang": "zones",
        "JALAN_LN_25K": "roads",
        "desa_utm": "admin",
        "jauh": "unknown",
        "ikm": "units",
        "catatan": "table",
        "rusak": "unknown",
        "dem": "raster",
    }
    assert rows["JALAN_LN_25K"]["evidence"] == ["NAMRJL", "JALAN"]


def test_overlaps_and_misfits_are_told(folder: Path) -> None:
    rows = {row["layer"]: row for row in ps.inspect(folder).table.to_pylist()}
    assert rows["ikm"]["overlap"] == pytest.approx(1.0)
    assert rows["JALAN_LN_25K"]["overlap_with"] == "pola_ruang"
    assert rows["pola_ruang"]["misfit"] == []
    assert rows["desa_utm"]["misfit"] == ["other_crs"]
    assert rows["desa_utm"]["overlap"] > 0.5
    assert rows["jauh"]["misfit"] == ["elsewhere"]
    assert rows["jauh"]["overlap"] == 0
    assert rows["rusak"]["misfit"] == ["unreadable"]


def test_the_overview_has_heads_that_a_planner_understands(folder: Path) -> None:
    report = ps.inspect(folder)
    heads = {lang: report.text(lang).splitlines()[2] for lang in ("id", "en")}
    assert "cakupan bertampalan" in heads["id"]
    assert "perlu diperiksa" in heads["id"]
    assert "overlap of extents" in heads["en"]
    assert "to check" in heads["en"]
    assert "<th>Cakupan bertampalan</th>" in report.html("id")
    assert "<th>Overlap of extents</th>" in report.html("en")


def test_the_depth_is_a_limit_and_what_lies_deeper_is_named(folder: Path) -> None:
    report = ps.inspect(folder, depth=1)
    assert "JALAN_LN_25K" not in [one.name for one in report.layers]
    assert "lampiran/peta" in report.skipped
    assert "package.json" in report.skipped
    assert "lampiran/peta" in report.text("id")
    with pytest.raises(ps.OptionError, match="depth"):
        ps.inspect(folder, depth=11)


def test_an_empty_folder_is_a_finding(tmp_path: Path) -> None:
    report = ps.inspect(tmp_path)
    assert codes(report) == ["FOLDER_EMPTY"]
    assert not report.readable


def test_the_parts_of_a_shapefile_are_one_layer_and_a_lonely_dbf_is_a_table(tmp_path: Path) -> None:
    written(tmp_path / "a.shp", [Point(112, -7)])
    (tmp_path / "sendiri.dbf").write_bytes((tmp_path / "a.dbf").read_bytes())
    report = ps.inspect(tmp_path)
    assert [(one.name, one.role.role) for one in report.layers] == [("a", "unknown"), ("sendiri", "table")]


def test_real_folders_get_the_roles_a_planner_would_give(shared: Path) -> None:
    rows = ps.inspect(shared / "constraints").table.to_pylist()
    roles = {row["layer"]: row["role"] for row in rows}
    expected = {
        "jalan": "roads", "penutup_lahan": "land_cover", "pola_ruang_rtrw": "zones", "banjir": "special_zones",
        "das": "rivers", "kontur": "contours", "hak_atas_tanah": "sites", "batas_gampong": "admin",
        "sawah": "land_cover",
    }  # fmt: skip
    assert {name: roles[name] for name in expected} == expected
    assert all(row["misfit"] == [] for row in rows)


def test_boxes_are_compared_by_the_share_of_the_own_one() -> None:
    small, large = Placed("kecil", (0, 0, 1, 1), "a"), Placed("besar", (0, 0, 2, 2), "a")
    found = neighbourhoods([small, large, Placed("titik", (0.5, 0.5, 0.5, 0.5), "a")])
    assert [near and near.overlap for near in found] == [1.0, 0.25, 1.0]
    assert [near and near.overlapping for near in found] == [2, 2, 2]
    assert neighbourhoods([small]) == [None]
    assert neighbourhoods([small, Placed("tabel", None, "", has_geometry=False)]) == [None, None]
