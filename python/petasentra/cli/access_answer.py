"""What ``petasentra access`` answers: the nearest targets of every origin, with an interval, and why some have none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.network.journey import Journey

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas as gpd
    import pyarrow as pa

    from petasentra.inputs.roads import Places, RoadsRead
    from petasentra.network.intervals import TravelInterval
    from petasentra.network.report import RoadReport
    from petasentra.network.speed_profile import SpeedProfile
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

    @property
    def journey(self) -> Journey:
        """How journeys are made."""
        component = "largest" if self.largest_only else None
        return Journey(
            self.vehicle,
            as_of=self.as_of,
            without_class=self.without_class,
            limit_m=self.limit_m,
            component=component,
        )


@dataclass(frozen=True)
class AccessAnswer:
    """Travel times at the likely, the highest and the lowest speeds, and the network they were computed on."""

    asked: Asked
    roads: RoadsRead
    report: RoadReport
    origins: Places
    targets: Places
    times: TravelInterval

    @property
    def likely(self) -> TravelTimes:
        """Travel times at the likely speeds."""
        return self.times.likely

    @cached_property
    def nearest(self) -> list[dict[str, Any]]:
        """As many rows an origin as was asked for: those without a target say why."""
        return [
            row | self._said(place // self.asked.nearest, row)
            for place, row in enumerate(self.times.nearest(self.asked.nearest).to_pylist())
        ]

    def _said(self, origin: int, row: dict[str, Any]) -> dict[str, Any]:
        """Say of a row which limit holds it and why it has no target."""
        snap = self.likely.origins
        said = ("", "") if row["status"] == "reached" else _NO_WAY if row["rank"] == 1 else _NO_OTHER
        if row["status"] == _OFF_ROAD:
            said = (str(snap["reason_id"][origin]), str(snap["reason_en"][origin]))
        elif row["target"] is None and not self.targets_on_road:
            said = ("Tidak ada tujuan yang terhubung dengan jalan.", "No target is on a road.")
        return {
            "within_minutes": self.limit_of(row["minutes"]),
            "status": row["status"],
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
                  for times in (self.likely, self.times.longest, self.times.shortest)]  # fmt: skip
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

        table = pa.table(self.times.table)
        return table.append_column("schematic", pa.array([self.roads.schematic] * len(table), pa.bool_()))

    def areas(self, progress: Callable[[float], None] | None = None) -> gpd.GeoDataFrame:
        """Return the ground from which a target is reached, one row a limit: ``minutes``, ``area_ha``, geometry."""
        areas = self.roads.network.isochrones(
            self.targets.layer, self.asked.minutes, to_place=True, together=True, journey=self.asked.journey,
            vehicle=self.likely.costs, progress=progress, threads=self.asked.threads,
        ).areas  # fmt: skip
        ground = areas.to_geopandas()[["minutes", "geometry"]]
        ground.insert(1, "area_ha", ground.geometry.area / 1e4)
        return ground


def answer(
    asked: Asked,
    roads: RoadsRead,
    report: RoadReport,
    origins: Places,
    targets: Places,
    progress: Callable[[float], None] | None,
) -> AccessAnswer:
    """Ask the network at the likely, the highest and the lowest speeds."""
    times = roads.network.travel_interval(
        origins.layer, targets.layer, journey=asked.journey, progress=progress, threads=asked.threads
    )
    three = (_named(one, origins.ids, targets.ids) for one in (times.shortest, times.likely, times.longest))
    return AccessAnswer(asked, roads, report, origins, targets, type(times)(*three))


def _named(times: TravelTimes, origins: Sequence[str], targets: Sequence[str]) -> TravelTimes:
    return replace(times, origin_ids=list(origins), target_ids=list(targets))
