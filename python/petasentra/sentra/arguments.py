"""Arguments as they are given: distances, lists of numbers, columns; what they cannot be is said in two languages."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from petasentra.errors import OptionError, SchemaError
from petasentra.values import parse_texts
from petasentra.values.columns import arrow_array

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.tables import Table

__all__ = ["area_texts", "column_of", "metres_given", "numbers_given", "refused"]


def refused(name: str, value: object, wanted_en: str, wanted_id: str) -> OptionError:
    """Return the error of an argument that is not what it has to be."""
    return OptionError(
        f"{name}={value!r}; it has to be {wanted_en}.", f"{name}={value!r}; semestinya {wanted_id}.",
        code=801, column=name,
    )  # fmt: skip


def metres_given(name: str, value: object, *, zero: bool = False) -> float:
    """Return a distance above 0, or 0 where that is allowed.

    Raises
    ------
    OptionError
        It is none.
    """
    number = math.nan
    if not isinstance(value, bool | str | bytes):
        with suppress(TypeError, ValueError, OverflowError):
            number = float(value)  # type: ignore[arg-type]
    if math.isfinite(number) and (number > 0 or (zero and number == 0)):
        return number
    wanted = ("0 or more metres", "0 meter atau lebih") if zero else ("above 0, in metres", "di atas 0, dalam meter")
    raise refused(name, value, *wanted)


def numbers_given(name: str, values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return one list of numbers, shape (n,).

    Raises
    ------
    OptionError
        It is none.
    """
    try:
        numbers = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        numbers = np.empty((0, 0))
    if numbers.ndim == 1:
        return numbers
    raise refused(name, values, "a list of numbers", "daftar bilangan")


def column_of(table: Table, name: object, meaning: str) -> pa.Array | None:
    """Return a column of plain values by its name; None for no name.

    Raises
    ------
    OptionError
        The name is no text.
    SchemaError
        There is no such column, or its cells hold lists.
    """
    if name is None:
        return None
    if not isinstance(name, str):
        raise refused(meaning, name, "the name of a column", "nama kolom")
    if name not in table.columns:
        _ = table[name]  # the core says which is missing, and the nearest name
    column = arrow_array(pa.table(table).column(name))
    if pa.types.is_nested(column.type):
        raise SchemaError(
            f"Cells of the column {name!r} hold {column.type}; {meaning} takes one value a cell.",
            f"Isi kolom {name!r} berupa {column.type}; {meaning} memerlukan satu nilai tiap sel.",
            code=102, column=name,
        )  # fmt: skip
    return column


def area_texts(table: Table, names: object) -> list[str] | None:
    """Return what rows say of their desa: one column, or several joined by commas, the desa first; None for no name.

    Raises
    ------
    OptionError, SchemaError
        As `column_of`.
    """
    listed = [one for one in (names if isinstance(names, list | tuple) else [names]) if one is not None]
    if not listed:
        return None
    held = [column_of(table, one, "area") for one in listed]
    columns = [parse_texts(column).to_pylist() for column in held if column is not None]
    return [", ".join(filter(None, cells)) if cells[0] else "" for cells in zip(*columns, strict=True)]
