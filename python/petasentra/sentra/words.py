"""What results about sentra say in words, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.plotting.language import number, pick

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from petasentra.plotting.language import Lang, Words
    from petasentra.sentra.found import FoundSentra
    from petasentra.tables import Table

__all__ = [
    "BRANCH_WORDS",
    "DISTANCE_WORDS",
    "MEMBERSHIP_WORDS",
    "invented_line",
    "invented_rows",
    "metres",
    "place_line",
    "places_text",
    "sum_span",
    "unit_reasons",
    "unnamed_line",
]

#: Columns that say of a unit that it stands for nothing on the ground.
_INVENTED_COLUMNS = ("invented", "synthetic", "schematic", "rekaan")

BRANCH_WORDS: dict[str, Words] = {
    "product": ("produk", "product"),
    "material": ("bahan baku", "material"),
    "process": ("proses", "process"),
}
DISTANCE_WORDS: dict[str, Words] = {
    "plane": ("garis lurus pada bidang proyeksi", "straight line in the plane of the projection"),
    "ellipsoid": ("garis lurus pada elipsoid", "straight line on the ellipsoid"),
    "road": ("sepanjang jalan", "along roads"),
}
MEMBERSHIP_WORDS: dict[str, Words] = {
    "core": ("inti", "core"),
    "border": ("tepi", "border"),
    "alone": ("tidak berkelompok", "alone"),
    "no_place": ("tanpa koordinat", "no place"),
    "activity_unknown": ("kegiatan belum diketahui", "activity unknown"),
    "outside_boundary": ("di luar batas wilayah", "outside the boundary"),
    "duplicate": ("tercatat lebih dari sekali", "there more than once"),
    "off_road": ("tidak terhubung dengan jalan", "off the roads"),
}


def branch_words(name: str, lang: Lang) -> str:
    """Return a branch in words; several joined by a plus where the rule asks for all."""
    return " + ".join(pick(BRANCH_WORDS[one], lang) for one in name.split("+"))


def metres(value: float, lang: Lang) -> str:
    """Return a distance, with decimals only where it has some."""
    return f"{number(value, 0 if float(value).is_integer() else 1, lang)} m"


def place_line(found: FoundSentra, lang: Lang) -> str:
    """Return by what distance a place is one place here: the line that goes with every number."""
    how, far = pick(DISTANCE_WORDS[found.distance], lang), metres(found.eps_m, lang)
    return pick(
        (f"Satu tempat: jarak antarunit paling jauh {far} ({how}); jarak ini parameter analis, bukan bunyi ketentuan.",
         f"One place: units at most {far} apart ({how}); this distance is the analyst's, not the rule's."), lang
    )  # fmt: skip


def places_text(row: Mapping[str, Any], lang: Lang) -> str:
    """Return the desa of a sentra, or that they are not known."""
    return "; ".join(row.get("places") or []) or pick(("belum diketahui", "not known"), lang)


def unnamed_line(found: FoundSentra, lang: Lang) -> str:
    """Say why no sentra names its desa: no column of the units does; empty else."""
    if "places" in found.sentra.columns:
        return ""
    return pick(
        ("Desa tidak diketahui: tidak ada kolom desa pada unit (area=, --area).",
         "Desa not known: units have no column of it (area=, --area)."), lang
    )  # fmt: skip


def invented_line(found: FoundSentra, lang: Lang) -> str:
    """Say that units are invented where a column of theirs says so; empty else."""
    count, many = invented_rows(found.read.table), len(found.read)
    if not count:
        return ""
    if count == many:
        return pick(("Semua unitnya rekaan.", "All units are invented."), lang)
    some, of = number(count, 0, lang), number(many, 0, lang)
    return pick((f"Unit rekaan: {some} dari {of}.", f"Invented units: {some} of {of}."), lang)


def invented_rows(table: Table) -> int:
    """Return how many rows a column such as ``invented`` or ``rekaan`` calls so."""
    given = [table[name] for name in _INVENTED_COLUMNS if name in table.columns]
    return sum(
        any(str(cell).strip().lower() in ("true", "1", "ya") for cell in row) for row in zip(*given, strict=True)
    )


def unit_reasons(found: FoundSentra) -> list[Words]:
    """Return why a unit is what it is, by number of its membership."""
    few, far = found.rule.min_units, (metres(found.eps_m, "id"), metres(found.eps_m, "en"))
    return [
        (f"Paling sedikit {few} unit sejenis dalam {far[0]}, termasuk unit ini.",
         f"At least {few} like units within {far[1]}, this one among them."),
        (f"Dalam {far[0]} dari unit inti, tetapi kurang dari {few} unit sejenis di sekitarnya.",
         f"Within {far[1]} of a core unit, with fewer than {few} like units around itself."),
        (f"Kurang dari {few} unit sejenis dalam {far[0]}, dan tidak ada unit inti yang terjangkau.",
         f"Fewer than {few} like units within {far[1]}, and no core unit within reach."),
        ("Tidak ada koordinat yang dapat dipakai.", "There are no coordinates that can be used."),
        ("Produk, bahan baku, dan proses tidak disebut.", "No product, material or process is stated."),
        ("Titiknya di luar batas wilayah, lebih jauh dari toleransi.",
         "The place is outside the boundary by more than the tolerance."),
        ("Baris lain menyebut unit yang sama.", "Another row names the same unit."),
        ("Tidak ada jalan dalam batas jarak jangkauan.", "There is no road within the limit."),
    ]  # fmt: skip


def sum_span(row: Mapping[str, Any], name: str, whose: str, lang: Lang) -> str:
    """Write ``name_min`` to ``name_max`` of a row as people do, and of how many (``unit``, ``sentra``) it is not known.

    Examples
    --------
    >>> from petasentra.sentra.words import sum_span
    >>> sum_span({"workers_min": 28.0, "workers_max": None, "workers_unknown": 12}, "workers", "sentra", "id")
    'paling sedikit 28 (12 sentra belum diketahui)'
    """
    low, high, unknown = (row.get(f"{name}_{one}") for one in ("min", "max", "unknown"))
    if low is None:
        return pick(("belum diketahui", "not known"), lang) if unknown else "-"
    told = number(low, 0, lang)
    if high is None:
        told = pick(("paling sedikit ", "at least "), lang) + told
    elif high != low:
        told += f"-{number(high, 0, lang)}"
    if not unknown:
        return told
    many, more = number(unknown, 0, lang), "units" if whose == "unit" and unknown > 1 else whose
    return told + pick((f" ({many} {whose} belum diketahui)", f" ({many} {more} not known)"), lang)
