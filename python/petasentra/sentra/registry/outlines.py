"""Whether coordinates lie in the province or kabupaten that a row states, by the outlines of areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from petasentra.admin.lookup import lookup, unit_of_code
from petasentra.errors import SchemaError
from petasentra.layers.layer import as_layer
from petasentra.sentra.arguments import refused
from petasentra.values.columns import is_text
from petasentra.zoning import ZoningIndex

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.admin.units import Unit
    from petasentra.layers.layer import Layer, LayerLike
    from petasentra.sentra.registry.rows import RegistryRows

__all__ = ["ELSEWHERE", "INSIDE", "NOT_ASKED", "OUTSIDE", "Outlines", "WhereRowsAre", "stretched_metres"]

#: What the outlines say of a place, by number.
NOT_ASKED, INSIDE, ELSEWHERE, OUTSIDE = range(4)
#: A projection that holds the whole country in one piece; it stretches lengths by 1/cos(latitude), at most 2 % here.
_METRES = "EPSG:3395"


class WhereRowsAre(NamedTuple):
    """Of each row what the outlines say, how far it lies from where it should, and the area in which it does lie."""

    says: npt.NDArray[np.uint8]
    metres: npt.NDArray[np.float64]
    area: list[Unit | None]


class Outlines:
    """Areas with the unit that each is; made of a layer whose rows have codes or names of areas."""

    def __init__(self, boundaries: LayerLike) -> None:
        try:
            layer = as_layer(boundaries)
        except TypeError:
            raise refused("boundaries", boundaries, "a Layer or a GeoDataFrame", "Layer atau GeoDataFrame") from None
        self.units = _units_of(layer)
        # Outlines that circulate cross themselves here and there; a place is then inside by the even-odd rule.
        self._index = ZoningIndex(layer.to_crs(_METRES), check_validity=False)

    def where(self, rows: RegistryRows, tolerance_m: float, threads: int | None) -> WhereRowsAre:
        """Look where each row is; one without a place, or that states no area of these levels, is not asked."""
        count = len(rows)
        says = np.full(count, NOT_ASKED, dtype=np.uint8)
        metres = np.full(count, np.nan)
        area: list[Unit | None] = [None] * count
        there = np.flatnonzero(np.isfinite(rows.places.lon))
        lon, lat = rows.places.lon[there], rows.places.lat[there]
        at = np.asarray(self._index.locate(x=lon, y=lat, crs=4326, threads=threads))
        for level in sorted({one.level for one in self.units if one is not None}):
            zones_of: dict[Unit, list[int]] = {}
            for zone, one in enumerate(self.units):
                if one is not None and one.level == level:
                    zones_of.setdefault(one, []).append(zone)
            known = list(zones_of)
            number = {one: place for place, one in enumerate(known)}
            parts = [answer.part(level) for answer in rows.areas.answers]
            stated = np.array([-1 if one is None else number.get(one, -1) for one in parts])[rows.areas.of_row[there]]
            for place in np.unique(stated[stated >= 0]).tolist():
                zones = zones_of[known[place]]
                chosen = np.flatnonzero(stated == place)
                right = np.isin(at[chosen], zones)
                says[there[chosen]] = np.maximum(says[there[chosen]], INSIDE)
                wrong = chosen[~right]
                if not len(wrong):
                    continue
                far = np.asarray(
                    self._index.distance(x=lon[wrong], y=lat[wrong], crs=4326, zones=zones, threads=threads)
                ) * stretched_metres(lat[wrong])
                for one, distance in zip(
                    wrong[far > tolerance_m].tolist(), far[far > tolerance_m].tolist(), strict=True
                ):
                    row, zone = int(there[one]), int(at[one])
                    says[row] = OUTSIDE if zone < 0 else ELSEWHERE
                    metres[row], area[row] = distance, None if zone < 0 else self.units[zone]
        return WhereRowsAre(says, metres, area)


def stretched_metres(lat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return by what a length of the projection is multiplied to be one on the ground, shape (n,)."""
    return np.asarray(np.cos(np.radians(lat)))


def _units_of(layer: Layer) -> list[Unit | None]:
    """Return the unit of each row: by the column that holds most codes of areas, else by the one with most names."""
    table = layer.table.to_arrow()
    texts = {
        name: [None if one is None else str(one).strip() for one in table.column(name).to_pylist()]
        for name in table.column_names
        if is_text(table.column(name))
    }
    by_code = {name: [unit_of_code(one) if one else None for one in column] for name, column in texts.items()}
    best = max(by_code.values(), key=_held, default=[])
    if _held(best):
        return best
    by_name = {name: [lookup(one).unit if one else None for one in column] for name, column in texts.items()}
    best = max(by_name.values(), key=_held, default=[])
    if not _held(best):
        raise SchemaError(
            "The boundaries have no column with codes or names of areas.",
            "Batas wilayah tidak memiliki kolom kode atau nama wilayah.",
            hint_en="A column with codes of Kemendagri (35.17), BPS or COD-AB is enough.",
            hint_id="Cukup satu kolom kode Kemendagri (35.17), BPS, atau COD-AB.",
            code=101, layer=layer.title,
        )  # fmt: skip
    return best


def _held(units: list[Unit | None]) -> int:
    """Return how many distinct areas a column names: of two columns with codes the finer one."""
    return len({one.kemendagri for one in units if one is not None})
