"""Chains in the form of freight tools: tables of facilities with what goes in and out of each.

A row is a facility, a commodity, an amount with its unit, and ``i`` or ``o``. Producers have outputs, destinations
inputs; the rows of a processor together are its recipe, and its inputs its capacity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import SchemaError
from petasentra.supply.rows import GivenRows
from petasentra.supply.units import parse_unit, time_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from petasentra.supply.building import ChainSites
    from petasentra.supply.rows import RowsLike
    from petasentra.tables import Table

__all__ = ["add_facility_tables"]

_TYPES = {"raw_material_producer": "source", "processor": "processor", "ultimate_destination": "market"}
_COLUMNS = ("facility_name", "facility_type", "commodity", "units", "io")


def add_facility_tables(
    chain: ChainSites,
    tables: Sequence[RowsLike],
    places: RowsLike,
    densities: Mapping[str, float],
    unmet_penalty_idr: float | None,
) -> None:
    """Add what the tables say; see `petasentra.SupplyChain.add_facilities`."""
    rows = [row for given in tables for row in _read(GivenRows(given, "facilities"))]
    for row in rows:
        unit = parse_unit(row["units"], (row["name"], row["name"]))
        time = time_of(row["units"])
        row["unit"] = f"t/{time}" if time else "t"
        of_mass = parse_unit(row["unit"])
        row["t"] = row["value"] * float(unit.factor / of_mass.factor)
        if unit.kind == "volume":
            if row["commodity"] not in densities:
                name = row["commodity"]
                raise SchemaError(
                    f"{row['name']}: {name} is in {row['units']}, and no density of it is given.",
                    f"{row['name']}: {name} dalam {row['units']}, dan berat jenisnya tidak diberikan.",
                    hint_en=f"Give densities={{{name!r}: ...}} in t/m3.",
                    hint_id=f"Beri densities={{{name!r}: ...}} dalam t/m3.",
                    code=102,
                    feature=row["name"],
                )
            row["t"] *= densities[row["commodity"]]
    located = _Places(places, sorted({row["name"] for row in rows}))
    for row in rows:
        if row["kind"] == "source":
            chain.add_sources(located.of(row["name"]), row["commodity"], row["t"], unit=row["unit"], id="facility_name")
        elif row["kind"] == "market":
            chain.add_markets(
                located.of(row["name"]), row["commodity"], row["t"], unit=row["unit"], id="facility_name",
                unmet_penalty_idr=unmet_penalty_idr,
            )  # fmt: skip
    for name in sorted({row["name"] for row in rows if row["kind"] == "processor"}):
        mine = [row for row in rows if row["name"] == name]
        if len({row["unit"] for row in mine}) > 1:
            raise SchemaError(
                f"The rows of the processor {name} are of different times: {', '.join(row['units'] for row in mine)}.",
                f"Baris pengolah {name} memakai waktu yang berbeda: {', '.join(row['units'] for row in mine)}.",
                code=102,
                feature=name,
            )
        recipe: dict[str, float] = {}
        for row in mine:
            recipe[row["commodity"]] = recipe.get(row["commodity"], 0.0) + (row["t"] if row["io"] == "o" else -row["t"])
        inputs = -sum(share for share in recipe.values() if share < 0)
        chain.add_processors(located.of(name), recipe, inputs, unit=mine[0]["unit"], id="facility_name")


def _read(given: GivenRows) -> list[dict[str, Any]]:
    """Return the rows with what they mean, or say what they lack."""
    texts = {name: given.column_texts(name) for name in _COLUMNS}
    values = given.numbers("value")
    out = []
    for row in range(len(given)):
        kind, io = texts["facility_type"][row].strip().lower(), texts["io"][row].strip().lower()
        expected = {"source": "o", "market": "i"}.get(_TYPES.get(kind, ""), io)
        if kind not in _TYPES or io not in ("i", "o") or io != expected:
            raise SchemaError(
                f"Row {row}: a facility of type {kind!r} cannot have io {io!r}.",
                f"Baris {row}: fasilitas berjenis {kind!r} tidak dapat memiliki io {io!r}.",
                hint_en=f"Types are {', '.join(_TYPES)}; producers have o, destinations i, processors both.",
                hint_id=f"Jenisnya {', '.join(_TYPES)}; penghasil memakai o, tujuan i, pengolah keduanya.",
                code=102,
                feature=texts["facility_name"][row],
            )
        out.append({
            "name": texts["facility_name"][row], "kind": _TYPES[kind], "commodity": texts["commodity"][row],
            "units": texts["units"][row], "io": io, "value": float(values[row]),
        })  # fmt: skip
    return out


class _Places:
    """Where facilities are, by name."""

    def __init__(self, places: RowsLike, names: Sequence[str]) -> None:
        self._given = GivenRows(places, "places of facilities")
        rows = self._given.column_texts("facility_name")
        self._row = {name: row for row, name in reversed(list(enumerate(rows)))}
        missing = [name for name in names if name not in self._row]
        if missing:
            raise SchemaError(
                f"The facility {missing[0]!r} has no place.",
                f"Fasilitas {missing[0]!r} tidak memiliki tempat.",
                code=102,
                feature=missing[0],
            )

    def of(self, name: str) -> RowsLike:
        row = np.array([self._row[name]])
        if self._given.layer is not None:
            return self._given.layer[row]
        table: Table = self._given.table[row]
        return table
