"""What ``petasentra access`` answers: the nearest targets of every origin, with an interval, and why some have none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas as gpd
    import pyarrow as pa

    from petasentra.cli.access_reading import Places, RoadsRead
    from petasentra.network.report import RoadReport
    from petasentra.network.speed_profile import SpeedProfile, Which
    from petasentra.network.travel import TravelTimes

_OFF_ROAD = "origin_off_road"
_NO_WAY = ("Tidak ada jalan ke tujuan mana pun.", "There is no way to any target.")
_NO_OTHER = ("Tidak ada jalan ke tujuan lain.", "There is no way to another target.")


@dataclass(frozen=True)
class Asked:
    """What is asked: limits in minutes, ascending, how many targets, and how journeys are made."""

    minutes: tuple[float, ...]
    nearest: int
    limit_m: float
    tolerance_m: float
    vehicle: SpeedProfile
    as_of: str | None = None
    without_class: str | None = None
    largest_only: bool = False
    threads: int | None = None

    def how(self) -> dict[str, Any]:
        """Arguments of the library's questions."""
        return {
            "vehicle": self.vehicle, "as_of": self.as_of, "without_class": self.without_class, "limit_m": self.limit_m,
            "component": "largest" if self.largest_only else None, "threads": self.threads,
        }  # fmt: skip


@dataclass(frozen=True)
class AccessAnswer:
    """Travel times at the likely, the highest and the lowest speeds, and the network they were computed on."""

    asked: Asked
    roads: RoadsRead
    report: RoadReport
    origins: Places
    targets: Places
    likely: TravelTimes
    fast: TravelTimes
    slow: TravelTimes

    @cached_property
    def nearest(self) -> list[dict[str, Any]]:
        """As many rows an origin as was asked for: those without a target say why."""
        count = min(self.asked.nearest, len(self.targets.ids))
        order = np.argsort(self.likely.deciseconds, axis=1, kind="stable")[:, :count]
        rows: list[dict[str, Any]] = []
        for origin, name in enumerate(self.origins.ids):
            for rank in range(self.asked.nearest):
                target = int(order[origin, rank]) if rank < count else -1
                there = target >= 0 and bool(np.isfinite(self.likely.minutes[origin, target]))
                rows.append({"origin": name, "rank": rank + 1} | self._row(origin, target if there else -1, rank))
        return rows

    def _row(self, origin: int, target: int, rank: int) -> dict[str, Any]:
        snap = self.likely.origins
        off_road = snap["status"][origin] != "snapped"
        status = _OFF_ROAD if off_road else "reached" if target >= 0 else "no_way"
        said = ("", "") if target >= 0 else _NO_WAY if rank == 0 else _NO_OTHER
        if off_road:
            said = (str(snap["reason_id"][origin]), str(snap["reason_en"][origin]))
        elif target < 0 and not self.targets_on_road:
            said = ("Tidak ada tujuan yang terhubung dengan jalan.", "No target is on a road.")
        minutes = [_minutes(times, origin, target) for times in (self.likely, self.fast, self.slow)]
        return {
            "target": self.targets.ids[target] if target >= 0 else None,
            "minutes": minutes[0],
            "minutes_min": minutes[1],
            "minutes_max": minutes[2],
            "within_minutes": self.limit_of(minutes[0]),
            "status": status,
            "off_road_m": float(snap["distance_m"][origin]),
            "reason_id": said[0],
            "reason_en": said[1],
            "schematic": self.roads.schematic,
        }

    def limit_of(self, minutes: float | None) -> float | None:
        """Return the smallest limit that holds these minutes."""
        return None if minutes is None else next((one for one in self.asked.minutes if minutes <= one), None)

    def within(self, limit: float) -> tuple[int, int, int]:
        """Count the origins that reach a target within a limit: at the likely, the lowest and the highest speeds."""
        counts = [int((times.minutes.min(axis=1, initial=np.inf) <= limit).sum())
                  for times in (self.likely, self.slow, self.fast)]  # fmt: skip
        return counts[0], counts[1], counts[2]

    @property
    def targets_on_road(self) -> bool:
        """True if any target is on a road."""
        return len(self.targets_off_road) < len(self.targets.ids)

    @cached_property
    def targets_off_road(self) -> list[dict[str, Any]]:
        """Targets that are not on a road, and why."""
        snap = self.likely.targets
        return [
            {"target": name, "off_road_m": float(snap["distance_m"][row]), "reason_id": str(snap["reason_id"][row]),
             "reason_en": str(snap["reason_en"][row])}
            for row, name in enumerate(self.targets.ids) if snap["status"][row] != "snapped"
        ]  # fmt: skip

    def pairs(self) -> pa.Table:
        """Return every pair, with its interval and status."""
        import pyarrow as pa

        table = self.likely.to_arrow()
        for name, times in (("minutes_min", self.fast), ("minutes_max", self.slow)):
            minutes = times.minutes.reshape(-1)
            table = table.add_column(3 if name == "minutes_min" else 4, name,
                                     pa.array(minutes, mask=~np.isfinite(minutes)))  # fmt: skip
        return table.append_column("schematic", pa.array([self.roads.schematic] * len(table), pa.bool_()))

    def areas(self, progress: Callable[[float], None] | None = None) -> gpd.GeoDataFrame:
        """Return the ground from which a target is reached, one row a limit: ``minutes``, ``area_ha``, geometry."""
        how = self.asked.how() | {"vehicle": self.likely.costs, "to_place": True, "progress": progress}
        areas = self.roads.network.isochrones(self.targets.layer, self.asked.minutes, together=True, **how).areas
        ground = areas.to_geopandas()[["minutes", "geometry"]]
        ground.insert(1, "area_ha", ground.geometry.area / 1e4)
        return ground


def answer(
    asked: Asked, roads: RoadsRead, origins: Places, targets: Places, progress: Callable[[float], None] | None
) -> AccessAnswer:
    """Ask the network three times: at the likely, the highest and the lowest speeds."""
    report = roads.network.report()
    speeds: tuple[Which, ...] = ("likely", "max", "min")
    times = [
        roads.network.travel_times(
            origins.layer, targets.layer, which=which, progress=_part(progress, place, 3), **asked.how()
        )
        for place, which in enumerate(speeds)
    ]
    named = [_named(one, origins.ids, targets.ids) for one in times]
    return AccessAnswer(asked, roads, report, origins, targets, *named)


def _named(times: TravelTimes, origins: Sequence[str], targets: Sequence[str]) -> TravelTimes:
    from dataclasses import replace

    return replace(times, origin_ids=list(origins), target_ids=list(targets))


def _part(progress: Callable[[float], None] | None, place: int, parts: int) -> Callable[[float], None] | None:
    return None if progress is None else lambda share: progress((place + share) / parts)


def _minutes(times: TravelTimes, origin: int, target: int) -> float | None:
    if target < 0:
        return None
    minutes = float(times.minutes[origin, target])
    return minutes if np.isfinite(minutes) else None
