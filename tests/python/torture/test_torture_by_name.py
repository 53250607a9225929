"""Every file of the torture collection by name: it loads with a report that says what is odd, or is refused clearly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from raw_shapefiles import count_shapes

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

# Attribute-less shapes: a table of no fields and no rows beside shapes.
WITHOUT_ROWS = [
    f"postgis_loader/{name}.shp"
    for name in (
        "ArcM", "ArcZ", "LongOptions", "MultiPoint", "MultiPointM", "MultiPointZ", "NoTransPoint", "Point", "PointM",
        "PointWithSchema", "PointZ", "Polygon", "PolygonM", "PolygonZ", "TSIPolygon", "TSTIPolygon", "TSTPolygon",
        "TestANALYZE", "TestSkipANALYZE",
    )
]  # fmt: skip
# What the report has to say, beside CRS_MISSING where there is no .prj.
NOTES = {
    "fiona/coutwildrnp.shp": set(),
    "fiona/gre.shp": set(),
    "fiona/test_tin.shp": {"GEOMETRY_FLATTENED"},
    "postgis_loader/Arc.shp": set(),
    "postgis_loader/MultiToSinglePoint.shp": set(),
    "postgis_loader/NotReallyMultiPoint.shp": set(),
    "postgis_loader/ReprojectPts.shp": set(),
    "postgis_loader/ReprojectPtsD.shp": set(),
    "postgis_loader/ReprojectPtsGeog.shp": set(),
    "postgis_loader/ReprojectPtsGeogD.shp": set(),
    "pyshp/blockgroups.shp": set(),
    "pyshp/corrupt_too_long.shp": {"FILE_LENGTH"},
    "pyshp/latin1.shp": {"INDEX_REBUILT", "ENCODING_GUESSED"},
    "shapelib/3dpoints.shp": {"FILE_LENGTH", "INDEX_REBUILT"},
    "shapelib/CoHI_GCS12.shp": set(),
    "shapelib/anno.shp": set(),
    "shapelib/brklinz.shp": set(),
    "shapelib/csah.shp": set(),
    "shapelib/masspntz.shp": set(),
    "shapelib/mexico/cities.shp": set(),
    "shapelib/mexico/drainage.shp": set(),
    "shapelib/mexico/lakes.shp": set(),
    "shapelib/mexico/rivers.shp": set(),
    "shapelib/mexico/roads.shp": set(),
    "shapelib/mexico/roads_rt.shp": set(),
    "shapelib/mexico/states.shp": set(),
    "shapelib/multipatch.shp": {"GEOMETRY_FLATTENED"},
    "shapelib/multipnt.shp": set(),
    "shapelib/pline.shp": set(),
    "shapelib/polygon.shp": set(),
} | dict.fromkeys(WITHOUT_ROWS, {"ATTRIBUTES_MISSING"})  # fmt: skip
MULTIPATCH = {"fiona/test_tin.shp", "shapelib/multipatch.shp"}


def test_the_list_is_the_collection(shared: Path) -> None:
    assert len(NOTES) == 49
    assert {path.relative_to(shared / "torture").as_posix() for path in (shared / "torture").rglob("*.shp")} == set(
        NOTES
    )


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
@pytest.mark.parametrize("name", sorted(NOTES))
def test_a_shapefile_loads_whole_and_says_what_is_odd(shared: Path, name: str, engine: Any) -> None:
    path = shared / "torture" / name
    if name in MULTIPATCH and engine == "pyogrio":
        with pytest.raises(ps.GeometryError) as refused:
            ps.read_layer(path, engine=engine)
        assert refused.value.code == 303
        return
    layer = ps.read_layer(path, engine=engine)
    report = layer.load_report
    assert report is not None
    expected = NOTES[name] | (set() if path.with_suffix(".prj").exists() else {"CRS_MISSING"})
    assert {note.code for note in report.notes} == expected
    counted = count_shapes(path)
    assert (len(layer), report.geometries.null) == (counted.records, counted.null)
    if name not in MULTIPATCH:  # strips of triangles share vertices that polygons repeat
        assert report.geometries.vertices == counted.vertices
    assert report.features_announced == report.features_read == counted.records
    assert report.messages == ()


@pytest.mark.parametrize("name", WITHOUT_ROWS)
def test_shapes_without_a_table_keep_their_heights_and_measures(shared: Path, name: str) -> None:
    layer = ps.read_layer(shared / "torture" / name)
    assert layer.columns == []
    counts = layer.load_report.geometries  # type: ignore[union-attr]
    assert counts.with_z == (len(layer) if name.endswith("Z.shp") else 0)
    assert counts.with_m == (len(layer) if name.endswith(("Z.shp", "M.shp")) else 0)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("curve.gpkg", {"LineString"}), ("curvepolygon.gpkg", {"Polygon"}), ("multisurface.gpkg", {"MultiPolygon"})],
)
def test_curve_types_that_hold_straight_pieces_only_lose_nothing(shared: Path, name: str, kinds: set[str]) -> None:
    layer = ps.read_layer(shared / "torture/pyogrio" / name)
    assert set(layer.geometry_kinds) == kinds
    assert layer.load_report.notes == ()  # type: ignore[union-attr]


def test_an_arc_becomes_straight_pieces_and_is_counted(tmp_path: Path) -> None:
    import sqlite3
    import struct

    import geopandas
    from shapely.geometry import LineString

    path = tmp_path / "lengkung.gpkg"
    frame = geopandas.GeoDataFrame({"n": [1, 2]}, geometry=[LineString([(0, 0), (2, 0)])] * 2, crs=32749)
    frame.to_file(path, layer="a", SPATIAL_INDEX="NO")
    half_circle = struct.pack("<2sBBi", b"GP", 0, 1, 32749) + struct.pack("<BII6d", 1, 8, 3, 0, 0, 1, 1, 2, 0)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE a SET geom = ? WHERE n = 2", (half_circle,))
    layer = ps.read_layer(path)
    assert [(note.code, note.message_en[:2]) for note in layer.load_report.notes] == [  # type: ignore[union-attr]
        ("GEOMETRY_LINEARISED", "1 ")
    ]
    assert layer.length(method="planar")[0] == 2
    assert abs(layer.length(method="planar")[1] - 3.14159) < 0.01


def test_heights_and_measures_of_a_geopackage_are_kept(shared: Path) -> None:
    counts = ps.read_layer(shared / "torture/pyogrio/line_zm.gpkg").load_report.geometries  # type: ignore[union-attr]
    assert counts.with_z == counts.with_m == counts.rows > 0


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_nulls_stay_nulls(shared: Path, engine: Any) -> None:
    import pyogrio

    path = shared / "torture/pyogrio/test_gpkg_nulls.gpkg"
    layer = ps.read_layer(path, engine=engine)
    _, table = pyogrio.read_arrow(path)
    ours = layer.to_arrow()
    for name in layer.columns:
        assert ours[name].is_null().to_pylist() == table[name].is_null().to_pylist(), name
    assert any(ours[name].null_count for name in layer.columns)


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_geojson_that_others_stumbled_over_loads(shared: Path, engine: Any) -> None:
    for name in ("grenada", "issue627", "rmnp", "test_tz", "trio"):
        layer = ps.read_layer(shared / f"torture/fiona/{name}.geojson", engine=engine)
        assert len(layer) > 0


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_tables_without_shapes_are_refused_by_name(shared: Path, engine: Any) -> None:
    for name in ("CharNoWidth", "FIDColumn", "Latin1", "Latin1-implicit", "mfile"):
        with pytest.raises(ps.SchemaError) as refused:
            ps.read_layer(shared / f"torture/postgis_loader/{name}.dbf", engine=engine)
        assert refused.value.code == 105
        assert name in refused.value.message_en


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_archives_load_ask_which_or_say_that_nothing_is_there(shared: Path, engine: Any) -> None:
    folder = shared / "torture/pyshp"
    assert len(ps.read_layer(folder / "blockgroups.zip", engine=engine)) == 663
    assert len(ps.read_layer(folder / "REL.zip", engine=engine)) == 1
    with pytest.raises(ps.IoError) as several:
        ps.read_layer(folder / "blockgroups_multishapefile.zip", engine=engine)
    assert several.value.code == 704
    assert "blockgroups" in several.value.hint_en
    with pytest.raises(ps.IoError) as empty:
        ps.read_layer(folder / "empty_zipfile.zip", engine=engine)
    assert empty.value.code == 702
