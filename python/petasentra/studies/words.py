"""Rows of a study as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.network.pairs import PAIR_STATUS
from petasentra.plotting.language import CONFLICT, SCHEMATIC, VERDICTS, check_lang, number, pick
from petasentra.plotting.language import sentence as capital

if TYPE_CHECKING:
    from petasentra.plotting.language import Lang, Words

__all__ = ["OUTCOME_WORDS", "change_text", "row_text"]

#: What becomes of a sentra, worst first.
OUTCOME_WORDS: dict[str, Words] = {
    "worse": ("lebih buruk", "worse"),
    "mixed": ("sebagian lebih buruk, sebagian lebih baik", "partly worse, partly better"),
    "changed": ("berubah", "changed"),
    "better": ("lebih baik", "better"),
    "same": ("sama", "the same"),
}
_SUPPLY: dict[str, Words] = {
    "not_in_chain": ("tidak ada dalam rantai pasok", "not in the chain"),
    "infeasible": ("rantai pasok tidak mempunyai jawaban", "the chain has no answer"),
}
_NO_WAY = {status: (told_id, told_en) for status, told_id, told_en in PAIR_STATUS}


def row_text(row: dict[str, Any], lang: str) -> str:
    """Return a row of `StudyResult.table` as sentences."""
    language = check_lang(lang)
    told = [f"{one}." for one in _parts(row, "", language).values()]
    if row["schematic"]:
        told.append(capital(pick(SCHEMATIC, language)) + ".")
    return f"{row['site_id']}: {' '.join(told)}"


def change_text(row: dict[str, Any], lang: str) -> str:
    """Return what is different in a row of `StudyDifference.table`; the first part alone where nothing is."""
    language = check_lang(lang)
    before, after = _parts(row, "_before", language), _parts(row, "_after", language)
    told = [f"{before[part]} -> {after[part]}" for part in before if before[part] != after[part]]
    return "; ".join(told) or pick(("tidak ada yang berubah", "nothing is different"), language)


def _parts(row: dict[str, Any], end: str, lang: Lang) -> dict[str, str]:
    told = {}
    if f"verdict{end}" in row:
        word = CONFLICT if "conflict" in (row[f"flags{end}"] or ()) else row[f"verdict{end}"]
        told["law"] = capital(pick(VERDICTS[word], lang))
    if f"travel_status{end}" in row:
        told["roads"] = _way(row, end, lang)
    if f"supply_status{end}" in row:
        told["chain"] = _supply(row, end, lang)
    return told


def _way(row: dict[str, Any], end: str, lang: Lang) -> str:
    minutes, status = row[f"minutes{end}"], row[f"travel_status{end}"]
    if minutes is None:
        words = _NO_WAY.get(status, ("Tidak ada tujuan.", "There is no target."))
        return pick(words, lang).rstrip(".")
    unit = pick(("menit", "minutes"), lang)
    return f"{row[f'nearest{end}']}: {number(minutes, 0, lang)} {unit}"


def _supply(row: dict[str, Any], end: str, lang: Lang) -> str:
    status = row[f"supply_status{end}"]
    if status in _SUPPLY:
        return capital(pick(_SUPPLY[status], lang))
    tonnes, rupiah = number(row[f"received_t{end}"], 1, lang), number(row[f"haulage_idr{end}"] / 1e6, 1, lang)
    return pick(
        (
            f"Menerima {tonnes} t, ongkos angkut {rupiah} juta rupiah",
            f"Receives {tonnes} t, haulage {rupiah} million rupiah",
        ),
        lang,
    )
