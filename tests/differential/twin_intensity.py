"""Step 4 of the twin: intensity, by zone, class of lot and class of road."""

from __future__ import annotations

from typing import Any

from twin_words import SHARE_SLACK, Case

LIMITS = [  # column of the site, column of the table, whether the table gives the most
    ("kdb", "kdb_max", True),
    ("klb", "klb_max", True),
    ("kdh", "kdh_min", False),
    ("height_m", "height_max_m", True),
]


def rows_for(case: Case, instrument: dict[str, Any], code: str) -> list[dict[str, Any]]:
    """Rows of the zone whose classes the site is known to be in; an empty class is every class."""
    lot, road = case.site.get("lot_m2"), case.site.get("road_class")
    found = []
    for row in instrument.get("intensity") or []:
        least, most = row["lot_min_m2"], row["lot_max_m2"]
        if row["zone"] != code or (row["road_class"] and row["road_class"] != road):
            continue
        if least is not None or most is not None:
            if lot is None:
                continue
            if lot in (least, most):
                case.questions.ask("is a lot of just the least or the most size in the class?")
            if (least is not None and lot < least) or (most is not None and lot > most):
                continue
        found.append(row)
    return found


def breaks(case: Case, row: dict[str, Any]) -> bool:
    for own, limit, is_most in LIMITS:
        value, bound = case.site.get(own), row[limit]
        if value is None or bound is None:
            continue  # listed
        if value > bound + SHARE_SLACK if is_most else value < bound - SHARE_SLACK:
            return True
    return False


def intensity_fails(case: Case, instrument: dict[str, Any], code: str) -> bool:
    rows = rows_for(case, instrument, code)
    answers = {breaks(case, row) for row in rows}
    if rows:
        case.seen.add("intensity broken" if True in answers else "intensity kept")
    if len(answers) > 1:
        case.questions.ask("which row of intensity holds where several do?")
    columns = ("lot_m2", "road_class", "kdb", "klb", "kdh", "height_m")
    if True in answers and any(case.site.get(column) is None for column in columns):
        case.questions.ask("is intensity tested where the site has some of the columns only?")
    return True in answers
