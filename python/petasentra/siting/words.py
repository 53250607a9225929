"""What siting says in words, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.plotting.language import number, pick

if TYPE_CHECKING:
    from petasentra.plotting.language import Lang, Words
    from petasentra.siting.travel_costs import Measure

__all__ = ["DEMAND_WORDS", "METHOD_WORDS", "ROW_WORDS", "SITE_STATUS_WORDS", "amount", "quantity"]

METHOD_WORDS: dict[str, Words] = {
    "p-median": ("jumlah jarak tempuh berbobot terkecil", "least sum of weighted travel"),
    "mclp": ("cakupan terbesar", "most covered"),
    "capacitated": (
        "jumlah jarak tempuh berbobot terkecil, dengan kapasitas",
        "least sum of weighted travel, capacities kept",
    ),
}

#: Rows that were given: what they are called.
ROW_WORDS: dict[str, Words] = {
    "demand": ("permintaan", "demand"),
    "candidates": ("calon lokasi", "candidates"),
    "units": ("unit usaha", "units"),
    "plots": ("kavling", "plots"),
    "pairwise": ("perbandingan berpasangan", "pairwise comparisons"),
}

#: Of demands: status, then why in Indonesian and English.
DEMAND_WORDS: dict[str, Words] = {
    "served": ("Terlayani.", "Served."),
    "partly_served": ("Hanya sebagian terlayani: kapasitas lokasi terpilih habis.",
                      "Only a part is served: the chosen sites are full."),
    "capacity_taken": ("Kapasitas lokasi terpilih yang terjangkau sudah habis.",
                       "The chosen sites within reach are full."),
    "uncovered": ("Tidak ada lokasi terpilih dalam batas.", "No chosen site lies within the limit."),
    "unreached": ("Tidak ada lokasi terpilih yang terjangkau.", "No chosen site can be reached."),
    "no_candidate": ("Tidak ada calon lokasi yang boleh dipilih dan terjangkau.",
                     "No candidate that may be chosen can be reached."),
    "off_road": ("Tempatnya tidak terhubung dengan jalan.", "The place is not on a road."),
    "road_closed": ("Jalan tempatnya ditutup.", "The road of the place is closed."),
    "no_place": ("Tidak ada koordinat yang dapat dipakai.", "There are no coordinates that can be used."),
    "nothing_needed": ("Bobotnya 0 atau tidak terbaca.", "Its weight is 0 or cannot be read."),
}  # fmt: skip

SITE_STATUS_WORDS: dict[str, Words] = {
    "required": ("wajib", "required"),
    "chosen": ("terpilih", "chosen"),
    "not_chosen": ("tidak terpilih", "not chosen"),
    "forbidden": ("terlarang", "forbidden"),
    "off_road": ("tidak terhubung dengan jalan", "not on a road"),
    "road_closed": ("jalannya ditutup", "at a closed road"),
    "no_place": ("tanpa koordinat", "without a place"),
}


def amount(value: float, lang: Lang) -> str:
    """Return a number with at most two decimals, none where it is whole or large."""
    rounded = round(value, 2)
    return number(rounded, 0 if rounded.is_integer() or abs(rounded) >= 1000 else 2, lang)


def quantity(value: float, measure: Measure, lang: Lang) -> str:
    """Return a cost with its unit."""
    return f"{amount(value, lang)} {pick((measure.unit_id, measure.unit_en), lang)}"
