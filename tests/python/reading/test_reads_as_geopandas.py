"""Every real file is read as geopandas reads it, to the byte; where geopandas cannot read one, the reason is stated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shapely
from geopandas_reads import COMPARED_DIFFERENTLY, FOLDERS, assert_same_frame, frame_by_geopandas, geodata, layers_of

import petasentra as ps


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_shared_file_reads_as_geopandas_reads_it(shared: Path, folder: str, engine: Any) -> None:
    compared = 0
    for path in geodata(shared / folder):
        name = path.relative_to(shared).as_posix()
        if name in COMPARED_DIFFERENTLY:
            continue
        for layer, geometry_type in layers_of(path):
            if geometry_type is None:
                continue
            ours = ps.read_layer(path, layer=layer, engine=engine)
            assert ours.load_report is not None
            if "ATTRIBUTES_MISSING" in [note.code for note in ours.load_report.notes]:
                continue  # geopandas leaves out shapes without a row in the table, ours keeps them
            theirs = frame_by_geopandas(path, layer)
            if name.endswith("line_zm.gpkg") and not theirs.geometry.has_m.any():
                continue  # geopandas built on an older GEOS drops M, ours keeps it
            assert_same_frame(ours.to_geopandas(), theirs)
            compared += 1
    assert compared > 0


def test_the_folders_are_all_that_hold_geodata(shared: Path) -> None:
    files = [path for path in geodata(shared) if path.relative_to(shared).as_posix() not in COMPARED_DIFFERENTLY]
    assert len(files) > 75
    assert {next(one for one in FOLDERS if path.is_relative_to(shared / one)) for path in files} == set(FOLDERS)


def test_what_geopandas_cannot_read_is_read_or_refused_for_the_stated_reason(shared: Path) -> None:
    for name in ("torture/fiona/test_tin.shp", "torture/shapelib/multipatch.shp"):
        with pytest.raises(shapely.errors.GEOSException):
            frame_by_geopandas(shared / name, Path(name).stem)
        report = ps.read_layer(shared / name).load_report
        assert report is not None
        assert "GEOMETRY_FLATTENED" in [note.code for note in report.notes]
    assert len(ps.read_layer(shared / "torture/pyshp/REL.zip")) == 1
    report = ps.read_layer(shared / "torture/pyshp/latin1.shp").load_report
    assert report is not None
    assert "INDEX_REBUILT" in [note.code for note in report.notes]
    for name in ("torture/pyshp/empty_zipfile.zip", "overlay/geos_jts_xml_general.zip"):
        with pytest.raises(ps.IoError) as refused:
            ps.read_layer(shared / name)
        assert refused.value.code == 702


def test_kml_reads_as_geopandas_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "sentra.kml"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>sentra</name>'
        "<Placemark><name>Contoh A</name><description>25 unit</description>"
        "<Point><coordinates>112.35,-7.49,30</coordinates></Point></Placemark>"
        "<Placemark><name>Contoh B</name><Point><coordinates>112.36,-7.5,31</coordinates></Point></Placemark>"
        "</Document></kml>",
        encoding="utf-8",
    )
    ours = ps.read_layer(path)
    assert ours.load_report is not None
    assert ours.load_report.driver == "LIBKML"
    # The KML driver of newer GDAL versions (geopandas brings one) adds a column with the placemark's id.
    theirs = frame_by_geopandas(path, "sentra").drop(columns="id", errors="ignore")
    assert_same_frame(ours.to_geopandas(), theirs)
    assert ours["Name"] == ["Contoh A", "Contoh B"]
