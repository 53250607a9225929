"""What a map or a report shows, taken once from a check result or a layer.

`view_of` reads the public face of its argument and nothing else. It is also the one place where columns marked personal
are dropped: whatever comes later (map, figure, report) never sees them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from petasentra.plotting.language import (
    CANNOT_BE_STATED,
    CONFLICT,
    NOTICE_KKPR,
    NOTICE_SCHEMATIC,
    NOTICE_UNVERIFIED,
    VERDICTS,
    Lang,
    Words,
    pick,
    sentence,
)

_NAME_COLUMNS = ("name", "nama", "name_id", "nama_tapak", "NAMOBJ", "title")


@dataclass(frozen=True)
class SiteView:
    """One row of a check: a site under one activity. Areas in square metres, shares 0..1, None where not known."""

    site_id: str
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
    geometry: Any

    @property
    def category(self) -> str:
        """The verdict word, or ``"conflict"`` where no verdict can be stated."""
        return CONFLICT if CONFLICT in self.flags else self.verdict

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
    conditions: tuple[str, ...]
    rules: tuple[str, ...]
    articles: tuple[str, ...]
    area_m2: float | None
    length_m: float | None
    share: float | None
    decisive: bool
    conflict: bool
    schematic: bool
    geometry: Any

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
    """A layer drawn beneath the sites: zones (with code and name) or areas named by a rule."""

    role: str
    title: str
    frame: Any
    """GeoDataFrame with columns ``code``, ``name`` and geometry, in the CRS of the pack."""
    source: str
    schematic: bool
    verified: bool


@dataclass(frozen=True)
class PackView:
    """The plan pack behind a result."""

    title: str
    name: str
    variant: str
    variant_title: Words
    crs: str
    tolerance: Mapping[str, float]
    files: tuple[tuple[str, str], ...]
    instruments: tuple[InstrumentView, ...]

    def instrument(self, instrument_id: str) -> InstrumentView | None:
        """Return the instrument with this id, or None."""
        return next((i for i in self.instruments if i.instrument_id == instrument_id), None)


@dataclass(frozen=True)
class ResultView:
    """A check result as people see it."""

    as_of: dt.date | None
    crs: Any
    sites: tuple[SiteView, ...]
    pieces: tuple[PieceView, ...]
    ground: tuple[GroundView, ...]
    pack: PackView
    findings: tuple[Mapping[str, Any], ...] = field(default=())

    @property
    def unverified(self) -> bool:
        """True if a decisive rule of any site has not been verified."""
        return any(not site.verified for site in self.sites)

    @property
    def schematic(self) -> bool:
        """True if any figure or zone shown is schematic."""
        return any(site.schematic for site in self.sites) or any(layer.schematic for layer in self.ground)

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
            found.append((holder, holder.article(name) if holder else ArticleView(name, name, "", "", "", verified=False)))
        return found

    def pieces_of(self, site: SiteView) -> list[PieceView]:
        """Return the pieces of a site under its activity, largest share first."""
        mine = [p for p in self.pieces if (p.site_id, p.activity) == (site.site_id, site.activity)]
        return sorted(mine, key=lambda p: (-(p.share or 0.0), p.zone))

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
        found = [site.category for site in self.sites]
        return [(word, found.count(word)) for word in VERDICTS if word in found]


def is_result(obj: object) -> bool:
    """Return True if `obj` is a check result rather than a layer."""
    return all(hasattr(obj, name) for name in ("table", "pieces", "sites", "pack"))


def without_personal(layer: Any) -> Any:
    """Return a GeoDataFrame of `layer` without the columns marked personal."""
    frame = layer.to_geopandas()
    return frame.drop(columns=[c for c in frame.columns if c in set(layer.personal)])


def view_of(result: Any) -> ResultView:
    """Read a check result: table, pieces, sites and pack."""
    sites = without_personal(result.sites)
    by_id = {str(row["site_id"]): row for row in sites.to_dict("records")}
    geometry_name = sites.geometry.name
    pack = _pack_view(result.pack)
    activities = _activity_names(result.pack)
    rows = [
        _site_view(row, by_id.get(str(row["site_id"]), {}), geometry_name, activities)
        for row in result.table.to_pylist()
    ]
    pieces = result.pieces.to_geopandas()
    return ResultView(
        as_of=result.as_of,
        crs=sites.crs,
        sites=tuple(rows),
        pieces=tuple(_piece_view(row, pieces.geometry.name) for row in pieces.to_dict("records")),
        ground=tuple(_ground(result.pack, {name for site in rows for name in site.instruments})),
        pack=pack,
        findings=tuple(result.findings.to_pylist()),
    )


def _site_view(row: Mapping[str, Any], site: Mapping[str, Any], geometry: str, names: Mapping[str, Words]) -> SiteView:
    shape = site.get(geometry)
    name = next((str(site[c]) for c in _NAME_COLUMNS if c in site and _known(site[c])), str(row["site_id"]))
    activity = _text(row["activity"])
    area_m2 = float(shape.area) if shape is not None and shape.area > 0 else None
    until = row.get("existing_use_until")
    return SiteView(
        site_id=str(row["site_id"]),
        name=name,
        activity=activity,
        activity_name=names.get(activity, (activity, activity)),
        verdict=_text(row["verdict"]),
        flags=_texts(row["flags"]),
        share_conforming=_number(row["share_conforming"]),
        share_min=_number(row["share_min"]),
        share_max=_number(row["share_max"]),
        instruments=tuple(filter(None, _text(row["instrument"]).split("; "))),
        articles=_texts(row["article"]),
        reason=(_text(row["reason_id"]), _text(row["reason_en"])),
        existing_use=_text(row["existing_use"]) or "none",
        existing_use_until=until if _known(until) else None,
        existing_use_basis=_text(row.get("existing_use_basis")),
        route=_text(row["route"]),
        verified=bool(row["verified"]),
        unverified_rules=_texts(row["unverified_rules"]),
        schematic=bool(row["schematic"]),
        area_m2=area_m2,
        geometry=shape,
    )


def _piece_view(row: Mapping[str, Any], geometry: str) -> PieceView:
    return PieceView(
        site_id=str(row["site_id"]),
        activity=_text(row["activity"]),
        instrument=_text(row["instrument"]),
        zone=_text(row["zone"]),
        zone_name=_text(row["zone_name"]),
        cell=_text(row["cell"]),
        verdict=_text(row["verdict"]),
        conditions=_texts(row["conditions"]),
        rules=_texts(row["rules"]),
        articles=_texts(row["article"]),
        area_m2=_number(row["area_m2"]),
        length_m=_number(row["length_m"]),
        share=_number(row["share"]),
        decisive=bool(row["decisive"]),
        conflict=bool(row["conflict"]),
        schematic=bool(row["schematic"]),
        geometry=row.get(geometry),
    )


def _pack_view(pack: Any) -> PackView:
    variants = {v.id: v for v in pack.variants}
    chosen = variants.get(pack.variant)
    return PackView(
        title=_text(pack.title),
        name=_text(pack.name),
        variant=_text(pack.variant),
        variant_title=_words(chosen.title) if chosen is not None else ("", ""),
        crs=_text(pack.crs),
        tolerance={
            name: float(getattr(pack.tolerance, name))
            for name in ("boundary_m", "sliver_m2", "decisive_share", "conforming_share")
        },
        files=tuple((_text(f.path), _text(f.sha256)) for f in pack.files),
        instruments=tuple(_instrument_view(i) for i in pack.instruments),
    )


def _instrument_view(instrument: Any) -> InstrumentView:
    citation = instrument.citation
    return InstrumentView(
        instrument_id=_text(instrument.id),
        citation=_text(citation() if callable(citation) else citation),
        title=_text(instrument.title),
        level=_text(instrument.level),
        enacted_on=instrument.enacted_on,
        in_force_from=instrument.in_force_from,
        in_force_to=instrument.in_force_to,
        verified=bool(instrument.verified),
        verified_dates=dict(instrument.verified_dates),
        source=_text(instrument.source),
        note=(_text(instrument.note_id), _text(instrument.note_en)),
        articles=tuple(
            ArticleView(_text(a.id), _text(a.label) or _text(a.id), _text(a.text), _text(a.page), _text(a.url), a.verified)
            for a in instrument.articles
        ),
    )


def _activity_names(pack: Any) -> dict[str, Words]:
    return {_text(a.id): _words(a.name) for a in pack.activities}


def _ground(pack: Any, governing: set[str]) -> list[GroundView]:
    """Zones of the governing instruments first, then the areas their rules name."""
    zones: list[GroundView] = []
    areas: list[GroundView] = []
    for instrument in pack.instruments:
        if instrument.id not in governing:
            continue
        citation = instrument.citation() if callable(instrument.citation) else instrument.citation
        for link in instrument.layers:
            held = pack.layer(instrument.id, link.id)
            if held is None or str(link.role) not in ("zones", "area"):
                continue
            frame = _coded(without_personal(held), link)
            view = GroundView(
                role=str(link.role),
                title=f"{citation}: {link.id}",
                frame=frame,
                source=_text(link.source) or _text(instrument.source),
                schematic=bool(link.schematic),
                verified=bool(link.verified),
            )
            (zones if view.role == "zones" else areas).append(view)
    return zones + areas


def _coded(frame: Any, link: Any) -> Any:
    import geopandas

    codes = frame[link.code].map(_text) if link.code in frame.columns else ""
    names = frame[link.name].map(_text) if link.name and link.name in frame.columns else codes
    return geopandas.GeoDataFrame({"code": codes, "name": names}, geometry=frame.geometry, crs=frame.crs)


def _known(value: Any) -> bool:
    return value is not None and value == value and str(value) not in ("", "NaT")


def _text(value: Any) -> str:
    return str(value) if _known(value) else ""


def _texts(value: Any) -> tuple[str, ...]:
    if value is None or isinstance(value, float):
        return ()
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(item) for item in value) if isinstance(value, Sequence) or hasattr(value, "__iter__") else ()


def _number(value: Any) -> float | None:
    return float(value) if _known(value) else None


def _words(value: Any) -> Words:
    if hasattr(value, "id"):
        return (_text(value.id), _text(value.en))
    if isinstance(value, Mapping):
        return (_text(value.get("id")), _text(value.get("en")))
    return (_text(value), _text(value)) if isinstance(value, str) else (_text(value[0]), _text(value[1]))
