"""The one way in which a day is given: in the library and on the command line."""

from __future__ import annotations

import datetime as dt
import re
from typing import TypeAlias

from petasentra.errors import OptionError

DayLike: TypeAlias = dt.date | str
"""A ``datetime.date``, a ``datetime`` or ``pandas.Timestamp`` (its calendar day counts), or text ``YYYY-MM-DD``."""

_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def as_day(value: DayLike, name: str = "as_of") -> dt.date:
    """Return the calendar day that a value names.

    Parameters
    ----------
    value
        A date, a datetime or Timestamp (whose own calendar day counts, whatever its time zone), or ``YYYY-MM-DD``.
    name
        What to call it in the error.

    Raises
    ------
    OptionError
        It is none of these, or there is no such day.

    Examples
    --------
    >>> from petasentra.days import as_day
    >>> as_day("2021-06-01")
    datetime.date(2021, 6, 1)
    """
    # pandas' NaT calls itself a datetime and is no day.
    if isinstance(value, dt.date) and value == value:
        return dt.date(value.year, value.month, value.day)
    if isinstance(value, str) and _WRITTEN.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise OptionError(
        f"{name}: {value!r} is no date.",
        f"{name}: {value!r} bukan tanggal.",
        hint_en="Write it as YYYY-MM-DD, for example 2021-06-01.",
        hint_id="Tulis sebagai TTTT-BB-HH, misalnya 2021-06-01.",
        code=801,
    )
