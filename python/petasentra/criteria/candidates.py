"""Candidate places: those that are given, or cells of a grid over an area."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from petasentra import _core
from petasentra.criteria.ground import in_plane, in_range, metre_crs
from petasentra.errors import OptionError, SchemaError
from petasentra.layers.layer import Layer, as_layer

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.crs import CrsLike
    from petasentra.layers.layer import LayerLike

__all__ = ["Candidates", "candidate_grid", "read_candidates"]

#: Cells that a grid may have: beyond that a cell size is more likely a slip.
MOST_CELLS = 20_000_000
_AREAS = (3, 6)  # of ISO WKB: polygons


@dataclass(frozen=True, eq=False)
class Candidates:
    """Places with their ids, and what every criterion needs of them."""

    layer: Layer
    ids: pa.Array
    site_id: str
    threads: int | None = None

    @cached_property
    def measured(self) -> Layer:
        """The places in the plane in which distances and shares are measured."""
        return in_plane(self.layer, self.there, self.threads)

    @cached_property
    def there(self) -> npt.NDArray[np.bool_]:
        """Which of them have a place, shape (n,)."""
        inner = np.asarray(self.layer.core.inner_places(self.threads), dtype=np.float64).reshape(-1, 2)
        return np.asarray(np.isfinite(inner).all(axis=1)) & in_range(self.layer)

    @cached_property
    def far(self) -> npt.NDArray[np.bool_]:
        """Which of them have coordinates, but too far from the others to be measured with them, shape (n,)."""
        inner = np.asarray(self.layer.core.inner_places(self.threads), dtype=np.float64).reshape(-1, 2)
        return np.asarray(np.isfinite(inner).all(axis=1)) & ~self.there

    @cached_property
    def areas(self) -> npt.NDArray[np.bool_]:
        """Which of them are areas, shape (n,)."""
        return np.isin(self.layer.core.geometry_arrays()["kind"], _AREAS)

    @cached_property
    def places(self) -> npt.NDArray[np.float64]:
        """A place within each, in the plane of `measured`, shape (n, 2), NaN without one."""
        return np.asarray(self.measured.core.inner_places(self.threads), dtype=np.float64).reshape(-1, 2)

    @cached_property
    def order(self) -> npt.NDArray[np.int64]:
        """Rank of each id among all, shape (n,): whole numbers by number, texts by their letters."""
        import pyarrow.compute as pc

        by_id = pc.sort_indices(self.ids).to_numpy()
        rank = np.empty(len(self.ids), dtype=np.int64)
        rank[by_id] = np.arange(len(self.ids))
        return rank

    def __len__(self) -> int:
        return len(self.ids)


def read_candidates(places: LayerLike, site_id: str | None, threads: int | None = None) -> Candidates:
    """Return candidates with ids, which are those of a column, else of ``site_id`` if there is one, else row numbers.

    Raises
    ------
    SchemaError
        There is no such column, or an id is missing or stands there twice.
    OptionError
        What was given is no layer.
    """
    from petasentra.conformance.sites import with_whole_ids

    try:
        layer = as_layer(places)
    except TypeError as error:
        raise OptionError(
            f"candidates={type(places).__name__} is no layer of places.",
            f"candidates={type(places).__name__} bukan lapisan tempat.", code=801, column="candidates",
        ) from error  # fmt: skip
    if site_id is not None and not isinstance(site_id, str):
        raise OptionError(
            f"site_id={site_id!r} is no name of a column.", f"site_id={site_id!r} bukan nama kolom.", code=801
        )
    if site_id is None and "site_id" not in layer.columns:
        rows = pa.array(np.arange(len(layer)))
        handle = layer.core.with_columns(_core.Table.from_stream(pa.table({"site_id": rows})))
        return Candidates(Layer(handle), rows, "site_id", threads)
    name = site_id or "site_id"
    if name not in layer.columns:
        _ = layer[name]  # the core says which is missing, and the nearest name
    layer = with_whole_ids(layer, name)
    ids = pa.table(layer).column(name).combine_chunks()
    ids = ids.cast(ids.type.value_type) if pa.types.is_dictionary(ids.type) else ids
    ids = ids if pa.types.is_integer(ids.type) else ids.cast(pa.string())
    _require_distinct(ids, layer, name)
    return Candidates(layer, ids, name, threads)


def _require_distinct(ids: pa.Array, layer: Layer, name: str) -> None:
    import pyarrow.compute as pc

    place = {"code": 103, "layer": layer.title, "column": name}
    if ids.null_count:
        row = int(np.flatnonzero(ids.is_null().to_numpy(zero_copy_only=False))[0])
        raise SchemaError(f"Row {row} (from 0) has no id.", f"Baris {row} (dari 0) tidak memiliki pengenal.", **place)  # type: ignore[arg-type]
    if pc.count_distinct(ids).as_py() == len(ids):
        return
    counts = pc.value_counts(ids)
    twice = counts.field(0).filter(pc.greater(counts.field(1), 1))[0].as_py()
    raise SchemaError(
        f"The id {twice!r} stands there more than once.", f"Pengenal {twice!r} tercatat lebih dari sekali.",
        hint_en="Give every candidate an id of its own.", hint_id="Beri setiap calon lokasi pengenal sendiri.",
        **place,  # type: ignore[arg-type]
    )  # fmt: skip


def candidate_grid(area: LayerLike, cell_m: float, *, as_points: bool = False, crs: CrsLike = None) -> Layer:
    """Cover an area with square cells, to be candidates of `petasentra.suitability`.

    Parameters
    ----------
    area
        Polygons in any CRS: a kabupaten, a kecamatan, the zones of a plan.
    cell_m
        Side of a cell in metres; corners lie at whole multiples of it, so that grids of neighbours fit.
    as_points
        Middles of the cells instead of squares: a verdict is then that of the middle.
    crs
        A projected CRS in metres; without it that of the area if its metres are such, else UTM at its middle.

    Returns
    -------
    Layer
        ``site_id`` (``"r12c7"``: row from the south, column from the west, of the grid that starts at 0, 0),
        ``cell_m``; the cells whose middle lies in the area, its border included, from the south-west row by row.

    Raises
    ------
    OptionError
        A cell has no size, or there would be more than 20 million.
    CrsError
        The area has no CRS.

    Examples
    --------
    >>> import geopandas, shapely, petasentra as ps
    >>> area = geopandas.GeoDataFrame(geometry=[shapely.box(600_000, 9_200_000, 600_300, 9_200_200)], crs=32749)
    >>> grid = ps.criteria.candidate_grid(area, 100)
    >>> len(grid), grid["site_id"][0]
    (6, 'r92000c6000')
    """
    from petasentra.sentra.arguments import metres_given
    from petasentra.zoning import ZoningIndex

    size = metres_given("cell_m", cell_m)
    given = as_layer(area)
    plane = given.to_crs(metre_crs(given) if crs is None else crs)
    bounds = plane.bounds
    if bounds is None:
        return _cells(np.empty(0, np.int64), np.empty(0, np.int64), size, plane.crs, as_points)
    west, south, east, north = (np.floor(one / size) for one in bounds)
    columns, rows = np.arange(west, east + 1), np.arange(south, north + 1)
    if len(columns) * len(rows) > MOST_CELLS:
        raise OptionError(
            f"cell_m={cell_m!r} makes {len(columns) * len(rows)} cells; at most {MOST_CELLS} are looked at.",
            f"cell_m={cell_m!r} menghasilkan {len(columns) * len(rows)} sel; batasnya {MOST_CELLS}.",
            code=801, column="cell_m",
        )  # fmt: skip
    column, row = (one.reshape(-1).astype(np.int64) for one in np.meshgrid(columns, rows))
    index = ZoningIndex(plane, check_validity=False)
    inside = np.asarray(index.locate(x=(column + 0.5) * size, y=(row + 0.5) * size, crs=plane.crs)) >= 0
    return _cells(column[inside], row[inside], size, plane.crs, as_points)


def _cells(
    column: npt.NDArray[np.int64], row: npt.NDArray[np.int64], size: float, crs: Any, as_points: bool  # noqa: ANN401
) -> Layer:  # fmt: skip
    ids = [f"r{down}c{across}" for down, across in zip(row.tolist(), column.tolist(), strict=True)]
    if as_points:
        geometry = _point_wkb((column + 0.5) * size, (row + 0.5) * size)
    else:
        geometry = _square_wkb(column * size, row * size, size)
    table = pa.table(
        {"site_id": pa.array(ids, pa.string()), "cell_m": pa.array(np.full(len(ids), size)), "geometry": geometry}
    )
    return Layer.from_arrow(table, "geometry", crs)


def _point_wkb(x: npt.NDArray[Any], y: npt.NDArray[Any]) -> pa.Array:
    record = np.empty(len(x), dtype=[("order", "u1"), ("kind", "<u4"), ("xy", "<f8", (2,))])
    record["order"], record["kind"], record["xy"] = 1, 1, np.column_stack([x, y]).reshape(-1, 2)
    return _binary(record)


def _square_wkb(x: npt.NDArray[Any], y: npt.NDArray[Any], size: float) -> pa.Array:
    kinds = [("order", "u1"), ("kind", "<u4"), ("rings", "<u4"), ("corners", "<u4"), ("xy", "<f8", (5, 2))]
    record = np.empty(len(x), dtype=kinds)
    record["order"], record["kind"], record["rings"], record["corners"] = 1, 3, 1, 5
    around = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]) * size
    record["xy"] = np.column_stack([x, y]).reshape(-1, 1, 2) + around
    return _binary(record)


def _binary(record: npt.NDArray[Any]) -> pa.Array:
    width = record.dtype.itemsize
    offsets = np.arange(len(record) + 1, dtype=np.int64) * width
    data = pa.py_buffer(record.tobytes())
    return pa.Array.from_buffers(pa.large_binary(), len(record), [None, pa.py_buffer(offsets.tobytes()), data])
