"""Travel times as intervals: nobody has measured the speeds, so a profile has three of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra.network.costs import UNREACHABLE

if TYPE_CHECKING:
    from petasentra.network.travel import TravelTimes
    from petasentra.tables import Table

__all__ = ["TravelInterval"]


@dataclass(frozen=True, eq=False)
class TravelInterval:
    """Travel times at the largest, the likely and the smallest speeds of a profile.

    Attributes
    ----------
    shortest, likely, longest
        Travel times of the same places at those speeds.
    """

    shortest: TravelTimes
    likely: TravelTimes
    longest: TravelTimes

    def __len__(self) -> int:
        return len(self.likely)

    @property
    def table(self) -> Table:
        """One row a pair: ``origin``, ``target``, ``minutes_min``, ``minutes``, ``minutes_max``, ``status``."""
        import pyarrow as pa

        from petasentra.tables import Table

        table = self.likely.to_arrow()
        at = table.schema.get_field_index("minutes")
        for name, times in (("minutes_max", self.longest), ("minutes_min", self.shortest)):
            minutes = times.minutes.reshape(-1)
            place = at + 1 if name == "minutes_max" else at
            table = table.add_column(place, name, pa.array(minutes, mask=~np.isfinite(minutes)))
        return Table.from_arrow(table)

    def within(self, minutes: float) -> list[str]:
        """Say of every origin whether it reaches any target within a time.

        Returns
        -------
        list of str
            One word an origin: ``"surely"`` where even the smallest speeds do, ``"likely"``, ``"perhaps"`` where only
            the largest do, ``"no"``; ``"no_way"`` where no target can be reached at all.
        """
        out = np.full(self.likely.deciseconds.shape[0], "no", dtype="<U7")
        for word, times in (("perhaps", self.shortest), ("likely", self.likely), ("surely", self.longest)):
            out[(times.minutes <= minutes).any(axis=1)] = word
        out[(self.likely.deciseconds == UNREACHABLE).all(axis=1)] = "no_way"
        return out.tolist()

    def __repr__(self) -> str:
        rows, columns = self.likely.deciseconds.shape
        reached = int((self.likely.deciseconds != UNREACHABLE).sum())
        return f"TravelInterval: {rows} origins x {columns} targets, {reached} of {rows * columns} pairs reached"
