"""What a column means: a kind, how sure the values make it, and what says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra._english import by_number
from petasentra.inspection.words import percent

if TYPE_CHECKING:
    import re

    from petasentra.files.load_report import Lang
    from petasentra.inspection.columns import ColumnView

#: Kinds of meaning with their words for people.
KINDS: dict[str, tuple[str, str]] = {
    "personal": ("data pribadi", "personal data"),
    "area": ("luas", "area"),
    "length": ("panjang", "length"),
    "gis_measure": ("ukuran dari GIS", "measure left by a GIS"),
    "date": ("tanggal", "date"),
    "year": ("tahun", "year"),
    "kbli": ("kode KBLI", "KBLI code"),
    "admin_code": ("kode wilayah", "administrative code"),
    "admin_name": ("nama wilayah administrasi", "name of an administrative area"),
    "zone_code": ("kode zona", "zone code"),
    "coded": ("nilai berkode", "coded domain"),
    "percentage": ("persentase", "percentage"),
    "longitude": ("bujur", "longitude"),
    "latitude": ("lintang", "latitude"),
    "coordinate": ("koordinat", "coordinate"),
    "regulation": ("peraturan", "regulation"),
    "id": ("nomor pengenal", "identifier"),
    "number": ("angka yang ditulis sebagai teks", "number written as text"),
    "constant": ("satu nilai saja", "one value only"),
    "empty": ("kosong", "empty"),
}


_WITHOUT_SHARE = ("empty", "personal", "coded", "constant")


@dataclass(frozen=True)
class Meaning:
    """What a column seems to mean.

    Attributes
    ----------
    kind
        One of `KINDS`.
    fits, of
        Rows that fit, of the rows that are filled.
    unit
        ``ha``, ``m2``, ``km2``, ``m``, ``%``, or the system of codes: ``Kemendagri``, ``BPS``; empty if there is none.
    evidence_id, evidence_en
        What says so.
    """

    kind: str
    fits: int
    of: int
    evidence_id: str
    evidence_en: str
    unit: str = ""

    @property
    def share(self) -> float:
        """Share of the filled rows that fit, 0..1."""
        return self.fits / self.of if self.of else 0.0

    def text(self, lang: Lang = "id") -> str:
        """Return kind, unit and share as one phrase."""
        words = KINDS[self.kind][0 if lang == "id" else 1]
        unit = f" ({self.unit})" if self.unit else ""
        return f"{words}{unit} {percent(self.share, lang)}" if self.kind not in _WITHOUT_SHARE else words


@dataclass(frozen=True)
class Writing:
    """How numbers or dates stand in a column of text.

    ``style`` is as `petasentra.values` gives it (``id``, ``en``, ``mixed``, ``ambiguous``, ``dmy`` ...); ``examples``
    are pairs of text and value; ``unread`` counts filled rows without one reading.
    """

    kind: str
    style: str
    read: int
    unread: int
    examples: tuple[tuple[str, str], ...] = ()

    def text(self, lang: Lang = "id") -> str:
        """Return the writing in one phrase."""
        words = _STYLES.get(self.style, (self.style, self.style))[0 if lang == "id" else 1]
        shown = "; ".join(f"{raw} → {value}" for raw, value in self.examples)
        left = {"id": f"; {self.unread} tidak terbaca", "en": f"; {self.unread} not read"}[lang] if self.unread else ""
        return f"{words}{': ' if shown else ''}{shown}{left}"


_STYLES = {
    "id": ("penulisan Indonesia", "Indonesian writing"),
    "en": ("penulisan Inggris", "English writing"),
    "plain": ("angka polos", "plain numbers"),
    "mixed": ("penulisan campur aduk", "two ways of writing"),
    "ambiguous": ("titik atau koma tidak jelas artinya", "dot or comma could mean either"),
    "dmy": ("hari-bulan-tahun", "day-month-year"),
    "mdy": ("bulan-hari-tahun", "month-day-year"),
    "": ("tanggal sebagai teks", "dates as text"),
    "dms": ("derajat, menit, detik", "degrees, minutes, seconds"),
    "zeros lost": ("nol di depan hilang", "leading zeros lost"),
}


def named(column: ColumnView, pattern: re.Pattern[str]) -> bool:
    """Tell whether a column's name contains a pattern; letter case is no matter."""
    return pattern.search(column.name.casefold()) is not None


def by_name(column: ColumnView, kind: str, fits: int, *, unit: str = "") -> Meaning:
    """Return a meaning the name says and the values confirm."""
    return Meaning(
        kind,
        fits,
        column.counted,
        f"nama kolom {column.name}, {fits} dari {column.counted} nilai{_sampled(column)[0]} cocok",
        f"column name {column.name}, {_fitting_en(column, fits)}",
        unit,
    )


def by_values(
    column: ColumnView, kind: str, fits: int, *, unit: str = "", detail: tuple[str, str] = ("", "")
) -> Meaning:
    """Return a meaning that the values alone say; `detail` is what they look like."""
    like_id, like_en = (f" ({detail[0]})", f" ({detail[1]})") if detail[0] else ("", "")
    return Meaning(
        kind,
        fits,
        column.counted,
        f"{fits} dari {column.counted} nilai{_sampled(column)[0]} cocok{like_id}",
        f"{_fitting_en(column, fits)}{like_en}",
        unit,
    )


def _fitting_en(column: ColumnView, fits: int) -> str:
    values, fit = by_number(column.counted, "value", "values"), by_number(fits, "fits", "fit")
    return f"{fits} of {column.counted} {values}{_sampled(column)[1]} {fit}"


def _sampled(column: ColumnView) -> tuple[str, str]:
    """Return the words that say that only a sample of the rows was looked at."""
    return (" dalam sampel", " of a sample") if len(column) > len(column.looked_at) else ("", "")
