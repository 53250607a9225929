"""What two checks answer differently: which sites flip between which verdicts, and how much ground and workers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from petasentra.conformance.bases import shift_table
from petasentra.plotting.language import CONFLICT, VERDICTS
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyarrow as pa

    from petasentra.conformance.bases import Shift

#: What of an answer counts: two answers that agree in these are the same.
ANSWER = ("verdict", "flags", "existing_use", "existing_use_until")
_BEST_FIRST = tuple(VERDICTS)


@dataclass(frozen=True)
class Side:
    """What one check says of one site, and how large the site is there. Areas in m2; None where nobody knows."""

    verdict: str
    flags: tuple[str, ...]
    existing_use: str
    existing_use_until: object
    area_m2: float | None = None
    workers: float | None = None

    def same_answer(self, other: Side) -> bool:
        """Whether both say the same, however large the sites are."""
        return all(getattr(self, name) == getattr(other, name) for name in ANSWER)

    @property
    def category(self) -> str:
        """The verdict, or ``"conflict"``: where rules conflict none can be stated."""
        return CONFLICT if CONFLICT in self.flags else self.verdict


@dataclass(frozen=True)
class Flip:
    """One site answered differently. ``before`` is None for a site that was added, ``after`` for one removed."""

    site_id: str
    activity: str
    before: Side | None
    after: Side | None
    cause: tuple[str, ...]


class Difference:
    """The sites that two checks answer differently; what is equal is not in it.

    Made by :meth:`petasentra.CheckResult.diff`. ``-difference`` is the same seen from the other side. Sites with the
    same answer on another basis are no difference of answers: they do not count in ``len`` and stand in `bases`.

    Parameters
    ----------
    flips
        The sites; their order does not matter.
    has_workers
        Whether the sites have a column ``workers``.
    shifts
        Gives the sites with the same answer on another basis; called when somebody asks for them.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> before = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> after = ps.check(study.sentra, study.pack("slag-dihapus"), as_of="2023-06-01")
    >>> len(before.diff(before)), before.diff(after) == -after.diff(before)
    (0, True)
    """

    def __init__(
        self,
        flips: Iterable[Flip],
        *,
        has_workers: bool = False,
        shifts: Callable[[], Iterable[Shift]] = tuple,
    ) -> None:
        self._flips = tuple(sorted(flips, key=lambda flip: (flip.site_id, flip.activity)))
        self._has_workers = has_workers
        self._find_shifts = shifts

    def __len__(self) -> int:
        return len(self._flips)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Difference) and (self._flips, self._shifts) == (other._flips, other._shifts)

    def __hash__(self) -> int:
        return hash(self._flips)

    def __neg__(self) -> Difference:
        turned = [replace(flip, before=flip.after, after=flip.before) for flip in self._flips]
        return Difference(
            turned, has_workers=self._has_workers, shifts=lambda: [shift.turned() for shift in self._shifts]
        )

    @cached_property
    def _shifts(self) -> tuple[Shift, ...]:
        return tuple(sorted(self._find_shifts(), key=lambda shift: (shift.site_id, shift.activity)))

    @cached_property
    def bases(self) -> Table:
        """Sites with the same answer on another basis: one row a site, by site and activity.

        ``changed`` names what of the basis differs: ``instrument``, ``article``, ``conditions`` (those of the decisive
        pieces, in words), ``share`` (the conforming share or its interval). The columns ``..._before`` and
        ``..._after`` hold both sides.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> before = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
        >>> after = ps.check(study.sentra, study.pack(), as_of="2023-06-01")
        >>> row = before.diff(after).bases.to_pylist()[0]
        >>> row["site_id"], row["verdict"], row["changed"], row["instrument_before"], row["instrument_after"]
        ('contoh-a', 'prohibited', ['instrument'], 'perda-21-2009', 'perda-10-2021')
        """
        return shift_table(self._shifts)

    @cached_property
    def table(self) -> Table:
        """One row a site, by site and activity.

        ``before`` and ``after`` are verdicts, empty where the site is in one check only; ``flags_before`` to
        ``existing_use_after`` the rest of both answers. ``cause`` names what differs: ``rule``, ``geometry`` (of zones
        and rules), ``subject`` (the site itself), ``added``, ``removed``. ``area_m2`` is the site's area, the larger
        where it changed; ``workers`` is there if the sites have that column.
        """
        import pyarrow as pa

        flips = self._flips
        columns: dict[str, pa.Array] = {
            "site_id": pa.array([flip.site_id for flip in flips], pa.string()),
            "activity": pa.array([flip.activity for flip in flips], pa.string()),
            "before": pa.array([flip.before and flip.before.verdict for flip in flips], pa.string()),
            "after": pa.array([flip.after and flip.after.verdict for flip in flips], pa.string()),
            "cause": pa.array([list(flip.cause) for flip in flips], pa.list_(pa.string())),
            "area_m2": pa.array([_larger(flip, "area_m2") for flip in flips], pa.float64()),
        }
        if self._has_workers:
            columns["workers"] = pa.array([_larger(flip, "workers") for flip in flips], pa.float64())
        for name in ("flags", "existing_use"):
            kind = pa.list_(pa.string()) if name == "flags" else pa.string()
            for side in ("before", "after"):
                sides = [getattr(flip, side) for flip in flips]
                values = [None if one is None else getattr(one, name) for one in sides]
                columns[f"{name}_{side}"] = pa.array(
                    [list(value) if isinstance(value, tuple) else value for value in values], kind
                )
        return Table.from_arrow(pa.table(columns))

    @cached_property
    def matrix(self) -> Table:
        """How many sites flip from which verdict to which, with hectares and workers.

        A conflict is kept apart from the stricter verdict that the table records for it: ``"conflict"`` stands in its
        place. Sites whose verdict is the same and whose other flags or existing use are not stand on the diagonal. A
        site in one check only has no verdict on the other side. ``area_ha`` is empty where no area is known.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> before = ps.check(study.sentra, study.pack(), as_of="2005-06-01")
        >>> after = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
        >>> [(row["before"], row["after"], row["sites"]) for row in before.diff(after).matrix.to_pylist()][-1]
        ('no_data', 'conflict', 2)
        """
        import pyarrow as pa

        cells: dict[tuple[str | None, str | None], list[Flip]] = defaultdict(list)
        for flip in self._flips:
            before, after = (None if side is None else side.category for side in (flip.before, flip.after))
            cells[before, after].append(flip)
        keys = sorted(cells, key=lambda pair: (_place(pair[0]), _place(pair[1])))
        columns: dict[str, pa.Array] = {
            "before": pa.array([key[0] for key in keys], pa.string()),
            "after": pa.array([key[1] for key in keys], pa.string()),
            "sites": pa.array([len(cells[key]) for key in keys], pa.int64()),
            "area_ha": pa.array([_hectares(cells[key]) for key in keys], pa.float64()),
        }
        if self._has_workers:
            workers = [_sum(_larger(flip, "workers") for flip in cells[key]) for key in keys]
            columns["workers"] = pa.array(workers, pa.float64())
        return Table.from_arrow(pa.table(columns))

    @cached_property
    def net(self) -> Table:
        """What each verdict gains and loses: sites, hectares, workers. Rows sum to zero where no site came or went.

        A conflict counts as one of the verdicts, as in `matrix`.
        """
        import pyarrow as pa

        sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        for flip in self._flips:
            for side, sign in ((flip.before, -1.0), (flip.after, 1.0)):
                if side is not None:
                    gained = sums[side.category]
                    for place, value in enumerate((1.0, (side.area_m2 or 0.0) / 1e4, side.workers or 0.0)):
                        gained[place] += sign * value
        keys = [word for word in sorted(sums, key=_place) if any(sums[word])]
        columns: dict[str, pa.Array] = {
            "verdict": pa.array(keys, pa.string()),
            "sites": pa.array([round(sums[key][0]) for key in keys], pa.int64()),
            "area_ha": pa.array([sums[key][1] for key in keys], pa.float64()),
        }
        if self._has_workers:
            columns["workers"] = pa.array([sums[key][2] for key in keys], pa.float64())
        return Table.from_arrow(pa.table(columns))

    def to_arrow(self) -> pa.Table:
        """Return the rows as a pyarrow Table."""
        return self.table.to_arrow()

    def __repr__(self) -> str:
        cells = self.matrix.to_pylist()
        flips = ", ".join(f"{row['sites']} {row['before'] or 'added'} -> {row['after'] or 'removed'}" for row in cells)
        return f"Difference: {len(self)} sites ({flips or 'none'})"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def _larger(flip: Flip, name: str) -> float | None:
    values = [getattr(side, name) for side in (flip.before, flip.after) if side is not None]
    known = [value for value in values if value is not None]
    return max(known) if known else None


def _hectares(flips: Iterable[Flip]) -> float | None:
    known = [area for area in (_larger(flip, "area_m2") for flip in flips) if area is not None]
    return sum(known) / 1e4 if known else None


def _sum(values: Iterable[float | None]) -> float:
    return float(sum(value for value in values if value is not None))


def _place(verdict: str | None) -> int:
    return _BEST_FIRST.index(verdict) if verdict in _BEST_FIRST else len(_BEST_FIRST)
