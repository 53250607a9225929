"""The bundled permission matrices are whole: every zone a column, every condition explained, every activity placed.

The spreadsheet of a matrix says what its table of text says, and may stand in its place.
"""

from __future__ import annotations

import shutil
import zipfile

import pytest
from jombang_files import FOLDER, PLANS, layer, matrix, rows_of

import petasentra as ps


@pytest.mark.parametrize("year", PLANS)
def test_every_zone_code_is_a_column_of_its_matrix(year):
    codes, cells = matrix(year)
    assert set(layer(f"zones-{year}.fgb")["KODKWS"]) == set(codes)
    assert len(cells) >= 30
    assert all(cell for row in cells.values() for cell in row.values())


@pytest.mark.parametrize("year", PLANS)
def test_every_condition_in_a_cell_has_a_row(year):
    known = {row["id"] for row in rows_of(f"conditions-{year}.csv")}
    _, cells = matrix(year)
    used = {part for row in cells.values() for cell in row.values() for part in cell.split(",")} - {"I", "X"}
    assert used <= known


def test_metal_recovery_is_permitted_in_industry_zones_only():
    for year in PLANS:
        _, cells = matrix(year)
        row = cells["daur-ulang-slag-aluminium"]
        assert [code for code, cell in row.items() if cell != "X"] == ["KPI"]


def test_activities_carry_kbli_prefixes_and_one_is_left_out_of_the_matrices():
    activities = rows_of("activities.csv")
    ids = [row["id"] for row in activities]
    assert len(ids) == len(set(ids)) >= 30
    assert all(3 <= len(row["kbli"]) <= 5 and row["kbli"].isdigit() for row in activities)
    for year in PLANS:
        _, cells = matrix(year)
        assert set(ids) - set(cells) == {"pertambangan-sirtu"}
        assert set(cells) <= set(ids)


def test_the_spreadsheet_says_what_the_table_says():
    text = ps.read_permissions(FOLDER / "permissions-2021.xlsx").csv_text()
    assert text.lstrip("\n") == (FOLDER / "permissions-2021.csv").read_text(encoding="utf-8")


def test_a_pack_may_name_the_spreadsheet_itself(tmp_path):
    folder = shutil.copytree(FOLDER, tmp_path / "jombang")
    plan = folder / "perda-10-2021.toml"
    text = plan.read_text(encoding="utf-8").replace("permissions-2021.csv", "permissions-2021.xlsx")
    plan.write_text(text, encoding="utf-8")
    (folder / "permissions-2021.csv").unlink()
    variant = ps.read_plan_pack(folder).instrument("perda-10-2021").permissions
    bundled = ps.read_plan_pack(FOLDER).instrument("perda-10-2021").permissions
    assert variant.cells == bundled.cells
    assert variant.zones == bundled.zones


def test_the_xlsx_holds_no_clock():
    with zipfile.ZipFile(FOLDER / "permissions-2021.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2021, 12, 31, 0, 0, 0)}
