"""Domain clashes as findings of a validation: one row for each zone that writes a coded column in the rarer dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from petasentra.layers import Layer
from petasentra.profiles.clashes import clashes

if TYPE_CHECKING:
    from petasentra.profiles.clashes import Clash

_HINT = (
    'Pilih satu cara menulis kolom ini, atau baca dengan profile="..." supaya diseragamkan.',
    'Choose one way of writing the column, or read with profile="..." to have it made uniform.',
)


def with_domain_clashes(findings: Layer, zones: Layer, profile: str | None, feature_id: str | None) -> Layer:
    """Add the ``DOMAIN_CLASH`` rows of the zones, and to all rows the columns ``column`` and ``value``.

    Parameters
    ----------
    findings
        Findings of the same zones, in their CRS.
    profile
        Name of the profile that says which columns are coded; None asks nothing.
    feature_id
        Column by which findings call the rows; None: by their numbers.

    Returns
    -------
    Layer
        The findings first, as they were, then the clashes by column and row, each at its zone.
    """
    found = findings.to_arrow()
    place = found.column_names.index(findings.geometry_name)
    for name in ("column", "value"):
        found = found.add_column(place, pa.field(name, pa.string()), pa.nulls(len(found), pa.string()))
        place += 1
    clashing = [] if profile is None else clashes(zones, profile)
    blocks = [found, *(_rows(clash, zones, feature_id, found.schema) for clash in clashing)]
    made = Layer.from_arrow(pa.concat_tables(blocks))
    return Layer(made.core.with_provenance(**findings.provenance))


def _rows(clash: Clash, zones: Layer, feature_id: str | None, schema: pa.Schema) -> pa.Table:
    count = len(clash.rows)
    rows = zones[clash.rows.tolist()]
    names = [str(row) for row in clash.rows.tolist()] if feature_id is None else _names(rows, clash, feature_id)
    mine = ("kode", "code") if clash.rarer_is_code else ("teks", "text")
    rest = (("teks", "text"), clash.words) if clash.rarer_is_code else (("kode", "codes"), clash.codes)
    told = [(name, value) for name, value in zip(names, clash.values, strict=True)]
    values = {
        "code": ["DOMAIN_CLASH"] * count,
        "severity": ["warning"] * count,
        "layer": [zones.title] * count,
        "feature_id": names,
        "measure": [float("nan")] * count,
        "unit": [""] * count,
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
        "hint_id": [_HINT[0]] * count,
        "hint_en": [_HINT[1]] * count,
        "column": [clash.column] * count,
        "value": clash.values,
    }
    geometry = rows.to_arrow().column(zones.geometry_name).combine_chunks()
    arrays = [
        geometry if field.type == pa.binary() else pa.array(values.get(field.name, [None] * count), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _names(rows: Layer, clash: Clash, feature_id: str) -> list[str]:
    ids = rows.table.to_arrow().column(feature_id).to_pylist()
    whole = (int(one) if isinstance(one, float) and one.is_integer() else one for one in ids)
    return [str(row if one in (None, "") else one) for row, one in zip(clash.rows.tolist(), whole, strict=True)]
