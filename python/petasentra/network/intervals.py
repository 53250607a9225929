"""Answers as intervals: nobody has measured the speeds, so a profile has three of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from petasentra._progress import Progress, Stages
from petasentra.errors import OptionError
from petasentra.network.costs import RoadCosts
from petasentra.network.given_numbers import given_number
from petasentra.network.journey import Journey, JourneyOptions, journey_of
from petasentra.network.nearest import NearestTargets, minutes_of, nearest_table
from petasentra.network.pairs import why_none
from petasentra.network.scenarios import at_speeds

if TYPE_CHECKING:
    from collections.abc import Callable

    from petasentra.network.placing import RoadNetworkPlaces
    from petasentra.network.row_diff import RowChanges
    from petasentra.network.speed_profile import Which
    from petasentra.network.travel import TravelTimes
    from petasentra.tables import Table

__all__ = ["TravelInterval", "at_three_speeds"]

Answer = TypeVar("Answer")

#: The speeds in the order of an interval: what takes shortest comes first.
_SPEEDS: tuple[Which, ...] = ("max", "likely", "min")


def at_three_speeds(
    network: RoadNetworkPlaces,
    ask: Callable[[Journey, Progress], Answer],
    journey: Journey | None,
    how: JourneyOptions,
    progress: Progress,
    label: str,
) -> tuple[Answer, Answer, Answer]:
    """Return what is answered at the largest, the likely and the smallest speeds.

    What a scenario changes is changed at each of them.

    Raises
    ------
    OptionError
        The journey names one of the three, or has costs that were changed by hand.
    """
    asked = journey_of(journey, how)
    if asked.which != "likely":
        raise OptionError(
            "An interval asks at all three speeds: leave which= out.",
            "Selang dihitung pada ketiga kecepatan: kosongkan which=.",
            code=801,
            column="which",
        )
    stages = Stages(progress, label)

    def answer(part: int, which: Which) -> Answer:
        at = replace(asked, which=which)
        if isinstance(asked.vehicle, RoadCosts):
            at = replace(asked, vehicle=at_speeds(network, asked.vehicle, which))
        return ask(at, stages.until((part + 1) / len(_SPEEDS)))

    shortest, likely, longest = (answer(part, which) for part, which in enumerate(_SPEEDS))
    return shortest, likely, longest


@dataclass(frozen=True, eq=False)
class TravelInterval:
    """Travel times at the largest, the likely and the smallest speeds of a profile.

    Attributes
    ----------
    shortest, likely, longest
        Travel times of the same places at those speeds.
    """

    shortest: TravelTimes
    likely: TravelTimes
    longest: TravelTimes

    def __len__(self) -> int:
        return len(self.likely)

    @property
    def table(self) -> Table:
        """One row a pair: ``origin``, ``target``, ``minutes_min``, ``minutes``, ``minutes_max``, ``status``."""
        from petasentra.tables import Table

        table = self.likely.to_arrow()
        at = table.schema.get_field_index("minutes")
        table = table.add_column(at + 1, "minutes_max", minutes_of(self.longest.deciseconds))
        return Table.from_arrow(table.add_column(at, "minutes_min", minutes_of(self.shortest.deciseconds)))

    def nearest(self, k: int = 1) -> NearestTargets:
        """Return the `k` targets of each origin that are nearest at the likely speeds, with their interval.

        Parameters
        ----------
        k
            How many, at least 1. Among targets equally near the one given first.

        Returns
        -------
        Table
            As `TravelTimes.nearest`, with ``minutes_min`` and ``minutes_max`` beside ``minutes``.

        Raises
        ------
        OptionError
            `k` is no whole number, or below 1.
        """
        found = self.likely.nearest_rows(k)
        three = (("minutes_min", self.shortest), ("minutes", self.likely), ("minutes_max", self.longest))
        return nearest_table(
            self.likely.origin_ids, self.likely.target_ids,
            (self.likely.origins.standing, self.likely.targets.standing), found,
            {name: times.taken(found) for name, times in three}, self.likely.costs,
            self.likely.asked,
        )  # fmt: skip

    def within(self, minutes: float) -> list[str]:
        """Say of every origin whether it reaches any target within a time.

        Returns
        -------
        list of str
            One word an origin: ``"surely"`` where even the smallest speeds do, ``"likely"``, ``"perhaps"`` where only
            the largest do, ``"no"``; ``"no_way"`` where there is no way to any target, ``"origin_off_road"`` where
            the origin is not on a road, ``"origin_road_closed"`` where a scenario closed that;
            ``"target_off_road"`` and ``"target_road_closed"`` where no target is on a road, ``"no_target"`` where
            there is none.

        Raises
        ------
        OptionError
            `minutes` is no number, or below 0.
        """
        limit = given_number(minutes, "minutes")
        out = np.full(len(self.likely.origin_ids), "no", dtype="<U18")
        for word, times in (("perhaps", self.shortest), ("likely", self.likely), ("surely", self.longest)):
            out[times.minutes.min(axis=1, initial=np.inf) <= limit] = word
        none = np.isinf(self.likely.minutes.min(axis=1, initial=np.inf))
        why = why_none(self.likely.origins.standing, self.likely.targets.standing, 1)[:, 0]
        words: list[str] = np.where(none, why, out).tolist()
        return words

    def diff(self, after: TravelInterval) -> RowChanges:
        """Return what became of every pair in another answer about the same places; the likely minutes decide.

        `after` is a second answer of this kind about the same places; see `petasentra.network.TravelTimes.diff`.
        """
        from petasentra.network.asked import causes_between, require_kind
        from petasentra.network.row_diff import row_changes

        require_kind(self, after)
        causes = causes_between(self.likely, after.likely, rows=("origins", "targets"))
        numbers = {"minutes": "change_min", "minutes_min": "change_shortest_min", "minutes_max": "change_longest_min"}
        return row_changes(
            self.table, after.table, keys=("origin", "target"), numbers=numbers,
            of_what=("origins and targets", "tempat asal dan tujuan"), causes=causes,
        )  # fmt: skip

    def __repr__(self) -> str:
        return repr(self.likely).replace("TravelTimes", "TravelInterval", 1)
