"""What every answer of siting can be turned into: a data frame, a table, a map, a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra.siting.places import require_places

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    import geopandas as gpd
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa
    from matplotlib.axes import Axes

    from petasentra.layers import Layer
    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Words
    from petasentra.tables import Table

    Rows = npt.NDArray[np.int64]

__all__ = ["Picture", "PlacesOf", "SitingViews", "drawn_places"]


@dataclass(frozen=True, eq=False)
class PlacesOf:
    """Places of one side to be drawn: their status, the column of their ids, and how all that is called."""

    layer: Layer
    status: list[str]
    key: str
    what: Words
    words: Mapping[str, Words]
    radius: int


@dataclass(frozen=True, eq=False)
class Picture:
    """An answer as something to draw: places in the order of drawing, and lines from the first side to the second.

    ``told`` are sentences without their full stop: the first two head the picture, others are notices.
    """

    title: Words
    told: list[Words]
    begin: PlacesOf
    end: PlacesOf
    from_rows: Rows
    to_rows: Rows
    end_first: bool = False

    @property
    def sides(self) -> tuple[PlacesOf, PlacesOf]:
        """Return both sides, the one to be drawn first at the front."""
        return (self.end, self.begin) if self.end_first else (self.begin, self.end)


def drawn_places(held: Layer | Table, status: list[str], key: str, what: Words, words: Mapping[str, Words],
                 radius: int) -> PlacesOf:  # fmt: skip
    """Return places to draw; they have to have a place and a CRS."""
    return PlacesOf(require_places(held, drawn=True), status, key, what, words, radius)


class SitingViews:
    """The part of `LocatedSites` and `Relocation` that shows them to people."""

    def _picture(self) -> Picture:
        raise NotImplementedError

    def _frame(self) -> Layer | Table:
        raise NotImplementedError

    def _rows(self) -> Layer | Table:
        raise NotImplementedError

    def to_geopandas(self) -> gpd.GeoDataFrame:
        """Return `sites`, of a relocation `units`, as a GeoDataFrame.

        Raises
        ------
        OptionError
            They were given without places.
        """
        return require_places(self._frame()).to_geopandas()

    def to_arrow(self) -> pa.Table:
        """Return `demand`, of a relocation `units`, as a pyarrow Table."""
        return self._rows().to_arrow()

    def explore(self, path: str | os.PathLike[str] | None = None, *, lang: str = "id") -> Map:
        """Write a map of both sides and of who goes where, as one file that opens without internet.

        Options and errors are those of :meth:`petasentra.CheckResult.explore`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> at = geopandas.GeoDataFrame(geometry=shapely.points([0, 90, 900], [0] * 3), crs=32749)
        >>> ps.locate(at, at, p=1).explore("lokasi.html").path.name
        'lokasi.html'
        >>> ps.relocate(at, at[1:]).explore("relokasi.html").path.name
        'relokasi.html'
        """
        from petasentra.siting.map_page import explore_picture

        return explore_picture(self._picture, path, lang)

    def plot(self, *, lang: str = "id", ax: Axes | None = None) -> Axes:
        """Draw both sides and who goes where with matplotlib.

        Options and errors are those of :meth:`petasentra.CheckResult.plot`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> at = geopandas.GeoDataFrame(geometry=shapely.points([0, 90, 900], [0] * 3), crs=32749)
        >>> ps.locate(at, at, p=1).plot(lang="en").get_title(loc="left")
        'Choice of sites'
        """
        from petasentra.siting.map_figure import plot_picture

        return plot_picture(self._picture, lang, ax)
