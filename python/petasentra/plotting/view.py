"""What a map or a report shows of a check: plain records, no table and no pack behind them.

`petasentra.plotting.read_view` makes them. Since it leaves out what is personal, nothing that only sees these records
(map, figure, report) can show it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from petasentra.plotting.doubt import is_draft, known_share
from petasentra.plotting.language import (
    CANNOT_BE_STATED,
    CONFLICT,
    NOTICE_KKPR,
    NOTICE_SCHEMATIC,
    NOTICE_UNVERIFIED,
    UNVERIFIED,
    VERDICTS,
    pick,
    sentence,
    what_if,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from geopandas import GeoDataFrame
    from pyproj import CRS
    from shapely.geometry.base import BaseGeometry

    from petasentra.law.records import Tolerance
    from petasentra.plotting.language import Lang, Words


@dataclass(frozen=True)
class SiteView:
    """One row of a check: a site under one activity. Areas in square metres, shares 0..1, None where not known."""

    site_id: str
    label: str
    """The id for people; a number of the row where the ids themselves are personal."""
    name: str
    activity: str
    activity_name: Words
    verdict: str
    flags: tuple[str, ...]
    share_conforming: float | None
    share_min: float | None
    share_max: float | None
    instruments: tuple[str, ...]
    articles: tuple[str, ...]
    reason: Words
    existing_use: str
    existing_use_until: dt.date | None
    existing_use_basis: str
    route: str
    verified: bool
    unverified_rules: tuple[str, ...]
    schematic: bool
    area_m2: float | None
    geometry: BaseGeometry | None
    decided: Words = ("", "")
    """What an officer decided about the site, in sentences; empty if none did."""

    @property
    def category(self) -> str:
        """The verdict word, or ``"conflict"`` where no verdict can be stated."""
        return CONFLICT if CONFLICT in self.flags else self.verdict

    @property
    def share_known(self) -> float | None:
        """The conforming share; None also where rules conflict, or nothing could be read."""
        return known_share(self.category, self.share_conforming)

    def reason_text(self, lang: Lang) -> str:
        """Return the reason; with a conflict it opens with words that say nothing can be stated yet."""
        text = pick(self.reason, lang).strip()
        opening = pick(CANNOT_BE_STATED, lang)
        if self.category != CONFLICT or text.lower().startswith(opening.lower()):
            return sentence(text)
        return f"{opening}: {text}" if text else f"{opening}."


@dataclass(frozen=True)
class PieceView:
    """A piece of a site: one zone under one set of rules."""

    site_id: str
    activity: str
    instrument: str
    zone: str
    zone_name: str
    cell: str
    verdict: str
    rules: tuple[str, ...]
    articles: tuple[str, ...]
    area_m2: float | None
    length_m: float | None
    share: float | None
    decisive: bool
    conflict: bool
    schematic: bool
    geometry: BaseGeometry | None

    @property
    def category(self) -> str:
        """The verdict word, or ``"conflict"`` where rules stand against each other here."""
        return CONFLICT if self.conflict else self.verdict

    @property
    def zone_label(self) -> str:
        """Name and code of the zone, the code only once; empty outside every zone."""
        if not self.zone_name or self.zone in self.zone_name:
            return self.zone_name or self.zone
        return f"{self.zone_name} ({self.zone})"


@dataclass(frozen=True)
class ArticleView:
    """An article a rule points to."""

    article_id: str
    label: str
    text: str
    page: str
    url: str
    verified: bool


@dataclass(frozen=True)
class InstrumentView:
    """A regulation with its dates and what of it somebody has seen."""

    instrument_id: str
    citation: str
    title: str
    level: str
    enacted_on: dt.date | None
    in_force_from: dt.date | None
    in_force_to: dt.date | None
    verified: bool
    verified_dates: Mapping[str, bool]
    source: str
    note: Words
    articles: tuple[ArticleView, ...]

    def has_article(self, article_id: str) -> bool:
        """Return True if the instrument names this article."""
        return any(article.article_id == article_id for article in self.articles)

    def article(self, article_id: str) -> ArticleView:
        """Return the article; an id that names none is its own, unseen, label."""
        for article in self.articles:
            if article.article_id == article_id:
                return article
        return ArticleView(article_id, article_id, "", "", "", verified=False)


@dataclass(frozen=True)
class GroundView:
    """A layer beneath the sites: ``zones``, ``area`` (for orientation) or ``special`` (a special zone)."""

    role: str
    title: str
    frame: GeoDataFrame
    """GeoDataFrame with columns ``code``, ``name`` and geometry, in the CRS of the pack."""
    source: str
    schematic: bool
    verified: bool
    about: Words = ("", "")
    """Of a special zone: the activities its rule speaks of."""

    def words(self, lang: Lang) -> str:
        """Name the layer; a special zone by what it is about, and it says so where nobody has seen its rule."""
        if self.role != "special":
            return self.title
        about = pick(self.about, lang)
        title = pick(("Zona khusus", "Special zone"), lang) + (f" {about}" if about else "") + f", {self.title}"
        return title if self.verified else f"{title} ({pick(UNVERIFIED, lang)})"


@dataclass(frozen=True)
class PackView:
    """The plan pack behind a result."""

    title: str
    name: str
    variant: str
    variant_title: Words
    crs: str
    tolerance: Tolerance
    files: tuple[tuple[str, str], ...]
    instruments: tuple[InstrumentView, ...]

    def instrument(self, instrument_id: str) -> InstrumentView | None:
        """Return the instrument with this id, or None."""
        return next((i for i in self.instruments if i.instrument_id == instrument_id), None)


@dataclass(frozen=True)
class ResultView:
    """A check result as people see it."""

    as_of: dt.date | None
    crs: CRS
    sites: tuple[SiteView, ...]
    pieces: tuple[PieceView, ...]
    ground: tuple[GroundView, ...]
    pack: PackView
    findings: tuple[Mapping[str, Any], ...]

    @property
    def unverified(self) -> bool:
        """True if a decisive rule of any site has not been verified."""
        return any(not site.verified for site in self.sites)

    @property
    def draft(self) -> bool:
        """True if nobody may sign: a decisive rule is unverified, or no site was decided by verified law."""
        return is_draft({"verdict": s.verdict, "flags": s.flags, "verified": s.verified} for s in self.sites)

    @property
    def schematic(self) -> bool:
        """True if any figure or zone shown is schematic."""
        return any(site.schematic for site in self.sites) or any(layer.schematic for layer in self.ground)

    def what_if(self, lang: Lang) -> str:
        """Return the what-if the law was read with, as "Andaian: ..."; empty for the law as it stands."""
        if not self.pack.variant:
            return ""
        title = what_if(self.pack.variant_title, lang) or self.pack.variant
        return pick(("Andaian", "What if"), lang) + f": {title}"

    def governing(self) -> list[InstrumentView]:
        """Return the instruments that decide a site, each once, in the order of the pack."""
        named = {name for site in self.sites for name in site.instruments}
        return [i for i in self.pack.instruments if i.instrument_id in named]

    def cited(self, site: SiteView) -> str:
        """Return the instruments that decide a site, as people write them."""
        found = (self.pack.instrument(name) for name in site.instruments)
        return "; ".join(i.citation for i in found if i is not None)

    def articles_of(self, site: SiteView) -> list[tuple[InstrumentView | None, ArticleView]]:
        """Return the articles that give the verdict of a site, each with its instrument.

        The site's own instruments are asked first, then the others of the pack: a rule of a higher plan may decide too.
        """
        own = [i for i in self.pack.instruments if i.instrument_id in site.instruments]
        others = [i for i in self.pack.instruments if i not in own]
        found = []
        for name in site.articles:
            holder = next((i for i in own + others if i.has_article(name)), own[0] if own else None)
            found.append(
                (holder, holder.article(name) if holder else ArticleView(name, name, "", "", "", verified=False))
            )
        return found

    def labelled(self, names: str, site: SiteView) -> str:
        """Return names of articles or instruments, separated by ";", as people write them."""
        own = [i for i in self.pack.instruments if i.instrument_id in site.instruments]
        others = [i for i in self.pack.instruments if i not in own]
        texts = []
        for name in filter(None, names.split("; ")):
            holder = next((i for i in own + others if i.has_article(name)), None)
            named = self.pack.instrument(name)
            texts.append(holder.article(name).label if holder else named.citation if named else name)
        return "; ".join(texts)

    def pieces_of(self, site: SiteView) -> list[PieceView]:
        """Return the pieces of a site under its activity, largest share first."""
        mine = self._pieces_by_site.get((site.site_id, site.activity), [])
        return sorted(mine, key=lambda p: (-(p.share or 0.0), p.zone))

    @cached_property
    def _pieces_by_site(self) -> dict[tuple[str, str], list[PieceView]]:
        found: dict[tuple[str, str], list[PieceView]] = {}
        for piece in self.pieces:
            found.setdefault((piece.site_id, piece.activity), []).append(piece)
        return found

    def notices(self, lang: Lang) -> list[str]:
        """Return the notices that must stand with every picture and table of this result."""
        words = [NOTICE_KKPR]
        if self.schematic:
            words.append(NOTICE_SCHEMATIC)
        if self.unverified:
            words.append(NOTICE_UNVERIFIED)
        return [pick(w, lang) for w in words]

    def categories(self) -> list[tuple[str, int]]:
        """Return ``(category, number of sites)`` for those that occur, best first, conflict last."""
        found = Counter(site.category for site in self.sites)
        return [(word, found[word]) for word in VERDICTS if word in found]
