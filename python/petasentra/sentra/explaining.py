"""Why a group of units is a sentra, in words; and the whole answer in a notebook."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import OptionError
from petasentra.plotting import language as words
from petasentra.plotting.language import check_lang, number, pick
from petasentra.sentra.unit_places import shared_places
from petasentra.sentra.words import branch_words, place_line, unnamed_line

if TYPE_CHECKING:
    from petasentra.plotting.language import Lang
    from petasentra.sentra.found import FoundSentra

__all__ = ["SentraExplanation", "explain", "overview_html"]


@dataclass(frozen=True)
class SentraExplanation:
    """The reasons behind one sentra: a head and its grounds, in both languages, and the row they rest on.

    Made by `FoundSentra.explain`.
    """

    head: words.Words
    grounds: tuple[words.Words, ...]
    row: dict[str, Any]

    def text(self, lang: str = "id") -> str:
        """Return indented lines in Indonesian (``"id"``) or English (``"en"``)."""
        language = check_lang(lang)
        return "\n".join([pick(self.head, language), *(f"  - {pick(one, language)}" for one in self.grounds)])

    def json(self) -> str:
        """Return one JSON document with both languages and the row of the sentra."""
        told = {"head": _both(self.head), "grounds": [_both(one) for one in self.grounds], "sentra": self.row}
        return json.dumps(told, ensure_ascii=False)

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{html.escape(pick(one, 'id'))}</li>" for one in self.grounds)
        return f"<div><b>{html.escape(pick(self.head, 'id'))}</b><ul>{items}</ul></div>"


def explain(found: FoundSentra, sentra_id: int) -> SentraExplanation:
    """Return the explanation of one sentra; see `FoundSentra.explain`."""
    whole = isinstance(sentra_id, int | np.integer) and not isinstance(sentra_id, bool)
    if not whole or not 1 <= sentra_id <= len(found):
        raise OptionError(
            f"There is no sentra {sentra_id!r}; there are 1 to {len(found)}.",
            f"Tidak ada sentra {sentra_id!r}; yang ada 1 sampai {len(found)}.",
            code=801,
        )
    row = found.sentra[int(sentra_id) - 1].table.to_pylist()[0]
    both: list[tuple[str, str]] = [(_head(row, "id"), _head(row, "en"))]
    both += zip(_grounds(found, row, "id"), _grounds(found, row, "en"), strict=True)
    return SentraExplanation(both[0], tuple(both[1:]), row)


def overview_html(found: FoundSentra) -> str:
    """Return the answer as a notebook shows it: the rule, the distance, and the first sentra."""
    lines = [found.rule.title_id, place_line(found, "id"), _rule_line(found, "id")]
    lines += _not_asked(found, "id")
    told = "".join(f"<div>{html.escape(line)}</div>" for line in lines)
    return f"<div>{told}{found.sentra._repr_html_()}</div>"


def _both(one: words.Words) -> dict[str, str]:
    return {"id": one[0], "en": one[1]}


def _head(row: dict[str, Any], lang: Lang) -> str:
    return pick(
        (f"Sentra {row['sentra_id']} (unit pertama {row['first_unit']}): {row['units']} unit",
         f"Sentra {row['sentra_id']} (first unit {row['first_unit']}): {row['units']} units"), lang
    )  # fmt: skip


def _grounds(found: FoundSentra, row: dict[str, Any], lang: Lang) -> list[str]:
    few = found.rule.min_units
    lines = [_rule_line(found, lang)]
    for name, value in zip(row["branches"], row["value"], strict=True):
        lines.append(pick(("Sama dalam", "Alike in"), lang) + f" {branch_words(name, lang)}: {value}")
    lines.append(place_line(found, lang))
    lines.append(
        pick((f"{row['cores']} unit inti dengan paling sedikit {few} unit sejenis di sekitarnya",
              f"{row['cores']} core units with at least {few} like units around them"), lang)
    )  # fmt: skip
    if row["units"] < few:
        lines.append(
            pick((f"Hanya {row['units']} unit tercatat: unit tepi lainnya masuk sentra lain yang juga menjangkaunya",
                  f"Only {row['units']} units are here: other border units went to another sentra that reaches them"),
                 lang)
        )  # fmt: skip
    if "workers_unknown" in row:
        lines.append(_workers(row, lang))
    lines.append(
        pick((f"Selubung cembung {number(row['area_ha'], 2, 'id')} ha",
              f"Convex hull of {number(row['area_ha'], 2, 'en')} ha"), lang)
    )  # fmt: skip
    lines += _shared(found, row, lang)
    if row["overlaps"]:
        others = ", ".join(str(one) for one in row["overlaps"])
        lines.append(pick((f"Berbagi unit dengan sentra {others}", f"Shares units with sentra {others}"), lang))
    return lines + _not_asked(found, lang)


def _shared(found: FoundSentra, row: dict[str, Any], lang: Lang) -> list[str]:
    """Return a line where units stand at one coordinate, so that their distance says nothing."""
    places = shared_places(found.read.ground, found.sets.of(row["sentra_id"] - 1))
    if not places:
        return []
    many, of = number(sum(map(len, places)), 0, lang), number(row["units"], 0, lang)
    at = number(len(places), 0, lang)
    return [
        pick(
            (f"{many} dari {of} unit berbagi koordinat yang persis sama di {at} titik, mungkin titik tengah desa: "
             "jarak antarunit itu sebenarnya tidak diketahui",
             f"{many} of {of} units share exactly the same coordinates, at {at} point{'s' * (len(places) > 1)}, "
             "perhaps the middle of a desa: how far apart they really are is not known"), lang
        )
    ]  # fmt: skip


def _workers(row: dict[str, Any], lang: Lang) -> str:
    unknown = row["workers_unknown"]
    if row["workers_min"] is None:
        return pick(("Tenaga kerja belum diketahui", "Workers are not known"), lang)
    low, high = number(row["workers_min"], 0, lang), number(row["workers_max"], 0, lang)
    many = low if low == high else f"{low}-{high}"
    said = pick((f"Tenaga kerja {many}", f"{many} workers"), lang)
    if unknown:
        said += pick((f", belum termasuk {unknown} unit yang tidak menyebutnya",
                      f", without {unknown} units that state none"), lang)  # fmt: skip
    return said


def _rule_line(found: FoundSentra, lang: Lang) -> str:
    rule = found.rule
    mark = "" if rule.verified else f" ({pick(words.UNVERIFIED, lang)})"
    joint = pick(("dan/atau", "and/or") if rule.connector == "any" else ("dan", "and"), lang)
    parts = [pick((one.words_id, one.words_en), lang) for one in rule.branches]
    alike = f", {joint} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    return pick(
        (f"{rule.citation}{mark}: paling sedikit {rule.min_units} unit usaha di satu tempat yang {alike}",
         f"{rule.citation}{mark}: at least {rule.min_units} business units in one place that {alike}"), lang
    )  # fmt: skip


def _not_asked(found: FoundSentra, lang: Lang) -> list[str]:
    lines = [unnamed_line(found, lang).rstrip(".")]
    if missing := [branch_words(name, lang) for name in found.branches_not_asked]:
        listed = ", ".join(missing)
        told = (f"Tidak ditanyakan karena kolomnya tidak disebut: {listed}", f"Not asked, no column: {listed}")
        lines.append(pick(told, lang))
    return [one for one in lines if one]
