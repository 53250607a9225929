"""What of a solved chain reaches each sentra."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from petasentra.supply.solution import SupplySolution

__all__ = ["SentraSupply", "supply_of"]


class SentraSupply(NamedTuple):
    """Columns of tonnes and rupiah, and whether a flow of the row is marked invented."""

    columns: dict[str, Any]
    synthetic: npt.NDArray[np.bool_]


def supply_of(solution: SupplySolution, site_ids: list[str], known_as: Mapping[str, str]) -> SentraSupply:
    """Sum what flows into the processors of each sentra.

    A processor belongs to a sentra if its id, or what its ``sentra`` column says, is the name of the sentra in the
    chain. Where the chain has no answer, amounts are null.
    """
    import pyarrow as pa

    names = [known_as.get(one, one) for one in site_ids]
    processors = solution.model.processors
    sentra = processors.sentra or [""] * len(processors.ids)
    of_site: dict[str, set[str]] = {}
    for site, label in zip(processors.ids, sentra, strict=True):
        of_site[site] = {site, label or site}
    known = {name for names_of in of_site.values() for name in names_of}
    solved = solution.status == "optimal"
    tonnes, rupiah = dict.fromkeys(known, 0.0), dict.fromkeys(known, 0.0)
    invented: set[str] = set()
    for row in solution.flows.to_pylist() if solved else ():
        for name in of_site.get(row["to_id"], ()):
            tonnes[name] += row["amount_t"]
            rupiah[name] += row["cost_idr"]
            if row.get("synthetic"):
                invented.add(name)
    there = [one in known and solved for one in names]
    status = ["not_in_chain" if one not in known else "in_chain" if solved else "infeasible" for one in names]
    columns = {
        "received_t": pa.array(
            [tonnes[one] if ok else None for one, ok in zip(names, there, strict=True)], pa.float64()
        ),
        "haulage_idr": pa.array(
            [rupiah[one] if ok else None for one, ok in zip(names, there, strict=True)], pa.float64()
        ),
        "supply_status": pa.array(status, pa.string()),
    }
    return SentraSupply(columns, np.array([one in invented for one in names], dtype=bool))
