"""What is held of WPPI, KPI, KI and sentra: dated, with the source of each statement."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from petasentra.days import as_day
from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra.days import DayLike

__all__ = ["definitions", "thresholds"]

_TEXTS = ("term", "name_id", "name_en", "instrument", "article", "says_id", "says_en", "source")


def definitions(*, as_of: DayLike | None = None) -> Table:
    """Return what is held of the terms of industrial regions under UU 3/2014 and after.

    No row is the wording of a regulation: none was read itself, and ``verified`` is false for all. ``seen`` is false
    where even a second source is missing. When an instrument took force is not held, only its year.

    Parameters
    ----------
    as_of
        Leave out instruments of later years than that of this day.

    Returns
    -------
    Table
        ``term`` (``wppi``, ``kpi``, ``ki``, ``sentra``), ``name_id``, ``name_en``, ``instrument``, ``article``,
        ``year``, ``says_id``, ``says_en``, ``within`` (terms inside which it has to lie), ``source``, ``seen``,
        ``verified``; by term and year.

    Raises
    ------
    OptionError
        `as_of` is no day.

    Examples
    --------
    >>> import petasentra as ps
    >>> rows = ps.sentra.definitions(as_of="2016-01-01").to_pylist()
    >>> [(row["instrument"], row["within"]) for row in rows if row["term"] == "sentra"]
    [('UU 3/2014', []), ('PP 14/2015', ['kpi'])]
    """
    import pyarrow as pa

    rows = _rows("definitions", as_of)
    rows.sort(key=lambda row: (row["term"], row["year"], row["instrument"]))
    columns = {name: pa.array([row[name] for row in rows], pa.string()) for name in _TEXTS}
    columns["year"] = pa.array([row["year"] for row in rows], pa.int64())
    columns["within"] = pa.array([row["within"] for row in rows], pa.list_(pa.string()))
    for flag in ("seen", "verified"):
        columns[flag] = pa.array([row[flag] for row in rows], pa.bool_())
    return Table.from_arrow(pa.table(columns))


def thresholds(*, as_of: DayLike | None = None) -> Table:
    """Return the numbers that definitions and criteria of these terms state, as dated data.

    None is verified, and none is applied by itself: `petasentra.find_sentra` takes its number from its rule.

    Parameters
    ----------
    as_of
        Leave out instruments of later years than that of this day.

    Returns
    -------
    Table
        ``term``, ``what``, ``name_id``, ``name_en``, ``value``, ``unit``, ``instrument``, ``year``, ``source``,
        ``seen``, ``verified``; by term, year and what.

    Raises
    ------
    OptionError
        `as_of` is no day.

    Examples
    --------
    >>> import petasentra as ps
    >>> [(row["term"], row["what"], row["value"]) for row in ps.sentra.thresholds(as_of="2019-01-01").to_pylist()]
    [('ki', 'min_distance_to_settlement', 2000.0), ('sentra', 'min_units', 5.0)]
    """
    import pyarrow as pa

    rows = _rows("thresholds", as_of)
    rows.sort(key=lambda row: (row["term"], row["year"], row["what"]))
    texts = ("term", "what", "name_id", "name_en", "unit", "instrument", "source")
    columns = {name: pa.array([row[name] for row in rows], pa.string()) for name in texts}
    columns["value"] = pa.array([row["value"] for row in rows], pa.float64())
    columns["year"] = pa.array([row["year"] for row in rows], pa.int64())
    for flag in ("seen", "verified"):
        columns[flag] = pa.array([row[flag] for row in rows], pa.bool_())
    order = ("term", "what", "name_id", "name_en", "value", "unit", "instrument", "year", "source", "seen", "verified")
    return Table.from_arrow(pa.table({name: columns[name] for name in order}))


def _rows(table: str, as_of: DayLike | None) -> list[dict[str, Any]]:
    """Return the rows of a table of the file, without those of later years."""
    text = files("petasentra.sentra").joinpath("rules", "definitions.toml").read_text(encoding="utf-8")
    last = None if as_of is None else as_day(as_of).year
    return [row for row in tomllib.loads(text)[table] if last is None or row["year"] <= last]
