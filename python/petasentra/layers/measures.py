"""What coordinates of a layer are good for: another CRS, areas, lengths, points as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from petasentra._progress import progress_callback
from petasentra.crs import as_crs
from petasentra.errors import GeometryError
from petasentra.layers.facts import LayerFacts

if TYPE_CHECKING:
    from typing import Self

    import numpy as np
    from numpy.typing import NDArray

    from petasentra._progress import Progress
    from petasentra.crs import CrsLike

MeasureMethod: TypeAlias = Literal["planar", "planar-utm", "geodesic"]
_POINT = 1  # of ISO WKB


class LayerMeasures(LayerFacts):
    """The part of `petasentra.layers.layer.Layer` that computes with coordinates."""

    __slots__ = ()

    def to_crs(self, crs: CrsLike, *, progress: Progress = None, threads: int | None = None) -> Self:
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
        return self._with(self._handle.transform(as_crs(crs), progress=tell, threads=threads))

    def with_axes_swapped(self) -> Self:
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
        return self._with(self._handle.with_axes_swapped())

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
