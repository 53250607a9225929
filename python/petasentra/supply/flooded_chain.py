"""A chain under water: some of its roads are closed or slower, and sites may stand still."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from petasentra.network.costs import Change, Step
from petasentra.network.scenarios import with_steps
from petasentra.supply.parts import Sites

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork
    from petasentra.supply.flood_areas import Flood
    from petasentra.supply.model import Parts

    Indices = npt.NDArray[np.int64]

_S = TypeVar("_S", bound=Sites)

__all__ = ["WaterOnRoads", "still_parts", "water_of"]


@dataclass(frozen=True, eq=False)
class WaterOnRoads:
    """What water does to roads: edges that it closes, and edges with the share of their speed that it leaves."""

    name: str
    closed: Indices
    slowed: tuple[tuple[float, Indices], ...]

    def on(self, network: RoadNetwork, costs: RoadCosts) -> RoadCosts:
        """Return costs of the roads under water."""
        count = len(costs.deciseconds) // 2
        steps = [self._step("close", self.closed, count, 1.0)] if len(self.closed) else []
        steps += [self._step("slow", edges, count, share) for share, edges in self.slowed]
        return with_steps(network, costs, steps)

    def _step(self, does: str, edges: Indices, count: int, share: float) -> Step:
        flags = np.zeros(count, dtype=bool)
        flags[edges] = True
        return Step(does, flags, Change(self.name, self.name), share)  # type: ignore[arg-type]


def water_of(flood: Flood) -> WaterOnRoads:
    """Return what a case does to roads."""
    return WaterOnRoads(flood.name, flood.closed, flood.slowed)


def still_parts(parts: Parts, still: set[tuple[str, str]]) -> Parts:
    """Return parts in which some sites, by kind and id, stand still: no road reaches them, their sources give nothing.

    What a market wants it still wants, and does not get.
    """

    def away(kind: str, rows: _S) -> _S:
        gone = np.array([(kind, one) in still for one in rows.ids], dtype=bool)
        return replace(rows, x=np.where(gone, np.nan, rows.x), y=np.where(gone, np.nan, rows.y))

    dry = np.array([("source", one) not in still for one in parts.sources.ids], dtype=bool)
    sources = replace(parts.sources, amount=np.where(dry[:, None], parts.sources.amount, 0.0))
    return replace(
        parts,
        sources=away("source", sources),
        processors=away("processor", parts.processors),
        storages=away("storage", parts.storages),
        markets=away("market", parts.markets),
    )
