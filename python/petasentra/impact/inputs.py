"""Rows from a CSV file, from any table, or from dictionaries, all read the same way."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from petasentra.errors import IoError, SchemaError
from petasentra.files.utf8 import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra._arrow import ArrowStreamExportable

    RowSource: TypeAlias = str | Path | ArrowStreamExportable | Iterable[Mapping[str, Any]]

__all__ = ["Rows", "is_null", "rows_of", "text_of"]


@dataclass(frozen=True)
class Rows:
    """Rows with the names of their columns and where they come from; ``file`` is empty for tables in memory."""

    rows: tuple[Mapping[str, Any], ...]
    columns: frozenset[str]
    file: str

    def texts(self, column: str) -> list[str]:
        """Return a column as texts without blanks around them; empty where it is null or there is no such column."""
        return [text_of(row.get(column)) for row in self.rows]

    def flags(self, column: str) -> list[bool]:
        """Return a column of true and false; what is no clear *true* (also ``ya``, ``1``) is False."""
        return [text_of(row.get(column)).lower() in ("true", "ya", "yes", "1") for row in self.rows]


def is_null(value: object) -> bool:
    """Whether a cell holds nothing: None, NaN, or what pandas has for a missing value or time."""
    nan = isinstance(value, Real) and value != value
    return value is None or nan or type(value).__name__ in ("NAType", "NaTType")


def text_of(value: object) -> str:
    """Return a cell as text; null and NaN are empty."""
    return "" if is_null(value) else str(value).strip()


def rows_of(source: RowSource, needed: Sequence[str], what: tuple[str, str]) -> Rows:
    """Return the rows of a source.

    Parameters
    ----------
    source
        Path of a CSV file in UTF-8 (commas or semicolons), anything with ``__arrow_c_stream__`` (a pandas frame, a
        pyarrow table, a `petasentra.Table`), or dictionaries.
    needed
        Columns that have to be there; a list without rows has them all.
    what
        What it is, in Indonesian and English, to begin the sentence of an error with.

    Raises
    ------
    IoError
        There is no such file, or it cannot be read.
    SchemaError
        A column is missing, or `source` is nothing that has rows.
    """
    if isinstance(source, str | Path):
        rows, columns, file = *_of_csv(Path(source), what), str(source)
    else:
        rows, columns, file = *_of_memory(source, needed, what), ""
    missing = [name for name in needed if name not in columns]
    if missing:
        known = ", ".join(sorted(columns)) or "–"  # noqa: RUF001
        raise SchemaError(
            f"{what[1]}: there is no column {missing[0]!r}.",
            f"{what[0]}: tidak ada kolom {missing[0]!r}.",
            hint_en=f"Columns: {known}.",
            hint_id=f"Kolom yang ada: {known}.",
            code=101,
            file=file,
            column=missing[0],
        )
    return Rows(tuple(rows), frozenset(columns), file)


def _of_csv(path: Path, what: tuple[str, str]) -> tuple[list[Mapping[str, Any]], list[str]]:
    try:
        text = read_text(path, *what)
    except FileNotFoundError as error:
        raise IoError(
            f"{what[1]} is not there.", f"{what[0]} tidak ditemukan.",
            hint_en="Check its name and place.", hint_id="Periksa nama dan letaknya.", code=701, file=str(path),
        ) from error  # fmt: skip
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    names = [name.strip() for name in reader.fieldnames or []]
    reader.fieldnames = names
    return [{key: value for key, value in row.items() if isinstance(key, str)} for row in reader], names


def _of_memory(
    source: object, needed: Sequence[str], what: tuple[str, str]
) -> tuple[list[Mapping[str, Any]], list[str]]:
    if hasattr(source, "__arrow_c_stream__"):
        from petasentra.tables import Table

        table = Table.from_arrow(cast("ArrowStreamExportable", source))
        return list(table.to_pylist()), list(table.columns)
    listed: list[Any] = list(source) if isinstance(source, Iterable) and not isinstance(source, Mapping) else [None]
    if not all(isinstance(row, Mapping) for row in listed):
        raise SchemaError(
            f"{what[1]} is no table: {type(source).__name__}.",
            f"{what[0]} bukan tabel: {type(source).__name__}.",
            hint_en="Give the path of a CSV file, a table, or a list of dictionaries.",
            hint_id="Berikan letak berkas CSV, sebuah tabel, atau daftar kamus Python.",
            code=101,
        )
    return listed, list(dict.fromkeys(str(name) for row in listed for name in row)) or list(needed)
