"""What is held of WPPI, KPI, KI and sentra: dated, with the source of each statement."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from petasentra.days import as_day
from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra.days import DayLike

__all__ = ["definitions"]

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

    text = files("petasentra.sentra").joinpath("rules", "definitions.toml").read_text(encoding="utf-8")
    last = None if as_of is None else as_day(as_of).year
    rows = [row for row in tomllib.loads(text)["definitions"] if last is None or row["year"] <= last]
    rows.sort(key=lambda row: (row["term"], row["year"], row["instrument"]))
    columns = {name: pa.array([row[name] for row in rows], pa.string()) for name in _TEXTS}
    columns["year"] = pa.array([row["year"] for row in rows], pa.int64())
    columns["within"] = pa.array([row["within"] for row in rows], pa.list_(pa.string()))
    for flag in ("seen", "verified"):
        columns[flag] = pa.array([row[flag] for row in rows], pa.bool_())
    return Table.from_arrow(pa.table(columns))
