"""Reading of published figures: "belasan", "200-300 juta", "1,5-2 miliar", "hingga 200", "lebih dari 18 ton"."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import OptionError
from petasentra.impact.amounts import Amount
from petasentra.impact.grammar import is_qualifier, shape_of
from petasentra.impact.inputs import is_null, text_of
from petasentra.impact.intervals import Interval, exact
from petasentra.impact.spelled import is_number_word
from petasentra.impact.units import StatedUnit, conversion, multipliers, read_unit, rows
from petasentra.values import parse_numbers
from petasentra.values.columns import EMPTY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from petasentra.impact.grammar import Shape, ShapeEnd
    from petasentra.plotting.language import Words
    from petasentra.values import NumberStyle

__all__ = ["looks_like_a_figure", "number_words", "read_amounts"]

#: Digits alone have one reading and prove no way of writing.
_PLAIN = re.compile(r"[0-9]{1,15}$")
_LARGEST_DECADE = 10**15
_NO_FIGURE: Words = ("teks ini tidak berbentuk angka yang dikenal", "the text has no form of a figure that is known")
_REVERSED: Words = ("ujung bawah di atas ujung atas", "the lower end is above the upper one")
_NOT_THIS_WAY: Words = ("letak titik dan komanya bukan milik suatu bilangan", "its dots and commas are of no number")
_MONEY_OR_NOT: dict[str, Words] = {
    "M": ("tanpa Rp, “M” dapat berarti miliar atau meter", "without Rp, 'M' is billions or metres"),
    "T": ("tanpa Rp, “T” dapat berarti triliun atau ton", "without Rp, 'T' is trillions or tonnes"),
}
_NO_DECADE: Words = (
    "“-an” hanya dibaca di belakang kelipatan sepuluh", "'-an' is read behind multiples of ten only",
)  # fmt: skip
_OTHER_UNITS: Words = ("kedua ujung bersatuan lain jenis", "the two ends have units of other kinds")


@cache
def number_words() -> dict[str, Interval]:
    """Return the words that stand for an interval; data with a source, in ``number_words.csv``.

    Examples
    --------
    >>> from petasentra.impact import number_words
    >>> number_words()
    {'belasan': Interval: [11, 19]}
    """
    listed = [row for row in rows("number_words.csv") if row["low"]]
    return {row["word"]: Interval(Fraction(row["low"]), Fraction(row["high"])) for row in listed}


def looks_like_a_figure(text: str) -> bool:
    """Whether a text begins with a digit or a word of numbers: "puluhan unit" does, "koperasi 2015" does not.

    Examples
    --------
    >>> from petasentra.impact.reading import looks_like_a_figure
    >>> looks_like_a_figure("puluhan"), looks_like_a_figure("3 1/2 ton"), looks_like_a_figure("Koperasi 2015")
    (True, True, False)
    """
    first = text.split()[0].casefold() if text.split() else ""
    return first[:1].isdigit() or first in number_words() or first in _words_without_bounds() or is_number_word(first)


@cache
def _words_without_bounds() -> dict[str, Words]:
    """Return the words of numbers that no source gives bounds to, and why they are not read."""
    why = "“{0}” tidak dibaca: {1}", "'{0}' is not read: no source states its bounds"
    return {
        row["word"]: (why[0].format(row["word"], row["source"]), why[1].format(row["word"]))
        for row in rows("number_words.csv")
        if not row["low"]
    }


def read_amounts(
    texts: Iterable[object],
    *,
    unit: str | Sequence[str] = "",
    style: NumberStyle | None = None,
    column_decides: bool = True,
    words: Mapping[str, tuple[float, float]] | None = None,
) -> tuple[Amount, ...]:
    """Read figures as they are published.

    Parameters
    ----------
    texts
        n texts or numbers; null, blanks and hyphens are empty.
    unit
        The unit where a text states none (``"million IDR/month"``), for all or one a row; one in the text goes first.
    style
        ``"id"`` (dots for thousands) or ``"en"``, where it is known. Else a text decides for itself, and where it
        proves nothing the other texts do; ``107.565`` among others like it stays ambiguous.
    column_decides
        False: no text speaks for another; for figures of many sources.
    words
        Further number words with their closed ends, such as ``{"puluhan": (20, 99)}``: your reading, not ours.

    Returns
    -------
    tuple of Amount
        n amounts; what was not understood keeps its text and the reason.

    Raises
    ------
    OptionError
        `unit` is a list of another length.

    Examples
    --------
    >>> from petasentra.impact import read_amounts
    >>> for one in read_amounts(["Rp200-300 juta", "Rp1,5-2 miliar", "hingga 200 orang", "sekitar 30", "puluhan"]):
    ...     print(one.text("en"), one.status)
    Rp200-300 million read
    Rp1.5-2 billion read
    up to 200 orang read
    about 30 read
    puluhan unreadable
    """
    values = list(texts)
    stated = [unit] * len(values) if isinstance(unit, str) else list(unit)
    if len(stated) != len(values):
        raise OptionError(
            f"There are {len(values)} figures and {len(stated)} units.",
            f"Ada {len(values)} angka dan {len(stated)} satuan.",
            code=801,
        )
    known = dict(number_words())
    known |= {word.lower(): Interval(low, high) for word, (low, high) in (words or {}).items()}
    names = frozenset(known)
    units = [read_unit(one) for one in stated]
    shapes = [
        shape_of(value, names, money=one.unit == "Rp") if isinstance(value, str) and not _blank(value) else None
        for value, one in zip(values, units, strict=True)
    ]
    tokens = [
        [end.token for end in shape.ends if end.value is None and end.token not in known] if shape else []
        for shape in shapes
    ]
    found = style or (_style(token for row in tokens for token in row) if column_decides else None)
    read: dict[tuple[str, str], Amount] = {}
    amounts = []
    for value, shape, one, row, beside in zip(values, shapes, units, tokens, stated, strict=True):
        if not isinstance(value, str):
            amounts.append(_amount(value, shape, one, _Tokens(row, style, found, known)))
            continue
        if (value, beside) not in read:
            read[value, beside] = _amount(value, shape, one, _Tokens(row, style, found, known))
        amounts.append(read[value, beside])
    return tuple(amounts)


class _Tokens:
    """The tokens of one text as exact numbers: the text decides for itself before the column does."""

    def __init__(
        self, tokens: list[str], given: NumberStyle | None, column: NumberStyle | None, words: Mapping[str, Interval]
    ) -> None:
        self._style = given or _style(tokens) or column
        self.words = words

    def read(self, end: ShapeEnd) -> Interval | Words:
        """Return the numbers an end can be, or why there are none."""
        if end.value is not None:
            return Interval.of(end.value)
        found = self.words.get(end.token) or _read_token(end.token, self._style)
        return _decade(found) if end.decade and isinstance(found, Interval) else found


def _decade(number: Interval) -> Interval | Words:
    """Return the numbers of "20-an": from 20 up to the next multiple of its last place, that one left out."""
    begin = number.low
    if not number.is_point or not isinstance(begin, Fraction) or begin % 10 or not 0 < begin < _LARGEST_DECADE:
        return _NO_DECADE
    step = 10
    while begin % (step * 10) == 0:
        step *= 10
    return Interval(begin, begin + step, high_open=True)


@lru_cache(maxsize=65_536)
def _read_token(token: str, style: NumberStyle | None) -> Interval | Words:
    """Return the number that a token of digits writes, or why there is none."""
    if _PLAIN.match(token):
        return Interval.of(Fraction(token))
    read = parse_numbers([token], style=style)
    if read.ambiguous[0]:
        whole = token.replace(".", "").replace(",", "")
        mark = ("titik", "dots") if "." in token else ("koma", "commas")
        decimal = token.replace(",", ".")
        return (
            f"{token} berarti {whole} bila {mark[0]} memisahkan ribuan, bila tidak {decimal.replace('.', ',')}",
            f"{token} is {whole} where {mark[1]} part thousands, else {decimal}",
        )
    value = read.to_pylist()[0]
    if value is None or not _finite(value):
        return _NOT_THIS_WAY
    return Interval.of(_exactly(token, value))


def _exactly(token: str, value: float) -> Fraction:
    """Return the decimal number that a token writes, of its two readings the one with this value."""
    for text in (token.replace(".", "").replace(",", "."), token.replace(",", "")):
        if text.count(".") <= 1 and float(text) == value:
            return Fraction(text)
    return Fraction(repr(value))


def _style(tokens: Iterable[str]) -> NumberStyle | None:
    """Return the one way of writing that tokens prove; None where they prove none, or both."""
    return _style_of(tuple(token for token in tokens if not _PLAIN.match(token)))


@lru_cache(maxsize=65_536)
def _style_of(tokens: tuple[str, ...]) -> NumberStyle | None:
    style = parse_numbers(list(tokens)).style if tokens else ""
    return style if style in ("id", "en") else None  # type: ignore[return-value]


def _amount(value: object, shape: Shape | None, unit: StatedUnit, tokens: _Tokens) -> Amount:
    raw = text_of(value)
    if _blank(value):
        return Amount(None, unit.unit, unit.per, status="empty", reason=("tidak ada isi", "nothing is stated"), raw=raw)
    if not isinstance(value, str):
        number = value.item() if isinstance(value, np.generic) else value
        if isinstance(number, bool) or not isinstance(number, int | float | Fraction | Decimal) or not _finite(number):
            return _unread(raw, _NO_FIGURE)
        return Amount(Interval.of(exact(number)) * unit.multiplier, unit.unit, unit.per, raw=raw)
    vague = [word for word in re.findall(r"[^\W\d_]+", raw.lower()) if word in _words_without_bounds()]
    if shape is None or (vague and vague[0] not in tokens.words):
        return _unread(raw, _words_without_bounds()[vague[0]] if vague else _NO_FIGURE)
    if shape.rest.strip() in ("M", "T"):
        return _unread(raw, _MONEY_OR_NOT[shape.rest.strip()], ambiguous=True)
    read = [tokens.read(end) for end in shape.ends]
    for one in read:
        if not isinstance(one, Interval):
            return _unread(raw, one, ambiguous=one not in (_NOT_THIS_WAY, _NO_DECADE))
    own = _unit_of(shape, unit)
    if own is None:
        told = shape.rest.strip()
        return _unread(raw, (f"kata “{told}” tidak dikenal", f"the words '{told}' are not known"))
    return _assembled(raw, shape, [one for one in read if isinstance(one, Interval)], own)


def _assembled(raw: str, shape: Shape, ends: list[Interval], unit: StatedUnit) -> Amount:
    last = shape.ends[-1].factor
    first_unit = shape.ends[0].unit
    scaled = [end * (one.factor or last or 1) * unit.multiplier for end, one in zip(ends, shape.ends, strict=True)]
    if first_unit and len(scaled) == 2:
        other = read_unit(first_unit)
        way = conversion(other.unit, unit.per, unit.unit, unit.per) if other.known else None
        if way is None:
            return _unread(raw, _OTHER_UNITS)
        scaled[0] *= way.factor
    lowest, highest = scaled[0], scaled[-1]
    single = len(scaled) == 1
    low = -math.inf if single and shape.upper else lowest.low
    high = math.inf if single and shape.lower else highest.high
    low_open = shape.lower == "more_than"
    high_open = shape.upper == "less_than" or (highest.high_open and math.isfinite(high))
    if low > high or (low == high and (low_open or high_open)):
        return _unread(raw, _REVERSED)
    return Amount(Interval(low, high, low_open, high_open), unit.unit, unit.per, shape.about, raw=raw)


def _unit_of(shape: Shape, column: StatedUnit) -> StatedUnit | None:
    """Return the unit of a text, else that of its column; None where words are left that are no unit."""
    money = any(end.money for end in shape.ends)
    rest = shape.rest.strip().rstrip(".;,").strip()
    if not rest:
        first = shape.ends[0].unit
        if money or first:
            return StatedUnit("Rp") if money else read_unit(first)
        return column
    stated = read_unit(rest)
    if money:
        if not stated.unit or stated.unit == "Rp":
            return StatedUnit("Rp", stated.multiplier, stated.per)
        of = re.fullmatch(r"(?:/|per)\s*([^\W\d_]+)", rest, re.I)
        return StatedUnit(f"Rp/{of[1]}", known=False) if of else None
    if not stated.unit:  # only a period: "18 per tahun"
        return StatedUnit(column.unit, column.multiplier, stated.per, column.known)
    if any(end.value is not None for end in shape.ends) and not stated.known and rest != rest.lower():
        return None  # "Tiga Saudara" is a name, "tiga karung" a figure
    return stated if stated.known or _may_be_unit(stated.unit) else None


def _may_be_unit(text: str) -> bool:
    """Whether a word we do not know may be a unit: "karung", "m3/t"; not "an", "dari 30", or the "1/2" of "3 1/2"."""
    if re.fullmatch(r"[^\W\d_][^\W_]*/[^\W_]+", text):
        return True
    lower = text.lower()
    taken = is_qualifier(lower) or lower in number_words() or lower in multipliers(money=True) or lower == "lebih"
    taken = taken or is_number_word(lower)
    return re.fullmatch(r"[^\W\d_]{3,}", text) is not None and not taken


def _unread(raw: str, reason: Words, *, ambiguous: bool = False) -> Amount:
    return Amount(None, status="ambiguous" if ambiguous else "unreadable", reason=reason, raw=raw)


def _blank(value: object) -> bool:
    return value.strip() in EMPTY_WORDS if isinstance(value, str) else is_null(value)


def _finite(number: float | Fraction | Decimal) -> bool:
    """Whether a number is one that a table can hold."""
    try:
        return math.isfinite(float(number))
    except OverflowError:
        return False
