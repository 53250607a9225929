"""Floating catchment areas on a network, without a table of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra import _core
from petasentra.access.amounts import amounts_of
from petasentra.access.catchments import Catchments, catchments_from
from petasentra.access.decay import Decay, decay_or_none, weight_said
from petasentra.errors import OptionError
from petasentra.network.asked import Said
from petasentra.network.costs import DECISECONDS_A_MINUTE
from petasentra.network.questions import Question, deciseconds_of

if TYPE_CHECKING:
    from typing import Unpack

    from petasentra._progress import Progress
    from petasentra.access.amounts import Amount
    from petasentra.layers.layer import LayerLike
    from petasentra.network.journey import Journey, JourneyOptions
    from petasentra.network.road_network import RoadNetwork

__all__ = ["two_step_fca"]

_YES_NO = {True: ("ya", "yes"), False: ("tidak", "no")}


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
        "origins": amounts_of(begin.layer, demand, "demand"),
        "facilities": amounts_of(end.layer, supply, "supply"),
    }
    limit = deciseconds_of(minutes)
    said = {
        ("Batas waktu", "Limit of time"): Said(limit, f"{minutes:g} menit", f"{minutes:g} minutes"),
        ("Pilihan di antara fasilitas", "Choice among facilities"): Said(choice, *_YES_NO[choice]),
        **weight_said(decay),
    }
    found = _core.network_catchments(
        *question.ways(begin, end),
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
