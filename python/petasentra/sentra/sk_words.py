"""The words of a list beside what was found: statuses, differences, and why a place is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from petasentra.plotting.language import Words

__all__ = ["DIFFERENCES", "PLACE_NOT_STATED", "STATUSES", "UNITS_NAME_NO_AREA", "area_not_known", "area_too_large"]

STATUSES: dict[str, Words] = {
    "agrees": ("sesuai daftar SK", "agrees with the list"),
    "differs": ("ada di daftar SK dan di lapangan, tetapi berbeda", "in the list and on the ground, but different"),
    "units_unknown": (
        "ada di daftar SK dan di lapangan; jumlah unit menurut daftar tidak diketahui, jadi tidak dapat dibandingkan",
        "in the list and on the ground; the units of the list are not known, so they cannot be compared",
    ),
    "ambiguous": (
        "beberapa pasangan sama-sama cocok, jadi tidak dipilih", "several fit equally well, so none is chosen",
    ),
    "same_sentra_as_another": (
        "menunjuk sentra yang sudah ditunjuk baris lain", "points to a sentra to which another row of the list points",
    ),
    "in_sk_without_units": ("ada di daftar SK, tanpa sentra di lapangan", "in the list, no sentra on the ground"),
    "position_unknown": ("letaknya tidak diketahui", "its place is not known"),
    "found_without_sk": ("ditemukan di lapangan, tidak ada di daftar SK", "found on the ground, not in the list"),
}  # fmt: skip
DIFFERENCES: dict[str, Words] = {
    "units": ("jumlah unit", "number of units"),
    "units_unknown": ("jumlah unit menurut daftar tidak diketahui", "number of units in the list not known"),
    "commodity_unknown": ("komoditas menurut daftar tidak diketahui", "commodity in the list not known"),
    "commodity_spelling": ("penulisan komoditas", "writing of the commodity"),
    "area_spelling": ("penulisan nama desa", "writing of the desa"),
    "area": ("desa menurut daftar bukan desa unit usahanya", "the desa of the list is not that of the units"),
    "area_ambiguous": (
        "nama desa itu dipakai lebih dari satu desa; tulis juga kecamatannya",
        "several desa have that name; write its kecamatan too",
    ),
    "boundary": ("batas", "boundary"),
}
PLACE_NOT_STATED: Words = ("daftar tidak menyebut tempat maupun desa", "the list states neither a place nor a desa")
UNITS_NAME_NO_AREA: Words = (
    "daftar hanya menyebut desa, dan tidak ada unit usaha yang menyebut desanya (area=)",
    "the list states a desa alone, and no unit says in which desa it is (area=)",
)


def area_too_large(name: str) -> Words:
    """Say that a list names what holds many desa."""
    return f"daftar hanya menyebut “{name}”, bukan desanya", f"the list says '{name}' and no desa"


def area_not_known(name: str) -> Words:
    """Say that neither units nor the table of areas know a desa."""
    return (
        f"desa “{name}” tidak disebut oleh unit usaha mana pun dan tidak ada dalam tabel wilayah",
        f"no unit names the desa '{name}', and the table of areas does not have it",
    )
