"""What a result leaves open: when it is only a draft, and which share nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.plotting.language import CONFLICT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Verdicts that say only that nothing could be decided.
UNDECIDED = frozenset({"no_data", "unreadable_rule"})
#: Verdicts that neither permit nor prohibit: of such ground a conforming share of nothing would mislead.
SILENT = UNDECIDED | {"not_regulated", "outside_plan"}


def is_draft(rows: Iterable[Mapping[str, Any]]) -> bool:
    """Return True unless every site rests on verified law and at least one was decided by it.

    A result without sites, or of broken geometries only, has nothing that somebody could put a name to.

    Parameters
    ----------
    rows
        Rows of the table of a check: ``verdict``, ``flags``, ``verified``.

    Examples
    --------
    >>> from petasentra.plotting.doubt import is_draft
    >>> row = {"verdict": "conforms", "flags": [], "verified": True}
    >>> is_draft([row]), is_draft([row, row | {"verified": False}]), is_draft([])
    (False, True, True)
    """
    decided = False
    for row in rows:
        if not row["verified"]:
            return True
        decided = decided or (row["verdict"] not in UNDECIDED and CONFLICT not in (row["flags"] or []))
    return not decided


def known_share(category: str, share: float | None) -> float | None:
    """Return the conforming share; None where rules conflict, and where nothing conforms because no rule speaks of it.

    Parameters
    ----------
    category
        The verdict, or ``"conflict"``.
    share
        0..1, or None where the check itself has none.

    Examples
    --------
    >>> from petasentra.plotting.doubt import known_share
    >>> known_share("prohibited", 0.0), known_share("not_regulated", 0.0), known_share("no_data", 0.4)
    (0.0, None, 0.4)
    >>> known_share("conflict", 1.0) is None
    True
    """
    unknown = category == CONFLICT or (category in SILENT and not share)
    return None if unknown else share
