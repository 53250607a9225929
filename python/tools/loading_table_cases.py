"""Tiny tables, folders and Shapefiles that inspection has something to say about. Invented."""

# ruff: noqa: D401  (a case is named by what it shows)
from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import geopandas as gpd
from finding_cases import Card, Case, Ground, box
from loading_cases import of_table, squares, told, written

if TYPE_CHECKING:
    from pathlib import Path


def header(folder: Path) -> Card:
    """Column names below a title."""
    rows = [("", "", ""), ("nama", "lon", "lat"), ("Contoh A", "112.31", "-7.52")]
    return of_table("HEADER_BELOW_TITLE", folder, [(1, 0), (1, 1), (1, 2)], ("Daftar IKM", "", ""), *rows)


def no_geometry(folder: Path) -> Card:
    """A table without coordinates."""
    rows = [("Contoh A", "Jl. Contoh 1"), ("Contoh B", "Jl. Contoh 2")]
    return of_table("TABLE_WITHOUT_GEOMETRY", folder, [(0, 1), (1, 1)], ("nama", "alamat"), *rows)


def double_id(folder: Path) -> Card:
    """A column of ids with one of them twice."""
    rows = [(str(2 if k == 3 else k), f"112.{30 + k}", f"-7.{52 + k % 3}") for k in range(1, 11)]
    card = of_table("DUPLICATE_ID", folder, [(1, 0), (2, 0)], ("OBJECTID", "lon", "lat"), *rows)
    return Card(card.head, card.rows[:3], card.marked)


def vertices(folder: Path) -> Card:
    """Rows that go round a plot and end where they began."""
    corners = [("112.310", "-7.520"), ("112.312", "-7.520"), ("112.312", "-7.518"), ("112.310", "-7.518")]
    rows = [(str(k + 1), *corners[k % 4]) for k in range(5)]
    card = of_table("VERTICES_JOINED", folder, [], ("titik", "lon", "lat"), *rows)
    return Card(card.head, card.rows[:2] + [("…", "…", "…"), card.rows[4]], [(0, 1), (0, 2), (3, 1), (3, 2)])


def stated(folder: Path) -> Card:
    """Areas that no method gives."""
    told("STATED_AREA", written(folder / "zona.gpkg", 32749, LUASHA=[1.5, 1.7, 1.9]))
    return Card(("LUASHA", "geometry"), [("1.5", "1.0 ha"), ("1.7", "1.0 ha"), ("1.9", "1.0 ha")],
                [(0, 0), (1, 0), (2, 0)])  # fmt: skip


def clash(folder: Path) -> Card:
    """Codes and words in one column."""
    values = ["1", "1", "Patahan Aktif"]
    path = folder / "zona.gpkg"
    columns = {"KODKWS": ["P-1"] * 3, "KRB_03": values}
    gpd.GeoDataFrame(columns, geometry=squares(), crs=32749).to_file(path)
    told("DOMAIN_CLASH", path)
    return Card(("KODKWS", "KRB_03"), [("P-1", value) for value in values], [(2, 1)])


def double(folder: Path) -> Ground:
    """Two features with one shape."""
    path = folder / "zona.gpkg"
    gpd.GeoDataFrame({"nama": ["A", "B"]}, geometry=squares(1) * 2, crs=32749).to_file(path)
    told("DUPLICATE_GEOMETRY", path)
    return Ground({"A = B": box(20, 0, 60, 40)}, found=[box(20, 0, 60, 40)])


def null(folder: Path) -> Card:
    """A feature without geometry."""
    path = folder / "zona.gpkg"
    gpd.GeoDataFrame({"nama": ["A", "B"]}, geometry=[*squares(1), None], crs=32749).to_file(path)
    told("GEOMETRY_NULL", path)
    return Card(("nama", "geometry"), [("A", "POLYGON (…)"), ("B", "null")], [(1, 1)])


def no_rows(folder: Path) -> Card:
    """A layer without features."""
    path = folder / "zona.gpkg"
    gpd.GeoDataFrame({"nama": ["A"]}, geometry=squares(1), crs=32749).iloc[:0].to_file(path)
    told("LAYER_EMPTY", path)
    return Card(("zona.gpkg", ""), [("zona", "0 features")], [(0, 1)])


def no_files(folder: Path) -> Card:
    """A folder without a file of geodata."""
    (folder / "kosong").mkdir()
    told("FOLDER_EMPTY", folder / "kosong")
    return Card(("folder", "files"), [("kosong", "0")], [(0, 1)])


def short_table(folder: Path) -> Card:
    """A .dbf that lost its last row."""
    path = written(folder / "zona.shp", 32749)
    table = bytearray((folder / "zona.dbf").read_bytes())
    table[4:8] = struct.pack("<I", 2)
    head, row = struct.unpack("<HH", table[8:12])
    (folder / "zona.dbf").write_bytes(bytes(table[: head + 2 * row]) + b"\x1a")
    told("ATTRIBUTES_MISSING", path)
    return Card((".shp", ".dbf"), [("shape 1", "Contoh A"), ("shape 2", "Contoh B"), ("shape 3", "?")], [(2, 1)])


def length(folder: Path) -> Card:
    """A header that states another length."""
    path = written(folder / "zona.shp", 32749)
    shapes = bytearray(path.read_bytes())
    real = len(shapes)
    shapes[24:28] = struct.pack(">I", 9_999)  # words of two bytes
    path.write_bytes(shapes)
    told("FILE_LENGTH", path)
    return Card(("zona.shp", "bytes"), [("header says", "19,998"), ("file has", f"{real:,}")], [(0, 1)])


TABLES = [
    Case("FOLDER_EMPTY", "reading", no_files),
    Case("LAYER_EMPTY", "reading", no_rows),
    Case("TABLE_WITHOUT_GEOMETRY", "reading", no_geometry),
    Case("HEADER_BELOW_TITLE", "reading", header),
    Case("FILE_LENGTH", "reading", length),
    Case("ATTRIBUTES_MISSING", "reading", short_table),
    Case("VERTICES_JOINED", "reading", vertices),
    Case("DUPLICATE_ID", "reading", double_id),
    Case("STATED_AREA", "reading", stated),
    Case("DOMAIN_CLASH", "reading", clash),
    Case("GEOMETRY_NULL", "reading", null),
    Case("DUPLICATE_GEOMETRY", "reading", double),
]
