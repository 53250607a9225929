"""Which row of a list is which sentra: the best agreement first, and no choice where several agree equally well."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Candidate", "Pairs", "paired"]


@dataclass(frozen=True)
class Candidate:
    """A sentra to which a row of a list may point.

    ``commodity`` and ``area`` tell how well those agree (0 the same, 1 similar, 2 not); ``by_product`` is True where
    the commodity is not what the sentra has in common, but what some of its units make. ``distance_m`` is None where
    the row has no place but the name of its desa; ``shared_name`` where that name is of several desa.
    """

    row: int
    sentra: int
    commodity: int
    by_product: bool
    area: int
    distance_m: float | None
    shared_name: bool = False

    @property
    def quality(self) -> tuple[int, bool, int, float]:
        """How well it agrees, the smallest best; a place is better than a name."""
        return self.commodity, self.by_product, self.area, math.inf if self.distance_m is None else self.distance_m


@dataclass
class Pairs:
    """``of_row`` has the sentra of a row; ``open_rows`` and ``open_sentra`` what may be each other and is not decided.

    ``again`` are rows whose sentra another row has.
    """

    of_row: dict[int, Candidate] = field(default_factory=dict)
    open_rows: dict[int, list[int]] = field(default_factory=dict)
    open_sentra: dict[int, list[int]] = field(default_factory=dict)
    again: dict[int, Candidate] = field(default_factory=dict)


def paired(candidates: Sequence[Candidate], ids: Sequence[str]) -> Pairs:
    """Pair rows and sentra; of two rows that agree equally well with one sentra, the smaller id has it.

    Candidates of one quality are taken together. Rows and sentra that only agree with each other, and of which a row
    agrees with several sentra, stay open: which is which is not said anywhere.
    """
    pairs = Pairs()
    rank = {row: place for place, row in enumerate(sorted(range(len(ids)), key=lambda row: (ids[row], row)))}
    ordered = sorted(candidates, key=lambda one: (one.quality, rank[one.row], one.sentra))
    taken: set[int] = set()
    for _, same in groupby(ordered, key=lambda one: one.quality):
        free = [
            one
            for one in same
            if one.row not in pairs.of_row and one.row not in pairs.open_rows and one.sentra not in taken
        ]
        for part in _parts(free):
            sentra = sorted({one.sentra for one in part})
            taken.update(sentra)
            if len(sentra) == 1:
                pairs.of_row[part[0].row] = part[0]
                continue
            for one in part:
                pairs.open_rows.setdefault(one.row, []).append(one.sentra)
                pairs.open_sentra.setdefault(one.sentra, []).append(one.row)
    for one in ordered:
        if one.row in pairs.of_row or one.row in pairs.open_rows:
            continue
        pairs.again.setdefault(one.row, one)
    return pairs


def _parts(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Return candidates that share rows or sentra together, in the order they came."""
    parts: list[list[Candidate]] = []
    of_row: dict[int, list[Candidate]] = {}
    of_sentra: dict[int, list[Candidate]] = {}
    for one in candidates:
        here = of_row.get(one.row)
        there = of_sentra.get(one.sentra)
        part = here if here is not None else there
        if part is None:
            part = []
            parts.append(part)
        elif here is not None and there is not None and here is not there:
            here.extend(there)
            parts = [kept for kept in parts if kept is not there]
            for moved in there:
                of_row[moved.row] = of_sentra[moved.sentra] = here
        part.append(one)
        of_row[one.row] = of_sentra[one.sentra] = part
    place = {id(one): number for number, one in enumerate(candidates)}
    return [sorted(part, key=lambda one: place[id(one)]) for part in parts]
