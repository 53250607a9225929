"""Whether a choice of sites is possible at all; where not, every cause by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import InfeasibleError

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.siting.places import Given
    from petasentra.siting.travel_costs import Travel

    Marks = npt.NDArray[np.bool_]

__all__ = ["SITE_WORDS", "require_possible"]

#: Why a site cannot be chosen, by how it stands, in Indonesian and English.
SITE_WORDS: dict[str, tuple[str, str]] = {
    "off_road": ("tidak terhubung dengan jalan", "is not on a road"),
    "road_closed": ("jalannya ditutup", "stands at a closed road"),
    "no_place": ("tidak memiliki koordinat", "has no place"),
}
_MOST_NAMED = 5


def require_possible(p: int, sites: Given, travel: Travel, required: Marks, forbidden: Marks) -> Marks:
    """Return which sites may be chosen.

    Raises
    ------
    InfeasibleError
        So many sites cannot be chosen, or a required one may not be; every cause is named.
    """
    stands = travel.site == "there"
    allowed: Marks = stands & ~forbidden
    causes: list[tuple[str, str]] = []
    both = np.flatnonzero(required & forbidden)
    if len(both):
        told = _named(sites, both)
        causes.append((f"wajib sekaligus terlarang: {told}", f"required and forbidden at once: {told}"))
    for word, (told_id, told_en) in SITE_WORDS.items():
        rows = np.flatnonzero(required & (travel.site == word))
        if len(rows):
            names = _named(sites, rows)
            causes.append((f"wajib, tetapi {told_id}: {names}", f"required, but {told_en}: {names}"))
    if int(required.sum()) > p:
        count = int(required.sum())
        causes.append((f"{count} lokasi wajib, sedangkan p={p}", f"{count} sites are required, and p={p}"))
    if int(allowed.sum()) < p:
        parts_id = [f"{int(allowed.sum())} dari {len(sites)} calon lokasi boleh dipilih, sedangkan p={p}"]
        parts_en = [f"{int(allowed.sum())} of {len(sites)} candidates may be chosen, and p={p}"]
        if forbidden.any():
            parts_id.append(f"{int(forbidden.sum())} terlarang")
            parts_en.append(f"{int(forbidden.sum())} are forbidden")
        for word, (told_id, told_en) in SITE_WORDS.items():
            count = int((travel.site == word).sum())
            if count:
                parts_id.append(f"{count} {told_id}")
                parts_en.append(f"{count}: {told_en}")
        causes.append((", ".join(parts_id), ", ".join(parts_en)))
    if causes:
        raise InfeasibleError(
            "The sites cannot be chosen: " + "; ".join(one[1] for one in causes) + ".",
            "Lokasi tidak dapat dipilih: " + "; ".join(one[0] for one in causes) + ".",
            hint_en="Lower p, add candidates, or let fewer sites be required or forbidden.",
            hint_id="Kecilkan p, tambah calon lokasi, atau kurangi lokasi yang wajib atau terlarang.",
            code=601, column="p",
        )  # fmt: skip
    return allowed


def _named(sites: Given, rows: npt.NDArray[np.int64]) -> str:
    names = [str(sites.ids[row]) for row in rows[:_MOST_NAMED].tolist()]
    return ", ".join(names) + (", ..." if len(rows) > _MOST_NAMED else "")
