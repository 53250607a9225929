"""How candidates are drawn: ranked ones in classes of their score, the others by status."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from petasentra.criteria.scoring import RANKED, STATUSES
from petasentra.criteria.words import STATUS_WORDS
from petasentra.plotting.language import number, pick, sentence

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.criteria.result import Suitability
    from petasentra.plotting.language import Lang

__all__ = ["MapClass", "map_classes"]

#: From the best fifth of 0..1 down; readable by people who do not tell red from green.
_SCORE_COLOURS = ("#08519C", "#3182BD", "#6BAED6", "#9ECAE1", "#C6DBEF")
_STATUS_COLOURS = {
    "excluded_by_law": "#A3181D", "fails_limit": "#E58606", "law_unknown": "#7A1F5C", "value_unknown": "#6B727A",
}  # fmt: skip


class MapClass(NamedTuple):
    """Rows that are drawn alike."""

    name: str
    colour: str
    rows: npt.NDArray[np.int64]


def map_classes(result: Suitability, lang: Lang) -> list[MapClass]:
    """Return the classes that have rows; places without coordinates are in none."""
    status, score = result.scores.status, result.scores.score
    out = []
    fifth = np.full(len(status), -1)
    ranked = status == RANKED
    fifth[ranked] = np.minimum((score[ranked] * 5).astype(int), 4)
    for step, colour in enumerate(_SCORE_COLOURS):
        at = 4 - step
        low, high = number(at / 5, 1, lang), number((at + 1) / 5, 1, lang)
        rows = np.flatnonzero(fifth == at)
        out.append(MapClass(pick((f"Nilai {low} - {high}", f"Score {low} - {high}"), lang), colour, rows))
    for word, colour in _STATUS_COLOURS.items():
        rows = np.flatnonzero(status == STATUSES.index(word))
        out.append(MapClass(sentence(pick(STATUS_WORDS[word], lang)), colour, rows))
    return [one for one in out if len(one.rows)]
