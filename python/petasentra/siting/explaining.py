"""Why a demand goes where it goes, and the whole answer in a notebook."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import OptionError
from petasentra.plotting.language import check_lang, number, pick
from petasentra.plotting.places_view import Lines, Picture
from petasentra.siting.sums import sum_sentences
from petasentra.siting.views import drawn_places
from petasentra.siting.words import DEMAND_WORDS, METHOD_WORDS, SITE_STATUS_WORDS, amount, quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.plotting.language import Lang, Words
    from petasentra.siting.located import LocatedSites

__all__ = ["SitingExplanation", "explain_demand", "found_row", "located_html", "located_picture", "proof_words"]

_MOST_SITES = 3


@dataclass(frozen=True)
class SitingExplanation:
    """A head and its grounds, in both languages."""

    head: Words
    grounds: tuple[Words, ...]

    def text(self, lang: str = "id") -> str:
        """Return indented lines in Indonesian (``"id"``) or English (``"en"``)."""
        language = check_lang(lang)
        return "\n".join([pick(self.head, language), *(f"  - {pick(one, language)}" for one in self.grounds)])

    def json(self) -> str:
        """Return one JSON document with both languages."""
        told = {"head": _both(self.head), "grounds": [_both(one) for one in self.grounds]}
        return json.dumps(told, ensure_ascii=False)

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{html.escape(pick(one, 'id'))}</li>" for one in self.grounds)
        return f"<div><b>{html.escape(pick(self.head, 'id'))}</b><ul>{items}</ul></div>"


def _both(one: Words) -> dict[str, str]:
    return {"id": one[0], "en": one[1]}


def found_row(ids: Sequence[object], asked: object, what: Words) -> int:
    """Return the first row of an id.

    Raises
    ------
    OptionError
        There is none.
    """
    plain = asked.item() if isinstance(asked, np.generic) else asked
    for row, one in enumerate(ids):
        if one == plain:
            return row
    raise OptionError(f"There is no {what[1]} {plain!r}.", f"Tidak ada {what[0]} {plain!r}.", code=801)


def explain_demand(found: LocatedSites, demand: object) -> SitingExplanation:
    """Return the explanation; see `LocatedSites.explain`."""
    from petasentra.siting.located_tables import demand_status

    row = found_row(found.begin.ids, demand, ("permintaan", "demand"))
    words, main, mean = demand_status(found)
    status = words[row]
    heads = []
    for lang in ("id", "en"):
        told = pick(DEMAND_WORDS[status], lang).rstrip(".")
        if main[row] >= 0:
            told = pick(("dilayani", "served by"), lang) + f" {found.end.ids[int(main[row])]}, "
            told += quantity(float(mean[row]), found.measure, lang)
        heads.append(pick(("Permintaan", "Demand"), lang) + f" {found.begin.ids[row]}: " + told[0].lower() + told[1:])
    grounds = [_weight(found, row)] if not found.weight_unread[row] else []
    return SitingExplanation((heads[0], heads[1]), (*grounds, *_nearest(found, row), *proof_words(found)))


def _weight(found: LocatedSites, row: int) -> Words:
    much = float(found.weight[row])
    return f"Bobot {amount(much, 'id')}", f"Weight {amount(much, 'en')}"


def _nearest(found: LocatedSites, row: int) -> list[Words]:
    """Return the nearest candidates, chosen or not."""
    cost = found.travel.cost[row] / found.measure.scale
    order = np.lexsort((found.end.rank, cost))[:_MOST_SITES]
    out = []
    for place, site in enumerate(order.tolist(), 1):
        if np.isfinite(cost[site]):
            status, far = SITE_STATUS_WORDS[found.status_of_sites[site]], float(cost[site])
            name = found.end.ids[site]
            out.append(
                (f"Calon terdekat ke-{place}: {name} ({status[0]}), {quantity(far, found.measure, 'id')}",
                 f"Nearest candidate {place}: {name} ({status[1]}), {quantity(far, found.measure, 'en')}")
            )  # fmt: skip
    return out


def proof_words(found: LocatedSites) -> list[Words]:
    """Return what was asked, and how sure the answer is."""
    method, question = METHOD_WORDS[found.method], found.question
    many = question.p, len(found.end)
    asked = (
        f"Dipilih {many[0]} dari {many[1]} calon lokasi: {method[0]}",
        f"{many[0]} of {many[1]} candidates: {method[1]}",
    )
    if found.method == "mclp":
        limit = question.cover / found.measure.scale
        asked = (f"{asked[0]} dalam {quantity(limit, found.measure, 'id')}",
                 f"{asked[1]} within {quantity(limit, found.measure, 'en')}")  # fmt: skip
    if found.proved:
        sure = ("Terbukti: tidak ada pilihan yang lebih baik", "Proved: no choice is better")
    else:
        share = 100 * found.gap
        sure = (f"Paling banyak {number(share, 2, 'id')} % dari pilihan terbaik; terbaik tidak dibuktikan",
                f"At most {number(share, 2, 'en')} % from the best choice; not proved to be it")  # fmt: skip
    return [asked, sure]


def located_html(found: LocatedSites) -> str:
    """Return the answer as a notebook shows it."""
    lang: Lang = "id"
    lines = [pick(one, lang) for one in proof_words(found)]
    names = ", ".join(f"#{row}" for row in found.chosen_rows.tolist()) if found.end.personal else (
        ", ".join(map(str, found.chosen))
    )  # fmt: skip
    lines.insert(1, pick(("Terpilih", "Chosen"), lang) + f": {names}")
    served = found.status_of_demands.count("served")
    lines.append(f"{pick(('Terlayani', 'Served'), lang)}: {served}/{len(found)}")
    lines += [pick(one, lang) for one in sum_sentences(found)]
    told = "".join(f"<div>{html.escape(line)}</div>" for line in lines)
    chosen = found.sites[found.chosen_rows]
    return f"<div>{told}{chosen._repr_html_()}</div>"


def located_picture(found: LocatedSites) -> Picture:
    """Return what to draw: who goes where, demands, candidates above."""
    from petasentra.siting.located_tables import serving

    begin, end, _, _ = serving(found)
    demand = drawn_places(
        found.demand, found.status_of_demands, "demand_id", ("permintaan", "demand"), DEMAND_WORDS, 4
    )  # fmt: skip
    sites = drawn_places(
        found.sites, found.status_of_sites, "candidate_id", ("calon lokasi", "candidate"), SITE_STATUS_WORDS, 8
    )
    told = [*proof_words(found), *sum_sentences(found)]
    return Picture(
        ("Pilihan lokasi", "Choice of sites"), told, (demand, sites), Lines(demand, sites, begin, end),
        invented=found.begin.invented or found.end.invented, schematic=found.end.schematic,
        unverified=found.end.unverified,
    )  # fmt: skip
