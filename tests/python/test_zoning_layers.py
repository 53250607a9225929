"""Several layers in one index: each answers as if it were asked alone, and together they answer at once."""

import numpy as np
import pytest

import petasentra as ps


@pytest.fixture(scope="module")
def study():
    return ps.datasets.jombang()


@pytest.fixture(scope="module")
def layers(study):
    crs = study.zones.crs
    return {"zone": study.zones, "kecamatan": study.kecamatan.to_crs(crs), "desa": study.desa.to_crs(crs)}


@pytest.fixture(scope="module")
def alone(layers):
    return {name: ps.ZoningIndex(zones) for name, zones in layers.items()}


@pytest.fixture(scope="module")
def index(layers):
    return ps.ZoningIndex(layers)


@pytest.fixture(scope="module")
def places(layers):
    west, south, east, north = layers["desa"].bounds
    random = np.random.default_rng(20260102)
    anywhere = random.uniform((west - 5e3, south - 5e3), (east + 5e3, north + 5e3), (40_000, 2))
    corners = layers["kecamatan"].to_geopandas().get_coordinates().to_numpy()
    places = np.vstack([anywhere, corners[::20], [[np.nan, 0.0]]])
    return {"x": places[:, 0], "y": places[:, 1]}


def without_layer(rows, name):
    return [{key: value for key, value in row.items() if key != "layer"} for row in rows if row["layer"] == name]


def test_an_index_of_several_layers_knows_their_names_and_zones(index, alone):
    assert index.layers == ("zone", "kecamatan", "desa")
    assert len(index) == sum(len(one) for one in alone.values())
    assert alone["desa"].layers == ()


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_places_are_found_in_all_layers_as_in_each(index, alone, places, threads):
    table = index.locate(**places, threads=threads)
    assert table.columns == list(index.layers)
    for name, one in alone.items():
        assert table[name].dtype == np.int64
        np.testing.assert_array_equal(table[name], one.locate(**places))
        np.testing.assert_array_equal(index.locate(**places, layer=name), one.locate(**places))


def test_every_zone_that_holds_a_place_is_told_for_all_layers_as_for_each(index, alone, places):
    few = {axis: values[-300:] for axis, values in places.items()}
    table = index.locate(**few, detail=True)
    assert table.columns == ["layer", "point_row", "zone_row", "on_boundary"]
    rows = table.to_pylist()
    assert list(dict.fromkeys(row["layer"] for row in rows)) == list(index.layers)
    assert any(row["on_boundary"] for row in rows)
    for name, one in alone.items():
        assert without_layer(rows, name) == one.locate(**few, detail=True).to_pylist()
        assert index.locate(**few, detail=True, layer=name).to_pylist() == one.locate(**few, detail=True).to_pylist()


def test_shares_of_all_layers_are_those_of_each(index, alone, study, layers):
    sites = study.sentra.to_crs(layers["zone"].crs)
    shares = index.shares(sites)
    assert shares.columns == ["layer", *alone["zone"].shares(sites).columns]
    rows = shares.to_pylist()
    for name, one in alone.items():
        expected = one.shares(sites)
        assert without_layer(rows, name) == expected.to_pylist()
        assert index.shares(sites, layer=name).to_pylist() == expected.to_pylist()
    # A base and an overlay over the same ground do not overlap one another.
    assert shares.stats.joined == sum(one.shares(sites).stats.joined for one in alone.values())


def test_distances_to_all_layers_are_those_to_each(index, alone, places):
    table = index.distance(**places)
    assert table.columns == list(index.layers)
    rows = index.distance(x=places["x"][:50], y=places["y"][:50], detail=True)
    assert rows.columns == ["layer", "point_row", "distance_m", "zone_row"]
    assert len(rows) == 50 * len(index.layers)
    for number, (name, one) in enumerate(alone.items()):
        np.testing.assert_array_equal(table[name], one.distance(**places))
        expected = one.distance(x=places["x"][:50], y=places["y"][:50], detail=True)
        part = slice(50 * number, 50 * (number + 1))
        assert rows["layer"][part] == [name] * 50
        np.testing.assert_array_equal(rows["point_row"][part], np.arange(50))
        np.testing.assert_array_equal(rows["distance_m"][part], expected["distance_m"])
        np.testing.assert_array_equal(rows["zone_row"][part], expected["zone_row"])


def test_a_class_of_zones_is_one_of_a_named_layer(index, alone, places):
    np.testing.assert_array_equal(
        index.distance(**places, zones=[0, 2], layer="kecamatan"), alone["kecamatan"].distance(**places, zones=[0, 2])
    )
    with pytest.raises(ps.OptionError) as told:
        index.distance(**places, zones=[0, 2])
    assert "zone, kecamatan, desa" in told.value.hint_en


def test_a_layer_alone_under_a_name_answers_in_tables_too(layers, alone, places):
    table = ps.ZoningIndex({"desa": layers["desa"]}).locate(**places)
    assert table.columns == ["desa"]
    np.testing.assert_array_equal(table["desa"], alone["desa"].locate(**places))


def test_no_places_have_no_rows(index):
    assert len(index.locate(x=[], y=[])) == 0
    assert len(index.locate(x=[], y=[], detail=True)) == 0
    assert len(index.distance(x=[], y=[], detail=True)) == 0


def test_a_layer_that_is_not_there_is_refused_with_the_names_of_those_that_are(index, alone):
    for question in (index.locate, index.distance):
        with pytest.raises(ps.OptionError, match='"kp2b"') as told:
            question(x=0.0, y=0.0, layer="kp2b")
        assert "zone, kecamatan, desa" in told.value.hint_en
    with pytest.raises(ps.OptionError, match='"kp2b"'):
        alone["zone"].locate(x=0.0, y=0.0, layer="kp2b")


def test_layers_in_different_systems_are_refused_by_name(layers):
    elsewhere = {"zone": layers["zone"], "desa": layers["desa"].to_crs(32748)}
    with pytest.raises(ps.CrsError, match='"desa"') as told:
        ps.ZoningIndex(elsewhere)
    assert told.value.layer == "desa"
    nowhere = layers["desa"].to_geopandas().set_crs(None, allow_override=True)
    with pytest.raises(ps.CrsError, match='"desa"'):
        ps.ZoningIndex({"desa": nowhere})


@pytest.mark.parametrize("nothing", [{}, {"": None}, {3: None}], ids=["no layer", "no name", "a number"])
def test_layers_without_a_name_and_no_layers_are_refused(nothing):
    with pytest.raises(ps.OptionError):
        ps.ZoningIndex(nothing)


def test_progress_of_building_and_asking_never_goes_back(layers, places, study):
    told = []
    index = ps.ZoningIndex(layers, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)
    for ask in (index.locate, index.distance):
        told.clear()
        ask(**places, progress=told.append)
        assert told == sorted(told)
        assert told[-1] == pytest.approx(1.0)
