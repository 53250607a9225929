"""Hashes of tables that do not depend on the order of rows, on chunks, or on how Arrow happens to hold a column."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8.

    Examples
    --------
    >>> from petasentra.auditing.canonical import text_sha256
    >>> text_sha256("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def json_sha256(document: object) -> str:
    """Return the SHA-256 of a JSON document in its canonical form: keys sorted, no blanks, letters as they are.

    Examples
    --------
    >>> from petasentra.auditing.canonical import json_sha256
    >>> json_sha256({"a": 1, "b": 2}) == json_sha256({"b": 2, "a": 1})
    True
    """
    return text_sha256(canonical_json(document))


def canonical_json(document: object) -> str:
    """Write a document so that equal ones are equal texts."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def row_order(table: pa.Table) -> NDArray[np.int64]:
    """Return the order in which the rows of a table are hashed: sorted by every column, the first one first.

    Rows that agree in all columns are the same to a hash, so their order among themselves does not matter. Columns of a
    type that has no order count by their text.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if table.num_rows < 2:
        return np.arange(table.num_rows, dtype=np.int64)
    keys = pa.table({str(number): _sortable(column) for number, column in enumerate(table.columns)})
    order = pc.sort_indices(keys, sort_keys=[(name, "ascending") for name in keys.column_names])
    found: NDArray[np.int64] = order.to_numpy().astype(np.int64)
    return found


def columns_sha256(table: pa.Table, order: NDArray[np.int64] | None = None) -> dict[str, str]:
    """Return the SHA-256 of each column of a table.

    A hash covers the kind of the values (text, bytes, whole number, fraction, flag, day, list) and each value with its
    place in the order, nulls apart from everything else. Numbers count exactly, NaN as null.

    Parameters
    ----------
    table
        Arrow table; geometry is bytes (WKB).
    order
        Rows in the order to take them; None takes that of `row_order`.

    Examples
    --------
    >>> import pyarrow as pa
    >>> from petasentra.auditing.canonical import columns_sha256
    >>> one = pa.table({"id": ["a", "b"], "m": [1.0, None]})
    >>> other = pa.table({"id": ["b", "a"], "m": [None, 1.0]})
    >>> columns_sha256(one) == columns_sha256(other)
    True
    """
    import pyarrow as pa

    rows = row_order(table) if order is None else order
    taken = table.take(pa.array(rows))
    return {name: _sha256(_plain(taken.column(name))) for name in table.column_names}


def _plain(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Return one array of one of the few types that are hashed; whatever else there is becomes text."""
    import pyarrow as pa

    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):  # of no chunks, in some versions
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], type=array.type)
    if isinstance(array, pa.ExtensionArray):
        array = array.storage
    kind = array.type
    if pa.types.is_dictionary(kind):
        return _plain(array.dictionary_decode())
    for known, wanted in (
        (pa.types.is_list, None),
        (pa.types.is_boolean, pa.bool_()),
        (pa.types.is_signed_integer, pa.int64()),
        (pa.types.is_unsigned_integer, pa.int64()),
        (pa.types.is_floating, pa.float64()),
        (pa.types.is_date32, pa.date32()),
        (_is_text, pa.large_string()),
        (_is_bytes, pa.large_binary()),
    ):
        if known(kind):
            try:
                return array if wanted is None else array.cast(wanted)
            except pa.ArrowInvalid:  # a whole number too large
                break
    return pa.array([None if value is None else str(value) for value in array.to_pylist()], pa.large_string())


def _is_text(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or str(kind) == "string_view")


def _is_bytes(kind: pa.DataType) -> bool:
    import pyarrow as pa

    fixed = pa.types.is_fixed_size_binary(kind)
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or fixed or str(kind) == "binary_view")


def _sha256(array: pa.Array) -> str:
    found = hashlib.sha256()
    _feed(found, array)
    return found.hexdigest()


def _feed(found: hashlib._Hash, array: pa.Array) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = array.type
    valid = array.is_valid().to_numpy(zero_copy_only=False)
    if pa.types.is_list(kind):
        found.update(b"list")
        lengths = pc.list_value_length(array).fill_null(-1).to_numpy(zero_copy_only=False)
        found.update(lengths.astype("<i8").tobytes())
        _feed(found, _plain(array.flatten()))
    elif _is_text(kind) or _is_bytes(kind):
        found.update(b"text" if _is_text(kind) else b"bytes")
        raw = array.cast(pa.large_binary()) if _is_text(kind) else array
        found.update(pc.binary_length(raw).fill_null(-1).to_numpy(zero_copy_only=False).astype("<i8").tobytes())
        found.update(_joined(raw.drop_null()))
    elif pa.types.is_floating(kind):
        found.update(b"fraction")
        values = array.fill_null(float("nan")).to_numpy(zero_copy_only=False).astype("<f8")
        known = valid & ~np.isnan(values)
        found.update(known.tobytes())
        found.update((values[known] + 0.0).tobytes())  # -0.0 is 0.0
    else:
        found.update(b"flag" if pa.types.is_boolean(kind) else b"day" if pa.types.is_date32(kind) else b"whole")
        found.update(valid.tobytes())
        whole = array.cast(pa.int32()) if pa.types.is_date32(kind) else array
        found.update(whole.drop_null().cast(pa.int64()).to_numpy(zero_copy_only=False).astype("<i8").tobytes())


def _joined(values: pa.Array) -> memoryview:
    """Return the bytes of all values, one behind the other, as the array holds them; there are no nulls among them."""
    if len(values) == 0:
        return memoryview(b"")
    _, offsets, data = values.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64)[values.offset : values.offset + len(values) + 1]
    return memoryview(b"" if data is None else data)[ends[0] : ends[-1]]


def _sortable(column: pa.ChunkedArray) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    array = _plain(column)
    if pa.types.is_list(array.type):
        if pa.types.is_string(array.type.value_type) and array.flatten().null_count == 0:
            return pc.binary_join(array, "\x1f")
        return pa.array([None if value is None else json.dumps(value, default=str) for value in array.to_pylist()])
    return array.cast(pa.int8()) if pa.types.is_boolean(array.type) else array


def together(hashes: Mapping[str, Any]) -> str:
    """Return one hash of several, by their names.

    Examples
    --------
    >>> from petasentra.auditing.canonical import together
    >>> together({"verdict": "1a", "flags": "2b"}) == together({"flags": "2b", "verdict": "1a"})
    True
    """
    return json_sha256(dict(hashes))


def with_ids(table: pa.Table, name: str, ids: Sequence[str] | Iterable[str]) -> pa.Table:
    """Return the table with other values in a column of text."""
    import pyarrow as pa

    position = table.schema.get_field_index(name)
    return table.set_column(position, name, pa.array(list(ids), pa.string()))
