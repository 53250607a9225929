"""Step 10 of the twin, judged by hand: what becomes of a use that was there before the law that forbids it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import shapely
import twin
from test_twin_by_hand import plan

ENTRY, DAY = dt.date(2010, 1, 1), dt.date(2015, 6, 1)


def permit(issued: tuple[int, int, int], expires: tuple[int, int, int]) -> dict[str, Any]:
    return {"issued": dt.date(*issued), "expires": dt.date(*expires)}


def use_of(*transitions: tuple[str, Any], established: dt.date | None = None, permits: Any = (), x: float = 11) -> Any:
    rows = [{"applies_to": who, "until": until, "article": f"{who} {until}"} for who, until in transitions]
    pack = plan(transitions=rows, **{"from": ENTRY, "to": None})
    site = {"activity": "tenun", "geometry": shapely.box(x, 1, x + 4, 5), "established_on": established}
    answer = twin.judge(pack, site | {"permits": list(permits)}, DAY)
    assert ("existing_use" in answer.flags) == (answer.use.state != "none")
    assert ("needs_officer" in answer.flags) == (answer.use.state == "undecided")
    return answer.use.state, answer.use.until, answer.use.basis


OLD, NEW = dt.date(2008, 1, 1), dt.date(2012, 1, 1)
KEPT, SHORT = permit((2008, 1, 1), (2018, 1, 1)), permit((2008, 1, 1), (2009, 1, 1))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("none", None, "")),
        ({"established": OLD, "x": 1}, ("conforming", None, "")),
        ({"established": OLD, "x": 40}, ("undecided", None, "")),
        ({"established": OLD}, ("undecided", None, "")),
        ({"established": NEW}, ("unlawful", None, "")),
        ({"established": ENTRY}, ("unlawful", None, "")),
        ({"established": NEW, "permits": [KEPT]}, ("undecided", None, "")),
        ({"permits": [permit((2012, 1, 1), (2018, 1, 1))]}, ("undecided", None, "")),
    ],
)
def test_twin_judges_an_existing_use_without_transitions(given, expected):
    assert use_of(**given) == expected


def until(year: int, month: int, day: int, basis: str) -> tuple[str, dt.date, str]:
    return "non_conforming_until", dt.date(year, month, day), basis


UNLAWFUL = ("unlawful", None, "")


@pytest.mark.parametrize(
    ("transitions", "permits", "expected"),
    [
        ([("permit_valid", "permit_expiry")], [KEPT], until(2018, 1, 1, "permit_valid permit_expiry")),
        ([("permit_valid", "permit_expiry")], [SHORT], UNLAWFUL),
        ([("permit_valid", "permit_expiry")], [], UNLAWFUL),
        ([("none", "")], [KEPT], UNLAWFUL),
        ([("built_before", "P3Y")], [], UNLAWFUL),
        ([("built_before", "P5Y5M1D")], [], until(2015, 6, 2, "built_before P5Y5M1D")),
        ([("built_before", "P5Y5M")], [], UNLAWFUL),
        ([("built_before", dt.date(2016, 1, 1))], [], until(2016, 1, 1, "built_before 2016-01-01")),
        ([("built_before", "open"), ("permit_valid", "P9Y")], [KEPT], ("tolerated", None, "built_before open")),
        ([("built_before", "P8Y"), ("permit_valid", "P9Y")], [KEPT], until(2019, 1, 1, "permit_valid P9Y")),
    ],
)
def test_twin_takes_the_most_favourable_transition_that_still_runs(transitions, permits, expected):
    assert use_of(*transitions, established=OLD, permits=permits) == expected


def test_twin_takes_the_worst_answer_of_the_instruments_that_prohibit():
    mild = [{"applies_to": "built_before", "until": "open", "article": "buka"}]
    kind = plan(transitions=mild, to=None, **{"from": ENTRY})
    overlay = {"id": "o", "layer": "all", "activities": ["*"], "at_best": "prohibited", "article": "lp2b"}
    strict = {"id": "lp2b", "level": "sectoral", "from": OLD, "to": None, "zones": None, "overlay_rules": [overlay],
              "layers": {"all": [("1", shapely.box(10, 0, 20, 10))]}}  # fmt: skip
    kind["instruments"].append(strict)
    site = {"activity": "tenun", "geometry": shapely.box(11, 1, 15, 5), "established_on": dt.date(2000, 1, 1)}
    assert twin.judge(kind, site, DAY).use.state == "undecided"  # the other instrument says nothing of what was there
    site["established_on"] = dt.date(2009, 1, 1)
    assert twin.judge(kind, site, DAY).use.state == "unlawful"
