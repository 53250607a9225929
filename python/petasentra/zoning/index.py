"""The questions that an index of zones answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.layers.layer import as_layer
from petasentra.tables import Table
from petasentra.zoning.choice import zone_choice
from petasentra.zoning.places import coordinates_in, known_crs
from petasentra.zoning.several import layer_wanted
from petasentra.zoning.share_table import Shares, ShareStats
from petasentra.zoning.stored import StoredIndex

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.crs import CrsLike
    from petasentra.layers.layer import LayerLike

    # A table where the index has several layers and none is named; who asks knows which index it is.
    _Rows: TypeAlias = npt.NDArray[np.int64] | Any
    _Metres: TypeAlias = npt.NDArray[np.float64] | Any


class ZoningIndex(StoredIndex):
    """An index of zone polygons, to ask where sites lie.

    The zones are cut up by a grid, so that most questions are answered by a number that lies ready
    (``docs/zoning-index.md``).

    Parameters
    ----------
    zones
        Valid polygons in a projected CRS (metres): a Layer, a GeoDataFrame or any Arrow table with a geometry column.
        Or several such layers in one CRS under their names (base zoning, overlays, administrative areas): each has a
        grid of its own, and zones of different layers never count as overlapping. Without ``layer=`` a question then
        goes to all of them at once, and the answer is a table.
    check_validity
        Refuse polygons that are not valid. False saves the time where that is known: building takes a fraction of it.
        A zone whose rings cross then holds the places that its rings go round an odd number of times, and its shares
        mean nothing.
    progress
        True shows a bar; a callable gets the done share, 0..1.
    threads
        Worker threads; None means one per processor. Results never depend on it.

    Raises
    ------
    CrsError
        The zones have no CRS, or are in degrees; layers are in different CRSs.
    GeometryError
        A zone is not a valid polygon; the message names it.
    OptionError
        There is no layer of zones, or one without a name.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> index = ps.ZoningIndex(study.kecamatan.to_crs(32749))
    >>> shares = index.shares(study.sentra[:1].to_crs(32749))
    >>> round(float(sum(shares["share"])), 9)
    1.0

    Several layers, asked in one pass:

    >>> index = ps.ZoningIndex({"zone": study.zones, "kecamatan": study.kecamatan.to_crs(study.zones.crs)})
    >>> index.locate(x=[112.2345], y=[-7.5432], crs="EPSG:4326").columns
    ['zone', 'kecamatan']
    """

    def shares(
        self, sites: LayerLike, *, layer: str | None = None, progress: Progress = None, threads: int | None = None
    ) -> Shares:
        """Area of every site in every zone, planar in the CRS of the zones.

        The rows of a site add up to its area and ``covered_more_than_once_m2``, within 1e-9 of the site. Areas that
        the last digit of a coordinate makes of nothing (0.04 cm2 for a site of 1 km at 10,000 km north) are 0.

        Parameters
        ----------
        sites
            Valid polygons in the CRS of the zones: a Layer, a GeoDataFrame or any Arrow table with a geometry column.
        layer
            Only this layer of an index of several; None asks all of them.
        progress
            True shows a bar; a callable gets the done share, 0..1.
        threads
            Worker threads; None means one per processor. Results never depend on it.

        Returns
        -------
        Shares
            A table with the columns ``site_row``, ``zone_row`` (-1 outside), ``area_m2``, ``share`` (0..1 of the site)
            and ``covered_more_than_once_m2``, which stands in the outside row of a site. Every site has its outside
            row, last, even if that is 0 m2; it is what the zones together leave of the site. ``stats`` counts the sites
            that GEOS had to do. Of several layers the tables stand one behind the other, the name of the layer in a
            first column ``layer``.

        Raises
        ------
        CrsError
            The sites have no CRS, or another than the zones.
        GeometryError
            A site is not a valid polygon.
        OptionError
            There is no such layer.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> shares = ps.ZoningIndex(study.zones).shares(study.sentra[:1].to_crs(32749))
        >>> [round(float(share), 2) for share in shares["share"]]
        [0.65, 0.35, 0.0]
        """
        one = self._layer(layer)
        watch, threads, asked = progress_callback(progress, "shares"), worker_threads(threads), as_layer(sites)
        known_crs(asked, "The sites have no CRS.", "Tapak tidak memiliki CRS.")
        handle = asked._handle
        if one._several is not None:
            found = _core.shares_of_layers(one._indexes(), handle, progress=watch, threads=threads)
        else:
            found = one._index.shares(handle, progress=watch, threads=threads)
        table, fallbacks, joined = found
        return Shares(table, ShareStats(fallbacks, joined))

    @overload
    def locate(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        crs: CrsLike | None = None,
        layer: str | None = None,
        detail: Literal[False] = False,
        progress: Progress = None,
        threads: int | None = None,
    ) -> _Rows: ...
    @overload
    def locate(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        crs: CrsLike | None = None,
        layer: str | None = None,
        detail: Literal[True],
        progress: Progress = None,
        threads: int | None = None,
    ) -> Table: ...
    def locate(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        crs: CrsLike | None = None,
        layer: str | None = None,
        detail: bool = False,
        progress: Progress = None,
        threads: int | None = None,
    ) -> npt.NDArray[np.int64] | Table:
        """Row of the zone that holds each point, its border included; -1 outside every zone.

        Where several zones hold a point the lowest row is given; ``detail=True`` gives all of them. Inside, outside and
        on the border are told apart exactly, on the coordinates as they are.

        Parameters
        ----------
        points
            A layer of points. In another CRS than the zones they are transformed, in bulk and on all threads.
        x, y
            Instead of a layer: coordinates, numbers or arrays of one length; x is easting or longitude.
        crs
            The CRS of x and y, anything `petasentra.crs.as_crs` understands; None is that of the zones, metres. A point
            that has no place in the CRS of the zones is outside of them.
        layer
            Only this layer of an index of several; None asks all of them.
        detail
            Every zone that holds a point, and whether the point lies on its border.
        progress
            True shows a bar; a callable gets the done share, 0..1.
        threads
            Worker threads; None means one per processor. Results never depend on it.

        Returns
        -------
        numpy.ndarray or Table
            Rows of the zones, int64, shape (n,). With ``detail`` a table with the columns ``point_row``, ``zone_row``
            and ``on_boundary``, a row for each pair, sorted; a point outside every zone has one row with zone -1. Of
            several layers: a table with a column of rows for each layer, under its name; with ``detail`` the tables of
            the layers one behind the other, the name of the layer in a first column ``layer``.

        Raises
        ------
        CrsError
            The layer of points has no CRS, `crs` is not known, or there is no way from it to that of the zones.
        GeometryError
            A row of the layer is no single point.
        OptionError
            Neither points nor both of x and y are given, or both are, or x and y differ in length; `crs` is given with
            a layer; there is no such layer of zones.

        Examples
        --------
        >>> import petasentra as ps
        >>> index = ps.ZoningIndex(ps.datasets.jombang().kecamatan)
        >>> index.locate(x=[636198.0, 0.0], y=[9166009.0, 0.0])[1]
        np.int64(-1)
        """
        one = self._layer(layer)
        threads = worker_threads(threads)
        xs, ys = coordinates_in(one._crs, points, x, y, crs, threads)
        watch = progress_callback(progress, "locate")
        if one._several is not None:
            ask = _core.locate_all_layers if detail else _core.locate_layers
            return Table(ask(one._indexes(), xs, ys, progress=watch, threads=threads))
        if detail:
            return Table(one._index.locate_all(xs, ys, progress=watch, threads=threads))
        rows, _ = one._index.locate(xs, ys, progress=watch, threads=threads)
        return rows

    @overload
    def distance(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        crs: CrsLike | None = None,
        layer: str | None = None,
        zones: npt.ArrayLike | None = None,
        detail: Literal[False] = False,
        progress: Progress = None,
        threads: int | None = None,
    ) -> _Metres: ...

    @overload
    def distance(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        crs: CrsLike | None = None,
        layer: str | None = None,
        zones: npt.ArrayLike | None = None,
        detail: Literal[True],
        progress: Progress = None,
        threads: int | None = None,
    ) -> Table: ...

    def distance(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        crs: CrsLike | None = None,
        layer: str | None = None,
        zones: npt.ArrayLike | None = None,
        detail: bool = False,
        progress: Progress = None,
        threads: int | None = None,
    ) -> npt.NDArray[np.float64] | Table:
        """Metres from each point to the nearest border of any zone, or to the nearest zone of a class.

        Planar in the CRS of the zones, and exact to within 1e-12 of the distance. It is 0 only on a border; to a class
        it is 0 in its zones as well.

        Parameters
        ----------
        points
            A layer of points. In another CRS than the zones they are transformed, in bulk and on all threads.
        x, y
            Instead of a layer: coordinates, numbers or arrays of one length; x is easting or longitude.
        crs
            The CRS of x and y, anything `petasentra.crs.as_crs` understands; None is that of the zones, metres. A point
            that has no place in the CRS of the zones is outside of them.
        layer
            Only this layer of an index of several; None asks all of them.
        zones
            The zones of the class: a mask of booleans, shape (zones,), or their rows, counted from 0. None means the
            nearest border of any zone, from inside as well as from outside.
        detail
            True gives the row of the nearest zone too.
        progress
            True shows a bar; a callable gets the done share, 0..1.
        threads
            Worker threads; None means one per processor. Results never depend on it.

        Returns
        -------
        numpy.ndarray or Table
            Metres, float64, shape (n,): infinity where there is no zone, NaN for coordinates that are not finite. With
            `detail` a table with the columns ``distance_m`` and ``zone_row``, the lowest row where several zones are
            equally near, -1 where there is none. Of several layers: a table with a column of metres for each layer,
            under its name; with ``detail`` the columns ``layer``, ``point_row``, ``distance_m`` and ``zone_row``.

        Raises
        ------
        CrsError
            The layer of points has no CRS, `crs` is not known, or there is no way from it to that of the zones.
        GeometryError
            A row of the layer is no single point.
        OptionError
            Neither points nor both of x and y are given, or both are, or x and y differ in length; `crs` is given with
            a layer; there is no such layer of zones; `zones` is neither a mask of the right length nor rows that exist,
            or is given to several layers at once.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> index = ps.ZoningIndex(study.zones)
        >>> index.distance(x=[640000.0], y=[9166000.0]).round(1)
        array([236.9])
        >>> river_banks = [code == "SS" for code in study.zones["KODKWS"]]
        >>> index.distance(x=[640000.0], y=[9166000.0], zones=river_banks).round(1)
        array([9906.6])
        """
        one = self._layer(layer)
        if one._several is not None and zones is not None:
            raise layer_wanted(one._several)
        wanted = None if zones is None else zone_choice(zones, len(one))
        threads = worker_threads(threads)
        xs, ys = coordinates_in(one._crs, points, x, y, crs, threads)
        watch = progress_callback(progress, "distance")
        if one._several is not None:
            borders = [(name, each._ready_borders(threads)) for name, each in one._several.items()]
            ask_all = _core.nearest_in_layers if detail else _core.distance_to_layers
            return Table(ask_all(borders, xs, ys, progress=watch, threads=threads))
        if wanted is not None:
            ask = _core.nearest_of_class if detail else _core.distance_to_class
            found = ask(one._index, xs, ys, wanted, progress=watch, threads=threads)
        else:
            ready = one._ready_borders(threads)
            ask_borders = ready.nearest if detail else ready.distance
            found = ask_borders(xs, ys, progress=watch, threads=threads)
        return Table(found) if isinstance(found, _core.Table) else found
