"""Cells that hold several KBLI codes: 38120, 38220; 08104."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra.values.columns import EMPTY_WORDS, arrow_array, is_text
from petasentra.values.kbli import parse_kbli
from petasentra.values.texts import parse_texts

if TYPE_CHECKING:
    import pyarrow as pa

    from petasentra.values.columns import Column, Reason

_LABEL = re.compile(r"\bKBLI\b\s*[.:]?", re.IGNORECASE)
# A code may carry its title: "38120 - Pengumpulan limbah berbahaya", "38120 (pengumpulan limbah)".
_TITLE = re.compile(r"(?<=\d)\s*(?:[-–:]\s*[^\W\d_][^\d;|]*|\([^()\d]*\))")  # noqa: RUF001
_BETWEEN = re.compile(r"(?:\s*(?:[,;/|&+]|\bdan\b)\s*)+|\s+", re.IGNORECASE)


@dataclass(frozen=True)
class KbliCell:
    """The codes of one cell in their order, each once, and the parts that are none, each with the reason."""

    codes: tuple[str, ...]
    unread: tuple[tuple[str, Reason], ...]
    raw: str

    @property
    def empty(self) -> bool:
        """Whether the cell holds nothing."""
        return not self.codes and not self.unread


def parse_kbli_lists(column: Column) -> list[KbliCell]:
    """Read a column whose cells hold one KBLI code or several.

    Codes are divided by commas, semicolons, slashes, line breaks, blanks or *dan*; the word KBLI before a code and its
    title after it are passed over. Each code is read as `parse_kbli` reads a column: lost leading zeros come back where
    there is one reading, and only there.

    Parameters
    ----------
    column
        Texts or whole numbers, n rows.

    Returns
    -------
    list of KbliCell
        n cells. What is no code is kept in ``unread``, never dropped.

    Examples
    --------
    >>> from petasentra.values import parse_kbli_lists
    >>> cells = parse_kbli_lists(["38120, 38220", "KBLI 8104 - Penggalian pasir; 2420", "belum ada", "-"])
    >>> [cell.codes for cell in cells]
    [('38120', '38220'), ('08104',), (), ()]
    >>> cells[1].unread, cells[2].unread, cells[3].empty
    ((('2420', 'ambiguous'),), (('belum ada', 'unreadable'),), True)
    """
    array = arrow_array(column)
    if not is_text(array):
        array = _whole_numbers_as_text(array)
    cells = ["" if text is None or text in EMPTY_WORDS else text for text in parse_texts(array).to_pylist()]
    parts = [_parts(cell) for cell in cells]
    flat = [part for cell in parts for part in cell]
    parsed = parse_kbli(flat)
    values, doubtful = parsed.values.to_pylist(), parsed.ambiguous
    found, place = [], 0
    for cell, raw in zip(parts, cells, strict=True):
        codes: dict[str, None] = {}
        unread: list[tuple[str, Reason]] = []
        for part in cell:
            if values[place] is None:
                unread.append((part, "ambiguous" if doubtful[place] else "unreadable"))
            else:
                codes[values[place]] = None
            place += 1
        found.append(KbliCell(tuple(codes), tuple(unread), raw))
    return found


def _parts(cell: str) -> list[str]:
    """Divide a cell into what should be codes; a cell without digits stays one part, to be told whole."""
    if not any(letter.isdigit() for letter in cell):
        return [cell] if cell else []
    text = _TITLE.sub(";", _LABEL.sub(" ", cell))
    return [part for part in _BETWEEN.split(text) if part]


def _whole_numbers_as_text(array: pa.Array) -> pa.Array:
    """Return numbers as text: spreadsheets hand over whole ones as 8104.0."""
    import pyarrow as pa

    def written(number: float | None) -> str | None:
        if number is None or number != number:
            return None
        return str(int(number)) if number == int(number) else str(number)

    return pa.array([written(number) for number in array.to_pylist()], pa.string())
