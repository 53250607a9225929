"""Demand, candidates, units and plots as they are given: ids, places, amounts."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from petasentra.errors import CrsError, OptionError, SchemaError
from petasentra.network.ids import ids_of
from petasentra.sentra.arguments import column_of, refused
from petasentra.sentra.unit_places import Ground, places_of
from petasentra.sentra.units import layer_and_table
from petasentra.siting.words import ROW_WORDS
from petasentra.tables import PERSONAL_KEY, Table
from petasentra.values.columns import text_of
from petasentra.values.numbers import parse_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from petasentra.layers.layer import Layer
    from petasentra.sentra.units import UnitsLike

    Numbers = npt.NDArray[np.float64]

__all__ = ["Given", "amounts_of", "chosen_rows", "given_places", "naming", "require_places", "table_of", "with_places"]


@dataclass(frozen=True, eq=False)
class Given:
    """Rows that were given: their ids, and where they are as far as anybody needs that.

    ``order`` are the rows by id (of equal ids by place), in which everything is computed. ``personal``: the ids are
    personal data, and stay marked as that.
    """

    layer: Layer | None
    table: Table | None
    ids: Sequence[object]
    order: npt.NDArray[np.int64]
    what: str
    personal: bool = False

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def rank(self) -> npt.NDArray[np.int64]:
        """The place of each row in `order`."""
        out = np.empty(len(self.order), dtype=np.int64)
        out[self.order] = np.arange(len(self.order))
        return out

    @property
    def invented(self) -> bool:
        """Whether a column such as ``invented`` says of a row that it stands for nothing on the ground."""
        from petasentra.sentra.words import invented_rows

        held = self.table if self.layer is None else self.layer.table
        return held is not None and invented_rows(held) > 0

    @property
    def schematic(self) -> bool:
        """Whether the column ``schematic``, as in a check or a suitability, says so of a row."""
        held = self.mark("schematic")
        return held is not None and True in held.to_pylist()

    @property
    def unverified(self) -> bool:
        """Whether the column ``verified``, as in a check or a suitability, says of a row that it is not."""
        held = self.mark("verified")
        return held is not None and False in held.to_pylist()

    def mark(self, name: str) -> pa.ChunkedArray | None:
        """Return a column of truth values; None where there is none of that name and kind."""
        held = self.table if self.layer is None else self.layer.table
        if held is None or name not in held.columns:
            return None
        column = held.to_arrow().column(name)
        return column if pa.types.is_boolean(column.type) else None

    def ground(self) -> Ground:
        """Return where the rows are; nowhere where they have no geometry."""
        if self.layer is None:
            return Ground(np.full((len(self), 2), np.nan), True, None)
        return places_of(self.layer)


def given_places(
    given: UnitsLike | None, asked: str | Sequence[object] | None, what: str, count: int | None = None
) -> Given:
    """Return rows with their ids, `asked` as a column or a list; None stands for `count` rows without anything.

    Raises
    ------
    SchemaError
        There is no such column.
    OptionError
        It is neither a layer nor a table.
    """
    if given is None:
        if count is None:
            raise refused(what, given, "a Layer, a GeoDataFrame or a table", "Layer, GeoDataFrame, atau tabel")
        if isinstance(asked, str):
            raise refused(f"{what}_id", asked, "a list of ids: the rows have no columns",
                          "daftar pengenal: barisnya tidak memiliki kolom")  # fmt: skip
        named = range(count) if asked is None else _given_ids(asked, what, count)
        return Given(None, None, named, _order(named, np.zeros((count, 2))), what)
    if not (hasattr(given, "__arrow_c_stream__") or hasattr(given, "to_arrow")):
        raise refused(what, given, "a Layer, a GeoDataFrame or a table", "Layer, GeoDataFrame, atau tabel")
    layer, table = layer_and_table(given)
    column = asked if isinstance(asked, str) else None
    ids: Sequence[object]
    if asked is not None and column is None:
        ids = _given_ids(asked, what, len(table if layer is None else layer))
    else:
        ids = ids_of(layer, column, what) if layer is not None else _ids_of_table(table, column, what)
    xy = np.zeros((len(ids), 2))
    if layer is not None and asked is not None and layer.crs is not None:
        xy = np.nan_to_num(places_of(layer).xy, nan=np.inf)
    personal = column is not None and column in (table if layer is None else layer).personal
    return Given(layer, table, ids, _order(ids, xy), what, personal)


def _given_ids(asked: object, what: str, count: int) -> list[object]:
    """Return ids that were given as a list, texts or numbers, one a row."""
    try:
        ids = [one.item() if isinstance(one, np.generic) else one for one in asked]  # type: ignore[attr-defined]
    except TypeError:
        raise refused(f"{what}_id", asked, "the name of a column, or a list of ids",
                      "nama kolom, atau daftar pengenal") from None  # fmt: skip
    ids = [None if one is None or one != one else one for one in ids]
    kinds = {type(one) for one in ids if one is not None}
    if len(ids) != count or not (kinds <= {str} or kinds <= {int, float}):
        raise refused(f"{what}_id", f"{len(ids)} ids", f"{count} texts or {count} numbers, one a row",
                      f"{count} teks atau {count} bilangan, satu tiap baris")  # fmt: skip
    return ids


def _ids_of_table(table: Table, column: str | None, what: str) -> Sequence[object]:
    if column is None:
        return range(len(table))
    held = column_of(table, column, f"{what}_id")
    assert held is not None
    return [None if one != one else one for one in held.to_pylist()]


def _order(ids: Sequence[object], xy: Numbers) -> npt.NDArray[np.int64]:
    """Return rows by id: numbers by value, before texts by letters, before those without an id; then by place."""
    if isinstance(ids, range):
        return np.arange(len(ids))

    def key(row: int) -> tuple[int, float, str, float, float]:
        one, at = ids[row], (float(xy[row, 0]), float(xy[row, 1]))
        if one is None:
            return (2, 0.0, "", *at)
        if isinstance(one, int | float) and not isinstance(one, bool):
            return (0, float(one), "", *at)
        return (1, 0.0, str(one), *at)

    return np.array(sorted(range(len(ids)), key=key), dtype=np.int64)


def with_places(given: Given, columns: dict[str, Any], personal: Sequence[str] = ()) -> Layer | Table:
    """Return columns as a layer with the geometry of the rows; as a table where they have none.

    `personal` are columns to be marked as personal data.
    """
    from petasentra.layers.layer import Layer

    held = table_of(columns, personal)
    if given.layer is None:
        return held
    geometry = given.layer.to_arrow().column(given.layer.geometry_name)
    return Layer.from_arrow(pa.table(held).append_column("geometry", geometry), "geometry", given.layer.crs)


def table_of(columns: dict[str, Any], personal: Sequence[str] = ()) -> Table:
    """Return columns as a table, some of them marked as personal data."""
    fields = [
        pa.field(name, values.type, metadata={PERSONAL_KEY: "true"} if name in personal else None)
        for name, values in columns.items()
    ]
    return Table.from_arrow(pa.table(list(columns.values()), schema=pa.schema(fields)))


def naming(columns: Mapping[str, Given]) -> list[str]:
    """Return columns that name rows whose ids are personal data."""
    return [name for name, given in columns.items() if given.personal]


def amounts_of(
    given: Given, asked: str | npt.ArrayLike | None, name: str, missing: float = 1.0
) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Return an amount of each row, 0 or more, and which rows have none that can be read (there it is 0).

    Parameters
    ----------
    given
        The rows.
    asked
        A column, an amount for each row, one for all, or None for `missing`.
    name
        What it is called in an error.
    missing
        What stands for every row where nothing was asked.

    Raises
    ------
    OptionError
        The numbers are not as many as rows, or a number given for all is none.
    SchemaError
        There is no such column.
    """
    count = len(given)
    if asked is None:
        return np.full(count, missing), np.zeros(count, dtype=bool)
    if isinstance(asked, str):
        if given.table is None:
            raise refused(name, asked, "numbers: the rows have no columns", "bilangan: barisnya tidak memiliki kolom")
        values = _column_numbers(given.table, asked, name)
    else:
        values = np.empty((0, 0))
        with suppress(TypeError, ValueError, OverflowError):
            values = np.asarray(asked, dtype=np.float64)
        if values.ndim == 0 and not isinstance(asked, bool):
            if not (np.isfinite(values) and values >= 0):
                raise refused(name, asked, "0 or more", "0 atau lebih")
            values = np.full(count, float(values))
        if values.shape != (count,):
            raise refused(
                name,
                asked,
                f"a column, or {count} numbers, one a row",
                f"kolom, atau {count} bilangan, satu tiap baris",
            )
    unread = ~(np.isfinite(values) & (values >= 0))
    return np.where(unread, 0.0, values), unread


def _column_numbers(table: Table, column: str, name: str) -> Numbers:
    held = column_of(table, column, name)
    assert held is not None
    if pa.types.is_boolean(held.type):
        raise SchemaError(
            f"The column {column!r} holds truth values; {name} takes numbers.",
            f"Kolom {column!r} berisi nilai benar atau salah; {name} memerlukan bilangan.",
            code=102, column=column,
        )  # fmt: skip
    if pa.types.is_integer(held.type) or pa.types.is_floating(held.type):
        return np.array(held.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
    numbers = parse_numbers(text_of(held)).values
    return np.array(pa.array(numbers).cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)


def chosen_rows(given: Given, asked: str | Sequence[object] | None, name: str) -> npt.NDArray[np.int64]:
    """Return rows that a column of truth values marks, or that a list of ids names, ascending.

    Raises
    ------
    OptionError
        An id is not there, or the argument is no list.
    SchemaError
        There is no such column, or it holds no truth values.
    """
    if asked is None:
        return np.empty(0, dtype=np.int64)
    if isinstance(asked, str) and asked not in given.ids:
        if given.table is None:
            raise refused(name, asked, "a list of ids", "daftar pengenal")
        held = column_of(given.table, asked, name)
        assert held is not None
        if not pa.types.is_boolean(held.type):
            raise SchemaError(
                f"The column {asked!r} holds {held.type}; {name} takes truth values, or a list of ids.",
                f"Kolom {asked!r} berisi {held.type}; {name} memerlukan nilai benar atau salah, atau daftar pengenal.",
                code=102, column=asked,
            )  # fmt: skip
        return np.flatnonzero([bool(one) for one in held.to_pylist()])
    try:
        wanted = [asked] if isinstance(asked, str) else list(asked)
    except TypeError:
        raise refused(name, asked, "a list of ids, or a column", "daftar pengenal, atau kolom") from None
    rows = {one: row for row, one in reversed(list(enumerate(given.ids)))}
    found = []
    for one in wanted:
        plain = one.item() if isinstance(one, np.generic) else one
        try:
            there = plain in rows
        except TypeError:
            there = False
        if not there:
            told = ROW_WORDS[given.what]
            raise OptionError(
                f"{name} names {plain!r}, which is no id of {told[1]}.",
                f"{name} menyebut {plain!r}, yang bukan pengenal {told[0]}.",
                code=801, column=name,
            )  # fmt: skip
        found.append(rows[plain])
    return np.unique(np.array(found, dtype=np.int64))


def require_places(held: Layer | Table, *, drawn: bool = False) -> Layer:
    """Return a layer; one to be `drawn` has to have a CRS.

    Raises
    ------
    OptionError
        It is a table: the rows were given without places.
    CrsError
        It has no CRS.
    """
    from petasentra.layers.layer import Layer

    if isinstance(held, Layer):
        if drawn and held.crs is None:
            raise CrsError(
                "The places have no CRS: they cannot be drawn on a map.",
                "Tempatnya tidak memiliki CRS: tidak dapat digambar pada peta.",
                hint_en="Read them with crs=, for instance crs='EPSG:4326' for degrees.",
                hint_id="Baca dengan crs=, misalnya crs='EPSG:4326' untuk derajat.",
            )
        return held
    raise OptionError(
        "There are no places to draw: rows were given without geometry.",
        "Tidak ada tempat untuk digambar: baris diberikan tanpa geometri.",
        hint_en="Give layers with places beside the matrix.",
        hint_id="Berikan lapisan dengan tempat di samping matriks.",
        code=801,
    )
