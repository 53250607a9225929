"""Facts about a layer as label and value: what text and page both show, worded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra._english import by_number
from petasentra.inspection.words import number, percent, significant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from petasentra.files.load_report import Lang
    from petasentra.inspection.fields import FieldSummary
    from petasentra.inspection.geometry_facts import GeometryFacts, Spread
    from petasentra.inspection.report import LayerInspection

_MOST_CANDIDATES = 4

_LABELS: dict[str, tuple[str, str]] = {
    "extent": ("Cakupan", "Extent"),
    "degrees": ("Letak (derajat)", "Place (degrees)"),
    "candidates": ("Kemungkinan CRS", "Possible CRS"),
    "bytes": ("Bukti pengodean", "Encoding evidence"),
    "parts": ("Bagian", "Parts"),
    "areas": ("Luas fitur", "Areas"),
    "lengths": ("Panjang fitur", "Lengths"),
    "tiny": ("Bagian kecil", "Small parts"),
    "stated": ("Luas tertulis", "Stated area"),
    "profile": ("Profil terdekat", "Nearest profile"),
    "name": ("Dari nama", "From the name"),
    "role": ("Perkiraan peran", "Guessed role"),
    "overlap": ("Terhadap yang lain", "To the others"),
}


def label(what: str, lang: Lang) -> str:
    """Return the label of a fact."""
    return _LABELS[what][0 if lang == "id" else 1]


def facts(one: LayerInspection, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield everything known about a layer but its fields and findings."""
    if one.load_report is None:
        yield "Layer", one.name
    else:
        file, fields = ("Berkas", "Kolom") if lang == "id" else ("File", "Columns")
        yield from (row for row in one.load_report.rows(lang) if row[0] not in (file, fields, "SHA-256"))
    if one.bounds:
        yield label("extent", lang), ", ".join(f"{value:.8g}" for value in one.bounds)
    projected = one.bounds and one.box and max(abs(a - b) for a, b in zip(one.bounds, one.box, strict=True)) > 1e-6
    if projected and one.box:
        assumed = (
            {"id": " (menurut kemungkinan pertama)", "en": " (by the first possibility)"}[lang]
            if one.box_assumed
            else ""
        )
        yield label("degrees", lang), ", ".join(f"{value:.4f}" for value in one.box) + assumed
    for position, candidate in enumerate(one.crs_candidates[:_MOST_CANDIDATES], start=1):
        siblings = f" = {', '.join(candidate.siblings)}" if candidate.siblings else ""
        yield label("candidates", lang) if position == 1 else "", f"{position}. {candidate.text(lang)}{siblings}"
    if one.encoding and (one.encoding.high_bytes or one.encoding.source == "assumed"):
        yield label("bytes", lang), one.encoding.text(lang)
    if one.geometry:
        yield from _geometry(one.geometry, lang)
    for position, area in enumerate(one.stated_areas):
        yield label("stated", lang) if position == 0 else "", area.text(lang)
    if one.profile:
        words = {"id": "kecocokan", "en": "fit"}[lang]
        yield (
            label("profile", lang),
            f"{one.profile.name} ({one.profile.title(lang)}), {words} {percent(one.profile.share, lang)}",
        )
    if one.name_guesses.guesses:
        yield label("name", lang), one.name_guesses.text(lang)
    if one.role.role not in ("unknown",):
        because = f" ({', '.join(one.role.evidence)})" if one.role.evidence else ""
        yield label("role", lang), one.role.text(lang) + because
    if one.neighbourhood:
        misfit = one.neighbourhood.misfit_text(lang)
        yield label("overlap", lang), " · ".join(part for part in (overlap(one, lang), misfit) if part)


def _geometry(facts: GeometryFacts, lang: Lang) -> Iterator[tuple[str, str]]:
    if facts.parts > facts.rows or facts.holes or facts.multipart:
        words = {
            "id": f"{count(facts.parts, lang)} bagian, {count(facts.multipart, lang)} fitur berbagian banyak, "
            f"{count(facts.holes, lang)} lubang",
            "en": f"{count(facts.parts, lang)} {by_number(facts.parts, 'part', 'parts')}, "
            f"{count(facts.multipart, lang)} {by_number(facts.multipart, 'feature', 'features')} of several parts, "
            f"{count(facts.holes, lang)} {by_number(facts.holes, 'hole', 'holes')}",
        }
        yield label("parts", lang), words[lang]
    if facts.areas:
        yield label("areas", lang), spread(facts.areas, 1e4, "ha", lang)
    if facts.lengths:
        yield label("lengths", lang), spread(facts.lengths, 1e3, "km", lang)
    if facts.parts_below_100_m2:
        words = {
            "id": f"{count(facts.parts_below_100_m2, lang)} bagian di bawah 100 m², "
            f"{count(facts.parts_below_1_m2, lang)} di bawah 1 m²",
            "en": f"{count(facts.parts_below_100_m2, lang)} "
            f"{by_number(facts.parts_below_100_m2, 'part', 'parts')} below 100 m², "
            f"{count(facts.parts_below_1_m2, lang)} below 1 m²",
        }
        yield label("tiny", lang), words[lang]


def spread(values: Spread, per: float, unit: str, lang: Lang) -> str:
    """Return smallest, middle, largest and sum."""
    least, middle, most, total = (
        significant(value / per, lang) for value in (values.minimum, values.median, values.maximum, values.total)
    )
    return {
        "id": f"terkecil {least}, tengah {middle}, terbesar {most} {unit}; jumlah {total} {unit} (geodesik)",
        "en": f"smallest {least}, middle {middle}, largest {most} {unit}; sum {total} {unit} (geodesic)",
    }[lang]


def overlap(one: LayerInspection, lang: Lang) -> str:
    """Return how much of a layer's box the layer it shares most with covers."""
    near = one.neighbourhood
    if near is None or near.overlap is None:
        return ""
    if not near.with_layer:
        return {"id": "tidak bertampalan", "en": "no overlap"}[lang]
    return f"{percent(near.overlap, lang)} {'dengan' if lang == 'id' else 'with'} {near.with_layer}"


def meaning(column: FieldSummary, lang: Lang) -> str:
    """Return meaning and writing of a column as one phrase; empty if there is nothing to say."""
    if column.personal or column.meaning is None:
        return ""
    said = [f"[{column.meaning.text(lang)}]"]
    if column.writing and column.writing.examples:
        said.append(column.writing.text(lang))
    return " ".join(said)


def examples(column: FieldSummary, lang: Lang) -> str:
    """Return examples of a column, or that they are not shown."""
    if column.personal:
        return {"id": "(tampak data pribadi, isi tidak ditampilkan)", "en": "(looks personal, values not shown)"}[lang]
    return " | ".join(column.examples)


def skipped(names: Sequence[str], depth: int, lang: Lang) -> str:
    """Tell what was not looked at."""
    shown = ", ".join(names[:6]) + (", …" if len(names) > 6 else "")
    return {
        "id": f"Tidak diperiksa (lebih dalam dari {depth} folder, atau bukan geodata): {shown}",
        "en": f"Not looked at (deeper than {depth} {by_number(depth, 'folder', 'folders')}, or no geodata): {shown}",
    }[lang]


def count(value: int, lang: Lang) -> str:
    """Write a whole number."""
    return number(value, 0, lang)
