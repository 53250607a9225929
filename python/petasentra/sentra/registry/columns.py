"""Which column of a list says what: by the names that the profile ``sentra-register`` knows, or as the reader says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from petasentra.errors import OptionError, SchemaError
from petasentra.profiles.fitting import field_of_columns
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["MEANINGS", "columns_of_list"]

#: What a column may mean, and the field of the profile that is it.
MEANINGS = {
    "sentra_id": "sentra_id", "name": "nama_sentra", "commodity": "komoditas", "kbli": "kode_kbli",
    "province": "provinsi", "kabupaten": "kabupaten", "kecamatan": "kecamatan", "desa": "desa", "place": "tempat",
    "area_code": "kode_wilayah", "position": "posisi", "units": "unit_usaha", "workers": "tenaga_kerja",
    "production": "produksi", "production_unit": "satuan_produksi", "sk_number": "nomor_sk", "sk_date": "tanggal_sk",
    "source": "sumber", "verified": "terverifikasi", "invented": "rekaan",
}  # fmt: skip
_PROFILE = "sentra-register"


def columns_of_list(columns: Sequence[str], given: Mapping[str, str | None] | None, file: str = "") -> dict[str, str]:
    """Return the column of each meaning that has one.

    Names are compared without capitals, and with blanks and slashes as underscores: "Kabupaten/Kota" is
    ``kabupaten_kota``. What is given goes first; None says that no column means that.

    Raises
    ------
    OptionError
        There is no such meaning.
    SchemaError
        There is no such column, or none is known at all.
    """
    said = dict(given or {})
    for meaning, column in said.items():
        if meaning not in MEANINGS:
            raise OptionError(
                f"columns has {meaning!r}, which is no column of a registry.",
                f"columns memuat {meaning!r}, yang bukan kolom daftar sentra.",
                **did_you_mean(str(meaning), list(MEANINGS), most=len(MEANINGS)),
                code=801,
            )
        if column is not None and column not in columns:
            raise SchemaError(
                f"There is no column {column!r} for {meaning}.",
                f"Tidak ada kolom {column!r} untuk {meaning}.",
                hint_en="Columns: " + ", ".join(columns), hint_id="Kolom: " + ", ".join(columns),
                code=101, file=file, column=str(column),
            )  # fmt: skip
    plain = {_plain(name): name for name in reversed(columns) if name not in said.values()}
    meaning_of = {field: meaning for meaning, field in MEANINGS.items()}
    known = {
        meaning_of[field.name]: plain[name]
        for name, field in field_of_columns(list(plain), _PROFILE).items()
        if field.name in meaning_of
    }
    found = {meaning: (said[meaning] if meaning in said else known.get(meaning)) for meaning in MEANINGS}
    named = {meaning: column for meaning, column in found.items() if column is not None}
    if not named.keys() & {"name", "commodity", "sentra_id"}:
        raise SchemaError(
            "No column is known to hold the name or the commodity of a sentra.",
            "Tidak ada kolom yang dikenal sebagai nama atau komoditas sentra.",
            hint_en='Say which it is: columns={"name": "..."}. Columns: ' + ", ".join(columns),
            hint_id='Sebutkan: columns={"name": "..."}. Kolom: ' + ", ".join(columns),
            code=101, file=file,
        )  # fmt: skip
    return named


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")
