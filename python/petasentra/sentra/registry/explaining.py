"""All that a list says of one sentra, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.errors import OptionError
from petasentra.plotting.language import check_lang, number, pick
from petasentra.plotting.places_view import Picture, PlacesOf
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from petasentra.plotting.language import Lang, Words
    from petasentra.sentra.registry.registry import Registry

__all__ = ["POSITION_WORDS", "explain_sentra", "registry_picture"]

POSITION_WORDS: dict[str, Words] = {
    "surveyed": ("disurvei", "surveyed"),
    "desa_centroid": ("titik tengah desanya, bukan tempat sentra", "the centroid of its desa, not its own place"),
    "as_given": ("seperti tertulis; cara memperolehnya tidak disebut", "as given; how it was obtained is not stated"),
    "position_unknown": ("tidak diketahui", "not known"),
}
_UNKNOWN: Words = ("tidak diketahui", "not known")
_LABELS: dict[str, Words] = {
    "commodity": ("Komoditas", "Commodity"), "kbli": ("KBLI", "KBLI"), "area": ("Wilayah", "Area"),
    "units": ("Unit usaha", "Units"), "workers": ("Tenaga kerja", "Workers"), "production": ("Produksi", "Output"),
    "sk_number": ("SK", "Decree"), "sk_date": ("Tanggal SK", "Day of the decree"), "source": ("Sumber", "Source"),
}  # fmt: skip


def explain_sentra(registry: Registry, sentra_id: str, lang: Lang) -> str:
    """Return the text; see `Registry.explain`."""
    check_lang(lang)
    ids = registry.rows.ids.to_pylist()
    if sentra_id not in ids:
        raise OptionError(
            f"There is no sentra {sentra_id!r}.", f"Tidak ada sentra {sentra_id!r}.",
            **did_you_mean(str(sentra_id), ids[:5000], otherwise=("", "")), code=801,
        )  # fmt: skip
    row = registry.table[ids.index(sentra_id)].to_pylist()[0]
    lines = [f"{row['sentra_id']}: {row['name'] or pick(('tanpa nama', 'without a name'), lang)}"]
    lines += [f"{pick(label, lang)}: {_told(row, name, lang)}" for name, label in _LABELS.items()]
    place = pick(POSITION_WORDS[row["position"]], lang)
    if row["lon"] is not None:
        place += f" ({number(row['lon'], 5, lang)}; {number(row['lat'], 5, lang)})"
    lines.append(f"{pick(('Letak', 'Place'), lang)}: {place}")
    if row["duplicate_of"]:
        lines.append(
            pick(("Menyebut sentra yang sama dengan ", "Names the same sentra as "), lang) + row["duplicate_of"]
        )
    if not row["verified"]:
        lines.append(pick(("Sumber pertamanya belum dilihat.", "Its primary source was not seen."), lang))
    if row["invented"]:
        lines.append(pick(("Baris ini rekaan.", "This row is invented."), lang))
    return "\n".join(lines)


def _told(row: dict[str, object], name: str, lang: Lang) -> str:
    value = row[name]
    if value is None:
        return pick(_UNKNOWN, lang)
    status = row.get(f"{name}_status")
    if status in ("ambiguous", "unreadable"):
        return f"{value} ({pick(('tidak terbaca', 'cannot be read'), lang)})"
    return str(value)


def registry_picture(registry: Registry) -> Picture:
    """Return what to draw: sentra by how their place is known, and how many cannot be drawn."""
    status = registry.table["position"]
    nowhere, many = status.count("position_unknown"), len(registry)
    counts = [number(many, 0, lang) for lang in ("id", "en")], [number(nowhere, 0, lang) for lang in ("id", "en")]
    told = [
        (f"{counts[0][0]} sentra dalam {registry.rows.title}", f"{counts[0][1]} sentra of {registry.rows.title}"),
        (f"{counts[1][0]} di antaranya tanpa letak, tidak tergambar",
         f"{counts[1][1]} of them without a place, not drawn"),
    ]  # fmt: skip
    invented = int(registry.rows.invented.sum())
    told += [(f"{invented} baris rekaan", f"{invented} rows are invented")] if invented else []
    side = PlacesOf(registry.layer, status, "sentra_id", ("sentra", "sentra"), POSITION_WORDS, 6)
    return Picture(("Daftar sentra", "List of sentra"), told, (side,))
