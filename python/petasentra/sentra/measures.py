"""How concentrated an industry is: location quotients with intervals, and the Herfindahl-Hirschman index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.errors import OptionError
from petasentra.sentra.arguments import numbers_given
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["hhi", "location_quotient"]


def location_quotient(
    region: npt.ArrayLike, industry: npt.ArrayLike, count: npt.ArrayLike | None = None, *, confidence: float = 0.95
) -> Table:
    """Return how much more frequent each industry is in each region than in all regions together.

    With x of n units of the region and X of N units of all in the industry, the quotient is (x / n) / (X / N). Region
    and rest are taken as two independent binomial samples with shares p1 and p2: the quotient then follows from their
    ratio alone, 1 / (n/N + (1 - n/N) p2/p1). The interval of that ratio is made of the exact ones of both shares
    (Clopper and Pearson 1934) by the method of variance estimates recovery (Donner and Zou 2012, Statistical Methods
    in Medical Research 21: 347-359), so that few units give a wide one: it holds the truth rather too often.

    Parameters
    ----------
    region, industry
        Of each row, any text or number, shape (n,).
    count
        Units of each row, whole numbers; without it each row is one unit.
    confidence
        Share of the intervals that hold the true quotient, between 0 and 1.

    Returns
    -------
    Table
        Every pair of region and industry: ``region``, ``industry``, ``units``, ``units_region``, ``units_industry``,
        ``units_all``, ``quotient``, ``low``, ``high``, ``status``: ``more`` or ``less`` than elsewhere where the
        interval leaves out 1, else ``not_told_apart``; ``no_units`` of a region or an industry without any (null).

    Raises
    ------
    OptionError
        Lists of different lengths, counts that are negative or no whole numbers, a confidence outside 0..1.

    Examples
    --------
    >>> import petasentra as ps
    >>> table = ps.sentra.location_quotient(["a", "a", "b", "b"], ["tahu", "batik"] * 2, [80, 20, 20, 80])
    >>> [(row["quotient"], row["status"]) for row in table.to_pylist() if row["industry"] == "tahu"]
    [(1.6, 'more'), (0.4, 'less')]
    """
    regions, of_region = np.unique(np.atleast_1d(np.asarray(region)).astype(str), return_inverse=True)
    industries, of_industry = np.unique(np.atleast_1d(np.asarray(industry)).astype(str), return_inverse=True)
    counts = np.ones(len(of_region)) if count is None else numbers_given("count", count)
    _require(of_region, of_industry, counts, confidence)
    x = np.zeros((len(regions), len(industries)))
    np.add.at(x, (of_region, of_industry), counts)
    n, big_x, big_n = x.sum(axis=1)[:, None], x.sum(axis=0)[None, :], float(x.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = (x / n) / (big_x / big_n)
        low, high = _interval(x, n, big_x, big_n, confidence)
    known = np.isfinite(quotient)
    status = np.select([~known, low > 1, high < 1], ["no_units", "more", "less"], "not_told_apart")
    return _told(regions, industries, x, quotient, low, high, status)


def hhi(amounts: npt.ArrayLike, *, normalised: bool = False) -> float:
    """Return the Herfindahl-Hirschman index: the sum of squared shares, 1 where one has all, 1 / n where all are equal.

    Parameters
    ----------
    amounts
        Of each firm, product or place, shape (n,), not negative.
    normalised
        From 0 (all equal) to 1: (H - 1/n) / (1 - 1/n).

    Returns
    -------
    float
        NaN where there is nothing; of one that has all 1, normalised too.

    Raises
    ------
    OptionError
        An amount is negative or not finite.

    Examples
    --------
    >>> from petasentra.sentra import hhi
    >>> hhi([1, 1, 1, 1]), round(hhi([40, 40, 20]), 6), round(hhi([40, 40, 20], normalised=True), 6)
    (0.25, 0.36, 0.04)
    """
    values = numbers_given("amounts", amounts)
    if not (np.isfinite(values) & (values >= 0)).all():
        raise _refused("amounts: a list of numbers that are not negative", "amounts: daftar bilangan tidak negatif")
    total = values.sum()
    if total == 0:
        return float("nan")
    index = float(((values / total) ** 2).sum())
    if not normalised:
        return index
    return 1.0 if len(values) == 1 else (index - 1 / len(values)) / (1 - 1 / len(values))


def _interval(
    x: npt.NDArray[np.float64], n: npt.NDArray[np.float64], big_x: npt.NDArray[np.float64], big_n: float,
    confidence: float,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:  # fmt: skip
    here, there = np.broadcast_to(n, x.shape), np.broadcast_to(big_n - n, x.shape)
    beyond = big_x - x
    p1, p2 = x / here, beyond / there
    low1, high1 = _exact(x, here, confidence)
    low2, high2 = _exact(beyond, there, confidence)
    both = (p1 * p2) ** 2
    least = p1 * p2 - np.sqrt(np.maximum(both - low1 * high2 * (2 * p1 - low1) * (2 * p2 - high2), 0.0))
    most = p1 * p2 + np.sqrt(np.maximum(both - high1 * low2 * (2 * p1 - high1) * (2 * p2 - low2), 0.0))
    low = np.where(x > 0, least / (high2 * (2 * p2 - high2)), 0.0)
    high = np.where(beyond > 0, most / (low2 * (2 * p2 - low2)), np.inf)
    share = here / big_n
    alone = there == 0  # nothing to compare with: the quotient is 1 whatever the share
    return tuple(  # type: ignore[return-value]
        np.where(alone, 1.0, np.where(ratio > 0, 1 / (share + (1 - share) / ratio), 0.0)) for ratio in (low, high)
    )


def _exact(
    seen: npt.NDArray[np.float64], of: npt.NDArray[np.float64], confidence: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the exact interval of each share; 0 to 1 where nothing was looked at."""
    low, high = np.zeros(seen.shape), np.ones(seen.shape)
    some = of > 0
    low[some], high[some] = _core.share_limits(seen[some].astype(np.int64), of[some].astype(np.int64), confidence)
    return low, high


def _told(
    regions: npt.NDArray[np.str_], industries: npt.NDArray[np.str_], x: npt.NDArray[np.float64],
    quotient: npt.NDArray[np.float64], low: npt.NDArray[np.float64], high: npt.NDArray[np.float64],
    status: npt.NDArray[np.str_],
) -> Table:  # fmt: skip
    import pyarrow as pa

    shape = x.shape
    known = np.isfinite(quotient).reshape(-1)
    whole = {
        "units": x,
        "units_region": np.broadcast_to(x.sum(axis=1)[:, None], shape),
        "units_industry": np.broadcast_to(x.sum(axis=0)[None, :], shape),
        "units_all": np.full(shape, x.sum()),
    }
    columns = {
        "region": pa.array(np.repeat(regions, shape[1]).tolist(), pa.string()),
        "industry": pa.array(np.tile(industries, shape[0]).tolist(), pa.string()),
    }
    columns |= {name: pa.array(values.reshape(-1).astype(np.int64)) for name, values in whole.items()}
    for name, values in (("quotient", quotient), ("low", low), ("high", high)):
        columns[name] = pa.array(values.reshape(-1), mask=~known)
    columns["status"] = pa.array(status.reshape(-1).tolist(), pa.string())
    return Table.from_arrow(pa.table(columns))


def _require(
    region: npt.NDArray[np.intp], industry: npt.NDArray[np.intp], count: npt.NDArray[np.float64], confidence: float
) -> None:
    if not region.shape == industry.shape == count.shape or region.ndim != 1:
        raise _refused(
            "region, industry and count: lists of one length", "region, industry, count: daftar sama panjang"
        )
    if not (np.isfinite(count) & (count >= 0) & (np.floor(count) == count)).all():
        raise _refused("count: whole numbers, not negative", "count: bilangan bulat tidak negatif")
    if not (isinstance(confidence, int | float) and 0 < confidence < 1):
        raise _refused("confidence: between 0 and 1", "confidence: di antara 0 dan 1")


def _refused(wanted_en: str, wanted_id: str) -> OptionError:
    return OptionError(f"{wanted_en}.", f"{wanted_id}.", code=801)
