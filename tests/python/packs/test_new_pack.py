"""A pack begun from a zoning file can be read, and lint says what is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pytest
import shapely
from invented_folder import zones

import petasentra as ps
from petasentra.packs import lint, new_pack, unverified

if TYPE_CHECKING:
    from pathlib import Path


def codes_of(folder: Path) -> list[tuple[str, str]]:
    table = lint(folder)
    return list(zip(table["code"], table["feature_id"], strict=True))


def test_zones_become_columns_and_everything_is_unverified(tmp_path: Path) -> None:
    begun = new_pack(zones(tmp_path / "z.geojson", "P-1", "KPI", "KPI", None), tmp_path / "paket", code="KODE")
    assert begun.zones == {"KPI": 2, "P-1": 1}
    assert begun.zones_without_code == 1
    assert (begun.folder / "permissions.csv").read_text() == "activity,KPI,P-1\n"
    pack = ps.read_plan_pack(begun.folder)
    assert pack.crs == "EPSG:32749"
    assert pack.instruments[0].permissions.zones == ("KPI", "P-1")
    kinds = [one.kind for one in unverified(begun.folder)]
    assert kinds == ["instrument", "date", "article", "article", "layer", "permissions"]


def test_lint_says_what_is_to_be_filled_in(tmp_path: Path) -> None:
    begun = new_pack(zones(tmp_path / "z.geojson", "P-1", None), tmp_path / "paket", code="KODE")
    found = codes_of(begun.folder)
    places = {feature for code, feature in found if code == "TO_FILL_IN"}
    assert places == {
        "pack.title", "instrument.title", "instrument.in_force_from", "instrument.source", "permissions.source",
        "article[pasal-pola-ruang].label", "article[lampiran-itbx].label",
    }  # fmt: skip
    assert {code for code, _ in found[: len(places)]} == {"TO_FILL_IN"}  # what only a person can do leads
    assert ("MATRIX_EMPTY", "permissions.csv") in found
    assert ("ZONE_WITHOUT_CODE", "pola-ruang") in found
    assert "UNVERIFIED" in [code for code, _ in found]


def test_an_unknown_day_makes_a_draft_that_is_never_in_force(tmp_path: Path) -> None:
    new_pack(zones(tmp_path / "z.geojson", "P-1"), tmp_path / "paket", code="KODE")
    assert ps.read_plan_pack(tmp_path / "paket").in_force("2026-11-23") == ()
    new_pack(zones(tmp_path / "z.geojson", "P-1"), tmp_path / "lain", code="KODE", in_force_from="2020-01-01")
    assert len(ps.read_plan_pack(tmp_path / "lain").in_force("2026-11-23")) == 1


def test_a_published_matrix_fills_the_tables(tmp_path: Path) -> None:
    matrix = tmp_path / "itbx.csv"
    matrix.write_text("No;KBLI;Kegiatan;KPI;P-1\n1;13134;Batik;I;X\n2;10392;Tahu;B1,B3;X\nB1 : Izin usaha;;;;\n")
    begun = new_pack(
        zones(tmp_path / "z.geojson", "KPI", "P-1"), tmp_path / "paket", code="KODE", matrix=matrix,
        in_force_from="2020-01-01", level="rdtr", title="RDTR rekaan",
    )  # fmt: skip
    pack = ps.read_plan_pack(begun.folder)
    assert [one.name_id for one in pack.activities] == ["Batik", "Tahu"]
    assert [one.text_id for one in pack.instruments[0].conditions] == ["Izin usaha"]
    assert ("CONDITION_WITHOUT_ROW", "B3") in codes_of(begun.folder)
    site = geopandas.GeoDataFrame(
        {"site_id": ["A"]}, geometry=[shapely.box(600_100, 9_170_100, 600_200, 9_170_200)], crs=32749
    )
    assert ps.check(site, pack, as_of="2021-01-01", for_activity="10392").table["verdict"] == ["conditional"]


def test_a_taken_folder_a_wrong_column_and_a_wrong_level_are_refused(tmp_path: Path) -> None:
    layer = zones(tmp_path / "z.geojson", "KPI")
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "isi.txt").write_text("jangan ditimpa")
    with pytest.raises(ps.IoError, match="not empty"):
        new_pack(layer, tmp_path / "ada", code="KODE")
    with pytest.raises(ps.SchemaError, match="no column 'KODKWS'"):
        new_pack(layer, tmp_path / "baru", code="KODKWS")
    with pytest.raises(ps.OptionError, match="level"):
        new_pack(layer, tmp_path / "baru", code="KODE", level="rtrw")
    with pytest.raises(ps.SchemaError, match="No zone has a code"):
        new_pack(zones(tmp_path / "y.geojson", "", None), tmp_path / "baru", code="KODE")
    assert not (tmp_path / "baru").exists()
