"""Columns are told with fill, examples, meaning and writing; personal ones show nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from inspected import codes, fields, finding, meaning
from shapely.geometry import Point
from written_layers import write_points, written

import petasentra as ps
from petasentra.inspection import columns

if TYPE_CHECKING:
    from pathlib import Path


def test_columns_tell_how_full_they_are_and_personal_ones_show_nothing(tmp_path: Path) -> None:
    path = written(
        tmp_path / "unit.gpkg",
        [Point(1, 2), Point(3, 4)],
        produk=["ingot", None],
        nama_pemilik=["Rekaan Satu", "Rekaan Dua"],
        no_hp=["0800000001", "0800000002"],
    )
    report = ps.inspect(path)
    found = fields(report)
    assert found["produk"].filled == 1
    assert found["produk"].examples == ("ingot",)
    assert found["nama_pemilik"].personal
    assert found["no_hp"].examples == ()
    shown = [
        report.text("id"),
        report.text("en"),
        report._repr_html_(),
        report.html("en"),
        json.dumps(report.to_dict()),
    ]
    for text in shown:
        assert "Rekaan" not in text
        assert "0800" not in text


@pytest.mark.parametrize(
    "values",
    [["3517110101700001", "3517110101700002"], ["081234567890", "+6281234567891"], ["a.b@contoh.id", "c@contoh.co.id"]],
    ids=["identity numbers", "phone numbers", "mail addresses"],
)
def test_personal_data_under_an_innocent_name_show_nothing_either(tmp_path: Path, values: list[str]) -> None:
    report = ps.inspect(write_points(tmp_path / "a.gpkg", catatan=values))
    assert fields(report)["catatan"].personal
    for text in (report.text("en"), report.html("id"), json.dumps(report.to_dict())):
        assert not any(value in text for value in values)


def test_words_with_odd_bytes_are_not_shown_of_personal_columns(tmp_path: Path) -> None:
    path = write_points(tmp_path / "a.shp", pemilik=["Rahasiá", "b"], desa=["Ciléñ", "d"])
    for ending in (".cpg",):
        path.with_suffix(ending).unlink()
    report = ps.inspect(path)
    assert report.layers[0].encoding is not None
    assert report.layers[0].encoding.high_bytes == len("éñ".encode())
    assert "Rahasi" not in report.text("id") + json.dumps(report.to_dict())


COLUMNS: dict[str, tuple[list[Any], str, str]] = {
    "LUASHA": ([13.5, 8.6, 44.66], "area", "ha"),
    "Luas_m2": (["3.583.928,85", "107.565", "8.321"], "area", "m2"),
    "Shape_Area": ([1e-5, 2e-5, 3e-5], "gis_measure", ""),
    "KO_KBLI": (["38301", "24202", "38301"], "kbli", ""),
    "KODE": (["35.17.11", "35.17.12", "35.17.09"], "admin_code", "Kemendagri"),
    "kode_kec": (["3517100", "3517130", "3517010"], "admin_code", "BPS"),
    "KDEPUM": (["3517112016", "3517112017", "3517112018"], "admin_code", "Kemendagri"),
    "WADMKC": (["Sumobito", "Kesamben", "Jombang"], "admin_name", ""),
    "wilayah": (["Kec. Sumobito", "Kec. Kesamben", "Kec. Perak"], "admin_name", ""),
    "KODKWS": (["P-1", "HL", "KPI"], "zone_code", ""),
    "kelas": (["P-1", "P-2", "RTH-3"], "zone_code", ""),
    "tgl_terbit": (["24-Mei-2022", "16-Okt-2024", "24-Dec-2024"], "date", ""),
    "persen": ([10.5, 55.0, 100.0], "percentage", "%"),
    "naik": (["10 %", "5,5%", "100 %"], "percentage", "%"),
    "lon": ([112.1, 112.2, 112.3], "longitude", "°"),
    "posisi_lintang": (["7°29'33\" LS", "7°29'34\" LS", "7°30'0\" LS"], "latitude", "°"),
    "Koordinat": (["-7.49, 112.35", "-7.5, 112.4", "-7.6, 112.5"], "coordinate", "°"),
    "dasar": (["Perda Nomor 10 Tahun 2021", "Perda 21/2009", "Perbup No. 1 Tahun 2020"], "regulation", ""),
    "thn": ([2019, 2020, 2021], "year", ""),
    "OBJECTID": (["11", "12", "13"], "id", ""),
    "kosong": (["", None, "-"], "empty", ""),
    "nilai": (["1.234,5", "2.000,75", "17,25"], "number", ""),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_the_meaning_of_a_column_is_detected(tmp_path: Path, name: str) -> None:
    values, kind, unit = COLUMNS[name]
    found = meaning(ps.inspect(write_points(tmp_path / "a.gpkg", **{name: values})), name)
    assert (found.kind, found.unit) == (kind, unit)
    assert found.share == (0.0 if kind == "empty" else 1.0)
    assert found.evidence_id != found.evidence_en


@pytest.mark.parametrize(
    ("name", "values"),
    [("keterangan", ["bebas", "apa saja", "di sini"]), ("kode", ["99.99.01", "99.88.02", "x"]), ("n", [1.5, 2.5, 3.5]),
     ("blok", ["12-05-20", "13-05-20", "14-07-20"]), ("kbli_nama", ["Logam", "Kayu", "Roti"])],
)  # fmt: skip
def test_what_means_nothing_known_is_left_open(tmp_path: Path, name: str, values: list[Any]) -> None:
    assert fields(ps.inspect(write_points(tmp_path / "a.gpkg", **{name: values})))[name].meaning is None


def test_the_share_says_how_many_rows_fit(tmp_path: Path) -> None:
    report = ps.inspect(write_points(tmp_path / "a.gpkg", KODKWS=["P-1", "HL", "KPI", "kawasan lainnya"]))
    found = meaning(report, "KODKWS")
    assert (found.fits, found.of, found.share) == (3, 4, 0.75)
    assert "[kode zona 75 %]" in report.text("id")


def test_indonesian_numbers_and_dates_are_shown_with_what_they_mean(shared: Path) -> None:
    report = ps.inspect(shared / "permits/kkpr_jabar.geojson")
    areas, days, kbli = (fields(report)[name].writing for name in ("Luas_KKPR", "Tagl_Terbi", "KO_KBLI"))
    assert areas is not None
    assert areas.style == "id"
    assert ("79.310,66", "79310.66") in areas.examples
    assert days is not None
    assert ("24-Dec-2024", "2024-12-24") in days.examples
    assert kbli is not None
    assert ("8104", "08104") in kbli.examples


def test_area_texts_of_both_kinds_are_read_by_their_column(tmp_path: Path) -> None:
    report = ps.inspect(write_points(tmp_path / "a.gpkg", luas=["3.583.928,85", "107.565"]))
    writing = fields(report)["luas"].writing
    assert writing is not None
    assert dict(writing.examples) == {"3.583.928,85": "3583928.85", "107.565": "107565"} or dict(writing.examples) == {
        "3.583.928,85": "3583928.85",
        "107.565": "107565.0",
    }


def test_numbers_that_could_be_read_two_ways_are_a_finding(tmp_path: Path) -> None:
    report = ps.inspect(write_points(tmp_path / "a.gpkg", luas=["107.565", "218.055"]))
    assert finding(report, "WRITING_AMBIGUOUS").column == "luas"
    assert finding(report, "WRITING_AMBIGUOUS").measure == 2


def test_coded_values_are_counted_and_mixed_dialects_told(shared: Path) -> None:
    report = ps.inspect(shared / "zoning/jombang_kp2b_shp.zip")
    found = meaning(report, "KRB_03")
    assert found.kind == "coded"
    assert found.evidence_en == (
        "3 values: 1 × 314, Patahan Aktif × 35, Gerakan Tanah Tingkat Tinggi × 2; codes and text mixed"
    )
    assert finding(report, "DOMAIN_CLASH").layer == "jombang_kp2b"


def test_garbled_text_and_repeated_ids_are_findings(tmp_path: Path) -> None:
    ids = [*range(1, 20), 19]
    report = ps.inspect(write_points(tmp_path / "a.gpkg", nama=["CilÃ©"] + ["biasa"] * 19, objectid=ids))
    assert finding(report, "TEXT_GARBLED").measure == 1
    assert finding(report, "DUPLICATE_ID").column == "objectid"
    assert "TEXT_GARBLED" not in codes(ps.inspect(write_points(tmp_path / "b.gpkg", nama=["Ciléñ", "Âme"])))


def test_of_very_long_columns_a_sample_decides_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "SAMPLE_ROWS", 50)
    path = write_points(tmp_path / "a.gpkg", objectid=list(range(400)), kode=["P-1", "HL", "KPI", ""] * 100)
    report = ps.inspect(path)
    found = fields(report)
    assert (found["objectid"].filled, found["kode"].filled) == (400, 300)
    assert meaning(report, "objectid").share == 1.0
    assert "of a sample" in meaning(report, "objectid").evidence_en
    assert "DUPLICATE_ID" not in codes(report)
    assert "DUPLICATE_ID" in codes(ps.inspect(write_points(tmp_path / "b.gpkg", objectid=[*range(40), 3])))
