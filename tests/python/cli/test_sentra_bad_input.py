"""Registers as they come: what is wrong with each is told, in the library and on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas
import numpy as np
import pandas
import pytest
import shapely
from cli_runs import run

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

ROWS = """id,Produk,bahan baku,tenaga kerja,desa,lon,lat
u1,Tahu,Kedelai,5,Kendalsari,112.3501,-7.4901
u2,Tahu,Kedelai,,Kendalsari,112.3502,-7.4901
u3,tahu,Kedelai,dua puluh lima,Kendalsari,112.3503,-7.4901
u4,Tahu,kedelai,banyak,Kendalsari,112.3504,-7.4902
u5,Tahu,kedelai,20an,Kendalsari,112.3505,-7.4902
u6,Belum pilih komoditi,,3,Kendalsari,112.3505,-7.4903
u6,Tempe,kedelai,3,Kendalsari,112.40,-7.4903
u7,Tempe,kedelai,3,Kendalsari,,
u8,Tempe,kedelai,-4,Kendalsari,112.1,-105.5
u9,Tempe,kedelai,4,Kendalsari,112.35,-5.5
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    (tmp_path / "unit.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path / "unit.csv"


@pytest.fixture
def boundary(tmp_path: Path) -> Path:
    geopandas.GeoDataFrame(geometry=[shapely.box(112.0, -7.8, 112.6, -7.2)], crs=4326).to_file(tmp_path / "batas.gpkg")
    return tmp_path / "batas.gpkg"


def test_a_register_of_points_of_one_desa_is_no_polygon(register: Path, boundary: Path) -> None:
    result = run("sentra", register, "--eps-m", 300, "--boundary", boundary, "--json")
    assert result.exit_code == 1, result.output
    document = json.loads(result.stdout)
    assert document["units"]["count"] == 10
    assert document["units"]["columns"] == {
        "product": "Produk", "material": "bahan baku", "workers": "tenaga kerja", "unit_id": "id", "area": "desa",
    }  # fmt: skip
    assert [row["units"] for row in document["sentra"]] == [5]
    row = document["sentra"][0]
    assert (row["workers_min"], row["workers_max"], row["workers_unknown"]) == (50.0, 60.0, 2)


def test_everything_wrong_is_told_in_both_languages(register: Path, boundary: Path) -> None:
    asked = ("sentra", register, "--eps-m", 300, "--boundary", boundary)
    by_language = {
        "id": ("2 unit tanpa koordinat yang dapat dipakai", "u9 berada", "di luar batas wilayah",
               "Pengenal u6 dipakai di tempat lain", "1 unit tidak menyebut produk; di cabang itu",
               "Jumlah tenaga kerja “banyak” pada 1 unit tidak terbaca", "“-4”", "1 unit tidak menyebut jumlah tenaga",
               "(2 unit belum diketahui)"),
        "en": ("2 units have no coordinates", "u9 lies", "outside the boundary", "The id u6 is used at another place",
               "1 unit states no product; in that branch", "Workers 'banyak' of 1 unit cannot be read", "'-4'",
               "1 unit states no number of workers", "(2 units not known)"),
    }  # fmt: skip
    for lang, parts in by_language.items():
        told = " ".join(run(*asked, "--lang", lang).stdout.split())
        for part in parts:
            assert part in told, part
        assert "(s)" not in told


def test_a_list_in_the_sea_elsewhere_or_twice_is_told(tmp_path: Path) -> None:
    rows = {
        "id": ["a", "b", "c", "d", "e"], "nama_sentra": ["A", "B", "C", "A", "E"],
        "komoditas": ["batik", "Belum pilih komoditi", "batik", "batik", "batik"], "provinsi": ["Jawa Timur"] * 5,
        "lon": [112.3, 112.3, 107.6, 112.3, 112.3], "lat": [-7.5, -5.2, -6.9, -7.5, 7.9],
        "jumlah_unit": ["dua belas", "sedikit", "seratus", "12", "hampir 30"],
    }  # fmt: skip
    pandas.DataFrame(rows).to_csv(tmp_path / "daftar.csv", index=False)
    geopandas.GeoDataFrame(
        {"kode": ["35", "32"]}, geometry=[shapely.box(111, -8.8, 114.5, -6.7), shapely.box(106.4, -7.8, 108.8, -5.9)],
        crs=4326,
    ).to_file(tmp_path / "provinsi.gpkg")  # fmt: skip
    listed = ps.sentra.read_registry(tmp_path / "daftar.csv", boundaries=ps.read_layer(tmp_path / "provinsi.gpkg"))
    assert len(listed) == 5
    codes = set(listed.findings["code"])
    expected = {"SENTRA_OUTSIDE_BOUNDARY", "SENTRA_ELSEWHERE", "SENTRA_ABROAD", "SENTRA_TWICE", "COMMODITY_UNKNOWN",
                "VALUE_UNREADABLE"}  # fmt: skip
    assert expected <= codes
    assert [row["units_low"] for row in listed.table.to_pylist()] == [12.0, None, 100.0, 12.0, 0.0]
    for lang in ("id", "en"):
        result = run("sentra", "--list", tmp_path / "daftar.csv", "--boundaries", tmp_path / "provinsi.gpkg",
                     "--lang", lang)  # fmt: skip
        assert result.exit_code == 1, result.output
        shown = [row[f"message_{lang}"] for row in listed.findings.to_pylist() if row["code"] in expected]
        told = " ".join(result.stdout.split())
        assert shown
        for message in shown:
            assert set(message.split()) <= set(told.split()), message
        for code in expected:
            assert code not in told


def test_questions_of_sites_that_have_no_answer_name_the_cause(tmp_path: Path) -> None:
    (tmp_path / "perlu.csv").write_text("unit,ton,lon,lat\nA,5,112.35,-7.49\nB,-3,112.36,-7.49\nC,4,112.38,-7.49\n")
    (tmp_path / "calon.csv").write_text("id,kap,lon,lat\nX,2,112.35,-7.49\nY,2,112.38,-7.49\n")
    asked = (
        "site",
        tmp_path / "calon.csv",
        "--demand",
        tmp_path / "perlu.csv",
        "--site-id",
        "id",
        "--demand-id",
        "unit",
    )
    many = run(*asked, "-p", 9)
    assert many.exit_code != 0
    assert "2 dari 2 calon lokasi boleh dipilih, sedangkan --sites 9" in many.stderr
    for lang, told in (("id", "memerlukan --cover, sejauh mana"), ("en", "needs --cover, how far")):
        assert told in run(*asked, "--method", "mclp", "--lang", lang).stderr
    tight = run(*asked, "-p", 2, "--method", "capacitated", "--capacity", "kap", "--weight", "ton")
    told = " ".join(tight.stdout.split())
    for part in ("Kapasitas 2 lokasi terbesar 4, permintaan 9: kurang 5", "Terlayani: bobot 4;",
                 "Tidak terlayani: bobot 5;", "Bobot B kosong, negatif, atau tidak terbaca"):  # fmt: skip
        assert part in told, part
    with pytest.raises(ps.SchemaError, match="not reciprocal"):
        ps.criteria.ahp([[1, 3], [0.5, 1]], ["a", "b"])
    with pytest.raises(ps.OptionError):
        ps.locate(None, None, np.ones((2, 2)), p=1, method="capacitated")
