"""A chain from a folder of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from petasentra.errors import OptionError, SchemaError
from petasentra.files.load_report import Note
from petasentra.inputs.chain_tables import (
    GivenTable,
    amount_columns,
    find_tables,
    named_cell,
    price_columns,
    read_table,
)
from petasentra.inputs.columns import columns_of
from petasentra.inputs.roads import NAME_COLUMNS, RoadsRead, read_roads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from petasentra.supply.chain import SupplyChain
    from petasentra.values import NumberStyle


@dataclass(frozen=True)
class RoadsAsked:
    """How roads are read: as the options of ``petasentra access``."""

    path: Path | None
    columns: Sequence[str]
    tolerance_m: float
    crossings: bool
    layer: str | None
    crs: str | None
    limit_m: float
    without_class: str | None


@dataclass(frozen=True)
class ChainRead:
    """A chain, its roads if it has any, its files by table, and notes."""

    chain: SupplyChain
    roads: RoadsRead | None
    files: dict[str, Path]
    notes: tuple[Note, ...]


def read_chain(folder: Path, asked: RoadsAsked, *, numbers: NumberStyle | None, threads: int | None) -> ChainRead:
    """Read the tables of a folder and put them together.

    Raises
    ------
    SchemaError
        A table or a column is missing, or a cell is not what its column says.
    OptionError
        There are neither roads nor legs, or both.
    """
    import petasentra as ps

    files, others = find_tables(folder)
    tables = {name: read_table(path, numbers) for name, path in files.items() if name not in ("roads", "floods")}
    roads_file = asked.path or files.get("roads")
    if roads_file is not None and "legs" in tables:
        raise OptionError(
            f"There are roads ({roads_file.name}) and a table of legs ({files['legs'].name}): only one is needed.",
            f"Ada jalan ({roads_file.name}) dan tabel rute ({files['legs'].name}): hanya salah satu yang diperlukan.",
            code=801,
        )
    if roads_file is None and "legs" not in tables:
        raise OptionError(
            f"{folder} has neither roads nor legs.",
            f"{folder} tidak memuat jalan maupun rute.",
            hint_en="Give --roads, or put legs.csv (from_id, to_id, km) into the folder.",
            hint_id="Beri --roads, atau letakkan rute.csv (from_id, to_id, km) ke dalam folder.",
            code=801,
        )
    for name in ("sources", "markets"):
        if name not in tables:
            raise SchemaError(
                f"{folder} has no table {name}.",
                f"{folder} tidak memuat tabel {name}.",
                hint_en="Tables are found by the names of their files; see docs/howto/supply-chains.md.",
                hint_id="Tabel dikenali dari nama berkasnya; lihat docs/howto/supply-chains.md.",
                code=101,
                file=str(folder),
            )
    periods = _periods(tables.get("periods"))
    roads = None
    options: dict[str, Any] = {"periods": periods, "threads": threads}
    if roads_file is not None:
        roads = read_roads(
            roads_file, columns=asked.columns, tolerance_m=asked.tolerance_m, crossings=asked.crossings,
            layer=asked.layer, crs=asked.crs,
        )  # fmt: skip
        options |= {"network": roads.network, "limit_m": asked.limit_m, "without_class": asked.without_class}
        chain = ps.SupplyChain(**options)
    else:
        with columns_of(files["legs"]):
            chain = ps.SupplyChain(legs=tables["legs"].rows, **options)
    names = list(periods or {})
    for name, add in _ADD.items():
        if name in tables:
            with columns_of(files[name]):
                add(chain, tables[name], names)
    return ChainRead(chain, roads, files, _notes(others))


def _periods(table: GivenTable | None) -> dict[str, float] | None:
    if table is None:
        return None
    _needed(table, "name", "days")
    return {str(name): days for name, days in zip(table.values("name"), table.values("days"), strict=True)}


def _commodities(chain: SupplyChain, table: GivenTable, periods: list[str]) -> None:
    del periods
    _needed(table, "name")
    for row in table.rows.to_pylist():
        chain.add_commodity(
            row["name"],
            b3=bool(row.get("b3")),
            density_t_per_m3=row.get("density_t_per_m3"),
            waste_code=row.get("waste_code") or "",
            leftover_idr_per_t=row.get("leftover_idr_per_t") or 0.0,
        )


def _sources(chain: SupplyChain, table: GivenTable, periods: list[str]) -> None:
    amount = _amount(table, periods)
    for leaves, rows in _groups(table, [bool(one) for one in table.values("must_leave")]):
        chain.add_sources(
            rows,
            _commodity(table),
            amount,
            id=_id(table),
            must_leave=leaves,
            idr_per_t=_price(table, "idr_per_t"),
        )


def _processors(chain: SupplyChain, table: GivenTable, periods: list[str]) -> None:
    _needed(table, "recipe")
    for recipe, rows in _groups(table, [str(one or "") for one in table.values("recipe")]):
        chain.add_processors(
            rows,
            _recipe(table, recipe),
            amount_columns(table, periods),
            id=_id(table),
            idr_per_t=_price(table, "idr_per_t"),
            fixed_idr=_number(table, "fixed_idr", 0.0),
            sentra=_column(table, "sentra"),
            stock=_column(table, "stock_t"),
        )


def _storages(chain: SupplyChain, table: GivenTable, periods: list[str]) -> None:
    del periods
    chain.add_storages(
        table.taken([True] * len(table.rows)),
        _commodity(table),
        _amount(table, []),
        id=_id(table),
        loss_share=_number(table, "loss_share", 0.0),
        idr_per_t=_price(table, "idr_per_t"),
        initial=_number(table, "initial_t", 0.0),
    )


def _markets(chain: SupplyChain, table: GivenTable, periods: list[str]) -> None:
    amount = _amount(table, periods)
    for purpose, rows in _groups(table, [str(one or "use") for one in table.values("purpose")]):
        chain.add_markets(
            rows,
            _commodity(table),
            amount,
            id=_id(table),
            unmet_penalty_idr=_price(table, "unmet_penalty_idr", None),
            purpose=purpose,
            stock=_column(table, "stock_t"),
        )


def _vehicles(chain: SupplyChain, table: GivenTable, periods: list[str]) -> None:
    del periods
    _needed(table, "name")
    numbers = {"idr_per_t_km": 0.0, "idr_per_hour": 0.0, "idr_per_trip": 0.0, "payload_t": 1.0}
    for row in table.rows.to_pylist():
        costs = {name: default if row.get(name) is None else row[name] for name, default in numbers.items()}
        chain.add_vehicle(
            row["name"],
            profile=row.get("profile") or "heavy_truck",
            b3_licensed=bool(row.get("b3_licensed")),
            g_co2_per_t_km=row.get("g_co2_per_t_km"),
            **costs,
        )


_ADD: dict[str, Any] = {
    "commodities": _commodities,
    "sources": _sources,
    "processors": _processors,
    "storages": _storages,
    "markets": _markets,
    "vehicles": _vehicles,
    "permits": lambda chain, table, _: chain.add_permits(table.rows),
    "leg_limits": lambda chain, table, _: chain.add_leg_limits(table.rows),
    "movements": lambda chain, table, _: chain.add_movements(table.rows),
}


def _groups(table: GivenTable, keys: list[Any]) -> list[tuple[Any, Any]]:
    """Return the rows of each key, in the order in which keys first appear."""
    return [(key, table.taken([one == key for one in keys])) for key in dict.fromkeys(keys)]


def _recipe(table: GivenTable, text: str) -> dict[str, float]:
    """Read ``slag=-1; ingot=0.269``."""
    shares = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        name, _, share = part.partition("=")
        try:
            shares[name.strip()] = float(share.strip().replace(",", "."))
        except ValueError:
            row = table.values("recipe").index(text)
            raise named_cell(
                table, row, "recipe", f"{part!r} is not like slag=-1; ingot=0.269.",
                f"{part!r} tidak seperti slag=-1; ingot=0.269.",
            ) from None  # fmt: skip
    return shares


def _id(table: GivenTable) -> str:
    found = next((name for name in NAME_COLUMNS if name in table), None)
    if found is None:
        _needed(table, "id")
    return found or "id"


def _commodity(table: GivenTable) -> str:
    _needed(table, "commodity")
    return "commodity"


def _amount(table: GivenTable, periods: list[str]) -> Any:  # noqa: ANN401  (an Amount)
    found = amount_columns(table, periods)
    if found is None:
        raise SchemaError(
            "No column holds amounts.",
            "Tidak ada kolom yang memuat jumlah.",
            hint_en="End its name with the unit, such as t_per_year or supply_kg_per_day.",
            hint_id="Akhiri namanya dengan satuan, misalnya t_per_tahun atau pasokan_kg_per_hari.",
            code=101,
            file=str(table.path),
        )
    return found


def _column(table: GivenTable, name: str) -> str | None:
    return name if name in table else None


def _number(table: GivenTable, name: str, default: float) -> str | float:
    return name if name in table else default


def _price(table: GivenTable, name: str, default: float | None = 0.0) -> Any:  # noqa: ANN401  (a Cost)
    """Return the column with the cost of a tonne: by its name, else by the unit at its end."""
    found = [name] if name in table else price_columns(table)
    if len(found) > 1:
        raise SchemaError(
            f"Several columns hold costs of a tonne: {', '.join(found)}.",
            f"Beberapa kolom memuat biaya per ton: {', '.join(found)}.",
            hint_en=f"Keep one, or name the one that counts {name}.",
            hint_id=f"Sisakan satu, atau namai yang berlaku {name}.",
            code=101,
            file=str(table.path),
            column=found[1],
        )
    return found[0] if found else default


def _needed(table: GivenTable, *names: str) -> None:
    for name in names:
        if name not in table:
            known = ", ".join(table.rows.column_names)
            raise SchemaError(
                f"There is no column {name!r}; there are {known}.",
                f"Tidak ada kolom {name!r}; yang ada: {known}.",
                code=101,
                file=str(table.path),
                column=name,
            )


def _notes(others: Sequence[str]) -> tuple[Note, ...]:
    if not others:
        return ()
    shown = ", ".join(others)
    return (
        Note(
            "FILES_NOT_READ",
            f"Tidak dibaca, karena namanya bukan nama tabel: {shown}.",
            f"Not read, because their names are no names of tables: {shown}.",
        ),
    )
