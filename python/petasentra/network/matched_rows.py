"""Rows of two answers brought together by their ids, and statuses in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import OptionError
from petasentra.network.costs import Change
from petasentra.network.pairs import PAIR_STATUS

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import numpy.typing as npt

__all__ = ["STATUS_WORDS", "same_rows"]

#: Why there is no answer, by status; a status that is no reason is not there.
STATUS_WORDS: dict[str, Change] = {
    **{str(status): Change(told_id, told_en) for status, told_id, told_en in PAIR_STATUS if told_en},
    "no_target": Change("Tidak ada tempat tujuan lagi.", "There is no further target."),
    "off_road": Change("Tempat ini tidak terhubung dengan jalan.", "The place is not on a road."),
    "road_closed": Change("Jalan tempat ini ditutup.", "The road of the place is closed."),
    "nothing_within": Change("Tidak ada jalan dalam batas itu.", "No road is within the limit."),
    "none_within": Change("Tidak ada fasilitas dalam batas itu.", "No facility is within the limit."),
}


def same_rows(
    before: Sequence[Hashable | object], after: Sequence[Hashable | object], what_en: str, what_id: str
) -> npt.NDArray[np.intp]:
    """Return the rows of `after` in the order of `before`. Ids that repeat are told apart by their order.

    Raises
    ------
    OptionError
        One of the two has a row that the other does not have.
    """
    if len(before) == len(after) and all(old == new for old, new in zip(before, after, strict=True)):
        return np.arange(len(before), dtype=np.intp)
    place = {key: row for row, key in enumerate(_numbered(after))}
    wanted = _numbered(before)
    missing = [key for key in wanted if key not in place]
    more = place.keys() - set(wanted)
    if missing or more:
        name = (missing or sorted(more, key=str))[0][0]
        side_en, side_id = ("before", "sebelum") if missing else ("after", "sesudah")
        raise OptionError(
            f"The two answers are about different {what_en}: {name!r} is only in that {side_en}.",
            f"Kedua jawaban memuat {what_id} yang berbeda: {name!r} hanya ada pada yang {side_id}.",
            hint_en="Ask both questions with the same places and ids.",
            hint_id="Ajukan kedua pertanyaan dengan tempat dan id yang sama.",
            code=801,
        )
    return np.array([place[key] for key in wanted], dtype=np.intp)


def _numbered(keys: Sequence[object]) -> list[tuple[object, int]]:
    seen: Counter[object] = Counter()
    out = []
    for key in keys:
        out.append((key, seen[key]))
        seen[key] += 1
    return out
