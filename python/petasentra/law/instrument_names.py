"""Regulations and articles by the names people know them by, from a pack or from a document of ``petasentra check``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from petasentra.law.records import Instrument


@dataclass(frozen=True)
class InstrumentNames:
    """Citation of each instrument, and label of each of its articles; what has no name keeps its id."""

    citations: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def citation(self, instrument: str) -> str:
        """Return the name of one instrument."""
        return self.citations.get(instrument, instrument)

    def label(self, article: str, instruments: Iterable[str]) -> str:
        """Return the label of an article: that of the first of these instruments which has it, else of any other.

        A rule of a higher plan may decide too, so an article need not be one of the instruments named.
        """
        own = [self.labels[one, article] for one in instruments if (one, article) in self.labels]
        others = [label for (_, name), label in self.labels.items() if name == article]
        return next(iter(own + others), article)


def names_of(instruments: Iterable[Instrument]) -> InstrumentNames:
    """Return the names in a pack.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.law.instrument_names import names_of
    >>> names = names_of(ps.datasets.jombang().pack().instruments)
    >>> names.citation("perda-21-2009"), names.label("lampiran-itbx", ["perda-21-2009"]), names.label("?", [])
    ('Perda 21/2009', 'contoh: tabel ketentuan umum zonasi', '?')
    """
    listed = list(instruments)
    return InstrumentNames(
        {one.id: one.citation for one in listed},
        {(one.id, article.id): article.label or article.id for one in listed for article in one.articles},
    )


def names_written(instruments: Iterable[Instrument]) -> list[dict[str, Any]]:
    """Write the names for a JSON document.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.law.instrument_names import names_in, names_of, names_written
    >>> pack = ps.datasets.jombang().pack()
    >>> names_in({"instruments": names_written(pack.instruments)}) == names_of(pack.instruments)
    True
    """
    return [
        {
            "id": one.id,
            "citation": one.citation,
            "articles": {article.id: article.label or article.id for article in one.articles},
        }
        for one in instruments
    ]


def names_in(document: Mapping[str, Any]) -> InstrumentNames:
    """Return the names in a JSON document; none where it has none."""
    listed = document.get("instruments") or []
    return InstrumentNames(
        {one["id"]: one["citation"] for one in listed},
        {(one["id"], article): label for one in listed for article, label in one["articles"].items()},
    )
