"""Colours: verdicts for everybody's eyes and for paper, zones as Indonesian plan maps draw them.

Verdict colours run from green over blue and yellow to red, differ in lightness too, and stay apart under the three
common kinds of colour blindness (``tests/python/test_explore.py`` computes it). Colour never stands alone: each verdict
also has a sign that is drawn in markers and chips.

Zone colours are data (``zone_colours.csv``: class, colour, codes, names, source, verified). A zone that no row of that
file names gets a quiet colour of its own, chosen by its place among the codes, so that a map is the same each time.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from petasentra.plotting.language import CONFLICT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class VerdictStyle:
    """How one verdict looks: fill, the text colour that reads on it, and the sign in its marker."""

    fill: str
    ink: str
    sign: str


#: Verdict word (or ``"conflict"``) -> style. Signs I, T, B, TB, X are those of the activity matrices (ITBX).
VERDICT_STYLES: Mapping[str, VerdictStyle] = {
    "conforms": VerdictStyle("#00704F", "#FFFFFF", "I"),
    "limited": VerdictStyle("#3F9FDD", "#10202B", "T"),
    "conditional": VerdictStyle("#F6C518", "#2B2200", "B"),
    "limited_conditional": VerdictStyle("#E58606", "#2B1700", "TB"),
    "not_regulated": VerdictStyle("#6B727A", "#FFFFFF", "–"),
    "outside_plan": VerdictStyle("#B4BAC1", "#1F252B", "○"),
    "no_data": VerdictStyle("#FFFFFF", "#33393F", "?"),
    "unreadable_rule": VerdictStyle("#4B4FA6", "#FFFFFF", "!"),
    "prohibited": VerdictStyle("#A3181D", "#FFFFFF", "X"),
    CONFLICT: VerdictStyle("#D079B4", "#2E0E24", "≠"),
}

_QUIET = ("#D9CBB8", "#B9CBD9", "#D8C3D8", "#C3D8C8", "#E3D3A8", "#C8C3E0", "#E0BFB4", "#B4D5D2", "#D5D5B4", "#CFCFCF")


def verdict_style(category: str) -> VerdictStyle:
    """Return the style of a verdict word; one nobody knows looks like ``no_data``."""
    return VERDICT_STYLES.get(category, VERDICT_STYLES["no_data"])


@dataclass(frozen=True)
class ZoneColour:
    """A row of ``zone_colours.csv``."""

    zone_class: str
    fill: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    source: str
    verified: bool


@cache
def zone_palette() -> tuple[ZoneColour, ...]:
    """Return the zone colours as read from ``zone_colours.csv``."""
    text = files("petasentra.plotting").joinpath("zone_colours.csv").read_text(encoding="utf-8")
    return tuple(
        ZoneColour(
            zone_class=row["class"],
            fill=row["hex"],
            codes=tuple(filter(None, row["codes"].split("|"))),
            names=tuple(filter(None, row["names"].split("|"))),
            source=row["source"],
            verified=row["verified"] == "true",
        )
        for row in csv.DictReader(text.splitlines())
    )


def zone_colours(zones: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return a fill colour for each zone code.

    The name decides before the code, since one code means different things in different plans; the longest name that
    occurs in the zone's name wins ("permukiman perdesaan" before "permukiman").

    Parameters
    ----------
    zones
        Pairs ``(code, name)``; the name may be empty.

    Examples
    --------
    >>> zone_colours([("KPI", "Kawasan Peruntukan Industri"), ("P-1", "Kawasan Tanaman Pangan")])
    {'KPI': '#690000', 'P-1': '#C8F546'}
    """
    known: dict[str, str | None] = {}
    for code, name in zones:
        known[code] = known.get(code) or _by_name(name) or _by_code(code)
    quiet = sorted(code for code, fill in known.items() if fill is None)
    return {code: fill or _QUIET[quiet.index(code) % len(_QUIET)] for code, fill in known.items()}


def on_paper(colour: str, opacity: float = 0.55, paper: str = "#f6f3ec") -> str:
    """Return the colour a part-transparent fill has on the paper of the maps, so that legends match.

    Examples
    --------
    >>> on_paper("#000000", 0.5, "#ffffff")
    '#808080'
    """
    mix = (int(colour[i : i + 2], 16) * opacity + int(paper[i : i + 2], 16) * (1 - opacity) for i in (1, 3, 5))
    return "#" + "".join(f"{round(channel):02x}" for channel in mix)


def _by_name(name: str) -> str | None:
    words = f" {re.sub(r'[^a-z0-9&]+', ' ', name.lower())} "
    hits = [(len(n), row.fill) for row in zone_palette() for n in row.names if f" {n} " in words]
    return max(hits)[1] if hits else None


def _by_code(code: str) -> str | None:
    return next((row.fill for row in zone_palette() if code in row.codes), None)
