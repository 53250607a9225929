"""Tables without geometry: what analyses return."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, overload

from petasentra import _core
from petasentra._arrow import row_numbers, stream_source, take_rows, to_pandas
from petasentra._html import counted, table_html

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from petasentra._arrow import ArrowStreamExportable, RowChoice

__all__ = ["ColumnValues", "Table", "column_values"]

ColumnValues: TypeAlias = Any
"""A numpy array of shape (n,) for numbers, dates and times; a list for text, lists, and booleans with nulls."""


class Table:
    """Columns of one length, held by the core; a value that never changes.

    Any Arrow-speaking library reads it without a copy through ``__arrow_c_stream__``: ``pyarrow.table(t)``,
    ``duckdb.sql("from t")``, ``polars.DataFrame(t)``.

    Parameters
    ----------
    core
        A table of the core; users make tables with `Table.from_arrow`.

    Examples
    --------
    >>> import petasentra as ps, pyarrow as pa
    >>> t = ps.Table.from_arrow(pa.table({"desa": ["Kendalsari", "Sumobito"], "unit": [25, 136]}))
    >>> t
    Table: 2 rows, 2 columns (desa, unit)
    >>> t["unit"].sum()
    np.int64(161)
    """

    __slots__ = ("_handle",)

    def __init__(self, core: _core.Table) -> None:
        self._handle = core

    @classmethod
    def from_arrow(cls, obj: ArrowStreamExportable) -> Table:
        """Read a table from anything that has ``__arrow_c_stream__``.

        Parameters
        ----------
        obj
            A table of pyarrow, pandas, polars, DuckDB ...; geometry columns stay binary.

        Raises
        ------
        TypeError
            `obj` is no table.
        SchemaError
            The stream breaks the rules of Arrow, was consumed before, or has columns of a type we do not carry.

        Examples
        --------
        >>> import petasentra as ps, pyarrow as pa
        >>> len(ps.Table.from_arrow(pa.table({"a": [1, 2, 3]})))
        3
        """
        if isinstance(obj, Table):
            return obj
        return cls(_core.Table.from_stream(stream_source(obj)))

    @property
    def core(self) -> _core.Table:
        """The table of the core; for code of this package."""
        return self._handle

    @property
    def columns(self) -> list[str]:
        """Names of the columns, in order."""
        return self._handle.columns

    @property
    def personal(self) -> frozenset[str]:
        """Names of the columns marked as personal data; reports and maps leave them out."""
        return personal_columns(self._handle)

    def __len__(self) -> int:
        return len(self._handle)

    def __contains__(self, name: object) -> bool:
        return name in self._handle.columns

    @overload
    def __getitem__(self, key: str) -> ColumnValues: ...
    @overload
    def __getitem__(self, key: RowChoice) -> Table: ...
    def __getitem__(self, key: str | RowChoice) -> ColumnValues | Table:
        """Return a column by name, or a table of some rows by slice, mask or list.

        Numbers come as a numpy array of shape (n,) (integers with nulls as float64 with NaN), dates and times as
        datetime64, text, booleans with nulls and lists as a list with None for nulls.
        """
        if isinstance(key, str):
            return column_values(self._handle, key)
        return Table(take_rows(self._handle, self._handle, row_numbers(key, len(self))))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._handle.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> pa.Table:
        """Return a ``pyarrow.Table`` that shares the memory of this one."""
        import pyarrow as pa

        return pa.table(self._handle)

    def to_pandas(self) -> pd.DataFrame:
        """Return a pandas frame; dates become ``datetime64[ms]``."""
        return to_pandas(self.to_arrow())

    def to_pylist(self) -> list[dict[str, Any]]:
        """Return one dict a row, of plain Python values (dates as ``datetime.date``)."""
        rows: list[dict[str, Any]] = self.to_arrow().to_pylist()
        return rows

    def __repr__(self) -> str:
        names = self.columns
        shown = ", ".join(names[:8]) + (", ..." if len(names) > 8 else "")
        return f"Table: {counted(len(self), 'row')}, {counted(len(names), 'column')} ({shown})"

    def _repr_html_(self) -> str:
        caption = f"{counted(len(self), 'row')}, {counted(len(self.columns), 'column')}"
        return table_html(self._handle, caption=caption, hidden=self.personal)


PERSONAL_KEY = "petasentra:personal"


def personal_columns(table: _core.Table) -> frozenset[str]:
    """Return the names of the columns that are marked as personal data in their metadata."""
    return frozenset(name for name in table.columns if table.column_metadata(name).get(PERSONAL_KEY) == "true")


def column_values(table: _core.Table, name: str) -> ColumnValues:
    """Return a column of the core's table as numpy array or list; pyarrow reads the types numpy has no word for."""
    values = table.values(name)
    if values is None:
        import pyarrow as pa

        position = table.columns.index(name)
        return pa.table(table).column(position).to_pylist()
    return values
