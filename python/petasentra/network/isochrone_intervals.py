"""What is within reach surely, likely or perhaps: isochrones at three speeds of one profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra.layers import Layer

if TYPE_CHECKING:
    from petasentra.network.isochrones import Isochrones

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

    def __repr__(self) -> str:
        return repr(self.likely).replace("Isochrones", "IsochroneInterval", 1)
