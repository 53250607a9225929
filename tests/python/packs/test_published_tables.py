"""Key, intensity limits and special provisions of the published plan; what the format cannot state is told."""

from __future__ import annotations

import csv
import os
from collections import Counter, defaultdict
from pathlib import Path

import openpyxl
import pytest

import petasentra as ps
from petasentra.packs import read_intensity, read_special_provisions, read_zone_key

SHARED = Path(os.environ.get("PETASENTRA_SHARED_DATA", Path(__file__).parents[3].parent / "shared" / "data"))
FOLDER = SHARED / "permissions"
real = pytest.mark.skipif(not FOLDER.is_dir(), reason="shared data are not there")


@pytest.fixture(scope="module")
def key() -> dict[str, str]:
    return read_zone_key(FOLDER / "trikora_kodunk.xlsx")


@real
def test_the_key_names_every_zone_of_the_matrix(key: dict[str, str]) -> None:
    matrix = ps.read_permissions(FOLDER / "trikora_itbx_lampiran_xiv.xlsx")
    assert len(key) == 31
    assert set(key.values()) == set(matrix.zones)
    assert key["Kawasan Peruntukan Industri"] == "KPI"


@real
def test_limits_come_under_the_codes_and_classes_of_lots_are_not_guessed(key: dict[str, str]) -> None:
    found = read_intensity(FOLDER / "trikora_intensitas.csv", key)
    with (FOLDER / "trikora_intensitas.csv").open(encoding="utf-8") as file:
        twin = list(csv.DictReader(file))
    assert len(found.table) == len(twin) == 35
    for ours, theirs in zip(found.table.to_pylist(), twin, strict=True):
        assert ours["zone"] == key[theirs["SubZona"]]
        for name, column in (("kdb_max", "KDB Maks (%)"), ("kdh_min", "KDH Min (%)"), ("klb_max", "KLB Maks")):
            assert ours[name] == (float(theirs[column]) if theirs[column] else None)
    ready = {row["zone"]: row for row in csv.DictReader(found.csv_text().splitlines())}
    assert ready["KPI"] | {"zone": "KPI"} == {
        "zone": "KPI", "lot_min_m2": "", "lot_max_m2": "", "road_class": "", "kdb_max": "60", "klb_max": "1.8",
        "kdh_min": "30", "height_max_m": "",
    }  # fmt: skip
    # West and east of the national road: not one of these may stand for the zone.
    assert not {"W", "K-2", "K-3"} & set(ready)
    assert Counter(found.findings["code"]) == {"INTENSITY_CLASS_UNREAD": 7, "INTENSITY_LIMIT_UNUSED": 3}


@real
def test_special_provisions_add_up_but_for_one_table(key: dict[str, str]) -> None:
    found = read_special_provisions(FOLDER / "trikora_ketentuan_khusus.xlsx", key)
    blocks, totals = defaultdict(list), {}
    page = openpyxl.load_workbook(FOLDER / "trikora_ketentuan_khusus.xlsx").worksheets[0]
    for group, overlay, zone, swp, block, area, *_ in page.iter_rows(min_row=2, values_only=True):
        if group in (None, "Tabel"):
            continue
        value = float(str(area).replace(".", "").replace(",", ".") if "," in str(area) else area)
        if overlay.startswith("Total "):
            totals[overlay.removeprefix("Total ").removesuffix(" (Ha)")] = value
        elif block:
            blocks[overlay].append(value)
        del zone, swp
    rows = [row for row in found.table.to_pylist() if not row["is_total"]]
    assert Counter(row["overlay"] for row in rows) == {overlay: len(areas) for overlay, areas in blocks.items()}
    assert all(row["zone"] == key[row["zone_name"]] for row in rows if row["zone"])
    off = {
        name: round(total - sum(blocks[name]), 2)
        for name, total in totals.items()
        if name in blocks and abs(total - sum(blocks[name])) > 0.005 * (len(blocks[name]) + 1)
    }
    told = {
        row["feature_id"]: round(row["measure"], 2)
        for row in found.findings.to_pylist()
        if row["code"] == "PROVISION_TOTAL"
    }
    assert told == off
    assert list(off) == ["Rawan Bencana Banjir dan Cuaca Ekstrem Tingkat Tinggi"]
    assert set(found.findings["code"]) == {"PROVISION_TOTAL"}


def test_a_name_that_the_key_lacks_and_a_word_for_a_number_are_told(tmp_path: Path) -> None:
    path = tmp_path / "kdb.csv"
    path.write_text("SubZona,Jenis,KDB Maks (%),KDH Min (%),KLB Maks\nPariwisata,-,lima puluh,40,2\nPasar,-,50,40,2\n")
    found = read_intensity(path, {"pariwisata": "W"})
    assert found.findings["code"] == ["VALUE_UNREADABLE", "ZONE_NAME_UNKNOWN"]
    assert found.csv_text().splitlines()[1:] == ["W,,,,,2,40,"]


def test_a_name_with_two_codes_and_a_table_without_its_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "kunci.csv"
    path.write_text("NAMOBJ,KODUNK\nPariwisata,W.0\nPariwisata,K-1.0\n")
    with pytest.raises(ps.SchemaError, match="several codes: K-1, W"):
        read_zone_key(path)
    with pytest.raises(ps.SchemaError, match="no row with the columns"):
        read_intensity(path)
