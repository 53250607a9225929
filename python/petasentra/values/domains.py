"""Coded domains: one meaning, many writings ("Tidak Ada", "Tidak ada", "1", "0")."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.values.columns import ParsedColumn, arrow_array, mask, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable

    from petasentra.values.columns import Column


@dataclass(frozen=True)
class DomainValue:
    """One allowed value.

    ``value`` is how we write it; ``synonyms`` are other writings that somebody has seen to mean the same;
    ``unverified_synonyms`` are believed to, and are never applied.
    """

    value: str
    meaning_id: str = ""
    meaning_en: str = ""
    synonyms: tuple[str, ...] = ()
    unverified_synonyms: tuple[str, ...] = ()
    verified: bool = False


@dataclass(frozen=True)
class Domain:
    """The values that a coded column may hold, and how they are written elsewhere.

    Capital letters and runs of blanks make no difference. Two values must not share a writing.

    Examples
    --------
    >>> from petasentra.values import Domain, DomainValue
    >>> flag = Domain("overlay", (DomainValue("Tidak Ada", synonyms=("1", "0")), DomainValue("Ada", synonyms=("2",))))
    >>> flag.find("tidak  ada").value, flag.find("Patahan Aktif")
    ('Tidak Ada', None)
    """

    name: str
    values: tuple[DomainValue, ...]
    _writings: dict[str, DomainValue] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        writings: dict[str, DomainValue] = {}
        for value in self.values:
            for text in (value.value, *value.synonyms):
                if writings.setdefault(_key(text), value) is not value:
                    raise ValueError(f"domain {self.name}: {text!r} has two meanings")
        object.__setattr__(self, "_writings", writings)

    def find(self, text: str) -> DomainValue | None:
        """Return the value a text stands for; None if it stands for none."""
        return self._writings.get(_key(text))

    def supposed(self, text: str) -> DomainValue | None:
        """Return the value a text is believed to stand for, unverified; None if there is no such belief."""
        key = _key(text)
        return next((one for one in self.values if key in map(_key, one.unverified_synonyms)), None)


def parse_coded(column: Column, domain: Domain) -> ParsedColumn:
    """Write a coded column in one way; what the domain does not know stays raw.

    Parameters
    ----------
    column
        Texts or whole numbers, n rows.
    domain
        What the codes mean.

    Returns
    -------
    ParsedColumn
        ``values`` is text, the `DomainValue.value` of each row.

    Examples
    --------
    >>> from petasentra.values import Domain, DomainValue, parse_coded
    >>> flag = Domain("overlay", (DomainValue("Tidak Ada", synonyms=("1",)), DomainValue("Ada", synonyms=("2",))))
    >>> found = parse_coded(["1", "2", "Tidak ada", "Patahan Aktif", " "], flag)
    >>> found.to_pylist(), found.unread_texts()
    (['Tidak Ada', 'Ada', 'Tidak Ada', None, None], [('Patahan Aktif', 1)])
    """

    def written(text: str) -> str | None:
        value = domain.find(text)
        return None if value is None else value.value

    return _by_distinct_text(column, written)


def parse_coded_lists(column: Column, domain: Domain, *, separator: str = ",") -> ParsedColumn:
    """Write a column of lists of codes in one way ("Rawan Banjir Tinggi, Rawan Cuaca Ekstrim Tinggi").

    A row is understood if each of its parts is; the parts keep their order and are joined by comma and blank.
    """

    def written(text: str) -> str | None:
        parts = [domain.find(part) for part in text.split(separator)]
        return None if None in parts else ", ".join(part.value for part in parts if part is not None)

    return _by_distinct_text(column, written)


def _by_distinct_text(column: Column, written: Callable[[str], str | None]) -> ParsedColumn:
    raw = arrow_array(column)
    text = trimmed(raw)
    distinct = pc.dictionary_encode(text)
    values = pa.array([written(one) for one in distinct.dictionary.to_pylist()], pa.string())
    values = values.take(distinct.indices)
    unread = mask(pc.is_valid(text)) & mask(pc.is_null(values))
    return ParsedColumn(values, raw, unread, np.zeros(len(raw), dtype=np.bool_))


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
