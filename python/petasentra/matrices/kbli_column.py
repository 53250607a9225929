"""KBLI codes of a matrix: prefixes of 3 to 5 digits, some of which a spreadsheet may have robbed of their zero."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CODE = re.compile(r"\d{3,5}")


@dataclass(frozen=True)
class KbliColumn:
    """What a column of codes says.

    Attributes
    ----------
    codes
        Digits of each row; empty where there are none or they cannot be read for sure.
    padded, doubtful
        Positions of the rows whose zero was given back, and of those with two readings.
    """

    codes: tuple[str, ...]
    padded: tuple[int, ...]
    doubtful: tuple[int, ...]


def read_kbli_column(texts: Sequence[str], numbers: Sequence[bool] | None = None) -> KbliColumn:
    """Read the codes of a column by the evidence of the whole column.

    A column with a code that begins with 0 has kept its zeros: everything is as written. Else four digits that can be a
    code of five without its zero get it back if all other codes have five digits; where there are shorter codes too, or
    the four digits are a class of their own, they have two readings.

    Parameters
    ----------
    texts
        Cells as shown.
    numbers
        Whether each cell held a number, which cannot have kept a zero; by default none did.

    Examples
    --------
    >>> read_kbli_column(["8930", "13134", "2420", "-"]).codes
    ('08930', '13134', '', '')
    >>> read_kbli_column(["0893", "2420", "381"]).codes
    ('0893', '2420', '381')
    """
    from petasentra.values import parse_kbli

    found = parse_kbli(list(texts))
    whole, ambiguous = found.to_pylist(), found.ambiguous.tolist()
    digits = [bool(_CODE.fullmatch(text)) for text in texts]
    kept = any(text.startswith("0") for text, code in zip(texts, digits, strict=True) if code)
    # Codes that are short and cannot have lost a zero: the column speaks of classes and groups as well.
    short = any(
        code and len(text) < 5 and reading is None and not two
        for text, code, reading, two in zip(texts, digits, whole, ambiguous, strict=True)
    )
    codes: list[str] = []
    padded: list[int] = []
    doubtful: list[int] = []
    for at, text in enumerate(texts):
        number = numbers is not None and numbers[at]
        robbed = len(text) == 4 and (ambiguous[at] or whole[at] is not None)
        if not text.isdigit():
            codes.append("")
        elif not digits[at] or (len(text) == 5 and whole[at] is None):
            doubtful.append(at)
            codes.append("")
        elif len(text) == 5 or (kept and not number):
            codes.append(text)
        elif robbed and not ambiguous[at] and not short:
            padded.append(at)
            codes.append("0" + text)
        elif robbed or (number and len(text) == 3):
            doubtful.append(at)
            codes.append("")
        else:
            codes.append(text)
    return KbliColumn(tuple(codes), tuple(padded), tuple(doubtful))
