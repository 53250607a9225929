"""What every answer of siting can be turned into: a data frame, a table, a map, a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.plotting.places_view import PlacesOf, PlaceViews
from petasentra.report.filing import ReportOfTables
from petasentra.siting.places import require_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pyarrow as pa
    from matplotlib.axes import Axes

    from petasentra.layers.layer import Layer
    from petasentra.plotting.language import Lang, Words
    from petasentra.siting.places import Given
    from petasentra.tables import Table

__all__ = ["SitingViews", "drawn_places"]


def drawn_places(
    held: Layer | Table, status: list[str], key: str, what: Words, words: Mapping[str, Words], radius: int
) -> PlacesOf:
    """Return places to draw; they have to have a place and a CRS."""
    return PlacesOf(require_places(held, drawn=True), status, key, what, words, radius)


class SitingViews(PlaceViews, ReportOfTables):
    """The part of `LocatedSites` and `Relocation` that shows them to people, hands them on, and files them."""

    begin: Given
    end: Given

    def _frame(self) -> Layer | Table:
        raise NotImplementedError

    def _rows(self) -> Layer | Table:
        raise NotImplementedError

    def _draw(self, lang: Lang, ax: Axes) -> object:
        return self.plot(lang=lang, ax=ax)

    @property
    def _mapped(self) -> bool:
        """Whether both sides have places, and a CRS to draw them in."""
        return all(getattr(one.layer, "crs", None) is not None for one in (self.begin, self.end))

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
