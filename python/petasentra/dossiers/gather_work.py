"""What a sentra has, needs, takes and brings, as plain values: records, needs, chain, indicators and claims."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from petasentra.dossiers.parts import LANGS, day_value, interval_value, told
from petasentra.dossiers.subject import wrong_type
from petasentra.impact.needs import _STATUS
from petasentra.impact.record_types import kind_words
from petasentra.impact.units import periods
from petasentra.impact.writing import ABOUT, CALENDAR, rounded

if TYPE_CHECKING:
    import datetime as dt

    from petasentra.impact.amounts import Amount
    from petasentra.impact.claim_rows import Claim
    from petasentra.impact.indicators import Figure, Indicators, Pair
    from petasentra.impact.record_types import Record
    from petasentra.plotting.language import Words
    from petasentra.supply.solution import SupplySolution

__all__ = ["chain_values", "indicator_values", "need_values", "record_values", "solved"]


def record_values(records: object, names: list[str], day: dt.date) -> dict[str, Any]:
    """Return the facilities, services, permits and funding of a sentra that stand on the day."""
    from petasentra.impact.records import Records

    if not isinstance(records, Records):
        raise wrong_type("records", records, "impact.Records")
    name = next((one for one in names if _count(records.of_sentra(one))), names[0])
    mine = records.of_sentra(name).at(day)
    return {
        "sentra": name,
        "units": len(mine.units),
        "facilities": [
            _base(one)
            | {
                "kind": told(kind_words("facility", one.kind)),
                "name": one.name or one.id,
                "owner": one.owner,
                "operator": one.operator,
                **_amount(one.capacity),
            }
            for one in mine.facilities
        ],
        "services": [
            _base(one) | {"kind": told(kind_words("service", one.kind)), "name": one.provider} for one in mine.services
        ],
        "permits": [_base(one) | {"name": one.kind, "number": one.number, "unit": one.unit} for one in mine.permits],
        "funding": [_base(one) | {"name": one.fund, "year": one.year, **_amount(one.amount)} for one in mine.funding],
        "findings": [
            {key: value for key, value in one.items() if key != "geometry"} for one in records.findings.to_pylist()
        ],
    }


def _count(records: Any) -> int:  # noqa: ANN401 - Records, imported where it is used
    return sum(len(one) for one in (records.facilities, records.services, records.permits, records.funding))


def _base(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "since": day_value(record.since),
        "until": day_value(record.until),
        "source": record.source,
        "verified": record.verified,
        "schematic": record.schematic,
        "invented": record.source.strip() == "rekaan",
    }


def _amount(amount: Amount) -> dict[str, Any]:
    """Return an amount as it was written, and as an interval with its unit."""
    return {
        "written": amount.raw,
        "amount": interval_value(amount.possible, unit=amount.unit, about=amount.about),
        "unit": unit_words(amount.unit, amount.per),
    }


#: Units of published figures -> what they are called; units of the metric system are the same in both.
_UNITS: dict[str, Words] = {
    "IDR": ("Rp", "Rp"),
    "year": ("tahun", "year"),
    "people": ("orang", "people"),
    "units": ("unit", "units"),
    "unit": ("unit", "unit"),
    "orang": ("orang", "people"),
    "months": ("bulan", "months"),
    "days": ("hari", "days"),
    "m2": ("m²", "m²"),
    "m3": ("m³", "m³"),
    "km2": ("km²", "km²"),
}


def unit_words(unit: str, per: str) -> dict[str, str]:
    """Return a unit with its period in both languages."""
    parts = [_UNITS.get(one.strip(), (one, one)) for one in unit.split("/")]
    if per:
        parts.append(periods()[per].words if per in periods() else (per, per))
    return {lang: "/".join(one[at] for one in parts) for at, lang in enumerate(("id", "en"))}


def need_values(needs: object) -> dict[str, Any]:
    """Return each step of a process: required, installed, missing."""
    from petasentra.impact.needs import Needs

    if not isinstance(needs, Needs):
        raise wrong_type("needs", needs, "impact.Needs")
    return {
        "process": needs.process.id,
        "product": needs.process.product,
        "output": {"id": needs.output.text("id"), "en": needs.output.text("en")},
        "rows": [
            {
                "step": told(one.step.name),
                "kind": told(kind_words("facility", one.step.facility)),
                "required": interval_value(one.required),
                "installed": interval_value(one.installed),
                "deficit": interval_value(one.deficit),
                "unit": unit_words(one.unit, "year"),
                "status": one.status,
                "status_words": told(_STATUS[one.status]),
                "source": one.step.source,
                "verified": one.verified,
                "schematic": one.schematic,
                "invented": one.step.source.strip() == "rekaan",
            }
            for one in needs.rows
        ],
    }


def solved(chain: object, day: dt.date) -> SupplySolution:
    """Return the solution of a chain with the permits of the day; one that is solved already stays as it is."""
    from petasentra.supply.chain import SupplyChain
    from petasentra.supply.solution import SupplySolution

    if not isinstance(chain, SupplyChain | SupplySolution):
        raise wrong_type("chain", chain, "SupplyChain, SupplySolution")
    return chain.solve(as_of=day.isoformat()) if isinstance(chain, SupplyChain) else chain


def chain_values(solution: SupplySolution, names: list[str]) -> dict[str, Any] | None:
    """Return what a solved chain brings to the sentra and takes from it, and who gets less than he wants.

    None where the chain has no site of any of the names.
    """
    at = next((one for one in names if one in solution.model.site_ids), None)
    if at is None:
        return None
    if solution.status != "optimal":
        conflict = solution.explain_infeasible()
        why = ("", "") if conflict is None else (conflict.text_id, conflict.text_en)
        return {"site": at, "status": solution.status, "reason": told(why)}
    return {"site": at, "status": solution.status, "reason": told(("", "")), **_flows(solution, at)}


def _flows(solution: SupplySolution, at: str) -> dict[str, Any]:
    flows = [one for one in solution.flows.to_pylist() if at in (one["from_id"], one["to_id"])]
    made = {one["commodity"] for one in flows if one["from_id"] == at}
    made |= {
        one["commodity"] for one in solution.shadow_prices.to_pylist() if (one["site_id"], one["side"]) == (at, "sends")
    }
    origins = {(one["site_id"], one["commodity"]): one["synthetic"] for one in solution.sites.to_pylist()}

    def flow(one: dict[str, Any], end: str) -> dict[str, Any]:
        return {
            "other": one[end],
            "commodity": one["commodity"],
            "b3": one["b3"],
            "period": one["period"],
            "amount_t": one["amount_t"],
            "km": one["km"],
            "minutes": one["minutes"],
            "cost_idr": round(one["cost_idr"]),  # whole rupiah before they are summed: printed columns add up
            "invented": one["synthetic"] is True,
        }

    return {
        "capacity": [
            {name: one[name] for name in ("period", "offered_t", "used_t")}
            | {"origin": one["origin"] or "", "invented": one["synthetic"] is True, "verified": one["verified"] is True}
            for one in solution.sites.to_pylist()
            if (one["site_id"], one["kind"]) == (at, "processor")
        ],
        "inputs": [flow(one, "from_id") for one in flows if one["to_id"] == at],
        "outputs": [flow(one, "to_id") for one in flows if one["from_id"] == at],
        "shortages": [
            {
                name: one[name]
                for name in ("site_id", "commodity", "period", "demand_t", "arrived_t", "unmet_t", "status")
            }
            | {"reason": {"id": one["reason_id"] or "", "en": one["reason_en"] or ""}}
            | {"invented": origins.get((one["site_id"], one["commodity"])) is True}
            for one in solution.unmet.to_pylist()
            if one["commodity"] in made
        ],
        "leftovers": [
            {name: one[name] for name in ("commodity", "b3", "period", "amount_t")}
            for one in solution.leftovers.to_pylist()
            if one["site_id"] == at
        ],
        "custody": [
            {key: value for key, value in one.items() if key != "geometry"}
            for one in solution.custody().findings.to_pylist()
        ],
    }


def indicator_values(indicators: object, names: list[str]) -> dict[str, Any] | None:
    """Return published figures side by side, and what became of those from before; None where nothing is about it."""
    from petasentra.impact.claims import Claims
    from petasentra.impact.indicators import Indicators

    if not isinstance(indicators, Claims | Indicators):
        raise wrong_type("indicators", indicators, "impact.Indicators, impact.Claims")
    if isinstance(indicators, Claims):
        subjects = {one.subject for one in indicators.claims}
        name = next((one for one in names if one in subjects), None)
        if name is None:
            return None
        claims = [
            {
                "what": one.attribute,
                "written": _as_published(one),
                "amount": interval_value(one.amount.interval, unit=one.amount.unit, about=one.amount.about),
                "unit": unit_words(one.amount.unit, one.amount.per),
                "period": one.period,
                "scope": one.scope,
                "source": one.source,
                "verified": one.verified,
                "schematic": False,
                "invented": False,
            }
            for one in indicators.claims
            if one.subject == name
        ]
        return _compared(indicators.indicators(name), name, claims)
    subjects = {one.subject for one in indicators.figures}
    name = next((one for one in names if one in subjects), "" if subjects <= {""} else None)
    if name is None:
        return None
    figures = [one for one in indicators.figures if one.subject == name]
    return _compared(indicators, name, [_figure(one) for one in figures])


_NUMBERS = re.compile(r"\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?")
_SCALES: dict[int, Words] = {
    10**6: (" juta", " million"), 10**9: (" miliar", " billion"), 10**12: (" triliun", " trillion"),
}  # fmt: skip


def _as_published(claim: Claim) -> str | dict[str, str]:
    """Return a figure as people write it: its scale in words, and about where only the source says so."""
    interval = claim.amount.interval
    if interval is None or not _NUMBERS.fullmatch(claim.value):
        return claim.value
    ends = [Fraction(one) for one in claim.value.split("-")]
    scale = round(interval.low / ends[0]) if ends[0] and not isinstance(interval.low, float) else 1
    parted = claim.amount.unit not in CALENDAR
    return {
        lang: (f"{ABOUT[at]} " if claim.amount.about else "")
        + "-".join(rounded(one, lang, 15, parted=parted) for one in ends)
        + _SCALES.get(scale, ("", ""))[at]
        for at, lang in enumerate(LANGS)
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "what": one.indicator,
        "written": one.amount.raw,
        "amount": interval_value(one.amount.interval, unit=one.amount.unit, about=one.amount.about),
        "unit": unit_words(one.amount.unit, one.amount.per),
        "period": one.date,
        "scope": "",
        "source": one.source,
        "verified": one.verified,
        "schematic": one.schematic,
        "invented": False,
    }


def _compared(found: Indicators, name: str, claims: list[dict[str, Any]]) -> dict[str, Any]:
    pairs = [one for one in found.pairs if one.subject == name]
    return {
        "subject": name,
        "claims": claims,
        "pairs": [_pair(one) for one in pairs],
        "findings": [
            {key: value for key, value in one.items() if key != "geometry"} for one in found.findings.to_pylist()
        ],
    }


def _pair(pair: Pair) -> dict[str, Any]:
    """Return a pair in the unit of the figure from after, so that the ratio is one of the two columns beside it."""
    last = pair.after or pair.before
    assert last is not None
    unit, per = last.amount.unit, last.amount.per
    sides: dict[str, Any] = {}
    for side, figure in (("before", pair.before), ("after", pair.after)):
        amount = None if figure is None else figure.amount
        way = None if amount is None else amount.conversion(unit, per=per)
        shown = amount.to(unit, per=per).possible if amount is not None and way is not None else None
        sides[side] = interval_value(shown, unit=unit, about=amount is not None and amount.about)
        sides[f"{side}_written"] = "" if amount is None else amount.raw
        sides[f"{side}_source"] = "" if figure is None else figure.source
    figures = [one for one in (pair.before, pair.after) if one is not None]
    return sides | {
        "what": pair.indicator,
        "unit": unit_words(unit, per),
        "ratio": interval_value(pair.change.ratio, 3, about=pair.change.about),
        "status": pair.change.status,
        "direction": pair.change.direction,
        "reason": told(pair.change.reason),
        "conversion": told(pair.change.conversion),
        "about": pair.change.about,
        "verified": all(one.verified for one in figures),
        "schematic": any(one.schematic for one in figures),
        "invented": False,
    }
