"""What a check needs of its sites, seen to before the core is asked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.errors import OptionError, SchemaError
from petasentra.layers.layer import Layer, as_layer

#: Metadata of a column of numbers that stand in for ids which are personal data.
NUMBERED_KEY = "petasentra:numbered"

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.layers.layer import LayerLike


def asked_sites(sites: LayerLike, pack: object, *, site_id: str, activity: str, for_activity: str | None) -> Layer:
    """Return the sites of a question to a pack as the core wants them.

    Raises
    ------
    OptionError
        ``for_activity`` is an empty text.
    SchemaError
        The layer is empty and lacks a column, or an id is no whole number.
    TypeError
        `pack` is no PlanPack.
    """
    require_pack(pack)
    if for_activity is not None and not for_activity.strip():
        raise OptionError(
            "for_activity is an empty text.",
            "for_activity kosong.",
            hint_en="Name an activity of the pack or KBLI digits, or leave it out to use the column of the sites.",
            hint_id="Sebut kegiatan paket atau angka KBLI, atau tinggalkan agar kolom pada tapak yang dipakai.",
            code=801,
        )
    layer = as_layer(sites)
    require_rows(layer, [site_id] if for_activity else [site_id, activity])
    return with_whole_ids(layer, site_id)


def require_pack(pack: object) -> None:
    """Say that what was given as the law is none.

    Raises
    ------
    TypeError
        `pack` is no PlanPack.
    """
    from petasentra.law.plan_packs import PlanPack

    if not isinstance(pack, PlanPack):
        raise TypeError(
            f"pack has to be a PlanPack, not {type(pack).__name__}: read one with petasentra.read_plan_pack(folder).\n"
            f"  id: pack harus berupa PlanPack, bukan {type(pack).__name__}: bacalah dengan "
            "petasentra.read_plan_pack(folder)."
        )


def require_rows(sites: Layer, columns: list[str]) -> None:
    """Say that a layer is empty before a column is missed in it: an empty file often has no columns either.

    Raises
    ------
    SchemaError
        The layer has no rows, and lacks a column.
    """
    missing = [name for name in columns if name not in sites.columns]
    if len(sites) > 0 or not missing:
        return
    raise SchemaError(
        f"The site layer is empty: it has no rows, and no column {missing[0]!r}.",
        f"Lapisan tapak kosong: tidak ada baris, dan tidak ada kolom {missing[0]!r}.",
        hint_en="Choose the file, or the layer in the file, that holds the sites.",
        hint_id="Pilih berkas, atau lapisan di dalam berkas, yang memuat tapak.",
        code=101,
        file=sites.provenance["source"],
        layer=sites.title,
        column=missing[0],
    )


def with_whole_ids(sites: Layer, column: str) -> Layer:
    """Return the sites with ids as whole numbers where a column of fractions holds nothing else.

    A column of whole numbers becomes one of fractions on the way through a spreadsheet, a .dbf or pandas as soon as one
    value is missing.

    Raises
    ------
    SchemaError
        A value has a fraction; the error names its row, counted from 0.
    """
    values = sites[column] if column in sites.columns else None
    if not isinstance(values, np.ndarray) or values.dtype.kind != "f":
        return sites
    broken = np.flatnonzero(~np.isnan(values) & (np.floor(values) != values))
    if len(broken):
        row = int(broken[0])
        raise SchemaError(
            f"The site id {values[row]:g} is no whole number (row {row}, counted from 0).",
            f"Pengenal tapak {values[row]:g} bukan bilangan bulat (baris {row}, dihitung dari 0).",
            hint_en="Name the sites by text or whole numbers, or choose another column with site_id=.",
            hint_id="Beri tapak pengenal berupa teks atau bilangan bulat, atau pilih kolom lain dengan site_id=.",
            code=102,
            file=sites.provenance["source"],
            layer=sites.title,
            column=column,
        )
    ids = [None if np.isnan(value) else int(value) for value in values]
    return _with_column(sites, column, ids)


def numbered(layer: Layer, name: str) -> Layer:
    """Return the layer with a column that numbers its rows: #1, #2 and so on, in their order.

    The column is marked, so that an audit can number the sites again.
    """
    import pyarrow as pa

    ids = pa.table({name: pa.array([f"#{number}" for number in range(1, len(layer) + 1)], type=pa.string())})
    handle = layer.core.with_columns(_core.Table.from_stream(ids)).with_column_metadata(name, NUMBERED_KEY, "true")
    return Layer(handle, load_report=layer.load_report)


def _with_column(sites: Layer, name: str, values: list[int | None]) -> Layer:
    """Return the layer with whole numbers in a column of its own."""
    import pyarrow as pa

    table = sites.to_arrow()
    position = table.schema.get_field_index(name)
    field = table.schema.field(position).with_type(pa.int64())
    changed = table.set_column(position, field, pa.array(values, type=pa.int64()))
    handle = _core.Layer.from_stream(changed, geometry=sites.geometry_name)
    return Layer(handle.with_provenance(**sites.provenance), load_report=sites.load_report)


@contextmanager
def placed_in(sites: Layer) -> Iterator[None]:
    """Add file and layer of the sites to an error that names a column of theirs and no file."""
    try:
        yield
    except SchemaError as error:
        if error.column and not error.file:
            error.file = sites.provenance["source"]
        error.layer = error.layer or sites.title
        raise
