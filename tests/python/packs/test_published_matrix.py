"""The matrix of a draft regent's regulation as it was published: 1,801 activities x 31 zones below title rows.

The oracle is a second reading: openpyxl, cell by cell, by what people see in the sheet (codes in row 14, numbers in
the first column), without anything of the package.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import geopandas
import openpyxl
import pytest
import shapely

import petasentra as ps

SHARED = Path(os.environ.get("PETASENTRA_SHARED_DATA", Path(__file__).parents[3].parent / "shared" / "data"))
FILE = SHARED / "permissions" / "trikora_itbx_lampiran_xiv.xlsx"
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="shared data are not there")

CODE_ROW = 14
HOUSING, TRADE = ("R-2", "R-3", "R-4"), ("K-2", "K-3")


@pytest.fixture(scope="module")
def matrix() -> ps.PermissionMatrix:
    return ps.read_permissions(FILE)


@pytest.fixture(scope="module")
def sheet() -> dict[int, dict[str, Any]]:
    """By running number: code, name, and cells by zone code, read independently."""
    page = openpyxl.load_workbook(FILE, data_only=True).worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    codes = {column: text for column, text in enumerate(rows[CODE_ROW - 1]) if text}
    return {
        row[0]: {
            "code": str(row[1]),
            "name": row[2],
            "cells": {zone: (row[at] or "").strip() for at, zone in codes.items()},
        }
        for row in rows[CODE_ROW:]
        if isinstance(row[0], int)
    }


def kind(text: str) -> str:
    letters = set(re.findall(r"[IXTB]", text))
    return "TB" if letters == {"T", "B"} else "".join(letters)


def test_every_cell_is_that_of_the_sheet(matrix: ps.PermissionMatrix, sheet: dict[int, dict[str, Any]]) -> None:
    assert (len(matrix.activities), len(matrix.zones), matrix.header_line) == (1801, 31, CODE_ROW)
    assert len(sheet) == 1801
    for number, (one, cells) in enumerate(zip(matrix.activities, matrix.raw, strict=True), start=1):
        twin = sheet[number]
        assert dict(zip(matrix.zones, cells, strict=True)) == twin["cells"], number
        assert one.kbli == ("" if twin["code"] == "-" else twin["code"])
        assert one.name == " ".join(twin["name"].split())
        assert one.line == CODE_ROW + number


def test_the_counts_are_those_published_of_it(matrix: ps.PermissionMatrix) -> None:
    texts = Counter(text for row in matrix.raw for text in row)
    assert sum(texts.values()) == 55_831
    assert len(texts) == 35
    kinds = Counter()
    for text, count in texts.items():
        kinds[kind(text)] += count
    assert kinds == {"X": 43_201, "I": 4_596, "T": 2_320, "B": 2_090, "TB": 3_624}


def test_the_engine_reads_each_cell_as_its_letters_say(matrix: ps.PermissionMatrix) -> None:
    words = {"X": "prohibited", "I": "conforms", "T": "limited", "B": "conditional", "TB": "limited_conditional"}
    cells = matrix.cells.to_pylist()
    assert len(cells) == 55_831
    assert all(cell["verdict"] == words[kind(cell["raw"])] for cell in cells)
    assert all(cell["conditions"] == re.findall(r"[TB]\d", cell["raw"]) for cell in cells)


def test_the_rows_that_matter_to_a_sentra(matrix: ps.PermissionMatrix, sheet: dict[int, dict[str, Any]]) -> None:
    def row(number: int) -> dict[str, str]:
        one = matrix.activities[number - 1]
        assert one.kbli == sheet[number]["code"]
        return {zone: matrix.cell(one.id, zone) for zone in matrix.zones}

    def allowed(number: int) -> dict[str, str]:
        return {zone: text for zone, text in row(number).items() if text != "X"}

    for number in (749, 745, 748, 537, 544):
        assert allowed(number) == {"KPI": "I"}, number
    for number in (554, 555, 556, 560):
        assert allowed(number) == {"KPI": "B1,B3"}, number
    assert allowed(539) == {"KPI": "I", "W": "T1,T2,T3,B1,B3"}
    for number in (578, 579):
        assert allowed(number) == {"KPI": "I"} | dict.fromkeys(TRADE, "T1,B1,B3"), number
    homes = dict.fromkeys((*HOUSING, *TRADE), "T1,B1,B3")
    for number in (337, 314, 335, 332):
        assert allowed(number) == {"KPI": "I", "W": "T1,B1,B3"} | homes, number
    for number in (361, 362, 367):
        assert allowed(number) == {"KPI": "B1,B3"} | homes, number
    assert allowed(675) == {"KPI": "I"} | homes
    assert {row(235)[zone] for zone in ("KPI", *HOUSING, *TRADE)} == {"T1,T3,B1,B3"}
    assert matrix.activities[748].id == "38301"


def test_headings_of_three_levels_stand_above_their_codes(matrix: ps.PermissionMatrix) -> None:
    above = dict(zip(matrix.zones, matrix.zone_headings, strict=True))
    assert above["BA"] == ("Zona Lindung", "Zona Badan Air")
    assert above["RTH-6"] == ("Zona Lindung", "Ruang Terbuka Hijau", "Taman RT")
    assert above["R-2"] == ("Zona Budidaya", "Zona Perumahan", "Perumahan Kepadatan Tinggi")
    assert {heads[0] for heads in above.values()} == {"Zona Lindung", "Zona Budidaya"}


def test_the_legend_gives_the_words_of_the_conditions(matrix: ps.PermissionMatrix) -> None:
    words = {one.id: one.text for one in matrix.conditions}
    assert list(words) == ["T1", "T2", "T3", "B1", "B2", "B3"]
    assert "100 meter" in words["T3"]
    assert "20%" in words["T1"]


def test_rows_without_a_code_go_by_their_name_and_the_other_sheet_is_told(matrix: ps.PermissionMatrix) -> None:
    assert [one.id for one in matrix.activities if not one.kbli][:2] == ["Rumah Tinggal", "Yayasan Sosial"]
    assert sum(not one.kbli for one in matrix.activities) == 8
    assert [(row["code"], row["feature_id"]) for row in matrix.findings.to_pylist()] == [
        ("MATRIX_SHEET_LEFT_OUT", "Sheet1")
    ]


def zone_layer(folder: Path, codes: tuple[str, ...]) -> None:
    squares = [shapely.box(460_000 + n * 500, 115_000, 460_500 + n * 500, 115_500) for n in range(len(codes))]
    geopandas.GeoDataFrame({"KODZON": list(codes)}, geometry=squares, crs=32648).to_file(folder / "zones.geojson")


PLAN = """\
[instrument]
id = "rdtr"
title = "RDTR, zona skematik"
level = "rdtr"
in_force_from = 2025-01-01

[[layer]]
id = "zona"
role = "zones"
path = "zones.geojson"
code = "KODZON"
schematic = true

[permissions]
path = "itbx.xlsx"
absent = "missing"
"""
PACK = '[pack]\nformat = 1\nname = "trikora"\ncrs = "EPSG:32648"\nkbli_version = "2020"\ninstruments = ["rdtr.toml"]\n'


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory, matrix: ps.PermissionMatrix) -> Path:
    folder = tmp_path_factory.mktemp("trikora")
    shutil.copy(FILE, folder / "itbx.xlsx")
    (folder / "pack.toml").write_text(PACK)
    (folder / "rdtr.toml").write_text(PLAN)
    zone_layer(folder, matrix.zones)
    return folder


def test_a_pack_that_names_the_file_is_read_and_asked(pack: Path, matrix: ps.PermissionMatrix) -> None:
    """Each zone once for each of some rows: the verdict is that of the cell."""
    plan = ps.read_plan_pack(pack)
    assert len(plan.activities) == 1801
    sites = geopandas.read_file(pack / "zones.geojson")
    sites["site_id"] = sites["KODZON"]
    sites.geometry = sites.geometry.buffer(-10)
    words = {"X": "prohibited", "I": "conforms", "T": "limited", "B": "conditional", "TB": "limited_conditional"}
    for activity in ("38301", "10794", "08930", "Rumah Tinggal", matrix.activities[0].id):
        result = ps.check(sites, plan, as_of="2025-06-01", for_activity=activity).table.to_pylist()
        found = {row["site_id"]: row["verdict"] for row in result}
        assert found == {zone: words[kind(matrix.cell(activity, zone))] for zone in matrix.zones}


def test_the_whole_matrix_runs_through_a_check(pack: Path, matrix: ps.PermissionMatrix) -> None:
    """All 1,801 activities in every zone: 55,831 sites, as many verdicts of each kind as cells."""
    plan = ps.read_plan_pack(pack)
    corners = geopandas.read_file(pack / "zones.geojson").geometry.bounds
    spots = shapely.points(corners["minx"] + 250, corners["miny"] + 250)
    count = len(matrix.activities)
    sites = geopandas.GeoDataFrame(
        {
            "site_id": [f"{n}-{zone}" for n in range(count) for zone in matrix.zones],
            "activity": [one.id for one in matrix.activities for _ in matrix.zones],
        },
        geometry=list(spots) * count, crs=32648,
    )  # fmt: skip
    verdicts = Counter(ps.check(sites, plan, as_of="2025-06-01").table["verdict"])
    assert verdicts == {
        "prohibited": 43_201, "conforms": 4_596, "limited": 2_320, "conditional": 2_090, "limited_conditional": 3_624,
    }  # fmt: skip


def test_the_list_of_activities_of_the_pack_counts_where_it_has_one(pack: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(pack, tmp_path / "paket")
    (folder / "activities.csv").write_text(
        "id,name_id,kbli\nPemulihan Material Barang Logam,Pemulihan logam,38301\n08930,Garam,08930\n"
    )
    plan = ps.read_plan_pack(folder)
    assert len(plan.activities) == 2
    permissions = plan.instruments[0].permissions
    assert {"Pemulihan Material Barang Logam", "08930"} <= set(permissions.activities)
    assert "38301" not in permissions.activities
