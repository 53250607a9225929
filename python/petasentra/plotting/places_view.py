"""Answers about places as something to draw: once laid out, shown as a map and as a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt
    from matplotlib.axes import Axes

    from petasentra.layers.layer import Layer
    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Words

    Rows = npt.NDArray[np.int64]

__all__ = ["Lines", "Picture", "PlaceViews", "PlacesOf"]


@dataclass(frozen=True, eq=False)
class PlacesOf:
    """Places of one side to be drawn: their status, the column of their ids, and how all that is called."""

    layer: Layer
    status: list[str]
    key: str
    what: Words
    words: Mapping[str, Words]
    radius: int

    def has_areas(self) -> bool:
        """Whether any place is drawn as an area."""
        return bool(self.layer.to_geopandas().geom_type.isin(["Polygon", "MultiPolygon"]).any())


@dataclass(frozen=True, eq=False)
class Lines:
    """Straight lines from places of one side to places of another, by rows."""

    begin: PlacesOf
    end: PlacesOf
    from_rows: Rows
    to_rows: Rows


@dataclass(frozen=True, eq=False)
class Picture:
    """An answer about places as something to draw: sides in the order of drawing, and lines between two of them.

    ``told`` are sentences without their full stop: the first two head the picture, others are notices. ``invented``:
    some of the places stand for nothing on the ground, which the picture says. ``schematic``, ``unverified``: so are
    zones or rules of the law that decided where it may be.
    """

    title: Words
    told: list[Words]
    sides: tuple[PlacesOf, ...]
    lines: Lines | None = None
    invented: bool = False
    schematic: bool = False
    unverified: bool = False

    def in_order(self) -> tuple[list[PlacesOf], list[PlacesOf]]:
        """Return sides of areas, which lie below lines, and the others, which lie above them."""
        areas = [side for side in self.sides if side.has_areas()]
        return areas, [side for side in self.sides if side not in areas]


class PlaceViews:
    """The part of results about places that shows them to people."""

    def _picture(self) -> Picture:
        raise NotImplementedError

    def explore(self, path: str | os.PathLike[str] | None = None, *, lang: str = "id") -> Map:
        """Write a map of all places and of who goes where, as one file that opens without internet.

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
        from petasentra.plotting.places_page import explore_picture

        return explore_picture(self._picture, path, lang)

    def plot(self, *, lang: str = "id", ax: Axes | None = None) -> Axes:
        """Draw all places and who goes where with matplotlib.

        Options and errors are those of :meth:`petasentra.CheckResult.plot`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> at = geopandas.GeoDataFrame(geometry=shapely.points([0, 90, 900], [0] * 3), crs=32749)
        >>> ps.locate(at, at, p=1).plot(lang="en").get_title(loc="left")
        'Choice of sites'
        """
        from petasentra.plotting.places_figure import plot_picture

        return plot_picture(self._picture, lang, ax)
