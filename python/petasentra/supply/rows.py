"""Reading of what users give: tables with or without places, columns or one value for all rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import numpy as np

from petasentra.errors import OptionError, SchemaError
from petasentra.layers.row_names import id_text
from petasentra.network.inputs import layer_with_lines
from petasentra.suggesting import did_you_mean
from petasentra.supply.given_values import day_of, one_name, one_number
from petasentra.supply.units import factor_to, parse_unit, stated_in, without_time
from petasentra.supply.words import TABLE_WORDS
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra._arrow import ArrowStreamExportable
    from petasentra.crs import Crs
    from petasentra.layers.layer import Layer, LayerLike
    from petasentra.plotting.language import Words
    from petasentra.supply.units import Unit

    RowsLike = LayerLike | ArrowStreamExportable
    #: A number for all rows, the name of a column, or one of them for each period (a period that is not named has 0).
    Amount = float | str | Mapping[str, float | str]
    #: A number for all rows or the name of a column; with its unit, or in the one that its name states or is wanted.
    Cost = float | str | tuple[float | str, str]

__all__ = ["GivenRows"]


class GivenRows:
    """A table as given, asked for columns of a kind.

    Parameters
    ----------
    rows
        A layer of points, or a plain table.
    what
        Which table it is, of `petasentra.supply.words.TABLE_WORDS`.
    """

    def __init__(self, rows: RowsLike, what: str) -> None:
        self.what, self.what_id = what, TABLE_WORDS[what]
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
                f"Tabel {self.what_id} bukan tabel, melainkan {type(rows).__name__}.",
                code=101,
            ) from error

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
        return self._filled(column or "id")

    def commodities(self, given: str) -> list[str]:
        """Return the commodity of each row: one for all, or those of a column."""
        name = one_name(given, (f"komoditas {self.what_id}", f"commodity of the {self.what}"))
        return self._filled(name) if name in self else [name] * len(self)

    def _filled(self, column: str) -> list[str]:
        texts = [id_text(one) for one in self._column(column)]
        if "" in texts:
            raise SchemaError(
                f"Row {texts.index('')} of the {self.what} has nothing in the column {column!r}.",
                f"Baris {texts.index('')} pada tabel {self.what_id} kosong di kolom {column!r}.",
                hint_en="Fill it in, or leave the row out.",
                hint_id="Isi selnya, atau hilangkan barisnya.",
                code=102,
                column=column,
            )
        return texts

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
            return np.full(len(self), one_number(given, (self.what_id, self.what)))
        values = self._column(given)
        try:
            if any(isinstance(one, bool | np.bool_) for one in values):
                raise TypeError
            return np.array([np.nan if one is None else one for one in values], dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise SchemaError(
                f"The column {given!r} of the {self.what} holds no numbers.",
                f"Kolom {given!r} pada tabel {self.what_id} tidak berisi angka.",
                hint_en="petasentra.values.parse_numbers reads numbers in Indonesian writing.",
                hint_id="petasentra.values.parse_numbers membaca angka dalam tulisan Indonesia.",
                code=102,
                column=given,
            ) from error

    def measured(self, given: Cost | None, wanted: str, called: Words) -> npt.NDArray[np.float64]:
        """Return numbers in the unit that is wanted; a pair or the end of the name of a column may state another."""
        value, unit = given if isinstance(given, tuple) and len(given) == 2 else (given, None)
        stated = stated_in(value) if isinstance(value, str) and value in self else None
        numbers = self.numbers(value)
        if unit is None and stated is None:
            return numbers
        of = f"{called[0]} ({self.what_id})", f"{called[1]} ({self.what})"
        factors = [factor_to(one, wanted, of) for one in (unit, stated) if one is not None]
        if len(set(factors)) > 1:
            raise self._two_units(value, str(stated), str(unit))
        return numbers if factors[0] == 1 else numbers * factors[0]

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
            if name not in by_period:
                continue
            value = by_period[name]
            read = self._unit(value, unit)
            out[:, number] = self.numbers(value) * read.in_period(days)
            kinds.add(read.kind)
            texts.add(read.text)
        if len(kinds) > 1:
            raise OptionError(
                f"The {self.what} mix mass and volume: {', '.join(sorted(texts))}.",
                f"Jumlah {self.what_id} mencampur massa dan volume: {', '.join(sorted(texts))}.",
                code=801,
            )
        return out, np.full(len(self), kinds == {"volume"}), [", ".join(sorted(texts))] * len(self)

    def _unit(self, value: float | str, unit: str | None) -> Unit:
        stated = stated_in(value) if isinstance(value, str) else None
        texts = [one for one in (unit, stated) if one is not None]
        if not texts:
            raise OptionError(
                f"Nothing says in which unit {value!r} of the {self.what} is.",
                f"Satuan {value!r} pada {self.what_id} tidak disebut.",
                hint_en='Give unit="t/day", or name the column like supply_t_per_year.',
                hint_id='Beri unit="t/hari", atau namai kolomnya seperti supply_t_per_year.',
                code=801,
            )
        read = [parse_unit(one, (self.what_id, self.what)) for one in texts]
        asked, named = read[0], read[-1]
        if asked.of_time and not named.of_time:  # a column called "t" does not deny that it is of t/year
            asked = without_time(asked)
        if (asked.kind, asked.factor, asked.of_time) != (named.kind, named.factor, named.of_time):
            raise self._two_units(value, str(stated), str(unit))
        return read[0]

    def _two_units(self, column: object, stated: str, unit: str) -> OptionError:
        return OptionError(
            f"The column {column!r} of the {self.what} is in {stated} by its name, and in {unit} by what was asked.",
            f"Kolom {column!r} pada {self.what_id} menurut namanya dalam {stated}, tetapi diminta dalam {unit}.",
            hint_en="Leave the unit out, or use a column that names none.",
            hint_id="Hilangkan satuannya, atau pakai kolom tanpa satuan pada namanya.",
            code=801,
        )

    def _column(self, name: str) -> Sequence[object]:
        if name in self:
            column: Sequence[object] = self._table[name]
            return column
        known = self._table.columns
        raise SchemaError(
            f"The {self.what} have no column {name!r}; there are {', '.join(known) or 'none'}.",
            f"Tabel {self.what_id} tidak punya kolom {name!r}; yang ada: {', '.join(known) or '-'}.",
            **did_you_mean(name, list(known), otherwise=("", "")),
            code=101,
            column=name,
        )

    def _day(self, value: object, column: str) -> dt.date | None:
        if value is None or value == "":
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        called = f"{self.what_id}, {column}", f"{self.what}, {column}"
        return value if isinstance(value, dt.date) else day_of(str(value), called)
