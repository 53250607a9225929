"""Areas under water, read: which of them are one case, which roads each closes or slows, which sites stand within.

A road is met where any of its section lies in an area or on its border, and is then closed from junction to junction;
the same holds for a site on the border. What lies under several areas of a case suffers the worst of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra import _core
from petasentra.errors import OptionError, SchemaError
from petasentra.network.inputs import given_layer
from petasentra.network.scenario_edges import of_class
from petasentra.suggesting import did_you_mean
from petasentra.supply.flood_options import share_of_speed
from petasentra.zoning.places import known_crs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt

    from petasentra.layers.layer import Layer, LayerLike
    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork
    from petasentra.tables import Table

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

__all__ = ["Flood", "FloodAreas", "read_areas"]

#: Columns that hold names, the first that is there.
_NAMES = ("name", "nama", "id")
_AREAS = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, eq=False)
class Flood:
    """One case: its rows, the edges it closes, those it slows by the share of speed left, and bridges left open.

    ``inside`` are the sites that stand within; ``has_ground`` is False where all of its rows are empty.
    """

    name: str
    rows: Indices
    closed: Indices
    slowed: tuple[tuple[float, Indices], ...]
    above: Indices
    inside: Indices
    has_ground: bool
    synthetic: bool | None

    @property
    def touched(self) -> Indices:
        """All edges that are closed or slowed, ascending."""
        return np.sort(np.concatenate([self.closed, *(edges for _, edges in self.slowed)]))


@dataclass(frozen=True, eq=False)
class FloodAreas:
    """Areas in the CRS of the roads, the rows of each case by its name, and the share of speed each row leaves."""

    layer: Layer
    cases: dict[str, list[int]]
    left: Numbers
    synthetic: list[bool | None]

    def floods(
        self, network: RoadNetwork, places: Layer, by_class: Mapping[str, float], costs: Iterable[RoadCosts],
        *, bridges_open: bool,
    ) -> list[Flood]:  # fmt: skip
        """Return the cases in their order; costs are those of the vehicles, whose profiles know the classes."""
        edges = network.edges()
        of_edge = _class_shares(edges, by_class, costs)
        bridge, ferry = (np.asarray(edges[name], dtype=bool) for name in ("bridge", "ferry"))
        near = np.flatnonzero(_core.rows_near(edges.core, self.layer.core, 0.0))
        lines = edges[near]
        has_ground = self._has_ground()
        found = []
        for name, rows in self.cases.items():
            share, inside = np.ones(len(near)), np.zeros(len(places), dtype=bool)
            for row in rows:
                area = self.layer[[row]]
                met = np.asarray(_core.rows_near(lines.core, area.core, 0.0), dtype=bool)
                here = np.where(np.isnan(of_edge[near]), self.left[row], of_edge[near])
                share = np.where(met, np.minimum(share, here), share)
                inside |= np.asarray(_core.rows_near(places.core, area.core, 0.0), dtype=bool)
            under = share < 1
            above = near[under & bridge[near]] if bridges_open else near[:0]
            share[np.isin(near, above)] = 1.0
            share[ferry[near] & (share > 0)] = 1.0  # what a ferry takes is its crossing
            levels = np.unique(share[(share > 0) & (share < 1)])
            marks = [self.synthetic[row] for row in rows]
            found.append(Flood(
                name, np.array(rows, dtype=np.int64), near[share == 0],
                tuple((float(level), near[share == level]) for level in levels), above, np.flatnonzero(inside),
                bool(has_ground[rows].any()), True if any(marks) else None if None in marks else False,
            ))  # fmt: skip
        return found

    def _has_ground(self) -> Flags:
        kinds = self.layer.core.geometry_arrays()
        return np.diff(kinds["part_of_row"]) > 0


def read_areas(
    areas: LayerLike, network: RoadNetwork, *, name: str | None, by: str | None, slow: float | str | None
) -> FloodAreas:
    """Return areas that can be asked; see `SupplySolution.flood_risk` for what is refused."""
    layer = given_layer(areas, "areas")
    known_crs(layer, "The areas have no CRS.", "Wilayah itu tidak memiliki CRS.")
    other = sorted(set(layer.geometry_kinds) - set(_AREAS))
    if other:
        raise SchemaError(
            f"The areas have shapes that are no polygons: {', '.join(other)}.",
            f"Wilayah itu memuat bentuk yang bukan poligon: {', '.join(other)}.",
            hint_en="Give lines and points a width first.",
            hint_id="Beri garis dan titik itu lebar dahulu.",
            code=102,
        )
    bad = _core.invalid_rows(layer.core)
    if bad:
        raise SchemaError(
            f"The areas have {len(bad)} invalid shapes, the first in row {bad[0][0]}: {bad[0][1]}.",
            f"Wilayah itu memuat {len(bad)} bentuk yang tidak sah, yang pertama di baris {bad[0][0]}: {bad[0][1]}.",
            hint_en="Repair them, for instance with shapely.make_valid.",
            hint_id="Perbaiki dahulu, misalnya dengan shapely.make_valid.",
            code=102,
            feature=str(bad[0][0]),
        )
    table = layer.table
    labels = _labels(table, _column(layer, name, by), grouped=by is not None)
    cases: dict[str, list[int]] = {}
    for row, (_, label) in enumerate(labels):
        cases.setdefault(label, []).append(row)
    if by is not None:
        cases = {label: cases[label] for _, label in sorted(set(labels))}
    left = share_of_speed(table, slow)
    marks = list(table["synthetic"]) if "synthetic" in layer.columns else [None] * len(layer)
    return FloodAreas(layer.to_crs(network.crs), cases, left, [None if one is None else bool(one) for one in marks])


def _column(layer: Layer, name: str | None, by: str | None) -> str | None:
    """Return the column that says which rows are one case; None where rows are numbered."""
    if name is not None and by is not None:
        raise OptionError(
            "name= and by= are both given: a case has the name of its row, or the value that its rows share.",
            "name= dan by= diberikan sekaligus: sebuah kasus bernama menurut barisnya, atau menurut nilai bersama.",
            code=801,
        )
    asked = by if by is not None else name
    if asked is None:
        return next((one for one in _NAMES if one in layer.columns), None)
    if asked not in layer.columns:
        raise SchemaError(
            f"The areas have no column {asked!r}; there are {', '.join(layer.columns) or 'none'}.",
            f"Wilayah itu tidak memiliki kolom {asked!r}; yang ada: {', '.join(layer.columns) or '-'}.",
            **did_you_mean(str(asked), layer.columns, otherwise=("", "")),
            code=101,
            column=str(asked),
        )
    return str(asked)


def _labels(table: Table, column: str | None, *, grouped: bool) -> list[tuple[Any, str]]:
    """Return for each row what it is sorted by, numbers before texts, and its name."""
    if column is None:
        return [((0, float(row), ""), str(row + 1)) for row in range(len(table))]
    found: list[tuple[Any, str]] = []
    seen: dict[str, int] = {}
    for row, value in enumerate(table[column]):
        number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
        missing = value is None or (number and np.isnan(value))
        text = "" if missing else f"{value:.15g}" if number else str(value).strip()
        if not text:
            raise SchemaError(
                f"Row {row} of the areas has nothing in the column {column!r}.",
                f"Baris {row} wilayah itu tidak berisi apa pun pada kolom {column!r}.",
                code=102,
                feature=str(row),
                column=column,
            )
        if text in seen and not grouped:
            raise SchemaError(
                f"The name {text!r} stands in rows {seen[text]} and {row} of the areas.",
                f"Nama {text!r} tercantum di baris {seen[text]} dan {row} wilayah itu.",
                hint_en=f"If they are one flood, join them with by={column!r}; else give them other names.",
                hint_id=f"Bila satu banjir, gabungkan dengan by={column!r}; bila tidak, beri nama lain.",
                code=102,
                feature=str(row),
                column=column,
            )
        seen.setdefault(text, row)
        found.append(((0, float(value), "") if number else (1, 0.0, text), text))
    return found


def _class_shares(edges: Layer, by_class: Mapping[str, float], costs: Iterable[RoadCosts]) -> Numbers:
    """Return the share of speed that water leaves to edges of the classes named; NaN for the others.

    A word of the source is more special than the class of a profile that it means.
    """
    every = list(costs)
    general, special = (np.full(len(edges), np.nan) for _ in range(2))
    for name, share in by_class.items():
        for one in every:
            meant = of_class(edges, one, name)
            (special if meant.by_word else general)[meant.edges] = share
    return np.where(np.isnan(special), general, special)
