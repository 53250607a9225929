"""What became of the sentra of a list in a later one."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra.sentra.arguments import refused
from petasentra.tables import Table

if TYPE_CHECKING:
    import pyarrow as pa

    from petasentra.sentra.registry.registry import Registry

__all__ = ["RegistryDifference"]

#: What a list says of a sentra, as it is written; what is derived from that follows it.
_COMPARED = (
    "name", "commodity", "kbli", "area_code", "position", "lon", "lat", "units", "workers", "production", "sk_number",
    "sk_date", "source", "verified", "invented",
)  # fmt: skip


class RegistryDifference:
    """What became of every sentra of two lists. Made by `Registry.diff`; `len` counts the rows that are not ``same``.

    Rows with one id are matched in their order. Two lists without ids are matched row by row.
    """

    def __init__(self, before: Registry, after: Registry) -> None:
        from petasentra.sentra.registry.registry import Registry

        if not isinstance(after, Registry):
            raise refused("after", after, "what read_registry returned", "hasil read_registry")
        self.before, self.after = before, after

    @cached_property
    def all_rows(self) -> Table:
        """One row a sentra of either list: ``sentra_id``, ``outcome`` (``same``, ``changed``, ``new``, ``gone``).

        ``columns`` names what is written otherwise.
        """
        import pyarrow as pa

        old, new = self.before.table.to_arrow(), self.after.table.to_arrow()
        places = [_keys(table) for table in (old, new)]
        keys = [*places[0], *(key for key in places[1] if key not in places[0])]
        both = [key for key in keys if key in places[0] and key in places[1]]
        rows = [pa.array([side[key] for key in both], pa.int64()) for side in places]
        differs = {name: _differs(old.column(name).take(rows[0]), new.column(name).take(rows[1])) for name in _COMPARED}
        changed = {
            key: [name for name in _COMPARED if differs[name][row]]
            for row, key in enumerate(both)
            if any(differs[name][row] for name in _COMPARED)
        }
        outcomes = [
            "gone"
            if key not in places[1]
            else "new"
            if key not in places[0]
            else "changed"
            if key in changed
            else "same"
            for key in keys
        ]
        return Table.from_arrow(
            pa.table(
                {
                    "sentra_id": pa.array([key[0] for key in keys], pa.string()),
                    "outcome": pa.array(outcomes, pa.string()),
                    "columns": pa.array([changed.get(key, []) for key in keys], pa.list_(pa.string())),
                }
            )
        )

    @cached_property
    def table(self) -> Table:
        """The rows that are not ``same``."""
        return self.all_rows[[row for row, word in enumerate(self.all_rows["outcome"]) if word != "same"]]

    @property
    def counts(self) -> dict[str, int]:
        """How many sentra have which outcome."""
        return dict(sorted(Counter(self.all_rows["outcome"]).items()))

    def __len__(self) -> int:
        return len(self.table)

    def __neg__(self) -> RegistryDifference:
        return RegistryDifference(self.after, self.before)

    def __repr__(self) -> str:
        return f"RegistryDifference: {', '.join(f'{n} {word}' for word, n in self.counts.items()) or 'no sentra'}"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def _keys(table: pa.Table) -> dict[tuple[str, int], int]:
    """Return the row of each id, and of an id that is there again with its number."""
    seen: Counter[str] = Counter()
    out = {}
    for row, name in enumerate(table.column("sentra_id").to_pylist()):
        out[name, seen[name]] = row
        seen[name] += 1
    return out


def _differs(old: pa.ChunkedArray, new: pa.ChunkedArray) -> list[bool]:
    import pyarrow.compute as pc

    unequal = pc.fill_null(pc.not_equal(old, new), False).to_numpy()
    nulls = np.not_equal(old.is_null().to_numpy(), new.is_null().to_numpy())
    differs: list[bool] = (unequal.astype(bool) | nulls).tolist()
    return differs
