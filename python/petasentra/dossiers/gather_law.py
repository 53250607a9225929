"""What the law says of a plot, as plain values: the verdict with its articles, or that nobody asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.auditing.audit import _kept
from petasentra.dossiers.parts import day_value, told
from petasentra.plotting.language import FLAGS, ROUTES, VERDICTS, existing_use
from petasentra.plotting.read_view import view_of

if TYPE_CHECKING:
    import datetime as dt

    from petasentra.conformance.check_result import CheckResult
    from petasentra.dossiers.subject import Subject
    from petasentra.law.plan_packs import PlanPack
    from petasentra.plotting.view import ResultView, SiteView

__all__ = ["asked", "law_values"]


def asked(subject: Subject, pack: PlanPack, day: dt.date, for_activity: str | None) -> CheckResult | None:
    """Return the check of the plot; None where there is no plot or no activity to ask about."""
    from petasentra.conformance.checking import check

    layer = subject.layer
    if layer is None or not subject.has_plot:
        return None
    if not for_activity and ("activity" not in layer.columns or layer["activity"][0] in (None, "")):
        return None
    return check(layer, pack, as_of=day, site_id=subject.site_id, for_activity=for_activity or None)


def law_values(result: CheckResult, *, invented: bool) -> dict[str, Any]:
    """Return a check of one site as plain values, with its audit and the site, so that it can be asked again."""
    view = view_of(result)
    site = view.sites[0]
    articles = [
        {
            "instrument": holder.citation if holder else "", "title": holder.title if holder else "",
            "article": one.label, "text": one.text, "place": ", ".join(filter(None, (one.page, one.url))),
            "verified": one.verified,
        }
        for holder, one in view.articles_of(site)
    ]  # fmt: skip
    kept = _kept(result) if not result.asked.ids_are_personal else None
    return {
        "verdict": site.category, "verdict_words": told(VERDICTS.get(site.category, (site.category,) * 2)),
        "flags": [told(FLAGS.get(one, (one, one))) for one in site.flags],
        "activity": site.activity, "activity_words": told(site.activity_name),
        "share": site.share_known, "share_min": site.share_min, "share_max": site.share_max, "area_m2": site.area_m2,
        "reason": {"id": site.reason_text("id"), "en": site.reason_text("en")},
        "route": told(ROUTES.get(site.route, (site.route, site.route))),
        "existing_use": _existing(site), "schematic": site.schematic, "verified": site.verified, "invented": invented,
        "instruments": [
            {
                "citation": one.citation, "title": one.title, "governs": one in view.governing(),
                "verified": one.verified, "source": one.source, "from": day_value(one.in_force_from),
                "to": day_value(one.in_force_to),
            }
            for one in view.pack.instruments
        ],
        "articles": articles, "pieces": _pieces(view, site),
        "draft": view.draft, "notices": [{"id": one, "en": other} for one, other in _notices(view)],
        "crs": view.pack.crs, "pack": view.pack.title,
        "findings": [{key: value for key, value in one.items() if key != "geometry"} for one in view.findings],
        "audit": result.audit.to_dict() | ({} if kept is None else {"inputs": {"sites": kept}}),
    }  # fmt: skip


def _pieces(view: ResultView, site: SiteView) -> list[dict[str, Any]]:
    found = []
    for piece in view.pieces_of(site):
        holder = view.pack.instrument(piece.instrument)
        labels = [holder.article(one).label if holder else one for one in piece.articles]
        found.append(
            {
                "zone": piece.zone_label,
                "area_m2": piece.area_m2,
                "length_m": piece.length_m,
                "share": piece.share,
                "cell": piece.cell,
                "verdict": told(VERDICTS.get(piece.category, (piece.category,) * 2)),
                "articles": "; ".join(dict.fromkeys(labels)),
                "decisive": piece.decisive,
                "schematic": piece.schematic or (site.schematic and not piece.zone),
            }  # fmt: skip
        )
    return found


def _existing(site: SiteView) -> dict[str, str]:
    if site.existing_use in ("", "none"):
        return told(("", ""))
    until = site.existing_use_until
    return told((existing_use(site.existing_use, until, "id"), existing_use(site.existing_use, until, "en")))


def _notices(view: ResultView) -> list[tuple[str, str]]:
    return list(zip(view.notices("id"), view.notices("en"), strict=True))
