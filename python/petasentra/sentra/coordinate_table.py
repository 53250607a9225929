"""Tables whose rows say where they are in columns of degrees, such as a DataFrame with bujur and lintang."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from petasentra.formats import wkb
from petasentra.formats.coordinate_columns import find_coordinates
from petasentra.formats.coordinate_names import coordinate_word
from petasentra.formats.sheets import Sheet
from petasentra.layers.layer import Layer

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from petasentra.tables import Table

__all__ = ["coordinate_cells", "layer_of_degrees"]

_DEGREES = ("lon", "lat", "pair")


def layer_of_degrees(table: Table) -> Layer | None:
    """Return a table as points on WGS 84, read as of a CSV; None where no columns are named and filled like degrees.

    Columns of metres are left alone: nobody says of which zone they are.
    """
    names = _named(table)
    if not names:
        return None
    found = find_coordinates(Sheet("", tuple(names), list(zip(*_cells(table, names), strict=True))))
    if found is None or not found.degrees:
        return None
    geometry = next(name for name in ("geometry", "geometry_", "_geometry_") if name not in table.columns)
    points = wkb.points(found.x, found.y)
    return Layer.from_arrow(table.to_arrow().append_column(geometry, points), geometry, "EPSG:4326")


def coordinate_cells(table: Table, rows: npt.NDArray[np.int64]) -> list[str]:
    """Return what rows say in columns of degrees, as one text a row; empty where they say nothing."""
    cells = [column.take(pa.array(rows)).to_pylist() for column in _columns(table, _named(table))]
    if not cells:
        return [""] * len(rows)
    said = (
        [str(cell).strip() for cell in row if cell is not None and cell == cell] for row in zip(*cells, strict=True)
    )
    return ["; ".join(filter(None, row)) for row in said]


def _named(table: Table) -> list[str]:
    return [name for name in table.columns if coordinate_word(name) in _DEGREES]


def _columns(table: Table, names: list[str]) -> list[pa.ChunkedArray]:
    held = table.to_arrow()
    return [held.column(name) for name in names if not pa.types.is_nested(held.schema.field(name).type)]


def _cells(table: Table, names: list[str]) -> list[list[object]]:
    return [[None if cell != cell else cell for cell in column.to_pylist()] for column in _columns(table, names)]
