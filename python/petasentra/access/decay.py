"""How much of what lies at a distance still counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from petasentra import _core
from petasentra.errors import OptionError
from petasentra.network.given_numbers import given_number, given_numbers

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.network.asked import Said

__all__ = ["Decay", "DecayKind"]

DecayKind = Literal["none", "steps", "linear", "exponential", "gaussian", "power"]


@dataclass(frozen=True)
class Decay:
    """A weight for every travel cost; costs, scales and ends of steps are in one unit, that of the caller.

    Make one with `steps_of`, `linear`, `exponential`, `gaussian` or `power`; ``Decay()`` counts everything in full.

    Parameters
    ----------
    kind
        ``"none"``, ``"steps"``, ``"linear"``, ``"exponential"``, ``"gaussian"`` or ``"power"``.
    scale, exponent, nearest
        What the kind needs of them, above 0.
    steps
        Ends and weights, ends ascending.

    Raises
    ------
    OptionError
        A number is not finite or not above 0, a weight is negative, or ends do not ascend.

    Examples
    --------
    >>> from petasentra.access import Decay
    >>> Decay.steps_of({10: 1.0, 20: 0.68, 30: 0.22}).at([0, 10, 10.5, 30, 31]).tolist()
    [1.0, 1.0, 0.68, 0.22, 0.0]
    >>> Decay.gaussian(20).at([0, 20]).round(4).tolist()
    [1.0, 0.6065]
    """

    kind: DecayKind = "none"
    scale: float = 1.0
    exponent: float = 1.0
    nearest: float = 1.0
    steps: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in get_args(DecayKind):
            kinds = ", ".join(get_args(DecayKind))
            raise OptionError(
                f"{self.kind!r} is no kind of decay: there are {kinds}.",
                f"{self.kind!r} bukan jenis peluruhan: yang ada {kinds}.",
                code=801,
            )
        for name in ("scale", "exponent", "nearest"):
            object.__setattr__(self, name, given_number(getattr(self, name), name))
        self.core.at(np.empty(0))

    @classmethod
    def steps_of(cls, weights: Mapping[float, float]) -> Decay:
        """Weights by the cost up to which, itself included, they hold; 0 beyond the last (Luo and Qi 2009)."""
        if not isinstance(weights, Mapping):
            raise OptionError(
                f"{weights!r} is no mapping of costs to weights.",
                f"{weights!r} bukan pemetaan biaya ke bobot.",
                hint_en="For example Decay.steps_of({10: 1, 20: 0.68, 30: 0.22}).",
                hint_id="Misalnya Decay.steps_of({10: 1, 20: 0.68, 30: 0.22}).",
                code=801,
            )
        steps = [(given_number(end, "end"), given_number(one, "weight")) for end, one in weights.items()]
        return cls("steps", steps=tuple(sorted(steps)))

    @classmethod
    def linear(cls, scale: float) -> Decay:
        """1 - cost / scale, 0 beyond the scale."""
        return cls("linear", scale=scale)

    @classmethod
    def exponential(cls, scale: float) -> Decay:
        """exp(-cost / scale)."""
        return cls("exponential", scale=scale)

    @classmethod
    def gaussian(cls, scale: float) -> Decay:
        """exp(-cost² / (2 scale²))."""
        return cls("gaussian", scale=scale)

    @classmethod
    def power(cls, exponent: float, *, scale: float = 1.0, nearest: float = 1.0) -> Decay:
        """(max(cost, nearest) / scale)^-exponent; costs below `nearest` count as that one."""
        return cls("power", scale=scale, exponent=exponent, nearest=nearest)

    @property
    def core(self) -> _core.Decay:
        """The decay of the core; for code of this package."""
        return _core.Decay(
            self.kind, scale=self.scale, exponent=self.exponent, nearest=self.nearest, steps=list(self.steps)
        )

    def at(self, costs: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Return the weight of each cost.

        Parameters
        ----------
        costs
            In the unit of the decay, in any shape, one number too; infinite or NaN, which nobody can travel, weigh
            nothing.

        Returns
        -------
        numpy.ndarray
            In that shape; of one number shape (1,).

        Raises
        ------
        OptionError
            A cost is no number, or negative.

        Examples
        --------
        >>> from petasentra.access import Decay
        >>> Decay.linear(30).at([0, 15, 45]).tolist()
        [1.0, 0.5, 0.0]
        """
        given = np.atleast_1d(given_numbers(costs, "costs"))
        if (given < 0).any():
            raise OptionError(
                f"There is a negative cost: {given.min():g}.", f"Ada biaya negatif: {given.min():g}.", code=801,
                column="costs",
            )  # fmt: skip
        return self.core.at(given.reshape(-1)).reshape(given.shape)


def decay_or_none(decay: Decay | None) -> Decay:
    """Return a decay; None counts everything in full.

    Raises
    ------
    OptionError
        It is something else.
    """
    if decay is None or isinstance(decay, Decay):
        return decay or Decay()
    raise OptionError(
        f"decay={decay!r} is no Decay.",
        f"decay={decay!r} bukan Decay.",
        hint_en="Make one: Decay.gaussian(20).",
        hint_id="Buatlah lebih dahulu: Decay.gaussian(20).",
        code=801,
    )


def weight_said(decay: Decay | None) -> dict[tuple[str, str], Said]:
    """Return the weight of travel times as something that was said."""
    from petasentra.network.asked import Said

    weight = decay_or_none(decay)
    numbers = {"steps": weight.steps, "linear": weight.scale, "exponential": weight.scale, "gaussian": weight.scale}
    power = (weight.exponent, weight.scale, weight.nearest)
    text = weight.kind if weight.kind == "none" else f"{weight.kind} {numbers.get(weight.kind, power)}"
    return {("Bobot waktu tempuh", "Weight of travel times"): Said(weight, text, text)}
