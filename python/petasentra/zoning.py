"""Which zones a site lies in, and with how much of it: no law, arrays in and arrays out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, overload

import numpy as np

from . import _core
from ._progress import progress_callback
from ._zone_choice import zone_choice
from .errors import CrsError, OptionError
from .layers import as_layer
from .tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from ._progress import Progress
    from .layers import LayerLike

    _Coordinates = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]


@dataclass(frozen=True)
class ShareStats:
    """How many sites took the slow way.

    Attributes
    ----------
    fallbacks
        Borders did not close, as those of valid polygons always do: the site was done again by GEOS.
    joined
        Zones may overlap on the site: what they cover together was joined by GEOS.
    """

    fallbacks: int
    joined: int


class Shares(Table):
    """The table that `ZoningIndex.shares` returns, and how it was computed in ``stats``."""

    __slots__ = ("stats",)

    def __init__(self, core: _core.Table, stats: ShareStats) -> None:
        super().__init__(core)
        self.stats = stats


class ZoningIndex:
    """An index of zone polygons, to ask where sites lie.

    The zones are cut up by a grid, so that most questions are answered by a number that lies ready
    (``docs/zoning-index.md``).

    Parameters
    ----------
    zones
        Valid polygons in a projected CRS (metres): a Layer, a GeoDataFrame or any Arrow table with a geometry column.
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
        The zones have no CRS, or are in degrees.
    GeometryError
        A zone is not a valid polygon; the message names it.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> index = ps.ZoningIndex(study.kecamatan.to_crs(32749))
    >>> shares = index.shares(study.sentra[:1].to_crs(32749))
    >>> round(float(sum(shares["share"])), 9)
    1.0
    """

    def __init__(
        self,
        zones: LayerLike,
        *,
        check_validity: bool = True,
        progress: Progress = None,
        threads: int | None = None,
    ) -> None:
        layer = as_layer(zones)
        self._load_report = layer.load_report
        self._index = _core.ZoningIndex(
            layer._handle,
            check_validity=check_validity,
            progress=progress_callback(progress, "zones"),
            threads=threads,
        )
        self._borders: _core.ZoneBorders | None = None

    def __len__(self) -> int:
        return len(self._index)

    def save(self, path: str | os.PathLike[str], *, progress: Progress = None, threads: int | None = None) -> None:
        """Write the index to a file, to be opened at once another day.

        The file is there as a whole or as it was before; whoever has an older one open goes on reading that. It keeps
        the vertices of the zones, their CRS and where they came from with the SHA-256 of that file, and no columns.

        Parameters
        ----------
        path
            File to write, e.g. ``zones.psx``.
        progress
            True shows a bar; a callable gets the done share, 0..1.
        threads
            Worker threads; None means one per processor. The bytes never depend on it.

        Raises
        ------
        IoError
            The file cannot be written.

        Examples
        --------
        >>> import petasentra as ps, tempfile, pathlib
        >>> index = ps.ZoningIndex(ps.datasets.jombang().kecamatan)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     index.save(pathlib.Path(folder) / "kecamatan.psx")
        ...     len(ps.ZoningIndex.open(pathlib.Path(folder) / "kecamatan.psx")) == len(index)
        True
        """
        if self._load_report is not None and not self._index.provenance["sha256"]:
            self._index.set_source_sha256(self._load_report.sha256)
        self._index.save(os.fspath(path), progress=progress_callback(progress, "save"), threads=threads)

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        verify: bool = False,
        progress: Progress = None,
        threads: int | None = None,
    ) -> ZoningIndex:
        """Open an index that `save` wrote; it answers as the one that was saved.

        A file of up to 16 MiB is copied into memory and looked at in full. A larger one is mapped, which takes next to
        no time, and read where it is asked; while it is open it must not be written over (`save` never does that) or
        cut short.

        Parameters
        ----------
        path
            File that `save` wrote.
        verify
            Look at a larger file in full too: checksums, and that no number leads outside. For files from elsewhere.
        progress
            True shows a bar; a callable gets the done share, 0..1.
        threads
            Worker threads to verify with; None means one per processor.

        Returns
        -------
        ZoningIndex
            The index.

        Raises
        ------
        IoError
            There is no such file, or it is damaged, cut short, no index, or of another format.

        Examples
        --------
        >>> import petasentra as ps, tempfile, pathlib
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder) / "kecamatan.psx"
        ...     ps.ZoningIndex(ps.datasets.jombang().kecamatan).save(path)
        ...     index = ps.ZoningIndex.open(path, verify=True)
        >>> index.locate(x=[636198.0, 0.0], y=[9166009.0, 0.0])[1]
        np.int64(-1)
        """
        index = cls.__new__(cls)
        index._load_report = None
        index._borders = None
        index._index = _core.ZoningIndex.open(
            os.fspath(path), verify=verify, progress=progress_callback(progress, "open"), threads=threads
        )
        return index

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays that answer, in memory or mapped; `shares` adds to them when first asked."""
        return self._index.bytes

    @property
    def vertex_count(self) -> int:
        """Vertices of all zones."""
        return self._index.vertex_count

    @property
    def provenance(self) -> dict[str, str]:
        """Where the zones came from: source, layer_name, sha256, read_on, driver; empty text where not known."""
        return dict(self._index.provenance)

    def shares(self, sites: LayerLike, *, progress: Progress = None, threads: int | None = None) -> Shares:
        """Area of every site in every zone, planar in the CRS of the zones.

        The rows of a site add up to its area and ``covered_more_than_once_m2``, within 1e-9 of the site. Areas that
        the last digit of a coordinate makes of nothing (0.04 cm2 for a site of 1 km at 10,000 km north) are 0.

        Parameters
        ----------
        sites
            Valid polygons in the CRS of the zones: a Layer, a GeoDataFrame or any Arrow table with a geometry column.
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
            that GEOS had to do.

        Raises
        ------
        CrsError
            Sites and zones are in different CRSs.
        GeometryError
            A site is not a valid polygon.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> shares = ps.ZoningIndex(study.zones).shares(study.sentra[:1].to_crs(32749))
        >>> [round(float(share), 2) for share in shares["share"]]
        [0.65, 0.35, 0.0]
        """
        progress = progress_callback(progress, "shares")
        table, fallbacks, joined = self._index.shares(as_layer(sites)._handle, progress=progress, threads=threads)
        return Shares(table, ShareStats(fallbacks, joined))

    @overload
    def locate(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        detail: Literal[False] = False,
        progress: Progress = None,
        threads: int | None = None,
    ) -> npt.NDArray[np.int64]: ...
    @overload
    def locate(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
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
            A layer of points in the CRS of the zones.
        x, y
            Instead of a layer: coordinates in the CRS of the zones, metres, numbers or arrays of one length.
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
            and ``on_boundary``, a row for each pair, sorted; a point outside every zone has one row with zone -1.

        Raises
        ------
        CrsError
            The points are in another CRS than the zones.
        GeometryError
            A row of the layer is no single point.
        OptionError
            Neither points nor both of x and y are given, or both are, or x and y differ in length.

        Examples
        --------
        >>> import petasentra as ps
        >>> index = ps.ZoningIndex(ps.datasets.jombang().kecamatan)
        >>> index.locate(x=[636198.0, 0.0], y=[9166009.0, 0.0])[1]
        np.int64(-1)
        """
        xs, ys = _coordinates(x, y) if points is None else self._points(points, x, y)
        callback = progress_callback(progress, "locate")
        if detail:
            return Table(self._index.locate_all(xs, ys, progress=callback, threads=threads))
        rows, _ = self._index.locate(xs, ys, progress=callback, threads=threads)
        return rows

    @overload
    def distance(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        zones: npt.ArrayLike | None = None,
        detail: Literal[False] = False,
        progress: Progress = None,
        threads: int | None = None,
    ) -> npt.NDArray[np.float64]: ...

    @overload
    def distance(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
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
            A layer of points in the CRS of the zones.
        x, y
            Instead of a layer: coordinates in the CRS of the zones, metres, numbers or arrays of one length.
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
            equally near, -1 where there is none.

        Raises
        ------
        CrsError
            The points are in another CRS than the zones.
        GeometryError
            A row of the layer is no single point.
        OptionError
            Neither points nor both of x and y are given, or both are, or x and y differ in length; `zones` is neither
            a mask of the right length nor rows that exist.

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
        xs, ys = _coordinates(x, y) if points is None else self._points(points, x, y)
        wanted = None if zones is None else zone_choice(zones, len(self))
        watch = progress_callback(progress, "distance")
        if wanted is not None:
            ask = _core.nearest_of_class if detail else _core.distance_to_class
            found = ask(self._index, xs, ys, wanted, progress=watch, threads=threads)
        else:
            if self._borders is None:
                self._borders = _core.ZoneBorders(self._index, threads=threads)
            ask_borders = self._borders.nearest if detail else self._borders.distance
            found = ask_borders(xs, ys, progress=watch, threads=threads)
        return Table(found) if isinstance(found, _core.Table) else found

    def _points(self, points: LayerLike, x: npt.ArrayLike | None, y: npt.ArrayLike | None) -> _Coordinates:
        if x is not None or y is not None:
            raise _which_points("Points are given twice: as a layer and as x, y.",
                                "Titik diberikan dua kali: sebagai lapisan dan sebagai x, y.")  # fmt: skip
        layer = as_layer(points)
        if layer.crs is None or not layer.crs.same_as(self._index.crs):
            raise CrsError(
                "Points and zones are in different CRSs.",
                "Titik dan zona memakai CRS yang berbeda.",
                hint_en="Bring them together with to_crs(...) first.",
                hint_id="Samakan dahulu dengan to_crs(...).",
            )
        xy = layer.points_xy()
        return xy[:, 0], xy[:, 1]


def _coordinates(x: npt.ArrayLike | None, y: npt.ArrayLike | None) -> _Coordinates:
    """Return coordinates as two arrays of one length, in steps of whole doubles."""
    if x is None or y is None:
        missing = "points" if x is None and y is None else "x" if x is None else "y"
        raise _which_points(f"{missing} is not given.", f"{missing} tidak diberikan.")
    xs, ys = np.atleast_1d(np.asarray(x, dtype=float)), np.atleast_1d(np.asarray(y, dtype=float))
    if xs.ndim != 1 or xs.shape != ys.shape:
        raise _which_points(
            f"x and y differ in shape: {xs.shape} and {ys.shape}.",
            f"Bentuk x dan y berbeda: {xs.shape} dan {ys.shape}.",
        )
    return _in_whole_steps(xs), _in_whole_steps(ys)


def _in_whole_steps(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    whole = values.flags.aligned and values.strides[0] % values.itemsize == 0
    return values if whole else np.ascontiguousarray(values)


def _which_points(message_en: str, message_id: str) -> OptionError:
    return OptionError(
        message_en,
        message_id,
        hint_en="Give a layer of points, or x and y as arrays of one length.",
        hint_id="Berikan lapisan titik, atau x dan y berupa larik yang sama panjang.",
        code=801,
    )
