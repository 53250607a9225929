"""Pairs of places: what may be said of each, and how they stand in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt
    import pyarrow as pa


__all__ = ["PAIR_STATUS", "PairStatus", "pair_status", "pairs_batch", "why_none"]

PairStatus = Literal[
    "reached", "no_way", "origin_off_road", "target_off_road", "origin_road_closed", "target_road_closed"
]

#: What may be said of a pair, by number: status, then why in Indonesian and English.
PAIR_STATUS: tuple[tuple[PairStatus, str, str], ...] = (
    ("reached", "", ""),
    ("no_way", "Tidak ada jalan antara keduanya.", "There is no way between the two."),
    ("origin_off_road", "Tempat asal tidak terhubung dengan jalan.", "The origin is not on a road."),
    ("target_off_road", "Tempat tujuan tidak terhubung dengan jalan.", "The target is not on a road."),
    ("origin_road_closed", "Jalan tempat asal ditutup.", "The road of the origin is closed."),
    ("target_road_closed", "Jalan tempat tujuan ditutup.", "The road of the target is closed."),
)
_AT_ORIGIN = {"off_road": 2, "road_closed": 4}
_AT_TARGET = {"off_road": 3, "road_closed": 5}


def pair_status(
    reached: npt.NDArray[np.bool_], origins: npt.NDArray[np.str_], targets: npt.NDArray[np.str_]
) -> npt.NDArray[np.uint8]:
    """Return the status of each pair as a number of `PAIR_STATUS`.

    Parameters
    ----------
    reached
        Which pairs have a way, shape (origins, targets), or (journeys,).
    origins, targets
        `RoadSnap.standing` of the places. Where both are off the road it is the origin of which that is said.
    """
    out = np.where(reached, 0, 1).astype(np.uint8)
    begin = origins.reshape(-1, *[1] * (out.ndim - 1))
    for standing, numbers in ((targets, _AT_TARGET), (begin, _AT_ORIGIN)):
        for word, number in numbers.items():
            out[np.broadcast_to(standing == word, out.shape)] = number
    return out


def why_none(origins: npt.NDArray[np.str_], targets: npt.NDArray[np.str_], k: int) -> npt.NDArray[np.str_]:
    """Return why an origin has no target of a rank, for those that have none, shape (origins, k).

    An origin that is not on a road says so. Otherwise there is ``"no_way"`` to as many targets as are on a road; behind
    them come ``"target_road_closed"`` and ``"target_off_road"``, for as many as there are, then ``"no_target"``.

    Parameters
    ----------
    origins, targets
        `RoadSnap.standing` of the places.
    k
        How many ranks.
    """
    words = ("on_road", "no_way"), ("road_closed", "target_road_closed"), ("off_road", "target_off_road")
    ends = np.cumsum([int((targets == standing).sum()) for standing, _ in words])
    by_rank = np.array([*(word for _, word in words), "no_target"])[np.searchsorted(ends, np.arange(k), side="right")]
    out = np.repeat(by_rank.reshape(1, k), len(origins), axis=0)
    for standing in ("off_road", "road_closed"):
        out[origins == standing] = f"origin_{standing}"
    return out


def pairs_batch(
    origin_ids: pa.Array, target_ids: pa.Array, columns: Mapping[str, pa.Array], status: npt.NDArray[np.uint8]
) -> pa.RecordBatch:
    """Return one row a pair, sorted by origin, then target: ``origin``, ``target``, the columns, ``status``."""
    import pyarrow as pa

    rows, wide = status.shape
    words = pa.array([word for word, _, _ in PAIR_STATUS])
    told = pa.DictionaryArray.from_arrays(pa.array(status.reshape(-1).astype(np.int8)), words)
    return pa.record_batch(
        {
            "origin": origin_ids.take(pa.array(np.repeat(np.arange(rows), wide))),
            "target": target_ids.take(pa.array(np.tile(np.arange(wide), rows))),
            **columns,
            "status": told.cast(pa.string()),
        }
    )
