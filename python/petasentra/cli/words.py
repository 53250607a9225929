"""The words the command line says, in Indonesian and English."""

from __future__ import annotations

import enum


class Lang(enum.StrEnum):
    """Language of messages and reports."""

    ID = "id"
    EN = "en"


def either(lang: Lang | str, indonesian: str, english: str) -> str:
    """The text in the language asked for."""
    return english if lang == Lang.EN else indonesian


#: Verdict word -> (Indonesian, English, colour on a terminal).
VERDICTS: dict[str, tuple[str, str, str]] = {
    "conforms": ("sesuai", "conforms", "green"),
    "limited": ("terbatas", "limited", "green"),
    "conditional": ("bersyarat", "conditional", "yellow"),
    "limited_conditional": ("terbatas bersyarat", "limited and conditional", "yellow"),
    "not_regulated": ("tidak diatur", "not regulated", "blue"),
    "outside_plan": ("di luar rencana", "outside the plan", "blue"),
    "no_data": ("tidak ada data", "no data", "magenta"),
    "unreadable_rule": ("aturan tidak terbaca", "unreadable rule", "magenta"),
    "prohibited": ("tidak diperbolehkan", "prohibited", "red"),
}

#: Verdicts under which the activity may stand.
CONFORMING = frozenset({"conforms", "limited", "conditional", "limited_conditional"})

_FLAGS: dict[str, tuple[str, str]] = {
    "partial": ("sebagian", "partial"),
    "boundary_uncertain": ("batas tidak pasti", "boundary uncertain"),
    "conflict": ("aturan bertentangan", "conflict"),
    "existing_use": ("kegiatan yang sudah ada", "existing use"),
    "needs_officer": ("perlu petugas", "needs an officer"),
}

_SEVERITIES: dict[str, tuple[str, str]] = {
    "note": ("catatan", "note"),
    "warning": ("peringatan", "warning"),
    "error": ("galat", "error"),
}

DRAFT = ("DRAF - dasar hukum belum diverifikasi", "DRAFT - legal basis not verified")
NOT_A_DECISION = (
    "Hasil ini alat bantu analisis, bukan keputusan KKPR dan bukan pengganti pertimbangan pejabat yang berwenang.",
    "This is an aid to analysis, not a KKPR decision and no substitute for the judgement of the competent authority.",
)


def verdict_text(verdict: str, lang: Lang | str) -> str:
    """A verdict word as people read it; an unknown word stays as it is."""
    indonesian, english, _ = VERDICTS.get(verdict, (verdict, verdict, ""))
    return either(lang, indonesian, english)


def verdict_markup(verdict: str, lang: Lang | str) -> str:
    """The same in its colour, as rich markup."""
    colour = VERDICTS.get(verdict, ("", "", "default"))[2]
    return f"[{colour}]{verdict_text(verdict, lang)}[/]"


def flag_text(flag: str, lang: Lang | str) -> str:
    """A flag as people read it."""
    return either(lang, *_FLAGS.get(flag, (flag, flag)))


def severity_text(severity: str, lang: Lang | str) -> str:
    """A severity as people read it."""
    return either(lang, *_SEVERITIES.get(severity, (severity, severity)))


def date_text(iso: str, lang: Lang | str) -> str:
    """``2021-12-31`` as ``31 Desember 2021`` or ``31 December 2021``; anything else as it is."""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return iso
    months = either(
        lang,
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
        "January February March April May June July August September October November December",
    ).split()
    return f"{int(parts[2])} {months[int(parts[1]) - 1]} {parts[0]}"


def number_text(value: float, decimals: int, lang: Lang | str) -> str:
    """``1.5`` as ``1,5`` (Indonesian) or ``1.5``; thousands with the other mark."""
    text = f"{value:,.{decimals}f}"
    return text if lang == Lang.EN else text.translate(str.maketrans(",.", ".,"))
