"""What every answer with a row a unit and kind has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    import pyarrow as pa

    from petasentra.plotting.language import Lang
    from petasentra.tables import Table

__all__ = ["UnitViews"]


@dataclass(frozen=True)
class UnitViews:
    """The part of `Served` and `Covered` that shows them and hands them on; ``table`` has a row a unit and kind."""

    table: Table
    #: The status of a unit that lacks nothing.
    _met: ClassVar[str] = ""

    def __len__(self) -> int:
        return len(self.table)

    def lacking(self, kind: str) -> list[str]:
        """Return the ids of the units that do not have what is asked of a kind, in their order."""
        rows = zip(self.table["unit_id"], self.table["kind"], self.table["status"], strict=True)
        return [unit for unit, of, status in rows if of == kind and status != self._met]

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many units have which status, by kind."""
        counts: dict[str, dict[str, int]] = {}
        for kind, status in zip(self.table["kind"], self.table["status"], strict=True):
            counts.setdefault(kind, {})
            counts[kind][status] = counts[kind].get(status, 0) + 1
        return counts

    def to_arrow(self) -> pa.Table:
        """Return `table` as a pyarrow Table."""
        return self.table.to_arrow()

    def explain(self, unit_id: str, *, lang: Lang = "id") -> str:
        """Return what the table says of one unit, kind by kind, as text.

        Raises
        ------
        OptionError
            There is no such unit.
        """
        from petasentra.impact.unit_words import explained_unit

        return explained_unit(self.table, unit_id, lang)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()
