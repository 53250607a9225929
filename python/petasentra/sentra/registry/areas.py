"""In which province, kabupaten, kecamatan and desa each row says it lies, looked up in the table of areas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.admin.lookup import lookup, unit_of_code
from petasentra.admin.names import level_and_key
from petasentra.admin.units import parents
from petasentra.sentra.register_words import says_nothing
from petasentra.values import parse_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from petasentra.admin.answers import Answer
    from petasentra.admin.units import Level, Unit

__all__ = ["LEVELS", "WORDS", "AreaOf", "AreasOfRows", "areas_of_rows"]

#: Meanings of columns with words for a place, the largest first.
WORDS: tuple[str, ...] = ("province", "kabupaten", "kecamatan", "desa", "place", "area_code")
LEVELS: dict[str, Level] = {
    "province": "provinsi", "kabupaten": "kabupaten", "kecamatan": "kecamatan", "desa": "desa",
}  # fmt: skip


_NOT_ASKED = "…"


@dataclass(frozen=True)
class AreaOf:
    """What the table of areas says to the words of a row: the smallest area that is certain, and why no smaller one.

    ``reason`` is empty, ``empty`` (nothing is stated), ``not_held`` (the table does not hold the parts of that
    kabupaten), or a reason of `petasentra.admin.Answer` with its words.
    """

    unit: Unit | None
    reason: str = ""
    message_id: str = ""
    message_en: str = ""

    def part(self, level: Level) -> Unit | None:
        """Return the area of a level that is the unit or holds it."""
        if self.unit is None:
            return None
        return next((one for one in (self.unit, *self.unit.above) if one.level == level), None)


@dataclass(frozen=True, eq=False)
class AreasOfRows:
    """Answers to the distinct words, and which of them each row holds, shape (n,)."""

    answers: list[AreaOf]
    of_row: npt.NDArray[np.int64]

    def taken(self, values: list[str | None]) -> pa.Array:
        """Return one text an answer as one a row."""
        return pa.array(values, pa.string()).take(pa.array(self.of_row))


def areas_of_rows(words: Mapping[str, pa.Array], count: int) -> AreasOfRows:
    """Look up the words of n rows, each distinct set of them once.

    A code goes before words; both that speak of other areas are a ``conflict``, of which what both say is kept.
    """
    held = {meaning: words[meaning] for meaning in WORDS if meaning in words}
    if not held:
        return AreasOfRows([AreaOf(None, "empty")], np.zeros(count, dtype=np.int64))
    texts: dict[str, list[str]] = {}
    codes: dict[str, npt.NDArray[np.int64]] = {}
    for name, column in held.items():
        encoded = pc.dictionary_encode(pc.fill_null(parse_texts(column), ""))
        texts[name] = [*(_said(word) for word in encoded.dictionary.to_pylist()), _NOT_ASKED]
        codes[name] = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    _leave_unasked(texts, codes)
    of_row = np.zeros(count, dtype=np.int64)
    for name in held:  # distinct pairs, column by column: numbers stay below n times the distinct texts of one
        of_row = np.unique(of_row * len(texts[name]) + codes[name], return_inverse=True)[1].reshape(-1)
    first = np.unique(of_row, return_index=True)[1].tolist()
    answers = [_answer({name: texts[name][codes[name][row]] for name in held}) for row in first]
    return AreasOfRows(answers, of_row)


def _leave_unasked(texts: dict[str, list[str]], codes: dict[str, npt.NDArray[np.int64]]) -> None:
    """Make kecamatan and desa of a kabupaten one word where the table does not hold its parts: they decide nothing."""
    if "kabupaten" not in texts:
        return
    found = [_looked_up(one, "", "kabupaten") if one else None for one in texts["kabupaten"]]
    may_hold = np.array([one is None or any(unit.kemendagri in parents() for unit in _meant(one)) for one in found])
    for name in ("kecamatan", "desa"):
        if name in texts:
            stated = np.array([bool(one) for one in texts[name]])[codes[name]]
            codes[name][stated & ~may_hold[codes["kabupaten"]]] = len(texts[name]) - 1


def _meant(answer: Answer) -> tuple[Unit, ...]:
    return answer.candidates if answer.unit is None else (answer.unit,)


def _said(word: str) -> str:
    return "" if says_nothing(word) else word


def _answer(said: dict[str, str]) -> AreaOf:
    stated = {level: said.get(level, "") for level in LEVELS}
    for part in (said.get("place", "") or "").split(","):
        name = _level_of(part.strip())
        if name and not stated[name]:
            stated[name] = part.strip()
    by_words = _of_words(**stated)
    code = said.get("area_code", "")
    if not code:
        return by_words
    unit = unit_of_code(code)
    if unit is None:
        return by_words if by_words.unit else _why(_looked_up(code, "", "desa"))
    return _both(unit, by_words, code)


def _both(unit: Unit, words: AreaOf, code: str) -> AreaOf:
    """Return the area of a code, unless the words beside it say another."""
    other = words.unit
    mine = (unit, *unit.above)
    if words.reason == "conflict":
        return AreaOf(_shared(unit, other), words.reason, words.message_id, words.message_en)
    if other is None or other in mine or unit in other.above:
        return AreaOf(other if other is not None and unit in other.above else unit)
    return AreaOf(
        _shared(unit, other), "conflict",
        f"Kode {code} adalah {unit.path}, sedangkan tertulis {other.path}.",
        f"The code {code} is {unit.path}, the words say {other.path}.",
    )  # fmt: skip


def _shared(unit: Unit, other: Unit | None) -> Unit | None:
    above = () if other is None else (other, *other.above)
    return next((one for one in (unit, *unit.above) if one in above), None)


@lru_cache(maxsize=65_536)
def _of_words(province: str, kabupaten: str, kecamatan: str, desa: str) -> AreaOf:
    if not (province or kabupaten or kecamatan or desa):
        return AreaOf(None, "empty")
    above = _looked_up(province, "", "provinsi") if province else None
    if not kabupaten:
        if above is None:
            return _why(_looked_up(desa or kecamatan, kecamatan if desa else "", "desa" if desa else "kecamatan"))
        return AreaOf(above.unit) if above.unit else _why(above)
    inside = above.unit.path if above is not None and above.unit is not None else ""
    of = _looked_up(kabupaten, inside, "kabupaten")
    if of.unit is None:
        # Which of the two words is wrong nobody knows: neither is taken.
        known = above.unit if above is not None and of.reason != "conflict" else None
        return AreaOf(known, of.reason, of.message_id, of.message_en)
    if above is not None and above.unit is None:
        return _why(above, of.unit)
    if not (kecamatan or desa):
        return AreaOf(of.unit)
    if of.unit.kemendagri not in parents():
        return AreaOf(of.unit, "not_held")
    return _inside(of.unit, kecamatan, desa)


def _inside(kabupaten: Unit, kecamatan: str, desa: str) -> AreaOf:
    """Return the smallest area that the words name inside a kabupaten of which the table holds the parts."""
    found, parent = kabupaten, kabupaten.path
    if kecamatan:
        of = _looked_up(kecamatan, parent, "kecamatan")
        if of.unit is None:
            return _why(of, kabupaten)
        found, parent = of.unit, of.unit.path
    if not desa:
        return AreaOf(found)
    of = _looked_up(desa, parent, "desa")
    if of.unit is not None:
        return AreaOf(of.unit)
    return _why(of, kabupaten if of.reason == "conflict" else found)


def _why(answer: Answer, unit: Unit | None = None) -> AreaOf:
    return AreaOf(unit, answer.reason or "unknown_name", answer.message_id, answer.message_en)


@lru_cache(maxsize=65_536)
def _looked_up(name: str, parent: str, level: Level) -> Answer:
    return lookup(name, parent or None, level=None if name[:1].isdigit() else level)


@lru_cache(maxsize=65_536)
def _level_of(part: str) -> str | None:
    """Return the column that a part of a place belongs into: by its word for the level, else by its name."""
    if not part:
        return None
    level, _ = level_and_key(part)
    column = next((name for name, one in LEVELS.items() if one == level), None)
    if column is not None:
        return column
    for name in ("province", "kabupaten"):
        found = lookup(part, level=LEVELS[name])
        if found.unit is not None or found.reason == "ambiguous":
            return name
    return None
