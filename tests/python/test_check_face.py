"""The Python face of a check: what is wrong with a question is said before, and with its place."""

import geopandas
import numpy as np
import pytest
import shapely

import petasentra as ps


@pytest.fixture(scope="module")
def study():
    return ps.datasets.jombang()


@pytest.fixture(scope="module")
def pack(study):
    return study.pack()


@pytest.fixture
def frame(study):
    return study.sentra.to_geopandas()


@pytest.mark.parametrize("option", ["site_id", "activity"])
def test_a_missing_column_is_told_with_file_and_layer(study, pack, option):
    with pytest.raises(ps.SchemaError) as told:
        ps.check(study.sentra, pack, as_of="2015-06-01", **{option: "tidak_ada"})
    assert told.value.file.endswith("sentra.geojson")
    assert told.value.layer == "sentra"
    assert told.value.column == "tidak_ada"


def test_an_empty_layer_is_said_to_be_empty(pack):
    empty = geopandas.GeoDataFrame(geometry=[], crs=4326)
    with pytest.raises(ps.SchemaError, match="is empty"):
        ps.check(empty, pack, as_of="2015-06-01")


def test_an_empty_layer_with_its_columns_is_an_empty_answer(frame, pack):
    assert len(ps.check(frame[:0], pack, as_of="2015-06-01")) == 0


def test_whole_numbers_that_became_fractions_are_ids(frame, pack):
    result = ps.check(frame.assign(site_id=np.arange(6) * 1.0), pack, as_of="2015-06-01")
    assert result.table["site_id"] == ["0", "1", "2", "3", "4", "5"]
    assert result.explain("3").tree["kind"] == "site"


def test_fractions_are_no_ids_and_the_row_is_named(frame, pack):
    with pytest.raises(ps.SchemaError, match="row 1, counted from 0") as told:
        ps.check(frame.assign(site_id=np.arange(6) * 1.5), pack, as_of="2015-06-01")
    assert "dihitung dari 0" in told.value.message_id


@pytest.mark.parametrize("wrong", ["data/jombang", None, 1])
def test_a_pack_is_a_plan_pack(study, wrong):
    with pytest.raises(TypeError, match="read_plan_pack") as told:
        ps.check(study.sentra, wrong, as_of="2015-06-01")
    assert "bukan" in str(told.value)


def test_an_empty_activity_for_all_is_refused(study, pack):
    with pytest.raises(ps.OptionError, match="for_activity"):
        ps.check(study.sentra, pack, as_of="2015-06-01", for_activity="")


def test_a_what_if_is_named_in_result_and_repr(study):
    result = ps.check(study.sentra, study.pack("slag-dihapus"), as_of="2023-06-01")
    assert "slag-dihapus" in repr(result)
    assert set(result.table["variant"]) == {"slag-dihapus"}
    assert set(result.pieces["variant"]) == {"slag-dihapus"}
    assert "variant" in result.to_geopandas().columns
    assert result.pack.chosen_variant.title_en.startswith("What if")


def test_the_law_as_it_stands_says_no_what_if(study, pack):
    result = ps.check(study.sentra, pack, as_of="2023-06-01")
    assert "what if" not in repr(result)
    assert set(result.table["variant"]) == {""}


@pytest.mark.parametrize("writing", ["text", "html"])
def test_an_explanation_in_another_language_is_an_option_error(study, pack, writing):
    reason = ps.check(study.sentra, pack, as_of="2015-06-01").explain("contoh-a")
    with pytest.raises(ps.OptionError):
        getattr(reason, writing)("jv")


@pytest.fixture(scope="module")
def index():
    squares = [shapely.box(x, 0, x + 10, 10) for x in (0, 10)]
    return ps.ZoningIndex(geopandas.GeoDataFrame(geometry=squares, crs=32749))


@pytest.mark.parametrize(
    "question",
    [{}, {"x": [1.0]}, {"y": [1.0]}, {"x": [1.0], "y": [1.0, 2.0]}, {"x": [[1.0]], "y": [[1.0]]}],
)
def test_points_that_are_not_all_there_are_an_option_error(index, question):
    with pytest.raises(ps.OptionError) as told:
        index.locate(**question)
    assert "x" in told.value.hint_id


def test_points_given_twice_are_an_option_error(index):
    point = geopandas.GeoDataFrame(geometry=[shapely.Point(1, 1)], crs=32749)
    assert index.locate(point).tolist() == [0]
    assert index.locate(x=1.0, y=1.0).tolist() == [0]
    with pytest.raises(ps.OptionError):
        index.locate(point, x=[1.0], y=[1.0])
