"""Where the sentra of a list are, and how sure that is."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow.compute as pc

from petasentra.crs import transform_points
from petasentra.sentra.unit_places import coordinates_of, places_of
from petasentra.values import parse_texts

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    from petasentra.layers.layer import Layer

__all__ = ["POSITIONS", "Places", "places_of_list"]

#: How the place of a sentra is known, by number.
POSITIONS = ("surveyed", "desa_centroid", "as_given", "position_unknown")
SURVEYED, DESA_CENTROID, AS_GIVEN, UNKNOWN = range(4)


class Places(NamedTuple):
    """Degrees on WGS 84, NaN where there is no place, and the number of a word of `POSITIONS`, shape (n,) each.

    ``unread`` has the words for a position that are not known, each with how many rows say it; ``said_placed`` the
    rows that claim a place and have no coordinates; ``impossible`` those whose coordinates are none on the earth.
    """

    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    position: npt.NDArray[np.uint8]
    unread: list[tuple[str, int]]
    said_placed: npt.NDArray[np.int64]
    impossible: npt.NDArray[np.int64]


def places_of_list(layer: Layer | None, stated: pa.Array | None, count: int) -> Places:
    """Return where rows are.

    A row without coordinates is ``position_unknown`` whatever it says; one that says ``position_unknown`` stays so
    whatever its coordinates. Coordinates of which nobody says how they were obtained are ``as_given``.

    Raises
    ------
    CrsError
        There are coordinates and no CRS.
    """
    lon, lat, impossible = _degrees(layer, count)
    there = np.isfinite(lon)
    said = np.full(count, AS_GIVEN, dtype=np.uint8)
    unread: list[tuple[str, int]] = []
    if stated is not None:
        encoded = pc.dictionary_encode(pc.fill_null(parse_texts(stated), ""))
        words = encoded.dictionary.to_pylist()
        codes = encoded.indices.to_numpy(zero_copy_only=False)
        known = [_words().get(" ".join(word.casefold().split())) for word in words]
        said = np.array([AS_GIVEN if one is None else one for one in known], dtype=np.uint8)[codes]
        counts = np.bincount(codes, minlength=len(words))
        unread = sorted((word, int(n)) for word, one, n in zip(words, known, counts, strict=True) if one is None)
    claims = np.flatnonzero(~there & (said < AS_GIVEN))
    return Places(lon, lat, np.where(there, said, UNKNOWN).astype(np.uint8), unread, claims, impossible)


def _degrees(
    layer: Layer | None, count: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    if layer is None:
        return np.full(count, np.nan), np.full(count, np.nan), np.empty(0, dtype=np.int64)
    given = np.isfinite(coordinates_of(layer)).all(axis=1)
    ground = places_of(layer)
    lon, lat = ground.xy[:, 0].copy(), ground.xy[:, 1].copy()
    if not ground.lon_lat:
        there = np.isfinite(lon)
        lon[there], lat[there] = transform_points(lon[there], lat[there], ground.crs, 4326)[:2]
    lost = ~(np.isfinite(lon) & np.isfinite(lat))
    lon[lost] = lat[lost] = np.nan
    return lon, lat, np.flatnonzero(given & lost)


@cache
def _words() -> dict[str, int]:
    """Return the number of a position by each word for it; data, in ``rules/positions.csv``."""
    text = files("petasentra.sentra").joinpath("rules", "positions.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {"": AS_GIVEN} | {
        word: POSITIONS.index(row["position"]) for row in rows for word in (row["position"], *row["words"].split("|"))
    }
