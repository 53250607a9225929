"""Writes shapefiles with equal bytes for equal content, and takes parts of them away again."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pyogrio

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd


class ShapefileFolder:
    """Where the shapefiles go, and which were written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.names: list[str] = []
        path.mkdir(parents=True, exist_ok=True)

    def write(
        self, name: str, layer: gpd.GeoDataFrame, *, encoding: str = "UTF-8", prj: bool = True, cpg: bool = True
    ) -> None:
        """Write a layer; without ``prj`` or ``cpg`` the file that would tell CRS or encoding is missing."""
        for part in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
            self.drop(name, part)
        pyogrio.write_dataframe(
            layer,
            self.path / f"{name}.shp",
            driver="ESRI Shapefile",
            encoding=encoding,
            layer_options={"DBF_DATE_LAST_UPDATE": "2022-11-07"},
        )
        if not prj:
            self.drop(name, ".prj")
        if not cpg:
            self.drop(name, ".cpg")
            self._forget_code_page(name)
        self.names.append(name)

    def drop(self, name: str, part: str) -> None:
        """Remove one file of a shapefile."""
        (self.path / f"{name}{part}").unlink(missing_ok=True)

    def cut_rows(self, name: str, keep: int) -> None:
        """Leave the first rows of the attribute table only, as a broken copy does."""
        table = self.path / f"{name}.dbf"
        content = bytearray(table.read_bytes())
        header, width = struct.unpack_from("<HH", content, 8)
        struct.pack_into("<I", content, 4, keep)
        table.write_bytes(bytes(content[: header + keep * width]) + b"\x1a")

    def _forget_code_page(self, name: str) -> None:
        table = self.path / f"{name}.dbf"
        content = bytearray(table.read_bytes())
        content[29] = 0
        table.write_bytes(bytes(content))
