"""What each criterion measures at the candidates: one number a place, NaN where it is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from petasentra import _core
from petasentra.criteria.records import Column, Criterion, Distance, OverlayShare, RasterValue, Slope, TravelTime
from petasentra.criteria.values import Classes
from petasentra.errors import CrsError, OptionError, SchemaError
from petasentra.layers.layer import Layer, as_layer
from petasentra.optional import require
from petasentra.rasters import Raster
from petasentra.zoning import ZoningIndex

if TYPE_CHECKING:
    import os

    import numpy.typing as npt

    from petasentra.criteria.candidates import Candidates
    from petasentra.layers.layer import LayerLike

    Numbers = npt.NDArray[np.float64]

__all__ = ["NO_WAY", "measure", "worth"]

#: Minutes to what cannot be reached by road.
NO_WAY = np.inf


def measure(
    criterion: Criterion, places: Candidates, rows: npt.NDArray[np.int64], threads: int | None
) -> tuple[Numbers, pa.Array | None]:
    """Return what a criterion measures at some rows of the candidates, and the words of a column of words.

    Returns
    -------
    tuple
        Numbers, shape (len(rows),); NaN where unknown, `NO_WAY` where no road leads. Words, or None.
    """
    if isinstance(criterion, Distance):
        return _distance(criterion, places, rows), None
    if isinstance(criterion, TravelTime):
        return _travel(criterion, places, rows, threads), None
    if isinstance(criterion, Slope):
        return _raster(criterion, _opened(criterion.dem).slope(), places, rows, threads), None
    if isinstance(criterion, RasterValue):
        return _raster(criterion, _opened(criterion.raster), places, rows, threads), None
    if isinstance(criterion, OverlayShare):
        return _share(criterion, places, rows, threads), None
    assert isinstance(criterion, Column)
    return _column(criterion, places, rows)


def worth(criterion: Criterion, numbers: Numbers, words: pa.Array | None) -> Numbers:
    """Return the values 0..1 of what was measured; 0 where no road leads, NaN where unknown.

    Raises
    ------
    OptionError
        A value function gives something else than 0..1.
    """
    assert criterion.value is not None
    if words is not None:
        assert isinstance(criterion.value, Classes)
        return criterion.value.of(words.to_pylist())
    reached = numbers != NO_WAY
    out = np.where(reached, criterion.value(np.where(reached, numbers, np.nan)), 0.0)
    if ((out < 0) | (out > 1)).any():
        raise OptionError(
            f"Criterion {criterion.name!r}: its value function leaves 0..1.",
            f"Kriteria {criterion.name!r}: fungsi nilainya keluar dari 0..1.",
            code=801, column=criterion.name,
        )  # fmt: skip
    return out


def _layer_in(places: Candidates, given: LayerLike, criterion: Criterion) -> Layer:
    try:
        layer = as_layer(given)
    except TypeError:
        raise OptionError(
            f"Criterion {criterion.name!r}: {type(given).__name__} is no layer.",
            f"Kriteria {criterion.name!r}: {type(given).__name__} bukan lapisan.", code=801, column=criterion.name,
        ) from None  # fmt: skip
    if layer.crs is None:
        raise CrsError(
            f"Criterion {criterion.name!r}: its layer has no CRS.",
            f"Kriteria {criterion.name!r}: lapisannya tidak memiliki CRS.", code=201, layer=layer.title,
        )  # fmt: skip
    return layer.to_crs(places.measured.crs)


def _distance(criterion: Distance, places: Candidates, rows: npt.NDArray[np.int64]) -> Numbers:
    require("shapely", purpose_id="Kriteria jarak", purpose_en="Criteria of distance")
    import shapely

    layer = _layer_in(places, criterion.to, criterion)
    shapes = _shapes(layer)
    shapes = shapes[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    out = np.full(len(rows), np.nan)
    if not len(shapes):
        return out
    drawn = places.areas[rows].any()
    sites = _shapes(places.measured[rows]) if drawn else shapely.points(places.places[rows])
    there = np.flatnonzero(places.there[rows])
    tree = shapely.STRtree(shapes)
    # Of equally near features any will do: only the distance is kept.
    (at, _), metres = tree.query_nearest(sites[there], all_matches=False, return_distance=True)
    out[there[at]] = metres
    return out


def _shapes(layer: Layer) -> npt.NDArray[np.object_]:
    import shapely

    from petasentra.auditing.inputs import bare

    column = bare(pa.table(layer).column(layer.geometry_name))
    out: npt.NDArray[np.object_] = shapely.from_wkb(column.to_numpy(zero_copy_only=False))
    return out


def _travel(criterion: TravelTime, places: Candidates, rows: npt.NDArray[np.int64], threads: int | None) -> Numbers:
    from petasentra.network import RoadNetwork

    network, here = criterion.network, places.layer[rows]
    if not isinstance(network, RoadNetwork):
        raise OptionError(
            f"Criterion {criterion.name!r}: {network!r} is no road network.",
            f"Kriteria {criterion.name!r}: {network!r} bukan jaringan jalan.", code=801, column="network",
        )  # fmt: skip
    if criterion.inward:
        # The nearest of several that come: the least over the times from each of them.
        found = network.travel_times(criterion.to, here, journey=criterion.journey, threads=threads)
        least = found.minutes.min(axis=0, initial=NO_WAY)
        # Off the roads, or from nobody, nothing is known of the way.
        unknown = ~found.targets.on_road | (not found.origins.on_road.any())
        return np.where(unknown, np.nan, least)
    nearest = network.nearest(here, criterion.to, 1, journey=criterion.journey, threads=threads).to_arrow()
    minutes = nearest["minutes"].to_numpy().astype(np.float64)
    no_way = np.array([word == "no_way" for word in nearest["status"].to_pylist()], dtype=bool)
    return np.where(no_way, NO_WAY, minutes)


def _opened(given: Raster | str | os.PathLike[str]) -> Raster:
    if isinstance(given, Raster):
        return given
    return Raster.open(given)


def _raster(
    criterion: RasterValue | Slope, raster: Raster, places: Candidates, rows: npt.NDArray[np.int64],
    threads: int | None,
) -> Numbers:  # fmt: skip
    out = np.full(len(rows), np.nan)
    area = places.areas[rows]
    if area.any():
        values, known = raster.known_over(places.measured[rows[area]], criterion.statistic, threads=threads)
        broken = np.zeros(len(values), dtype=bool)
        if criterion.statistic == "max" and criterion.at_most is not None:
            broken = values > criterion.at_most
        elif criterion.statistic == "min" and criterion.at_least is not None:
            broken = values < criterion.at_least
        out[area] = np.where((known >= criterion.known_from) | broken, values, np.nan)
    points = places.places[rows[~area]]
    out[~area] = raster.at(x=points[:, 0], y=points[:, 1], crs=places.measured.crs)
    return out


def _share(criterion: OverlayShare, places: Candidates, rows: npt.NDArray[np.int64], threads: int | None) -> Numbers:
    layer = _layer_in(places, criterion.layer, criterion)
    if criterion.column is not None:
        cells = layer[criterion.column]
        wanted = {" ".join(word.split()).casefold() for word in criterion.words}
        mask = [one is not None and " ".join(str(one).split()).casefold() in wanted for one in cells]
        layer = layer[np.flatnonzero(mask)]
    out = np.full(len(rows), np.nan)
    there, area = places.there[rows], places.areas[rows]
    if not len(layer) or layer.bounds is None:
        out[there] = 0.0
        return out
    index = ZoningIndex(layer, threads=threads)
    points = np.flatnonzero(there & ~area)
    if len(points):
        x, y = places.places[rows[points]].T
        zone = np.asarray(index.locate(x=x, y=y, crs=places.measured.crs, threads=threads))
        out[points] = (zone >= 0).astype(np.float64)
    # Of an area whose rings cross there is no share.
    broken = {row for row, *_ in _core.invalid_rows(places.measured.core)} if area.any() else set()
    areas = np.array([at for at in np.flatnonzero(there & area).tolist() if int(rows[at]) not in broken], np.int64)
    if len(areas):
        table = index.shares(places.measured[rows[areas]], threads=threads).to_arrow()
        outside = table["zone_row"].to_numpy() == -1
        site, share = table["site_row"].to_numpy()[outside], table["share"].to_numpy()[outside]
        out[areas[site]] = np.clip(1.0 - share, 0.0, 1.0)
    return out


def _column(criterion: Column, places: Candidates, rows: npt.NDArray[np.int64]) -> tuple[Numbers, pa.Array | None]:
    from petasentra.values.columns import arrow_array

    if criterion.column not in places.layer.columns:
        _ = places.layer[criterion.column]
    column = arrow_array(pa.table(places.layer).column(criterion.column)).take(pa.array(rows))
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if isinstance(criterion.value, Classes):
        return np.full(len(rows), np.nan), column
    if not (pa.types.is_integer(column.type) or pa.types.is_floating(column.type)):
        raise SchemaError(
            f"Criterion {criterion.name!r}: the column {criterion.column!r} holds {column.type}, not numbers.",
            f"Kriteria {criterion.name!r}: kolom {criterion.column!r} berisi {column.type}, bukan angka.",
            hint_en="Give words a value each with Classes.", hint_id="Beri tiap kata nilainya dengan Classes.",
            code=102, column=criterion.column,
        )  # fmt: skip
    numbers = column.cast(pa.float64()).to_numpy(zero_copy_only=False).astype(np.float64)
    return np.where(np.isfinite(numbers), numbers, np.nan), None
