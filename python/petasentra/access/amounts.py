"""What stands at places: how many people, units or places for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import OptionError, SchemaError
from petasentra.network.given_numbers import given_numbers

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.layers.layer import Layer

    Amount = str | npt.ArrayLike

__all__ = ["amounts_of"]


def amounts_of(layer: Layer, amount: Amount, what: str) -> npt.NDArray[np.float64]:
    """Return one number for each place."""
    if isinstance(amount, str):
        if amount not in layer.columns:
            raise SchemaError(
                f"There is no column {amount!r} of {what}; there are {', '.join(layer.columns)}.",
                f"Tidak ada kolom {amount!r} untuk {what}; yang ada: {', '.join(layer.columns)}.",
                code=101,
                column=amount,
            )
        amount = layer[amount]
    numbers = given_numbers(amount, what)
    count = len(layer)
    if numbers.ndim == 0:
        return np.full(count, float(numbers))
    if numbers.shape != (count,):
        raise OptionError(
            f"{what} has the shape {numbers.shape}; there are {count} places.",
            f"{what} berbentuk {numbers.shape}; ada {count} tempat.",
            code=801,
        )
    return numbers
