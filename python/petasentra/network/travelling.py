"""Asks a network how long it takes between places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra import _core
from petasentra.network.travel import TravelTimes

if TYPE_CHECKING:
    from petasentra.layers import LayerLike
    from petasentra.network.questions import Question


def travel_times(
    question: Question, origins: LayerLike, targets: LayerLike, *, origin_id: str | None, target_id: str | None
) -> TravelTimes:
    """Return the time between all pairs; see `petasentra.RoadNetwork.travel_times`."""
    begin, end = question.places(origins, origin_id, "origins"), question.places(targets, target_id, "targets")
    found = _core.travel_matrix(
        question.metric,
        question.stops(begin, leaving=True),
        question.stops(end, leaving=False),
        question.stages.until(1.0),
        question.threads,
    )
    question.stages.end()
    return TravelTimes(found, begin.snap, end.snap, begin.ids, end.ids, question.costs)
