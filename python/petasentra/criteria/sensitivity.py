"""How much the order of places rests on the weights: in which share of all weights a place is among the best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra._progress import progress_callback
from petasentra.criteria.two_weights import exact_shares
from petasentra.criteria.weight_space import even_weights
from petasentra.criteria.weights import intervals_of
from petasentra.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.criteria.result import Suitability
    from petasentra.layers.layer import Layer
    from petasentra.tables import Table

__all__ = ["Sensitivity", "sensitivity", "shares_of_weights"]

# Numbers of a block of scores: 32 MiB.
_BLOCK = 1 << 22


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """In which share of the weights each ranked place is among the best.

    Attributes
    ----------
    table
        One row a ranked place, by rank: ``site_id``, ``rank``, ``score``, ``share`` (0..1 of the weights in which it is
        among the best `top`) and ``standard_error`` (0 where the share is exact).
    top
        How many places count as the best.
    method
        ``"exact"``, or ``"sample"``.
    samples
        How many weights were drawn; 0 if exact.
    within
        Least and largest weight of each criterion.
    places
        `table` with the geometry of the candidates, to draw how sure each place is.
    """

    table: Table
    top: int
    method: str
    samples: int
    within: dict[str, tuple[float, float]]
    places: Layer

    def __repr__(self) -> str:
        always = sum(1 for share in self.table["share"] if share == 1.0)
        how = "exact" if self.method == "exact" else f"{self.samples} weights"
        return f"Sensitivity ({how}): {len(self.table)} places, {always} always among the best {self.top}"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def sensitivity(
    result: Suitability,
    top: int,
    within: Mapping[str, tuple[float, float]] | None,
    samples: int,
    progress: Progress,
) -> Sensitivity:
    """Return the shares of the ranked places; see `Suitability.sensitivity`."""
    import pyarrow as pa

    from petasentra.layers.layer import Layer
    from petasentra.tables import Table

    count, draws = _whole("top", top, 1), _whole("samples", samples, 100)
    valued = [at for at, one in enumerate(result.criteria) if one.value is not None]
    names = [result.criteria[at].name for at in valued]
    low, high = intervals_of(names, within)
    rows = result.ranked_rows
    values = result.scores.values[rows][:, valued]
    shares, exact = shares_of_weights(values, result.candidates.order[rows], count, low, high, draws, progress)
    error = np.zeros(len(rows)) if exact else np.sqrt(shares * (1 - shares) / draws)
    table = pa.table(
        {
            "site_id": result.candidates.ids.take(pa.array(rows)),
            "rank": pa.array(np.arange(1, len(rows) + 1)),
            "score": pa.array(result.scores.score[rows]),
            "share": pa.array(shares),
            "standard_error": pa.array(error),
        }
    )
    bounds = {name: (float(a), float(b)) for name, a, b in zip(names, low, high, strict=True)}
    ground = result.places[rows]
    shape = pa.table(ground)
    at = shape.schema.get_field_index("geometry")
    drawn = table.append_column(shape.schema.field(at), shape.column(at))
    places = Layer.from_arrow(drawn, "geometry", ground.crs)
    if "site_id" in ground.table.personal:
        places = places.with_personal("site_id")
    how = ("exact", 0) if exact else ("sample", draws)
    return Sensitivity(Table.from_arrow(table), count, *how, bounds, places)


def shares_of_weights(
    values: npt.NDArray[np.float64],
    rank: npt.NDArray[np.int64],
    top: int,
    low: npt.NDArray[np.float64],
    high: npt.NDArray[np.float64],
    samples: int,
    progress: Progress = None,
) -> tuple[npt.NDArray[np.float64], bool]:
    """Return the share of weights in which each place is among the best, and whether it is exact.

    Exact for up to two criteria (and where no more places than `top` compete). Otherwise of `samples` weights that are
    the same every time: the standard error of a share s is sqrt(s (1 - s) / samples), that of weights at random, and
    these are spread evener. Of equal scores the smaller id is
    the better one.

    Parameters
    ----------
    values
        Values of the criteria, shape (n, criteria), known.
    rank
        Rank of the ids, shape (n,).
    low, high
        Least and largest weight of each criterion.
    """
    if not values.shape[1]:
        values = np.zeros((len(values), 1))  # all alike: ids decide
        low, high = np.ones(1), np.ones(1)
    count, criteria = values.shape
    if count <= top:
        return np.ones(count), True
    if criteria <= 2:
        pair = values if criteria == 2 else np.repeat(values, 2, axis=1)
        ends = (float(low[1]), float(high[1])) if criteria == 2 else (0.0, 1.0)
        exact = exact_shares(pair, rank, top, *ends)
        if exact is not None:
            return exact, True
    weights = even_weights(low, high, samples)
    tell = progress_callback(progress, "sensitivity")
    times = np.zeros(count, dtype=np.int64)
    by_id = np.argsort(rank)
    ordered = np.ascontiguousarray(values[by_id].T)
    step = max(1, _BLOCK // count)
    for begin in range(0, samples, step):
        part = weights[begin : begin + step]
        # Summed criterion by criterion: a product of matrices may round otherwise on another machine.
        scores = np.zeros((len(part), count))
        for at in range(criteria):
            scores += part[:, at, np.newaxis] * ordered[at]
        times += _best(scores, top)
        if tell is not None:
            tell(min(begin + step, samples) / samples)
    out = np.empty(count)
    out[by_id] = times / samples
    return out, False


def _best(scores: npt.NDArray[np.float64], top: int) -> npt.NDArray[np.int64]:
    """Return how often each column is among the best `top` of a row; of equal scores the first column."""
    count = scores.shape[1]
    edge = np.partition(scores, count - top, axis=1)[:, count - top, np.newaxis]
    above = scores > edge
    equal = scores == edge
    left = top - above.sum(axis=1, keepdims=True)
    among = above | equal
    ties = np.flatnonzero(equal.sum(axis=1) > left[:, 0])
    if len(ties):
        among[ties] = above[ties] | (equal[ties] & (np.cumsum(equal[ties], axis=1) <= left[ties]))
    total: npt.NDArray[np.int64] = among.sum(axis=0)
    return total


def _whole(name: str, value: object, least: int) -> int:
    if isinstance(value, int | np.integer) and not isinstance(value, bool) and value >= least:
        return int(value)
    raise OptionError(
        f"{name}={value!r}; it has to be a whole number from {least} on.",
        f"{name}={value!r}; semestinya bilangan bulat mulai {least}.", code=801, column=name,
    )  # fmt: skip
