"""What is on the ground: rows with attributes, one geometry column, a CRS and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, overload

from petasentra import _core
from petasentra._arrow import is_geodataframe, row_numbers, stream_source, take_rows
from petasentra._html import counted, layer_html
from petasentra._progress import progress_callback
from petasentra.crs import as_crs, check_proj_data
from petasentra.errors import GeometryError, SchemaError
from petasentra.tables import PERSONAL_KEY, Table, column_values, personal_columns

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    import geopandas as gpd
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from petasentra._arrow import ArrowStreamExportable, RowChoice
    from petasentra._progress import Progress
    from petasentra.crs import CrsLike
    from petasentra.load_report import LoadReport
    from petasentra.tables import ColumnValues
    from petasentra.writing import WriteReport

    LayerLike: TypeAlias = "Layer | gpd.GeoDataFrame | ArrowStreamExportable"

__all__ = ["Layer", "MeasureMethod", "as_layer"]

MeasureMethod: TypeAlias = Literal["planar", "planar-utm", "geodesic"]
_POINT = 1  # of ISO WKB


class Layer:
    """Rows with attributes, one geometry column, a CRS and a provenance; a value that never changes.

    Geometry lies in flat coordinate arrays in the core. Any Arrow-speaking library reads a layer through
    ``__arrow_c_stream__`` (GeoArrow WKB, CRS as PROJJSON): ``geopandas.GeoDataFrame.from_arrow(layer)``,
    ``pyarrow.table(layer)``.

    Parameters
    ----------
    core
        A layer of the core; users make layers with `read_layer`, `Layer.from_geopandas` or `Layer.from_arrow`.
    load_report
        What the reader found.

    Examples
    --------
    >>> import petasentra as ps
    >>> desa = ps.datasets.jombang().desa
    >>> desa[:3]["village"][0] in desa["village"]
    True
    """

    __slots__ = ("__weakref__", "_handle", "_load_report")

    def __init__(self, core: _core.Layer, *, load_report: LoadReport | None = None) -> None:
        self._handle = core
        self._load_report = load_report

    # -- making -------------------------------------------------------------------------------------------------------

    @classmethod
    def from_arrow(cls, obj: ArrowStreamExportable, geometry: str | None = None, crs: CrsLike = None) -> Layer:
        """Read a layer from anything that has ``__arrow_c_stream__``.

        Parameters
        ----------
        obj
            A table of pyarrow, polars, DuckDB, a GeoDataFrame ...; its geometry is WKB or native GeoArrow.
        geometry
            Name of the geometry column; needed where none says so of itself, or several do.
        crs
            Used where the table states no CRS; what the table states wins.

        Raises
        ------
        TypeError
            `obj` is no table.
        SchemaError
            There is no geometry column, or the stream breaks the rules of Arrow.
        OptionError
            There are several geometry columns and none is named.
        GeometryError
            The geometry cannot be decoded; the error names the row.
        CrsError
            The CRS is not understood.

        Examples
        --------
        >>> import petasentra as ps, pyarrow as pa, shapely
        >>> table = pa.table({"nama": ["Contoh A"], "titik": [shapely.to_wkb(shapely.Point(112.3, -7.5))]})
        >>> ps.Layer.from_arrow(table, geometry="titik", crs="EPSG:4326")
        Layer 'layer': 1 row, Point, EPSG:4326, 1 column
        """
        if isinstance(obj, Layer):
            return obj
        if is_geodataframe(obj):
            return cls.from_geopandas(obj, geometry=geometry, crs=crs)
        check_proj_data()
        return cls(_core.Layer.from_stream(stream_source(obj), geometry=geometry, crs=as_crs(crs)))

    @classmethod
    def from_geopandas(cls, frame: gpd.GeoDataFrame, *, geometry: str | None = None, crs: CrsLike = None) -> Layer:
        """Take over a GeoDataFrame: `to_geopandas` gives the same frame back.

        Parameters
        ----------
        frame
            A GeoDataFrame; its active geometry column becomes the geometry, other geometry columns stay columns.
        geometry
            Another geometry column than the active one.
        crs
            Used where the frame has no CRS.

        Raises
        ------
        SchemaError
            The frame has no active geometry column.

        Examples
        --------
        >>> import petasentra as ps, geopandas, shapely
        >>> frame = geopandas.GeoDataFrame({"unit": [25]}, geometry=[shapely.Point(112.3, -7.5)], crs=4326)
        >>> ps.Layer.from_geopandas(frame).to_geopandas().equals(frame)
        True
        """
        name = geometry or frame._geometry_column_name
        if name is None:
            raise SchemaError(
                "The GeoDataFrame has no active geometry column.",
                "GeoDataFrame ini tidak memiliki kolom geometri aktif.",
                hint_en="Set one with frame.set_geometry(...).",
                hint_id="Tetapkan dengan frame.set_geometry(...).",
                code=105,
            )
        check_proj_data()
        return cls(_core.Layer.from_stream(frame.to_arrow(), geometry=str(name), crs=as_crs(crs)))

    # -- what it holds ------------------------------------------------------------------------------------------------

    @property
    def core(self) -> _core.Layer:
        """The layer of the core; for code of this package."""
        return self._handle

    @property
    def title(self) -> str:
        """What messages call it: the name of the layer, else its source, else "layer"."""
        return self._handle.title

    @property
    def columns(self) -> list[str]:
        """Names of the attribute columns, in order, without the geometry and the unnamed index of a frame."""
        return [name for name in self._handle.table.columns if not name.startswith("__index_level_")]

    @property
    def geometry_name(self) -> str:
        """Name of the geometry column."""
        return self._handle.geometry_name

    @property
    def crs(self) -> _core.Crs | None:
        """The CRS, with ``name``, ``authority_code``, ``projjson`` and ``is_projected``; None if it is not known."""
        crs = self._handle.crs
        return crs if crs.known else None

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """(min_x, min_y, max_x, max_y) in units of the CRS; None without a vertex."""
        bounds = self._handle.bounds()
        return None if bounds is None else (bounds[0], bounds[1], bounds[2], bounds[3])

    @property
    def geometry_kinds(self) -> dict[str, int]:
        """Kind of geometry ("MultiPolygon") to number of rows, most frequent first; null rows are not counted."""
        return dict(self._handle.kinds)

    @property
    def table(self) -> Table:
        """The attributes without the geometry."""
        return Table(self._handle.table)

    @property
    def provenance(self) -> dict[str, str]:
        """Where it came from: source, layer_name, sha256, read_on, driver; empty text where that is not known."""
        known = dict(self._handle.provenance)
        if self._load_report is not None and not known["sha256"]:
            known["sha256"] = self._load_report.sha256
        return known

    @property
    def load_report(self) -> LoadReport | None:
        """What the reader found; None for a layer that was not read from a file."""
        return self._load_report

    @property
    def personal(self) -> frozenset[str]:
        """Names of the columns marked as personal data; reports and maps leave them out."""
        return personal_columns(self._handle.table)

    def with_personal(self, columns: str | Iterable[str]) -> Layer:
        """Return the layer with more columns, one name or several, marked as personal data.

        Raises
        ------
        SchemaError
            There is no such column; the error suggests the nearest name.
        """
        handle = self._handle
        for name in [columns] if isinstance(columns, str) else columns:
            handle = handle.with_column_metadata(name, PERSONAL_KEY, "true")
        return Layer(handle, load_report=self._load_report)

    def __len__(self) -> int:
        return len(self._handle)

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    @overload
    def __getitem__(self, key: str) -> ColumnValues: ...
    @overload
    def __getitem__(self, key: RowChoice) -> Layer: ...
    def __getitem__(self, key: str | RowChoice) -> ColumnValues | Layer:
        """Return a column by name (see `Table.__getitem__`), or a layer of some rows by slice, mask or list of rows."""
        if isinstance(key, str):
            return column_values(self._handle.table, key)
        handle = take_rows(self._handle, self._handle.table, row_numbers(key, len(self)))
        return Layer(handle, load_report=self._load_report)

    # -- measuring ----------------------------------------------------------------------------------------------------

    def to_crs(self, crs: CrsLike, *, progress: Progress = None, threads: int | None = None) -> Layer:
        """Return the layer in another CRS; heights and measures (Z, M) stay as they are.

        Parameters
        ----------
        crs
            Anything `as_crs` understands.
        progress
            True shows a bar; a callable gets the done share, 0..1.
        threads
            Worker threads; None means one per processor.

        Raises
        ------
        CrsError
            The layer's CRS or `crs` is unknown, or a vertex has no place in `crs` (the error names its row).

        Examples
        --------
        >>> import petasentra as ps
        >>> ps.datasets.jombang().desa.to_crs("EPSG:32749").crs.name
        'WGS 84 / UTM zone 49S'
        """
        tell = progress_callback(progress, "to_crs")
        return Layer(self._handle.transform(as_crs(crs), progress=tell, threads=threads), load_report=self._load_report)

    def with_axes_swapped(self) -> Layer:
        """Return the layer with x and y exchanged, for files that were written latitude first.

        `inspect` tells where that is likely (``AXES_SWAPPED``); nothing is exchanged unless asked. Rings that ran
        counterclockwise run clockwise afterwards.

        Examples
        --------
        >>> import petasentra as ps, geopandas, shapely
        >>> written = geopandas.GeoDataFrame(geometry=[shapely.Point(-7.5, 112.3)], crs=4326)
        >>> ps.as_layer(written).with_axes_swapped().bounds
        (112.3, -7.5, 112.3, -7.5)
        """
        return Layer(self._handle.with_axes_swapped(), load_report=self._load_report)

    def area(
        self, method: MeasureMethod = "planar-utm", *, progress: Progress = None, threads: int | None = None
    ) -> NDArray[np.float64]:
        """Area of each row in square metres, holes taken off; 0 for points, lines, null and empty rows.

        Parameters
        ----------
        method
            ``"planar-utm"``: in the UTM zone of each feature, what Indonesian plans publish as LUASHA; ``"geodesic"``:
            on the WGS 84 ellipsoid; ``"planar"``: in the layer's own coordinates, which have to be metres.
        progress
            True shows a bar; a callable gets the done share, 0..1.
        threads
            Worker threads; None means one per processor.

        Returns
        -------
        numpy.ndarray
            Square metres, shape (n,).

        Raises
        ------
        CrsError
            The CRS is not known, or ``"planar"`` is asked of degrees.
        GeometryError
            A coordinate is not finite; the error names the row.
        OptionError
            Unknown method.

        Examples
        --------
        >>> import petasentra as ps
        >>> desa = ps.datasets.jombang().desa
        >>> bool((desa.area() > 0).all())
        True
        """
        return self._handle.area(method=method, progress=progress_callback(progress, "area"), threads=threads)

    def length(
        self, method: MeasureMethod = "planar-utm", *, progress: Progress = None, threads: int | None = None
    ) -> NDArray[np.float64]:
        """Length of lines, perimeter of polygons, in metres; 0 for points, null and empty rows.

        Parameters
        ----------
        method
            ``"planar-utm"``: in the UTM zone of each feature; ``"geodesic"``: on the WGS 84 ellipsoid; ``"planar"``: in
            the layer's own coordinates, which have to be metres.
        progress
            True shows a bar; a callable gets the done share, 0..1.
        threads
            Worker threads; None means one per processor.

        Returns
        -------
        numpy.ndarray
            Metres, shape (n,).

        Raises
        ------
        CrsError
            The CRS is not known, or ``"planar"`` is asked of degrees.
        GeometryError
            A coordinate is not finite; the error names the row.
        OptionError
            Unknown method.

        Examples
        --------
        >>> import petasentra as ps
        >>> bool((ps.datasets.jombang().roads.length() > 0).all())
        True
        """
        return self._handle.length(method=method, progress=progress_callback(progress, "length"), threads=threads)

    def points_xy(self) -> NDArray[np.float64]:
        """Return x and y of a layer of points.

        Returns
        -------
        numpy.ndarray
            Units of the CRS, shape (n, 2); a read-only view, nothing is copied.

        Raises
        ------
        GeometryError
            A row is not one point (null and empty rows among them); the error names the first.

        Examples
        --------
        >>> import petasentra as ps, geopandas, shapely
        >>> ps.as_layer(geopandas.GeoDataFrame(geometry=[shapely.Point(112, -7)], crs=4326)).points_xy().tolist()
        [[112.0, -7.0]]
        """
        arrays = self._handle.geometry_arrays()
        one_point = (arrays["kind"] == _POINT) & (arrays["part_of_row"][1:] - arrays["part_of_row"][:-1] == 1)
        if not one_point.all():
            raise GeometryError(
                "A row of the layer is not a single point (rows count from 0).",
                "Ada baris lapisan yang bukan satu titik (baris dihitung dari 0).",
                hint_en="Drop null and empty rows, explode multipoints, or take representative points of polygons.",
                hint_id="Buang baris kosong, pecah multititik, atau ambil titik wakil dari poligon.",
                code=303,
                layer=self.title,
                feature=str(int(one_point.argmin())),
            )
        xy: NDArray[np.float64] = arrays["xy"]
        return xy

    # -- giving away --------------------------------------------------------------------------------------------------

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._handle.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> pa.Table:
        """Return a ``pyarrow.Table``: geometry as GeoArrow WKB in its old place, CRS as PROJJSON."""
        import pyarrow as pa

        return pa.table(self._handle)

    def to_geopandas(self) -> gpd.GeoDataFrame:
        """Return a GeoDataFrame; of a layer that came from one, the same frame again.

        The index, column types, nulls, Z and M, empty geometries and the CRS survive. Dates of files become
        ``datetime64[ms]``, as geopandas reads them.
        """
        from petasentra._geopandas import frame_of

        return frame_of(self._handle)

    def write(
        self,
        path: str | os.PathLike[str],
        *,
        layer_name: str | None = None,
        driver: str | None = None,
        progress: Progress = None,
    ) -> WriteReport:
        """Write the layer to a file, whole or not at all; the ending names the format.

        The same as `petasentra.write_layer`, which tells formats, guarantees and errors.

        Examples
        --------
        >>> import petasentra as ps, tempfile, pathlib
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     ps.datasets.jombang().desa.write(pathlib.Path(folder) / "desa.gpkg").driver
        'GPKG'
        """
        from petasentra.writing import write_layer

        return write_layer(self, path, layer_name=layer_name, driver=driver, progress=progress)

    def __repr__(self) -> str:
        return (
            f"Layer {self.title!r}: {counted(len(self), 'row')}, {self.kinds_text}, {self.crs_text}, "
            f"{counted(len(self.columns), 'column')}"
        )

    @property
    def kinds_text(self) -> str:
        """Kinds of geometry in one phrase: "Polygon/MultiPolygon"."""
        return "/".join(self.geometry_kinds) or "no geometry"

    @property
    def crs_text(self) -> str:
        """The CRS in one phrase: its code, else its name, else "no CRS"."""
        crs = self.crs
        return "no CRS" if crs is None else crs.authority_code or crs.name

    def _repr_html_(self) -> str:
        return layer_html(self)


def as_layer(obj: LayerLike) -> Layer:
    """Return a Layer of whatever holds one.

    Parameters
    ----------
    obj
        A Layer, a GeoDataFrame, or any table with ``__arrow_c_stream__`` and a geometry column.

    Raises
    ------
    TypeError
        `obj` is none of these.
    SchemaError
        There is no geometry column.

    Examples
    --------
    >>> import petasentra as ps
    >>> desa = ps.datasets.jombang().desa
    >>> ps.as_layer(desa) is desa
    True
    """
    return Layer.from_arrow(obj)
