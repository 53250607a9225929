"""Names of administrative areas without what differs between sources."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from petasentra.admin.units import Level

#: Words before a name that say its level; a kota keeps its word, it belongs to the name.
_LEVEL_WORDS: dict[str, Level] = {
    "provinsi": "provinsi",
    "propinsi": "provinsi",
    "prov": "provinsi",
    "kabupaten": "kabupaten",
    "kab": "kabupaten",
    "kecamatan": "kecamatan",
    "kec": "kecamatan",
    "desa": "desa",
    "ds": "desa",
    "kelurahan": "desa",
    "kel": "desa",
}
_LEVEL = re.compile(rf"^({'|'.join(sorted(_LEVEL_WORDS, key=len, reverse=True))})\b\.?\s*(?=\S)")
_WRITTEN_OUT = (
    (re.compile(r"^(?:kotamadya|kodya|kota\.?)\s+(?:administrasi|adm\b\.?)?\s*(?=\S)"), "kota "),
    (re.compile(r"^(?:administrasi|adm\b\.?)\s+(?=\S)"), ""),
    (re.compile(r"^d\.?\s?k\.?\s?i\b\.?\s*(?=\S)"), "daerah khusus ibukota "),
    (re.compile(r"^d\.?\s?i\b\.?\s*(?=\S)"), "daerah istimewa "),
    (re.compile(r"^daerah khusus ibu kota\b"), "daerah khusus ibukota"),
)


def normalise_name(text: str) -> str:
    """Reduce the name of an area to what sources agree on, for comparing, not for showing.

    Capitals, blanks, dots, hyphens and accents go, and a leading word for the level (Kab., Kecamatan, Desa ...); "Kota"
    stays, as Kota Bekasi is not Kabupaten Bekasi. The letter q of Sasak names is k.

    Examples
    --------
    >>> from petasentra.admin import normalise_name
    >>> normalise_name("Kab. Jombang"), normalise_name("KABUPATEN JOMBANG"), normalise_name("Jombang")
    ('jombang', 'jombang', 'jombang')
    >>> normalise_name("Bandar Kedung Mulyo") == normalise_name("Kec. Bandarkedungmulyo")
    True
    >>> normalise_name("Aik Dareq"), normalise_name("Kota Bekasi")
    ('aikdarek', 'kotabekasi')
    """
    return level_and_key(text)[1]


def level_and_key(text: str) -> tuple[Level | None, str]:
    """Return the level a name states of itself (None if it states none) and its `normalise_name`."""
    plain = unicodedata.normalize("NFKD", text).casefold().strip()
    found = _LEVEL.match(plain)
    level = _LEVEL_WORDS[found.group(1)] if found else None
    rest = plain[found.end() :] if found else plain
    for pattern, written in _WRITTEN_OUT:
        rest = pattern.sub(written, rest)
    key = re.sub(r"[^a-z0-9,]", "", rest).replace("q", "k")  # "Lubuk Pakam I,II" is not "Lubuk Pakam III"
    return level, key
