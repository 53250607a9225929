"""Sentences about limits that cannot hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.supply.lapsed import has_ended, lapsed_permit, lapsed_words
from petasentra.supply.solution_tables import limit_name
from petasentra.supply.words import amount

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import numpy.typing as npt

    from petasentra.supply.model import Model
    from petasentra.supply.program import Program

    Numbers = npt.NDArray[np.float64]
    Indices = npt.NDArray[np.int64]
    Words = tuple[str, str]

#: What asks for tonnes; the other limits hold tonnes back.
ASKING = ("must_leave", "demand")


def row_words(model: Model, program: Program, row: int, beside: Iterable[float] = ()) -> Words:
    """Return what a limit is, in Indonesian and English: "the permit P1 of 6 t/day at X"; `beside` as for `amount`."""
    terms = program.terms
    kind, name = terms.kind[row], limit_name(model, program, row)
    days = float(model.days[terms.period[row]])
    high = _high(model, program, row)
    rate = (f"{amount(high / days, 'id', beside)} t/hari", f"{amount(high / days, 'en', beside)} t/day")
    number, site = int(terms.commodity[row]), int(terms.site[row])
    what = model.commodities[number].name if number >= 0 else ""
    of = (f" {what}", f" of {what}") if what else ("", "")
    at = model.site_ids[site] if site >= 0 else ""
    found: Words = {
        "supply": (f"pasokan {rate[0]}{of[0]} dari {at}", f"the supply of {rate[1]}{of[1]} from {at}"),
        "must_leave": (f"{rate[0]}{of[0]} yang harus keluar dari {at}", f"the {rate[1]}{of[1]} that has to leave {at}"),
        "capacity": (f"kapasitas {rate[0]} di {at}", f"the capacity of {rate[1]} at {at}"),
        "storage_capacity": (
            f"daya tampung {amount(high, 'id')} t{of[0]} di {at}", f"the room of {amount(high, 'en')} t{of[1]} at {at}"
        ),
        "permit": (f"izin {name} sebesar {rate[0]} di {at}", f"the permit {name} of {rate[1]} at {at}"),
        "no_permit": no_permit_words(model, program, row) if kind == "no_permit" else ("", ""),
        "leg_limit": (f"batas {rate[0]} pada rute {name}", f"the limit of {rate[1]} on the leg {name}"),
        "demand": (f"permintaan {rate[0]}{of[0]} di {at}", f"the {rate[1]}{of[1]} wanted at {at}"),
    }[kind]  # fmt: skip
    if len(model.periods) > 1:
        period = model.periods[terms.period[row]]
        return f"{found[0]} ({period})", f"{found[1]} ({period})"
    return found


def no_permit_words(model: Model, program: Program, row: int) -> Words:
    """Return what stands against a commodity where no permit is valid: one that has ended, or that nobody gave any."""
    what, at = model.commodities[program.terms.commodity[row]].name, model.site_ids[program.terms.site[row]]
    never = f"tidak adanya izin {what} di {at}", f"the lack of a permit for {what} at {at}"
    return lapsed_words(model, program, row) or never


def conflict_words(model: Model, program: Program, rows: Indices) -> Words:
    """Return one sentence about all limits of a conflict."""
    asking = [int(row) for row in rows if program.terms.kind[row] in ASKING]
    holding = [int(row) for row in rows if program.terms.kind[row] not in ASKING]
    rates = [[_rate(model, program, row) for row in some] for some in (asking, holding)]
    beside = [*rates[0], *rates[1], sum(rates[0]), sum(rates[1])]
    wants = [row_words(model, program, row, beside) for row in asking]
    holds = [row_words(model, program, row, beside) for row in holding]
    if not asking:
        return f"Tidak dapat berlaku bersama: {_all(holds, 0)}.", f"These cannot hold together: {_all(holds, 1)}."
    if not holding:
        if len(wants) == 1:
            return f"Tidak ada yang dapat memenuhi {wants[0][0]}.", f"Nothing can meet {wants[0][1]}."
        return f"Tidak dapat berlaku bersama: {_all(wants, 0)}.", f"These cannot hold together: {_all(wants, 1)}."
    lack = len(holding) == 1 and program.terms.kind[holding[0]] == "no_permit"
    if lack:
        middle = ("tidak memungkinkan", "rules out")
    elif _comparable(model, program, holding, asking):
        middle = ("lebih kecil daripada", "is below" if len(holds) == 1 else "are below")
    else:
        middle = ("tidak cukup untuk", "is not enough for" if len(holds) == 1 else "are not enough for")
    first = (_all(holds, 0), _all(holds, 1))
    return (
        f"{_capital(first[0])} {middle[0]} {_all(wants, 0)}.",
        f"{_capital(first[1])} {middle[1]} {_all(wants, 1)}.",
    )


def _comparable(model: Model, program: Program, holding: list[int], asking: list[int]) -> bool:
    """Whether the limits are of the same commodity as what is asked for, and together smaller."""
    number = program.terms.commodity
    same = len({int(number[row]) for row in (*holding, *asking)} - {-1}) <= 1
    return same and sum(_high(model, program, row) for row in holding) < float(program.row_high[asking].sum())


def fix_words(model: Model, program: Program, changes: list[tuple[Indices, Numbers]]) -> Words:
    """Return the least change in words, and those that would do instead: rows that change, and by how much."""
    least = [_change_words(model, program, int(row), changes[0][1]) for row in changes[0][0]]
    most = 5
    more = len(least) - most
    rest = (f" Dan {more} perubahan lain.", f" And {more} more changes.") if more > 0 else ("", "")
    told = [f"{' '.join(one[language] for one in least[:most])}{rest[language]}" for language in (0, 1)]
    for rows, change in changes[1 : 1 + most]:
        words = _change_words(model, program, int(rows[0]), change)
        told[0] += f" Sama besarnya: {_small(words[0])}"
        told[1] += f" Or, just as much: {_small(words[1])}"
    return told[0], told[1]


def _change_words(model: Model, program: Program, row: int, change: Numbers) -> Words:
    """Return what to do with one limit, as a sentence."""
    room = program.terms.kind[row] == "storage_capacity"  # it has no time
    by = float(change[row]) / (1.0 if room else float(model.days[program.terms.period[row]]))
    if program.terms.kind[row] == "no_permit":
        return _permit_words(model, program, row, by)
    verb = ("Naikkan", "Raise") if by > 0 else ("Turunkan", "Lower")
    words, unit = row_words(model, program, row), ("t", "t") if room else ("t/hari", "t/day")
    return (
        f"{verb[0]} {words[0]} sebesar {amount(abs(by), 'id')} {unit[0]}.",
        f"{verb[1]} {words[1]} by {amount(abs(by), 'en')} {unit[1]}.",
    )


def _permit_words(model: Model, program: Program, row: int, by: float) -> Words:
    """Return the change where there is no permit to raise."""
    what, at = model.commodities[program.terms.commodity[row]].name, model.site_ids[program.terms.site[row]]
    lapsed = lapsed_permit(model, program, row)
    if lapsed is not None and has_ended(model, program, lapsed):
        name = model.permits.ids[lapsed]
        return (
            f"Perpanjang izin {name} di {at} untuk {amount(by, 'id')} t/hari {what}.",
            f"Renew the permit {name} at {at} for {amount(by, 'en')} t/day of {what}.",
        )
    return (
        f"Dapatkan izin {what} di {at} untuk {amount(by, 'id')} t/hari.",
        f"Obtain a permit for {amount(by, 'en')} t/day of {what} at {at}.",
    )


def _high(model: Model, program: Program, row: int) -> float:
    """Return the number of the user behind a limit; that of a processor with a cost to open is not in its row."""
    if program.terms.kind[row] == "capacity":
        return float(model.processors.capacity[program.terms.row[row], program.terms.period[row]])
    return float(program.row_high[row])


def _rate(model: Model, program: Program, row: int) -> float:
    """Return the number of a limit in tonnes a day, as `row_words` writes it."""
    return _high(model, program, row) / float(model.days[program.terms.period[row]])


def _all(words: list[Words], language: int) -> str:
    texts = [one[language] for one in words]
    last = (" dan ", " and ")[language]
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + last + texts[-1]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
