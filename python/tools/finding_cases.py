"""Tiny layers on which findings are really found, and how they are drawn. Invented, in EPSG:32749 near Jombang."""

# ruff: noqa: D401  (a case is named by what it shows)
from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely
from shapely.affinity import translate

import petasentra as ps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

EAST, NORTH = 640_000.0, 9_160_000.0


@dataclass
class Ground:
    """A drawing of zones: shapes with labels, what was found, lines and zones that do not belong to the layer."""

    zones: dict[str, BaseGeometry]
    found: list[BaseGeometry] = field(default_factory=list)
    measure: str = ""
    value: float = 0.0
    perimeter: BaseGeometry | None = None
    neighbours: dict[str, BaseGeometry] = field(default_factory=dict)
    vertices: bool = False


@dataclass
class Card:
    """A drawing of a table: head, rows, and the cells (row, column) the finding is about."""

    head: tuple[str, ...]
    rows: list[tuple[str, ...]]
    marked: list[tuple[int, int]]


@dataclass(frozen=True)
class Case:
    """A finding that is drawn: its code, its area in the catalogue, and what makes it."""

    code: str
    area: str
    make: Callable[[Path], Ground | Card]


def box(west: float, south: float, east: float, north: float) -> BaseGeometry:
    """A rectangle drawn counterclockwise from its southwestern corner."""
    return shapely.Polygon([(west, south), (east, south), (east, north), (west, north)])


def at_home(shape: BaseGeometry | None) -> BaseGeometry | None:
    """The shape at its place near Jombang."""
    return None if shape is None else translate(shape, EAST, NORTH)


def frame(shapes: list[BaseGeometry | None], **columns: list[object]) -> gpd.GeoDataFrame:
    """A layer of shapes drawn near the origin."""
    return gpd.GeoDataFrame(columns, geometry=[at_home(shape) for shape in shapes], crs=32749)


def validated(code: str, drawing: Ground, **columns: list[object]) -> Ground:
    """Validate what is drawn; the finding must be there. Its places and first measure go into the drawing."""
    extra = {}
    if drawing.perimeter is not None:
        extra["perimeter"] = frame([drawing.perimeter])
    if drawing.neighbours:
        extra["neighbour"] = frame(list(drawing.neighbours.values()))
    found = ps.validate_zoning(frame(list(drawing.zones.values()), **columns), **extra)
    mine = found.to_geopandas()
    mine = mine[mine["code"] == code]
    assert len(mine), f"{code} is not found, but {found.counts}"
    drawing.found = [translate(place, -EAST, -NORTH) for place in mine.geometry if place is not None]
    row = mine.iloc[0]
    drawing.value = float(row["measure"])
    if not drawing.measure and row["unit"] in ("m", "m2"):
        drawing.measure = f"{row['measure']:,.1f} {row['unit'].replace('m2', 'm²')}"
    return drawing


def overlap(_: Path) -> Ground:
    """Two zones over one another."""
    return validated("ZONE_OVERLAP", Ground({"A": box(0, 0, 44, 40), "B": box(36, 0, 80, 40)}))


def gap(_: Path) -> Ground:
    """Ground between two zones that neither has."""
    a = shapely.Polygon([(0, 0), (40, 0), (40, 8), (40, 32), (40, 40), (0, 40)])
    b = shapely.Polygon([(40, 0), (80, 0), (80, 40), (40, 40), (40, 32), (50, 20), (40, 8)])
    return validated("ZONE_GAP", Ground({"A": a, "B": b}))


def sliver(_: Path) -> Ground:
    """A strip of less than a square metre."""
    a = shapely.Polygon([(0, 0), (6, 0), (6, 6), (0, 6)])
    strip = shapely.Polygon([(6, 0), (6.2, 6), (6, 6)])
    b = shapely.Polygon([(6, 0), (12, 0), (12, 6), (6.2, 6)])
    return validated("ZONE_SLIVER", Ground({"A": a, "": strip, "B": b}))


def spike(_: Path) -> Ground:
    """A border that runs out and back."""
    a = shapely.Polygon([(0, 0), (80, 0), (80, 22), (50.2, 22), (50.1, 40), (50, 22), (0, 22)])
    return validated("ZONE_SPIKE", Ground({"A": a}))


def edge(_: Path) -> Ground:
    """Neighbours of which one alone has vertices on the common border."""
    b = shapely.Polygon([(40, 0), (80, 0), (80, 40), (40, 40), (40, 28), (40, 12)])
    return validated("EDGE_MISMATCH", Ground({"A": box(0, 0, 40, 40), "B": b}, measure=" ", vertices=True))


def double(_: Path) -> Ground:
    """One ground, two rows."""
    return validated("DUPLICATE_GEOMETRY", Ground({"A = B": box(22, 0, 80, 40), " ": box(22, 0, 80, 40)}))


def invalid(_: Path) -> Ground:
    """A ring that crosses itself."""
    bow = shapely.Polygon([(8, 2), (72, 38), (72, 2), (8, 38)])
    return validated("GEOMETRY_INVALID", Ground({"": bow}, measure=" "))


def no_polygon(_: Path) -> Ground:
    """A line where a zone should be."""
    line = shapely.LineString([(46, 6), (56, 30), (64, 14), (72, 34)])
    return validated("GEOMETRY_NOT_POLYGON", Ground({"A": box(0, 0, 40, 40), "": line}, measure=" "))


def outside(_: Path) -> Ground:
    """A zone that crosses the perimeter of the plan."""
    perimeter = box(-2, -2, 70, 42)
    return validated(
        "OUTSIDE_PERIMETER", Ground({"A": box(0, 0, 40, 40), "B": box(40, 0, 82, 40)}, perimeter=perimeter)
    )


def stated(_: Path) -> Ground:
    """A stated area that is not that of the shape."""
    drawing = validated("STATED_AREA", Ground({"": box(0, 0, 80, 40)}), LUASHA=[0.45])
    drawing.measure = f"LUASHA 0.45  ≠  {0.45 - drawing.value / 1e4:.2f} ha"
    return drawing


def border(_: Path) -> Ground:
    """Two plans that do not meet."""
    theirs = shapely.Polygon([(40, 0), (80, 0), (80, 40), (40, 40), (46, 20)])
    return validated("BORDER_MISMATCH", Ground({"A": box(0, 0, 40, 40)}, neighbours={"B": theirs}))


def reversed_days(_: Path) -> Card:
    """A zone whose last day comes before its first."""
    days = [("2012-01-01", "2032-01-01"), ("2031-06-01", "2011-06-01")]
    zones = frame([box(0, 0, 40, 40), box(40, 0, 80, 40)])
    zones["dari"], zones["sampai"] = zip(*days, strict=True)
    found = ps.validate_zoning(zones, valid_from="dari", valid_to="sampai")
    assert found.counts == {"VALIDITY_REVERSED": 1}
    return Card(("dari", "sampai"), days, [(1, 0), (1, 1)])


def clash(_: Path) -> Ground:
    """A zone that writes a coded column in words."""
    labels = ['KRB_03\n"1"', 'KRB_03\n"2"', 'KRB_03\n"Patahan Aktif"']
    shapes = [box(0, 0, 22, 40), box(22, 0, 44, 40), box(44, 0, 80, 40)]
    values = [label.partition("\n")[2].strip('"') for label in labels]
    drawing = Ground(dict(zip(labels, shapes, strict=True)))
    return validated("DOMAIN_CLASH", drawing, KODKWS=["P-1"] * 3, KRB_03=values)


def unreadable(_: Path) -> Ground:
    """A stated area that is no number."""
    labels = ['LUASHA\n"0,16"', 'LUASHA\n"16 are"']
    drawing = Ground(dict(zip(labels, [box(0, 0, 40, 40), box(40, 0, 80, 40)], strict=True)))
    return validated("VALUE_UNREADABLE", drawing, LUASHA=["0,16", "16 are"])


def told_by_rows(code: str, shapes: list[BaseGeometry | None], words: list[str]) -> Card:
    """A card of rows and their geometry; the last is the one at fault."""
    assert code in ps.validate_zoning(frame(shapes)).counts
    rows = [(str(row), word) for row, word in enumerate(words)]
    return Card(("fid", "geometry"), rows, [(len(rows) - 1, 1)])


def null(_: Path) -> Card:
    """A row without geometry."""
    return told_by_rows("GEOMETRY_NULL", [box(0, 0, 9, 9), box(9, 0, 18, 9), None], ["POLYGON (…)"] * 2 + ["null"])


def empty(_: Path) -> Card:
    """A geometry without coordinates."""
    shapes = [box(0, 0, 9, 9), box(9, 0, 18, 9), shapely.Polygon()]
    found = ps.validate_zoning(
        gpd.GeoDataFrame(geometry=[at_home(shapes[0]), at_home(shapes[1]), shapes[2]], crs=32749)
    )
    assert "GEOMETRY_EMPTY" in found.counts
    rows = [("0", "POLYGON (…)"), ("1", "POLYGON (…)"), ("2", "POLYGON EMPTY")]
    return Card(("fid", "geometry"), rows, [(2, 1)])


def not_finite(_: Path) -> Card:
    """A vertex that is no number."""
    ring = [(EAST, NORTH), (EAST + 40, NORTH), (EAST + 40, float("nan")), (EAST, NORTH + 40), (EAST, NORTH)]
    with shapely_quiet():
        zone = shapely.Polygon(ring)
    assert "COORDINATE_NOT_FINITE" in ps.validate_zoning(gpd.GeoDataFrame(geometry=[zone], crs=32749)).counts
    rows = [(f"{x:,.0f}", "NaN" if y != y else f"{y:,.0f}") for x, y in ring[:4]]
    return Card(("x", "y"), rows, [(2, 1)])


def shapely_quiet():  # noqa: ANN201
    """NaN coordinates without NumPy's warning."""
    import numpy as np

    return np.errstate(invalid="ignore")


VALIDATING = [
    Case("GEOMETRY_NULL", "validating", null),
    Case("GEOMETRY_EMPTY", "validating", empty),
    Case("COORDINATE_NOT_FINITE", "validating", not_finite),
    Case("GEOMETRY_NOT_POLYGON", "validating", no_polygon),
    Case("GEOMETRY_INVALID", "validating", invalid),
    Case("DUPLICATE_GEOMETRY", "validating", double),
    Case("ZONE_OVERLAP", "validating", overlap),
    Case("ZONE_GAP", "validating", gap),
    Case("ZONE_SLIVER", "validating", sliver),
    Case("ZONE_SPIKE", "validating", spike),
    Case("EDGE_MISMATCH", "validating", edge),
    Case("OUTSIDE_PERIMETER", "validating", outside),
    Case("STATED_AREA", "validating", stated),
    Case("BORDER_MISMATCH", "validating", border),
    Case("VALIDITY_REVERSED", "validating", reversed_days),
    Case("DOMAIN_CLASH", "validating", clash),
    Case("VALUE_UNREADABLE", "validating", unreadable),
]
