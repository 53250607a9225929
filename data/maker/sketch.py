"""Schematic zones from a map of letters: a drawing of ours around a published place, no plan of anybody."""

from __future__ import annotations

import geopandas as gpd
import shapely
from pyproj import Transformer

NOTE = "skematik: digambar sebagai peta huruf, bukan peta rencana"


class Sketch:
    """A map of letters on the ground: row 0 is the north, a letter is a square.

    ``#`` and other signs that name no zone stay empty.
    """

    def __init__(
        self, rows: str, names: dict[str, tuple[str, str]], cell_m: float, lon_lat: tuple[float, float], crs: str
    ) -> None:
        self.rows = [row.strip() for row in rows.strip().splitlines()]
        self.names = names
        self.cell_m = cell_m
        self.crs = crs
        x, y = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(*lon_lat)
        # On a round grid, the published place in the middle.
        self.west = round(x / cell_m) * cell_m - len(self.rows[0]) // 2 * cell_m
        self.north = round(y / cell_m) * cell_m + len(self.rows) // 2 * cell_m
        if len({len(row) for row in self.rows}) != 1:
            raise ValueError("rows of the map differ in length")

    def square(self, row: int, column: int) -> shapely.Polygon:
        """Ground of a letter."""
        x, y = self.west + column * self.cell_m, self.north - (row + 1) * self.cell_m
        return shapely.box(x, y, x + self.cell_m, y + self.cell_m)

    def at(self, row: float, column: float) -> tuple[float, float]:
        """Place on the map: (0, 0) is its north-west corner, one is a letter."""
        return self.west + column * self.cell_m, self.north - row * self.cell_m

    def zones(self) -> gpd.GeoDataFrame:
        """One row a zone, in the order of the legend, as plans have their columns."""
        records = []
        for letter, (code, name) in self.names.items():
            squares = [
                self.square(row, column)
                for row, text in enumerate(self.rows)
                for column, here in enumerate(text)
                if here == letter
            ]
            shape = shapely.normalize(shapely.union_all(squares))
            records.append(
                {
                    "KODKWS": code,
                    "NAMOBJ": name,
                    "LUASHA": round(shape.area / 1e4, 4),
                    "SKEMATIK": 1,
                    "KET": NOTE,
                    "geometry": shape,
                }
            )
        return gpd.GeoDataFrame(records, crs=self.crs)

    def to_degrees(self, layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Same layer in EPSG:4326 with eight decimals, about a millimetre."""
        moved = layer.to_crs("EPSG:4326")
        return moved.set_geometry(shapely.transform(moved.geometry.to_numpy(), lambda xy: xy.round(8)), crs="EPSG:4326")
