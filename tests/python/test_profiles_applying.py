"""What a profile does to a table, case by case."""

from __future__ import annotations

import json

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely

import petasentra as ps
from petasentra.inspection.nearest_profile import nearest
from petasentra.profiles import apply_profile, domain_clashes, nearest_profile


def frame(**columns: object) -> geopandas.GeoDataFrame:
    rows = len(next(iter(columns.values())))  # type: ignore[arg-type]
    return geopandas.GeoDataFrame(columns, geometry=[shapely.Point(112, -7)] * rows, crs="EPSG:4326")


def kinds(changes: ps.Table) -> list[tuple[str, str, int]]:
    return [(row["kind"], row["field"] or row["column"], row["rows"]) for row in changes.to_pylist()]


def test_columns_are_found_in_other_capitals_by_alias_and_cut_to_ten_characters() -> None:
    layer, changes = apply_profile(
        frame(namobj=["a"], kodkws=["HL"], KABKOT=["Kab. Jombang"], luas_ha=[1.0]), "rtrw-permen14"
    )
    assert layer.columns == ["NAMOBJ", "KODKWS", "WADMKK", "LUASHA"]
    assert {kind for kind, _, _ in kinds(changes)} == {"field_renamed"}
    cut, _ = apply_profile(frame(regency_co=["id3517"], regency=["Jombang"], village_co=["x"]), "cod-ab")
    assert cut.columns == ["regency_code", "regency", "village_code"]


def test_of_two_columns_for_one_field_the_better_name_wins_and_the_other_is_kept() -> None:
    layer, changes = apply_profile(
        frame(KECAMATAN=["lama"], WADMKC=["baru"], NAMOBJ=["a"], KODKWS=["HL"]), "rtrw-permen14"
    )
    assert layer["WADMKC"] == ["baru"]
    assert layer["KECAMATAN"] == ["lama"]
    assert kinds(changes) == [("unknown_field", "KECAMATAN", 1)]
    assert "WADMKC is used" in changes["message_en"][0]


def test_unknown_columns_are_kept_and_told_and_those_of_programs_are_not_mentioned() -> None:
    layer, changes = apply_profile(frame(NAMOBJ=["a"], KODKWS=["HL"], catatan=["x"], OBJECTID=[1]), "rtrw-permen14")
    assert layer.columns == ["NAMOBJ", "KODKWS", "catatan", "OBJECTID"]
    assert kinds(changes) == [("unknown_field", "catatan", 1)]


def test_a_missing_required_field_is_told_with_its_legal_basis() -> None:
    _, changes = apply_profile(frame(KODKWS=["HL"]), "rtrw-permen14")
    assert kinds(changes) == [("missing_required", "NAMOBJ", 0)]
    assert "Permen ATR/BPN 14/2021" in changes["message_id"][0]


def test_a_column_of_areas_without_evidence_stays_raw_and_says_why() -> None:
    layer, changes = apply_profile(
        frame(NAMOBJ=["a", "b"], KODKWS=["HL", "HL"], LUASHA=["13.502", "8.619"]), "rtrw-permen14"
    )
    assert np.isnan(layer["LUASHA"]).all()
    assert layer["LUASHA_raw"] == ["13.502", "8.619"]
    assert "dapat dibaca dua cara" in changes["message_id"][0]


def test_a_believed_meaning_is_shown_and_not_applied() -> None:
    layer, changes = apply_profile(frame(NAMOBJ=["a"], KODKWS=["HL"], JNSRPR=[1]), "rtrw-permen14")
    assert layer["JNSRPR"] == [None]
    assert layer["JNSRPR_raw"] == ["1"]
    assert changes["examples"] == [["1 (1) → Kawasan Lindung?"]]


def test_blanks_and_hyphens_become_null_and_are_told() -> None:
    layer, changes = apply_profile(frame(NAMOBJ=["a", "b"], KODKWS=["HL", "HL"], KKOP_1=[" ", "-"]), "rtrw-permen14")
    assert layer["KKOP_1"] == [None, None]
    assert kinds(changes) == [("value_converted", "KKOP_1", 2)]
    assert "KKOP_1_raw" not in layer.columns


def test_codes_that_a_program_took_for_numbers_become_text() -> None:
    layer, _ = apply_profile(frame(NAMOBJ=["a", "b"], KODKWS=[32120000, 3], ORDE01=[1.0, np.nan]), "rtrw-permen14")
    assert layer["KODKWS"] == ["32120000", "3"]
    assert layer["ORDE01"] == ["1", None]


def test_personal_columns_stay_personal_also_beside() -> None:
    layer = ps.Layer.from_geopandas(frame(No_KKPR=["a"], KO_KBLI=["x"], Jns_KKPR=["y"])).with_personal(["KO_KBLI"])
    read, _ = apply_profile(layer, "kkpr")
    assert read.personal == {"kbli", "kbli_raw"}


def test_an_index_of_pandas_and_its_column_types_survive() -> None:
    given = frame(NAMOBJ=["a", "b"], KODKWS=["HL", "HL"], kelas=pd.Categorical(["u", "v"]))
    given.index = pd.Index([5, 3])
    back = apply_profile(given, "rtrw-permen14")[0].to_geopandas()
    assert back.index.tolist() == [5, 3]
    assert back["kelas"].tolist() == ["u", "v"]


def test_a_table_of_another_kind_is_refused_both_ways() -> None:
    rdtr = frame(NAMZON=["a"], KODZON=["I"], KODSZN=["I-1"], NAMOBJ=["a"])
    with pytest.raises(ps.SchemaError, match='use profile="rdtr-permen14"'):
        apply_profile(rdtr, "rtrw-permen14")
    with pytest.raises(ps.SchemaError, match="no table of the profile"):
        apply_profile(frame(x=[1]), "kkpr")


def test_no_rows_and_no_columns_are_no_trouble() -> None:
    empty = frame(NAMOBJ=["a"], KODKWS=["HL"], LUASHA=["1,5"]).iloc[:0]
    layer, changes = apply_profile(empty, "rtrw-permen14")
    assert len(layer) == 0
    assert len(changes) == 0
    assert nearest_profile([]) == []
    assert domain_clashes(empty) == []


def test_a_name_taken_for_raw_text_is_not_overwritten() -> None:
    layer, _ = apply_profile(frame(NAMOBJ=["a"], KODKWS=["HL"], KKOP_1=["?"], KKOP_1_raw=["milik"]), "rtrw-permen14")
    assert layer["KKOP_1_raw"] == ["milik"]
    assert layer["KKOP_1_raw_"] == ["?"]


def test_a_table_whose_text_comes_in_chunks_is_read_as_one() -> None:
    table = pa.table(
        {
            "No_KKPR": ["a", "b"],
            "KO_KBLI": [8104, 38301],
            "Jns_KKPR": ["Konfirmasi Kesesuaian Kegiatan Pemanfaatan Ruang"] * 2,
            "Luas_KKPR": pa.chunked_array([["107.565"], ["20.589,82"]]),
        }
    )
    read, _ = apply_profile(ps.Table.from_arrow(table), "kkpr")
    assert read["luas_m2"].tolist() == [107565.0, 20589.82]


def test_the_changes_stand_in_the_load_report_and_survive_json() -> None:
    read = ps.read_layer(ps.datasets.path("jombang") / "desa.fgb", profile="cod-ab")
    report = read.load_report
    assert report is not None
    assert [change.column for change in report.changes] == ["forest_unit"]
    assert "Profil" in report.text("id")
    assert "forest_unit" in report.text("en")
    assert ps.LoadReport.from_dict(json.loads(json.dumps(report.to_dict()))) == report


def test_an_unknown_profile_is_refused_before_the_file_is_read() -> None:
    with pytest.raises(ps.OptionError, match="no profile"):
        ps.read_layer("tidak-ada.gpkg", profile="tidak-ada")


def test_a_profile_is_not_named_for_two_columns_of_which_any_table_may_have_the_like() -> None:
    with pytest.raises(ps.SchemaError) as refused:
        apply_profile(frame(lon=[112.1], lat=[-7.1]), "rtrw-permen14")
    assert refused.value.hint_en == ""
    assert nearest(["lon", "lat"]) is None
    assert nearest(["lon", "lat", "catatan", "nilai"]) is None


def test_one_column_that_only_one_profile_has_is_enough_to_name_it() -> None:
    found = nearest(["NAMOBJ", "KODKWS"])
    assert found is not None
    assert found.name == "rtrw-permen14"
