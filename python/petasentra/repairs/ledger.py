"""The ledger of a repair beyond geometry: how it knows its layer again, and cells that were rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra import _core
from petasentra.layers.layer import Layer
from petasentra.layers.row_names import row_names

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from petasentra.profiles.tables import Profile


def with_key(ledger: Layer, fixed: Layer, feature_id: str | None) -> Layer:
    """Return the ledger with the columns by which its layer is known again, and those for cells.

    ``id_column`` names the column of feature ids (null: row numbers), ``layer_rows`` counts the rows of the layer,
    ``after_centre`` is the mean vertex of a touched row, beside ``after_vertices``. ``column``, ``before_cell`` and
    ``after_cell`` are filled where a cell was rewritten.
    """
    import pyarrow as pa

    rows = len(ledger)
    nothing = pa.nulls(rows, pa.string())
    centres = vertex_centres(fixed)
    told = np.isfinite(np.asarray(ledger["after_vertices"], dtype=np.float64))
    centre = [
        f"{float(centres[row, 0])!r} {float(centres[row, 1])!r}" if is_told else None
        for row, is_told in zip(ledger["row"], told, strict=True)
    ]
    more = pa.table(
        {
            "after_centre": pa.array(centre, pa.string()),
            "column": nothing,
            "before_cell": nothing,
            "after_cell": nothing,
            "id_column": pa.array([feature_id] * rows, pa.string()),
            "layer_rows": pa.array([len(fixed)] * rows, pa.int64()),
        }
    )
    return Layer(ledger.core.with_columns(_core.Table.from_stream(more)))


def with_cells(fixed: Layer, ledger: Layer, profile: str | Profile, feature_id: str | None) -> tuple[Layer, Layer]:
    """Rewrite the cells of coded columns that mix codes and words, and add a ledger row for each.

    A column that still mixes both gets a row with status ``left``.
    """
    import pyarrow as pa

    from petasentra.profiles.clashes import clashing_columns
    from petasentra.profiles.columns import parsed_as
    from petasentra.values.columns import arrow_array

    table = fixed.to_arrow()
    names = row_names(fixed, feature_id)
    rows: list[dict[str, Any]] = []
    for column, field in clashing_columns(fixed, profile).items():
        position = table.column_names.index(column)
        array = arrow_array(table.column(position))
        parsed = parsed_as(array, field)
        readable = parsed is not None and pa.types.is_string(parsed.values.type)
        if parsed is not None and readable:
            before, after = array.to_pylist(), parsed.values.to_pylist()
            changed = [
                row for row in range(len(before)) if after[row] is not None and str(before[row]) != str(after[row])
            ]
            rows += [_cell_row(row, names[row], column, before[row], after[row]) for row in changed]
            told = set(changed)
            cells = [after[row] if row in told else value for row, value in enumerate(before)]
            table = table.set_column(position, table.schema.field(position), pa.array(cells, array.type))
    made = _layer_of(table, fixed)
    rows += [_left_row(column) for column in clashing_columns(made, profile)]
    if not rows:
        return fixed, ledger
    more = [{**dict.fromkeys(ledger.columns), "id_column": feature_id, "layer_rows": len(fixed), **row} for row in rows]
    old = ledger.to_arrow()
    return made, _layer_of(pa.concat_tables([old, pa.Table.from_pylist(more, schema=old.schema)]), ledger)


def with_values(layer: Layer, cells: dict[str, dict[int, str | None]]) -> Layer:
    """Return the layer with other values in some cells: column -> row -> value."""
    import pyarrow as pa

    table = layer.to_arrow()
    for column, values in cells.items():
        position = table.column_names.index(column)
        field = table.schema.field(position)
        old = table.column(position).to_pylist()
        new = pa.array([values.get(row, value) for row, value in enumerate(old)], field.type)
        table = table.set_column(position, field, new)
    return _layer_of(table, layer)


def vertex_counts(layer: Layer) -> NDArray[np.int64]:
    """Return the number of vertices of each row."""
    arrays = layer.core.geometry_arrays()
    first = arrays["vertex_of_ring"][arrays["ring_of_part"][arrays["part_of_row"]]]
    counts: NDArray[np.int64] = np.diff(first.astype(np.int64))
    return counts


def vertex_centres(layer: Layer) -> NDArray[np.float64]:
    """Return the mean vertex of each row, shape (n, 2): the same wherever rings begin and whichever way they turn."""
    arrays = layer.core.geometry_arrays()
    rings = arrays["vertex_of_ring"].astype(np.int64)
    first = rings[arrays["ring_of_part"].astype(np.int64)[arrays["part_of_row"].astype(np.int64)]]
    weight = np.ones(len(arrays["xy"]))
    weight[rings[1:][rings[1:] > rings[:-1]] - 1] = 0.0  # the closing vertex
    sums = np.zeros((len(weight) + 1, 3))
    origin = arrays["xy"][:1] if len(weight) else np.zeros((1, 2))  # large eastings cost no digits
    sums[1:, :2] = np.cumsum((arrays["xy"] - origin) * weight[:, None], axis=0)
    sums[1:, 2] = np.cumsum(weight)
    per_row = sums[first[1:]] - sums[first[:-1]]
    centres: NDArray[np.float64] = per_row[:, :2] / np.maximum(per_row[:, 2:], 1.0) + origin
    return centres


def _layer_of(table: pa.Table, like: Layer) -> Layer:
    handle = _core.Layer.from_stream(table, geometry=like.geometry_name, crs=like.core.crs)
    return Layer(handle.with_provenance(**like.core.provenance), load_report=like.load_report)


def _cell_row(row: int, name: str, column: str, before: object, after: object) -> dict[str, Any]:
    return {
        "code": "DOMAIN_CLASH",
        "status": "repaired",
        "feature_id": name,
        "row": row,
        "area_m2": 0.0,
        "change_m2": 0.0,
        "max_shift_m": 0.0,
        "vertices_added": 0,
        "vertices_removed": 0,
        "reason_id": f"Nilai kolom {column} ditulis seragam menurut profil.",
        "reason_en": f"The value of column {column} was written as the profile has it.",
        "column": column,
        "before_cell": None if before is None else str(before),
        "after_cell": str(after),
    }


def _left_row(column: str) -> dict[str, Any]:
    return {
        "code": "DOMAIN_CLASH",
        "status": "left",
        "feature_id": "",
        "row": -1,
        "area_m2": 0.0,
        "change_m2": 0.0,
        "max_shift_m": 0.0,
        "vertices_added": 0,
        "vertices_removed": 0,
        "reason_id": f"Dibiarkan: kolom {column} masih memuat nilai yang artinya tidak diketahui profil ini.",
        "reason_en": f"Left alone: column {column} still holds values whose meaning the profile does not know.",
        "column": column,
    }
