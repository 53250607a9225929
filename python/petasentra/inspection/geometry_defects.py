"""Defects of geometry as findings: null, empty, not finite, invalid, repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from petasentra import _core
from petasentra._english import by_number
from petasentra.inspection.findings import FIRST_PLACES, Finding, counted, rows_text
from petasentra.inspection.vertices import are_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from petasentra.layers.layer import Layer

    Rows: TypeAlias = NDArray[np.integer[Any]]
    Arrays: TypeAlias = Mapping[str, NDArray[Any]]


def geometry_defects(layer: Layer, name: str) -> Iterator[Finding]:
    """Yield what is wrong with the shapes of a layer, duplicates left out; see `repeated_rows`."""
    arrays = layer.core.geometry_arrays()
    null = np.flatnonzero(arrays["kind"] == 0)
    if len(null):
        yield counted(
            "GEOMETRY_NULL",
            "warning",
            name,
            null,
            "fitur tidak punya geometri.",
            ("feature has no geometry.", "features have no geometry."),
        )
    empty = np.flatnonzero((arrays["kind"] != 0) & (np.diff(arrays["part_of_row"]) == 0))
    if len(empty):
        yield counted(
            "GEOMETRY_EMPTY",
            "warning",
            name,
            empty,
            "fitur bergeometri kosong.",
            ("feature has an empty geometry.", "features have an empty geometry."),
        )
    _, last = vertex_ranges(arrays)
    unfit = np.flatnonzero(~are_places(arrays["xy"]))
    if len(unfit):
        rows = np.unique(np.searchsorted(last, unfit, side="right"))
        yield counted(
            "COORDINATE_NOT_FINITE",
            "error",
            name,
            rows,
            "fitur memiliki koordinat bukan bilangan atau jauh di luar Bumi.",
            (
                "feature has coordinates that are no numbers, or far beyond the Earth.",
                "features have coordinates that are no numbers, or far beyond the Earth.",
            ),
        )
    yield from _invalid(layer, name)


def vertex_ranges(arrays: Arrays) -> tuple[Rows, Rows]:
    """Return the first vertex of each row and the one after its last, each of shape (n,)."""
    starts = arrays["vertex_of_ring"][arrays["ring_of_part"][arrays["part_of_row"]]]
    return starts[:-1], starts[1:]


def _invalid(layer: Layer, name: str) -> Iterator[Finding]:
    found = _core.invalid_rows(layer.core)
    if not found:
        return
    shown = "; ".join(f"{row}: {reason} ({x:.7g}, {y:.7g})" for row, reason, x, y in found[:FIRST_PLACES])
    more = "; …" if len(found) > FIRST_PLACES else "."
    yield Finding(
        "GEOMETRY_INVALID",
        "warning",
        name,
        f"{len(found)} geometri tidak sah (baris: sebab dan tempat): {shown}{more}",
        f"{len(found)} {by_number(len(found), 'geometry is', 'geometries are')} invalid "
        f"(row: reason and place): {shown}{more}",
        "Perbaiki di GIS (misalnya Fix geometries di QGIS) lalu periksa lagi.",
        f"Mend {by_number(len(found), 'it', 'them')} in a GIS (QGIS: Fix geometries) and look again.",
        feature_id=rows_text([row for row, *_ in found]),
        measure=float(len(found)),
        unit="rows",
    )


def repeated_rows(layer: Layer) -> dict[int, int]:
    """Return the rows that repeat the geometry of an earlier one, each with the first row of that geometry."""
    arrays = layer.core.geometry_arrays()
    first, last = vertex_ranges(arrays)
    seen: dict[tuple[int, bytes], int] = {}
    repeated: dict[int, int] = {}
    xy = arrays["xy"]
    for row, (kind, start, end) in enumerate(zip(arrays["kind"], first, last, strict=True)):
        if end == start:
            continue
        shape = (int(kind), xy[start:end].tobytes())
        earlier = seen.setdefault(shape, row)
        if earlier != row:
            repeated[row] = earlier
    return repeated


def duplicates(layer: Layer, name: str, repeated: Mapping[int, int]) -> Iterator[Finding]:
    """Yield one finding about rows that repeat a geometry, saying how many repeat every attribute too."""
    if not repeated:
        return
    whole = _whole_duplicates(layer, repeated)
    also_id = f" {whole} di antaranya mengulang seluruh atributnya juga." if whole else ""
    also_en = f" {whole} of them {by_number(whole, 'repeats', 'repeat')} every attribute too." if whole else ""
    if len(repeated) == 1 and whole:
        also_id, also_en = " Seluruh atributnya diulang juga.", " It repeats every attribute too."
    yield counted(
        "DUPLICATE_GEOMETRY",
        "note",
        name,
        np.array(list(repeated)),
        f"fitur mengulang geometri fitur sebelumnya.{also_id}",
        (
            f"feature repeats the geometry of an earlier one.{also_en}",
            f"features repeat the geometry of an earlier one.{also_en}",
        ),
    )


def _whole_duplicates(layer: Layer, repeated: Mapping[int, int]) -> int:
    rows = sorted({*repeated, *repeated.values()})
    if len(rows) > 200_000 or not layer.columns:
        return 0
    records = layer.core.table.take(np.array(rows, dtype=np.int64))
    import pyarrow as pa

    cells = {
        row: tuple(map(str, record.values())) for row, record in zip(rows, pa.table(records).to_pylist(), strict=True)
    }
    seen: set[tuple[int, tuple[str, ...]]] = {(row, cells[row]) for row in set(repeated.values())}
    whole = 0
    for row, earlier in repeated.items():
        key = (earlier, cells[row])
        whole += key in seen
        seen.add(key)
    return whole
