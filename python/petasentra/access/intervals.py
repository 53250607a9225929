"""Measures as intervals: asked at the smallest, the likely and the largest speeds of a profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, cast

import numpy as np

from petasentra.access.catchments import Catchments
from petasentra.access.reached import Reached
from petasentra.access.reaching import cumulative, gravity
from petasentra.access.two_step import two_step_fca
from petasentra.errors import OptionError
from petasentra.network.given_numbers import given_number
from petasentra.network.intervals import at_three_speeds
from petasentra.network.journey import Journey, JourneyOptions
from petasentra.network.pairs import why_none

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.row_diff import RowChanges
    from petasentra.tables import Table

__all__ = ["MeasureInterval", "interval"]

Asked = ParamSpec("Asked")
Measure = TypeVar("Measure", Reached, Catchments)


@dataclass(frozen=True, eq=False)
class MeasureInterval(Generic[Measure]):
    """A measure at three speeds of one profile.

    What can be reached grows with the speed. What is shared among competitors (`two_step_fca`) need not: faster roads
    bring more competitors, too. So the bounds are the smallest and the largest of the three answers, whichever speeds
    they come from, and nothing is said of speeds in between.

    Attributes
    ----------
    slow, likely, fast
        The answers at the smallest, the likely and the largest speeds.
    """

    slow: Measure
    likely: Measure
    fast: Measure

    def __len__(self) -> int:
        return len(self.likely)

    @property
    def lowest(self) -> npt.NDArray[np.float64]:
        """The smallest of the three, in the shape of ``sums`` or ``access``."""
        slow, likely, fast = self._three
        return np.minimum(np.minimum(slow, likely), fast)

    @property
    def highest(self) -> npt.NDArray[np.float64]:
        """The largest of the three, in the shape of ``sums`` or ``access``."""
        slow, likely, fast = self._three
        return np.maximum(np.maximum(slow, likely), fast)

    @property
    def table(self) -> Table:
        """The rows of the likely answer, with ``_min`` and ``_max`` beside ``amount`` or ``access``."""
        import pyarrow as pa

        from petasentra.tables import Table

        table = pa.table(self.likely.table)
        name = "amount" if isinstance(self.likely, Reached) else "access"
        at = table.schema.get_field_index(name)
        low, high = (pa.array(one.reshape(-1), mask=np.isnan(one.reshape(-1))) for one in (self.lowest, self.highest))
        table = table.add_column(at + 1, f"{name}_max", high)
        return Table.from_arrow(table.add_column(at, f"{name}_min", low))

    def at_least(self, amount: float) -> list[str]:
        """Say of every row of `table` whether it comes to an amount.

        Returns
        -------
        list of str
            ``"surely"`` where all three do, ``"likely"`` where the likely one does, ``"perhaps"`` where another one
            does, ``"no"``; ``"origin_off_road"`` and ``"origin_road_closed"`` where the origin is not on a road;
            ``"target_off_road"``, ``"target_road_closed"`` and ``"no_target"`` instead of no where no opportunity is
            on a road, or there is none.

        Raises
        ------
        OptionError
            `amount` is no number, or below 0.
        """
        wanted = given_number(amount, "amount")
        likely, targets = _values(self.likely), _standing(self.likely)
        out = np.full(likely.size, "no", dtype="<U18")
        for word, values in (("perhaps", self.highest), ("likely", likely), ("surely", self.lowest)):
            out[values.reshape(-1) >= wanted] = word
        # Places of which none is on a road may well be within reach: that is no answer, least of all "no".
        if not (targets == "on_road").any():
            out[out == "no"] = why_none(np.array(["on_road"]), targets, 1)[0, 0]
        for word in ("off_road", "road_closed"):
            out[[status == word for status in self.likely.table["status"]]] = f"origin_{word}"
        return out.tolist()

    @property
    def _three(self) -> list[npt.NDArray[np.float64]]:
        return [_values(one) for one in (self.slow, self.likely, self.fast)]

    def diff(self, after: MeasureInterval[Measure]) -> RowChanges:
        """Return what became of every row in another answer; more at the likely speeds is better.

        `after` is a second answer of this kind about the same places; see `petasentra.network.TravelTimes.diff`.
        """
        from petasentra.network.asked import causes_between, require_kind
        from petasentra.network.row_diff import row_changes

        require_kind(self, after)
        causes = causes_between(self.likely, after.likely, rows=("origins",))
        keys = [name for name in ("origin", "minutes") if name in self.table.columns]
        value = "amount" if isinstance(self.likely, Reached) else "access"
        numbers = {value: "change", f"{value}_min": "change_lowest", f"{value}_max": "change_highest"}
        return row_changes(
            self.table, after.table, keys=keys, numbers=numbers, more_is_better=True,
            of_what=("origins and limits", "tempat asal dan batas"), causes=causes,
        )  # fmt: skip

    def __repr__(self) -> str:
        return f"MeasureInterval of {self.likely!r}"


def interval(
    measure: Callable[Asked, Measure], *asked: Asked.args, **options: Asked.kwargs
) -> MeasureInterval[Measure]:
    """Ask a measure three times: nobody has measured the speeds, so a profile has three of each.

    Parameters
    ----------
    measure
        `cumulative`, `gravity` or `two_step_fca`.
    asked, options
        What it is asked, without ``which``. The changes of a scenario are made at all three speeds.

    Raises
    ------
    OptionError
        ``which`` is said, or the costs were changed by hand; otherwise as for the measure.

    Examples
    --------
    >>> import geopandas, shapely, petasentra as ps
    >>> line = shapely.LineString([(0, 0), (9000, 0)])
    >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749)
    >>> net = ps.RoadNetwork.from_layer(roads, columns="rbi")
    >>> at = geopandas.GeoDataFrame({"jiwa": [100, 40]}, geometry=shapely.points([(1000, 0), (6000, 0)]), crs=32749)
    >>> found = ps.access.interval(ps.access.cumulative, net, at, at, minutes=15, amount="jiwa")
    >>> found.table.to_pylist()[0]  # 5 km: 10 minutes at 30 km/h, 20 at 15 km/h
    {'origin': 0, 'minutes': 15.0, 'amount_min': 100.0, 'amount': 140.0, 'amount_max': 140.0, 'status': 'on_road'}
    >>> found.at_least(120)
    ['likely', 'likely']
    """
    others: dict[str, Any] = dict(options)
    how = {name: others.pop(name) for name in JourneyOptions.__annotations__ if name in others}
    journey, progress = others.pop("journey", None), others.pop("progress", None)

    if measure not in (cumulative, gravity, two_step_fca):
        raise OptionError(
            f"{measure!r} is no measure: use cumulative, gravity or two_step_fca.",
            f"{measure!r} bukan ukuran: pakai cumulative, gravity, atau two_step_fca.",
            code=801,
        )

    network = cast("RoadNetwork", asked[0] if asked else others.get("network"))

    def ask(one: Journey, part: Progress) -> Measure:
        answer: Measure = cast("Any", measure)(*asked, **others, journey=one, progress=part)
        return answer

    fast, likely, slow = at_three_speeds(network, ask, journey, cast("JourneyOptions", how), progress, "reach")
    return MeasureInterval(slow, likely, fast)


def _standing(measure: Reached | Catchments) -> npt.NDArray[np.str_]:
    """Return whether the opportunities are on a road, as `RoadSnap.standing`."""
    if isinstance(measure, Reached):
        return measure.targets.standing
    off = ("off_road", "road_closed")
    return np.array([one if one in off else "on_road" for one in measure.facility_status], dtype="<U11")


def _values(measure: Reached | Catchments) -> npt.NDArray[np.float64]:
    return measure.sums if isinstance(measure, Reached) else measure.access
