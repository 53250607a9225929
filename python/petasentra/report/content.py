"""What a conformance report says: every table of it as plain rows, before any HTML.

A figure is a `Figure`: text, and whether it was computed on schematic data. The template writes "skematik" beside each
such figure, so no figure can lose its mark on the way to the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Figure:
    """A number as text."""

    text: str
    schematic: bool = False


@dataclass(frozen=True)
class Chip:
    """A verdict: words on its colour, with its sign."""

    word: str
    sign: str
    fill: str
    ink: str


@dataclass(frozen=True)
class Step:
    """A step of an explanation with the steps it follows from."""

    kind: str
    text: str
    schematic: bool
    because: tuple[Step, ...]


@dataclass(frozen=True)
class SummaryRow:
    """Sites of one verdict."""

    chip: Chip
    sites: Figure
    area: Figure
    conforming: Figure
    width: float
    """Share of all sites, 0..100, for the bar."""


@dataclass(frozen=True)
class PieceRow:
    """A piece of a site."""

    zone: str
    colour: str
    cell: str
    chip: Chip
    size: Figure
    share: Figure
    articles: str
    decisive: bool


@dataclass(frozen=True)
class VertexRow:
    """A corner of a part, in UTM metres and in degrees."""

    ring: int
    number: int
    easting: str
    northing: str
    longitude: str
    latitude: str


@dataclass(frozen=True)
class PartRow:
    """A polygon of the ground that conforms of a site that does so in part."""

    number: int
    area: Figure
    share: Figure
    width: Figure
    utm_zone: str
    vertices: tuple[VertexRow, ...]
    """Empty if there are too many for paper."""
    vertex_count: int
    schematic: bool


@dataclass(frozen=True)
class RemainderRow:
    """The ground that conforms of a site that does so in part: its largest parts, and what the others are together."""

    parts: tuple[PartRow, ...]
    more: int
    """Parts that are not printed, all of them smaller."""
    more_area: Figure


@dataclass(frozen=True)
class SiteRow:
    """A site: a row of the table and a section of its own."""

    number: int
    label: str
    name: str
    activity: str
    chip: Chip
    stricter: str
    """With a conflict: the words of the stricter result, which the table of the check keeps."""
    flags: tuple[str, ...]
    area: Figure
    share: Figure
    interval: Figure
    """The share where zone borders may lie elsewhere; empty text if there is no interval."""
    instrument: str
    articles: tuple[tuple[str, bool], ...]
    reason: str
    existing_use: str
    route: str
    verified: bool
    pieces: tuple[PieceRow, ...]
    remainder: RemainderRow | None
    """None where nothing is left, or where it is not settled what conforms."""
    steps: tuple[Step, ...]
    decided: str
    """What an officer decided about the site, in sentences; empty if none did."""


@dataclass(frozen=True)
class DecisionRow:
    """A decision of an officer, as the log has it."""

    number: int
    site: str
    text: str
    sha256: str


@dataclass(frozen=True)
class InstrumentRow:
    """A regulation; each date is (text, verified)."""

    citation: str
    title: str
    governs: bool
    dates: tuple[tuple[str, str, bool], ...]
    verified: bool
    source: str
    note: str


@dataclass(frozen=True)
class ArticleRow:
    """An article that decides some site."""

    instrument: str
    label: str
    text: str
    place: str
    verified: bool
    sites: int


@dataclass(frozen=True)
class Content:
    """The whole report."""

    title: str
    subtitle: str
    as_of: str
    printed_on: str
    cited: str
    variant: str
    draft: bool
    schematic: bool
    summary: tuple[SummaryRow, ...]
    total: SummaryRow | None
    sites: tuple[SiteRow, ...]
    zones: tuple[tuple[str, str, str], ...]
    special: tuple[str, ...]
    map_sources: tuple[str, ...]
    instruments: tuple[InstrumentRow, ...]
    articles: tuple[ArticleRow, ...]
    claims: tuple[Mapping[str, str], ...]
    method: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, str, str], ...]
    notices: tuple[str, ...]
    signature: str
    decisions: tuple[DecisionRow, ...]
    audit_sha256: str
