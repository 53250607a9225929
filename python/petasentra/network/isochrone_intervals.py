"""What is within reach surely, likely or perhaps: isochrones at three speeds of one profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra.layers.layer import Layer

if TYPE_CHECKING:
    from petasentra.network.isochrones import Isochrones
    from petasentra.network.row_diff import RowChanges

__all__ = ["IsochroneInterval"]


@dataclass(frozen=True, eq=False)
class IsochroneInterval:
    """What is within reach of each place at the smallest, the likely and the largest speeds of a profile.

    Attributes
    ----------
    surely
        Within reach even at the smallest speeds.
    likely
        Within reach at the likely speeds.
    perhaps
        Within reach at the largest speeds.
    """

    surely: Isochrones
    likely: Isochrones
    perhaps: Isochrones

    def __len__(self) -> int:
        return len(self.likely)

    @property
    def areas(self) -> Layer:
        """The areas of all three, widest last: those of `Isochrones.areas` with ``sureness`` in front.

        What is sure is likely, too, so the areas of a place lie within each other.
        """
        import pyarrow as pa

        metres = self.perhaps.areas
        tables = []
        for word, found in (("surely", self.surely), ("likely", self.likely), ("perhaps", self.perhaps)):
            table = pa.table(found.areas.to_crs(metres.crs))
            tables.append(table.add_column(0, "sureness", pa.array([word] * len(table), pa.string())))
        return Layer.from_arrow(pa.concat_tables(tables), geometry=metres.geometry_name, crs=metres.crs)

    def diff(self, after: IsochroneInterval) -> RowChanges:
        """Return what became of every area, by how sure it is; more road within reach is better.

        `after` is a second answer of this kind about the same places; see `petasentra.network.TravelTimes.diff`.
        """
        import pyarrow as pa

        from petasentra.network.asked import causes_between, require_kind
        from petasentra.network.row_diff import row_changes

        require_kind(self, after)
        causes = causes_between(self.likely, after.likely, rows=("places",))
        columns = ["sureness", "place", "minutes", "area_ha", "road_km", "status"]
        old, new = (pa.table(one.areas).select(columns) for one in (self, after))
        return row_changes(
            old, new, keys=("sureness", "place", "minutes"), numbers={"road_km": "change_km", "area_ha": "change_ha"},
            more_is_better=True, of_what=("areas", "wilayah jangkauan"), causes=causes,
        )  # fmt: skip

    def __repr__(self) -> str:
        return repr(self.likely).replace("Isochrones", "IsochroneInterval", 1)
