"""What results of suitability say in words, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.criteria.scoring import FAIL, NOT_KNOWN, STATUSES
from petasentra.plotting.language import number, pick

if TYPE_CHECKING:
    from petasentra.criteria.records import Criterion
    from petasentra.criteria.result import Suitability
    from petasentra.plotting.language import Lang, Words

__all__ = [
    "EQUAL",
    "OUTCOMES",
    "STATUS_WORDS",
    "TITLE",
    "assumption",
    "limit_words",
    "measured_words",
    "rank_words",
    "reasons",
]

TITLE: Words = ("Peringkat calon lokasi", "Suitability of candidate places")
EQUAL: Words = ("nilai sama", "equal scores")
STATUS_WORDS: dict[str, Words] = {
    "ranked": ("berperingkat", "ranked"),
    "no_place": ("tanpa koordinat", "no place"),
    "excluded_by_law": ("tidak diperbolehkan hukum", "excluded by law"),
    "fails_limit": ("melanggar batas kriteria", "fails a limit"),
    "law_unknown": ("hukum belum dapat dinyatakan", "law cannot be stated"),
    "value_unknown": ("nilai kriteria belum diketahui", "a value is not known"),
}
#: By number of `Scores.limits`.
OUTCOMES = ("no_limit", "pass", "fail", "unknown")


def assumption(result: Suitability, lang: Lang) -> str:
    """Return what was assumed of the law, as "Andaian: ..."; empty for the law as it stands."""
    if result.check is None or not result.check.pack.variant:
        return ""
    pack = result.check.pack
    told = "; ".join(change.text(lang) for change in pack.changes) or str(pack.variant)
    return f"{pick(('Andaian', 'What if'), lang)}: {told}"


def measured_words(criterion: Criterion, measured: float, lang: Lang) -> str:
    """Return a measured number with its unit."""
    if np.isnan(measured):
        return pick(("belum diketahui", "not known"), lang)
    if np.isinf(measured):
        return pick(("tidak terhubung jalan", "no road leads there"), lang)
    return f"{_short(measured, lang)} {criterion.unit}".strip()


def limit_words(criterion: Criterion, lang: Lang) -> str:
    """Return the limits of a criterion; empty where it has none."""
    told = []
    if criterion.at_least is not None:
        told.append(pick(("paling sedikit ", "at least "), lang) + _short(criterion.at_least, lang))
    if criterion.at_most is not None:
        told.append(pick(("paling banyak ", "at most "), lang) + _short(criterion.at_most, lang))
    return f"{pick((' dan ', ' and '), lang).join(told)} {criterion.unit}".strip() if told else ""


_NO_PLACE = ("Tidak ada koordinat yang dapat dipakai.", "There are no coordinates that can be used.")
_TOO_FAR = (
    "Koordinatnya di luar derajat, atau lebih dari 20 derajat bujur dari calon lokasi lain: tidak terukur bersama.",
    "Its coordinates are no degrees, or more than 20 degrees of longitude from the others: not measured with them.",
)


def reasons(result: Suitability, lang: Lang) -> list[str]:
    """Return why each candidate has its status, one line a row."""
    scores, many = result.scores, len(result.ranked_rows)
    given = result.law.columns.get(f"reason_{lang}")
    legal = [""] * len(scores.status) if given is None else given.to_pylist()
    out = []
    for row, number_of in enumerate(scores.status.tolist()):
        status = STATUSES[number_of]
        if status == "ranked":
            place, of = rank_words(result, row, lang), number(many, 0, lang)
            out.append(
                pick((f"Peringkat {place} dari {of}", f"Rank {place} of {of}"), lang)
                + ("" if "-" not in place else f" ({pick(EQUAL, lang)})") + "."
            )  # fmt: skip
        elif status == "no_place":
            out.append(pick(_TOO_FAR if result.candidates.far[row] else _NO_PLACE, lang))
        elif status in ("excluded_by_law", "law_unknown"):
            out.append(legal[row] or "")
        else:
            out.append(_criteria_line(result, row, FAIL if status == "fails_limit" else NOT_KNOWN, lang))
    return out


def rank_words(result: Suitability, row: int, lang: Lang) -> str:
    """Return the rank of a candidate; of several with one score all of theirs, as "2-4"."""
    first, last = (number(one, 0, lang) for one in result.ties[row].tolist())
    return first if first == last else f"{first}-{last}"


def _criteria_line(result: Suitability, row: int, what: int, lang: Lang) -> str:
    told = []
    for at, one in enumerate(result.criteria):
        measured, limit = result.scores.measured[row, at], result.scores.limits[row, at]
        if what == FAIL and limit == FAIL:
            told.append(f"{one.name}: {measured_words(one, measured, lang)}, {limit_words(one, lang)}")
        elif what == NOT_KNOWN and (
            limit == NOT_KNOWN or (np.isnan(result.scores.values[row, at]) and result.weights[at] > 0)
        ):
            told.append(f"{one.name}: {pick(('belum diketahui', 'not known'), lang)}")
    return "; ".join(told) + "."


def _short(value: float, lang: Lang) -> str:
    if float(value).is_integer() or abs(value) < 5e-4:
        return number(value, 0, lang)
    return number(value, 1 if abs(value) >= 10 else 3, lang)
