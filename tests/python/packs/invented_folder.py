"""A small invented pack in a folder, whose parts a test may spoil."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas
import shapely

if TYPE_CHECKING:
    from pathlib import Path

PACK = """\
[pack]
format = 1
name = "contoh"
crs = "EPSG:32749"
kbli_version = "2020"
instruments = ["plan.toml"]
"""
PLAN = """\
# Peraturan rekaan.
[instrument]
id = "perda-1-2020"   # nama tetap
kind = "perda"
number = 1
year = 2020
title = "RTRW rekaan"
level = "rtrw-kabupaten"
in_force_from = 2020-01-01
verified = false

[[layer]]
id = "pola-ruang"
role = "zones"
path = "zones.geojson"
code = "KODE"
article = "pasal-5"
verified = false

[permissions]
path = "permissions.csv"
conditions = "conditions.csv"
absent = "prohibited"
article = "lampiran"   # tabel
verified = false

[[article]]
id = "pasal-5"
label = "contoh: Pasal 5"
verified = false        # belum dilihat

[[article]]
id = "lampiran"
label = 'contoh: "lampiran" # bukan komentar'
text = \"\"\"
baris [satu]
verified = false
\"\"\"
verified = false

[[transition]]
applies_to = "none"
article = "pasal-5"
"""
PERMISSIONS = 'activity,KPI,P-1\nbatik,I,X\ntahu,"B1,B3",\n'
CONDITIONS = """\
id,kind,text_id,text_en,predicate,threshold,unit,source,verified
B1,document,Izin,,,,,,false
B3,operational,"Bersih, sehat",,,,,,false
"""
ACTIVITIES = "id,name_id,name_en,kbli,kbli_version,scale\nbatik,Batik,Batik,13134,,\ntahu,Tahu,Tofu,10392,,\n"
CASES = """\
[[case]]
name = "contoh: batik di zona industri"
site = "POINT (600500 9170500)"
crs = "EPSG:32749"
activity = "batik"
as_of = 2021-06-01
verdict = "conforms"
flags = []
article = ["lampiran"]
"""


def zones(path: Path, *codes: str | None) -> Path:
    """Squares of 1 km in a row."""
    squares = [shapely.box(600_000 + n * 1000, 9_170_000, 601_000 + n * 1000, 9_171_000) for n in range(len(codes))]
    geopandas.GeoDataFrame({"KODE": list(codes)}, geometry=squares, crs=32749).to_file(path)
    return path


def invented(folder: Path, **texts: Any) -> Path:
    """Write the pack; a text given as `plan=` and so on stands in for the usual one, None leaves the file out."""
    folder.mkdir(exist_ok=True)
    files = {
        "pack.toml": PACK, "plan.toml": PLAN, "permissions.csv": PERMISSIONS, "conditions.csv": CONDITIONS,
        "activities.csv": ACTIVITIES, "cases.toml": CASES,
    }  # fmt: skip
    for name, text in files.items():
        chosen = texts.get(name.split(".")[0], text)
        if chosen is not None:
            (folder / name).write_bytes(chosen.encode())
    zones(folder / "zones.geojson", "KPI", "P-1")
    return folder
