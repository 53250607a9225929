"""Weights from pairwise comparisons: the analytic hierarchy process.

Source of method and of the random indices: T. L. Saaty, "The Analytic Hierarchy Process", McGraw-Hill 1980. Weights are
the principal eigenvector; CI = (lambda_max - n) / (n - 1); CR = CI / RI with the mean CI of random matrices, RI.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.criteria.finding_rows import FindingRows
from petasentra.errors import SchemaError
from petasentra.plotting.language import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from petasentra.plotting.language import Lang
    from petasentra.tables import Table

__all__ = ["MOST_CR", "RANDOM_INDEX", "Pairwise", "ahp"]

#: Mean CI of random reciprocal matrices of order 1, 2, ... 15, as Saaty published them.
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
#: Above it, judgements contradict each other too much (Saaty).
MOST_CR = 0.1
#: 0.33 for 1/3, 0.14 for 1/7: a pair whose product is this near to 1 is a rounding.
_ROUNDING = 0.05


@dataclass(frozen=True, eq=False)
class Pairwise:
    """Weights from pairwise comparisons, and how consistent these are.

    Attributes
    ----------
    names
        Criteria, in the order of the matrix.
    matrix
        The comparisons, shape (n, n), exactly reciprocal.
    weights
        Weight of each criterion; they add up to 1.
    lambda_max
        The principal eigenvalue; n where there is no contradiction.
    consistency_index, random_index, consistency_ratio
        CI, RI and CR; RI and CR are None beyond 15 criteria, for which no RI is held, and CR is 0 up to two.
    findings
        ``PAIRWISE_INCONSISTENT`` where CR is above 0.1, ``PAIRWISE_ROUNDED`` for pairs that were made reciprocal.
    """

    names: tuple[str, ...]
    matrix: npt.NDArray[np.float64]
    weights: dict[str, float]
    lambda_max: float
    consistency_index: float
    random_index: float | None
    consistency_ratio: float | None
    findings: Table

    @property
    def consistent(self) -> bool | None:
        """Whether CR is at most 0.1; None where it is not known."""
        return None if self.consistency_ratio is None else self.consistency_ratio <= MOST_CR

    def __repr__(self) -> str:
        ratio = "unknown" if self.consistency_ratio is None else f"{self.consistency_ratio:.3f}"
        told = ", ".join(f"{name} {weight:.3f}" for name, weight in self.weights.items())
        return f"Pairwise: {told}; CR {ratio}"


def ahp(comparisons: npt.ArrayLike | Mapping[tuple[str, str], float], names: Sequence[str] | None = None) -> Pairwise:
    """Return the weights that pairwise comparisons mean.

    Parameters
    ----------
    comparisons
        Shape (n, n): how many times more important the criterion of the row is than that of the column; 1 on the
        diagonal, and a[j][i] = 1 / a[i][j], up to 5 % of rounding. Or ``{("slope", "road"): 3, ...}`` with every pair
        once, either way round.
    names
        Of the criteria, in the order of rows; needed with a matrix.

    Raises
    ------
    SchemaError
        The matrix is not square, a number is not above 0, the diagonal is not 1, or a pair is not reciprocal: row and
        column are named. A pair is missing, or there twice.

    Examples
    --------
    >>> import petasentra as ps
    >>> asked = ps.criteria.ahp([[1, 3, 5], [1 / 3, 1, 2], [1 / 5, 1 / 2, 1]], ["jalan", "lereng", "sungai"])
    >>> asked
    Pairwise: jalan 0.648, lereng 0.230, sungai 0.122; CR 0.003
    >>> asked.consistent
    True
    """
    from collections.abc import Mapping as MappingType

    if isinstance(comparisons, MappingType):
        names, table = _from_pairs(comparisons, names)
    else:
        names, table = _from_matrix(comparisons, names)
    rows = FindingRows("pairwise")
    exact = _reciprocal(table, names, rows)
    weights, lambda_max = _principal(exact)
    count = len(names)
    index = max((lambda_max - count) / (count - 1), 0.0) if count > 1 else 0.0
    random = RANDOM_INDEX[count - 1] if count <= len(RANDOM_INDEX) else None
    ratio = None if random is None else index / random if random > 0 else 0.0
    if ratio is not None and ratio > MOST_CR:
        _tell_inconsistent(exact, weights, names, ratio, rows)
    return Pairwise(
        tuple(names), exact, dict(zip(names, weights.tolist(), strict=True)), lambda_max, index, random, ratio,
        rows.table(),
    )  # fmt: skip


def _from_pairs(
    pairs: Mapping[tuple[str, str], float], names: Sequence[str] | None
) -> tuple[list[str], npt.NDArray[np.float64]]:
    keys = list(pairs)
    if not keys or not all(isinstance(one, tuple) and len(one) == 2 and one[0] != one[1] for one in keys):
        raise _wrong("comparisons need pairs of two names", "perbandingan memerlukan pasangan dua nama")
    known = list(dict.fromkeys(str(name) for key in keys for name in key)) if names is None else _names(names, None)
    place = {name: at for at, name in enumerate(known)}
    table = np.full((len(known), len(known)), np.nan)
    np.fill_diagonal(table, 1.0)
    for (one, other), times in pairs.items():
        if one not in place or other not in place:
            raise _wrong(f"{one!r} or {other!r} is none of the names", f"{one!r} atau {other!r} tidak ada dalam nama")
        row, column = place[one], place[other]
        if not np.isnan(table[row, column]):
            raise _wrong(f"{one!r} and {other!r} are compared twice", f"{one!r} dan {other!r} dibandingkan dua kali")
        number = _number(times, one, other)
        table[row, column], table[column, row] = number, 1.0 / number
    if np.isnan(table).any():
        row, column = (int(one[0]) for one in np.nonzero(np.isnan(table)))
        raise _wrong(
            f"{known[row]!r} and {known[column]!r} are not compared",
            f"{known[row]!r} dan {known[column]!r} belum dibandingkan",
        )
    return known, table


def _from_matrix(matrix: Any, names: Sequence[str] | None) -> tuple[list[str], npt.NDArray[np.float64]]:  # noqa: ANN401
    try:
        table = np.array(matrix, dtype=np.float64)
    except (TypeError, ValueError):
        table = np.empty(0)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or not table.size:
        raise _wrong("the matrix is not square, or holds no numbers", "matriks tidak persegi, atau bukan angka")
    known = _names(names, len(table))
    for row, one in enumerate(known):
        for column, other in enumerate(known):
            _number(table[row, column], one, other)
        if abs(table[row, row] - 1.0) > 1e-9:
            raise _wrong(
                f"{one!r} compared with itself is {table[row, row]:g}, not 1",
                f"{one!r} dibanding dirinya sendiri bernilai {table[row, row]:g}, seharusnya 1",
            )
    return known, table


def _names(names: Sequence[str] | None, count: int | None) -> list[str]:
    listed = [] if names is None or isinstance(names, str) else [str(one) for one in names]
    if not listed or len(set(listed)) < len(listed) or (count is not None and len(listed) != count):
        raise _wrong(
            "names have to be given, one for each row, and differ", "nama harus diberikan, satu per baris, dan berbeda"
        )
    return listed


def _number(value: Any, row: str, column: str) -> float:  # noqa: ANN401 - whatever a cell holds
    numeric = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if numeric and np.isfinite(value) and value > 0:
        return float(value)
    written = f"{value:g}" if numeric else repr(value)
    raise _wrong(
        f"{row!r} against {column!r} is {written}, not a number above 0",
        f"{row!r} terhadap {column!r} bernilai {written}, bukan angka di atas 0",
    )


def _reciprocal(table: npt.NDArray[np.float64], names: Sequence[str], rows: FindingRows) -> npt.NDArray[np.float64]:
    """Return the matrix exactly reciprocal: of a rounded pair the number above 1 holds, which is not the fraction."""
    exact = table.copy()
    for row in range(len(table)):
        for column in range(row + 1, len(table)):
            product = table[row, column] * table[column, row]
            if abs(product - 1.0) > _ROUNDING:
                raise _wrong(
                    f"{names[row]!r} against {names[column]!r} is {table[row, column]:g}, the other way round "
                    f"{table[column, row]:g}: not reciprocal",
                    f"{names[row]!r} terhadap {names[column]!r} bernilai {table[row, column]:g}, sebaliknya "
                    f"{table[column, row]:g}: tidak berkebalikan",
                )
            high, low = (row, column) if table[row, column] >= table[column, row] else (column, row)
            exact[low, high] = 1.0 / exact[high, low]
            if abs(product - 1.0) > 1e-9:
                pair = f"{names[row]} / {names[column]}"
                rows.finding(
                    "PAIRWISE_ROUNDED", "note",
                    (f"{pair}: kebalikannya dibulatkan; dipakai 1/{_three(float(exact[high, low]), 'id')}.",
                     f"{pair}: the reciprocal is rounded; 1/{_three(float(exact[high, low]), 'en')} is taken."),
                    ("Tulis pecahannya tepat bila perlu.", "Write the exact fraction if it matters."),
                    feature_id=pair, measure=float(product), unit="times",
                )  # fmt: skip
    return exact


def _principal(table: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], float]:
    """Return the principal eigenvector, which adds up to 1, and its eigenvalue.

    Powers of a positive matrix: every step keeps the sign, so no choice among eigenvectors is left to a library.
    """
    weights = np.full(len(table), 1.0 / len(table))
    for _ in range(10_000):
        step = (table * weights).sum(axis=1)
        step /= step.sum()
        done = np.abs(step - weights).max() < 1e-15
        weights = step
        if done:
            break
    return weights, float(((table * weights).sum(axis=1) / weights).mean())


def _tell_inconsistent(
    table: npt.NDArray[np.float64],
    weights: npt.NDArray[np.float64],
    names: Sequence[str],
    ratio: float,
    rows: FindingRows,
) -> None:
    """Add the finding, with the comparison that is farthest from what all of them together say."""
    said = np.log(table * weights[np.newaxis, :] / weights[:, np.newaxis])
    row, column = divmod(int(np.argmax(np.triu(np.abs(said), 1))), len(names))
    given, fits = float(table[row, column]), float(weights[row] / weights[column])
    rows.finding(
        "PAIRWISE_INCONSISTENT", "warning",
        (f"Rasio konsistensi {number(ratio, 3, 'id')} melebihi {number(MOST_CR, 1, 'id')}; yang paling menyimpang: "
         f"{names[row]} / {names[column]} = {_three(given, 'id')}, sedangkan keseluruhannya mengatakan "
         f"{_three(fits, 'id')}.",
         f"The consistency ratio {number(ratio, 3, 'en')} is above {number(MOST_CR, 1, 'en')}; farthest off: "
         f"{names[row]} / {names[column]} = {_three(given, 'en')}, where all of them together say "
         f"{_three(fits, 'en')}."),
        ("Tinjau lagi perbandingan itu bersama para penilainya.", "Go over that comparison again with who judged."),
        feature_id=f"{names[row]} / {names[column]}", measure=float(ratio), unit="CR",
    )  # fmt: skip


def _three(value: float, lang: Lang) -> str:
    """Return a number above 0 with three significant digits; a whole one without decimals."""
    if value.is_integer():
        return number(value, 0, lang)
    return number(value, max(2 - int(np.floor(np.log10(value))), 0), lang)


def _wrong(what_en: str, what_id: str) -> SchemaError:
    return SchemaError(
        f"Pairwise comparisons: {what_en}.", f"Perbandingan berpasangan: {what_id}.",
        hint_en="Each criterion against each: 1 on the diagonal, a[j][i] = 1 / a[i][j].",
        hint_id="Tiap kriteria terhadap tiap kriteria: diagonal 1, a[j][i] = 1 / a[i][j].", code=102,
    )  # fmt: skip
