"""What vehicles emit on the way, from numbers of the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra.supply.solved import Solved

__all__ = ["emission_table"]


def emission_table(solution: Solved) -> Table:
    """Return `SupplySolution.emissions`."""
    import pyarrow as pa

    stated = {one.name: one.g_co2_per_t_km for one in solution.model.vehicles}
    work: dict[tuple[str, str], float] = {}
    for row in solution.flows.to_pylist():
        key = row["vehicle"], row["commodity"]
        work[key] = work.get(key, 0.0) + row["amount_t"] * row["km"]
    keys = sorted(work)
    grams = np.array([stated[vehicle] for vehicle, _ in keys], dtype=np.float64)
    done = np.array([work[key] for key in keys], dtype=np.float64)
    return Table.from_arrow(
        pa.table(
            {
                "vehicle": pa.array([vehicle for vehicle, _ in keys], pa.string()),
                "commodity": pa.array([commodity for _, commodity in keys], pa.string()),
                "t_km": pa.array(done),
                "g_co2_per_t_km": pa.array(grams, from_pandas=True),
                "co2_kg": pa.array(done * grams / 1000.0, from_pandas=True),
                "verified": pa.array([False] * len(keys), pa.bool_()),
            }
        )
    )
