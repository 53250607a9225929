"""One band of a raster: opened from a file or given as an array."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from petasentra.crs import as_crs, transform_points
from petasentra.errors import CrsError, IoError, OptionError
from petasentra.rasters.grid import Grid, Window, windows
from petasentra.rasters.terrain import cell_sizes_m, horn_percent, require_metres

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from petasentra.crs import CrsLike
    from petasentra.layers.layer import LayerLike

__all__ = ["Raster", "Statistic"]

Statistic = Literal["mean", "min", "max"]


class Raster:
    """One band of numbers on a grid that faces north; values are read when they are asked for.

    Users make rasters with `open` and `from_array`.

    Attributes
    ----------
    grid
        Columns, rows, corner, cell size and CRS.
    name
        What it is called in messages: the file.
    unit
        Unit of the values, as the file states it; often empty.

    Examples
    --------
    >>> import numpy as np, petasentra as ps
    >>> heights = np.add.outer(np.zeros(20), np.arange(30.0))  # rises 1 m a cell of 10 m
    >>> dem = ps.Raster.from_array(heights, x_left=600_000, y_top=9_200_000, cell=10, crs="EPSG:32749")
    >>> dem.at(x=[600_105], y=[9_199_945], crs="EPSG:32749"), dem.slope().at(x=[600_105], y=[9_199_945], crs=32749)
    (array([10.]), array([10.]))
    """

    def __init__(
        self, grid: Grid, cells: Callable[[Window], npt.NDArray[np.float64]], *, name: str = "raster", unit: str = ""
    ) -> None:
        self.grid = grid
        self.name = name
        self.unit = unit
        self._cells = cells

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, band: int = 1, crs: CrsLike = None) -> Raster:
        """Open a GeoTIFF (or .img, .hgt, .asc) and read its head.

        Parameters
        ----------
        path
            A local file.
        band
            Which band, from 1.
        crs
            Used where the file states none.

        Raises
        ------
        IoError
            The file is missing, cut off, no raster, or rotated; it does not say where it lies; or rasters cannot be
            read here, because the module ``_io`` was not built.
        CrsError
            Neither the file nor `crs` says a CRS.
        OptionError
            There is no such band.
        """
        try:
            from petasentra import _io
        except ImportError:
            raise IoError(
                "Raster files cannot be read: this installation has no GDAL.",
                "Berkas raster tidak dapat dibaca: instalasi ini tanpa GDAL.",
                hint_en="Read it with another library, and give the numbers to Raster.from_array.",
                hint_id="Baca dengan pustaka lain, lalu berikan angkanya kepada Raster.from_array.",
                code=702,
            ) from None
        if not isinstance(path, str | os.PathLike):
            raise OptionError(f"{path!r} is no path.", f"{path!r} bukan jalur berkas.", code=801, column="path")
        if not isinstance(band, int) or isinstance(band, bool):
            raise OptionError(f"band={band!r} is no number.", f"band={band!r} bukan bilangan.", code=801, column="band")
        file = os.fspath(path)
        facts: dict[str, Any] = _io.raster_facts(file, band=max(min(band, 1 << 30), 0))
        grid = Grid(
            facts["columns"], facts["rows"], facts["x_left"], facts["y_top"], facts["cell_x"], facts["cell_y"],
            _known(as_crs(facts["crs"]) if facts["crs"] else as_crs(crs), file),
        )  # fmt: skip

        def cells(window: Window) -> npt.NDArray[np.float64]:
            return _io.read_raster(
                file, band=band, column=window.column, row=window.row, columns=window.columns, rows=window.rows
            )

        return cls(grid, cells, name=Path(file).name, unit=facts["unit"])

    @classmethod
    def from_array(
        cls,
        values: npt.ArrayLike,
        *,
        x_left: float,
        y_top: float,
        cell: float | tuple[float, float],
        crs: CrsLike,
        nodata: float | None = None,
        name: str = "raster",
    ) -> Raster:
        """Make a raster of an array, shape (rows, columns), rows from the north; NaN is unknown.

        Parameters
        ----------
        x_left, y_top
            The north-western corner of the first cell, in units of the CRS.
        cell
            Size of a cell, or its width and height, above 0.
        nodata
            A number that stands for unknown.

        Raises
        ------
        OptionError
            The array has not two dimensions, or a cell has no size.
        CrsError
            There is no CRS.
        """
        try:
            numbers = np.array(values, dtype=np.float64)
            width, height = (float(one) for one in (cell if isinstance(cell, tuple) else (cell, cell)))
            corner = float(x_left), float(y_top)
        except (TypeError, ValueError):
            numbers, width, height, corner = np.empty(0), 0.0, 0.0, (0.0, 0.0)
        sized = np.isfinite([width, height, *corner]).all() and width > 0 and height > 0
        if numbers.ndim != 2 or not sized:
            raise OptionError(
                "A raster needs numbers of two dimensions, a corner, and cells wider than 0.",
                "Raster memerlukan angka berdimensi dua, titik sudut, dan sel yang lebarnya di atas 0.",
                code=801,
            )
        if nodata is not None:
            numbers[numbers == nodata] = np.nan
        grid = Grid(numbers.shape[1], numbers.shape[0], *corner, width, height, _known(as_crs(crs), name))
        return cls(grid, partial(_part_of, numbers), name=name)

    def read(self, window: Window | None = None) -> npt.NDArray[np.float64]:
        """Return the numbers of a window, shape (rows, columns), NaN where unknown; without one all of them."""
        return self._cells(Window(0, 0, self.grid.columns, self.grid.rows) if window is None else window)

    def slope(self) -> Raster:
        """Return the slope in per cent by Horn's method, computed when it is asked for.

        Unknown at the outermost cells of the raster and beside every unknown height. Sizes of cells in degrees are
        those on the ellipsoid of WGS 84. Heights have to be metres.

        Raises
        ------
        OptionError
            The file states another unit of heights.
        CrsError
            The metres of the CRS are none on the ground.
        """
        require_metres(self.grid, self.unit, self.name)
        return _Slope(self)

    def at(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        crs: CrsLike = None,
    ) -> npt.NDArray[np.float64]:
        """Return the value of the cell that holds each place; NaN outside the raster and where it is unknown.

        Parameters
        ----------
        points
            Places in any CRS; of lines and areas a place within.
        x, y, crs
            Or coordinates and their CRS.

        Raises
        ------
        OptionError
            Neither is given, or `x` and `y` differ in length.
        CrsError
            The places have no CRS.
        """
        xy: npt.NDArray[np.float64]
        if points is not None:
            from petasentra.layers.layer import as_layer

            layer = as_layer(points)
            xy = np.asarray(layer.core.inner_places(), dtype=np.float64).reshape(-1, 2)
            crs = layer.crs
        else:
            try:
                xy = np.column_stack([np.asarray(one, dtype=np.float64).reshape(-1) for one in (x, y)])
            except (TypeError, ValueError):
                xy = np.empty(0)
            if x is None or y is None or xy.ndim != 2:
                raise OptionError(
                    "at needs places, or x and y of one length.",
                    "at memerlukan tempat, atau x dan y yang sama panjang.",
                    code=801,
                )  # fmt: skip
        return self._at(xy, crs)

    def over(
        self, areas: LayerLike, statistic: Statistic = "mean", *, threads: int | None = None
    ) -> npt.NDArray[np.float64]:
        """Return the mean, least or largest value of the cells whose middle lies in each area, borders included.

        Unknown cells do not count. An area that holds the middle of no cell takes the cell at a place within it; one
        without a known cell is NaN, as are points and lines without a cell.

        Raises
        ------
        OptionError
            There is no such statistic.
        CrsError
            The areas have no CRS.
        """
        from petasentra.rasters.zonal import over_areas

        return over_areas(self, areas, _statistic(statistic), threads)

    def known_over(
        self, areas: LayerLike, statistic: Statistic = "mean", *, threads: int | None = None
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return what `over` does, and the share of each area, 0..1, of which the raster knows anything.

        Raises
        ------
        OptionError, CrsError
            As for `over`.
        """
        from petasentra.rasters.zonal import known_of_areas

        return known_of_areas(self, areas, _statistic(statistic), threads)

    def _at(self, xy: npt.NDArray[np.float64], crs: CrsLike) -> npt.NDArray[np.float64]:
        out = np.full(len(xy), np.nan)
        there = np.flatnonzero(np.isfinite(xy).all(axis=1))
        if not len(there):
            return out
        given = _known(as_crs(crs), self.name)
        x, y = xy[there, 0], xy[there, 1]
        if not given.same_as(self.grid.crs):
            x, y = transform_points(x, y, given, self.grid.crs)
        column, row = self.grid.cells(x, y)
        inside = column >= 0
        out[there[inside]] = self._picked(column[inside], row[inside])
        return out

    def _picked(self, column: npt.NDArray[np.int64], row: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return the values of some cells; of a slope only what lies around them is computed."""
        out = np.empty(len(row))
        if not len(row):
            return out
        order = np.argsort(row, kind="stable")
        column, row = column[order], row[order]
        first, last = int(column.min()), int(column.max())
        whole = Window(first, int(row[0]), last - first + 1, int(row[-1]) - int(row[0]) + 1)
        for strip in windows(whole):
            begin, end = np.searchsorted(row, [strip.row, strip.row + strip.rows])
            if begin < end:
                some = slice(begin, end)
                out[order[some]] = self._of_strip(strip, column[some] - strip.column, row[some] - strip.row)
        return out

    def _of_strip(
        self, strip: Window, column: npt.NDArray[np.int64], row: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float64]:
        return self._cells(strip)[row, column]

    def __repr__(self) -> str:
        grid = self.grid
        code = grid.crs.authority_code or grid.crs.name
        return f"Raster {self.name!r}: {grid.columns} x {grid.rows} cells of {grid.cell_x:g} x {grid.cell_y:g}, {code}"


def _statistic(given: Statistic) -> Statistic:
    if given in get_args(Statistic):
        return given
    words = ", ".join(get_args(Statistic))
    raise OptionError(f"statistic={given!r}; there are {words}.", f"statistic={given!r}; pilihannya {words}.", code=801)


class _Slope(Raster):
    """The slope of a raster of heights, in per cent."""

    def __init__(self, dem: Raster) -> None:
        super().__init__(dem.grid, self._slopes, name=dem.name, unit="%")
        self._dem = dem

    def _slopes(self, window: Window) -> npt.NDArray[np.float64]:
        heights = self._heights(window)
        rows, columns = window.rows, window.columns
        sizes = cell_sizes_m(self.grid, np.arange(window.row, window.row + rows)[:, np.newaxis])
        return horn_percent(lambda down, across: heights[1 + down :, 1 + across :][:rows, :columns], *sizes)

    def _of_strip(
        self, strip: Window, column: npt.NDArray[np.int64], row: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float64]:
        heights = self._heights(strip)
        sizes = cell_sizes_m(self.grid, row + strip.row)
        return horn_percent(lambda down, across: heights[row + 1 + down, column + 1 + across], *sizes)

    def _heights(self, window: Window) -> npt.NDArray[np.float64]:
        """Return the heights of a window and of one cell around it, NaN beyond the raster."""
        grid = self.grid
        left, top = max(window.column - 1, 0), max(window.row - 1, 0)
        right = min(window.column + window.columns + 1, grid.columns)
        bottom = min(window.row + window.rows + 1, grid.rows)
        heights = np.full((window.rows + 2, window.columns + 2), np.nan)
        down, across = top - (window.row - 1), left - (window.column - 1)
        part = self._dem.read(Window(left, top, right - left, bottom - top))
        heights[down : down + part.shape[0], across : across + part.shape[1]] = part
        return heights


def _part_of(numbers: npt.NDArray[np.float64], window: Window) -> npt.NDArray[np.float64]:
    return numbers[window.row : window.row + window.rows, window.column : window.column + window.columns]


def _known(crs: Any, file: str) -> Any:  # noqa: ANN401 - a Crs of the core
    if crs.known:
        return crs
    raise CrsError(
        "No CRS is stated: where the numbers lie is not known.",
        "CRS tidak disebut: letak angkanya tidak diketahui.",
        hint_en="Say it with crs=, for instance crs='EPSG:4326'.",
        hint_id="Sebutkan dengan crs=, misalnya crs='EPSG:4326'.",
        code=201,
        file=file,
    )
