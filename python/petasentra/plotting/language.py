"""Words, numbers and dates as people read them, in Indonesian and English.

Everything shown to people by maps and reports takes its fixed wording from here, so that a map, a figure and a report
of one result never say the same thing in three ways. Words are pairs ``(id, en)``; `pick` chooses.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Literal, cast

Lang = Literal["id", "en"]
Words = tuple[str, str]

#: Category shown where two rules clash and the law does not say which prevails: no verdict can be stated.
CONFLICT = "conflict"

#: Verdict word -> words for people, from best to worst; `CONFLICT` last.
VERDICTS: dict[str, Words] = {
    "conforms": ("sesuai", "conforms"),
    "limited": ("terbatas", "limited"),
    "conditional": ("bersyarat", "conditional"),
    "limited_conditional": ("terbatas dan bersyarat", "limited and conditional"),
    "not_regulated": ("tidak diatur", "not regulated"),
    "outside_plan": ("di luar rencana", "outside the plan"),
    "no_data": ("data tidak tersedia", "no data"),
    "unreadable_rule": ("ketentuan tidak terbaca", "unreadable rule"),
    "prohibited": ("tidak diperbolehkan", "prohibited"),
    CONFLICT: ("belum dapat dinyatakan", "cannot be stated yet"),
}

FLAGS: dict[str, Words] = {
    "partial": ("sesuai sebagian", "conforms in part"),
    "boundary_uncertain": ("batas zona tidak pasti", "boundary uncertain"),
    "conflict": ("ketentuan bertentangan", "rules in conflict"),
    "existing_use": ("pemanfaatan yang telah ada", "existing use"),
    "needs_officer": ("perlu penilaian petugas", "needs an officer"),
}

EXISTING_USE: dict[str, Words] = {
    "conforming": ("sesuai", "conforming"),
    "non_conforming_until": ("tidak sesuai, tetapi masih dilindungi", "non-conforming, still sheltered"),
    "tolerated": ("ditoleransi", "tolerated"),
    "unlawful": ("tidak sah", "unlawful"),
    "undecided": ("belum dapat diputuskan", "undecided"),
}

ROUTES: dict[str, Words] = {
    "konfirmasi": ("konfirmasi KKPR", "KKPR confirmation"),
    "persetujuan": ("persetujuan KKPR", "KKPR approval"),
    "rekomendasi": ("rekomendasi KKPR", "KKPR recommendation"),
}

UNVERIFIED: Words = ("belum diverifikasi", "not verified")

SCHEMATIC: Words = ("skematik", "schematic")
#: Beside what stands for nothing on the ground.
INVENTED: Words = ("rekaan", "invented")

CANNOT_BE_STATED: Words = ("Belum dapat dinyatakan", "Cannot be stated yet")

DRAFT: Words = ("DRAF - dasar hukum belum diverifikasi", "DRAFT - legal basis not verified")

NOTICE_KKPR: Words = (
    "Dokumen ini bukan keputusan Kesesuaian Kegiatan Pemanfaatan Ruang (KKPR) dan tidak dapat dipakai sebagai "
    "penggantinya. Keputusan KKPR hanya diterbitkan oleh pejabat yang berwenang.",
    "This document is not a KKPR decision (conformity of spatial use activities) and cannot stand in for one. "
    "A KKPR decision is issued only by the authorised official.",
)

NOTICE_UNVERIFIED: Words = (
    "Sebagian dasar hukum, tanggal, atau nilai yang dipakai belum diverifikasi terhadap naskah aslinya. "
    "Hasil yang bertumpu padanya tidak boleh dijadikan dasar keputusan sebelum diverifikasi.",
    "Some of the legal bases, dates or values used have not been verified against their original text. "
    "Results that rest on them must not be the basis of a decision until they are verified.",
)

NOTICE_SCHEMATIC: Words = (
    "Zona pada peta ini skematik: digambar untuk peragaan, bukan salinan peta rencana. Setiap angka yang dihitung "
    "dari zona tersebut bertanda “skematik”.",
    "The zones on this map are schematic: drawn for demonstration, not copied from the plan. Every figure computed "
    "from them is marked “schematic”.",
)

_MONTHS: tuple[Words, ...] = (
    ("Januari", "January"), ("Februari", "February"), ("Maret", "March"), ("April", "April"), ("Mei", "May"),
    ("Juni", "June"), ("Juli", "July"), ("Agustus", "August"), ("September", "September"), ("Oktober", "October"),
    ("November", "November"), ("Desember", "December"),
)  # fmt: skip


def check_lang(lang: str) -> Lang:
    """Return `lang` if it is a language we write, else raise `OptionError`."""
    if lang not in ("id", "en"):
        from petasentra.errors import OptionError

        raise OptionError(
            message_id=f"Bahasa “{lang}” tidak tersedia.",
            message_en=f"Language '{lang}' is not available.",
            hint_id="Gunakan lang='id' atau lang='en'.",
            hint_en="Use lang='id' or lang='en'.",
        )
    return cast(Lang, lang)


def pick(words: Words, lang: Lang) -> str:
    """Return the Indonesian or the English one of a pair."""
    return words[0] if lang == "id" else words[1]


def what_if(title: Words, lang: Lang) -> str:
    """Return the title of a what-if without the word that says it is one; labels say that already.

    Examples
    --------
    >>> what_if(("Andaian: ketentuan tetap", "What if: the rule stays"), "id")
    'ketentuan tetap'
    """
    text = pick(title, lang).strip()
    opening = text.split(":", 1)[0].strip().lower()
    return text.split(":", 1)[1].strip() if opening in ("andaian", "pengandaian", "what if") and ":" in text else text


def existing_use(state: str, until: object, lang: Lang) -> str:
    """Write the state of an existing use, with the day before which it ends.

    Examples
    --------
    >>> existing_use("non_conforming_until", "2013-03-01", "id"), existing_use("tolerated", None, "en")
    ('tidak sesuai, tetapi masih dilindungi sampai sebelum 1 Maret 2013', 'tolerated')
    """
    text = pick(EXISTING_USE.get(state, (state, state)), lang)
    end = as_date(until)
    return text if end is None else text + pick((" sampai sebelum ", " until before "), lang) + date(end, lang)


def number(value: float | None, decimals: int, lang: Lang) -> str:
    """Write a number: ``1.234,50`` in Indonesian, ``1,234.50`` in English, ``–`` where there is none.

    Examples
    --------
    >>> number(1234.5, 2, "id"), number(1234.5, 2, "en"), number(None, 0, "id")
    ('1.234,50', '1,234.50', '–')
    """
    if value is None or not math.isfinite(value):
        return "–"
    text = f"{value:,.{decimals}f}"
    if text.startswith("-") and not any(digit in text for digit in "123456789"):
        text = text[1:]
    if lang == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", "−")


def hectares(area_m2: float | None, lang: Lang) -> str:
    """Write an area in hectares, with more decimals the smaller it is.

    Examples
    --------
    >>> hectares(11600.0, "id"), hectares(38071e4, "id"), hectares(120.0, "en")
    ('1,16 ha', '38.071 ha', '0.0120 ha')
    """
    if area_m2 is None or not math.isfinite(area_m2):
        return "–"
    area_ha = area_m2 / 1e4
    size = abs(area_ha)
    decimals = 0 if size >= 1000 or size == 0 else 1 if size >= 100 else 2 if size >= 0.1 else 4
    return f"{number(area_ha, decimals, lang)} ha"


def percent(share: float | None, lang: Lang) -> str:
    r"""Write a share of 0..1 as a percentage; never rounds a part up to the whole or down to nothing.

    Indonesian has a no-break space before the sign, as the reasons of the engine have a blank.

    Examples
    --------
    >>> percent(0.8213, "id"), percent(1.0, "id"), percent(0.99999, "id"), percent(0.00001, "en")
    ('82,1\xa0%', '100\xa0%', '>\xa099,9\xa0%', '<\xa00.1%')
    """
    if share is None or not math.isfinite(share):
        return "–"
    sign = "\u00a0%" if lang == "id" else "%"
    if share <= 0.0 or share >= 1.0 - 1e-9:
        return ("0" if share <= 0.0 else "100") + sign
    if share > 0.999:
        text = f"> {number(99.9, 1, lang)}{sign}"
    elif share < 0.001:
        text = f"< {number(0.1, 1, lang)}{sign}"
    else:
        text = f"{number(share * 100, 1, lang)}{sign}"
    return text.replace(" ", "\u00a0")


def date(value: object, lang: Lang) -> str:
    """Write a date: ``1 Juni 2021``, ``1 June 2021``. Takes a date, a datetime, ISO text or nothing (``–``).

    Examples
    --------
    >>> date("2021-06-01", "id")
    '1 Juni 2021'
    """
    day = as_date(value)
    if day is None:
        return "–"
    return f"{day.day} {pick(_MONTHS[day.month - 1], lang)} {day.year}"


def as_date(value: object) -> dt.date | None:
    """Return the date in a date, datetime, numpy datetime or ISO text; ``None`` for nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value)[:10]
    return None if text in ("NaT", "None") else dt.date.fromisoformat(text)


def sentence(text: str) -> str:
    """Return `text` with its first letter as a capital."""
    return text[:1].upper() + text[1:]
