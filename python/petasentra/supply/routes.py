"""Flows as lines along the roads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import OptionError
from petasentra.layers.layer import Layer
from petasentra.supply.road_ways import RoadWays

if TYPE_CHECKING:
    from petasentra.supply.solved import Solved

__all__ = ["routes"]


def routes(solution: Solved) -> Layer:
    """Return `SupplySolution.flows` with the line of each; none where nothing is travelled on a road."""
    import pyarrow as pa

    from petasentra.auditing.inputs import bare

    ways, legs, model = solution.ways, solution.legs, solution.model
    if not isinstance(ways, RoadWays):
        raise OptionError(
            "This chain has a table of legs and no roads to draw.",
            "Rantai ini memakai tabel rute; tidak ada jalan yang dapat digambar.",
            code=801,
        )
    table = solution.flows.to_arrow()
    leg = np.asarray(table.column("leg"), dtype=np.int64)
    pair, vehicle = legs.pair(leg), legs.vehicle[leg]
    lines: list[bytes | None] = [None] * len(leg)
    for number in sorted(set(vehicle.tolist())):
        these = np.flatnonzero(vehicle == number)
        begin, end = legs.tariff.begin[pair[these]], legs.tariff.end[pair[these]]
        drawn = Layer(ways.paths(model.vehicles[number], begin, end).lines())
        found = bare(pa.table(drawn).column(drawn.geometry_name))
        for place, one in zip(these, found.to_pylist(), strict=True):
            lines[place] = one
    return Layer.from_arrow(
        table.append_column("geometry", pa.array(lines, pa.binary())), geometry="geometry", crs=ways.network.crs
    )
