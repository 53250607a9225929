"""Intensity in the twin, by zone, class of lot and class of road: a bound that is not kept prohibits by itself."""

from __future__ import annotations

from typing import Any

from twin_words import DISTANCE_SLACK_M, SHARE_SLACK, Case, Rule

LIMITS = [  # column of the site, column of the table, whether the table gives the most, rounding slack
    ("kdb", "kdb_max", True, SHARE_SLACK),
    ("klb", "klb_max", True, SHARE_SLACK),
    ("kdh", "kdh_min", False, SHARE_SLACK),
    ("height_m", "height_max_m", True, DISTANCE_SLACK_M),
]


def rows_for(case: Case, instrument: dict[str, Any], code: str) -> list[dict[str, Any]]:
    """Rows of the zone whose classes the site is known to be in; both ends count, and an empty class is every class."""
    lot, road = case.site.get("lot_m2"), case.site.get("road_class")
    found = []
    for row in instrument.get("intensity") or []:
        least, most = row["lot_min_m2"], row["lot_max_m2"]
        if row["zone"] != code or (row["road_class"] and row["road_class"] != road):
            continue
        if least is not None or most is not None:
            if lot is None:
                continue
            if (least is not None and lot < least) or (most is not None and lot > most):
                continue
        found.append(row)
    return found


def breaks(case: Case, row: dict[str, Any]) -> bool:
    for own, limit, is_most, slack in LIMITS:
        value, bound = case.site.get(own), row[limit]
        if value is None or bound is None:
            continue  # listed
        if value > bound + slack if is_most else value < bound - slack:
            return True
    return False


def broken_bounds(case: Case, instrument: dict[str, Any] | None, code: str | None) -> list[Rule]:
    """A rule for each row that is not kept, after step 6: no special zone lifts it, and it enters no conflict."""
    if instrument is None or code is None:
        return []
    found = []
    for row in rows_for(case, instrument, code):
        broken = breaks(case, row)
        case.seen.add("intensity broken" if broken else "intensity kept")
        if broken:
            found.append(Rule("prohibited", row.get("article") or instrument["matrix_article"], instrument["id"]))
    return found
