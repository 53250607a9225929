"""The units of a question, read once: ids in order, places, what they are like, workers, and who does not count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

import numpy as np

from petasentra.errors import OptionError, SchemaError
from petasentra.layers.layer import Layer
from petasentra.sentra.arguments import area_texts, column_of
from petasentra.sentra.coordinate_table import layer_of_degrees
from petasentra.sentra.register_words import Groups, Workers, groups_of, joined, workers_of
from petasentra.sentra.unit_ids import first_of_twins, id_order, unit_ids
from petasentra.sentra.unit_places import Ground, metres_outside, places_of
from petasentra.sentra.words import BRANCH_WORDS
from petasentra.tables import Table
from petasentra.values import parse_kbli, parse_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from petasentra._arrow import ArrowStreamExportable
    from petasentra.layers.layer import LayerLike
    from petasentra.sentra.rule import SentraRule
    from petasentra.values.columns import ParsedColumn

    UnitsLike: TypeAlias = LayerLike | Table | ArrowStreamExportable

__all__ = ["STANDING", "UnitColumns", "Units", "layer_and_table", "read_units"]

Duplicates = Literal["leave_out", "count"]
#: Whether a unit counts, by number.
STANDING = ("counts", "no_place", "outside_boundary", "duplicate", "off_road")
COUNTS, NO_PLACE, OUTSIDE, DUPLICATE, OFF_ROAD = range(5)
#: With which the core says that a table has no geometry.
NO_GEOMETRY_CODE = 105


@dataclass(frozen=True)
class UnitColumns:
    """Columns of the units by what they mean; None where there is none."""

    product: str | None = None
    material: str | None = None
    process: str | None = None
    kbli: str | None = None
    workers: str | None = None
    unit_id: str | None = None
    name: str | None = None
    area: str | Sequence[str] | None = None

    @property
    def named(self) -> dict[str, str]:
        """The columns that were named, by what they mean; further ones of the area as ``area_2`` and so on."""
        areas = [self.area] if isinstance(self.area, str) else list(self.area or ())
        plain = {meaning: name for meaning, name in vars(self).items() if isinstance(name, str) and meaning != "area"}
        return plain | {f"area_{place}" if place > 1 else "area": name for place, name in enumerate(areas, 1)}


@dataclass(frozen=True, eq=False)
class Units:
    """The units, in the order they were given; ``order`` has their rows by id.

    ``groups`` has what the units are like, by branch of the rule; ``kbli`` the codes, where they stand for the product;
    ``standing`` whether each counts (a number of `STANDING`); ``outside_m`` how far each lies outside the boundary that
    was given.
    """

    table: Table
    title: str
    columns: UnitColumns
    ids: pa.Array
    order: npt.NDArray[np.int64]
    ground: Ground
    groups: dict[str, Groups]
    kbli: ParsedColumn | None
    workers: Workers | None
    names: pa.Array | None
    areas: list[str] | None
    standing: npt.NDArray[np.uint8]
    outside_m: npt.NDArray[np.float64] | None
    without_id: int
    repeated_ids: npt.NDArray[np.int64]
    first_of: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


def read_units(
    given: UnitsLike,
    columns: UnitColumns,
    rule: SentraRule,
    *,
    boundary: LayerLike | None,
    boundary_tolerance_m: float,
    duplicates: Duplicates,
    threads: int | None,
) -> Units:
    """Read what holds units; see `petasentra.find_sentra`."""
    layer, table = layer_and_table(given)
    title = "units" if layer is None else layer.title
    held = {meaning: column_of(table, name, meaning) for meaning, name in vars(columns).items() if meaning != "area"}
    count = len(table)
    ground = Ground(np.full((count, 2), np.nan), True, None) if layer is None else places_of(layer)
    kbli = None if held["kbli"] is None or held["product"] is not None else parse_kbli(held["kbli"])
    groups = _groups(held, kbli, rule)
    workers = None if held["workers"] is None else workers_of(held["workers"])
    names = None if held["name"] is None else parse_texts(held["name"])
    ids, keys, without_id = unit_ids(held["unit_id"], count)
    order = id_order(ids, keys, ground, groups, names)
    standing = np.where(np.isfinite(ground.xy).all(axis=1), COUNTS, NO_PLACE).astype(np.uint8)
    outside = None
    if boundary is not None:
        outside = metres_outside(ground, boundary, threads)
        standing[outside > boundary_tolerance_m] = OUTSIDE
    first_of, repeated = first_of_twins(ids, names, ground, order)
    if duplicates == "leave_out":
        standing[first_of >= 0] = DUPLICATE
    return Units(
        table, title, columns, ids, order, ground, groups, kbli, workers, names,
        area_texts(table, columns.area), standing, outside, without_id, repeated, first_of,
    )  # fmt: skip


def layer_and_table(given: UnitsLike) -> tuple[Layer | None, Table]:
    """Return a layer and its attributes; no layer where there is neither geometry nor columns of degrees.

    Raises
    ------
    OptionError
        It is neither a layer nor a table.
    """
    if isinstance(given, Table):
        return _with_degrees(given)
    if not (isinstance(given, Layer) or hasattr(given, "__arrow_c_stream__") or hasattr(given, "to_arrow")):
        raise OptionError(
            f"units is a {type(given).__name__}: give a Layer, a GeoDataFrame or a table.",
            f"units berupa {type(given).__name__}: berikan Layer, GeoDataFrame, atau tabel.",
            code=801,
        )
    try:
        layer = Layer.from_arrow(cast("ArrowStreamExportable", given))
    except SchemaError as error:
        if error.code != NO_GEOMETRY_CODE or not hasattr(given, "__arrow_c_stream__"):
            raise
        return _with_degrees(Table.from_arrow(cast("ArrowStreamExportable", given)))
    return layer, layer.table


def _with_degrees(table: Table) -> tuple[Layer | None, Table]:
    """Return a table with its points where columns hold degrees; else without places, and every row stays."""
    return layer_of_degrees(table), table


def _listed(names: Sequence[str], lang: int) -> str:
    told = [BRANCH_WORDS[one][lang] for one in names]
    return (", atau ", ", or ")[lang].join([one for one in (", ".join(told[:-1]), told[-1]) if one])


def _groups(held: dict[str, pa.Array | None], kbli: ParsedColumn | None, rule: SentraRule) -> dict[str, Groups]:
    """Return the groups of every branch that has a column; joined into one where the rule asks for all."""
    found: dict[str, Groups] = {}
    for branch in rule.branches:
        given = held[branch.name]
        if given is not None:
            found[branch.name] = groups_of(given)
        elif branch.name == "product" and kbli is not None:
            found["product"] = groups_of(kbli.values)
    missing = [branch.name for branch in rule.branches if branch.name not in found]
    if not found or (rule.connector == "all" and missing):
        raise OptionError(
            f"No column is named for {_listed(missing, 1)}.",
            f"Belum disebut kolom mana yang memuat {_listed(missing, 0)}.",
            hint_en="Name columns of the units: product=, material=, process=; or kbli= in place of product=.",
            hint_id="Sebut kolom unit: product=, material=, process=; atau kbli= sebagai ganti product=.",
            code=801,
        )
    if rule.connector == "all":
        return {"+".join(found): joined(list(found.values()))}
    return found
