"""Numbers of nodes, arcs and costs as they are given: whole, not below 0, in one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import OptionError

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["whole_numbers"]

_MOST = np.iinfo(np.uint32).max


def whole_numbers(values: npt.ArrayLike, name: str) -> npt.NDArray[np.uint32]:
    """Return values as a contiguous array of uint32; what that cannot hold is refused, never rounded or wrapped.

    Parameters
    ----------
    values
        Whole numbers, shape (n,); fractions that are whole (3.0) are taken too.
    name
        What they are called in an error.

    Returns
    -------
    numpy.ndarray
        uint32, shape (n,): `values` itself where they are that already.

    Raises
    ------
    OptionError
        Values are not in one row, no numbers, not whole, below 0 or above 4,294,967,295.

    Examples
    --------
    >>> whole_numbers([0, 7], "nodes")
    array([0, 7], dtype=uint32)
    """
    try:
        given = np.asarray(values)
    except ValueError:  # rows of different lengths
        raise _refused(name, "is not in one row", "tidak dalam satu baris") from None
    if given.ndim != 1:
        raise _refused(name, f"has the shape {given.shape}", f"berbentuk {given.shape}")
    if given.dtype == np.uint32:
        return np.ascontiguousarray(given)
    if not given.size:
        return np.empty(0, dtype=np.uint32)
    if given.dtype.kind not in "iuf":
        raise _refused(name, f"is of type {given.dtype}", f"bertipe {given.dtype}")
    if given.dtype.kind in "iu" and _fit(given):
        return given.astype(np.uint32)
    wrong = ~((given >= 0) & (given <= _MOST))
    if given.dtype.kind == "f":
        wrong |= given != np.floor(given)
    if wrong.any():
        at = int(np.flatnonzero(wrong)[0])
        raise _refused(f"{name}[{at}]", f"is {given[at]}", f"adalah {given[at]}", name)
    return given.astype(np.uint32)


def _fit(given: npt.NDArray[np.integer]) -> bool:
    """Whether whole numbers lie in 0 .. 4,294,967,295; what is below 0 is far above when read without a sign."""
    if given.dtype == np.int64 and given.flags.c_contiguous:
        return bool(given.view(np.uint64).max() <= _MOST)
    return bool(given.min() >= 0 and given.max() <= _MOST)


def _refused(what: str, english: str, indonesian: str, name: str = "") -> OptionError:
    return OptionError(
        f"{what} {english}.",
        f"{what} {indonesian}.",
        hint_en="Give whole numbers from 0 on, in one row.",
        hint_id="Berikan bilangan bulat mulai 0, dalam satu baris.",
        code=801,
        column=name or what,
    )
