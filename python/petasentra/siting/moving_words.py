"""What is asked of a relocation: why a unit goes where it goes, why not elsewhere, what changed, the map."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra.network.costs import Change
from petasentra.network.row_diff import row_changes
from petasentra.plotting.language import SCHEMATIC, UNVERIFIED, check_lang, number, pick
from petasentra.plotting.places_view import Lines, Picture
from petasentra.sentra.arguments import refused
from petasentra.siting.explaining import SitingExplanation, found_row
from petasentra.siting.relocated_tables import plot_status, unit_reason
from petasentra.siting.views import drawn_places
from petasentra.siting.words import DEMAND_WORDS, SITE_STATUS_WORDS, quantity

if TYPE_CHECKING:
    from petasentra.network.row_diff import RowChanges
    from petasentra.plotting.language import Lang, Words
    from petasentra.siting.relocated import Relocation

__all__ = ["WhyNotMove", "explain_unit", "moves_picture", "relocation_changes", "relocation_html", "why_not_move"]

UNIT_WORDS: dict[str, Words] = {
    "moves": ("pindah", "moves"),
    "stays": ("tetap", "stays"),
    "capacity_taken": ("kavling terjangkau penuh", "plots within reach are full"),
    "plot_not_legal": ("kavling terjangkau tidak boleh dipakai", "plots within reach are not legal"),
    "no_plot_in_reach": ("tidak ada kavling terjangkau", "no plot within reach"),
    **{word: DEMAND_WORDS[word] for word in ("off_road", "road_closed", "no_place")},
}
PLOT_WORDS: dict[str, Words] = {
    "full": ("penuh", "full"),
    "used": ("terisi sebagian", "used"),
    "empty": ("kosong", "empty"),
    "not_legal": ("tidak boleh dipakai", "not legal"),
    **{word: SITE_STATUS_WORDS[word] for word in ("off_road", "road_closed", "no_place")},
}


@dataclass(frozen=True, eq=False)
class WhyNotMove:
    """What the whole would be if a unit went to a plot.

    ``moved`` units would move in all and ``objective`` would be their sum, ``longer_by`` more than that of the answer,
    and ``fewer`` units would move; NaN and 0 where the unit cannot go there: ``reason`` says why.
    """

    unit: object
    plot: object
    moved: int
    objective: float
    longer_by: float
    fewer: int
    reason: Words

    def text(self, lang: str = "id") -> str:
        """Return one sentence in Indonesian (``"id"``) or English (``"en"``)."""
        return pick(self.reason, check_lang(lang))

    def __repr__(self) -> str:
        return self.text()


def why_not_move(found: Relocation, unit: object, plot: object) -> WhyNotMove:
    """Answer; see `Relocation.why_not`."""
    from petasentra.siting.relocating import assigned

    row = found_row(found.begin.ids, unit, ("unit", "unit"))
    at = found_row(found.end.ids, plot, ("kavling", "plot"))
    name, place = found.begin.ids[row], found.end.ids[at]
    none = _cannot(found, row, at)
    if none is not None:
        return WhyNotMove(name, place, 0, np.nan, np.nan, 0, none)
    room = found.capacity.astype(np.float64)
    room[at] -= 1
    usable = found.reach & found.law.legal & ~found.stay[:, None]
    usable[row] = False
    other = assigned(found.travel.cost, usable, room, (found.begin.order, found.end.order), threads=found.threads)
    moved = int((other.plot >= 0).sum()) + 1
    objective = (other.total + float(found.travel.cost[row, at])) / found.measure.scale
    fewer, longer = int((found.moves.plot >= 0).sum()) - moved, objective - found.objective
    told = [quantity(abs(longer), found.measure, lang) for lang in ("id", "en")]
    many = (
        (f", dan {fewer} unit lebih sedikit yang pindah", f", and {fewer} units fewer would move")
        if fewer
        else ("", "")
    )
    reason = (
        f"Unit {name} ke {place}: jumlahnya {told[0]} {'lebih besar' if longer >= 0 else 'lebih kecil'}{many[0]}.",
        f"Unit {name} to {place}: the sum would be {told[1]} {'more' if longer >= 0 else 'less'}{many[1]}.",
    )
    return WhyNotMove(name, place, moved, objective, longer, fewer, reason)


def _cannot(found: Relocation, row: int, at: int) -> Words | None:
    """Return why a unit can never go to a plot."""
    name, place = found.begin.ids[row], found.end.ids[at]
    if found.stay[row] or found.travel.demand[row] != "there":
        told = unit_reason(found, row)
        assert told is not None
        return told
    if found.travel.site[at] != "there":
        words = SITE_STATUS_WORDS[str(found.travel.site[at])]
        return f"Kavling {place}: {words[0]}.", f"Plot {place}: {words[1]}."
    if not found.law.legal[at]:
        words = found.law.words(at)
        return f"Kavling {place} tidak boleh dipakai: {words[0]}.", f"Plot {place} may not be used: {words[1]}."
    if not found.reach[row, at]:
        far = found.travel.cost[row, at] / found.measure.scale
        if not np.isfinite(far):
            return f"Tidak ada jalan dari unit {name} ke {place}.", f"There is no way from unit {name} to {place}."
        told = quantity(float(far), found.measure, "id"), quantity(float(far), found.measure, "en")
        return (f"Unit {name} ke {place}: {told[0]}, melebihi pindah paling jauh.",
                f"Unit {name} to {place}: {told[1]}, beyond the longest move.")  # fmt: skip
    if found.capacity[at] < 1:
        return f"Kavling {place} tidak memiliki kapasitas.", f"Plot {place} has no capacity."
    return None


def explain_unit(found: Relocation, unit: object) -> SitingExplanation:
    """Return the explanation; see `Relocation.explain`."""
    row = found_row(found.begin.ids, unit, ("unit", "unit"))
    plot = int(found.moves.plot[row])
    name, status = found.begin.ids[row], found.status_of_units[row]
    grounds: list[Words] = []
    if plot >= 0:
        far = float(found.travel.cost[row, plot]) / found.measure.scale
        head = (f"Unit {name}: pindah ke {found.end.ids[plot]}, {quantity(far, found.measure, 'id')}",
                f"Unit {name}: moves to {found.end.ids[plot]}, {quantity(far, found.measure, 'en')}")  # fmt: skip
        if found.law.verdict[plot] is not None:
            grounds.append(found.law.words(plot))
    else:
        head = (f"Unit {name}: {pick(UNIT_WORDS[status], 'id')}", f"Unit {name}: {pick(UNIT_WORDS[status], 'en')}")
        told = unit_reason(found, row)
        grounds += [] if told is None else [told]
    return SitingExplanation(head, (*grounds, *sum_sentences_of_moves(found)))


def sum_sentences_of_moves(found: Relocation) -> list[Words]:
    moved = int((found.moves.plot >= 0).sum())
    sums = quantity(found.objective, found.measure, "id"), quantity(found.objective, found.measure, "en")
    law = [
        ("Hukum tidak ditanyakan: semua kavling dianggap boleh", "The law was not asked: every plot is taken as legal")
    ]
    return [
        (f"{moved} dari {len(found)} unit pindah, bersama-sama {sums[0]}",
         f"{moved} of {len(found)} units move, {sums[1]} in all"),
        ("Terbukti: tidak ada pembagian dengan lebih banyak unit atau jumlah lebih kecil",
         "Proved: no assignment moves more units, or as many with a smaller sum"),
        *(law if all(one is None for one in found.law.verdict) else []),
        *((f"Hukum kavling: {one[0]}", f"Law of the plots: {one[1]}") for one in found.law.marks),
    ]  # fmt: skip


def relocation_html(found: Relocation) -> str:
    """Return the answer as a notebook shows it."""
    lang: Lang = "id"
    lines = [pick(one, lang) for one in sum_sentences_of_moves(found)]
    status = found.status_of_units
    for word in dict.fromkeys(one for one in UNIT_WORDS if one in status):
        lines.append(f"{pick(UNIT_WORDS[word], lang).rstrip('.')}: {number(status.count(word), 0, lang)}")
    told = "".join(f"<div>{html.escape(line)}</div>" for line in lines)
    return f"<div>{told}{found.units._repr_html_()}</div>"


def relocation_changes(before: Relocation, after: Relocation) -> RowChanges:
    """Return the changes; see `Relocation.diff`."""
    from petasentra.siting.relocated import Relocation

    if not isinstance(after, Relocation):
        raise refused("after", type(after).__name__, "what relocate returned", "hasil relocate")
    if before.travel.kind != after.travel.kind:
        raise refused(
            "after", after.measure.column, f"of one measure with the first, {before.measure.column}",
            f"dengan ukuran yang sama seperti yang pertama, {before.measure.column}",
        )  # fmt: skip
    causes = []
    if before.capacity.tolist() != after.capacity.tolist():
        causes.append(Change("Kapasitas kavling berbeda", "Capacities of plots differ"))
    if before.limit != after.limit:
        causes.append(Change("Pindah paling jauh berbeda", "The longest move differs"))
    if before.law.verdict != after.law.verdict:
        causes.append(Change("Hasil pemeriksaan kavling berbeda", "Verdicts of plots differ"))
    return row_changes(
        before.units, after.units, keys=("unit_id",), numbers={before.measure.column: "change"}, others=("plot_id",),
        of_what=("units", "unit"), causes=tuple(causes),
    )  # fmt: skip


def moves_picture(found: Relocation) -> Picture:
    """Return what to draw: moves, plots below, units above."""
    rows = np.flatnonzero(found.moves.plot >= 0)
    units = drawn_places(found.units, found.status_of_units, "unit_id", ("unit", "unit"), UNIT_WORDS, 5)
    plots = drawn_places(found.plots, plot_status(found), "plot_id", ("kavling", "plot"), PLOT_WORDS, 8)
    return Picture(
        ("Relokasi unit usaha", "Relocation of units"), sum_sentences_of_moves(found), (plots, units),
        Lines(units, plots, rows, found.moves.plot[rows]), invented=found.begin.invented or found.end.invented,
        schematic=SCHEMATIC in found.law.marks, unverified=UNVERIFIED in found.law.marks,
    )  # fmt: skip
