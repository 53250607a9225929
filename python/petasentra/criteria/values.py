"""What a measured number is worth, from 0 (worst) to 1 (best): value functions of criteria.

The direction of a criterion is that of its function: `Linear(worst=0, best=500)` is a benefit, `Linear(worst=500,
best=0)` a cost. Every function keeps what is unknown unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

import numpy as np

from petasentra.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

__all__ = ["Classes", "Direction", "Linear", "Piecewise", "Sigmoid", "Steps", "ValueFunction"]

Direction = Literal["benefit", "cost", "neither"]


@runtime_checkable
class ValueFunction(Protocol):
    """Anything that turns numbers into values 0..1, NaN into NaN."""

    @property
    def direction(self) -> Direction:
        """``"benefit"`` where more is never worse, ``"cost"`` where more is never better, else ``"neither"``."""

    def __call__(self, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return values, shape of `x`."""


@dataclass(frozen=True)
class Linear:
    """0 at `worst`, 1 at `best`, straight in between, flat beyond.

    Examples
    --------
    >>> import numpy as np, petasentra as ps
    >>> ps.criteria.Linear(worst=15, best=0)(np.array([0.0, 6.0, 20.0, np.nan]))
    array([1. , 0.6, 0. , nan])
    """

    worst: float
    best: float

    def __post_init__(self) -> None:
        if not (_number(self.worst) and _number(self.best)) or self.worst == self.best:
            raise _wrong(self, "worst and best have to be different numbers", "worst dan best harus angka berbeda")

    @property
    def direction(self) -> Direction:
        """Which way is better."""
        return "benefit" if self.best > self.worst else "cost"

    def __call__(self, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return values, shape of `x`."""
        out: npt.NDArray[np.float64] = np.clip((x - self.worst) / (self.best - self.worst), 0.0, 1.0)
        return out


@dataclass(frozen=True)
class Piecewise:
    """Straight between points ``(number, value)``, flat before the first and after the last; also fuzzy membership.

    Examples
    --------
    >>> import numpy as np, petasentra as ps
    >>> near_but_not_too_near = ps.criteria.Piecewise(((0, 0), (500, 1), (2000, 1), (10_000, 0)))
    >>> near_but_not_too_near(np.array([250.0, 1000.0, 6000.0]))
    array([0.5, 1. , 0.5])
    """

    points: Sequence[tuple[float, float]]

    def __post_init__(self) -> None:
        try:
            table = np.asarray(self.points, dtype=np.float64)
        except (TypeError, ValueError):
            table = np.empty(0)
        sound = table.ndim == 2 and table.shape[0] >= 2 and table.shape[1] == 2 and bool(np.isfinite(table).all())
        if not sound or (np.diff(table[:, 0]) <= 0).any() or (table[:, 1] < 0).any() or (table[:, 1] > 1).any():
            raise _wrong(
                self, "points have to be pairs (number, value of 0..1), by number, two at least",
                "points harus pasangan (angka, nilai 0..1), berurutan menurut angka, paling sedikit dua",
            )  # fmt: skip
        object.__setattr__(self, "points", tuple((float(x), float(y)) for x, y in table))

    @property
    def direction(self) -> Direction:
        """Which way is better."""
        return _direction([value for _, value in self.points])

    def __call__(self, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return values, shape of `x`."""
        at, value = np.asarray(self.points).T
        return np.where(np.isnan(x), np.nan, np.interp(x, at, value))


@dataclass(frozen=True)
class Sigmoid:
    """The logistic curve 1 / (1 + exp(-(x - middle) / width)): 0.5 at `middle`; a negative `width` is a cost.

    Values are 0.05 and 0.95 at about three widths from the middle.

    Examples
    --------
    >>> import numpy as np, petasentra as ps
    >>> ps.criteria.Sigmoid(middle=30, width=-5)(np.array([15.0, 30.0, 45.0])).round(2)
    array([0.95, 0.5 , 0.05])
    """

    middle: float
    width: float

    def __post_init__(self) -> None:
        if not (_number(self.middle) and _number(self.width)) or self.width == 0:
            raise _wrong(self, "middle is a number, width one that is not 0", "middle angka, width angka selain 0")

    @property
    def direction(self) -> Direction:
        """Which way is better."""
        return "benefit" if self.width > 0 else "cost"

    def __call__(self, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return values, shape of `x`."""
        out: npt.NDArray[np.float64] = 1.0 / (1.0 + np.exp(np.clip(-(x - self.middle) / self.width, -700.0, 700.0)))
        return out


@dataclass(frozen=True)
class Steps:
    """The value of the first step ``(up to and including, value)`` that holds the number, `beyond` after the last.

    Examples
    --------
    >>> import numpy as np, petasentra as ps
    >>> ps.criteria.Steps(((8, 1.0), (15, 0.5)), beyond=0)(np.array([8.0, 8.1, 15.0, 15.1]))
    array([1. , 0.5, 0.5, 0. ])
    """

    steps: Sequence[tuple[float, float]]
    beyond: float = 0.0

    def __post_init__(self) -> None:
        try:
            table = np.asarray(self.steps, dtype=np.float64)
            values = (
                np.append(table[:, 1], float(self.beyond)) if table.ndim == 2 and table.shape[1] == 2 else np.empty(0)
            )
        except (TypeError, ValueError):
            table, values = np.empty(0), np.empty(0)
        sound = len(values) > 0 and bool(np.isfinite(table).all()) and bool(((values >= 0) & (values <= 1)).all())
        if not sound or (np.diff(table[:, 0]) <= 0).any():
            raise _wrong(
                self, "steps have to be pairs (up to, value of 0..1), by number; beyond a value of 0..1",
                "steps harus pasangan (sampai dengan, nilai 0..1), berurutan; beyond nilai 0..1",
            )  # fmt: skip
        object.__setattr__(self, "steps", tuple((float(x), float(y)) for x, y in table))

    @property
    def direction(self) -> Direction:
        """Which way is better."""
        return _direction([*(value for _, value in self.steps), self.beyond])

    def __call__(self, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return values, shape of `x`."""
        ends, values = np.asarray(self.steps).T
        out = np.append(values, self.beyond)[np.searchsorted(ends, np.where(np.isnan(x), np.inf, x), side="left")]
        return np.where(np.isnan(x), np.nan, out)


@dataclass(frozen=True)
class Classes:
    """The value of each class, by word or number; a class that is not named is `otherwise`, unknown without one.

    Words are compared without capitals and outer blanks.

    Examples
    --------
    >>> import petasentra as ps
    >>> ps.criteria.Classes({"tegalan": 1.0, "sawah": 0.1}).of(["Sawah", "tegalan ", "kebun", None])
    array([0.1, 1. , nan, nan])
    """

    values: Mapping[str | float, float]
    otherwise: float | None = None

    def __post_init__(self) -> None:
        given = dict(self.values) if hasattr(self.values, "keys") else {}
        every = [*given.values(), *([] if self.otherwise is None else [self.otherwise])]
        if not given or not all(_number(one) and 0 <= one <= 1 for one in every):
            raise _wrong(self, "every class has a value of 0..1", "setiap kelas bernilai 0..1")
        object.__setattr__(self, "values", given)

    @property
    def direction(self) -> Direction:
        """Classes have none."""
        return "neither"

    def __call__(self, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return values of numbers, shape of `x`."""
        return self.of([None if one != one else one for one in x.tolist()])

    def of(self, cells: Sequence[object]) -> npt.NDArray[np.float64]:
        """Return values of words or numbers, shape (n,); of None NaN."""
        known = {_key(one): float(value) for one, value in self.values.items()}
        rest = np.nan if self.otherwise is None else float(self.otherwise)
        return np.array([np.nan if one is None else known.get(_key(one), rest) for one in cells], dtype=np.float64)


def _key(cell: object) -> object:
    if isinstance(cell, str):
        return " ".join(cell.split()).casefold()
    return float(cell) if isinstance(cell, int | float | np.number) else cell


def _direction(values: Sequence[float]) -> Direction:
    rises = np.diff(values)
    if (rises >= 0).all() and (rises > 0).any():
        return "benefit"
    return "cost" if (rises <= 0).all() and (rises < 0).any() else "neither"


def _number(value: object) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool) and bool(np.isfinite(value))


def _wrong(function: object, wanted_en: str, wanted_id: str) -> OptionError:
    name = type(function).__name__
    return OptionError(f"{name}: {wanted_en}.", f"{name}: {wanted_id}.", code=801, column=name)
