"""Single values as users give them: numbers, with a unit if they like, names, marks and days.

What a value is called in an error is a pair of words, Indonesian and English, or a name that is the same in both.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import OptionError
from petasentra.supply.units import factor_to

if TYPE_CHECKING:
    from petasentra.plotting.language import Words

    Called = Words | str
    #: A number in the unit of its name, or a number and its unit.
    Measured = float | tuple[float, str]

__all__ = ["both", "day_of", "not_negative", "one_flag", "one_measured", "one_name", "one_number"]


def both(what: Called) -> Words:
    """Return what a value is called in Indonesian and in English."""
    return (what, what) if isinstance(what, str) else what


def one_number(value: object, what: Called) -> float:
    """Return a number a user gave, or say that it is none; true and false are none."""
    called = both(what)
    try:
        if isinstance(value, bool | np.bool_):
            raise TypeError
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise OptionError(
            f"{called[1]}: {value!r} is no number.", f"{called[0]}: {value!r} bukan angka.", code=801
        ) from error


def one_measured(value: Measured, wanted: str, what: Called) -> float:
    """Return a number in the unit that is wanted; it is given in that, or as a pair with its unit.

    Examples
    --------
    >>> from petasentra.supply.given_values import one_measured
    >>> one_measured((1.5, "ribu Rp/t.km"), "Rp/t.km", "truk"), one_measured(1500, "Rp/t.km", "truk")
    (1500.0, 1500.0)
    """
    if isinstance(value, tuple) and len(value) == 2:
        return one_number(value[0], what) * factor_to(value[1], wanted, both(what))
    return one_number(value, what)


def not_negative(value: Measured, wanted: str, what: Called) -> float:
    """Return a number that is 0 or more and finite, or say that it is not."""
    number, called = one_measured(value, wanted, what), both(what)
    if 0 <= number < np.inf:
        return number
    raise OptionError(
        f"{called[1]}: {value!r} is not 0 or more.", f"{called[0]}: {value!r} tidak 0 atau lebih.", code=801
    )


def one_name(value: object, what: Called) -> str:
    """Return a name a user gave, or say that it is none."""
    if isinstance(value, str) and value:
        return value
    called = both(what)
    raise OptionError(f"{called[1]}: {value!r} is no name.", f"{called[0]}: {value!r} bukan nama.", code=801)


def one_flag(value: object, what: Called) -> bool:
    """Return true or false; texts such as "tidak" are neither, and would count as true."""
    if isinstance(value, bool | np.bool_):
        return bool(value)
    called = both(what)
    raise OptionError(
        f"{called[1]}: {value!r} is neither True nor False.", f"{called[0]}: {value!r} bukan True atau False.", code=801
    )


def day_of(value: dt.date | str, what: Called) -> dt.date:
    """Return a day given as a date or as text, or say that it is none."""
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        called = both(what)
        raise OptionError(
            f"{called[1]}: {value!r} is no date such as 2026-01-31.",
            f"{called[0]}: {value!r} bukan tanggal seperti 2026-01-31.",
            code=801,
        ) from error
