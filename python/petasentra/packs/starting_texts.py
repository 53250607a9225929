"""The texts of a pack to begin with: what is known is written, what only people know is marked to be filled in."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra.packs.linting import TO_FILL_IN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.matrices.permissions import PermissionMatrix

ZONES = "zones.fgb"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def head_text(name: str, title: str, crs: str) -> str:
    """Write pack.toml."""
    return f"""\
# Paket rencana: hukum tata ruang sebagai data bertanggal. Periksa dengan: petasentra pack lint FOLDER

[pack]
format = 1
name = {_text(name)}
title = {_text(title)}
crs = {_text(crs)}                # luas dan jarak dihitung di sini
kbli_version = "2020"             # periksa: edisi KBLI yang dipakai matriks
instruments = ["plan.toml"]

[tolerance]
boundary_m = 0.002
sliver_m2 = 1.0
decisive_share = 0.0
conforming_share = 1.0

[activities]
path = "activities.csv"
"""


def instrument_text(title: str, level: str, draft: bool, day: object, code: str, name: str | None, source: str) -> str:
    """Write the file of the one instrument, everything in it unverified."""
    named = f"\nname = {_text(name)}" if name else ""
    status = "draft" if draft else "in_force"
    return f"""\
[instrument]
id = "plan"
kind = "perda"                    # periksa: perda | perkada | perpres | pp | permen | sk
title = {_text(title)}
level = {_text(level)}
in_force_from = {day}        # hari pertama berlaku
status = "{status}"                  # in_force | draft | draft_binding
source = "{TO_FILL_IN} naskah yang dipakai"
verified = false

[instrument.verified_dates]
in_force_from = false

[[layer]]
id = "pola-ruang"
role = "zones"
path = "{ZONES}"
code = {_text(code)}{named}
article = "pasal-pola-ruang"
source = {_text(source)}
verified = false

[permissions]
path = "permissions.csv"
conditions = "conditions.csv"
absent = "missing"                # arti sel kosong: prohibited | not_regulated | missing
article = "lampiran-itbx"
source = "{TO_FILL_IN} lampiran yang disalin"
verified = false

[[article]]
id = "pasal-pola-ruang"
label = "{TO_FILL_IN} pasal tentang pola ruang"
verified = false                  # hanya `petasentra pack verify` yang mengubahnya

[[article]]
id = "lampiran-itbx"
label = "{TO_FILL_IN} lampiran ketentuan kegiatan dan pemanfaatan ruang"
verified = false
"""


CASES_TEXT = """\
# Kasus acuan: hasil yang Anda ketahui benar. Jalankan dengan: petasentra pack test FOLDER
#
# [[case]]
# name = "contoh: batik di zona industri"
# site = "POINT (112.30 -7.50)"           # WKT, bujur lintang; atau { file = "tapak.geojson", id = "A" }
# activity = "batik"
# as_of = 2023-06-01
# verdict = "conforms"
# flags = []
# article = ["lampiran-itbx"]
"""


def _rows(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def permissions_text(matrix: PermissionMatrix | None, codes: Sequence[str]) -> str:
    """Write the matrix: a column for each zone, or the published one."""
    if matrix is None:
        return _rows([["activity", *codes]])
    body = [[one.id, *cells] for one, cells in zip(matrix.activities, matrix.raw, strict=True)]
    return _rows([["activity", *matrix.zones], *body])


def activities_text(matrix: PermissionMatrix | None) -> str:
    """Write the list of activities: empty, or the rows of the published matrix."""
    header = ["id", "name_id", "name_en", "kbli", "kbli_version", "scale", "source", "verified"]
    if matrix is None:
        return _rows([header])
    source = Path(matrix.path).name
    return _rows(
        [header, *([a.id, a.name, "", a.kbli, "", "", f"{source}:{a.line}", "false"] for a in matrix.activities)]
    )


def conditions_text(matrix: PermissionMatrix | None) -> str:
    """Write the legend as conditions that nothing computes: what kind each is only people can say."""
    header = ["id", "kind", "text_id", "text_en", "predicate", "threshold", "unit", "source", "verified", "note"]
    if matrix is None:
        return _rows([header])
    source, note = Path(matrix.path).name, "jenis (kind) dan predicate belum diperiksa"
    body = [
        [one.id, "operational", one.text, "", "", "", "", f"{source}:{one.line}", "false", note]
        for one in matrix.conditions
    ]
    return _rows([header, *body])
