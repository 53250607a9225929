"""Why a candidate is where it is, in words; and the whole answer in a notebook."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.criteria.words import EQUAL, OUTCOMES, STATUS_WORDS, TITLE, limit_words, measured_words, rank_words
from petasentra.plotting.language import UNVERIFIED, check_lang, number, pick, sentence

if TYPE_CHECKING:
    from petasentra.criteria.result import Suitability
    from petasentra.plotting.language import Lang, Words

__all__ = ["SuitabilityExplanation", "explain", "overview_html"]

_OUTCOME_WORDS: dict[str, Words] = {
    "pass": ("memenuhi", "passes"), "fail": ("tidak memenuhi", "fails"), "unknown": ("belum diketahui", "not known"),
}  # fmt: skip


@dataclass(frozen=True)
class SuitabilityExplanation:
    """The reasons behind one candidate: a head and its grounds, in both languages, and the row they rest on.

    Made by `Suitability.explain`.
    """

    head: Words
    grounds: tuple[Words, ...]
    row: dict[str, Any]

    def text(self, lang: str = "id") -> str:
        """Return indented lines in Indonesian (``"id"``) or English (``"en"``)."""
        language = check_lang(lang)
        return "\n".join([pick(self.head, language), *(f"  - {pick(one, language)}" for one in self.grounds)])

    def json(self) -> str:
        """Return one JSON document with both languages and the row of the candidate."""
        both = [{"id": one[0], "en": one[1]} for one in (self.head, *self.grounds)]
        return json.dumps({"head": both[0], "grounds": both[1:], "place": self.row}, ensure_ascii=False, default=str)

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{html.escape(pick(one, 'id'))}</li>" for one in self.grounds)
        return f"<div><b>{html.escape(pick(self.head, 'id'))}</b><ul>{items}</ul></div>"


def explain(result: Suitability, row: int) -> SuitabilityExplanation:
    """Return the explanation of one candidate; see `Suitability.explain`."""
    told = result.places[[row]].table.to_pylist()[0]
    told.pop("geometry", None)
    head = (_head(result, row, told, "id"), _head(result, row, told, "en"))
    grounds = zip(_grounds(result, row, told, "id"), _grounds(result, row, told, "en"), strict=True)
    return SuitabilityExplanation(head, tuple(grounds), told)


def _head(result: Suitability, row: int, told: dict[str, Any], lang: Lang) -> str:
    status = pick(STATUS_WORDS[told["status"]], lang)
    line = f"{told['site_id']}: {status}"
    if told["rank"] is not None:
        many = number(len(result.ranked_rows), 0, lang)
        line += f", {rank_words(result, row, lang)} {pick(('dari', 'of'), lang)} {many}"
        line += f" ({pick(EQUAL, lang)})" if told["tied"] > 1 else ""
    if told["score"] is not None:
        line += pick((", nilai ", ", score "), lang) + number(told["score"], 3, lang)
    elif told["score_min"] is not None:
        low, high = (number(told[name], 3, lang) for name in ("score_min", "score_max"))
        line += pick((f", nilai antara {low} dan {high}", f", score between {low} and {high}"), lang)
    return line


def _grounds(result: Suitability, row: int, told: dict[str, Any], lang: Lang) -> list[str]:
    lines = []
    if result.check is None:
        lines.append(pick(("Hukum tidak ditanyakan", "The law was not asked"), lang))
    else:
        lines.append(str(result.law.columns[f"reason_{lang}"][row].as_py()))
    if told["status"] in ("excluded_by_law", "no_place"):
        lines.append(pick(("Kriteria tidak diukur", "Criteria are not measured"), lang))
        return lines
    for at, one in enumerate(result.criteria):
        words = result.scores.words.get(at)
        said = measured_words(one, float(result.scores.measured[row, at]), lang)
        if words is not None and words[row].is_valid:
            said = str(words[row].as_py())
        line = f"{one.name}: {said}"
        outcome = OUTCOMES[result.scores.limits[row, at]]
        if outcome in _OUTCOME_WORDS:
            line += f"; {limit_words(one, lang)}: {pick(_OUTCOME_WORDS[outcome], lang)}"
        value, weight = float(result.scores.values[row, at]), float(result.weights[at])
        if one.value is not None and np.isfinite(value):
            parts = [number(part, 3, lang) for part in (value, weight, value * weight)]
            line += pick((f"; nilai {parts[0]} x bobot {parts[1]} = {parts[2]}",
                          f"; value {parts[0]} x weight {parts[1]} = {parts[2]}"), lang)  # fmt: skip
        if one.basis is not None:
            mark = "" if one.basis.verified else f", {pick(UNVERIFIED, lang)}"
            line += f" ({one.basis.citation}{mark})"
        lines.append(line)
    for bound in result.bound:
        for missing in bound.not_asked:
            lines.append(
                f"{bound.pack.instrument}: {pick((missing.words_id, missing.words_en), lang)} - "
                + pick(("tidak ditanyakan", "not asked"), lang)
            )
    return lines


def overview_html(result: Suitability) -> str:
    """Return the answer as a notebook shows it: how many of each status, the weights, and the best places."""
    counts = ", ".join(
        f"{pick(STATUS_WORDS[word], 'id')} {number(many, 0, 'id')}" for word, many in result.counts.items()
    )
    weights = ", ".join(
        f"{one.name} {number(float(weight), 3, 'id')}"
        for one, weight in zip(result.criteria, result.weights, strict=True)
        if one.value is not None
    )
    lines = [pick(TITLE, "id") + (f", {result.as_of}" if result.as_of else ""), sentence(counts), f"Bobot: {weights}"]
    told = "".join(f"<div>{html.escape(line)}</div>" for line in lines)
    return f"<div>{told}{result.top(10)._repr_html_()}</div>"
