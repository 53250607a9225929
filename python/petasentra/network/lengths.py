"""Lengths of ways: of the quickest ones, and the shortest there are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra._progress import part_of
from petasentra.network.costs import UNREACHABLE
from petasentra.network.ids import id_array
from petasentra.network.pairs import pair_status, pairs_batch
from petasentra.network.questions import Question
from petasentra.network.snapping import RoadSnap
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from petasentra.layers.layer import LayerLike
    from petasentra.network.costs import RoadCosts
    from petasentra.network.questions import Places

__all__ = ["TravelLengths", "quickest_lengths", "shortest_lengths"]

#: Journeys whose ways are held at one time.
_JOURNEYS = 1 << 15
_CENTIMETRES = 100.0


@dataclass(frozen=True, eq=False)
class TravelLengths:
    """The shortest way on roads between every origin and every target. No pair is missing.

    Attributes
    ----------
    length_m
        Metres on roads, without the access legs, shape (origins, targets); infinite where there is no way. Each edge
        counts in whole centimetres.
    origins, targets
        Where the places meet the roads; ``distance_m`` there is the access leg.
    origin_ids, target_ids
        Ids of the places, in the order of their rows.
    costs
        Which roads may be used: vehicle and day.
    """

    length_m: npt.NDArray[np.float64]
    origins: RoadSnap
    targets: RoadSnap
    origin_ids: Sequence[object]
    target_ids: Sequence[object]
    costs: RoadCosts

    def __len__(self) -> int:
        return int(self.length_m.size)

    @cached_property
    def status_numbers(self) -> npt.NDArray[np.uint8]:
        """Status of each pair as a number of `petasentra.network.pairs.PAIR_STATUS`, shape (origins, targets)."""
        return pair_status(np.isfinite(self.length_m), self.origins.standing, self.targets.standing)

    @property
    def table(self) -> Table:
        """One row a pair: ``origin``, ``target``, ``length_m`` (null where there is no way), ``status``."""
        import pyarrow as pa

        flat = self.length_m.reshape(-1)
        columns = {"length_m": pa.array(flat, mask=~np.isfinite(flat))}
        ids = id_array(self.origin_ids), id_array(self.target_ids)
        return Table.from_arrow(pa.Table.from_batches([pairs_batch(*ids, columns, self.status_numbers)]))

    def __repr__(self) -> str:
        rows, columns = self.length_m.shape
        reached = int(np.isfinite(self.length_m).sum())
        return f"TravelLengths: {rows} origins x {columns} targets, {reached} of {rows * columns} pairs reached"


def quickest_lengths(
    question: Question, begin: Places, end: Places, report: Callable[[float], object] | None
) -> npt.NDArray[np.float64]:
    """Return metres on roads of the quickest way of every pair, infinite where there is none."""
    rows, columns = len(begin.ids), len(end.ids)
    leave, arrive = question.stops(begin, leaving=True), question.stops(end, leaving=False)
    out = np.empty(rows * columns)
    starts = range(0, out.size, _JOURNEYS)
    for number, start in enumerate(starts):
        pairs = np.arange(start, min(start + _JOURNEYS, out.size))
        ways = _core.TravelPaths(
            question.network.core, question.arc_costs, question.metric, leave, arrive,
            (pairs // columns).astype(np.uint32), (pairs % columns).astype(np.uint32),
            part_of(report, number, len(starts)), question.threads,
        )  # fmt: skip
        out[pairs] = np.where(ways.deciseconds() == UNREACHABLE, np.inf, ways.lengths_m())
    return out.reshape(rows, columns)


def shortest_lengths(
    question: Question, origins: LayerLike, targets: LayerLike, *, origin_id: str | None, target_id: str | None
) -> TravelLengths:
    """Return the shortest ways; see `petasentra.RoadNetwork.travel_lengths`."""
    core = question.network.core
    # The kernels sum whole numbers: centimetres here, in place of tenths of a second.
    lengths = np.repeat(np.rint(np.asarray(core.length_m) * _CENTIMETRES), 2)
    fits = (question.costs.deciseconds != UNREACHABLE) & (lengths < UNREACHABLE)
    turns = question.costs.turn_deciseconds
    costs = replace(
        question.costs,
        deciseconds=np.where(fits, lengths, UNREACHABLE).astype(np.uint32),
        turn_deciseconds=np.where(turns == UNREACHABLE, turns, 0).astype(np.uint32),  # a turn has no length
    )
    asked = Question(
        question.network, replace(question.journey, vehicle=costs), {}, progress=question.stages.until(1.0),
        threads=question.threads,
    )  # fmt: skip
    begin, end = asked.places(origins, origin_id, "origins"), asked.places(targets, target_id, "targets")
    found = _core.travel_matrix(
        *asked.ways(begin, end),
        asked.stages.until(1.0),
        question.threads,
    )
    asked.stages.end()
    legs = np.add.outer(*(np.asarray(places.snap.access, dtype=np.int64) for places in (begin, end)))
    length_m = np.where(found == UNREACHABLE, np.inf, (found - legs) / _CENTIMETRES)
    met = [RoadSnap(places.snap.table, places.snap.limit_m) for places in (begin, end)]
    return TravelLengths(length_m, met[0], met[1], begin.ids, end.ids, question.costs)
