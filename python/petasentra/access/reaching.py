"""How much of something each place reaches on a network, in full or the less the farther it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.access.amounts import amounts_of
from petasentra.access.decay import Decay, decay_or_none, weight_said
from petasentra.access.reached import Reached
from petasentra.network.costs import DECISECONDS_A_MINUTE
from petasentra.network.given_numbers import given_number
from petasentra.network.questions import Question, deciseconds_of, limits_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from petasentra._progress import Progress
    from petasentra.access.amounts import Amount
    from petasentra.layers.layer import LayerLike
    from petasentra.network.journey import Journey, JourneyOptions
    from petasentra.network.road_network import RoadNetwork

__all__ = ["cumulative", "gravity"]


def cumulative(
    network: RoadNetwork,
    origins: LayerLike,
    opportunities: LayerLike,
    *,
    minutes: Sequence[float] | float,
    amount: Amount = 1.0,
    journey: Journey | None = None,
    origin_id: str | None = None,
    progress: Progress = None,
    threads: int | None = None,
    **how: Unpack[JourneyOptions],
) -> Reached:
    """Return how much can be reached within a time: people, workers, tonnes, or the number of places.

    Parameters
    ----------
    network
        A road network.
    origins, opportunities
        Places, in any CRS; of lines and areas a place within stands for the whole.
    minutes
        Limits of travel time, themselves included, access legs too.
    amount
        What stands at each opportunity: a column, an array, or one number for all; not negative.
    origin_id, progress, threads, journey, how
        As for `petasentra.RoadNetwork.travel_times`.

    Raises
    ------
    OptionError
        An amount is negative or not finite, a limit is negative or there is none; otherwise as for `travel_times`.
    SchemaError
        There is no such column.

    Examples
    --------
    >>> import geopandas, shapely, petasentra as ps
    >>> line = shapely.LineString([(0, 0), (9000, 0)])
    >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749)
    >>> net = ps.RoadNetwork.from_layer(roads, columns="rbi")
    >>> at = geopandas.GeoDataFrame({"jiwa": [100, 40]}, geometry=shapely.points([(1000, 0), (6000, 0)]), crs=32749)
    >>> ps.access.cumulative(net, at, at, minutes=[10, 15], amount="jiwa").sums.tolist()  # 12 minutes apart
    [[100.0, 140.0], [40.0, 140.0]]
    """
    question = Question(network, journey, how, progress=progress, threads=threads)
    return _reached(question, origins, opportunities, limits_of(minutes), amount, None, origin_id)


def gravity(
    network: RoadNetwork,
    origins: LayerLike,
    opportunities: LayerLike,
    *,
    decay: Decay,
    minutes: float = 120.0,
    amount: Amount = 1.0,
    journey: Journey | None = None,
    origin_id: str | None = None,
    progress: Progress = None,
    threads: int | None = None,
    **how: Unpack[JourneyOptions],
) -> Reached:
    """Return how much can be reached, the farther the less it counts.

    Parameters
    ----------
    decay
        Weight of travel times, in minutes.
    minutes
        Beyond it nothing counts.
    network, origins, opportunities, amount, origin_id, journey, how
        As for `cumulative`.
    progress, threads
        As elsewhere.

    Raises
    ------
    OptionError, SchemaError
        As for `cumulative`.

    Examples
    --------
    >>> import geopandas, shapely, petasentra as ps
    >>> line = shapely.LineString([(0, 0), (9000, 0)])
    >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749)
    >>> net = ps.RoadNetwork.from_layer(roads, columns="rbi")
    >>> at = geopandas.GeoDataFrame({"jiwa": [100, 40]}, geometry=shapely.points([(1000, 0), (6000, 0)]), crs=32749)
    >>> ps.access.gravity(net, at, at, decay=ps.access.Decay.linear(24), amount="jiwa").sums.tolist()
    [[120.0], [90.0]]
    """
    question = Question(network, journey, how, progress=progress, threads=threads)
    return _reached(
        question, origins, opportunities, (given_number(minutes, "minutes"),), amount, decay_or_none(decay), origin_id
    )


def _reached(
    question: Question,
    origins: LayerLike,
    opportunities: LayerLike,
    limits: tuple[float, ...],
    amount: Amount,
    decay: Decay | None,
    origin_id: str | None,
) -> Reached:
    begin, end = question.places(origins, origin_id, "origins"), question.places(opportunities, None, "opportunities")
    amounts = amounts_of(end.layer, amount, "amount")
    sums = _core.reach_sums(
        *question.ways(begin, end),
        amounts,
        limits=[deciseconds_of(one) for one in limits],
        decay=decay_or_none(decay).core,
        unit=DECISECONDS_A_MINUTE,
        progress=question.stages.until(1.0),
        threads=question.threads,
    )
    question.stages.end()
    asked = question.asked(
        "cumulative" if decay is None else "gravity", weight_said(decay), {"opportunities": amounts},
        origins=begin, opportunities=end,
    )  # fmt: skip
    sums = np.where(begin.on_road[:, np.newaxis], sums, np.nan)
    return Reached(sums, limits, begin.snap, end.snap, begin.ids, question.costs, asked)
