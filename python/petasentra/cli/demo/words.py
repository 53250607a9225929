"""Indonesian for the words of ``facts.csv``, which is written once, in English, with the values as published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.cli.demo.sources import SOURCES, SUBJECTS, VALUES

if TYPE_CHECKING:
    from petasentra.plotting.language import Lang

#: Attribute -> Indonesian.
ATTRIBUTES = {
    "B3 waste used": "limbah B3 yang diolah",
    "DAK": "DAK",
    "area": "luas",
    "building began": "mulai dibangun",
    "catchment": "daerah aliran sungai",
    "desa": "banyaknya desa",
    "desa with home industries": "desa dengan industri rumahan",
    "feed": "bahan baku",
    "food-crop zone": "kawasan tanaman pangan",
    "food-crop zone share": "bagian kawasan tanaman pangan",
    "ground-breaking": "peletakan batu pertama",
    "home industries": "industri rumahan",
    "in force from": "berlaku sejak",
    "industry zone": "kawasan industri",
    "industry zone share": "bagian kawasan industri",
    "ingot output": "hasil ingot",
    "ingot per unit": "ingot per unit usaha",
    "ingot price": "harga ingot",
    "ingot yield": "rendemen ingot",
    "kecamatan": "kecamatan",
    "kecamatan ruled": "kecamatan yang diatur",
    "kelurahan": "banyaknya kelurahan",
    "length": "panjang",
    "length in Jombang": "panjang di Jombang",
    "number of sentra": "banyaknya sentra",
    "output": "hasil",
    "output before the sentra": "hasil sebelum ada sentra",
    "permit capacity": "kapasitas izin",
    "pilot capacity": "kapasitas percontohan",
    "planned capacity": "kapasitas rencana",
    "population": "penduduk",
    "published on": "diundangkan pada",
    "recycling since": "daur ulang sejak",
    "replaced by": "digantikan oleh",
    "sentra": "banyaknya sentra",
    "site area": "luas tapak",
    "smallest sentra": "sentra terkecil",
    "turnover": "omzet",
    "turnover before the sentra": "omzet sebelum ada sentra",
    "units": "unit usaha",
    "with environmental permit": "berizin lingkungan",
    "workers": "tenaga kerja",
    "workers before the sentra": "tenaga kerja sebelum ada sentra",
    "years": "masa berlaku",
}

_OTHERS = {
    "IDR": "rupiah",
    "IDR/kg": "rupiah/kg",
    "million IDR": "juta rupiah",
    "billion IDR": "miliar rupiah",
    "billion IDR/month": "miliar rupiah/bulan",
    "kg/day": "kg/hari",
    "kg/month": "kg/bulan",
    "t/day": "t/hari",
    "t/month": "t/bulan",
    "t/year": "t/tahun",
    "people": "orang",
    "units": "unit",
    "not seen": "belum dilihat",
    "21 June 2021": "21 Juni 2021",
    "28 October 2010": "28 Oktober 2010",
    "before 2021": "sebelum 2021",
    "per month, 2024": "per bulan, 2024",
    "period of the sum not stated": "jangka waktunya tidak disebut",
    "since the sentra": "sejak ada sentra",
    "Sumobito and Kesamben": "Sumobito dan Kesamben",
    "cluster": "klaster",
    "national": "nasional",
    "river": "sungai",
    "road": "jalan",
}

#: Units that say what kind of thing the value is; people see that from the value itself.
_KINDS = frozenset({"date", "instrument", "name", "year"})


def attribute_text(attribute: str, lang: Lang) -> str:
    """Name what a claim is about."""
    return ATTRIBUTES.get(attribute, attribute) if lang == "id" else attribute


def phrase(text: str, lang: Lang) -> str:
    """Say a value, period or scope in the language asked for; what is not known stays as it is."""
    return _OTHERS.get(text, text) if lang == "id" else VALUES.get(text, text)


def subject_text(subject: str, lang: Lang) -> str:
    """Name what a claim speaks of."""
    return subject if lang == "id" else SUBJECTS.get(subject, subject)


def source_text(source: str, lang: Lang) -> str:
    """Name who published a claim."""
    return source if lang == "id" else SOURCES.get(source, source)


def unit_text(unit: str, lang: Lang) -> str:
    """Say a unit; nothing for units that only name a kind."""
    return "" if unit in _KINDS else phrase(unit, lang)
