"""Areas with the days between which they hold, and which of them hold a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from petasentra.errors import CrsError, SchemaError
from petasentra.layers.layer import as_layer
from petasentra.sentra.arguments import refused
from petasentra.sentra.registry.outlines import stretched_metres
from petasentra.values import parse_dates, parse_texts
from petasentra.zoning import ZoningIndex

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    from petasentra.layers.layer import Layer, LayerLike

__all__ = ["UNDATED", "VALID", "DatedAreas", "dated_areas"]

#: Whether an area holds on a day, by number: it does; it does not; nobody says since when.
VALID, NOT_VALID, UNDATED = range(3)
_METRES = "EPSG:3395"  # one projection for the whole country
_NAMES = {
    "kind": ("kind", "jenis", "term"), "name": ("name", "nama", "NAMOBJ"),
    "valid_from": ("valid_from", "berlaku_sejak"), "valid_to": ("valid_to", "berlaku_sampai"),
    "source": ("source", "sumber"), "verified": ("verified", "terverifikasi"),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class DatedAreas:
    """Areas of one kind: names, whether each holds on the day, first days, sources."""

    kind: str
    layer: Layer
    names: list[str]
    valid: npt.NDArray[np.uint8]
    since: list[str | None]
    sources: list[str | None]
    verified: list[bool]

    def holding(
        self, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64], threads: int | None
    ) -> tuple[list[tuple[int, int]], npt.NDArray[np.float64]]:
        """Return (place, area) for each area that holds a place, borders included, and metres to the nearest border.

        Areas that do not hold on the day are left out of both.
        """
        kept = np.flatnonzero(self.valid != NOT_VALID)
        if not len(kept) or not len(lon):
            return [], np.full(len(lon), np.inf)
        index = ZoningIndex(self.layer[kept].to_crs(_METRES), check_validity=False)
        found = index.locate(x=lon, y=lat, crs=4326, detail=True, threads=threads)
        zones = np.asarray(found["zone_row"])
        inside = zones >= 0
        far = np.asarray(index.distance(x=lon, y=lat, crs=4326, threads=threads)) * stretched_metres(lat)
        points = np.asarray(found["point_row"])[inside]
        return list(zip(points.tolist(), kept[zones[inside]].tolist(), strict=True)), far


def dated_areas(areas: LayerLike, kind: str | None, day: dt.date) -> list[DatedAreas]:
    """Return the areas of a layer by kind, judged on a day.

    An area holds from `valid_from` to the day before `valid_to`; a blank `valid_to` means that it still does. A day
    that cannot be read is like one that is not stated.
    """
    try:
        layer = as_layer(areas)
    except TypeError:
        raise refused("areas", areas, "a Layer or a GeoDataFrame", "Layer atau GeoDataFrame") from None
    if layer.crs is None:
        raise CrsError(
            "The areas have no CRS.", "Kawasan tidak memiliki CRS.", layer=layer.title,
            hint_en="Read them with crs=, for instance crs='EPSG:4326'.",
            hint_id="Baca dengan crs=, misalnya crs='EPSG:4326'.",
        )  # fmt: skip
    table, count = layer.table.to_arrow(), len(layer)
    held = {
        meaning: next((one for one in names if one in table.column_names), None) for meaning, names in _NAMES.items()
    }

    def texts(meaning: str) -> list[str | None]:
        column = held[meaning]
        if column is None:
            return [None] * count
        return [one or None for one in parse_texts(table.column(column)).to_pylist()]

    kinds = [kind] * count if kind is not None else texts("kind")
    if None in kinds:
        raise SchemaError(
            "An area does not say whether it is a WPPI, KPI or KI.",
            "Ada kawasan yang tidak menyebut apakah ia WPPI, KPI, atau KI.",
            hint_en="Fill the column kind, or give kind=.", hint_id="Isi kolom kind, atau beri kind=.",
            code=101, layer=layer.title, column="kind",
        )  # fmt: skip
    begin, end = (_days(texts(one)) for one in ("valid_from", "valid_to"))
    ends = texts("valid_to")
    valid = np.array([_on(day, *one) for one in zip(begin, end, ends, strict=True)], dtype=np.uint8)
    names, sources = texts("name"), texts("source")
    verified = [str(one).lower() in ("true", "ya", "1") for one in texts("verified")]
    found = []
    for one in dict.fromkeys(str(word).lower() for word in kinds):
        rows = [row for row, word in enumerate(kinds) if str(word).lower() == one]
        found.append(
            DatedAreas(
                one,
                layer[np.array(rows)],
                [names[row] or f"#{row}" for row in rows],
                valid[rows],
                [_iso(begin[row]) for row in rows],
                [sources[row] for row in rows],
                [verified[row] for row in rows],
            )  # fmt: skip
        )
    return found


def _days(texts: list[str | None]) -> list[dt.date | None]:
    return list(parse_dates(pa.array(texts, pa.string())).to_pylist())


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _on(day: dt.date, begin: dt.date | None, end: dt.date | None, end_text: str | None) -> int:
    if begin is not None and day < begin:
        return NOT_VALID
    if end is not None and day >= end:
        return NOT_VALID
    return UNDATED if begin is None or (end is None and end_text is not None) else VALID
