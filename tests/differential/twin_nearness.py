"""Distances of the twin: which features count on the day, and whether one of them is nearer than it may be."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import shapely
from twin_words import DISTANCE_SLACK_M, Case

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def on_the_day(features: list[dict[str, Any]], day: Any) -> list[dict[str, Any]]:
    """Features valid on the day; the end is the first day no longer, as it is for instruments."""
    return [
        f for f in features if (f.get("from") is None or f["from"] <= day) and (f.get("to") is None or day < f["to"])
    ]


def rows_on_the_day(instrument: dict[str, Any], layer: str, features: list[Any], day: Any) -> list[tuple[int, Any]]:
    """Zones and features of rules that hold on the day, with their numbers; `dates` names what is dated at all."""
    dates = instrument.get("dates", {}).get(layer) or [{}] * len(features)
    return [(row, f) for row, (f, dated) in enumerate(zip(features, dates, strict=True)) if on_the_day([dated], day)]


def existing_features(instrument: dict[str, Any], day: Any) -> list[dict[str, Any]]:
    return [f for features in instrument.get("existing", {}).values() for f in on_the_day(features, day)]


def of_others(features: list[dict[str, Any]], case: Case) -> list[dict[str, Any]]:
    return [f for f in features if f.get("site_id") is None or f["site_id"] != case.site.get("site_id")]


def gap(shape: BaseGeometry, others: list[BaseGeometry]) -> float:
    return min((float(shapely.distance(shape, other)) for other in others), default=math.inf)


def too_near(shape: BaseGeometry, others: list[BaseGeometry], least_m: float) -> bool:
    return gap(shape, others) < least_m - DISTANCE_SLACK_M
