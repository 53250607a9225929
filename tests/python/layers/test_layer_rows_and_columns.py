"""Rows and columns are chosen as geopandas chooses them, and a choice forgets neither origin nor what is personal."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from geopandas.testing import assert_geodataframe_equal
from layer_frames import points

import petasentra as ps


def test_rows_are_chosen_as_geopandas_chooses_them(mixed):
    for frame in (mixed, mixed.reset_index(drop=True)):
        layer = ps.Layer.from_geopandas(frame)
        mask = np.array([True, False, True, True, False, False])
        for rows in (slice(2, 5), slice(None, None, -1), [4, 0, 0], mask, []):
            chosen = layer[rows]
            assert isinstance(chosen, ps.Layer)
            wanted = frame.iloc[rows]
            assert_geodataframe_equal(chosen.to_geopandas(), wanted, check_index_type=False)
    assert len(layer[-1]) == 1


def test_columns_are_read_by_name(mixed):
    layer = ps.Layer.from_geopandas(mixed)
    assert layer["kecil"].dtype == np.int32
    assert layer["desa"] == mixed["desa"].tolist()[:1] + [None] + mixed["desa"].tolist()[2:]
    assert layer["kelas"] == ["I", "T", "I", None, "X", "B"]
    assert "geom" not in layer.columns
    assert "desa" in layer
    with pytest.raises(ps.SchemaError, match="Did you mean"):
        layer["dessa"]


def test_a_choice_keeps_provenance_and_report():
    layer = ps.Layer(
        ps.as_layer(points()).core.with_provenance(source="zona.shp", layer_name="zona", read_on="2026-01-02")
    )
    assert layer.title == "zona"
    assert layer[:1].provenance == {
        "source": "zona.shp",
        "layer_name": "zona",
        "sha256": "",
        "read_on": "2026-01-02",
        "driver": "",
    }
    assert layer[:1].load_report is None


def test_personal_columns_are_marked_in_the_metadata_and_survive_arrow(mixed):
    layer = ps.Layer.from_geopandas(mixed).with_personal(["desa"]).with_personal(["kelas"])
    assert layer.personal == {"desa", "kelas"}
    assert layer[:2].personal == {"desa", "kelas"}
    assert ps.Layer.from_arrow(layer.to_arrow(), geometry="geom").personal == {"desa", "kelas"}
    assert pa.table(layer).schema.field("desa").metadata[b"petasentra:personal"] == b"true"
    with pytest.raises(ps.SchemaError):
        layer.with_personal(["nama"])
