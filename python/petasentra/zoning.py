"""Which zones a site lies in, and with how much of it: no law, arrays in and arrays out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from . import _core
from ._progress import progress_callback
from .errors import CrsError
from .layers import as_layer
from .tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from ._progress import Progress
    from .layers import LayerLike


class ZoningIndex:
    """An index of zone polygons, to ask where sites lie.

    Parameters
    ----------
    zones
        Valid polygons in a projected CRS (metres): a Layer, a GeoDataFrame or any Arrow table with a geometry column.

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

    def __init__(self, zones: LayerLike) -> None:
        self._index = _core.ZoningIndex(as_layer(zones)._handle)

    def __len__(self) -> int:
        return len(self._index)

    def shares(self, sites: LayerLike, *, progress: Progress = None, threads: int | None = None) -> Table:
        """Area of every site in every zone, planar in the CRS of the zones.

        Returns
        -------
        Table
            Columns ``site_row``, ``zone_row`` (-1 outside), ``area_m2``, ``share`` (0..1 of the site). Every site has
            its outside row, even if that is 0 m2.

        Raises
        ------
        CrsError
            Sites and zones are in different CRSs.
        GeometryError
            A site is not a valid polygon.
        """
        progress = progress_callback(progress, "shares")
        return Table(self._index.shares(as_layer(sites)._handle, progress=progress, threads=threads))

    def locate(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        progress: Progress = None,
        threads: int | None = None,
    ) -> npt.NDArray[np.int64]:
        """Row of the zone that holds each point, its border included; -1 outside every zone.

        Points are a layer of points in the CRS of the zones, or ``x`` and ``y`` arrays of one length. Where several
        zones hold a point the lowest row is given.

        Raises
        ------
        CrsError
            The points are in another CRS than the zones.
        """
        if points is not None:
            layer = as_layer(points)
            if layer.crs is None or not layer.crs.same_as(self._index.crs):
                raise CrsError(
                    "Points and zones are in different CRSs.",
                    "Titik dan zona memakai CRS yang berbeda.",
                    hint_en="Bring them together with to_crs(...) first.",
                    hint_id="Samakan dahulu dengan to_crs(...).",
                )
            xy = layer.points_xy()
        else:
            xy = np.column_stack([np.asarray(x, dtype=float), np.asarray(y, dtype=float)])
        rows, _ = self._index.locate(
            np.ascontiguousarray(xy).ravel(), progress=progress_callback(progress, "locate"), threads=threads
        )
        return rows
