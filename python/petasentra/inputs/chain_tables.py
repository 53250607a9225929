"""The tables of a chain: found by their names, columns read as what their names say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from petasentra.errors import PetasentraError, SchemaError
from petasentra.supply.units import stated_in, unit_of_column
from petasentra.unit_registry import dimension_words, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pyarrow as pa

    from petasentra.layers.layer import Layer
    from petasentra.values import NumberStyle

#: Table -> what its file is called in Indonesian.
TABLES = {
    "sources": "sumber", "processors": "pengolah", "storages": "gudang", "markets": "pembeli",
    "commodities": "komoditas", "vehicles": "kendaraan", "permits": "izin", "movements": "dokumen",
    "leg_limits": "batas-rute", "periods": "periode", "legs": "rute", "roads": "jalan", "floods": "banjir",
}  # fmt: skip
_SHEETS = (".csv", ".xlsx", ".xlsm")
_MARKS = frozenset({"synthetic", "verified", "must_leave", "b3", "b3_licensed"})
#: Columns of numbers that are no amounts of the chain.
PLAIN_NUMBERS = frozenset({
    "idr_per_t", "fixed_idr", "stock_t", "loss_share", "initial_t", "unmet_penalty_idr", "density_t_per_m3",
    "leftover_idr_per_t", "idr_per_t_km", "idr_per_hour", "idr_per_trip", "payload_t", "days", "g_co2_per_t_km",
    "km", "minutes",
})  # fmt: skip
_TRUE, _FALSE = frozenset({"true", "1", "ya", "yes"}), frozenset({"false", "0", "tidak", "no"})
_NO_PLACES = 105
_UNREADABLE = 102


@dataclass(frozen=True)
class GivenTable:
    """A table and its file; a layer where its rows have places."""

    path: Path
    rows: pa.Table
    layer: Layer | None = None

    def __contains__(self, name: str) -> bool:
        return name in self.rows.column_names

    def values(self, name: str) -> list[Any]:
        """Return a column as Python values; nulls if it is not there."""
        return self.rows.column(name).to_pylist() if name in self else [None] * len(self.rows)

    def taken(self, chosen: list[bool]) -> Any:  # noqa: ANN401  (a Layer or a pyarrow.Table)
        """Return some of the rows, as what `petasentra.SupplyChain` takes."""
        import pyarrow as pa

        rows = self.rows.filter(pa.array(chosen, pa.bool_()))
        if self.layer is None:
            return rows
        from petasentra.layers.layer import Layer

        return Layer.from_arrow(rows, geometry=self.layer.geometry_name)


def find_tables(folder: Path) -> tuple[dict[str, Path], list[str]]:
    """Return the files of a folder by the table they hold, and the names of those that hold none.

    Raises
    ------
    SchemaError
        Two files hold one table.
    IoError
        There is no such folder.
    """
    from petasentra.errors import IoError

    if not folder.is_dir():
        raise IoError(
            f"{folder} is no folder.",
            f"{folder} bukan folder.",
            hint_en=f"Give a folder with files such as {', '.join(f'{name}.csv' for name in list(TABLES)[:4])}.",
            hint_id=f"Berikan folder dengan berkas seperti {', '.join(f'{n}.csv' for n in list(TABLES.values())[:4])}.",
            file=str(folder),
        )
    table_of = {name: name for name in TABLES} | {name: table for table, name in TABLES.items()}
    found: dict[str, Path] = {}
    others = []
    for path in sorted(folder.iterdir()):
        table = table_of.get(path.name.partition(".")[0].casefold().replace("leg-limits", "leg_limits"))
        if table is None or not path.is_file():
            others.append(path.name)
        elif table in found:
            raise SchemaError(
                f"{found[table].name} and {path.name} hold the same table, {table}.",
                f"{found[table].name} dan {path.name} memuat tabel yang sama, {TABLES[table]}.",
                code=101,
                file=str(path),
            )
        else:
            found[table] = path
    return found, others


def read_table(path: Path, numbers: NumberStyle | None) -> GivenTable:
    """Read a table; numbers, and what is true or false, by the names of columns, the rest as text.

    Raises
    ------
    SchemaError
        A cell is no number, or one that may mean two, or neither true nor false.
    """
    import petasentra as ps

    try:
        layer = ps.read_layer(path)
    except SchemaError as error:
        if error.code != _NO_PLACES or path.suffix.lower() not in _SHEETS:
            raise
        return GivenTable(path, _typed(_sheet(path), path, numbers))
    layer = _as_points(layer)
    return GivenTable(path, _typed(layer.to_arrow(), path, numbers), layer)


def amount_columns(table: GivenTable, periods: list[str]) -> dict[str, str] | str | None:
    """Return the column with amounts, or that of each period; None if there is none.

    Raises
    ------
    SchemaError
        There are several, and they do not begin with the names of periods.
    """
    names = [name for name in table.rows.column_names if _is_amount(name)]
    of_periods = {period: name for period in periods for name in names if name.startswith(f"{period}_")}
    rest = [name for name in names if name not in of_periods.values()]
    if of_periods and not rest:
        return of_periods
    if len(names) > 1:
        raise SchemaError(
            f"Several columns hold amounts: {', '.join(names)}.",
            f"Beberapa kolom memuat jumlah: {', '.join(names)}.",
            hint_en="Keep one, or begin each with the name of its period, such as panen_t.",
            hint_id="Sisakan satu, atau awali masing-masing dengan nama periodenya, misalnya panen_t.",
            code=101,
            file=str(table.path),
            column=names[1],
        )
    return names[0] if names else None


def price_columns(table: GivenTable) -> list[str]:
    """Return the columns whose names end with money for a mass or volume, such as ``harga_rp_per_kg``."""
    return [name for name in table.rows.column_names if name not in PLAIN_NUMBERS and _is_price(name)]


def named_cell(table: GivenTable, row: int, column: str, english: str, indonesian: str) -> PetasentraError:
    """Return the error that a cell makes no sense."""
    return SchemaError(
        f"Row {row + 1}, {column}: {english}",
        f"Baris {row + 1}, {column}: {indonesian}",
        code=_UNREADABLE,
        file=str(table.path),
        column=column,
    )


def _is_amount(name: str) -> bool:
    return name not in PLAIN_NUMBERS and unit_of_column(name) is not None


def _is_price(name: str) -> bool:
    stated = stated_in(name)
    unit = None if stated is None else read(stated)
    return unit is not None and dimension_words(unit)[1] in ("money per mass", "money per volume")


def _sheet(path: Path) -> pa.Table:
    import pyarrow as pa

    from petasentra.formats.sheets import read_sheets

    sheet = read_sheets(str(path))[0]
    columns = [[None if row[place] in (None, "") else str(row[place]) for row in sheet.rows]
               for place in range(len(sheet.columns))]  # fmt: skip
    return pa.table({name: pa.array(cells, pa.string()) for name, cells in zip(sheet.columns, columns, strict=True)})


def _as_points(layer: Layer) -> Layer:
    from petasentra.layers.layer import Layer

    frame = layer.to_geopandas()
    if set(frame.geometry.geom_type.dropna()) <= {"Point"}:
        return layer
    return Layer.from_geopandas(frame.set_geometry(frame.geometry.representative_point()))


def _typed(rows: pa.Table, path: Path, numbers: NumberStyle | None) -> pa.Table:
    import pyarrow as pa

    for place, name in enumerate(rows.column_names):
        column = rows.column(name)
        if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
            continue
        read: Callable[[list[Any], str, Path], pa.Array] | None = None
        if name in PLAIN_NUMBERS or _is_amount(name) or _is_price(name):
            rows = rows.set_column(place, name, _numbers(column.to_pylist(), name, path, numbers))
        elif name in _MARKS:
            read = _marks
        if read is not None:
            rows = rows.set_column(place, name, read(column.to_pylist(), name, path))
    return rows


def _numbers(cells: list[Any], name: str, path: Path, style: NumberStyle | None) -> pa.Array:
    from petasentra.values import parse_numbers

    found = parse_numbers(cells, style=style)
    for row in (found.unreadable | found.ambiguous).nonzero()[0][:1]:
        unclear = bool(found.ambiguous[row])
        raise SchemaError(
            f"{cells[row]!r} {'may be two different numbers' if unclear else 'is no number'} (row {row + 1}).",
            f"{cells[row]!r} {'dapat berarti dua angka' if unclear else 'bukan angka'} (baris {row + 1}).",
            hint_en="Say how numbers are written: --numbers id (1.500,5) or --numbers en (1,500.5)." if unclear else "",
            hint_id="Sebutkan cara menulis angka: --numbers id (1.500,5) atau --numbers en (1,500.5)."
            if unclear
            else "",
            code=_UNREADABLE,
            file=str(path),
            column=name,
        )
    return found.values


def _marks(cells: list[Any], name: str, path: Path) -> pa.Array:
    import pyarrow as pa

    known = dict.fromkeys(_TRUE, True) | dict.fromkeys(_FALSE, False)
    words = [None if cell is None or not cell.strip() else cell.strip().casefold() for cell in cells]
    for row, word in enumerate(words):
        if word is not None and word not in known:
            raise SchemaError(
                f"{cells[row]!r} is neither true nor false (row {row + 1}).",
                f"{cells[row]!r} bukan true atau false (baris {row + 1}).",
                code=_UNREADABLE,
                file=str(path),
                column=name,
            )
    return pa.array([None if word is None else known[word] for word in words], pa.bool_())
