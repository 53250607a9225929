"""Real files read by their profile: nothing is lost, every change is told."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING

import geopandas
import pyarrow as pa
import pytest
import shapely

import petasentra as ps
from petasentra.profiles import apply_profile, domain_clashes, nearest_profile

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.profiles import Change

KP2B = "zoning/jombang_kp2b_rtrw_2021_2041.gpkg"
FILES = [
    (KP2B, None, "rtrw-permen14"),
    ("zoning/jombang_kp2b_shp.zip", None, "rtrw-permen14"),
    ("zoning/jabar_rtrwp_kawasan.gpkg", "transportasi", "rtrw-permen14"),
    ("zoning/jabar_rtrwp_kawasan.gpkg", "pergaraman", "rtrw-permen14"),
    ("zoning/jabar_rtrwp_purwakarta.gpkg", None, "rtrw-permen14"),
    ("zoning/jabar_rtrwp_kota.gpkg", "kota_bekasi", "rtrw-permen14"),
    ("constraints/nagan_raya_kit.gpkg", "pola_ruang_rtrw", "rtrw-permen14"),
    ("permits/kkpr_jabar.geojson", None, "kkpr"),
    ("roads/kudus_rbi25k.gpkg", "jalan", "rbi25k-roads"),
    ("roads/kota_bogor_rbi25k.gpkg", "jalan", "rbi25k-roads"),
    ("roads/purworejo_rbi25k.gpkg", "jalan", "rbi25k-roads"),
    ("roads/purworejo_rbi25k.gpkg", "desa", "rbi25k-admin"),
    ("roads/kota_tasikmalaya_rbi25k.gpkg", "desa", "rbi25k-admin"),
    ("admin/jombang_desa_rbi25k.gpkg", None, "rbi25k-admin"),
    ("admin/jombang_desa.gpkg", None, "cod-ab"),
    ("admin/jombang_desa_utm49s_shp.zip", None, "cod-ab"),
    ("admin/lamongan_kecamatan.gpkg", None, "cod-ab"),
    ("admin/jombang_desa_kepmendagri.gpkg", None, "kepmendagri"),
]

each_file = pytest.mark.parametrize(
    ("path", "layer", "profile"), FILES, ids=[f"{path.rpartition('/')[2]}:{layer or ''}" for path, layer, _ in FILES]
)


def changes_of(layer: ps.Layer, kind: str) -> list[Change]:
    assert layer.load_report is not None
    return [change for change in layer.load_report.changes if change.kind == kind]


@each_file
def test_the_nearest_profile_of_a_real_file_is_its_own(
    shared: Path, path: str, layer: str | None, profile: str
) -> None:
    assert nearest_profile(ps.read_layer(shared / path, layer=layer).columns)[0].profile == profile


@each_file
def test_a_profile_keeps_rows_geometry_and_every_value(
    shared: Path, path: str, layer: str | None, profile: str
) -> None:
    plain = ps.read_layer(shared / path, layer=layer)
    read = ps.read_layer(shared / path, layer=layer, profile=profile)
    assert len(read) == len(plain)
    assert read.crs == plain.crs
    assert read.provenance == plain.provenance
    assert read.load_report is not None
    assert read.load_report.profile == profile
    before, after = plain.to_arrow(), read.to_arrow()
    assert after.column(read.geometry_name).equals(before.column(plain.geometry_name))
    # Every filled value is read, kept raw, or a blank that was told.
    told_blank = sum(change.rows for change in changes_of(read, "value_converted") if "→ null" in str(change.examples))
    filled = {name: len(plain) - before.column(name).null_count for name in plain.columns}
    kept = sum(len(read) - after.column(name).null_count for name in read.columns)
    assert kept + told_blank == sum(filled.values())


def test_case_6_an_rtrw_table_given_to_the_rdtr_profile_is_recognised(shared: Path) -> None:
    with pytest.raises(ps.SchemaError) as error:
        ps.read_layer(shared / KP2B, profile="rdtr-permen14")
    assert 'use profile="rtrw-permen14"' in error.value.hint_en
    assert 'pakai profile="rtrw-permen14"' in error.value.hint_id
    assert "KODKWS" in error.value.hint_en
    assert "KODZON" in error.value.message_en
    assert error.value.file.endswith(".gpkg")
    assert error.value.layer == "kp2b"


def test_case_7_codes_and_words_get_one_writing_and_unknown_text_is_kept(shared: Path) -> None:
    read = ps.read_layer(shared / KP2B, profile="rtrw-permen14")
    assert set(read["KP2B_2"]) == {"Ada"}
    assert set(read["CAGBUD"]) == {"Tidak Ada"}
    assert set(read["KKOP_1"]) == {"Tidak Ada"}
    assert set(read["JNSRPR"]) == {"Kawasan Budi Daya"}
    assert collections.Counter(read["KRB_03"]) == {
        "Tidak Ada": 314,
        "Patahan Aktif": 35,
        "Gerakan Tanah Tingkat Tinggi": 2,
    }
    converted = {change.field: change for change in changes_of(read, "value_converted")}
    assert converted["KRB_03"].rows == 314
    assert converted["KRB_03"].examples == ("1 → Tidak Ada",)
    assert "CAGBUD" not in converted
    assert changes_of(read, "value_not_understood") == []


def test_case_7_a_word_the_domain_does_not_know_stays_raw_beside(shared: Path) -> None:
    table = ps.read_layer(shared / KP2B).to_arrow()
    words = pa.array(["Hujan Katak", *table.column("KRB_03").to_pylist()[1:]])
    changed = table.set_column(table.column_names.index("KRB_03"), "KRB_03", words)
    layer, changes = apply_profile(ps.Layer.from_arrow(changed), "rtrw-permen14")
    assert layer["KRB_03"][0] is None
    assert layer["KRB_03_raw"][:2] == ["Hujan Katak", None]
    assert layer.columns.index("KRB_03_raw") == layer.columns.index("KRB_03") + 1
    row = next(row for row in changes.to_pylist() if row["kind"] == "value_not_understood")
    assert (row["field"], row["rows"], row["examples"]) == ("KRB_03", 1, ["Hujan Katak (1)"])


def test_codes_and_words_in_one_column_are_a_finding(shared: Path) -> None:
    found = domain_clashes(ps.read_layer(shared / KP2B))
    assert [(one.code, one.measure, one.unit) for one in found] == [("DOMAIN_CLASH", 37.0, "rows")]
    assert "'1' × 314" in found[0].message_en
    assert "'Patahan Aktif' × 35" in found[0].message_id
    clean = domain_clashes(ps.read_layer(shared / KP2B, profile="rtrw-permen14"))
    assert clean == []


def test_classes_beside_words_of_their_domain_are_one_writing(shared: Path) -> None:
    layer = ps.read_layer(shared / "zoning/jabar_rtrwp_kawasan.gpkg", layer="transportasi")
    assert set(layer["KKOP_1"]) == {"Tidak Ada", "K01A"}
    assert domain_clashes(layer) == []


def test_codes_with_letters_are_codes_beside_words_that_the_domain_writes_otherwise() -> None:
    table = pa.table({"KODKWS": ["P-1"] * 3, "KKOP_1": ["K01A", "K01A", "Ya"]})
    points = geopandas.GeoDataFrame(table.to_pandas(), geometry=[shapely.Point(0, 0)] * 3, crs=32749)
    (found,) = domain_clashes(points, "rtrw-permen14")
    assert "'K01A' × 2" in found.message_en
    assert found.feature_id == "2"


def test_cases_16_to_18_a_register_of_permits_becomes_numbers_dates_and_codes(shared: Path) -> None:
    raw = ps.read_layer(shared / "permits/kkpr_jabar.geojson")
    read = ps.read_layer(shared / "permits/kkpr_jabar.geojson", profile="kkpr")
    assert read.columns[:4] == ["id", "kbli", "desa", "kecamatan"]
    by_text = dict(zip(raw["Luas_KKPR"], read["luas_m2"].tolist(), strict=True))
    assert by_text["107.565"] == 107565.0
    assert by_text["3.583.928,85"] == 3583928.85
    days = dict(zip(raw["Tagl_Terbi"], read["tanggal_terbit"].astype(str), strict=True))
    assert (days["24-Mei-2022"], days["24-Dec-2024"]) == ("2022-05-24", "2024-12-24")
    assert {len(code) for code in read["kbli"]} == {5}
    kinds = collections.Counter(read["jenis"])
    assert kinds == {
        "Persetujuan Kesesuaian Kegiatan Pemanfaatan Ruang": 175,
        "Konfirmasi Kesesuaian Kegiatan Pemanfaatan Ruang": 32,
    }
    assert changes_of(read, "value_not_understood") == []
    assert changes_of(read, "missing_required") == []


def test_case_19_one_polygon_in_22_rows_stays_one_site_with_its_decisions_and_codes(shared: Path) -> None:
    read = ps.read_layer(shared / "permits/kkpr_jabar.geojson", profile="kkpr")
    shapes = read.to_arrow().column(read.geometry_name).to_pylist()
    shape, times = collections.Counter(shapes).most_common(1)[0]
    rows = [row for row, one in enumerate(shapes) if one == shape]
    assert (times, len(read)) == (22, 207)
    assert len({read["no_kkpr"][row] for row in rows}) == 4
    assert len({read["kbli"][row] for row in rows}) == 8
    assert len({(read["no_kkpr"][row], read["kbli"][row]) for row in rows}) == 22


def test_a_register_without_geometry_is_read_as_a_table(shared: Path) -> None:
    from pyarrow import csv

    rows = csv.read_csv(shared / "ikm/register_ikm_kaltim_anonim.csv")
    table, changes = apply_profile(ps.Table.from_arrow(rows), "ikm-register")
    assert isinstance(table, ps.Table)
    assert len(table) == len(rows)
    unread = [row for row in changes.to_pylist() if row["kind"] == "value_not_understood"]
    assert [(row["field"], row["examples"]) for row in unread] == [("komoditi", ["Belum pilih komoditi (5)"])]


def test_a_dissolved_provincial_plan_is_still_an_rtrw_and_says_what_it_lacks(shared: Path) -> None:
    read = ps.read_layer(shared / "zoning/jabar_rtrwp_purwakarta.gpkg", profile="rtrw-permen14")
    assert [change.field for change in changes_of(read, "missing_required")] == ["KODKWS"]
