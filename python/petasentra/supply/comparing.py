"""What another solution does differently."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.supply.solution_tables import TOLERANCE_T
from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra.supply.solution import SupplySolution

__all__ = ["SupplyDifference"]


class SupplyDifference:
    """Two solutions beside each other; what is equal to a gram is not in `sites` and `flows`.

    ``-difference`` is the same seen from the other side.

    Parameters
    ----------
    before, after
        The solutions.

    Examples
    --------
    >>> import pyarrow as pa, petasentra as ps
    >>> chain = ps.SupplyChain(legs=pa.table({"from_id": ["G", "H"], "to_id": ["B", "B"], "km": [40.0, 90.0]}))
    >>> chain.add_sources(pa.table({"id": ["G", "H"]}), "dross", 10, unit="t")
    >>> chain.add_markets(pa.table({"id": ["B"]}), "dross", 10, unit="t", unmet_penalty_idr=1e6)
    >>> chain.add_vehicle("truk", idr_per_t_km=1000)
    >>> before, after = chain.solve(), chain.scenario(lose=["G"]).solve()
    >>> before.diff(after)
    SupplyDifference: Rp+500,000, +0.00 t unmet, 2 flows and 2 sites differ
    """

    def __init__(self, before: SupplySolution, after: SupplySolution) -> None:
        self.before = before
        self.after = after

    def __neg__(self) -> SupplyDifference:
        return SupplyDifference(self.after, self.before)

    @cached_property
    def totals(self) -> Table:
        """Costs by what they are paid for, their total, tonnes unmet and tonne-kilometres: before, after, change."""
        import pyarrow as pa

        one, other = _totals(self.before), _totals(self.after)
        values = [(name, one[name], other[name], other[name] - one[name]) for name in one]
        columns = list(zip(*values, strict=True))
        names = ("quantity", "before", "after", "change")
        return Table.from_arrow(pa.table({name: pa.array(column) for name, column in zip(names, columns, strict=True)}))

    @cached_property
    def sites(self) -> Table:
        """Rows that are used differently.

        ``site_id``, ``kind``, ``commodity``, ``period``, ``before_t``, ``after_t``, ``change_t``; null on the side
        that does not have the site.
        """
        return _changes(self.before.sites, self.after.sites, ("site_id", "kind", "commodity", "period"), "used_t")

    @cached_property
    def flows(self) -> Table:
        """Flows that differ: ``from_id``, ``to_id``, ``commodity``, ``period`` and the amounts as in `sites`."""
        return _changes(
            self.before.flows, self.after.flows, ("from_id", "to_id", "commodity", "period"), "amount_t", 0.0
        )

    def __len__(self) -> int:
        return len(self.flows) + len(self.sites)

    def __repr__(self) -> str:
        change = dict(zip(self.totals["quantity"], self.totals["change"], strict=True))
        return (
            f"SupplyDifference: Rp{change['total_idr']:+,.0f}, {change['unmet_t']:+,.2f} t unmet,"
            f" {len(self.flows)} flows and {len(self.sites)} sites differ"
        )


def _totals(solution: SupplySolution) -> dict[str, float]:
    flows = solution.flows
    work = float(np.nansum(np.asarray(flows["amount_t"], dtype=float) * np.asarray(flows["km"], dtype=float)))
    unmet = float(np.sum(solution.unmet["unmet_t"]))
    return solution.cost | {"total_idr": solution.total_idr, "unmet_t": unmet, "t_km": work}


def _changes(before: Table, after: Table, keys: tuple[str, ...], value: str, missing: float | None = None) -> Table:
    import pyarrow as pa

    sides: list[dict[tuple[Any, ...], float]] = []
    for table in (before, after):
        found: dict[tuple[Any, ...], float] = {}
        for row in table.to_pylist():
            key = tuple(row[name] for name in keys)
            found[key] = found.get(key, 0.0) + row[value]
        sides.append(found)
    one, other = sides
    rows = []
    for key in sorted({*one, *other}):
        was, now = one.get(key, missing), other.get(key, missing)
        if was is None or now is None or abs(now - was) > TOLERANCE_T:
            rows.append((*key, was, now, None if was is None or now is None else now - was))
    names = (*keys, "before_t", "after_t", "change_t")
    return Table.from_arrow(pa.table({
        name: pa.array([row[place] for row in rows], pa.string() if name in keys else pa.float64())
        for place, name in enumerate(names)
    }))  # fmt: skip
