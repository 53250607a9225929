"""Numbers as they are given: finite, within bounds, and no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import OptionError

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["given_number", "given_numbers"]


def given_number(value: object, name: str, *, least: float = 0.0, most: float = float("inf")) -> float:
    """Return one number.

    Parameters
    ----------
    value
        A number; text, True and NaN are none.
    name
        What it is called in an error.
    least, most
        Bounds, themselves included.

    Raises
    ------
    OptionError
        It is no finite number within the bounds.

    Examples
    --------
    >>> given_number(3, "limit_m")
    3.0
    """
    there = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
    number = float(value) if there else float("nan")  # type: ignore[arg-type]
    if np.isfinite(number) and least <= number <= most:
        return number
    bounds_en = f"from {least:g} on" if np.isinf(most) else f"of {least:g} to {most:g}"
    bounds_id = f"mulai {least:g}" if np.isinf(most) else f"{least:g} sampai {most:g}"
    told_en, told_id = (
        ("Without quotes", "Tanpa tanda kutip") if isinstance(value, str) else ("For example", "Misalnya")
    )
    example = f"{name}={_example(value, least, most)}"
    raise OptionError(
        f"{name}={value!r} is no number {bounds_en}.",
        f"{name}={value!r} bukan bilangan {bounds_id}.",
        hint_en=f"{told_en}: {example}.",
        hint_id=f"{told_id}: {example}.",
        code=801,
        column=name,
    )


def _example(value: object, least: float, most: float) -> str:
    """Return a number within the bounds: the one that a text holds, if it does, else the bound that was passed."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        number = np.nan
    if not np.isfinite(number):
        number = least
    return f"{min(max(number, least), most):g}"


def given_numbers(values: npt.ArrayLike, name: str) -> npt.NDArray[np.float64]:
    """Return numbers as they are given, in any shape; NaN and infinite ones are for the caller to judge.

    Raises
    ------
    OptionError
        Something is text, a truth value or no number at all, or rows are of different lengths.

    Examples
    --------
    >>> given_numbers([1, 2.5], "demand")
    array([1. , 2.5])
    """
    try:
        array = np.asarray(values)
        if array.dtype.kind in "iuf" or not array.size:
            return array.astype(np.float64, copy=False)
        if array.dtype.kind == "O":  # None is NaN, Decimal is its number; text is neither
            cells = [float("nan") if one is None else one for one in array.reshape(-1)]
            if not any(isinstance(one, str | bytes | bool) for one in cells):
                return np.array([float(one) for one in cells]).reshape(array.shape)
    except (TypeError, ValueError, OverflowError):
        pass
    shown = repr(values)
    shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
    raise OptionError(
        f"{name}={shown} does not hold numbers alone.",
        f"{name}={shown} tidak seluruhnya berisi bilangan.",
        hint_en=f"Write numbers, without quotes: {name}=[15, 30].",
        hint_id=f"Tulis bilangan, tanpa tanda kutip: {name}=[15, 30].",
        code=801,
        column=name,
    )
