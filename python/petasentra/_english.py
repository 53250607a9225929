"""Number in English sentences; Indonesian has none."""

from __future__ import annotations


def by_number(count: int, one: str, more: str) -> str:
    """Return the words for one thing, or those for none and for several.

    Examples
    --------
    >>> [f"{n} {by_number(n, 'row is', 'rows are')} empty" for n in (0, 1, 2)]
    ['0 rows are empty', '1 row is empty', '2 rows are empty']
    """
    return one if count == 1 else more
