"""Sentences about what a flood does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.supply.words import amount, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from petasentra.supply.conflicts import Conflict

__all__ = ["FLOOD_STATUS", "reason"]

Words = tuple[str, str]

#: What cuts and floods lead to, in Indonesian and English.
FLOOD_STATUS = {
    "infeasible": ("tak terpenuhi", "cannot be met"),
    "short": ("kekurangan", "short"),
    "dearer": ("lebih mahal", "dearer"),
    "cheaper": ("lebih murah", "cheaper"),
    "unchanged": ("tidak berubah", "unchanged"),
}


def reason(row: Mapping[str, Any], *, has_ground: bool, conflict: Conflict | None) -> Words:
    """Return why a flood does what its row says, in Indonesian and English."""
    if not has_ground:
        return "Wilayahnya kosong.", "Its area is empty."
    if conflict is not None:
        return conflict.text_id, conflict.text_en
    if not row["edges"] and not row["sites_in"]:
        if row["bridges_open"]:
            return "Hanya mengenai jembatan, yang tetap dapat dilalui.", "It meets bridges alone, which stay open."
        return "Tidak mengenai jalan maupun tempat dalam rantai ini.", "It meets no road and no site of this chain."
    sites = listed(row["sites_in"])
    within = (f" Di dalamnya: {sites}.", f" Within it: {sites}.") if sites else ("", "")
    said = _what(row)
    return said[0] + within[0], said[1] + within[1]


def _what(row: Mapping[str, Any]) -> Words:
    carried = amount(row["carried_t"], "id"), amount(row["carried_t"], "en")
    if row["status"] == "short":
        lost, hit = (amount(row["lost_t"], "id"), amount(row["lost_t"], "en")), listed(row["sites_hit"])
        return f"{lost[0]} t tidak sampai; yang kena: {hit}.", f"{lost[1]} t do not arrive; hit: {hit}."
    if row["status"] == "dearer":
        if row["carried_t"]:
            return (
                f"{carried[0]} t yang lewat di sana memutar, melambat, atau datang dari tempat lain.",
                f"The {carried[1]} t that went there go round, go slower, or come from elsewhere.",
            )
        return "Yang terhenti digantikan dari tempat lain.", "What stands still is replaced from elsewhere."
    if row["status"] == "cheaper":
        return (
            "Yang harus keluar dari tempat yang terhenti tidak perlu diangkut.",
            "What would have to leave the sites that stand still need not be hauled.",
        )
    if not row["edges"]:
        return "Tidak mengenai jalan.", "It meets no road."
    if not row["carried_t"]:
        return "Jalan yang terkena tidak dilalui apa pun.", "Nothing goes over the roads that it meets."
    return (
        f"{carried[0]} t yang lewat di sana tetap sampai tanpa biaya tambahan.",
        f"The {carried[1]} t that went there arrive all the same, at no extra cost.",
    )
