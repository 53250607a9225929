"""Column names that look like personal data.

A name is all there is to go by, so this is a guess on the careful side: who publishes a file by mistake cannot take it
back. What is marked by hand (`Layer.with_personal`) counts beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Words that by themselves, or as a part of a name, speak of a person.
_WORDS = (
    "nik|no_?nik|nomor_?nik|ktp|no_?ktp|nomor_?ktp|no_?kk|nomor_?kk|npwp|nip|paspor|passport|"
    "pemilik|owner|pemohon|applicant|penanggung_?jawab|pengurus|ahli_?waris|"
    "telp|telepon|telephone|phone|hp|handphone|no_?hp|nomor_?hp|wa|no_?wa|whatsapp|e?mail|"
    "alamat|address|alamat_?rumah|rekening|no_?rek|"
    "tgl_?lahir|tanggal_?lahir|tempat_?lahir|birth|birthdate|jenis_?kelamin"
)
#: Names of people, not of places or firms: "nama" alone may be either and is left to `with_personal`.
_PEOPLE = "pemilik|pemohon|pengurus|orang|lengkap|penanggung_?jawab|owner|ibu|ayah|suami|istri|ketua"

PERSONAL_NAMES = re.compile(rf"(^|_)({_WORDS}|nama_?({_PEOPLE}))(_|$)", re.IGNORECASE)

#: The longest words that a Shapefile, which keeps ten characters of a name, would cut.
_CUT_WORDS = (
    "nama_pemilik", "nama_pemohon", "nama_pengurus", "nama_lengkap", "namapemilik", "namapemohon", "namapengurus",
    "namalengkap", "nama_penanggung_jawab", "penanggung_jawab", "penanggungjawab", "tanggal_lahir", "tempat_lahir",
    "jenis_kelamin", "alamat_rumah", "alamat_pemilik", "nomor_telepon", "no_telepon", "handphone_pemilik",
    "telepon_pemilik", "email_pemilik", "nik_pemilik", "ktp_pemilik", "npwp_pemilik",
)  # fmt: skip
_CUT = frozenset(word[:10] for word in _CUT_WORDS if len(word) > 10)
#: GDAL keeps two cut names apart as NAMA_PEMIL, NAMA_PEM_1.
_CUT_AGAIN = re.compile("(" + "|".join(sorted({word[:8] for word in _CUT})) + r")_\d")


def looks_personal(name: str) -> bool:
    """Tell whether a column of this name probably holds personal data.

    Blanks, dots and hyphens count as underscores, camel case as words; names that a Shapefile cut to ten characters
    are recognised too.

    Examples
    --------
    >>> from petasentra.personal import looks_personal
    >>> [name for name in ("NIK", "Nama Pemilik", "NAMA_PEMIL", "noHp", "nama", "KODE") if looks_personal(name)]
    ['NIK', 'Nama Pemilik', 'NAMA_PEMIL', 'noHp']
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip())
    words = re.sub(r"[\s.\-/]+", "_", words).lower()
    return bool(PERSONAL_NAMES.search(words) or words in _CUT or _CUT_AGAIN.fullmatch(words))


def personal_looking(names: Iterable[str]) -> list[str]:
    """Return those of the names that look personal, in their order.

    Examples
    --------
    >>> from petasentra.personal import personal_looking
    >>> personal_looking(["site_id", "PEMILIK", "telepon"])
    ['PEMILIK', 'telepon']
    """
    return [name for name in names if looks_personal(name)]
