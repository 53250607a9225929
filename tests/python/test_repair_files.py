"""Layer and ledger as files: none is lost, whatever goes wrong and however often a layer is repaired in place."""

from __future__ import annotations

import geopandas
import pytest
import shapely

import petasentra as ps


@pytest.fixture
def two() -> geopandas.GeoDataFrame:
    """A is 10 m wide, B is 21 m, and they share one."""
    boxes = [shapely.box(0, 0, 10, 10), shapely.box(9, 0, 30, 10)]
    return geopandas.GeoDataFrame({"kode": ["A", "B"]}, geometry=boxes, crs="EPSG:32749")


def test_a_ledger_is_never_the_file_of_its_layer(two, tmp_path):
    (tmp_path / "sub").mkdir()
    made = ps.repair(two)
    with pytest.raises(ps.OptionError, match="cannot be one file"):
        made.write(tmp_path / "fixed.gpkg", ledger=tmp_path / "sub" / ".." / "fixed.gpkg")
    assert not (tmp_path / "fixed.gpkg").exists()


def test_a_layer_that_cannot_be_written_leaves_no_ledger_behind(two, tmp_path):
    made = ps.repair(two)
    with pytest.raises(ps.PetasentraError):
        made.write(tmp_path / "missing" / "fixed.gpkg", ledger=tmp_path / "book.gpkg")
    with pytest.raises(ps.PetasentraError):
        made.write(tmp_path / "fixed.gpx7")
    assert not list(tmp_path.iterdir())


def test_an_old_ledger_comes_back_when_the_layer_cannot_be_written(two, tmp_path):
    made = ps.repair(two)
    made.write(tmp_path / "fixed.gpkg", ledger=tmp_path / "book.gpkg")
    old = (tmp_path / "book.gpkg").read_bytes()
    with pytest.raises(ps.PetasentraError):
        made.write(tmp_path / "missing" / "fixed.gpkg", ledger=tmp_path / "book.gpkg")
    assert (tmp_path / "book.gpkg").read_bytes() == old


def test_the_ledger_of_an_earlier_repair_is_never_replaced(two, tmp_path):
    path, book = tmp_path / "fixed.gpkg", tmp_path / "fixed-ledger.gpkg"
    made = ps.repair(two, feature_id="kode")
    made.write(path)
    made.write(path)  # the same repair again loses nothing
    kept = path.read_bytes(), book.read_bytes()
    second = ps.repair(ps.read_layer(path), codes="RING_ORDER", feature_id="kode")
    with pytest.raises(ps.OptionError, match="earlier repair") as refused:
        second.write(path)
    assert "fixed-ledger.gpkg" in refused.value.message_id
    assert "ledger=" in refused.value.hint_id
    assert (path.read_bytes(), book.read_bytes()) == kept
    undone = ps.undo_repair(ps.read_layer(path), ps.read_layer(book)).to_geopandas()
    assert undone.geometry.geom_equals(two.geometry).all()
    second.write(path, ledger=tmp_path / "second.gpkg")
