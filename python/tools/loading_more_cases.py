"""More tiny files that the loader has something to say about: systems, geometry, options. Invented."""

# ruff: noqa: D401  (a case is named by what it shows)
from __future__ import annotations

import json
import math
import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING
from unittest import mock

import geopandas as gpd
import openpyxl
import pyarrow.parquet as pq
import shapely
from finding_cases import Card, Case, Ground, box
from loading_cases import of_table, squares, told, written

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


def read_with(code: str, path: Path, **options: object) -> None:
    """Reading the file with these options must tell the code."""
    report = ps.read_layer(path, **options).load_report
    codes = [] if report is None else [note.code for note in report.notes]
    assert code in codes, f"{code} is not told, but {codes}"


def overridden(folder: Path) -> Card:
    """A system of one's own beside that of the file."""
    read_with("CRS_OVERRIDDEN", written(folder / "zona.gpkg", 32748), crs="EPSG:32749")
    return Card(("", "system"), [("the file", "UTM 48S"), ("crs=", "UTM 49S")], [(1, 1)])


def elsewhere(folder: Path) -> Card:
    """A layer that lies beside the place it was expected in."""
    path = folder / "zona.gpkg"
    gpd.GeoDataFrame(geometry=[shapely.box(106.8, -6.3, 106.9, -6.2)], crs=4326).to_file(path)
    codes = {found.code for found in ps.inspect(path, expected=(112.06, -7.78, 112.46, -7.34)).findings}
    assert "OUTSIDE_EXPECTED" in codes, codes
    return Card(("", "place"), [("expected", "112.1 … 112.5"), ("found", "106.8 … 106.9")], [(1, 1)])


def not_finite(folder: Path) -> Card:
    """A vertex without a number."""
    path = folder / "jalan.gpkg"
    line = shapely.linestrings([[0.0, 0.0], [float("inf"), 1.0]])
    gpd.GeoDataFrame(geometry=[line], crs=32749).to_file(path)
    told("COORDINATE_NOT_FINITE", path)
    return Card(("vertex", "x", "y"), [("0", "0", "0"), ("1", "inf", "1")], [(1, 1)])


def maybe_vertices(folder: Path) -> Card:
    """Rows that look like the vertices of one parcel."""
    rows = [("7", "1", "112.25", "-7.50"), ("7", "2", "112.26", "-7.50"), ("7", "3", "112.26", "-7.51")]
    head = ("id_bidang", "urut", "lon", "lat")
    return of_table("ROWS_MAY_BE_VERTICES", folder, [(0, 1), (1, 1), (2, 1)], head, *rows)


def unknown_encoding(folder: Path) -> Card:
    """A .cpg that names no encoding."""
    path = written(folder / "zona.shp", 32749)
    (folder / "zona.cpg").write_text("LATIN-KITA", encoding="ascii")
    told("ENCODING_UNKNOWN", path)
    return Card(("zona.cpg",), [("LATIN-KITA",)], [(0, 0)])


def no_layer(folder: Path) -> Card:
    """A layer whose own description cannot be understood."""
    path = folder / "zona.parquet"
    gpd.GeoDataFrame({"nama": ["Contoh"]}, geometry=squares(1), crs=32749).to_parquet(path)
    table = pq.read_table(path)
    said = json.loads(table.schema.metadata[b"geo"])
    said["columns"]["geometry"]["crs"] = {"type": "Sistem Lokal"}
    pq.write_table(table.replace_schema_metadata({b"geo": json.dumps(said).encode()}), path)
    told("LAYER_UNREADABLE", path)
    return Card(("zona.parquet",), [('"crs": {"type":',), ('   "Sistem Lokal"}',)], [(0, 0), (1, 0)])


def too_few(folder: Path) -> Card:
    """A file that announces more than it has."""
    path = written(folder / "zona.gpkg", 32749)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE gpkg_ogr_contents SET feature_count = 9")
    told("FEATURES_MISSING", path)
    return Card(("zona.gpkg", "features"), [("announced", "9"), ("read", "3")], [(1, 1)])


def mixed_values(folder: Path) -> Card:
    """A number, and a word where a number should be."""
    path = folder / "tapak.xlsx"
    rows = [("nama", "lon", "lat", "unit"), ("Contoh A", 112.3, -7.5, 12), ("Contoh B", 112.4, -7.6, "dua belas")]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    told("VALUE_UNREADABLE", path)
    return Card(("nama", "unit"), [("Contoh A", "12"), ("Contoh B", "dua belas")], [(1, 1)])


def of_wkb(path: Path, wkb: bytes) -> Path:
    """A GeoPackage with one feature of a kind that Python's libraries do not write."""
    gpd.GeoDataFrame({"n": [1]}, geometry=squares(1), crs=32749).to_file(path, SPATIAL_INDEX="NO")
    with closing(sqlite3.connect(path)) as base, base:
        (blob,) = base.execute("SELECT geom FROM zona").fetchone()
        base.execute("UPDATE zona SET geom = ?", (blob[:4].replace(blob[3:4], b"\x01") + blob[4:8] + wkb,))
        base.execute("UPDATE gpkg_geometry_columns SET geometry_type_name = 'GEOMETRY'")
    return path


def curved(folder: Path) -> Ground:
    """An arc, as a GIS may store it: begin, middle, end."""
    vertices = [(0.0, 0.0), (40.0, 40.0), (80.0, 0.0)]
    arc = struct.pack("<BII6d", 1, 8, 3, *(value for pair in vertices for value in pair))
    told("GEOMETRY_LINEARISED", of_wkb(folder / "zona.gpkg", arc))
    turns = [math.pi * (1 - k / 8) for k in range(9)]
    steps = shapely.LineString([(40 + 40 * math.cos(t), 40 * math.sin(t)) for t in turns])
    return Ground({"": shapely.Polygon(steps.coords)}, found=[steps])


def surfaces(folder: Path) -> Ground:
    """Triangles of a surface become polygons."""
    triangles = [[(0, 0), (40, 0), (20, 30), (0, 0)], [(40, 0), (60, 30), (20, 30), (40, 0)]]
    wkb = struct.pack("<BII", 1, 16, len(triangles))
    for ring in triangles:
        wkb += struct.pack("<BIII8d", 1, 17, 1, 4, *(float(value) for pair in ring for value in pair))
    told("GEOMETRY_FLATTENED", of_wkb(folder / "zona.gpkg", wkb))
    shapes = [shapely.Polygon(ring) for ring in triangles]
    return Ground({"1": shapes[0], "2": shapes[1]}, found=[shapely.LineString([(40, 0), (20, 30)])])


def spellings(folder: Path) -> Card:
    """One kabupaten in three spellings."""
    names = ["Kab. Jombang", "KABUPATEN JOMBANG", "Jombang"]
    told("NAME_SPELT_DIFFERENTLY", written(folder / "desa.gpkg", 32749, WADMKK=names))
    return Card(("fid", "WADMKK"), [(str(k), name) for k, name in enumerate(names)], [(k, 1) for k in range(3)])


def empty(folder: Path) -> Card:
    """A geometry without coordinates."""
    path = folder / "zona.gpkg"
    gpd.GeoDataFrame(geometry=[*squares(1), shapely.Polygon()], crs=32749).to_file(path)
    told("GEOMETRY_EMPTY", path)
    return Card(("fid", "geometry"), [("0", "POLYGON (…)"), ("1", "POLYGON EMPTY")], [(1, 1)])


def crossing(folder: Path) -> Ground:
    """A ring that crosses itself."""
    bow = shapely.Polygon([(8, 2), (72, 38), (72, 2), (8, 38)])
    path = folder / "zona.gpkg"
    gpd.GeoDataFrame(geometry=[shapely.transform(bow, lambda xy: xy + [649_000.0, 9_171_000.0])], crs=32749).to_file(
        path
    )
    told("GEOMETRY_INVALID", path)
    return Ground({"": bow}, found=[shapely.Point(40, 20)])


def option(folder: Path) -> Card:
    """An encoding for a file whose text has only one."""
    read_with("OPTION_IGNORED", written(folder / "zona.gpkg", 32749), encoding="CP1252")
    return Card(("read_layer", "zona.gpkg"), [("encoding=", "CP1252"), ("text is", "UTF-8")], [(0, 1)])


def incomplete(folder: Path) -> Card:
    """A side of the inspection that fails; none is known to, so here it is made to."""
    side = "petasentra.inspection.one_layer.nearest"
    with mock.patch(side, side_effect=ZeroDivisionError("dibuat gagal untuk contoh ini")):
        told("INSPECTION_INCOMPLETE", written(folder / "zona.gpkg", 32749))
    return Card(("side", "looked at"), [("columns", "yes"), ("geometry", "yes"), ("profile", "failed")], [(2, 1)])


def turned(_: Path) -> Ground:
    """A shell that runs clockwise."""
    ring = box(0, 0, 80, 40).reverse()
    zones = gpd.GeoDataFrame(geometry=[shapely.transform(ring, lambda xy: xy + [649_000.0, 9_171_000.0])], crs=32749)
    made = ps.repair(zones, codes=["RING_ORDER"])
    assert "RING_ORDER" in list(made.ledger.table["code"])
    return Ground({"": ring}, found=[shapely.LineString([(20, 40), (60, 40)])], measure="↻", vertices=True)


MORE = [
    Case("CRS_OVERRIDDEN", "reading", overridden),
    Case("OUTSIDE_EXPECTED", "reading", elsewhere),
    Case("ENCODING_UNKNOWN", "reading", unknown_encoding),
    Case("LAYER_UNREADABLE", "reading", no_layer),
    Case("FEATURES_MISSING", "reading", too_few),
    Case("VALUE_UNREADABLE", "reading", mixed_values),
    Case("NAME_SPELT_DIFFERENTLY", "reading", spellings),
    Case("ROWS_MAY_BE_VERTICES", "reading", maybe_vertices),
    Case("COORDINATE_NOT_FINITE", "reading", not_finite),
    Case("GEOMETRY_EMPTY", "reading", empty),
    Case("GEOMETRY_INVALID", "reading", crossing),
    Case("GEOMETRY_LINEARISED", "reading", curved),
    Case("GEOMETRY_FLATTENED", "reading", surfaces),
    Case("OPTION_IGNORED", "reading", option),
    Case("INSPECTION_INCOMPLETE", "reading", incomplete),
]

REPAIRING = [Case("RING_ORDER", "repairing", turned)]
