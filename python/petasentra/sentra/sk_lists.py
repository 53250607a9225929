"""The list of a decree, read: what each row names, and which units stand where it points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.sentra.arguments import area_texts, column_of
from petasentra.sentra.quantities import Quantity, quantity_of
from petasentra.sentra.register_words import says_nothing
from petasentra.sentra.slips import one_slip
from petasentra.sentra.unit_places import distances_m, in_box, places_of
from petasentra.sentra.units import layer_and_table
from petasentra.values import parse_texts
from petasentra.zoning import ZoningIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra.layers.layer import Layer
    from petasentra.sentra.units import Units, UnitsLike

    Rows = npt.NDArray[np.int64]

__all__ = ["SkColumns", "SkList", "alike", "read_sk_list"]

_AREA_KINDS = (3, 6)
#: Letters of a commodity from which on one of them may be a slip: batik is not batok.
_SHORTEST = 6


@dataclass(frozen=True)
class SkColumns:
    """Columns of a list by what they mean; None where there is none."""

    sk_id: str | None = None
    name: str | None = None
    commodity: str | None = None
    area: str | Sequence[str] | None = None
    units: str | None = None


@dataclass(frozen=True, eq=False)
class SkList:
    """A list: texts of each row (empty where it has none), units stated (NaN where nobody knows), and its shapes.

    ``stated`` is the column of units as it was read; None where none was named, and so nothing was asked of units.
    ``asks_commodity``: a column of commodities was named; words such as "Belum pilih komoditi" in it name none.
    """

    ids: list[str]
    names: list[str]
    commodities: list[str]
    areas: list[str]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    stated: Quantity | None
    asks_commodity: bool
    layer: Layer | None
    xy: npt.NDArray[np.float64]
    is_area: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def near(self, row: int, units: Units, counted: Rows, within_m: float) -> tuple[Rows, npt.NDArray[np.float64]]:
        """Return the units within reach of a row that has a shape, and how far they are; 0 inside an area."""
        if self.is_area[row]:
            return self._near_area(row, units, counted, within_m)
        rows = counted[in_box(units.ground, counted, self.xy[row], self.xy[row], within_m)]
        far = distances_m(units.ground, units.ground.xy[rows], self.xy[row : row + 1])[:, 0]
        return rows[far <= within_m], far[far <= within_m]

    def _near_area(
        self, row: int, units: Units, counted: Rows, within_m: float
    ) -> tuple[Rows, npt.NDArray[np.float64]]:
        assert self.layer is not None
        one: Layer = self.layer[row]
        west, south, east, north = one.bounds or (np.nan,) * 4
        rows = counted[in_box(units.ground, counted, np.array([west, south]), np.array([east, north]), within_m)]
        if not len(rows):
            return rows, np.empty(0)
        metric = one
        if units.ground.lon_lat:
            metric = one.to_crs(_core.utm_epsg(float((west + east) / 2), float((south + north) / 2)))
        index = ZoningIndex(metric)
        x, y = units.ground.xy[rows, 0], units.ground.xy[rows, 1]
        far = np.where(
            np.asarray(index.locate(x=x, y=y, crs=units.ground.crs)) >= 0, 0.0,
            np.asarray(index.distance(x=x, y=y, crs=units.ground.crs)),
        )  # fmt: skip
        return rows[far <= within_m], far[far <= within_m]


def read_sk_list(given: UnitsLike, columns: SkColumns, units: Units) -> SkList:
    """Read a list; see `FoundSentra.reconcile`."""
    layer, table = layer_and_table(given)
    held = {meaning: column_of(table, name, meaning) for meaning, name in vars(columns).items() if meaning != "area"}
    areas = area_texts(table, columns.area)
    count = len(table)

    def texts(meaning: str) -> list[str]:
        column = held[meaning]
        return [""] * count if column is None else [one or "" for one in parse_texts(column).to_pylist()]

    commodities = ["" if says_nothing(one) else one for one in texts("commodity")]
    ids = [one or f"#{row}" for row, one in enumerate(texts("sk_id"))]
    low = high = np.full(count, np.nan)
    stated = None
    if held["units"] is not None:
        stated = quantity_of(held["units"], count, unit="unit", only="unit")
        low, high = stated.low, stated.high
    xy, is_area = np.full((count, 2), np.nan), np.zeros(count, dtype=bool)
    if layer is not None:
        is_area = np.isin(layer.core.geometry_arrays()["kind"], _AREA_KINDS)
        if layer.crs is not None and units.ground.crs is not None and not layer.crs.same_as(units.ground.crs):
            layer = layer.to_crs(units.ground.crs)
        xy = places_of(layer).xy
    return SkList(
        ids, texts("name"), commodities, areas or [""] * count, low, high, stated, held["commodity"] is not None,
        layer, xy, is_area & np.isfinite(xy).all(axis=1),
    )  # fmt: skip


def alike(asked: str, words: list[str]) -> int:
    """Tell how well a text agrees with the best of some words: 0 the same, 1 similar, 2 not.

    The same: but for capitals and blanks. Similar: one slip of the pen, or all words of one are in the other.

    Examples
    --------
    >>> alike("Kerupuk", ["kerupuk "]), alike("Krupuk ikan", ["kerupuk"]), alike("Kerupuk ikan", ["kerupuk"])
    (0, 2, 1)
    >>> alike("krupuk", ["kerupuk"]), alike("batik", ["batok"])
    (1, 2)
    """
    plain = _plain(asked)
    known = [_plain(word) for word in words if word.strip()]
    if plain in known:
        return 0
    mine = set(plain.split())
    within = any(mine <= set(word.split()) or set(word.split()) <= mine for word in known)
    return 1 if mine and (within or any(one_slip(plain, word, shortest=_SHORTEST) for word in known)) else 2


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
