"""What an answer comes to: the travel of those who are served, and apart from it what the others count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra.siting.words import amount, quantity

if TYPE_CHECKING:
    from petasentra.plotting.language import Words
    from petasentra.siting.located import LocatedSites

__all__ = ["Sums", "sum_sentences", "sum_words", "sums_of"]


@dataclass(frozen=True)
class Sums:
    """Sums over demands, in minutes, metres or as given.

    Attributes
    ----------
    weight, travel
        Weight that is served, and the sum of weight times travel over it.
    mean, longest
        Travel of a unit of weight on average, and of the demand that is farthest away; None where nobody is served.
    unserved
        Weight that is not served, of demands that could reach a candidate.
    penalty
        What that counts in the objective: ``objective`` is ``travel + penalty``. It is no travel of anybody. 0 for
        ``"mclp"``, whose objective is the weight that is covered.
    out_of_reach
        Weight of demands that can reach no candidate; it counts nothing.
    """

    weight: float
    travel: float
    mean: float | None
    longest: float | None
    unserved: float
    penalty: float
    out_of_reach: float


def sums_of(found: LocatedSites) -> Sums:
    """Return the sums; see `LocatedSites.sums`."""
    from petasentra.siting.located_tables import serving

    _, _, given, cost = serving(found)
    weight, travel = float(given.sum()), float((given * cost).sum())
    asked = float(found.question.weight.sum())
    unserved = max(asked - weight, 0.0) if asked - weight > 1e-9 * max(asked, 1.0) else 0.0
    penalty = unserved * found.question.unreached / found.measure.scale if found.method != "mclp" else 0.0
    return Sums(
        weight, travel, travel / weight if weight else None, float(cost.max()) if len(cost) else None, unserved,
        penalty, float(found.weight.sum()) - asked,
    )  # fmt: skip


def sum_words(found: LocatedSites) -> Words:
    """Return the sum in a few words, as a line about the answer has it."""
    sums, covered = found.sums, found.method == "mclp"
    told = []
    for lang in ("id", "en"):
        if covered:
            told.append(amount(found.objective, lang))
        else:
            told.append(quantity(sums.travel, found.measure, lang))
    if covered:
        return f"bobot tercakup {told[0]}", f"weight {told[1]} covered"
    weighted = ("", "") if (found.weight == 1).all() else (", berbobot", ", weighted")
    left = amount(sums.unserved, "id"), amount(sums.unserved, "en")
    rest = (f", bobot {left[0]} tidak terlayani", f", weight {left[1]} not served") if sums.unserved else ("", "")
    return f"seluruhnya {told[0]}{weighted[0]}{rest[0]}", f"{told[1]} in all{weighted[1]}{rest[1]}"


def sum_sentences(found: LocatedSites) -> list[Words]:
    """Return what is served and what is not, in sentences without their full stop."""
    sums, measure = found.sums, found.measure
    out: list[Words] = []

    def both(value: float) -> Words:
        return quantity(value, measure, "id"), quantity(value, measure, "en")

    if found.method == "mclp":
        out.append((f"Bobot tercakup: {amount(found.objective, 'id')}",
                    f"Weight covered: {amount(found.objective, 'en')}"))  # fmt: skip
    if sums.mean is not None and sums.longest is not None:
        (all_id, all_en), (mean_id, mean_en), (far_id, far_en) = both(sums.travel), both(sums.mean), both(sums.longest)
        much = amount(sums.weight, "id"), amount(sums.weight, "en")
        said_id = f"seluruhnya {all_id} (berbobot), rata-rata {mean_id}, terjauh {far_id}"
        said_en = f"{all_en} in all (weighted), {mean_en} on average, {far_en} at most"
        out.append((f"Terlayani: bobot {much[0]}; {said_id}", f"Served: weight {much[1]}; {said_en}"))
    if sums.unserved:
        said = (
            f"Tidak terlayani: bobot {amount(sums.unserved, 'id')}",
            f"Not served: weight {amount(sums.unserved, 'en')}",
        )
        counts = both(sums.penalty)
        if sums.penalty:
            said = (f"{said[0]}; dalam pemilihan dihitung {counts[0]}, bukan jarak tempuh siapa pun",
                    f"{said[1]}; the choice counts it as {counts[1]}, which nobody travels")  # fmt: skip
        out.append(said)
    if sums.out_of_reach > 0:
        much = amount(sums.out_of_reach, "id"), amount(sums.out_of_reach, "en")
        out.append((f"Tidak menjangkau calon mana pun: bobot {much[0]}, tidak ikut dihitung",
                    f"Out of reach of every candidate: weight {much[1]}, counted nowhere"))  # fmt: skip
    if unread := int(found.weight_unread.sum()):
        out.append((f"Bobot kosong, negatif, atau tidak terbaca pada {unread} baris dihitung 0",
                    f"Weights that are empty, negative or cannot be read, in {unread} rows, count 0"))  # fmt: skip
    return out
