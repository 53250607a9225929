"""Columns that hold codes and names: KBLI, administrative areas, zones, regulations, coded domains, ids."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa

from petasentra.admin.units import by_code
from petasentra.inspection.expected import regency_name
from petasentra.inspection.land import data_rows
from petasentra.inspection.meaning import Meaning, Writing, by_name, by_values, named
from petasentra.values import parse_kbli

if TYPE_CHECKING:
    from petasentra.admin import System
    from petasentra.inspection.columns import ColumnView

_DOTTED = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?")
_DIGITS = re.compile(r"(?:ID)?(?:\d{2}|\d{4}|\d{6,7}|\d{10})")
_BPS_NAME = re.compile(r"bps|kd[pbce]bps|idsp2010|kode_sp|id_?desa_bps")
_PUM_NAME = re.compile(r"pum($|_)|kemendagri|kdp?(pum|pkab)|kode_?wil|kd_?wil|kdwilayah")
_CODE_NAME = re.compile(r"kode|code|(^|_)(kd|id)|kdp|kdb|kdc|kde|adm\d?_?pcode|pcode")
_AREA_NAME = re.compile(
    r"^w[ia]ad?m?[kpd][rkcd]$|wadm|wiadk|kec(amatan)?($|_)|desa|kel(urahan)?($|_)|kabupaten|kab_?kota|kabkot|nm_?kab|"
    r"^kokab$|(^|_)kab($|_)|prov(insi|ince)?($|_)|village|district|regency|subdistrict|adm\d_(en|id)"
)
_NAME_VALUE = re.compile(r"[^\W\d_][\w .,'’`()/-]*")
_PREFIXED = re.compile(
    r"(?:kab(?:upaten)?|kota|kec(?:amatan)?|prov(?:insi)?|kel(?:urahan)?|desa)\.?\s+\S.*", re.IGNORECASE
)
_ZONE_NAMES = re.compile(r"^kod(kws|zon|szn|unk|rtr|zona?)$|kode_?(zona|pola|kawasan)|^zona?$|zone_?code|^sub_?zona$")
_ZONE_VALUE = re.compile(r"[A-Z]{1,5}(?:-?\d{1,2})?(?:\.\d+)*(?:/[A-Z]{1,5}(?:-?\d{1,2})?)?")
_REGULATION = re.compile(
    r".*\b(perda|peraturan|permen|kepmen|perbup|perwal|pp|perpres|sk|keputusan|undang|uu)\b.*\d{4}.*", re.IGNORECASE
)
_ID_NAME = re.compile(r"^(objectid|fid|ogc_fid|gid|oid|id|no|nomor|nib|uuid)(_\d+)?$|_id$|^id_|^no_")
_CODED_NAME = re.compile(
    r"^orde\d|^jns|^jenis|^kkop|^[kl]p2b|^krb|^tod|^teb|^cagbud|^resair|^ksmpdn|^hankam|^kkarst|^fcode$|^lcode$"
)
_MOST_CODES = 20


def kbli(column: ColumnView) -> tuple[Meaning, Writing | None] | None:
    """Recognise KBLI codes in a column named so; lost leading zeros are told."""
    if not named(column, re.compile("kbli")) or column.counted == 0:
        return None
    parsed = parse_kbli(column.looked_at)
    fits = parsed.read + int(parsed.ambiguous.sum())
    if fits == 0:
        return None
    padded = parsed.evidence.get("padded", 0)
    writing = None
    if padded:
        writing = Writing("kbli", parsed.style, parsed.read, int(parsed.unread.sum()), tuple(parsed.examples(3)))
    return by_name(column, "kbli", fits), writing


def admin_code(column: ColumnView) -> Meaning | None:
    """Recognise codes of administrative areas, and whose they are.

    Dotted codes are Kemendagri's; seven digits are BPS's; other lengths are told apart by the column's name, and where
    that is silent the system stays open. Half of the rows have to begin with a kabupaten or province that exists.
    """
    if column.counted == 0 or named(column, re.compile("kbli|fcode|lcode|orde")):
        return None
    dotted = _known_codes(column, _DOTTED)
    if dotted and dotted >= 0.5 * column.counted and any("." in text for text in column.distinct):
        return by_values(column, "admin_code", dotted, unit="Kemendagri", detail=("bertitik", "dotted"))
    digits = _known_codes(column, _DIGITS)
    if digits < 0.5 * column.counted or digits == 0:
        return None
    if not (named(column, _CODE_NAME) or named(column, _PUM_NAME) or named(column, _BPS_NAME)):
        return None
    lengths = {len(text.removeprefix("ID")) for text in column.distinct if _DIGITS.fullmatch(text)}
    if lengths == {2} and not (
        named(column, _PUM_NAME) or named(column, _BPS_NAME) or named(column, re.compile("prov|wadmpr"))
    ):
        return None  # two digits alone are anything
    system = _systems_held(column)
    if not system and (7 in lengths or named(column, _BPS_NAME)):
        system = "BPS"
    elif not system and (6 in lengths or named(column, _PUM_NAME)):
        system = "Kemendagri"
    return by_name(column, "admin_code", digits, unit=system)


def _systems_held(column: ColumnView) -> str:
    """Return the system whose table holds the codes, if only one does (desa of both have ten digits)."""
    systems: tuple[tuple[System, str], ...] = (("bps", "BPS"), ("kemendagri", "Kemendagri"))
    texts = [text.removeprefix("ID") for text in column.distinct[:500]]
    texts = [text for text in texts if len(text) >= 7]  # below, both systems have the same digits
    hits = {}
    for system, name in systems:
        known = {code.replace(".", "") for code in by_code(system)}
        hits[name] = sum(text in known for text in texts)
    best = max(hits, key=lambda name: hits[name])
    return best if hits[best] and sum(hits.values()) == hits[best] else ""


@cache
def _regency_codes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes of kabupaten and kota without dots, and those of their provinces."""
    regencies = frozenset(row["code"].replace(".", "") for row in data_rows("regency_boxes.csv"))
    return regencies, frozenset(code[:2] for code in regencies)


@cache
def _regency_names() -> frozenset[str]:
    return frozenset(regency_name(row["name"]) for row in data_rows("regency_boxes.csv"))


def _known_codes(column: ColumnView, pattern: re.Pattern[str]) -> int:
    regencies, provinces = _regency_codes()

    def known(text: str) -> bool:
        plain = text.removeprefix("ID").replace(".", "")
        return plain[:4] in regencies if len(plain) >= 4 else plain in provinces

    return sum(rows for text, rows in column.counts.items() if pattern.fullmatch(text) and known(text))


def admin_name(column: ColumnView) -> Meaning | None:
    """Recognise names of provinces, kabupaten, kecamatan, desa: by the column's name or the word before each."""
    if not column.is_text or column.counted == 0:
        return None
    prefixed = column.matching(_PREFIXED)
    if prefixed >= 0.8 * column.counted:
        return by_values(
            column, "admin_name", prefixed, detail=("diawali Kab., Kec., Desa …", "they begin with Kab., Kec., Desa …")
        )
    if named(column, _AREA_NAME):
        fits = column.matching(_NAME_VALUE)
        return by_name(column, "admin_name", fits) if fits >= 0.5 * column.counted else None
    known = _regency_names()
    fits = sum(rows for text, rows in column.counts.items() if regency_name(text) in known)
    if fits >= 0.8 * column.counted and len(column.distinct) > 1:
        return by_values(column, "admin_name", fits, detail=("nama kabupaten/kota", "names of kabupaten or kota"))
    return None


def zone_code(column: ColumnView) -> Meaning | None:
    """Recognise codes of zones such as P-1, KPI, RTH-3; by values alone only where a number follows the letters."""
    if not column.is_text or column.counted == 0:
        return None
    fits = column.matching(_ZONE_VALUE)
    if named(column, _ZONE_NAMES) and fits >= 0.5 * column.counted:
        return by_name(column, "zone_code", fits)
    with_number = [text for text in column.distinct if re.fullmatch(r"[A-Z]{1,4}-\d{1,2}(\.\d+)?", text)]
    if len(with_number) >= 2 and fits >= 0.95 * column.counted and len(column.distinct) <= 200:
        shown = ", ".join(with_number[:3])
        return by_values(column, "zone_code", fits, detail=(f"seperti {shown}", f"such as {shown}"))
    return None


def regulation(column: ColumnView) -> Meaning | None:
    """Recognise citations of regulations: a word such as Perda, and a year."""
    if not column.is_text or column.counted == 0:
        return None
    fits = column.matching(_REGULATION)
    return by_values(column, "regulation", fits) if fits >= 0.8 * column.counted else None


def identifier(column: ColumnView) -> Meaning | None:
    """Recognise ids: every row filled and different; or nearly so in a column named like one."""
    if column.counted == 0 or column.filled < len(column) or not column.counts:
        return None
    distinct = len(column.counts)
    alone = distinct if column.all_different else sum(1 for rows in column.counts.values() if rows == 1)
    if named(column, _ID_NAME) and distinct >= 0.9 * column.counted:
        return by_name(column, "id", alone)
    floating = pa.types.is_floating(column.values.type)
    short = all(len(text) <= 40 and " " not in text for text in column.distinct[:200])
    if column.all_different and distinct >= 10 and not floating and short:
        return by_values(column, "id", distinct, detail=("semua berbeda", "all different"))
    return None


def coded(column: ColumnView) -> Meaning | None:
    """Recognise coded domains: a few values again and again; codes and words side by side are told."""
    distinct = column.distinct
    if column.counted == 0 or not distinct or len(distinct) > _MOST_CODES:
        return None
    if len(distinct) == 1 and not named(column, _CODED_NAME):
        return by_values(column, "constant", column.counted) if column.counted > 1 else None
    repeated = column.counted >= 3 * len(distinct)
    short = max(len(text) for text in distinct) <= 60
    if not (repeated and short) and not named(column, _CODED_NAME):
        return None
    if column.is_number and pa.types.is_floating(column.values.type) and not named(column, _CODED_NAME):
        return None
    shown = ", ".join(f"{text} × {rows}" for text, rows in _most_frequent(column))
    numbers = [text for text in distinct if text.replace(".", "").isdigit()]
    mixed = 0 < len(numbers) < len(distinct)
    also_id, also_en = ("; kode dan teks bercampur", "; codes and text mixed") if mixed else ("", "")
    return Meaning(
        "coded",
        column.counted,
        column.counted,
        f"{len(distinct)} nilai: {shown}{also_id}",
        f"{len(distinct)} {'value' if len(distinct) == 1 else 'values'}: {shown}{also_en}",
    )


def _most_frequent(column: ColumnView, wanted: int = 4) -> list[tuple[str, int]]:
    return sorted(column.counts.items(), key=lambda pair: -pair[1])[:wanted]
