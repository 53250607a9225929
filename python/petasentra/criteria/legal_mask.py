"""The legal mask: which candidates the law of a day allows, and why it excludes the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from petasentra.conformance.check_result import CheckResult

__all__ = ["ALLOWED_VERDICTS", "Law", "allowed_words", "law_of"]

ALLOWED_VERDICTS = ("conforms", "limited", "conditional", "limited_conditional")
_UNKNOWN = ("outside_plan", "not_regulated", "no_data", "unreadable_rule")
_COLUMNS = (
    "verdict", "flags", "share_conforming", "instrument", "article", "verified", "schematic", "reason_id", "reason_en",
)  # fmt: skip

ALLOWED, EXCLUDED, UNKNOWN = 0, 1, 2


@dataclass(frozen=True, eq=False)
class Law:
    """What the law says of each candidate: allowed, excluded or not known, and the columns of the check."""

    standing: npt.NDArray[np.uint8]
    columns: dict[str, pa.Array]


def allowed_words(allow: Iterable[str]) -> tuple[str, ...]:
    """Return verdicts that are ranked.

    Raises
    ------
    OptionError
        A word is none of those that allow anything, or there is none.
    """
    words = tuple(dict.fromkeys(allow)) if not isinstance(allow, str) else (allow,)
    wrong = [one for one in words if one not in ALLOWED_VERDICTS]
    if words and not wrong:
        return words
    listed = ", ".join(ALLOWED_VERDICTS)
    raise OptionError(
        f"allow={allow!r}; verdicts that allow are {listed}.", f"allow={allow!r}; hasil yang membolehkan: {listed}.",
        code=801, column="allow",
    )  # fmt: skip


def law_of(check: CheckResult, allow: tuple[str, ...]) -> Law:
    """Return the mask of a check: prohibited is excluded, and so is what is allowed but not in `allow`.

    What cannot be stated (outside the plan, not regulated, no data, unreadable, rules in conflict) is not known, which
    is no "no". Other flags, as ``needs_officer``, stay beside the verdict.
    """
    table = check.computed.to_arrow()
    columns = {name: _plain(table.column(name)) for name in _COLUMNS}
    verdict = columns["verdict"]
    standing = np.full(len(table), EXCLUDED, dtype=np.uint8)
    standing[_among(verdict, allow)] = ALLOWED
    unknown = _among(verdict, _UNKNOWN) | _holds(columns["flags"], "conflict")
    standing[unknown] = UNKNOWN
    return Law(standing, columns)


def _plain(column: pa.ChunkedArray) -> pa.Array:
    one = column.combine_chunks()
    one = one.chunk(0) if isinstance(one, pa.ChunkedArray) else one
    if pa.types.is_dictionary(one.type):
        return one.cast(one.type.value_type)
    if pa.types.is_list(one.type) and pa.types.is_dictionary(one.type.value_type):
        return one.cast(pa.list_(pa.string()))
    return one


def _among(words: pa.Array, some: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    found = pc.is_in(words, value_set=pa.array(some, pa.string()))
    out: npt.NDArray[np.bool_] = found.to_numpy(zero_copy_only=False).astype(bool)
    return out


def _holds(lists: pa.Array, word: str) -> npt.NDArray[np.bool_]:
    out = np.zeros(len(lists), dtype=bool)
    hits = pc.equal(pc.list_flatten(lists), word).to_numpy(zero_copy_only=False).astype(bool)
    out[pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)[hits]] = True
    return out
