"""Where a layer should lie: what the caller says, or the kabupaten its attributes and its name speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from petasentra.errors import OptionError
from petasentra.inspection.land import Bounds, data_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from petasentra.layers.layer import LayerLike

    Expected: TypeAlias = Bounds | LayerLike

_MOST_PLACES = 40
_WORDS_BEFORE = re.compile(r"^(kabupaten|kab\.?|kota administrasi|kota adm\.?|kota|kotamadya)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class ExpectedPlace:
    """A box in degrees (west, south, east, north), what to call it, and what says that the layer lies there."""

    box: Bounds
    name_id: str
    name_en: str
    evidence_id: str = ""
    evidence_en: str = ""


@dataclass(frozen=True)
class _Regency:
    code: str
    name: str
    box: Bounds


def expected_place(expected: Expected | None) -> ExpectedPlace | None:
    """Return the place a caller states.

    Parameters
    ----------
    expected
        West, south, east, north in degrees; or a layer in a known CRS, whose extent counts; or None.

    Raises
    ------
    OptionError
        Neither four numbers in order nor a layer.
    CrsError
        The layer's CRS is not known.

    Examples
    --------
    >>> expected_place((112.0, -7.8, 112.5, -7.3)).box
    (112.0, -7.8, 112.5, -7.3)
    """
    if expected is None:
        return None
    if isinstance(expected, (tuple, list)):
        try:
            west, south, east, north = (float(edge) for edge in expected)
        except (TypeError, ValueError):
            raise _not_a_box() from None
        if not (west <= east and south <= north and abs(south) <= 90 and abs(north) <= 90):
            raise _not_a_box()
        return ExpectedPlace((west, south, east, north), "wilayah yang diharapkan", "the expected area")
    from petasentra.layers.layer import as_layer

    layer = as_layer(expected)
    bounds = layer.to_crs("EPSG:4326").bounds
    if bounds is None:
        raise _not_a_box()
    return ExpectedPlace(bounds, f"cakupan {layer.title}", f"the extent of {layer.title}")


def named_place(values: Iterable[tuple[str, Sequence[str]]], file_name: str) -> ExpectedPlace | None:
    """Return the kabupaten that attributes name, else the one in the name of the file.

    Parameters
    ----------
    values
        Columns that hold administrative names or codes: name of the column, and its distinct values.
    file_name
        Name of the file or layer.

    Returns
    -------
    ExpectedPlace or None
        The box around all that are named; None if none is, or so many that they say little.

    Examples
    --------
    >>> named_place([("WADMKK", ["Kab. Jombang"])], "x").name_en
    'Kabupaten Jombang'
    >>> named_place([], "rtrw_lamongan_2021").evidence_en
    'the name rtrw_lamongan_2021 speaks of it'
    """
    for column, texts in values:
        found = {place.code: place for text in texts[: 4 * _MOST_PLACES] for place in _places_of(text)}
        if 0 < len(found) <= _MOST_PLACES:
            return _around(
                list(found.values()),
                f"kolom {column} menyebutnya",
                f"column {column} names {'it' if len(found) == 1 else 'them'}",
            )
    words = [word for word in re.split(r"[^A-Za-z]+", file_name.casefold()) if word]
    named = [place for name, places in _by_name().items() if _contains(words, name.split()) for place in places]
    if 0 < len(named) <= 3:
        return _around(named, f"nama {file_name} menyebutnya", f"the name {file_name} speaks of it")
    return None


def _places_of(text: str) -> tuple[_Regency, ...]:
    digits = re.sub(r"\D", "", text)
    if len(digits) >= 4 and re.fullmatch(r"(?:ID)?[\d.]+", text.strip()):
        # Province and kabupaten have the same digits in both systems of codes.
        return tuple(_by_code().get(digits[:4], ()))
    return tuple(_by_name().get(regency_name(text), ()))


def regency_name(text: str) -> str:
    """Return a name of a kabupaten or kota without the word before it, in small letters."""
    return " ".join(_WORDS_BEFORE.sub("", text.strip()).casefold().split())


def _contains(words: Sequence[str], name: Sequence[str]) -> bool:
    width = len(name)
    return any(list(words[i : i + width]) == list(name) for i in range(len(words) - width + 1))


def _around(places: Sequence[_Regency], evidence_id: str, evidence_en: str) -> ExpectedPlace:
    edges = [place.box for place in places]
    box = (min(e[0] for e in edges), min(e[1] for e in edges), max(e[2] for e in edges), max(e[3] for e in edges))
    name = ", ".join(place.name for place in places[:3]) + (", …" if len(places) > 3 else "")
    return ExpectedPlace(box, name, name, evidence_id, evidence_en)


@cache
def _regencies() -> tuple[_Regency, ...]:
    return tuple(
        _Regency(
            row["code"].replace(".", ""),
            row["name"],
            (float(row["west"]), float(row["south"]), float(row["east"]), float(row["north"])),
        )
        for row in data_rows("regency_boxes.csv")
    )


@cache
def _by_code() -> dict[str, tuple[_Regency, ...]]:
    return {place.code: (place,) for place in _regencies()}


@cache
def _by_name() -> dict[str, tuple[_Regency, ...]]:
    found: dict[str, tuple[_Regency, ...]] = {}
    for place in _regencies():
        name = regency_name(place.name)
        found[name] = (*found.get(name, ()), place)
    return found


def _not_a_box() -> OptionError:
    return OptionError(
        message_id="expected harus berupa barat, selatan, timur, utara dalam derajat, atau sebuah lapisan.",
        message_en="expected has to be west, south, east, north in degrees, or a layer.",
        hint_id="Misalnya expected=(112.0, -7.8, 112.5, -7.3).",
        hint_en="For instance expected=(112.0, -7.8, 112.5, -7.3).",
        code=801,
    )
