"""Activity by zone matrices of the two schematic plans: an example of ours, law of nobody.

The pattern follows matrices seen elsewhere: recovery and melting of metal only in industry zones; food, textile and
wood work also in housing, with conditions. Which cell stands where is invented, and marked so in the instruments.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from .landscape import CLASSES

ZONES = list(CLASSES)

# A pattern names the zones where something is allowed; every zone left out is X.
METAL = {"KPI": "I"}
METAL_STRICT = {"KPI": "B1,B3"}
WASTE = {"KPI": "B1,B2,B3"}
BUILDING = {"KPI": "I", "PD": "T2,B1,B3", "P-3": "T1,B1"}
HOUSEWARE = {"KPI": "I", "PK": "T1,B1,B3"}
FOOD = {"KPI": "I", "PK": "T1,B1,B3", "PD": "T1,B1,B3", "PW": "T1,B1,B3", "P-2": "T1,B1"}
TEXTILE = {"KPI": "B1,B3", "PK": "T1,B1,B3", "PD": "T1,B1,B3", "PW": "T1,B3"}
WOOD = {"KPI": "I", "PK": "T1,B1,B3", "PD": "T1,B1,B3", "HP": "B1"}
CRAFT = {"KPI": "I", "PK": "T1", "PD": "T1", "PW": "I"}
FIELD = {"P-1": "I", "P-2": "I", "P-3": "T3", "PD": "T1", "KPI": "T3", "SS": "T3,B1"}
GARDEN = {"P-1": "T3", "P-2": "I", "P-3": "I", "PD": "I", "PW": "I", "HP": "B1", "SS": "T3,B1"}
ESTATE = {"P-1": "T3", "P-2": "I", "P-3": "I", "HP": "T3,B1"}
ANIMALS = {"P-2": "T3,B1", "P-3": "T3,B1", "PD": "T1,B1,B3", "P-1": "T3,B1"}
FISH = {"P-1": "T3", "P-2": "I", "PD": "T1", "BA": "T3,B1", "PW": "T1"}
MILL = {"KPI": "I", "PD": "T1,B1", "P-1": "T1,B1", "P-2": "T1,B1"}
TRADE = {"PK": "I", "PD": "T1", "KPI": "T1", "PW": "I", "TR": "T1,B1"}
STORE = {"KPI": "I", "PK": "T1,B1,B2", "TR": "I", "PD": "T1,B1"}
EAT = {"PK": "I", "PD": "I", "PW": "I", "KPI": "T1", "TR": "T1", "RTH": "T1"}
LODGE = {"PK": "I", "PD": "T1,B1", "PW": "I"}
HOUSING = {"PK": "I", "PD": "I", "KPI": "T1,B1", "PW": "T1"}
SERVICE = {"PK": "I", "PD": "I", "KPI": "T1", "PW": "T1"}
REPAIR = {"PK": "T2,B1", "PD": "T2,B1", "KPI": "I", "TR": "I"}
NATURE = {"PW": "I", "HL": "T3,B1", "HP": "T3,B1", "P-3": "T1,B1", "RTH": "I", "BA": "B1", "SS": "T3,B1"}
MATRIX = {
    "daur-ulang-slag-aluminium": METAL, "pemulihan-material-bukan-logam": METAL, "pengumpulan-limbah-b3": WASTE,
    "pengolahan-limbah-b3": WASTE, "logam-dasar-bukan-besi": METAL_STRICT, "pengecoran-logam-bukan-besi": METAL_STRICT,
    "pengecoran-besi-baja": METAL_STRICT, "perabot-logam-rumah-tangga": HOUSEWARE, "barang-semen-paving": BUILDING,
    "batu-bata-genteng": BUILDING, "roti-dan-kue": FOOD, "kerupuk-keripik": FOOD, "tempe": FOOD, "tahu": FOOD,
    "gula-merah": FOOD, "pengolahan-garam": FOOD, "batik": TEXTILE, "tenun-ikat": TEXTILE, "konveksi-pakaian": TEXTILE,
    "alas-kaki": TEXTILE, "ukiran-kayu": WOOD, "furnitur-kayu": WOOD, "manik-manik-kaca": CRAFT, "percetakan": CRAFT,
    "pertanian-padi": FIELD, "hortikultura-sayur": GARDEN, "perkebunan-tebu": ESTATE, "perkebunan-kopi": ESTATE,
    "peternakan-unggas": ANIMALS, "perikanan-budidaya": FISH, "penggilingan-padi": MILL, "perdagangan-eceran": TRADE,
    "pergudangan": STORE, "rumah-makan": EAT, "penginapan": LODGE, "perumahan": HOUSING, "sekolah": SERVICE,
    "pelayanan-kesehatan": SERVICE, "bengkel-kendaraan": REPAIR, "wisata-alam": NATURE,
}  # fmt: skip
# In the matrix of 2021 some cells differ, as they do between real plans: (activity, zone) -> cell.
CHANGES_2021 = {
    ("logam-dasar-bukan-besi", "KPI"): "I", ("pengecoran-logam-bukan-besi", "KPI"): "I", ("batik", "KPI"): "I",
    ("tenun-ikat", "KPI"): "I", ("batu-bata-genteng", "PD"): "T3,B1,B3", ("tahu", "PK"): "B1,B3",
    ("pergudangan", "PD"): "X", ("peternakan-unggas", "P-1"): "X", ("perumahan", "KPI"): "X",
    ("kerupuk-keripik", "P-2"): "X",
    ("alas-kaki", "PD"): "B1,B3", ("wisata-alam", "HL"): "B1,B2", ("furnitur-kayu", "HP"): "X",
    ("rumah-makan", "TR"): "I",
}  # fmt: skip


def table(year: str) -> list[list[str]]:
    """Header and rows of the matrix of one plan."""
    changes = CHANGES_2021 if year == "2021" else {}
    rows = [["activity", *ZONES]]
    for activity, pattern in MATRIX.items():
        rows.append([activity, *(changes.get((activity, zone), pattern.get(zone, "X")) for zone in ZONES)])
    return rows


def csv_text(rows: list[list[str]]) -> str:
    """Rows as CSV, line feed, quoted only where needed."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def workbook_bytes(rows: list[list[str]], title: str, year: int) -> bytes:
    """The matrix as planners send it: a merged title, merged groups, then the header; same bytes each time."""
    book = Workbook()
    sheet = book.active
    sheet.title = "ITBX"
    width = len(rows[0])
    sheet.append([title])
    sheet.append(["", *(group_of(zone) for zone in ZONES)])
    for row in rows:
        sheet.append(row)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    first = 2
    for column in range(3, width + 2):
        if column == width + 1 or sheet.cell(2, column).value != sheet.cell(2, first).value:
            if column - 1 > first:
                sheet.merge_cells(start_row=2, start_column=first, end_row=2, end_column=column - 1)
            first = column
    for cell in (*sheet[1], *sheet[2], *sheet[3]):
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center")
    for cell in sheet[3]:
        cell.fill = PatternFill("solid", fgColor="EDEDD3")
    sheet.column_dimensions["A"].width = 34
    sheet.freeze_panes = "B4"
    stamp = datetime(year, 12, 31)
    book.properties.creator = "petasentra, contoh skematik"
    book.properties.created = stamp
    raw = io.BytesIO()
    book.save(raw)
    return without_clock(raw.getvalue(), stamp)


def group_of(zone: str) -> str:
    """Heading above the zone codes."""
    return "Kawasan lindung" if zone in {"HL", "SS", "BA", "RTH"} else "Kawasan budi daya"


def without_clock(workbook: bytes, stamp: datetime) -> bytes:
    """The same archive with every time stamp set to ``stamp``."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            body = source.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), body)
            entry = zipfile.ZipInfo(name, (stamp.year, stamp.month, stamp.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, body)
    return out.getvalue()
