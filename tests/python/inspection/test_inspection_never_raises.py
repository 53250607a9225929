"""Whatever a file holds, inspecting it gives a report: real torture, random bytes, empty and half files."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from inspected import codes
from written_layers import written

import petasentra as ps
from petasentra.inspection import one_layer
from petasentra.inspection.saving import plain

ENDINGS = [
    ".shp", ".dbf", ".gpkg", ".geojson", ".json", ".fgb", ".kml", ".kmz", ".zip", ".gdb", ".gpx", ".dxf", ".tab",
    ".csv", ".tsv", ".xlsx", ".parquet", ".geoparquet", "", ".txt", ".tif",
]  # fmt: skip
HEADS = {
    ".shp": b"\x00\x00\x27\x0a", ".gpkg": b"SQLite format 3\x00", ".fgb": b"fgb\x03fgb\x00", ".zip": b"PK\x03\x04",
    ".xlsx": b"PK\x03\x04", ".kmz": b"PK\x03\x04", ".parquet": b"PAR1", ".geojson": b'{"type":"FeatureCollection",',
    ".csv": b"id,lon,lat\n", ".kml": b"<kml>", ".dbf": b"\x03", ".gdb": b"\x03\x00\x00\x00",
}  # fmt: skip


def looked_at(path: Path) -> ps.InspectReport:
    """The report, shown in every way there is."""
    report = ps.inspect(path)
    json.dumps(plain(report.to_dict()), allow_nan=False)
    for lang in ("id", "en"):
        assert report.text(lang)  # type: ignore[arg-type]
        assert "</html>" in report.html(lang)  # type: ignore[arg-type]
    assert len(report.table) == len(report.layers)
    assert "INSPECTION_INCOMPLETE" not in codes(report)
    return report


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("content", ["empty", "noise", "headed noise", "html", "nul"])
def test_bytes_of_no_format_are_a_finding(tmp_path: Path, ending: str, content: str) -> None:
    noise = np.random.default_rng(len(ending)).bytes(3000)
    path = tmp_path / f"berkas{ending}"
    path.write_bytes({
        "empty": b"",
        "noise": noise,
        "headed noise": HEADS.get(ending, b"") + noise,
        "html": b"<!DOCTYPE html><html><body>404 Not Found</body></html>",
        "nul": b"\0" * 3000,
    }[content])  # fmt: skip
    report = looked_at(path)
    if not report.readable:
        assert any(found.severity == "error" for found in report.findings)


@pytest.mark.parametrize("ending", [one for one in ENDINGS if one])
def test_a_folder_with_the_ending_of_a_file_is_looked_at(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"folder{ending}"
    path.mkdir()
    assert not looked_at(path).readable


def test_a_path_that_does_not_exist_is_a_finding(tmp_path: Path) -> None:
    for name in ("tidak ada.shp", "tidak ada.csv", "tidak ada.gdb", "tidak ada"):
        report = looked_at(tmp_path / name)
        assert codes(report) == ["FILE_UNREADABLE"]


@pytest.mark.parametrize("keep", [0.05, 0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("ending", [".gpkg", ".geojson", ".fgb", ".parquet", ".xlsx", ".csv", ".zip"])
def test_half_files_are_looked_at(tmp_path: Path, ending: str, keep: float) -> None:
    whole = tmp_path / f"utuh{ending}"
    frame = written(tmp_path / "asal.gpkg", [shapely.box(n, n, n + 1, n + 1) for n in range(60)])
    layer = ps.read_layer(frame)
    if ending in (".gpkg", ".geojson", ".fgb"):
        layer.to_geopandas().to_file(whole)
    elif ending == ".parquet":
        layer.to_geopandas().to_parquet(whole)
    elif ending == ".zip":
        with zipfile.ZipFile(whole, "w") as archive:
            archive.write(frame, "asal.gpkg")
    else:
        boxes = layer.to_geopandas().bounds
        table = layer.to_geopandas().drop(columns="geometry").assign(lon=boxes.minx, lat=boxes.miny)
        table.to_excel(whole, index=False) if ending == ".xlsx" else table.to_csv(whole, index=False)
    data = whole.read_bytes()
    half = tmp_path / f"separuh{ending}"
    half.write_bytes(data[: int(len(data) * keep)])
    looked_at(half)


def test_every_torture_file_is_looked_at(shared: Path) -> None:
    report = looked_at(shared / "torture")
    assert len(report.layers) >= 60
    for one in report.layers:
        assert one.load_report or one.findings, one.file
    catalogue = (Path(__file__).parents[3] / "docs" / "findings.md").read_text(encoding="utf-8")
    assert {code for code in codes(report) if f"`{code}`" not in catalogue} == set()


def test_values_at_the_edge_of_every_type_are_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "tepi.gpkg"
    written(
        path,
        [shapely.Point(1e308, -1e308), shapely.Point(0, 0), None],
        angka=[float("inf"), float("-inf"), float("nan")],
        besar=[2**62, -(2**62), 0],
        teks=["a" * 5000, "\u0000".replace("\u0000", " "), "<script>alert(1)</script>"],
        luas=[1e308, -1e308, 5e-324],
    )
    report = looked_at(path)
    assert "<script>" not in report.html("id")


def test_a_side_that_fails_is_a_finding_and_the_others_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("sekrup lepas")

    monkeypatch.setattr(one_layer, "geometry_facts", broken)
    report = ps.inspect(written(tmp_path / "a.gpkg", [shapely.box(0, 0, 1, 1)]))
    assert codes(report) == ["INSPECTION_INCOMPLETE"]
    assert "sekrup lepas" in report.findings[0].message_en
    assert report.layers[0].fields
