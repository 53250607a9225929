"""``petasentra sentra``: sentra among units, what is nearly one, a list beside them, and its sums."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas
import pandas
import pytest
import shapely
from cli_runs import run

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

UNITS = [
    # id, product, material, workers, desa, x, y
    ("u01", "Tahu", "kedelai", "5", "Kendalsari", 0, 0),
    ("u02", "tahu ", "kedelai", "5-10", "Kendalsari", 60, 20),
    ("u03", "Tahu", "Kedelai", "belasan", "Kendalsari", 130, 0),
    ("u04", "Tahu", "kedelai", "", "Kendalsari", 190, 40),
    ("u05", "Tempe", "kedelai", "puluhan", "Kendalsari", 240, 0),
    ("u06", "Anyaman", "bambu", "2", "Sumobito", 2000, 0),
    ("u07", "Anyaman", "bambu", "3", "Sumobito", 2080, 0),
    ("u08", "Anyaman", "bambu", "1", "Sumobito", 2160, 30),
    ("u09", "Anyaman", "bambu", "4", "Sumobito", 2240, 0),
]
COLUMNS = ("id", "produk", "bahan", "tenaga_kerja", "desa")


@pytest.fixture
def units(tmp_path: Path) -> Path:
    frame = geopandas.GeoDataFrame(
        {name: [row[place] for row in UNITS] for place, name in enumerate(COLUMNS)},
        geometry=shapely.points([(640_000 + row[5], 9_170_000 + row[6]) for row in UNITS]), crs=32749,
    )  # fmt: skip
    frame.to_file(tmp_path / "unit.gpkg")
    return tmp_path / "unit.gpkg"


@pytest.fixture
def sk(tmp_path: Path) -> Path:
    pandas.DataFrame(
        {"no": ["SK-1", "SK-2", "SK-3"], "nama_sentra": ["Sentra kedelai", "Sentra garam", "Sentra X"],
         "komoditas": ["Kedelai", "Garam", "Belum pilih komoditi"], "kabupaten": ["Kab. Jombang"] * 3,
         "kecamatan": ["Sumobito"] * 3, "desa": ["Kendalsari", "Sumobito", ""], "jumlah_unit": ["8", "belasan", ""]}
    ).to_csv(tmp_path / "sk.csv", index=False)  # fmt: skip
    return tmp_path / "sk.csv"


def test_the_document_has_the_answers_of_the_library(units: Path, sk: Path) -> None:
    result = run("sentra", units, "--eps-m", 200, "--list", sk, "--stability", 50, "--json")
    assert result.exit_code == 1, result.output
    document = json.loads(result.stdout)
    by_hand = ps.find_sentra(
        ps.read_layer(units),
        eps_m=200,
        product="produk",
        material="bahan",
        workers="tenaga_kerja",
        unit_id="id",
        area="desa",
    )
    assert document["units"]["columns"] == {
        "product": "produk", "material": "bahan", "workers": "tenaga_kerja", "unit_id": "id", "area": "desa",
    }  # fmt: skip
    assert [(row["units"], row["branches"]) for row in document["sentra"]] == [(5, ["material"])]
    assert len(by_hand) == 1
    assert document["units"]["memberships"] == {"alone": 4, "border": 2, "core": 3}
    assert [row["kind"] for row in document["almost"]] == ["one_unit_short"]
    assert [row["eps_m"] for row in document["stability"] if row["branch"] == "any"] == [50, 200]
    assert document["rule"]["verified"] is False
    listed = ps.sentra.read_registry(sk)
    twin = by_hand.reconcile(listed).counts
    assert document["reconciliation"]["counts"] == twin
    assert twin["differs"] == 1, "8 units in the list, 5 on the ground"
    assert document["list"]["count"] == 3
    assert [row["sentra"] for row in document["list"]["summary"]] == [3]
    assert {row["code"] for row in document["list"]["findings"]} >= {"COMMODITY_UNKNOWN", "SENTRA_WITHOUT_PLACE"}


def test_a_list_alone_is_summed(sk: Path) -> None:
    result = run("sentra", "--list", sk, "--by", "kabupaten", "--by", "commodity", "--lang", "en")
    assert result.exit_code == 1, result.output
    told = " ".join(result.stdout.split())
    for words in ("List of sentra: 3", "Kab. Jombang commodity not known", "11-19", "state no number of workers"):
        assert words in told
    assert "COMMODITY_UNKNOWN" not in told, "codes are for programs"
    document = json.loads(run("sentra", "--list", sk, "--by", "commodity", "--json").stdout)
    assert document["sentra"] == []
    assert document["units"] is None
    assert [row["commodity"] for row in document["list"]["summary"]] == ["Garam", "Kedelai", None]


def test_people_read_words_in_both_languages(units: Path, sk: Path) -> None:
    told = " ".join(run("sentra", units, "--eps-m", 200, "--list", sk).stdout.split())
    for words in (
        "Sentra menurut PP 29/2018",
        "Satu tempat",
        "Hampir menjadi sentra",
        "Daftar dan lapangan",
        "belum dibandingkan",
    ):
        assert words in told
    told = " ".join(run("sentra", units, "--eps-m", 200, "--list", sk, "--lang", "en").stdout.split())
    for words in ("Sentra by PP 29/2018", "Nearly a sentra", "List and ground", "Without a place"):
        assert words in told
    assert "Hampir" not in told


def test_units_and_a_list_that_agree_are_exit_code_0(tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame(
        {"id": range(5), "produk": ["tahu"] * 5, "desa": ["Kendalsari"] * 5},
        geometry=shapely.points([(640_000 + 20 * row, 9_170_000) for row in range(5)]), crs=32749,
    )  # fmt: skip
    frame.to_file(tmp_path / "unit.gpkg")
    listed = frame[:1].to_crs(4326).assign(nama_sentra="Sentra tahu", komoditas="tahu", kabupaten="Kab. Jombang",
                                           jumlah_unit=5, tenaga_kerja="belasan", posisi="survei")  # fmt: skip
    listed.drop(columns="produk").to_file(tmp_path / "sk.gpkg")
    result = run("sentra", tmp_path / "unit.gpkg", "--eps-m", 50, "--list", tmp_path / "sk.gpkg")
    assert result.exit_code == 0, result.output


def test_files_are_written_in_the_language_asked_for(units: Path, sk: Path, tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    result = run("sentra", units, "--eps-m", 200, "--list", sk, "--out", out)
    assert result.exit_code == 1, result.output
    assert {one.name for one in out.iterdir()} == {
        "unit.csv", "temuan.csv", "banding-daftar.csv", "daftar.csv", "temuan-daftar.csv", "ringkasan.csv",
        "sentra.gpkg", "peta.html", "laporan.html", "laporan-daftar.html",
    }  # fmt: skip
    assert len(pandas.read_csv(out / "unit.csv")) == len(UNITS), "every unit has its row"
    assert set(geopandas.list_layers(out / "sentra.gpkg")["name"]) == {"sentra", "almost", "list"}
    run("sentra", units, "--eps-m", 200, "--lang", "en", "--out", tmp_path / "result")
    assert {one.name for one in (tmp_path / "result").iterdir()} == {
        "units.csv",
        "findings.csv",
        "sentra.gpkg",
        "map.html",
        "report.html",
    }


def test_areas_of_the_law_on_a_day(tmp_path: Path) -> None:
    geopandas.GeoDataFrame(
        {"nama_sentra": ["A", "B"], "komoditas": ["x", "y"], "posisi": ["survei"] * 2},
        geometry=shapely.points([(112.3, -7.5), (113, -7.5)]), crs=4326,
    ).to_file(tmp_path / "daftar.gpkg")  # fmt: skip
    geopandas.GeoDataFrame(
        {"kind": ["kpi"], "name": ["KPI contoh"], "valid_from": ["2021-12-31"]},
        geometry=[shapely.box(112.2, -7.6, 112.4, -7.4)], crs=4326,
    ).to_file(tmp_path / "kpi.gpkg")  # fmt: skip
    asked = ("sentra", "--list", tmp_path / "daftar.gpkg", "--held-by", tmp_path / "kpi.gpkg")
    document = json.loads(run(*asked, "--as-of", "2024-01-01", "--json").stdout)
    assert document["held_by"]["counts"] == {"kpi": {"held": 1, "not_held": 1, "unknown": 0}}
    assert "KPI on 1 January 2024: 1 inside, 1 outside" in run(*asked, "--as-of", "2024-01-01", "--lang", "en").stdout
    assert run(*asked).exit_code == 2, "a day is needed"


def test_what_is_missing_or_wrong_has_its_exit_code(units: Path, sk: Path, tmp_path: Path) -> None:
    assert run("sentra").exit_code == 2
    result = run("sentra", units, "--json")
    assert result.exit_code == 2
    assert "--eps-m" in json.loads(result.stdout)["error"]["message_en"]
    result = run("sentra", units, "--eps-m", 200, "--product", "hasil", "--json")
    assert (result.exit_code, json.loads(result.stdout)["error"]["column"]) == (3, "hasil")
    assert run("sentra", units, "--eps-m", -5).exit_code == 2
    assert run("sentra", tmp_path / "tidak-ada.gpkg", "--eps-m", 200).exit_code == 3
    assert run("sentra", "--list", tmp_path / "tidak-ada.csv").exit_code == 3


def test_a_column_can_be_switched_off(units: Path) -> None:
    document = json.loads(run("sentra", units, "--eps-m", 200, "--material", "-", "--json").stdout)
    assert "material" not in document["units"]["columns"]
    assert document["rule"]["branches_not_asked"] == ["material", "process"]
    assert document["sentra"] == []


def test_a_register_without_coordinates_keeps_its_units(tmp_path: Path) -> None:
    pandas.DataFrame({"no": [1, 2], "produk": ["tahu", "tempe"]}).to_csv(tmp_path / "unit.csv", index=False)
    document = json.loads(run("sentra", tmp_path / "unit.csv", "--eps-m", 200, "--json").stdout)
    assert document["units"]["memberships"] == {"no_place": 2}


def test_the_bundled_lists_can_be_asked(tmp_path: Path) -> None:
    result = run("sentra", "--list", ps.datasets.path("sentra") / "ntb-dak.csv", "--by", "commodity", "--json")
    document = json.loads(result.stdout)
    assert sum(row["sentra"] for row in document["list"]["summary"]) == 20
    assert document["invented"] is False
