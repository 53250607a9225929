"""What became of sentra between two answers: by the units they share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.sentra.arguments import refused
from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra.sentra.found import FoundSentra

__all__ = ["SentraDifference"]


class SentraDifference:
    """What became of every sentra. Made by `FoundSentra.diff`; ``-difference`` is the same seen from the other side.

    Sentra are the same if they share a unit (by its id) in one branch with the same value. `len` counts the rows that
    are not ``same``.

    Parameters
    ----------
    before, after
        The two answers.
    """

    def __init__(self, before: FoundSentra, after: FoundSentra) -> None:
        from petasentra.sentra.found import FoundSentra

        for answer in (before, after):
            if not isinstance(answer, FoundSentra):
                raise refused("after", answer, "what find_sentra returned", "hasil find_sentra")
        self.before = before
        self.after = after

    @cached_property
    def all_pairs(self) -> Table:
        """One row a pair of sentra that share units, and one for each without a counterpart; also those that are same.

        ``before_id``, ``after_id``, ``first_unit``, ``value``, ``units_before``, ``units_after``, ``units_shared``,
        ``outcome``: ``same``, ``grown``, ``shrunk``, ``changed``, ``split``, ``merged``, ``new``, ``gone``.
        """
        return _table(_pairs(self.before, self.after))

    @property
    def table(self) -> Table:
        """The rows that are not ``same``."""
        return self.all_pairs[[row for row, word in enumerate(self.all_pairs["outcome"]) if word != "same"]]

    @cached_property
    def units(self) -> Table:
        """Units whose membership differs, or that are in one of the two registers only (null in the other).

        ``unit_id``, ``membership_before``, ``membership_after``; by id.
        """
        import pyarrow as pa

        was, now = (_memberships(found) for found in (self.before, self.after))
        ids = [one for one in dict.fromkeys([*was, *now]) if was.get(one) != now.get(one)]
        return Table.from_arrow(
            pa.table(
                {
                    "unit_id": pa.array(ids, pa.string()),
                    "membership_before": pa.array([was.get(one) for one in ids], pa.string()),
                    "membership_after": pa.array([now.get(one) for one in ids], pa.string()),
                }
            )
        )

    def __len__(self) -> int:
        return len(self.table)

    def __neg__(self) -> SentraDifference:
        return SentraDifference(self.after, self.before)

    def __repr__(self) -> str:
        counts: dict[str, int] = {}
        for word in self.all_pairs["outcome"]:
            counts[word] = counts.get(word, 0) + 1
        return f"SentraDifference: {', '.join(f'{n} {word}' for word, n in sorted(counts.items())) or 'no sentra'}"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def _memberships(found: FoundSentra) -> dict[str, str]:
    """Return the membership of each unit, by id in order; of units with one id that of the first."""
    table = found.units
    ids, words = table["unit_id"], table["membership"]
    out: dict[str, str] = {}
    for row in found.read.order.tolist():
        out.setdefault(ids[row], words[row])
    return out


def _pairs(before: FoundSentra, after: FoundSentra) -> list[dict[str, Any]]:
    """Match sentra through units: by branch, what is alike there, and the id of the unit."""
    sides = [_keyed(found) for found in (before, after)]
    shared: dict[tuple[int, int], set[str]] = {}
    for key, number in sides[0].items():
        other = sides[1].get(key)
        if other is not None:
            shared.setdefault((number, other), set()).add(key[2])
    old, new = _facts(before), _facts(after)
    heirs = np.bincount([a for a, _ in shared], minlength=len(old))
    parents = np.bincount([b for _, b in shared], minlength=len(new))
    rows = []
    for (a, b), units in sorted(shared.items()):
        outcome = _outcome(old[a]["ids"], new[b]["ids"], int(heirs[a]), int(parents[b]))
        rows.append(_row(a, b, old[a], new[b], len(units), outcome))
    rows += [_row(a, None, old[a], None, 0, "gone") for a in range(len(old)) if not heirs[a]]
    rows += [_row(None, b, None, new[b], 0, "new") for b in range(len(new)) if not parents[b]]
    return rows


def _keyed(found: FoundSentra) -> dict[tuple[str, str, str], int]:
    units = found.read
    out: dict[tuple[str, str, str], int] = {}
    for number, branches in enumerate(found.sets.branches):
        rows = found.sets.of(number)
        ids = [units.ids[row].as_py() for row in rows.tolist()]
        for name, _ in branches:
            groups = units.groups[name]
            value = groups.words[int(groups.codes[rows[0]])].lower()
            for one in ids:
                out.setdefault((name, value, one), number)
    return out


def _facts(found: FoundSentra) -> list[dict[str, Any]]:
    units = found.read
    out = []
    for number, branches in enumerate(found.sets.branches):
        rows = found.sets.of(number)
        words = [units.groups[name].words[int(units.groups[name].codes[rows[0]])] for name, _ in branches]
        ids = {units.ids[row].as_py() for row in rows.tolist()}
        out.append({"ids": ids, "first": units.ids[int(rows[0])].as_py(), "value": words, "units": len(rows)})
    return out


def _outcome(old: set[str], new: set[str], heirs: int, parents: int) -> str:
    if heirs > 1:
        return "split"
    if parents > 1:
        return "merged"
    if old == new:
        return "same"
    return "grown" if old < new else "shrunk" if new < old else "changed"


def _row(
    a: int | None, b: int | None, old: dict[str, Any] | None, new: dict[str, Any] | None, shared: int, outcome: str
) -> dict[str, Any]:
    one = old or new
    assert one is not None
    return {
        "before_id": None if a is None else a + 1, "after_id": None if b is None else b + 1,
        "first_unit": one["first"], "value": one["value"], "units_before": old["units"] if old else None,
        "units_after": new["units"] if new else None, "units_shared": shared, "outcome": outcome,
    }  # fmt: skip


def _table(rows: list[dict[str, Any]]) -> Table:
    import pyarrow as pa

    kinds = {"first_unit": pa.string(), "value": pa.list_(pa.string()), "outcome": pa.string()}
    names = (
        "before_id", "after_id", "first_unit", "value", "units_before", "units_after", "units_shared", "outcome",
    )  # fmt: skip
    return Table.from_arrow(
        pa.table({name: pa.array([row[name] for row in rows], kinds.get(name, pa.int64())) for name in names})
    )
