"""What is told about each attribute: type, fill, examples, meaning, and how its numbers and dates are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra.formats.coordinate_names import coordinate_word
from petasentra.formats.vertex_cells import ring_of
from petasentra.inspection import codes, measures
from petasentra.inspection.columns import ColumnView
from petasentra.inspection.meaning import Meaning, Writing, by_name, by_values
from petasentra.values.dms import parse_angle

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from petasentra.files.load_report import Field

_LON, _LAT = frozenset({"lon", "easting", "x"}), frozenset({"lat", "northing", "y"})
_TRIED = 200  # texts without an angle among them, and the rest need not be read
# What mis-decoded UTF-8 looks like: a capital A with tilde or circumflex before a sign nobody types.
GARBLED = re.compile("[\u00c2\u00c3][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021]|\u00e2\u20ac|\ufffd")


@dataclass(frozen=True)
class FieldSummary:
    """One attribute.

    Attributes
    ----------
    name, type, width
        As they stand in the file; width 0 where the format states none.
    filled, distinct
        Rows with a value (blanks and lone hyphens do not count), and different values.
    examples
        Up to three values; none of columns that look personal.
    personal
        Whether it looks like personal data; its values are then shown nowhere.
    meaning
        What it seems to mean, if anything.
    writing
        How numbers or dates are written, where they stand as text.
    garbled
        Rows whose text looks as if it was decoded wrongly.
    """

    name: str
    type: str
    width: int
    filled: int
    examples: tuple[str, ...] = ()
    personal: bool = False
    distinct: int = 0
    meaning: Meaning | None = None
    writing: Writing | None = None
    garbled: int = 0


def column_views(table: pa.Table, fields: Sequence[Field], personal: frozenset[str] = frozenset()) -> list[ColumnView]:
    """Return the attribute columns of an Arrow table, with the names and types of a load report."""
    return [
        ColumnView(one.name, one.type, one.width, table.column(position), one.name in personal)
        for position, one in enumerate(fields)
    ]


def summarise(column: ColumnView) -> FieldSummary:
    """Summarise one column."""
    meaning, writing = meaning_of(column)
    return FieldSummary(
        column.name,
        column.type,
        column.width,
        column.filled,
        column.examples(),
        column.personal,
        len(column.counts),
        meaning,
        writing,
        sum(rows for text, rows in column.counts.items() if GARBLED.search(text)) if column.is_text else 0,
    )


def meaning_of(column: ColumnView) -> tuple[Meaning | None, Writing | None]:
    """Ask each kind of meaning in turn; the first that fits counts."""
    if column.personal:
        return Meaning("personal", column.counted, column.counted, "nama atau isinya", "its name or content"), None
    if column.counted == 0:
        return Meaning("empty", 0, 0, "tidak ada nilai", "no value"), None
    if found := _coordinate(column):
        return found
    if found := codes.kbli(column):
        return found
    numbers = measures.numbers_of(column)
    writing = numbers.writing if numbers else None
    for measure in (measures.area_or_length, measures.share):
        if meaning := measure(column, numbers):
            return meaning, writing
    if meaning := codes.admin_code(column):
        return meaning, None
    if found := measures.date(column):
        return found
    if meaning := measures.year(column, numbers):
        return meaning, None
    for code in (codes.zone_code, codes.admin_name, codes.regulation, codes.identifier, codes.coded):
        if meaning := code(column):
            return meaning, None
    return measures.number_as_text(column, numbers), writing


def _coordinate(column: ColumnView) -> tuple[Meaning, Writing | None] | None:
    word = coordinate_word(column.name)
    if word == "pair":
        return _pair(column)
    if column.is_text:
        sexagesimal = _sexagesimal(column)
        if sexagesimal is not None:
            return sexagesimal
    if word not in _LON | _LAT:
        return None
    numbers = measures.numbers_of(column)
    if numbers is None:
        return None
    kind = "longitude" if word in _LON else "latitude"
    unit = "" if word in ("lon", "lat") else "m"
    if word in ("x", "y"):
        kind, unit = "coordinate", ""
    return by_name(column, kind, numbers.read, unit="°" if word in ("lon", "lat") else unit), numbers.writing


def _sexagesimal(column: ColumnView) -> tuple[Meaning, Writing] | None:
    read, axes = 0, {"lon": 0, "lat": 0, "": 0}
    examples: list[tuple[str, str]] = []
    for position, (text, rows) in enumerate(column.counts.items()):
        if position == _TRIED and read == 0:
            return None
        angle = parse_angle(text)
        # A pair of numbers may be anything; three parts, or a letter, are an angle.
        if angle is None or (angle.parts < 3 and not (angle.axis and angle.parts == 2)):
            continue
        read += rows
        axes[angle.axis] += rows
        if len(examples) < 2:
            examples.append((text, f"{angle.degrees:.6f}°"))
    if read == 0 or read < 0.5 * column.counted:
        return None
    word = coordinate_word(column.name)
    lettered = max(axes, key=lambda axis: axes[axis])
    if not lettered and word is None and not any(mark in text for text, _ in examples for mark in "°º'′"):
        return None  # "12-05-20" is a day or a number of something
    kind = {"lon": "longitude", "lat": "latitude", "": "coordinate"}[lettered]
    if not lettered and word in _LON | _LAT:
        kind = "longitude" if word in _LON else "latitude"
    meaning = by_values(column, kind, read, unit="°", detail=("derajat, menit, detik", "degrees, minutes, seconds"))
    return meaning, Writing("angle", "dms", read, column.counted - read, tuple(examples))


def _pair(column: ColumnView) -> tuple[Meaning, None] | None:
    fits = sum(rows for text, rows in column.counts.items() if ring_of(text) is not None)
    return (by_name(column, "coordinate", fits, unit="°"), None) if fits >= 0.5 * column.counted else None
