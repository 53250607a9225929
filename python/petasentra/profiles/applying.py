"""A table read by a profile: columns renamed, values converted, every change told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, overload

import pyarrow as pa

from petasentra import _core
from petasentra._arrow import is_geometry_field
from petasentra.errors import SchemaError
from petasentra.layers.layer import Layer, as_layer
from petasentra.profiles import changes as told
from petasentra.profiles.columns import parsed_as
from petasentra.profiles.fitting import field_of_columns, nearest_profile, signature, worth_naming
from petasentra.profiles.tables import Field, Profile, domain, profile, profiles
from petasentra.tables import Table
from petasentra.values.columns import arrow_array

if TYPE_CHECKING:
    from petasentra.layers.layer import LayerLike
    from petasentra.profiles.changes import Change
    from petasentra.values import ParsedColumn

_SHOWN_TEXTS = 20
_RAW = "_raw"


@overload  # a Table speaks Arrow too, but has no geometry: it comes first
def apply_profile(  # type: ignore[overload-overlap]
    layer: Table, profile: str | Profile
) -> tuple[Table, Table]: ...
@overload
def apply_profile(layer: LayerLike, profile: str | Profile) -> tuple[Layer, Table]: ...
def apply_profile(layer: LayerLike | Table, profile: str | Profile) -> tuple[Layer | Table, Table]:
    """Read a layer or a table by a profile.

    Columns get the names of the profile, numbers and dates become numbers and dates, KBLI codes get their five digits,
    coded values one writing. Unknown columns stay. What a column holds that is not understood becomes null there and
    stays as it was in a text column ``<field>_raw`` beside it, made only where it is needed.

    Parameters
    ----------
    layer
        A Layer, a GeoDataFrame, anything with a geometry column that speaks Arrow, or a `Table` without geometry.
    profile
        Name of the profile, e.g. ``"rtrw-permen14"``; see ``docs/profiles.md``.

    Returns
    -------
    tuple of Layer (or Table) and Table
        As many rows in the same order, and the changes: kind, field, column, rows, examples, message_id, message_en.
        A layer that was read from a file also carries them in ``load_report.changes``.

    Raises
    ------
    SchemaError
        The table is plainly of another kind; the hint names the profile that fits.
    OptionError
        There is no such profile.

    Examples
    --------
    >>> import petasentra as ps, pyarrow as pa
    >>> rows = ps.Table.from_arrow(pa.table({"No_KKPR": ["a"], "KO_KBLI": [8104], "Jns_KKPR": ["lain"]}))
    >>> table, changes = ps.apply_profile(rows, "kkpr")
    >>> table["kbli"], table["jenis"], table["jenis_raw"]
    (['08104'], [None], ['lain'])
    >>> changes[3:]["message_en"][0]
    'Column Jns_KKPR is read as jenis.'
    """
    if isinstance(layer, Table):
        arrow, changes = apply_to_arrow(layer.to_arrow(), profile)
        return Table.from_arrow(arrow), told.changes_table(changes)
    made, changes = applied_to_layer(as_layer(layer), profile)
    return made, told.changes_table(changes)


def applied_to_layer(layer: Layer, chosen: str | Profile) -> tuple[Layer, list[Change]]:
    """Apply a profile to a layer: the layer with its provenance and load report, and the changes."""
    arrow, changes = apply_to_arrow(
        layer.to_arrow(), chosen, title=layer.title, file=layer.provenance.get("source", "")
    )
    handle = _core.Layer.from_stream(arrow, geometry=layer.geometry_name, crs=layer.core.crs)
    report = layer.load_report
    if report is not None:
        report = replace(report, profile=profile(chosen).name, changes=tuple(changes))
    return Layer(handle.with_provenance(**layer.provenance), load_report=report), changes


def apply_to_arrow(
    table: pa.Table, chosen: str | Profile, *, title: str = "", file: str = ""
) -> tuple[pa.Table, list[Change]]:
    """Apply a profile to a pyarrow table; geometry columns are left alone. See `apply_profile`."""
    followed = profile(chosen)
    attributes = [field.name for field in table.schema if not is_geometry_field(field) and not _is_index(field.name)]
    _require_fit(attributes, followed, title=title, file=file)
    known = field_of_columns(attributes, followed)
    column_of = {field.name: column for column, field in known.items()}
    changes: list[Change] = []
    arrays: list[pa.Array] = []
    schema: list[pa.Field] = []
    names = set(table.column_names)
    for position, arrow_field in enumerate(table.schema):
        column = arrow_field.name
        field = known.get(column)
        array = table.column(position)
        if field is None or field.type == "artefact":
            if field is None and column in attributes:
                other = field_of_columns([column], followed).get(column)
                changes.append(told.unknown(column, len(table), column_of[other.name] if other else ""))
            arrays.append(array)
            schema.append(arrow_field)
            continue
        name = field.name if field.name == column or field.name not in names else column
        if name != column:
            changes.append(told.renamed(name, column, len(table)))
        parsed = parsed_as(arrow_array(array), field)
        arrays.append(array if parsed is None else parsed.values)
        schema.append(arrow_field.with_name(name).with_type(arrays[-1].type))
        if parsed is None:
            continue
        kept_in = _free(name + _RAW, names)
        changes += _told(parsed, field, column, kept_in)
        if parsed.unread.any():
            arrays.append(parsed.raw_where_unread())
            schema.append(arrow_field.with_name(kept_in).with_type(pa.string()))  # personal columns stay marked
            names.add(kept_in)
    for field in followed.fields:
        if field.required and field.name not in column_of:
            changes.append(told.missing(field.name, field.legal_basis))
    return pa.table(arrays, schema=_with_metadata(schema, table.schema)), changes


def _require_fit(columns: list[str], followed: Profile, *, title: str, file: str) -> None:
    """Refuse a table that is plainly of another kind, and name that kind."""
    fits = nearest_profile(columns)
    own = next((fit for fit in fits if fit.profile == followed.name), None)
    if own is not None and not own.missing:
        return
    present = {
        one.name: {field.name for field in field_of_columns(columns, one).values()} for one in profiles().values()
    }
    others = [
        fit for fit in fits if fit.profile != followed.name and present[fit.profile] & signature(profile(fit.profile))
    ]
    of_its_own = own is not None and bool(present[followed.name] & signature(followed))
    if of_its_own or (own is not None and not others):
        return
    near = next((fit for fit in (*others, *fits) if worth_naming(fit, columns)), None)
    seen = sorted(present[near.profile] & signature(profile(near.profile))) if near else []
    lacking = ", ".join(followed.required)
    if near is None:
        hint_en = hint_id = ""
    else:
        share, right = round(100 * near.share), profile(near.profile)
        by_en, by_id = (
            (f", by its columns {', '.join(seen[:4])}", f", menurut kolom {', '.join(seen[:4])}") if seen else ("", "")
        )
        hint_en = f'It looks like {right.title_en}{by_en} ({share} % fit): use profile="{near.profile}".'
        hint_id = f'Tampaknya ini {right.title_id}{by_id} (kecocokan {share} %): pakai profile="{near.profile}".'
    raise SchemaError(
        f'This is no table of the profile "{followed.name}" ({followed.title_en}): it lacks {lacking}.',
        f'Tabel ini tidak mengikuti profil "{followed.name}" ({followed.title_id}): tidak ada {lacking}.',
        hint_en=hint_en,
        hint_id=hint_id,
        code=101,
        file=file,
        layer=title,
    )


_HOW = {
    "id": (" (titik untuk ribuan, koma untuk desimal)", " (dots for thousands, a comma for decimals)"),
    "en": (" (koma untuk ribuan, titik untuk desimal)", " (commas for thousands, a dot for decimals)"),
    "dmy": (" (hari lebih dahulu)", " (day first)"),
    "mdy": (" (bulan lebih dahulu)", " (month first)"),
    "zeros lost": (" (nol di depan dikembalikan)", " (lost leading zeros given back)"),
}
_TWO_READINGS = (" karena dapat dibaca dua cara", " because of two possible readings")


def _told(parsed: ParsedColumn, field: Field, column: str, kept_in: str) -> list[Change]:
    changes = []
    changed = parsed.changed()
    if changed.any():
        how = _HOW.get(parsed.style, ("", ""))
        changes.append(told.converted(field.name, column, int(changed.sum()), parsed.examples(), how))
    blank = int(parsed.blank.sum())
    if blank:
        changes.append(told.blanked(field.name, column, blank, parsed.examples(rows=parsed.blank)))
    unread = int(parsed.unread.sum())
    if unread:
        why = _TWO_READINGS if parsed.ambiguous.sum() == unread else ("", "")
        texts = parsed.unread_texts(_SHOWN_TEXTS)
        supposed = _supposed(texts, field)
        changes.append(told.not_understood(field.name, column, kept_in, texts, unread, why, supposed))
    return changes


def _supposed(texts: list[tuple[str, int]], field: Field) -> dict[str, str]:
    """Return what texts are believed to mean where nobody has verified it."""
    if not field.domain:
        return {}
    beliefs = {text: domain(field.domain).supposed(text) for text, _ in texts}
    return {text: belief.value for text, belief in beliefs.items() if belief is not None}


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _is_index(name: str) -> bool:
    return name.startswith("__index_level_")


def _with_metadata(fields: list[pa.Field], old: pa.Schema) -> pa.Schema:
    """Return a schema with the old metadata; what pandas stored there of columns that changed is left out."""
    metadata = dict(old.metadata or {})
    if b"pandas" in metadata:
        same = {field.name for field in fields if field.name in old.names and old.field(field.name).equals(field)}
        stored = json.loads(metadata[b"pandas"])
        stored["columns"] = [one for one in stored["columns"] if one.get("field_name", one.get("name")) in same]
        metadata[b"pandas"] = json.dumps(stored).encode()
    return pa.schema(fields, metadata=metadata or None)
