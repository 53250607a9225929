"""What is on the ground: rows with attributes, one geometry column, a CRS and where it came from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeAlias, overload

from petasentra import _core
from petasentra._arrow import is_geodataframe, is_geoseries, row_numbers, stream_source, take_rows
from petasentra._html import layer_html
from petasentra.crs import as_crs, check_proj_data
from petasentra.errors import SchemaError
from petasentra.layers.measures import LayerMeasures, MeasureMethod
from petasentra.tables import PERSONAL_KEY, column_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    import pyarrow as pa

    from petasentra._arrow import ArrowStreamExportable, RowChoice
    from petasentra._progress import Progress
    from petasentra.crs import CrsLike
    from petasentra.files.writing import WriteReport
    from petasentra.tables import ColumnValues

    LayerLike: TypeAlias = "Layer | gpd.GeoDataFrame | gpd.GeoSeries | ArrowStreamExportable | str | os.PathLike[str]"

__all__ = ["Layer", "MeasureMethod", "as_layer"]


class Layer(LayerMeasures):
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

    __slots__ = ()

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

    # -- parts of it --------------------------------------------------------------------------------------------------

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
        return self._with(handle)

    @overload
    def __getitem__(self, key: str) -> ColumnValues: ...
    @overload
    def __getitem__(self, key: RowChoice) -> Layer: ...
    def __getitem__(self, key: str | RowChoice) -> ColumnValues | Layer:
        """Return a column by name (see `Table.__getitem__`), or a layer of some rows by slice, mask or list of rows."""
        if isinstance(key, str):
            return column_values(self._handle.table, key)
        handle = take_rows(self._handle, self._handle.table, row_numbers(key, len(self)))
        return self._with(handle)

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
        from petasentra.layers.frames import frame_of

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
        from petasentra.files.writing import write_layer

        return write_layer(self, path, layer_name=layer_name, driver=driver, progress=progress)

    def _repr_html_(self) -> str:
        return layer_html(self)


def as_layer(obj: LayerLike) -> Layer:
    """Return a Layer of whatever holds one.

    Parameters
    ----------
    obj
        A Layer, a GeoDataFrame, a GeoSeries, any table with ``__arrow_c_stream__`` and a geometry column, or the path
        of a file, which `read_layer` reads.

    Raises
    ------
    TypeError
        `obj` is none of these.
    SchemaError
        There is no geometry column.
    IoError
        The file cannot be read.

    Examples
    --------
    >>> import petasentra as ps
    >>> desa = ps.datasets.jombang().desa
    >>> ps.as_layer(desa) is desa
    True
    """
    if isinstance(obj, str | os.PathLike):
        from petasentra.files.reading import read_layer

        return read_layer(obj)
    if is_geoseries(obj):
        import geopandas

        return Layer.from_geopandas(geopandas.GeoDataFrame(geometry=obj))
    return Layer.from_arrow(obj)
