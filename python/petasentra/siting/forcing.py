"""Why a place was not chosen: what the best choice with it would cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra._progress import progress_callback
from petasentra.errors import OptionError
from petasentra.plotting.language import check_lang, pick
from petasentra.siting.feasible import SITE_WORDS
from petasentra.siting.question import answer
from petasentra.siting.words import amount, quantity

if TYPE_CHECKING:
    from petasentra._progress import Progress
    from petasentra.plotting.language import Lang
    from petasentra.siting.located import LocatedSites
    from petasentra.siting.question import Answer, Question

__all__ = ["WhyNot", "why_not"]


@dataclass(frozen=True, eq=False)
class WhyNot:
    """What the best choice would be if a place were in it; or, for one that is, if it were not.

    Attributes
    ----------
    place
        Its id.
    status
        ``"not_chosen"``, ``"forbidden"``, ``"chosen"``, ``"required"``, or why it cannot be: ``"off_road"``,
        ``"road_closed"``, ``"no_place"``.
    objective, bound
        Of the best choice known that has the place (or lacks it), and what no such choice can be better than; NaN
        where there is none.
    proved
        Whether the two are the same.
    worse_by, worse_by_least
        How much worse than the answer the best choice known is, and every such choice at least.
    comes, goes
        Ids of sites that this choice has and the answer has not, and the other way round.
    """

    place: object
    status: str
    objective: float
    bound: float
    proved: bool
    worse_by: float
    worse_by_least: float
    comes: list[object]
    goes: list[object]
    found: LocatedSites

    def text(self, lang: str = "id") -> str:
        """Return one sentence in Indonesian (``"id"``) or English (``"en"``)."""
        return _sentence(self, check_lang(lang))

    def __repr__(self) -> str:
        return self.text()


def why_not(found: LocatedSites, place: object, progress: Progress) -> WhyNot:
    """Answer; see `LocatedSites.why_not`."""
    plain = place.item() if isinstance(place, np.generic) else place
    rows = [row for row, one in enumerate(found.end.ids) if one == plain]
    if not rows:
        raise OptionError(
            f"There is no candidate {plain!r}.", f"Tidak ada calon lokasi {plain!r}.", code=801, column="place"
        )
    row = rows[0]
    status = found.status_of_sites[row]
    at = int(found.end.rank[row])
    nothing = WhyNot(plain, status, np.nan, np.nan, True, np.nan, np.nan, [], [], found)
    question = _changed(found.question, at, status)
    if question is None:
        return nothing
    report = progress_callback(progress, "siting")
    other = answer(question, found.answer.choice if status == "not_chosen" else None, report)
    if report is not None:
        report(1.0)
    return _compared(found, nothing, other)


def _changed(question: Question, at: int, status: str) -> Question | None:
    """Return the question with the place forced in, or out where it is in; None where that cannot be."""
    if status in SITE_WORDS or status == "required":
        return None
    if status == "chosen":
        return question.without(at) if int(question.allowed.sum()) > question.p else None
    return question.forcing(at) if int(question.required.sum()) < question.p else None


def _compared(found: LocatedSites, nothing: WhyNot, other: Answer) -> WhyNot:
    told, least = found.told(other.total), found.told(other.bound)
    sign = -1.0 if found.method == "mclp" else 1.0
    here, there = set(found.answer.sites.tolist()), set(other.sites.tolist())
    comes = [found.end.ids[int(found.end.order[one])] for one in sorted(there - here)]
    goes = [found.end.ids[int(found.end.order[one])] for one in sorted(here - there)]
    return WhyNot(
        nothing.place, nothing.status, told, least, other.proved, sign * (told - found.objective),
        max(sign * (least - found.objective), 0.0) if not other.proved else sign * (told - found.objective),
        comes, goes, found,
    )  # fmt: skip


def _sentence(one: WhyNot, lang: Lang) -> str:
    name = str(one.place)
    if np.isnan(one.objective):
        return _without_number(one, name, lang)
    measure, covering = one.found.measure, one.found.method == "mclp"

    def told(value: float) -> str:
        return amount(value, lang) if covering else quantity(value, measure, lang)

    if one.status == "chosen":
        others = ", ".join(map(str, one.comes))
        begin = (f"{name}: terpilih; tanpa lokasi ini, dengan {others} sebagai gantinya,",
                 f"{name}: it is chosen; without it, with {others} in its place,")  # fmt: skip
    else:
        others = ", ".join(map(str, one.goes))
        begin = (f"{name}: sebagai ganti {others}", f"{name}: in place of {others}")
        if one.status == "forbidden":
            begin = (f"{name}: terlarang; andaikan boleh, sebagai ganti {others}",
                     f"{name}: it is forbidden; were it allowed, in place of {others}")  # fmt: skip
    pair = told(one.objective), told(one.found.objective)
    same = one.worse_by == 0
    much = told(abs(one.worse_by))
    if same:
        middle = (f"hasilnya sama ({pair[0]}); lokasi dengan pengenal terkecil diutamakan",
                  f"it would be as good ({pair[0]}); another choice came first")  # fmt: skip
    elif covering:
        less = one.worse_by > 0
        middle = (f"cakupannya {much} {'lebih kecil' if less else 'lebih besar'} ({pair[0]}, bukan {pair[1]})",
                  f"it would cover {much} {'less' if less else 'more'} ({pair[0]} in place of {pair[1]})")  # fmt: skip
    else:
        more = one.worse_by > 0
        middle = (f"jumlahnya {much} {'lebih besar' if more else 'lebih kecil'} ({pair[0]}, bukan {pair[1]})",
                  f"it would cost {much} {'more' if more else 'less'} ({pair[0]} in place of {pair[1]})")  # fmt: skip
    if one.proved:
        end = ("; terbukti.", "; proved.")
    else:
        least = told(one.worse_by_least)
        end = (
            f"; paling sedikit {least} lebih buruk daripada hasil ini.",
            f"; at least {least} worse than the answer.",
        )
    return f"{pick(begin, lang)} {pick(middle, lang)}{pick(end, lang)}"


def _without_number(one: WhyNot, name: str, lang: Lang) -> str:
    if one.status in SITE_WORDS:
        told = SITE_WORDS[one.status]
        return pick(
            (f"{name}: tidak dapat dipilih karena {told[0]}.", f"{name}: it cannot be chosen, since it {told[1]}."),
            lang,
        )
    if one.status == "required":
        return pick((f"{name}: wajib dipilih.", f"{name}: it is required."), lang)
    if one.status == "chosen":
        return pick((f"{name}: terpilih, dan tanpa lokasi ini calonnya kurang dari p.",
                     f"{name}: it is chosen, and without it there are fewer candidates than p."), lang)  # fmt: skip
    return pick((f"{name}: semua {one.found.question.p} lokasi sudah wajib.",
                 f"{name}: all {one.found.question.p} sites are required ones."), lang)  # fmt: skip
