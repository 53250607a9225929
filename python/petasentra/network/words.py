"""What the words and columns of sources mean: tables beside the profiles, read once."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, TypedDict

from petasentra.errors import OptionError, SchemaError
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    ColumnNames = Mapping[str, str] | str | None
    Planned = bool | Literal["waiting"]

#: What a column may say of a road.
ROAD_FACTS = (
    "id", "road_class", "one_way", "bridge", "tunnel", "level", "ferry", "status", "access", "axle_limit_t",
    "weight_limit_t", "width_m", "speed_limit", "duration", "closed", "name",
)  # fmt: skip


#: Kinds of one-way words that hang on the column they stand in; the first that knows all of its words reads it.
_ONE_WAY_BY_COLUMN = ("one_way_yes_no", "one_way_true_false", "one_way_from_to")


class RoadWords(TypedDict):
    """Words by what they mean, as the core takes them."""

    one_way_words: dict[str, str]
    one_way_by_column: list[dict[str, str]]
    planned_words: dict[str, bool]
    yes_words: dict[str, bool]


@cache
def profile_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table beside the profiles."""
    text = files("petasentra.network").joinpath("profiles", name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def road_words(more: Mapping[str, str] | None = None) -> RoadWords:
    """Return the words of the table, and `more` one-way words with their direction on top.

    Examples
    --------
    >>> from petasentra.network.words import road_words
    >>> road_words()["one_way_words"]["satu arah"]
    'forward'
    """
    _require_names(more or {}, "one_way_words")
    rows = profile_rows("words.csv")
    one_way = {row["word"]: row["means"] for row in rows if row["kind"] == "one_way"}
    return {
        "one_way_words": one_way | dict(more or {}),
        "one_way_by_column": [
            {row["word"]: row["means"] for row in rows if row["kind"] == kind} for kind in _ONE_WAY_BY_COLUMN
        ],
        "planned_words": {row["word"]: row["means"] == "true" for row in rows if row["kind"] == "planned"},
        "yes_words": {row["word"]: row["means"] == "true" for row in rows if row["kind"] == "yes"},
    }


@cache
def access_meanings() -> Mapping[str, str]:
    """Return words of access by the word of OpenStreetMap that they mean, as profiles write it.

    Examples
    --------
    >>> from petasentra.network.words import access_meanings
    >>> access_meanings()["ditutup"]
    'no'
    """
    return {row["word"]: row["means"] for row in profile_rows("words.csv") if row["kind"] == "access"}


def told_scheme(there: Iterable[str]) -> str | None:
    """Return the scheme whose column of classes is there; None where there is none, or more than one's."""
    names = set(there)
    rows = [row for row in profile_rows("columns.csv") if row["what"] == "road_class" and row["column"] in names]
    return rows[0]["scheme"] if len(rows) == 1 else None


def planned_word(planned: Planned) -> str:
    """Return what becomes of planned roads, as the core calls it.

    Raises
    ------
    OptionError
        It is none of the three.
    """
    if planned is True or planned is False:
        return "open" if planned else "left_out"
    if isinstance(planned, str) and planned == "waiting":
        return planned
    raise OptionError(
        f"planned={planned!r} is neither True, False nor 'waiting'.",
        f"planned={planned!r} bukan True, False, ataupun 'waiting'.",
        code=801,
        column="planned",
    )


def road_columns(columns: ColumnNames, there: Iterable[str]) -> dict[str, str]:
    """Return which column says what: those named, or those that are there of a scheme, named or told by its classes."""
    there = tuple(there)
    columns = told_scheme(there) if columns is None else columns
    if columns is None:
        return {}
    if not isinstance(columns, str):
        _require_names(columns, "columns")
        unknown = sorted(set(columns) - set(ROAD_FACTS))
        if unknown:
            raise OptionError(
                f"columns= knows nothing of {', '.join(unknown)}.",
                f"columns= tidak mengenal {', '.join(unknown)}.",
                code=801,
                **did_you_mean(unknown[0], ROAD_FACTS, most=len(ROAD_FACTS)),
            )
        return dict(columns)
    rows = [row for row in profile_rows("columns.csv") if row["scheme"] == columns]
    if not rows:
        known = sorted({row["scheme"] for row in profile_rows("columns.csv")})
        raise OptionError(
            f"columns={columns!r} is no scheme; known are {', '.join(known)}, or a mapping of facts to columns.",
            f"columns={columns!r} bukan skema; yang dikenal: {', '.join(known)}, atau pemetaan keterangan ke kolom.",
            code=801,
        )
    names = set(there)
    found = {row["what"]: row["column"] for row in rows if row["column"] in names}
    if not found:
        listed = ", ".join(row["column"] for row in rows)
        raise SchemaError(
            f"The roads have no column of the scheme {columns!r}: {listed}.",
            f"Jalan tidak memiliki satu pun kolom skema {columns!r}: {listed}.",
            hint_en="Name them one by one with columns=, the class of the road (road_class) above all.",
            hint_id="Sebut satu per satu dengan columns=, terutama kelas jalan (road_class).",
            code=101,
        )
    return found


def _require_names(given: object, name: str) -> None:
    """Refuse what is no mapping of text to text."""
    if isinstance(given, Mapping) and all(isinstance(one, str) for pair in given.items() for one in pair):
        return
    raise OptionError(
        f"{name}={given!r} is no mapping of words to words.", f"{name}={given!r} bukan pemetaan kata ke kata.", code=801
    )
