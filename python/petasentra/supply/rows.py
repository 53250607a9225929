"""Reading of what users give: tables with or without places, columns or one value for all rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import numpy as np

from petasentra import _core
from petasentra._row_names import id_text
from petasentra.errors import OptionError, SchemaError
from petasentra.network.inputs import layer_with_lines
from petasentra.supply.units import parse_unit, unit_of_column
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra._arrow import ArrowStreamExportable
    from petasentra.crs import Crs
    from petasentra.layers import Layer, LayerLike
    from petasentra.supply.units import Unit

    RowsLike = LayerLike | ArrowStreamExportable
    #: A number for all rows, the name of a column, or one of them for each period (a period that is not named has 0).
    Amount = float | str | Mapping[str, float | str]

__all__ = ["GivenRows"]


class GivenRows:
    """A table as given, asked for columns of a kind.

    Parameters
    ----------
    rows
        A layer of points, or a plain table.
    what
        How errors call it.
    """

    def __init__(self, rows: RowsLike, what: str) -> None:
        try:
            self.layer: Layer | None = layer_with_lines(rows)
            self._table = (
                Table(self.layer.core.table)
                if self.layer is not None
                else Table.from_arrow(cast("ArrowStreamExportable", rows))
            )
        except TypeError as error:
            raise SchemaError(
                f"The {what} are no table but {type(rows).__name__}.",
                f"{what} bukan tabel, melainkan {type(rows).__name__}.",
                code=101,
            ) from error
        self.what = what

    @property
    def table(self) -> Table:
        """The columns."""
        return self._table

    def __len__(self) -> int:
        return len(self._table)

    def __contains__(self, name: str) -> bool:
        return name in self._table.columns

    def places(self, crs: Crs | None) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return x and y in a CRS; NaN where there is no place or no CRS to have it in."""
        if crs is None or self.layer is None:
            return np.full(len(self), np.nan), np.full(len(self), np.nan)
        xy = np.full((len(self), 2), np.nan)
        there = np.diff(self.layer.core.geometry_arrays()["part_of_row"]) > 0
        if there.any():
            xy[there] = self.layer[there].to_crs(crs).points_xy()
        return xy[:, 0].copy(), xy[:, 1].copy()

    def ids(self, column: str | None) -> list[str]:
        """Return ids as texts: those of the column, else of ``id``, else the numbers of the rows."""
        if column is None and "id" not in self:
            return [str(row) for row in range(len(self))]
        return [id_text(one) for one in self._column(column or "id")]

    def texts(self, given: str | None, default: str = "") -> list[str]:
        """Return a column of texts; a text that names no column stands in every row."""
        if given is None:
            return [default] * len(self)
        if given not in self:
            return [given] * len(self)
        return [id_text(one) for one in self._column(given)]

    def column_texts(self, column: str, *, needed: bool = True) -> list[str]:
        """Return a column of texts that has its fixed name; empty texts if it is not needed and not there."""
        return [""] * len(self) if not needed and column not in self else [id_text(one) for one in self._column(column)]

    def numbers(self, given: float | str | None, default: float = np.nan) -> npt.NDArray[np.float64]:
        """Return a column of numbers, or one number for every row; NaN where a cell is empty."""
        if given is None:
            return np.full(len(self), default)
        if not isinstance(given, str):
            return np.full(len(self), one_number(given, self.what))
        values = self._column(given)
        try:
            return np.array([np.nan if one is None else one for one in values], dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise SchemaError(
                f"The column {given!r} of the {self.what} holds no numbers.",
                f"Kolom {given!r} pada {self.what} tidak berisi angka.",
                hint_en="petasentra.values.parse_numbers reads numbers in Indonesian writing.",
                hint_id="petasentra.values.parse_numbers membaca angka dalam tulisan Indonesia.",
                code=102,
                column=given,
            ) from error

    def marks(self, column: str) -> list[bool | None]:
        """Return a column of true and false that may be missing."""
        if column not in self:
            return [None] * len(self)
        return [None if one is None else bool(one) for one in self._column(column)]

    def days(self, column: str) -> list[dt.date | None]:
        """Return a column of dates that may be missing; texts as 2026-01-31."""
        if column not in self:
            return [None] * len(self)
        return [self._day(one, column) for one in self._table.to_arrow().column(column).to_pylist()]

    def amounts(
        self, given: Amount, unit: str | None, periods: Mapping[str, float]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_], list[str]]:
        """Return amounts of each period in t (or m3), shape (rows, periods), which are m3, and the unit of each row."""
        by_period = given if isinstance(given, Mapping) else dict.fromkeys(periods, given)
        strange = [name for name in by_period if name not in periods]
        if strange:
            raise OptionError(
                f"There is no period {strange[0]!r}; there are {', '.join(periods)}.",
                f"Tidak ada periode {strange[0]!r}; yang ada: {', '.join(periods)}.",
                code=801,
            )
        out = np.zeros((len(self), len(periods)))
        kinds, texts = set(), set()
        for number, (name, days) in enumerate(periods.items()):
            value = by_period.get(name)
            if value is None:
                continue
            read = self._unit(value, unit)
            out[:, number] = self.numbers(value) * read.in_period(days)
            kinds.add(read.kind)
            texts.add(read.text)
        if len(kinds) > 1:
            raise OptionError(
                f"The {self.what} mix mass and volume: {', '.join(sorted(texts))}.",
                f"{self.what} mencampur massa dan volume: {', '.join(sorted(texts))}.",
                code=801,
            )
        return out, np.full(len(self), kinds == {"volume"}), [", ".join(sorted(texts))] * len(self)

    def _unit(self, value: float | str, unit: str | None) -> Unit:
        stated = unit_of_column(value) if isinstance(value, str) else None
        if unit is not None:
            return parse_unit(unit)
        if stated is not None:
            return stated
        raise OptionError(
            f"Nothing says in which unit {value!r} of the {self.what} is.",
            f"Satuan {value!r} pada {self.what} tidak disebut.",
            hint_en='Give unit="t/day", or name the column like supply_t_per_year.',
            hint_id='Beri unit="t/hari", atau namai kolomnya seperti supply_t_per_year.',
            code=801,
        )

    def _column(self, name: str) -> Sequence[object]:
        if name in self:
            column: Sequence[object] = self._table[name]
            return column
        known = self._table.columns
        near = _core.nearest(name, list(known))
        raise SchemaError(
            f"The {self.what} have no column {name!r}; there are {', '.join(known) or 'none'}.",
            f"{self.what} tidak punya kolom {name!r}; yang ada: {', '.join(known) or '-'}.",
            hint_en=f"Did you mean {near!r}?" if near else "",
            hint_id=f"Maksudnya {near!r}?" if near else "",
            code=101,
            column=name,
        )

    def _day(self, value: object, column: str) -> dt.date | None:
        if value is None or value == "":
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        return value if isinstance(value, dt.date) else day_of(str(value), f"{self.what}, {column}")


def one_number(value: object, what: str) -> float:
    """Return a number a user gave, or say that it is none."""
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise OptionError(f"{what}: {value!r} is no number.", f"{what}: {value!r} bukan angka.", code=801) from error


def day_of(value: dt.date | str, what: str) -> dt.date:
    """Return a day given as a date or as text, or say that it is none."""
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise OptionError(
            f"{what}: {value!r} is no date such as 2026-01-31.",
            f"{what}: {value!r} bukan tanggal seperti 2026-01-31.",
            code=801,
        ) from error
