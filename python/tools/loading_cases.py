"""Tiny files that inspection has something to say about, and how that is drawn. Invented."""

# ruff: noqa: D401  (a case is named by what it shows)
from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely
from finding_cases import Card, Case, Ground

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

WEST, SOUTH = 649_000.0, 9_171_000.0


def told(code: str, path: Path) -> None:
    """The file must be told with the code."""
    codes = sorted({found.code for found in ps.inspect(path).findings})
    assert code in codes, f"{code} is not found, but {codes}"


def squares(count: int = 3, west: float = WEST, south: float = SOUTH) -> list[shapely.Polygon]:
    """Squares of 100 m in a row."""
    return [shapely.box(west + 200 * k, south, west + 200 * k + 100, south + 100) for k in range(count)]


def written(path: Path, crs: object, names: list[str] | None = None, **more: object) -> Path:
    """Squares written to a file."""
    names = names or ["Contoh A", "Contoh B", "Contoh C"]
    gpd.GeoDataFrame({"nama": names} | more, geometry=squares(len(names)), crs=crs).to_file(path)
    return path


def crs_missing(folder: Path) -> Card:
    """A Shapefile without .prj."""
    told("CRS_MISSING", written(folder / "zona.shp", None))
    return Card(
        ("file", "holds"), [("zona.shp", "x 649,000  y 9,171,000"), ("zona.dbf", "nama"), ("zona.prj", "?")], [(2, 1)]
    )


def crs_unreadable(folder: Path) -> Card:
    """The system of a drawing, not of the Earth."""
    path = written(folder / "zona.shp", None)
    path.with_suffix(".prj").write_text('LOCAL_CS["Gambar CAD",UNIT["metre",1]]')
    told("CRS_UNREADABLE", path)
    return Card(("file", "holds"), [("zona.shp", "x 649,000  y 9,171,000"), ("zona.prj", "Gambar CAD")], [(1, 1)])


def crs_contradicted(folder: Path) -> Card:
    """Metres that are said to be degrees."""
    told("CRS_CONTRADICTED", written(folder / "zona.gpkg", 4326))
    return Card(
        ("the file says", "the numbers say"), [("WGS 84, degrees", "x = 649,000"), ("", "y = 9,171,000")], [(0, 0)]
    )


def crs_doubtful(folder: Path) -> Card:
    """A zone of UTM beside the right one."""
    told("CRS_DOUBTFUL", written(folder / "zona.gpkg", 32748, WADMKK="Kabupaten Jombang"))
    return Card(
        ("WADMKK", "CRS", "lies in"),
        [("Jombang", "UTM 48S", "Samudra Hindia"), ("", "UTM 49S ?", "Jombang")],
        [(0, 1), (0, 2)],
    )


def axes_swapped(folder: Path) -> Card:
    """Latitude first."""
    path = folder / "zona.gpkg"
    gpd.GeoDataFrame({"nama": ["Contoh"]}, geometry=[shapely.box(-7.6, 112.2, -7.5, 112.3)], crs=4326).to_file(path)
    told("AXES_SWAPPED", path)
    return Card(("", "x", "y"), [("as written", "-7.54", "112.23"), ("meant", "112.23", "-7.54")], [(0, 1), (0, 2)])


def from_columns(folder: Path) -> Card:
    """Coordinates in columns of a table."""
    return of_table(
        "CRS_FROM_COLUMNS",
        folder,
        [(0, 1), (0, 2), (1, 1), (1, 2)],
        ("nama", "lon", "lat"),
        ("Contoh A", "112.31", "-7.52"),
        ("Contoh B", "112.42", "-7.61"),
    )


def unreadable(folder: Path) -> Card:
    """A coordinate in words."""
    return of_table(
        "COORDINATE_UNREADABLE",
        folder,
        [(1, 2)],
        ("nama", "lon", "lat"),
        ("Contoh A", "112.31", "-7.52"),
        ("Contoh B", "112.42", "tujuh"),
    )


def garbled(folder: Path) -> Card:
    """Text decoded wrongly before it was saved."""
    return of_table(
        "TEXT_GARBLED",
        folder,
        [(0, 0)],
        ("nama", "lon", "lat"),
        ("CafÃ© Contoh", "112.31", "-7.52"),
        ("Contoh B", "112.42", "-7.61"),
    )


def ambiguous(folder: Path) -> Card:
    """Numbers and days that can be read in two ways."""
    return of_table(
        "WRITING_AMBIGUOUS",
        folder,
        [(0, 2), (1, 2)],
        ("lon", "lat", "tanggal"),
        ("112.31", "-7.52", "03/04/2021"),
        ("112.42", "-7.61", "05/06/2021"),
    )


def of_table(
    code: str, folder: Path, marked: list[tuple[int, int]], head: tuple[str, ...], *rows: tuple[str, ...]
) -> Card:
    """A CSV file and its drawing."""
    path = folder / "tapak.csv"
    path.write_text("\n".join(",".join(row) for row in (head, *rows)) + "\n", encoding="utf-8")
    told(code, path)
    return Card(head, list(rows), marked)


def encoding(folder: Path) -> Card:
    """A table that does not say how its letters are stored."""
    path = folder / "zona.shp"
    gpd.GeoDataFrame({"nama": ["Kafé Contoh", "Contoh B"]}, geometry=squares(2), crs=32749).to_file(
        path, encoding="cp1252"
    )
    (folder / "zona.cpg").unlink()
    table = bytearray((folder / "zona.dbf").read_bytes())
    table[29] = 0  # the language byte
    (folder / "zona.dbf").write_bytes(table)
    told("ENCODING_GUESSED", path)
    return Card(("bytes in .dbf", "read as"), [("4B 61 66 E9", "Kafé  (cp1252)"), ("zona.cpg", "–")], [(0, 1)])


def index_rebuilt(folder: Path) -> Card:
    """A Shapefile whose index was lost."""
    path = written(folder / "zona.shp", 32749)
    (folder / "zona.shx").unlink()
    told("INDEX_REBUILT", path)
    return Card(("file", ""), [("zona.shp", "✓"), ("zona.dbf", "✓"), ("zona.shx", "✗")], [(2, 0), (2, 1)])


def ring_closed(folder: Path) -> Ground:
    """A ring that does not end where it begins."""
    ring = [[112.2, -7.5], [112.28, -7.5], [112.28, -7.46], [112.2, -7.46]]
    one = {"type": "Feature", "properties": {"n": 1}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    path = folder / "zona.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [one]}), encoding="utf-8")
    told("RING_CLOSED", path)
    return Ground(
        {"": shapely.LineString([(0, 0), (80, 0), (80, 40), (0, 40)])},
        vertices=True,
        found=[shapely.LineString([(0, 40), (0, 0)])],
    )


def not_a_layer(folder: Path) -> Card:
    """An error page of a server saved under the name of a layer."""
    path = folder / "zona.geojson"
    path.write_text("<!DOCTYPE html><html><body>404 Not Found</body></html>", encoding="utf-8")
    told("FILE_UNREADABLE", path)
    return Card(("zona.geojson",), [("<!DOCTYPE html>",), ("404 Not Found",)], [(0, 0)])


LOADING = [
    Case("FILE_UNREADABLE", "reading", not_a_layer),
    Case("CRS_MISSING", "reading", crs_missing),
    Case("CRS_UNREADABLE", "reading", crs_unreadable),
    Case("CRS_CONTRADICTED", "reading", crs_contradicted),
    Case("CRS_DOUBTFUL", "reading", crs_doubtful),
    Case("AXES_SWAPPED", "reading", axes_swapped),
    Case("CRS_FROM_COLUMNS", "reading", from_columns),
    Case("COORDINATE_UNREADABLE", "reading", unreadable),
    Case("ENCODING_GUESSED", "reading", encoding),
    Case("TEXT_GARBLED", "reading", garbled),
    Case("WRITING_AMBIGUOUS", "reading", ambiguous),
    Case("INDEX_REBUILT", "reading", index_rebuilt),
    Case("RING_CLOSED", "reading", ring_closed),
]
