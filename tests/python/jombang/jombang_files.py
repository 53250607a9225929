"""The files of the bundled study area, read without petasentra: by geopandas, csv and tomllib."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import geopandas as gpd

REPOSITORY = Path(__file__).resolve().parents[3]
FOLDER = REPOSITORY / "data" / "jombang"
PLANS = ("2009", "2021")
UTM = 32749


def layer(name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(FOLDER / name)


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def matrix(year: str) -> tuple[list[str], dict[str, dict[str, str]]]:
    """Zone codes in their order, and by activity the cell of each."""
    with (FOLDER / f"permissions-{year}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return rows[0][1:], {row[0]: dict(zip(rows[0][1:], row[1:], strict=True)) for row in rows[1:]}


def instruments() -> list[dict[str, Any]]:
    """The regulations of the pack, in the order it names them."""
    pack = toml("pack.toml")
    return [toml(name) for name in pack["pack"]["instruments"]]
