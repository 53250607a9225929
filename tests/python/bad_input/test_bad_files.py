"""A file or table that cannot become a layer is refused by name, with the nearest right name where there is one.

An empty layer is no error: it is read, noted, and checked to a result of no rows.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyogrio
import pytest
from explained_errors import explained
from invented_pack import GROUND, sites

import petasentra as ps


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
@pytest.mark.parametrize("name", ["tidak-ada.shp", "tidak-ada.gpkg", "tidak-ada.zip", "folder/tidak-ada.geojson"])
def test_a_missing_file_is_named(tmp_path, name, engine):
    with pytest.raises(ps.IoError) as caught:
        ps.read_layer(tmp_path / name, engine=engine)
    explained(caught.value, file=Path(name).name)
    assert isinstance(caught.value, OSError)


def test_a_misspelt_file_name_gets_the_nearest_suggested(tmp_path):
    sites(GROUND).to_file(tmp_path / "sentra.gpkg")
    with pytest.raises(ps.IoError) as caught:
        ps.read_layer(tmp_path / "sentar.gpkg")
    error = explained(caught.value, file="sentar.gpkg")
    assert "sentra.gpkg" in error.hint_en
    assert "sentra.gpkg" in error.hint_id


def test_an_unknown_layer_of_a_file_gets_the_nearest_suggested(tmp_path):
    sites(GROUND).to_file(tmp_path / "sentra.gpkg", layer="pola_ruang")
    with pytest.raises(ps.IoError) as caught:
        ps.read_layer(tmp_path / "sentra.gpkg", layer="pola_rung")
    error = explained(caught.value, file="sentra.gpkg")
    assert "pola_ruang" in str(error)


def test_an_empty_layer_is_a_layer_of_no_rows_with_a_note(tmp_path, pack):
    sites(GROUND).iloc[:0].to_file(tmp_path / "kosong.gpkg")
    layer = ps.read_layer(tmp_path / "kosong.gpkg")
    assert len(layer) == 0
    notes = {note.code: note for note in layer.load_report.notes}
    assert "LAYER_EMPTY" in notes
    assert notes["LAYER_EMPTY"].message_id != notes["LAYER_EMPTY"].message_en
    result = ps.check(layer, pack, as_of="2015-06-01")
    assert len(result) == 0
    assert result.table.to_pylist() == []
    assert {"site_id", "verdict", "reason_id", "reason_en"} <= set(result.table.columns)


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_a_file_without_geometry_is_no_layer(tmp_path, engine):
    pyogrio.write_dataframe(pd.DataFrame({"site_id": ["A"], "activity": ["tenun"]}), tmp_path / "tabel.gpkg")
    with pytest.raises(ps.SchemaError) as caught:
        ps.read_layer(tmp_path / "tabel.gpkg", engine=engine)
    explained(caught.value, file="tabel.gpkg")


def test_a_table_without_geometry_is_no_layer(pack):
    table = pa.table({"site_id": ["A"], "activity": ["tenun"]})
    for call in (lambda: ps.Layer.from_arrow(table), lambda: ps.check(table, pack, as_of="2015-06-01")):
        with pytest.raises(ps.SchemaError) as caught:
            call()
        explained(caught.value)


def test_a_wrong_geometry_column_gets_the_nearest_suggested():
    table = pa.table(sites(GROUND).to_arrow(index=False, geometry_encoding="WKB"))
    with pytest.raises(ps.SchemaError) as caught:
        ps.Layer.from_arrow(table, geometry="geometri")
    error = explained(caught.value, column="geometri")
    assert "geometry" in error.hint_en
