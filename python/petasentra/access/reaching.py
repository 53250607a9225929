"""What each place reaches on a network: how much of something, and how much of what others compete for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.access.catchments import Catchments, catchments_from
from petasentra.access.decay import Decay, decay_or_none, weight_said
from petasentra.errors import OptionError, SchemaError
from petasentra.network.asked import Said
from petasentra.network.costs import DECISECONDS_A_MINUTE
from petasentra.network.given_numbers import given_number, given_numbers
from petasentra.network.ids import id_array
from petasentra.network.questions import Question, deciseconds_of, limits_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.layers import Layer, LayerLike
    from petasentra.network.asked import Asked
    from petasentra.network.costs import RoadCosts
    from petasentra.network.journey import Journey, JourneyOptions
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.row_diff import RowChanges
    from petasentra.network.snapping import RoadSnap
    from petasentra.tables import Table

    Amount = str | npt.ArrayLike

__all__ = ["Reached", "cumulative", "gravity", "two_step_fca"]

_YES_NO = {True: ("ya", "yes"), False: ("tidak", "no")}


@dataclass(frozen=True, eq=False)
class Reached:
    """How much each origin reaches within each limit.

    Attributes
    ----------
    sums
        Amounts at the targets within reach, weighted, shape (origins, limits); 0 where nothing is, NaN
        where the origin is not on a road: what it reaches is not known.
    minutes
        The limits, ascending.
    origins, targets
        Where the places meet the roads.
    origin_ids
        Ids of the origins.
    costs
        What the roads cost: vehicle, day and speeds.
    asked
        What was asked beside the costs; `diff` tells what of it is different.
    """

    sums: npt.NDArray[np.float64]
    minutes: tuple[float, ...]
    origins: RoadSnap
    targets: RoadSnap
    origin_ids: Sequence[object]
    costs: RoadCosts
    asked: Asked | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.origin_ids)

    @property
    def table(self) -> Table:
        """One row for every origin and limit: ``origin``, ``minutes``, ``amount``, ``status``.

        The status is ``"on_road"``, ``"off_road"`` or ``"road_closed"``; off the roads the amount is null.
        """
        import pyarrow as pa

        from petasentra.tables import Table

        rows, limits = self.sums.shape
        standing = self.origins.standing.tolist()
        ids = id_array(self.origin_ids)
        return Table.from_arrow(
            pa.table(
                {
                    "origin": ids.take(pa.array(np.repeat(np.arange(rows), limits))),
                    "minutes": pa.array(np.tile(np.asarray(self.minutes, dtype=float), rows)),
                    "amount": pa.array(self.sums.reshape(-1), mask=np.isnan(self.sums.reshape(-1))),
                    "status": pa.array(standing, pa.string()).take(pa.array(np.repeat(np.arange(rows), limits))),
                }
            )
        )

    def diff(self, after: Reached) -> RowChanges:
        """Return what became of every origin and limit in another answer; more within reach is better."""
        from petasentra.network.asked import causes_between
        from petasentra.network.row_diff import row_changes

        causes = causes_between(self, after, rows=("origins",))
        return row_changes(
            self.table, after.table, keys=("origin", "minutes"), numbers={"amount": "change"}, more_is_better=True,
            of_what=("origins and limits", "tempat asal dan batas"), causes=causes,
        )  # fmt: skip

    def __repr__(self) -> str:
        told = ", ".join(f"{one:g}" for one in self.minutes)
        off = int((~self.origins.on_road).sum())
        return f"Reached: {len(self)} origins within {told} minutes, {off} of them off the roads"


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


def two_step_fca(
    network: RoadNetwork,
    origins: LayerLike,
    facilities: LayerLike,
    *,
    demand: Amount,
    supply: Amount,
    minutes: float,
    decay: Decay | None = None,
    choice: bool = False,
    origin_id: str | None = None,
    facility_id: str | None = None,
    journey: Journey | None = None,
    progress: Progress = None,
    threads: int | None = None,
    **how: Unpack[JourneyOptions],
) -> Catchments:
    """Return floating catchment areas on a network: supply within reach, shared among all who reach it.

    Two steps (Luo and Wang 2003), enhanced by a `decay` (Luo and Qi 2009), with a third step of `choice` among the
    facilities within reach (Wan, Zou and Sternberg 2012). No table of pairs is made.

    Parameters
    ----------
    network
        A road network.
    origins, facilities
        Places, in any CRS; of lines and areas a place within stands for the whole.
    demand, supply
        Of each origin, and of each facility: a column, an array, or one number for all; not negative.
    minutes
        Limit of travel time, itself included.
    decay
        Weight of travel times, in minutes; by default 1.
    choice
        People choose among the facilities within reach, by weight.
    origin_id, facility_id
        Columns with the ids of the places; without them their rows, from 0.
    progress, threads, journey, how
        As for `petasentra.RoadNetwork.travel_times`.

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
    >>> found = ps.access.two_step_fca(net, at, at[:1], demand="jiwa", supply=7, minutes=15)
    >>> found.access.tolist()
    [0.05, 0.05]
    """
    question = Question(network, journey, how, progress=progress, threads=threads)
    if not isinstance(choice, bool):
        raise OptionError(
            f"choice={choice!r} is neither True nor False.", f"choice={choice!r} bukan True dan bukan False.", code=801
        )
    begin = question.places(origins, origin_id, "origins")
    end = question.places(facilities, facility_id, "facilities")
    amounts = {
        "origins": _amounts(begin.layer, demand, "demand"),
        "facilities": _amounts(end.layer, supply, "supply"),
    }
    limit = deciseconds_of(minutes)
    said = {
        ("Batas waktu", "Limit of time"): Said(limit, f"{minutes:g} menit", f"{minutes:g} minutes"),
        ("Pilihan di antara fasilitas", "Choice among facilities"): Said(choice, *_YES_NO[choice]),
        **weight_said(decay),
    }
    found = _core.network_catchments(
        question.metric,
        question.stops(begin, leaving=True),
        question.stops(end, leaving=False),
        amounts["origins"],
        amounts["facilities"],
        limit=limit,
        decay=decay_or_none(decay).core,
        unit=DECISECONDS_A_MINUTE,
        choice=choice,
        progress=question.stages.until(1.0),
        threads=question.threads,
    )
    question.stages.end()
    return catchments_from(
        found, begin.ids, end.ids, standing=(begin.snap.standing, end.snap.standing), costs=question.costs,
        asked=question.asked("two_step_fca", said, amounts, origins=begin, facilities=end),
    )  # fmt: skip


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
    amounts = _amounts(end.layer, amount, "amount")
    sums = _core.reach_sums(
        question.metric,
        question.stops(begin, leaving=True),
        question.stops(end, leaving=False),
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


def _amounts(layer: Layer, amount: Amount, what: str) -> npt.NDArray[np.float64]:
    """Return one number for each place."""
    if isinstance(amount, str):
        if amount not in layer.columns:
            raise SchemaError(
                f"There is no column {amount!r} of {what}; there are {', '.join(layer.columns)}.",
                f"Tidak ada kolom {amount!r} untuk {what}; yang ada: {', '.join(layer.columns)}.",
                code=101,
                column=amount,
            )
        amount = layer[amount]
    numbers = given_numbers(amount, what)
    count = len(layer)
    if numbers.ndim == 0:
        return np.full(count, float(numbers))
    if numbers.shape != (count,):
        raise OptionError(
            f"{what} has the shape {numbers.shape}; there are {count} places.",
            f"{what} berbentuk {numbers.shape}; ada {count} tempat.",
            code=801,
        )
    return numbers
