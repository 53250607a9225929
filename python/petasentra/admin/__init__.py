"""Administrative areas: codes of Kemendagri (35.17.11), BPS (3517100) and COD-AB (id3517100) side by side, and names.

The codes of the systems cannot be made from one another: they are looked up in a table (``units.csv``, and
``kode-wilayah.csv`` of the study area for the kecamatan of Jombang). It holds all provinces and kabupaten or kota with
their Kemendagri codes, and kecamatan and desa of Jombang, Lamongan and Lombok Tengah with the codes of all three
systems, as far as names or places agree; how each pair was found is in ``matched_by``. Kemendagri codes and names
follow Kepmendagri 300.2.2-2430/2025; the others are those of COD-AB 2020 (BPS and OCHA, CC BY-IGO).

What is not found, or found twice, is an answer with a reason, never a choice.

Examples
--------
>>> from petasentra import admin
>>> admin.lookup("3517100").unit.kemendagri
'35.17.11'
>>> admin.lookup("Bakalan", parent="Kec. Sumobito").unit.kemendagri
'35.17.11.2019'
>>> admin.lookup("Bakalan, Kec. Kesamben").reason
'conflict'
>>> admin.crosswalk("bps", "kemendagri", ["3517130", "3517999"]).to_pylist()[0]["to_code"]
'35.17.09'
"""

from petasentra.admin.answers import Answer
from petasentra.admin.lookup import agree, lookup
from petasentra.admin.matching import crosswalk, match
from petasentra.admin.names import normalise_name
from petasentra.admin.units import Level, System, Unit, units

__all__ = [
    "Answer",
    "Level",
    "System",
    "Unit",
    "agree",
    "crosswalk",
    "lookup",
    "match",
    "normalise_name",
    "units",
]
