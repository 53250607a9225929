"""Reads a check result into the records of `petasentra.plotting.view`, leaving out what is personal."""

from __future__ import annotations

from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any, TypeGuard

from petasentra.plotting.language import CONFLICT, as_date, sentence
from petasentra.plotting.view import (
    ArticleView,
    GroundView,
    InstrumentView,
    PackView,
    PieceView,
    ResultView,
    SiteView,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geopandas import GeoDataFrame

    from petasentra.conformance.check_result import CheckResult
    from petasentra.law.plan_packs import PlanPack
    from petasentra.law.records import AreaRule, Instrument, LayerLink
    from petasentra.layers.layer import Layer
    from petasentra.overrides.entry import Override
    from petasentra.plotting.language import Words

    Row = Mapping[str, Any]

#: Activities that name a special zone; more of them are counted.
_MOST_ACTIVITIES = 2
_NAME_COLUMNS = ("name", "nama", "name_id", "nama_tapak", "NAMOBJ", "title")


def is_result(obj: object) -> TypeGuard[CheckResult]:
    """Return True if `obj` is a check result rather than a layer."""
    return all(hasattr(obj, name) for name in ("table", "pieces", "sites", "pack"))


def without_personal(layer: Layer) -> GeoDataFrame:
    """Return a GeoDataFrame of `layer` without the columns marked personal."""
    frame = layer.to_geopandas()
    return frame.drop(columns=[c for c in frame.columns if c in set(layer.personal)])


def source_name(source: str) -> str:
    """Return a source for people: of a path only the name of the file, since folders are nobody's business."""
    path = PureWindowsPath(source)  # it takes both kinds of separators
    return path.name if path.root or path.drive else source


def view_of(result: CheckResult) -> ResultView:
    """Read a check result: table, pieces, sites and pack."""
    sites = without_personal(result.sites)
    site_shape = sites.geometry.name
    table = result.table.to_pylist()
    activities = {a.id: (a.name_id, a.name_en) for a in result.pack.activities}
    secret = _ids_are_personal(result.sites, [row["site_id"] for row in table])
    decided = result.overrides.last_by_site()
    # The table has one row a site, in the order of the sites.
    rows = [
        _site_view(row, site, site_shape, activities, f"#{number}" if secret else str(row["site_id"]), decided)
        for number, (row, site) in enumerate(zip(table, sites.to_dict("records"), strict=True), start=1)
    ]
    pieces = result.pieces.to_geopandas()
    piece_shape = pieces.geometry.name
    return ResultView(
        as_of=result.as_of,
        crs=sites.crs,
        sites=tuple(rows),
        pieces=tuple(_piece_view(row, piece_shape) for row in pieces.to_dict("records")),
        ground=tuple(ground_of(result.pack, {name for site in rows for name in site.instruments})),
        pack=_pack_view(result.pack),
        findings=() if secret else tuple(result.findings.to_pylist()),
    )


def _ids_are_personal(sites: Layer, ids: list[str]) -> bool:
    """Return True if a column marked personal is the one the sites are told apart by."""
    if not sites.personal:
        return False
    frame = sites.to_geopandas()
    return any([str(value) for value in frame[name]] == ids for name in sites.personal if name in frame.columns)


def _site_view(
    row: Row,
    site: Row,
    geometry: str,
    names: Mapping[str, Words],
    label: str,
    decided: Mapping[tuple[str, str], Override],
) -> SiteView:
    shape = site[geometry]
    name = next((str(site[c]) for c in _NAME_COLUMNS if c in site and _known(site[c])), label)
    activity = _text(row["activity"])
    # The area of a self-crossing outline is a number without meaning.
    area_m2 = float(shape.area) if shape is not None and shape.area > 0 and shape.is_valid else None
    return SiteView(
        site_id=str(row["site_id"]),
        label=label,
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
        existing_use_until=as_date(row["existing_use_until"]),
        existing_use_basis=_text(row["existing_use_basis"]),
        route=_text(row["route"]),
        verified=bool(row["verified"]),
        unverified_rules=_texts(row["unverified_rules"]),
        schematic=bool(row["schematic"]),
        area_m2=area_m2,
        geometry=shape,
        decided=_decided(decided.get((str(row["site_id"]), activity)), conflict=CONFLICT in _texts(row["flags"])),
    )


def _decided(entry: Override | None, *, conflict: bool) -> Words:
    if entry is None:
        return ("", "")
    from petasentra.overrides.applying import told

    return (told(entry, "id", conflict=conflict), told(entry, "en", conflict=conflict))


def _piece_view(row: Row, geometry: str) -> PieceView:
    return PieceView(
        site_id=str(row["site_id"]),
        activity=_text(row["activity"]),
        instrument=_text(row["instrument"]),
        zone=_text(row["zone"]),
        zone_name=_text(row["zone_name"]),
        cell=_text(row["cell"]),
        verdict=_text(row["verdict"]),
        rules=_texts(row["rules"]),
        articles=_texts(row["article"]),
        area_m2=_number(row["area_m2"]),
        length_m=_number(row["length_m"]),
        share=_number(row["share"]),
        decisive=bool(row["decisive"]),
        conflict=bool(row["conflict"]),
        schematic=bool(row["schematic"]),
        geometry=row[geometry],
    )


def _pack_view(pack: PlanPack) -> PackView:
    chosen = next((variant for variant in pack.variants if variant.id == pack.variant), None)
    return PackView(
        title=pack.title,
        name=pack.name,
        variant=pack.variant,
        variant_title=(chosen.title_id, chosen.title_en) if chosen is not None else ("", ""),
        crs=pack.crs,
        tolerance=pack.tolerance,
        files=tuple((file.path, file.sha256) for file in pack.files),
        instruments=tuple(_instrument_view(instrument) for instrument in pack.instruments),
    )


def _instrument_view(instrument: Instrument) -> InstrumentView:
    return InstrumentView(
        instrument_id=instrument.id,
        citation=instrument.citation,
        title=instrument.title,
        level=instrument.level,
        enacted_on=as_date(instrument.enacted_on),
        in_force_from=as_date(instrument.in_force_from),
        in_force_to=as_date(instrument.in_force_to),
        verified=instrument.verified,
        verified_dates=dict(instrument.verified_dates),
        source=source_name(instrument.source),
        note=(instrument.note_id, instrument.note_en),
        articles=tuple(
            ArticleView(a.id, a.label or a.id, a.text, a.page, a.url, verified=a.verified) for a in instrument.articles
        ),
    )


def ground_of(pack: PlanPack, governing: set[str]) -> list[GroundView]:
    """Zones of the governing instruments, then areas for orientation, then the areas of special rules."""
    zones: list[GroundView] = []
    areas: list[GroundView] = []
    special: list[GroundView] = []
    for instrument in pack.instruments:
        if instrument.id not in governing:
            continue
        for link in instrument.layers:
            view = _ground_view(pack, instrument, link)
            if view is not None:
                (zones if link.role == "zones" else areas).append(view)
        views = (_special_view(pack, instrument, rule) for rule in instrument.area_rules)
        special += [view for view in views if view is not None]
    if not areas:
        # The areas are no part of the law: those another instrument names serve as well to see where one is.
        links = ((i, link) for i in pack.instruments for link in i.layers if link.role == "area")
        areas = [view for i, link in links if (view := _ground_view(pack, i, link)) is not None][:1]
    return zones + areas[:1] + special


def _ground_view(pack: PlanPack, instrument: Instrument, link: LayerLink) -> GroundView | None:
    held = pack.layer(instrument.id, link.id) if link.role in ("zones", "area") else None
    if held is None:
        return None
    name = sentence(link.id.replace("-", " "))
    return GroundView(
        role=link.role,
        title=f"{name}, {instrument.citation}" if link.role == "zones" else name,
        frame=_coded(without_personal(held), link),
        source=source_name(link.source or instrument.source),
        schematic=link.schematic,
        verified=link.verified,
    )


def _special_view(pack: PlanPack, instrument: Instrument, rule: AreaRule) -> GroundView | None:
    link = next((one for one in instrument.layers if one.id == rule.layer), None)
    ground = _ground_view(pack, instrument, link) if link is not None else None
    if ground is None:
        return None
    same = pack.same_unit
    meant = [any(same(code, wanted) for wanted in rule.codes) for code in ground.frame["code"]]
    article = next((a for a in instrument.articles if a.id == rule.article), None)
    return GroundView(
        role="special",
        title=instrument.citation,
        frame=(ground.frame[meant] if rule.codes else ground.frame).dissolve().assign(name=rule.id),
        source=(article.label or article.id) if article is not None else rule.article,
        schematic=False,
        verified=article.verified if article is not None else False,
        about=_activities_of(rule, pack),
    )


def _activities_of(rule: AreaRule, pack: PlanPack) -> Words:
    """Name what a rule speaks of: its first activities in words, and how many more there are."""
    if "*" in rule.activities:
        return ("untuk semua kegiatan", "for every activity")
    known = {one.id: (one.name_id or one.id, one.name_en or one.id) for one in pack.activities}
    names = [known.get(one, (one, one)) for one in rule.activities]
    more = len(names) - _MOST_ACTIVITIES
    listed = tuple(", ".join(_within(name[side]) for name in names[:_MOST_ACTIVITIES]) for side in (0, 1))
    if more <= 0:
        return (listed[0], listed[1])
    return (f"{listed[0]} dan {more} kegiatan lain", f"{listed[1]} and {more} more")


def _within(name: str) -> str:
    """Write a name within a sentence: a small first letter, unless it is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _coded(frame: GeoDataFrame, link: LayerLink) -> GeoDataFrame:
    import geopandas

    codes = frame[link.code].map(_text) if link.code in frame.columns else ""
    names = frame[link.name].map(_text) if link.name and link.name in frame.columns else codes
    return geopandas.GeoDataFrame({"code": codes, "name": names}, geometry=frame.geometry, crs=frame.crs)


def _known(value: object) -> bool:
    return value is not None and value == value and str(value) not in ("", "NaT")


def _text(value: object) -> str:
    return str(value) if _known(value) else ""


def _texts(value: Iterable[object] | None) -> tuple[str, ...]:
    return () if value is None else tuple(str(item) for item in value)


def _number(value: float | None) -> float | None:
    return float(value) if value is not None and value == value else None
