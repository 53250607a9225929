"""Findings of single cells: a coded column written in the rarer dialect, a stated area that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from petasentra.layers.layer import Layer
from petasentra.layers.row_names import row_names
from petasentra.profiles.clashes import clashes
from petasentra.validation import areas as validation_areas

if TYPE_CHECKING:
    from petasentra.profiles.clashes import Clash
    from petasentra.validation.areas import StatedText

_HINT = (
    'Pilih satu cara menulis kolom ini, atau seragamkan saat membaca atau memperbaiki (profile="...").',
    'Choose one way of writing the column, or have reading or repair make it uniform (profile="...").',
)


def with_cells(
    findings: Layer, zones: Layer, profile: str | None, feature_id: str | None, stated: StatedText | None
) -> Layer:
    """Add the rows ``DOMAIN_CLASH`` and ``VALUE_UNREADABLE``, and to all rows the columns ``column`` and ``value``.

    Parameters
    ----------
    findings
        Findings of the same zones, in their CRS.
    profile
        Name of the profile that says which columns are coded; None asks nothing.
    feature_id
        Column by which findings call the rows; None: by their numbers.
    stated
        The text column of stated areas, if there is one.

    Returns
    -------
    Layer
        The findings first, as they were, then the clashes by column and row, each at its zone, then stated areas that
        cannot be read.
    """
    found = findings.to_arrow()
    place = found.column_names.index(findings.geometry_name)
    for name in ("column", "value"):
        found = found.add_column(place, pa.field(name, pa.string()), pa.nulls(len(found), pa.string()))
        place += 1
    clashing = [] if profile is None else clashes(zones, profile)
    blocks = [found, *(_rows(clash, zones, feature_id, found.schema) for clash in clashing)]
    if stated is not None and stated.parsed.unread.any():
        blocks.append(_unread_rows(stated, zones, feature_id, found.schema))
    made = Layer.from_arrow(pa.concat_tables(blocks))
    return Layer(made.core.with_provenance(**findings.provenance))


def _rows(clash: Clash, zones: Layer, feature_id: str | None, schema: pa.Schema) -> pa.Table:
    names = _names(clash.rows, zones, feature_id)
    mine = ("kode", "code") if clash.rarer_is_code else ("teks", "text")
    rest = (("teks", "text"), clash.words) if clash.rarer_is_code else (("kode", "codes"), clash.codes)
    told = [(name, value) for name, value in zip(names, clash.values, strict=True)]
    values = {
        "code": ["DOMAIN_CLASH"] * len(told),
        "feature_id": names,
        "message_id": [
            f'Kolom {clash.column} pada fitur {name} berisi {mine[0]} "{value}", sedangkan kebanyakan fitur memakai '
            f"{rest[0][0]} ({rest[1]})."
            for name, value in told
        ],
        "message_en": [
            f'Column {clash.column} of feature {name} holds the {mine[1]} "{value}", while most features write '
            f"{rest[0][1]} ({rest[1]})."
            for name, value in told
        ],
        "hint_id": [_HINT[0]] * len(told),
        "hint_en": [_HINT[1]] * len(told),
        "column": [clash.column] * len(told),
        "value": clash.values,
    }
    return _block(clash.rows, values, zones, schema)


def _unread_rows(stated: StatedText, zones: Layer, feature_id: str | None, schema: pa.Schema) -> pa.Table:
    rows = np.flatnonzero(stated.parsed.unread)
    names = _names(rows, zones, feature_id)
    texts = [str(text) for text in stated.parsed.raw.take(pa.array(rows)).to_pylist()]
    told = list(zip(names, texts, strict=True))
    column = stated.column
    values = {
        "code": ["VALUE_UNREADABLE"] * len(told),
        "feature_id": names,
        "message_id": [
            f'Luas pada kolom {column} fitur {name}, "{text}", tidak terbaca sebagai angka dan tidak dibandingkan.'
            for name, text in told
        ],
        "message_en": [
            f'The area in column {column} of feature {name}, "{text}", cannot be read as a number and is not compared.'
            for name, text in told
        ],
        "hint_id": [validation_areas.HINT[0]] * len(told),
        "hint_en": [validation_areas.HINT[1]] * len(told),
        "column": [column] * len(told),
        "value": texts,
    }
    return _block(rows, values, zones, schema)


def _block(rows: np.ndarray[Any, Any], values: dict[str, list[str]], zones: Layer, schema: pa.Schema) -> pa.Table:
    count = len(rows)
    known: dict[str, list[Any]] = {
        "severity": ["warning"] * count, "layer": [zones.title] * count, "measure": [float("nan")] * count,
        "unit": [""] * count, **values,
    }  # fmt: skip
    geometry = zones[rows.tolist()].to_arrow().column(zones.geometry_name).combine_chunks()
    arrays = [
        geometry if field.type == pa.binary() else pa.array(known.get(field.name, [None] * count), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _names(rows: np.ndarray[Any, Any], zones: Layer, feature_id: str | None) -> list[str]:
    names = row_names(zones, feature_id)
    return [names[row] for row in rows.tolist()]
