"""Where the names of the columns stand in a sheet: below titles, above the first row of values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.formats.coordinate_names import coordinate_word

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOKED_AT = 30


def find_header(rows: Sequence[Sequence[Any]]) -> int | None:
    """Return the position of the header row.

    It is the first row that names coordinates; else the first of the widest of the first rows whose cells are all text
    and all different; else the first row with two filled cells or, in a sheet of one column, one.

    Examples
    --------
    >>> find_header([["Daftar IKM", None, None], ["Nama", "Bujur", "Lintang"], ["Contoh", 112.3, -7.5]])
    1
    >>> find_header([]) is None
    True
    """
    head = [[_text(cell) for cell in row] for row in rows[:_LOOKED_AT]]
    for position, cells in enumerate(head):
        words = {coordinate_word(cell) for cell in cells if cell} - {None}
        if len(words) >= 2 or "wkt" in words:
            return position
    filled = [[cell for cell in cells if cell] for cells in head]
    widest = max((len(cells) for cells in filled), default=0)
    if widest == 0:
        return None
    for position, cells in enumerate(filled):
        if len(cells) >= max(2, 0.8 * widest) and len(set(cells)) == len(cells) and not any(map(_numeric, cells)):
            return position
    return next(position for position, cells in enumerate(filled) if len(cells) >= min(2, widest))


def unique_names(cells: Sequence[Any]) -> tuple[str, ...]:
    r"""Return column names: line breaks become spaces, empty ones are numbered, repeated ones get a number.

    Examples
    --------
    >>> unique_names(["No", None, "Luas\n(ha)", "No"])
    ('No', 'kolom_2', 'Luas (ha)', 'No_2')
    """
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        name = " ".join(_text(cell).split()) or f"kolom_{position}"
        number = 2
        base = name
        while name in names:
            name = f"{base}_{number}"
            number += 1
        names.append(name)
    return tuple(names)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _numeric(text: str) -> bool:
    return text.replace(".", "").replace(",", "").replace("-", "").isdigit()
