"""A zone layer and a permission table as a plan: errors name the files people have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas
import pytest
import shapely

import petasentra as ps
from petasentra.law.plan_packs import PlanPack

if TYPE_CHECKING:
    from pathlib import Path

VIRTUAL = ("permissions.csv", "activities.csv", "plan.toml", "pack.toml")


def zones() -> geopandas.GeoDataFrame:
    squares = [shapely.box(x, 9_170_000, x + 1000, 9_171_000) for x in (600_000, 601_000)]
    return geopandas.GeoDataFrame({"k": ["KPI", "P-1"]}, geometry=squares, crs=32749)


def pack_of(path: Path, text: str, **options: Any) -> PlanPack:
    table = path / "itbx.csv"
    table.write_text(text, encoding="utf-8")
    asked = {"code": "k", "permissions": table, "in_force_from": "2020-01-01"}
    return PlanPack.from_zones(zones(), **(asked | options))


@pytest.mark.parametrize(
    "text",
    [
        "activity,KPI,P-1\nbatik,I,\"B1,B2\"\n",
        "kegiatan,KPI,P-1\nbatik,I,\"B1,B2\"\n",
        "Kegiatan;KPI;P-1\nbatik;I;B1,B2\n",
        "Matriks ITBX Kabupaten Contoh\n\n# dari lampiran\nKEGIATAN\tKPI\tP-1\nbatik\tI\tB1,B2\n",
    ],
)  # fmt: skip
def test_a_table_is_read_however_a_spreadsheet_wrote_it(tmp_path: Path, text: str) -> None:
    permissions = pack_of(tmp_path, text).instruments[0].permissions
    assert permissions.activities == ("batik",)
    assert permissions.zones == ("KPI", "P-1")
    assert permissions.cells == ("I", "B1,B2")


def test_csv_and_xlsx_have_one_rule_for_the_header(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["Matriks"], ["Kegiatan", "KPI", "P-1"], ["batik", "I", "X"]):
        book.active.append(row)
    book.save(tmp_path / "itbx.xlsx")
    read = pack_of(tmp_path, "", permissions=tmp_path / "itbx.xlsx").instruments[0].permissions
    same = pack_of(tmp_path, "Matriks\nKegiatan,KPI,P-1\nbatik,I,X\n").instruments[0].permissions
    assert (read.activities, read.zones, read.cells) == (same.activities, same.zones, same.cells)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("activity,KPI\nbatik,I\n", {}),
        ("Judul\n\nactivity,KPI,P-1\nbatik,I,X\n\nbatik,I,X\n", {}),
        ("kegiatan,KPI,KPI,P-1\nbatik,I,I,X\n", {}),
        ("activity,KPI,P-1\nbatik,I,X,,I\n", {}),
        ("nama,KPI,P-1\nbatik,ya,tidak\n", {}),
        ("activity,KPI,P-1\nbatik,I,X\n", {"code": "kode"}),
        ("activity,KPI,P-1\nbatik,I,X\n", {"absent": "entah"}),
        ("activity,KPI,P-1\nbatik,I,X\n", {"crs": "entah"}),
        ("activity,KPI,P-1\nbatik,I,X\n", {"in_force_from": "entah"}),
    ],
)
def test_no_error_names_a_file_that_nobody_has(tmp_path: Path, text: str, options: dict[str, Any]) -> None:
    with pytest.raises(ps.PetasentraError) as told:
        pack_of(tmp_path, text, **options)
    error = told.value
    said = " ".join([error.message_id, error.message_en, error.hint_id, error.hint_en, error.file])
    assert not [name for name in VIRTUAL if name in said]


def test_the_line_of_a_mistake_is_that_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(ps.PetasentraError) as told:
        pack_of(tmp_path, "Judul\n\nactivity,KPI,P-1\nbatik,I,X\n\nbatik,I,X\n")
    assert "itbx.csv baris 6" in told.value.message_id
    assert told.value.file == str(tmp_path / "itbx.csv")


def test_its_files_are_those_of_the_caller(tmp_path: Path) -> None:
    read = pack_of(tmp_path, "activity,KPI,P-1\nbatik,I,X\n")
    assert [file.path for file in read.files] == ["itbx.csv"]
    assert len(read.files[0].sha256) == 64


@pytest.mark.parametrize(
    ("name", "content"),
    [("itbx.xlsx", b"bukan lembar kerja"), ("itbx.csv", b"activity,\xe9,P-1\n"), ("tidak-ada.csv", None),
     ("tidak-ada.xlsx", None)],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_told_in_good_indonesian(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    table = tmp_path / name
    if content is not None:
        table.write_bytes(content)
    with pytest.raises(ps.IoError) as told:
        PlanPack.from_zones(zones(), code="k", permissions=table, in_force_from="2020-01-01")
    assert told.value.file == str(table)
    for english in ("codec", "No such", "File is not", "Errno"):
        assert english not in told.value.message_id
