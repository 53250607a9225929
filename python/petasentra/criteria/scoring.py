"""Scores of candidates: what each criterion measures and is worth, limits, and the order of those that remain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra.criteria.legal_mask import EXCLUDED, UNKNOWN
from petasentra.criteria.measuring import measure, worth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from petasentra.criteria.candidates import Candidates
    from petasentra.criteria.records import Criterion

__all__ = ["FAIL", "NO_LIMIT", "PASS", "STATUSES", "Scores", "scores_of", "tied_ranks"]

#: What a candidate is, by number; the first that holds of those from ``no_place`` on.
STATUSES = ("ranked", "no_place", "excluded_by_law", "fails_limit", "law_unknown", "value_unknown")
RANKED, NO_PLACE, EXCLUDED_BY_LAW, FAILS_LIMIT, LAW_UNKNOWN, VALUE_UNKNOWN = range(6)

NO_LIMIT, PASS, FAIL, NOT_KNOWN = range(4)


@dataclass(frozen=True, eq=False)
class Scores:
    """Everything by row of the candidates, and by criterion.

    Attributes
    ----------
    measured, values
        Shape (n, criteria); NaN where unknown or not asked, infinite minutes where no road leads.
    words
        Of criteria that read words: those, else None.
    limits
        Shape (n, criteria): `NO_LIMIT`, `PASS`, `FAIL` or `NOT_KNOWN`.
    status
        Number of `STATUSES`, shape (n,).
    score, low, high
        Weighted sum of the values; NaN where it is unknown, or the place is excluded. `low` and `high` count what is
        unknown as 0 and as 1.
    rank
        1 for the best, 0 for places that are not ranked. Of equal scores the smallest id comes first; see `tied_ranks`.
    """

    measured: npt.NDArray[np.float64]
    values: npt.NDArray[np.float64]
    words: dict[int, pa.Array]
    limits: npt.NDArray[np.uint8]
    status: npt.NDArray[np.uint8]
    score: npt.NDArray[np.float64]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    rank: npt.NDArray[np.int64]


def scores_of(
    places: Candidates,
    standing: npt.NDArray[np.uint8],
    criteria: Sequence[Criterion],
    weights: npt.NDArray[np.float64],
    *,
    tell: Callable[[float], object] | None,
    threads: int | None,
) -> Scores:
    """Measure every criterion at the candidates that the law does not exclude, and put those in order that remain."""
    import pyarrow as pa

    count, many = len(places), len(criteria)
    asked = np.flatnonzero((standing != EXCLUDED) & places.there)
    measured, values = np.full((count, many), np.nan), np.full((count, many), np.nan)
    limits = np.zeros((count, many), dtype=np.uint8)
    words: dict[int, pa.Array] = {}
    for at, criterion in enumerate(criteria):
        numbers, said = measure(criterion, places, asked, threads)
        measured[asked, at] = numbers
        if said is not None:
            words[at] = said.take(pa.array(_positions(asked, count), mask=_positions(asked, count) < 0))
        if criterion.value is not None:
            values[asked, at] = worth(criterion, numbers, said)
        limits[asked, at] = _limits(criterion, numbers)
        if tell is not None:
            tell((at + 1) / many)
    status = np.full(count, RANKED, dtype=np.uint8)
    unknown_value = ((np.isnan(values) & (weights > 0)) | (limits == NOT_KNOWN)).any(axis=1)
    status[unknown_value] = VALUE_UNKNOWN
    status[standing == UNKNOWN] = LAW_UNKNOWN
    status[(limits == FAIL).any(axis=1)] = FAILS_LIMIT
    status[standing == EXCLUDED] = EXCLUDED_BY_LAW
    status[~places.there] = NO_PLACE
    score, low, high = _sums(values, weights)
    scored = np.isin(status, (RANKED, LAW_UNKNOWN, VALUE_UNKNOWN))
    for one in (score, low, high):
        one[~scored] = np.nan
    return Scores(measured, values, words, limits, status, score, low, high, _ranks(score, status, places.order))


def _positions(rows: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    out = np.full(count, -1, dtype=np.int64)
    out[rows] = np.arange(len(rows))
    return out


def _limits(criterion: Criterion, numbers: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    low = -np.inf if criterion.at_least is None else float(criterion.at_least)
    high = np.inf if criterion.at_most is None else float(criterion.at_most)
    if criterion.at_least is None and criterion.at_most is None:
        return np.full(len(numbers), NO_LIMIT, dtype=np.uint8)
    beyond = (numbers < low) | (numbers > high)
    return np.where(np.isnan(numbers), NOT_KNOWN, np.where(beyond, FAIL, PASS)).astype(np.uint8)


def _sums(
    values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the weighted sums, criterion by criterion: with what is unknown as NaN, as 0 and as 1."""
    score, low, high = (np.zeros(len(values)) for _ in range(3))
    for at, weight in enumerate(weights.tolist()):
        if weight > 0:
            one = values[:, at]
            score += weight * one
            low += weight * np.where(np.isnan(one), 0.0, one)
            high += weight * np.where(np.isnan(one), 1.0, one)
    return score, low, high


def _ranks(
    score: npt.NDArray[np.float64], status: npt.NDArray[np.uint8], order: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    rows = np.flatnonzero(status == RANKED)
    rank = np.zeros(len(score), dtype=np.int64)
    rank[rows[np.lexsort((order[rows], -score[rows]))]] = np.arange(1, len(rows) + 1)
    return rank


def tied_ranks(scores: Scores) -> npt.NDArray[np.int64]:
    """Return the first and last rank of those with exactly the score of each place, 0 of places that are not ranked.

    Shape (n, 2). No order of ids makes one of them better than the others.
    """
    out = np.zeros((len(scores.rank), 2), dtype=np.int64)
    rows = np.flatnonzero(scores.rank > 0)
    rows = rows[np.argsort(scores.rank[rows])]
    falling = -scores.score[rows]
    out[rows, 0] = np.searchsorted(falling, falling, side="left") + 1
    out[rows, 1] = np.searchsorted(falling, falling, side="right")
    return out
