"""The column of stated areas as numbers: text is read by the evidence of the column before areas are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from petasentra import _core
from petasentra.layers.layer import Layer
from petasentra.values import parse_numbers
from petasentra.values.columns import arrow_array, is_text

if TYPE_CHECKING:
    from petasentra.values import ParsedColumn

#: Names of columns that state areas, letters and figures only, most certain first; `validate` in C++ has the same.
_NAMES = ("luasha", "luashektar", "luasm2", "luaskm2", "luaswh", "areaha", "luas", "ha", "hektar")

HINT = (
    "Tulis luasnya sebagai angka, misalnya 1.234,56 atau 1234.56, dengan satu cara di seluruh kolom.",
    "Write the area as a number, for instance 1.234,56 or 1234.56, in one way all down the column.",
)


@dataclass(frozen=True)
class StatedText:
    """A text column of stated areas, read."""

    column: str
    parsed: ParsedColumn


def stated_text(zones: Layer, stated_area: str | None) -> StatedText | None:
    """Read the column of stated areas if it is text.

    Parameters
    ----------
    zones
        The layer to be validated.
    stated_area
        Name of the column; ``"auto"`` looks for one; None asks nothing.

    Returns
    -------
    StatedText or None
        None where nothing is asked, no such column is there, or it holds numbers already.

    Examples
    --------
    >>> import geopandas, shapely
    >>> from petasentra.layers.layer import Layer
    >>> frame = geopandas.GeoDataFrame({"LUASHA": ["9,99"]}, geometry=[shapely.box(0, 0, 333, 300)], crs=32749)
    >>> stated_text(Layer.from_geopandas(frame), "auto").parsed.to_pylist()
    [9.99]
    """
    table = zones.table.to_arrow()
    name = stated_area
    if stated_area is not None and _bare(stated_area) == "auto" and stated_area not in table.column_names:
        name = _found(table)
    if name is None or name not in table.column_names:
        return None
    array = arrow_array(table.column(name))
    return StatedText(name, parse_numbers(array)) if is_text(array) else None


def with_numbers(zones: Layer, read: StatedText) -> Layer:
    """Return the layer with the numbers read in place of their text."""
    arrow = zones.to_arrow()
    place = arrow.column_names.index(read.column)
    field = arrow.schema.field(place).with_type(pa.float64())
    handle = _core.Layer.from_stream(
        arrow.set_column(place, field, read.parsed.values), geometry=zones.geometry_name, crs=zones.core.crs
    )
    return Layer(handle.with_provenance(**zones.provenance))


def _found(table: pa.Table) -> str | None:
    for wanted in _NAMES:
        for field in table.schema:
            number = pa.types.is_integer(field.type) or pa.types.is_floating(field.type)
            text = pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
            if _bare(field.name) == wanted and (number or text):
                return str(field.name)
    return None


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
