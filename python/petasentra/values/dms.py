"""Degrees, minutes and seconds as people write them in Indonesia, read into decimal degrees."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

__all__ = ["Angle", "parse_angle", "parse_dms", "parse_dms_values", "parse_pair"]

Axis = Literal["lon", "lat", ""]

# Words and letters for a side of the equator or of Greenwich: axis, and the sign they give.
_SIDES: dict[str, tuple[Axis, int]] = {
    "LINTANG SELATAN": ("lat", -1), "LINTANG UTARA": ("lat", 1), "BUJUR TIMUR": ("lon", 1), "BUJUR BARAT": ("lon", -1),
    "SELATAN": ("lat", -1), "UTARA": ("lat", 1), "TIMUR": ("lon", 1), "BARAT": ("lon", -1),
    "SOUTH": ("lat", -1), "NORTH": ("lat", 1), "EAST": ("lon", 1), "WEST": ("lon", -1),
    "LS": ("lat", -1), "LU": ("lat", 1), "BT": ("lon", 1), "BB": ("lon", -1),
    "S": ("lat", -1), "N": ("lat", 1), "E": ("lon", 1), "W": ("lon", -1),
    "U": ("lat", 1), "T": ("lon", 1), "B": ("lon", -1),
}  # fmt: skip
_SIDE = "|".join(word.replace(" ", r"\s+") for word in sorted(_SIDES, key=len, reverse=True))
_BEFORE = re.compile(rf"(?:{_SIDE})[\s.:]*(?=[\d+-])")
# A closing letter must not be the "s" of seconds in "7d29m33s": that spelling keeps its letters in lower case.
_AFTER = re.compile(rf"(?<=[\d\s°'\"s])(?:{_SIDE})$")
_NUMBER = r"\d+(?:[.,]\d+)?"
_MARKED = re.compile(rf"([+-]?)\s*({_NUMBER})\s*(?:°\s*(?:({_NUMBER})\s*(?:'\s*(?:({_NUMBER})\s*\"?)?)?)?)?")
_SPACED = re.compile(rf"([+-]?)\s*(\d+)[\s:-]\s*({_NUMBER})(?:[\s:-]\s*({_NUMBER}))?")
_MARKS = (
    (re.compile(r"\s*(?:derajat|deg(?:rees?)?|[º˚∘])\s*", re.I), "°"),
    (re.compile(r"\s*(?:menit|min(?:utes?)?)\s*", re.I), "'"),
    (re.compile(r"\s*(?:detik|sec(?:onds?)?)\s*", re.I), '"'),
    (re.compile(r"(?<=\d)d(?=\s*\d)"), "°"),
    (re.compile(r"(?<=\d)m(?=\s*\d|\s*$|\s*[A-Z])"), "'"),
    (re.compile(r"(?<=\d)s(?=\s*$|\s*[A-Z])"), '"'),
    (re.compile(r"''|′′|’’|[″”“˝]"), '"'),
    (re.compile(r"[′’‘`´]"), "'"),
    (re.compile(r"[−–]"), "-"),
)
_LONGEST = 60
_DEGREES_OF: dict[Axis, float] = {"lon": 180.0, "lat": 90.0, "": 180.0}


@dataclass(frozen=True)
class Angle:
    """An angle in degrees; ``axis`` where a letter states it, ``parts`` 1 for decimal degrees, 3 with seconds."""

    degrees: float
    axis: Axis
    parts: int


def parse_angle(text: object) -> Angle | None:
    r"""Read one angle and tell how it was written.

    Parameters
    ----------
    text
        ``112°21'22.1"E``, ``112 21 22,1 BT``, ``7:29:33 LS``, ``S 7°29,5'``, ``-7.4926``, ``112,3561``; numbers too.
        Letters are Indonesian (LU, LS, BT, BB, U, S, T, B) or English (N, S, E, W).

    Returns
    -------
    Angle or None
        None if it is no angle: other text, minutes or seconds of 60 and more, more than 180 degrees (90 of latitude),
        a sign against the letter.

    Examples
    --------
    >>> parse_angle("7°29'33.5\" LS")
    Angle(degrees=-7.492638888888889, axis='lat', parts=3)
    >>> parse_angle("Desa 7") is None
    True
    """
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        number = float(text)
        return Angle(number, "", 1) if math.isfinite(number) and abs(number) <= _DEGREES_OF[""] else None
    if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST:
        return None
    marked = text.strip()
    for pattern, mark in _MARKS:
        marked = pattern.sub(mark, marked)
    rest, side = _without_side(marked.upper().strip(" ;,."))
    return _angle(rest, side)


def _without_side(text: str) -> tuple[str, str]:
    if found := _BEFORE.match(text):
        return text[found.end() :].strip(), re.sub(r"[\s.:]+", " ", found[0]).strip()
    if found := _AFTER.search(text):
        return text[: found.start()].strip(), re.sub(r"\s+", " ", found[0])
    return text, ""


def _angle(text: str, side: str) -> Angle | None:
    found = _MARKED.fullmatch(text) or _SPACED.fullmatch(text)
    if not found:
        return None
    minus = found[1] == "-"
    numbers = [part for part in found.groups()[1:] if part is not None]
    if any("." in part or "," in part for part in numbers[:-1]):
        return None  # only the last part may have a fraction
    values = [float(part.replace(",", ".")) for part in numbers]
    # "59'60"" is how rounding writes a full minute.
    if any(value >= 60 for value in values[1:2]) or any(value > 60 for value in values[2:]):
        return None
    axis, sign = _SIDES.get(side, ("", 1))
    if minus and side and sign > 0:
        return None
    degrees = sum(value / 60**place for place, value in enumerate(values))
    if degrees > _DEGREES_OF[axis]:
        return None
    return Angle(-degrees if minus or sign < 0 else degrees, axis, len(values))


def parse_dms(text: object) -> float | None:
    """Read one angle in degrees; None if it is none. See `parse_angle`.

    Examples
    --------
    >>> parse_dms("112 21 22,1 BT")
    112.35613888888888
    """
    angle = parse_angle(text)
    return None if angle is None else angle.degrees


def parse_dms_values(texts: Iterable[object]) -> NDArray[np.float64]:
    """Read many angles.

    Returns
    -------
    numpy.ndarray
        Degrees, shape (n,); NaN where a text is no angle.

    Examples
    --------
    >>> parse_dms_values(["7 30 0 LS", "-", None]).tolist()
    [-7.5, nan, nan]
    """
    angles = (parse_dms(text) for text in texts)
    return np.array([math.nan if value is None else value for value in angles], dtype=np.float64)


def parse_pair(text: object) -> tuple[float, float] | None:
    r"""Read a longitude and a latitude written into one cell.

    Letters tell which is which; without them the one that cannot be a latitude is the longitude, and where both could
    be, nothing is read.

    Returns
    -------
    tuple of float or None
        Longitude and latitude in degrees.

    Examples
    --------
    >>> parse_pair("-7.4926, 112.3561")
    (112.3561, -7.4926)
    >>> parse_pair('7°29\'33"S 112°21\'22"E')
    (112.3561111111111, -7.4925)
    >>> parse_pair("7.1, 8.2") is None
    True
    """
    if not isinstance(text, str) or len(text) > 2 * _LONGEST:
        return None
    for first, second in _halves(text):
        one, other = parse_angle(first), parse_angle(second)
        if one is None or other is None:
            continue
        axes = (one.axis, other.axis)
        if "lat" not in axes and "lon" not in axes:
            axes = ("lat" if abs(one.degrees) <= 90 else "lon", "lat" if abs(other.degrees) <= 90 else "lon")
        if axes in (("lon", "lat"), ("lon", ""), ("", "lat")):
            return one.degrees, other.degrees
        if axes in (("lat", "lon"), ("lat", ""), ("", "lon")):
            return other.degrees, one.degrees
    return None


def _halves(text: str) -> list[tuple[str, str]]:
    cuts = [
        (found.start(), found.end()) for found in re.finditer(r"\s*[;|/]\s*|,\s+|(?<=[A-Za-z\"])[\s,]+|,|\s+", text)
    ]
    return [(text[:start], text[end:]) for start, end in cuts if text[:start].strip() and text[end:].strip()]
