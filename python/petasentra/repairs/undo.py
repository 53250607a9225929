"""Undo a repair: its ledger gives the original back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra import _core
from petasentra.errors import OptionError, SchemaError
from petasentra.layers.layer import Layer, as_layer
from petasentra.layers.row_names import row_names
from petasentra.repairs.ledger import vertex_centres, vertex_counts, with_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from petasentra.layers.layer import LayerLike

__all__ = ["undo_repair"]

_NEEDED = (
    "code", "status", "feature_id", "row", "before_wkb", "after_vertices", "after_centre", "column", "before_cell",
    "after_cell", "id_column", "layer_rows",
)  # fmt: skip


def undo_repair(fixed: LayerLike, ledger: LayerLike) -> Layer:
    """Return the layer as it was before `repair`, bit by bit.

    Both may come from files. Rows are found by their feature id where the repair had a column of ids, else by number.
    What the file of the repaired layer itself does not keep (a format that rounds coordinates) cannot come back for
    rows that were not touched.

    Parameters
    ----------
    fixed
        The repaired layer.
    ledger
        The ledger of that repair.

    Returns
    -------
    Layer
        The repaired layer with the former geometry and cells of every row that was touched.

    Raises
    ------
    SchemaError
        The ledger lacks a column: it is no ledger of `repair`.
    OptionError
        The ledger is of another layer, or the layer was changed since.

    Examples
    --------
    >>> import petasentra as ps, geopandas, shapely
    >>> zones = geopandas.GeoDataFrame(geometry=[shapely.box(0, 0, 10, 10), shapely.box(9, 0, 20, 10)], crs=32749)
    >>> fixed, ledger = ps.repair(zones)
    >>> ps.undo_repair(fixed, ledger).to_geopandas().geometry.geom_equals_exact(zones.geometry, 0).all()
    np.True_
    """
    layer, book = as_layer(fixed), as_layer(ledger)
    for name in _NEEDED:
        if name not in book.columns:
            raise SchemaError(
                f"This is no ledger of a repair: it lacks the column {name}.",
                f"Ini bukan buku perubahan hasil perbaikan: kolom {name} tidak ada.",
                hint_en="Give the file that repair wrote as its ledger.",
                hint_id="Berikan berkas buku perubahan yang ditulis oleh repair.",
                code=101,
                file=book.provenance["source"],
                layer=book.title,
                column=name,
            )
    told = book.table.to_pylist()
    if not told:
        return layer  # nothing was repaired and nothing left, so it tells nothing of its layer
    if len(layer) != int(told[0]["layer_rows"]):
        raise _of_another(layer, book, f"{len(layer)} / {int(told[0]['layer_rows'])}")
    row_of = _Rows(layer, book, told[0]["id_column"] or None)
    for entry in told:
        if entry["status"] != "repaired" and not _is_missing(entry["row"]) and int(entry["row"]) >= 0:
            row_of(entry)
    entries = [row for row in told if row["status"] == "repaired"]
    if not entries:
        return layer
    counts, centres = vertex_counts(layer), vertex_centres(layer)
    rows: list[int] = []
    shapes: list[str] = []
    cells: dict[str, dict[int, str | None]] = {}
    for entry in entries:
        row = row_of(entry)
        if entry["column"]:
            column = entry["column"]
            if column not in layer.columns or layer[column][row] != entry["after_cell"]:
                raise _of_another(layer, book, entry["feature_id"])
            cells.setdefault(column, {})[row] = entry["before_cell"]
        elif not _is_missing(entry["after_vertices"]):
            if int(entry["after_vertices"]) != int(counts[row]) or _is_elsewhere(entry["after_centre"], centres[row]):
                raise _of_another(layer, book, entry["feature_id"])
            rows.append(row)
            shapes.append(entry["before_wkb"] or "")
    undone = Layer(_core.with_geometries(layer.core, rows, shapes), load_report=layer.load_report)
    return with_values(undone, cells) if cells else undone


class _Rows:
    """The row of the layer that an entry of the ledger means."""

    def __init__(self, layer: Layer, book: Layer, id_column: str | None) -> None:
        self._layer = layer
        self._book = book
        self._names: list[str] | None = None
        self._rows: dict[str, list[int]] = {}
        if id_column is None:
            return
        if id_column not in layer.columns:
            raise _of_another(layer, book, id_column)
        self._names = row_names(layer, id_column)
        for row, name in enumerate(self._names):
            self._rows.setdefault(name, []).append(row)

    def __call__(self, entry: dict[str, Any]) -> int:
        row, name = int(entry["row"]), str(entry["feature_id"])
        if 0 <= row < len(self._layer) and (self._names is None or self._names[row] == name):
            return row
        others = self._rows.get(name, [])
        if len(others) != 1:
            raise _of_another(self._layer, self._book, name)
        return others[0]


def _is_elsewhere(told: str, found: NDArray[np.float64]) -> bool:
    """Compare mean vertices; a format that rounds coordinates to seven decimals is forgiven."""
    centre = np.array(told.split(), dtype=np.float64)
    return bool((np.abs(centre - found) > 1e-7 + 1e-9 * np.abs(centre)).any())


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _of_another(layer: Layer, book: Layer, what: str) -> OptionError:
    return OptionError(
        f'The ledger "{book.title}" is of another layer, or the layer was changed since the repair.',
        f'Buku perubahan "{book.title}" milik lapisan lain, atau lapisannya telah diubah sesudah perbaikan.',
        hint_en="Give the layer that the repair wrote together with this ledger.",
        hint_id="Berikan lapisan yang ditulis bersama buku perubahan ini.",
        code=801,
        file=layer.provenance["source"],
        layer=layer.title,
        feature=what,
    )
