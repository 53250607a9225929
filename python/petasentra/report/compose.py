"""Puts a check result into the words, rows and figures of a report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from petasentra.overrides.applying import told
from petasentra.plotting import language as words
from petasentra.plotting.language import pick
from petasentra.plotting.palette import on_paper, verdict_style, zone_colours
from petasentra.report.content import (
    ArticleRow,
    Chip,
    Content,
    DecisionRow,
    Figure,
    InstrumentRow,
    PieceRow,
    SiteRow,
    Step,
    SummaryRow,
)
from petasentra.report.remainder import remainders_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from petasentra.conformance.check_result import CheckResult
    from petasentra.plotting.language import Lang
    from petasentra.plotting.view import ArticleView, InstrumentView, PieceView, ResultView, SiteView
    from petasentra.report.content import RemainderRow
    from petasentra.tables import Table

    Claims: TypeAlias = Table | pd.DataFrame | Iterable[Mapping[str, object]]


def content_of(
    view: ResultView,
    result: CheckResult,
    lang: Lang,
    *,
    zones: Iterable[tuple[str, str]],
    claims: Claims | None,
    printed_on: str,
    version: str,
) -> Content:
    """Put a result into words, rows and figures; `zones` are code and name of those seen on its map."""
    explained = [_explain(result, site) for site in view.sites]
    colours = _zone_colours(view)
    remainders = remainders_of(result, lang)
    rows = tuple(
        _site_row(number, site, view, lang, tree, colours, remainders)
        for number, (site, tree) in enumerate(zip(view.sites, explained, strict=True), start=1)
    )
    summary = tuple(_summary_row(category, view, lang) for category, _ in view.categories())
    clashing = {site.site_id for site in view.sites if site.category == words.CONFLICT}
    return Content(
        title=pick(("Laporan Pemeriksaan Kesesuaian Ruang", "Spatial Conformance Report"), lang),
        subtitle=view.pack.title,
        as_of=words.date(view.as_of, lang),
        printed_on=printed_on,
        cited="; ".join(i.citation for i in view.governing()),
        variant=words.what_if(view.pack.variant_title, lang) or view.pack.variant,
        draft=view.draft,
        schematic=view.schematic,
        summary=summary,
        total=_total_row(view, lang) if len(summary) > 1 else None,
        sites=rows,
        zones=tuple((code, name, colours[code]) for code, name in zones),
        special=tuple(layer.words(lang) for layer in view.ground if layer.role == "special"),
        map_sources=tuple(dict.fromkeys(f"{one.words(lang)}: {one.source}" for one in view.ground if one.source)),
        instruments=tuple(_instrument_row(i, view, lang) for i in view.pack.instruments),
        articles=_article_rows(view),
        claims=_claims(claims, lang),
        method=_method(view, lang, version),
        files=view.pack.files,
        findings=tuple(
            (str(f["code"]), str(f["feature_id"]), str(f["message_id" if lang == "id" else "message_en"]))
            for f in view.findings
        ),
        notices=tuple(view.notices(lang)),
        signature=pick(words.DRAFT, lang) if view.draft else "",
        decisions=tuple(
            DecisionRow(
                entry.number, entry.site_id, told(entry, lang, conflict=entry.site_id in clashing), entry.sha256
            )
            for entry in result.overrides
        ),
        audit_sha256=result.audit.sha256,
    )


def _chip(category: str, lang: Lang) -> Chip:
    style = verdict_style(category)
    return Chip(pick(words.VERDICTS.get(category, (category, category)), lang), style.sign, style.fill, style.ink)


def _summary_row(category: str, view: ResultView, lang: Lang) -> SummaryRow:
    return _counted(_chip(category, lang), [s for s in view.sites if s.category == category], view, lang)


def _total_row(view: ResultView, lang: Lang) -> SummaryRow:
    return _counted(Chip(pick(("Jumlah", "Total"), lang), "", "", ""), list(view.sites), view, lang)


def _counted(chip: Chip, sites: Sequence[SiteView], view: ResultView, lang: Lang) -> SummaryRow:
    schematic = any(s.schematic for s in sites)
    grounds = [s for s in sites if s.area_m2 is not None]
    shared = [s.area_m2 * s.share_known for s in grounds if s.area_m2 and s.share_known is not None]
    return SummaryRow(
        chip=chip,
        sites=Figure(words.number(len(sites), 0, lang), schematic),
        area=Figure(
            words.hectares(sum(s.area_m2 or 0.0 for s in grounds), lang) if grounds else "–",
            schematic and bool(grounds),
        ),
        conforming=Figure(words.hectares(sum(shared), lang) if shared else "–", schematic and bool(shared)),
        width=100.0 * len(sites) / len(view.sites),
    )


def _site_row(
    number: int,
    site: SiteView,
    view: ResultView,
    lang: Lang,
    tree: Mapping[str, Any],
    colours: Mapping[str, str],
    remainders: Mapping[tuple[str, str], RemainderRow],
) -> SiteRow:
    interval = ""
    known = site.share_known is not None
    if known and site.share_min is not None and site.share_max is not None and site.share_max > site.share_min:
        interval = f"{words.percent(site.share_min, lang)}–{words.percent(site.share_max, lang)}"
    conflict = site.category == words.CONFLICT
    steps = tree.get("because", ())
    return SiteRow(
        number=number,
        label=site.label,
        name=site.name,
        activity=pick(site.activity_name, lang) or site.activity,
        chip=_chip(site.category, lang),
        stricter=pick(words.VERDICTS.get(site.verdict, (site.verdict,) * 2), lang) if conflict else "",
        flags=tuple(pick(words.FLAGS.get(f, (f, f)), lang) for f in site.flags if f != words.CONFLICT),
        area=Figure(words.hectares(site.area_m2, lang)),
        share=Figure(words.percent(site.share_known, lang), site.schematic and site.share_known is not None),
        interval=Figure(interval, site.schematic and bool(interval)),
        instrument=view.cited(site),
        articles=tuple((article.label, article.verified) for _, article in view.articles_of(site)),
        reason=site.reason_text(lang),
        existing_use=_existing_use(site, view, lang),
        route=pick(words.ROUTES.get(site.route, (site.route, site.route)), lang),
        verified=site.verified,
        pieces=tuple(_piece_row(piece, site, view, lang, colours) for piece in view.pieces_of(site)),
        # Where instruments disagree it is not settled which part conforms.
        remainder=None if conflict else remainders.get((site.site_id, site.activity)),
        steps=tuple(_step(step, site, lang) for step in steps),
        decided=pick(site.decided, lang),
    )


def _piece_row(piece: PieceView, site: SiteView, view: ResultView, lang: Lang, colours: Mapping[str, str]) -> PieceRow:
    instrument = view.pack.instrument(piece.instrument)
    if piece.area_m2 is not None:
        size = words.hectares(piece.area_m2, lang)
    elif piece.length_m is not None:
        size = f"{words.number(piece.length_m, 1, lang)} m"
    else:
        size = pick(("titik", "point"), lang)
    labels = [instrument.article(a).label if instrument else a for a in piece.articles]
    # What lies outside schematic zones is as schematic as what lies inside.
    schematic = piece.schematic or (site.schematic and not piece.zone)
    return PieceRow(
        zone=piece.zone_label or pick(("di luar seluruh zona", "outside every zone"), lang),
        colour=colours.get(piece.zone, "#ffffff"),
        cell=piece.cell,
        chip=_chip(piece.category, lang),
        size=Figure(size, schematic and (piece.area_m2 is not None or piece.length_m is not None)),
        share=Figure(words.percent(piece.share, lang), schematic and piece.share is not None),
        articles="; ".join(dict.fromkeys(labels)),
        decisive=piece.decisive,
    )


def _existing_use(site: SiteView, view: ResultView, lang: Lang) -> str:
    if site.existing_use in ("", "none"):
        return ""
    text = words.existing_use(site.existing_use, site.existing_use_until, lang)
    basis = view.labelled(site.existing_use_basis, site)
    return f"{text} ({basis})" if basis else text


def _instrument_row(instrument: InstrumentView, view: ResultView, lang: Lang) -> InstrumentRow:
    named = (
        ("enacted_on", ("ditetapkan", "enacted"), instrument.enacted_on),
        ("in_force_from", ("berlaku sejak", "in force from"), instrument.in_force_from),
        ("in_force_to", ("tidak berlaku lagi sejak", "no longer in force from"), instrument.in_force_to),
    )
    return InstrumentRow(
        citation=instrument.citation,
        title=instrument.title,
        governs=instrument in view.governing(),
        dates=tuple(
            (pick(label, lang), words.date(day, lang), bool(instrument.verified_dates.get(key, False)))
            for key, label, day in named
            if day is not None
        ),
        verified=instrument.verified,
        source=instrument.source,
        note=pick(instrument.note, lang),
    )


def _article_rows(view: ResultView) -> tuple[ArticleRow, ...]:
    found: dict[tuple[str, str], tuple[ArticleView, int]] = {}
    for site in view.sites:
        for holder, article in view.articles_of(site):
            key = (holder.citation if holder else "", article.article_id)
            found[key] = (article, found.get(key, (article, 0))[1] + 1)
    return tuple(
        ArticleRow(
            instrument=citation,
            label=article.label,
            text=article.text,
            place=", ".join(filter(None, (article.page, article.url))),
            verified=article.verified,
            sites=count,
        )
        for (citation, _), (article, count) in found.items()
    )


def _method(view: ResultView, lang: Lang, version: str) -> tuple[tuple[str, str], ...]:
    tolerance = view.pack.tolerance
    crs = f"{view.pack.crs} ({view.crs.name})" if view.crs is not None else view.pack.crs
    rows: Iterable[tuple[words.Words, str]] = (
        (("Sistem koordinat", "Coordinate system"), crs),
        (
            ("Cara menghitung luas", "Area method"),
            pick(
                ("luas bidang datar pada sistem koordinat di atas", "planar area in the coordinate system above"), lang
            ),
        ),
        (("Toleransi batas", "Boundary tolerance"), f"{words.number(tolerance.boundary_m, 3, lang)} m"),
        (
            ("Bagian lebih kecil dari ini tidak menentukan", "Smaller pieces do not decide"),
            f"{words.number(tolerance.sliver_m2, 1, lang)} m²",
        ),
        (
            ("Persentase tapak lebih kecil dari ini tidak menentukan", "Smaller shares do not decide"),
            words.percent(tolerance.decisive_share, lang),
        ),
        (
            ("Bagian yang harus sesuai", "Share that must conform"),
            words.percent(tolerance.conforming_share, lang),
        ),
        (("Paket rencana", "Plan pack"), view.pack.name),
        (("Perangkat lunak", "Software"), f"petasentra {version}"),
    )
    return tuple((pick(label, lang), text) for label, text in rows)


_CLAIM_COLUMNS: dict[str, words.Words] = {
    "subject": ("Perihal", "Subject"),
    "attribute": ("Ukuran", "Measure"),
    "value": ("Nilai", "Value"),
    "unit": ("Satuan", "Unit"),
    "period": ("Masa", "Period"),
    "scope": ("Lingkup", "Scope"),
    "source": ("Sumber", "Source"),
    "verified": ("Keadaan", "State"),
}


def _claims(claims: Claims | None, lang: Lang) -> tuple[Mapping[str, str], ...]:
    """Take a Table, an Arrow table, a data frame or rows; figures of disagreeing sources stay side by side."""
    if claims is None:
        return ()
    listed, framed = getattr(claims, "to_pylist", None), getattr(claims, "to_dict", None)
    rows: Any = listed() if listed else framed("records") if framed else claims
    state = {True: ("terverifikasi", "verified"), False: ("belum diverifikasi", "not verified")}

    def cell(value: object) -> str:
        if isinstance(value, bool):
            return pick(state[value], lang)
        return "" if value is None or value != value else str(value)

    return tuple(
        {pick(label, lang): cell(row[name]) for name, label in _CLAIM_COLUMNS.items() if name in row} for row in rows
    )


def _explain(result: CheckResult, site: SiteView) -> Mapping[str, Any]:
    tree: Mapping[str, Any] = json.loads(result.explain(site.site_id).json())
    return tree


def _step(step: Mapping[str, Any], site: SiteView, lang: Lang) -> Step:
    facts = step.get("facts", {})
    outside = step["kind"] == "piece" and "layer" not in facts
    below = tuple(_step(child, site, lang) for child in step["because"])
    return Step(step["kind"], step[lang], bool(facts.get("schematic")) or (outside and site.schematic), below)


def _zone_colours(view: ResultView) -> dict[str, str]:
    zones = next((layer for layer in view.ground if layer.role == "zones"), None)
    if zones is None:
        return {}
    fills = zone_colours((str(c), str(n)) for c, n in zip(zones.frame["code"], zones.frame["name"], strict=True))
    return {code: on_paper(fill) for code, fill in fills.items()}
