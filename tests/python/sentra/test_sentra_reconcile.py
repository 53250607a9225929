"""The list of a decree beside what is on the ground."""

from __future__ import annotations

import geopandas
import pandas as pd
import pytest
import shapely
from drawn_units import drawn

import petasentra as ps

GROUND = """
aaaaa......bbbbb......
......................
......................
ccccc......dddd.......
"""
WORDS = {"a": "Keripik tempe", "b": "Anyaman bambu", "c": "Batik", "d": "Tenun ikat"}
DESA = {"a": "Kendalsari", "b": "Sumobito", "c": "Bakalan", "d": "Parengan"}


@pytest.fixture
def found():
    units = drawn(GROUND)
    units["desa"] = units["produk"].map(DESA)
    units["produk"] = units["produk"].map(WORDS)
    return ps.find_sentra(units, product="produk", unit_id="unit", area="desa", eps_m=25)


def listed(rows, shapes=None):
    columns = {
        "no": [row[0] for row in rows],
        "komoditas": [row[1] for row in rows],
        "jumlah": [row[2] for row in rows],
    }
    if shapes is None:
        return pd.DataFrame(columns)
    return geopandas.GeoDataFrame(columns, geometry=shapes, crs=32649)


def asked(found, sk, **options):
    columns = {"sk_id": "no", "commodity": "komoditas", "units": "jumlah"}
    return found.reconcile(sk, **(columns | options))


def told(result):
    return [(row["sk_id"], row["sentra_id"], row["status"], row["differences"]) for row in result.table.to_pylist()]


def test_every_row_of_both_sides_is_there_once_with_its_status(found):
    sk = listed(
        [("1", "keripik tempe", "5"), ("2", "Anyaman bambo", "4"), ("3", "Tenun ikat", "20"), ("4", "Batik", "5")],
        [shapely.Point(20, 0), shapely.Point(130, 5), shapely.Point(120, -30), shapely.Point(5000, 0)],
    )
    result = asked(found, sk)
    assert told(result) == [
        ("1", 1, "agrees", []),
        ("2", 2, "differs", ["units", "commodity_spelling"]),
        ("3", None, "in_sk_without_units", []),
        ("4", None, "in_sk_without_units", []),
        (None, 3, "found_without_sk", []),
    ]
    assert result.counts["in_sk_without_units"] == 2
    assert [row["units_near"] for row in result.table.to_pylist()] == [None, None, 4, 0, None]
    assert result.table["reason_id"][1] == (
        "Ada di daftar SK dan di lapangan, tetapi berbeda: jumlah unit, penulisan komoditas."
    )


def test_a_boundary_says_how_many_units_lie_outside_it(found):
    sk = listed([("1", "Keripik tempe", None), ("2", "Anyaman bambu", "5-8")],
                [shapely.box(-5, -5, 25, 5), shapely.box(100, -10, 200, 10)])  # fmt: skip
    rows = asked(found, sk).table.to_pylist()
    assert [(row["status"], row["differences"], row["units_outside"]) for row in rows[:2]] == [
        ("differs", ["boundary", "units_unknown"], 2),
        ("agrees", [], 0),
    ]
    assert (rows[1]["units_sk_min"], rows[1]["units_sk_max"], rows[1]["distance_m"]) == (5.0, 8.0, 0.0)


@pytest.mark.parametrize(("cell", "code"), [("puluhan", "VALUE_UNREADABLE"), (None, "UNITS_UNKNOWN")])
def test_a_number_of_units_that_nobody_knows_is_no_agreement(found, cell, code):
    result = asked(found, listed([("1", "Keripik tempe", cell), ("2", "Batik", "5")],
                                 [shapely.Point(20, 0), shapely.Point(20, -30)]))  # fmt: skip
    assert told(result)[:2] == [("1", 1, "units_unknown", ["units_unknown"]), ("2", 3, "agrees", [])]
    assert result.counts["units_unknown"] == 1
    row = result.table.to_pylist()[0]
    assert (row["units_sk_min"], row["units_sk_max"]) == (None, None)
    assert ("puluhan" in row["reason_id"], "puluhan" in row["reason_en"]) == (cell is not None,) * 2
    assert "not known" in row["reason_en"]
    assert "tidak diketahui" in row["reason_id"]
    assert (result.findings["code"], result.findings["measure"].tolist()) == ([code], [1.0])


def test_units_that_were_not_asked_are_no_finding(found):
    sk = listed([("1", "Keripik tempe", "puluhan")], [shapely.Point(20, 0)])
    result = asked(found, sk, units=None)
    assert told(result)[0] == ("1", 1, "agrees", [])
    assert len(result.findings) == 0


def test_a_list_without_places_is_compared_by_desa(found):
    sk = listed([("1", "Keripik tempe", "5"), ("2", "Batik", "5"), ("3", "Tenun ikat", "9"), ("4", "Garam", "9")])
    sk["desa"] = ["Desa KENDALSARI", "Bakallan", "Parengan", None]
    result = asked(found, sk, area="desa")
    assert told(result) == [
        ("1", 1, "agrees", []),
        ("2", 3, "differs", ["area_spelling"]),
        ("3", None, "in_sk_without_units", []),
        ("4", None, "position_unknown", []),
        (None, 2, "found_without_sk", []),
    ]
    assert result.table.to_pylist()[2]["units_near"] == 4


def test_two_rows_of_the_list_for_one_sentra(found):
    sk = listed([("1", "Batik", "3"), ("2", "Batik", "5")], [shapely.Point(60, -30), shapely.Point(40, -30)])
    result = asked(found, sk)
    assert told(result)[:2] == [("1", 3, "same_sentra_as_another", []), ("2", 3, "agrees", [])]
    assert len(result) == 4


def test_another_commodity_at_the_place_is_another_sentra(found):
    sk = listed([("1", "Pandai besi", "5")], [shapely.Point(20, 0)])
    assert told(asked(found, sk))[0] == ("1", None, "in_sk_without_units", [])


def test_without_a_commodity_the_place_decides(found):
    sk = geopandas.GeoDataFrame({"no": ["1"]}, geometry=[shapely.Point(118, 0)], crs=32649)
    assert told(found.reconcile(sk, sk_id="no"))[0] == ("1", 2, "agrees", [])


def test_the_order_of_the_list_does_not_decide_who_is_matched(found):
    sk = listed([("1", "Batik", "5"), ("2", "Batik", "5"), ("3", "Keripik tempe", "5")],
                [shapely.Point(60, -30), shapely.Point(40, -30), shapely.Point(20, 0)])  # fmt: skip
    wanted = {one[0]: one[1:] for one in told(asked(found, sk))}
    assert {one[0]: one[1:] for one in told(asked(found, sk.iloc[::-1].reset_index(drop=True)))} == wanted


def test_degrees_are_compared_with_metres(found):
    sk = listed([("1", "Batik", "5")], [shapely.Point(600_000, 170_000)])
    units = drawn("aaaaa", produk=["batik"] * 5)
    units["geometry"] = units.translate(600_000, 170_000)
    one = ps.find_sentra(units.to_crs(4326), product="produk", eps_m=25)
    for shape in (sk, sk.set_geometry(sk.buffer(50)), sk.to_crs(4326)):
        assert told(asked(one, shape))[0] == ("1", 1, "agrees", [])


def test_an_empty_list_leaves_every_sentra_without_one(found):
    assert asked(found, listed([])).counts["found_without_sk"] == 3


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"within_m": -1}, ps.OptionError),
        ({"within_m": "x"}, ps.OptionError),
        ({"name": 3}, ps.OptionError),
        ({"area": "dusun"}, ps.SchemaError),
    ],
)
def test_what_cannot_be_asked_is_refused(found, options, error):
    with pytest.raises(error):
        asked(found, listed([("1", "Batik", "5")]), **options)


def test_the_bundled_list_of_lamongan_meets_its_units():
    folder = ps.datasets.path("lamongan")
    units = ps.read_layer(folder / "unit-tenun.geojson")
    found = ps.find_sentra(units, process="activity", unit_id="site_id", workers="workers", eps_m=1000)
    sentra = ps.read_layer(folder / "sentra.geojson")
    row = found.reconcile(sentra, sk_id="site_id", commodity="activity", units="units").table.to_pylist()[0]
    assert (row["status"], row["units_sk_min"], row["units_found"]) == ("agrees", 28.0, 28)


def test_one_row_of_the_list_is_explained(found):
    result = asked(found, listed([("SK-1", "Garam", "8")]))
    assert result.explain("SK-1").startswith("SK-1")
    assert result.explain("SK-1", lang="en") != result.explain("SK-1")
    assert result.to_arrow().num_rows == len(result)
    with pytest.raises(ps.OptionError):
        result.explain("SK-9")


def in_desa(places, commodity="batik"):
    """Units of one commodity, five at each place, in the desa of that place."""
    picture = "\n".join("aaaaa" + "\n..." * 4 for _ in places)
    units = drawn(picture, produk=[commodity] * 5 * len(places))
    units["desa"] = [place for place in places for _ in range(5)]
    return units


def by_desa(units, rows, **options):
    found = ps.find_sentra(units, product="produk", unit_id="unit", area=options.pop("of_units", "desa"), eps_m=25)
    sk = pd.DataFrame(rows, columns=["no", "komoditas", *options.pop("columns", ["desa"])])
    return found.reconcile(sk, sk_id="no", commodity="komoditas", area=options.pop("area", "desa"))


def test_desa_of_one_name_are_told_apart_by_their_kecamatan():
    units = in_desa(["Bakalan, Kec. Sumobito", "Bakalan, Kec. Diwek"])
    result = by_desa(units, [("1", "Batik", "Bakalan Kec. Diwek"), ("2", "Batik", "Bakalan, Kec. Ngoro")])
    assert told(result) == [
        ("1", 2, "agrees", []), ("2", None, "position_unknown", []), (None, 1, "found_without_sk", []),
    ]  # fmt: skip


def test_kecamatan_may_stand_in_a_column_of_its_own():
    units = in_desa(["Bakalan", "Bakalan"])
    units["kec"] = ["Sumobito"] * 5 + ["Diwek"] * 5
    result = by_desa(
        units, [("1", "Batik", "Bakalan", "Diwek")], of_units=["desa", "kec"], columns=["desa", "kec"],
        area=["desa", "kec"],
    )  # fmt: skip
    assert told(result)[0] == ("1", 2, "agrees", [])


def test_a_name_that_fits_several_sentra_chooses_none():
    units = in_desa(["Bakalan, Kec. Sumobito", "Bakalan, Kec. Diwek"])
    result = by_desa(units, [("1", "Batik", "Bakalan")])
    assert told(result) == [("1", None, "ambiguous", []), (None, 1, "ambiguous", []), (None, 2, "ambiguous", [])]
    assert [row["candidates"] for row in result.table.to_pylist()] == [["1", "2"], ["1"], ["1"]]
    assert "sentra 1 (5 units), sentra 2 (5 units)" in result.table["reason_en"][0]
    assert result.counts["ambiguous"] == 3


def test_a_name_of_several_desa_is_a_difference_even_if_one_sentra_fits():
    units = pd.concat([in_desa(["Bakalan, Kec. Sumobito"]), in_desa(["Bakalan, Kec. Diwek"], "tahu")])
    units["unit"] = range(len(units))
    result = by_desa(units, [("1", "Batik", "Bakalan")])
    assert told(result)[0] == ("1", 1, "differs", ["area_ambiguous"])


def test_another_desa_of_the_table_is_no_slip_of_the_pen():
    result = by_desa(in_desa(["Mojowarno"]), [("1", "Batik", "Mojowangi"), ("2", "Batik", "Mojowarn")])
    assert told(result) == [("1", None, "in_sk_without_units", []), ("2", 1, "differs", ["area_spelling"])]


def test_a_known_desa_without_units_is_no_unknown_place():
    result = by_desa(in_desa(["Bakalan, Kec. Sumobito"]), [
        ("1", "Batik", "35.17.11.2019"), ("2", "Batik", "Kendalsari, Kec. Sumobito"), ("3", "Batik", "Entahlah"),
        ("4", "Batik", None),
    ])  # fmt: skip
    assert [row["status"] for row in result.table.to_pylist()] == [
        "agrees", "in_sk_without_units", "position_unknown", "position_unknown",
    ]  # fmt: skip
    assert "0 units of that commodity" in result.table["reason_en"][1]
    assert ("Entahlah" in result.table["reason_en"][2], "neither" in result.table["reason_en"][3]) == (True, True)


def test_units_without_a_desa_say_nothing_about_one():
    units = in_desa(["Bakalan"]).drop(columns="desa")
    result = by_desa(units, [("1", "Batik", "Bakalan")], of_units=None)
    assert told(result)[0] == ("1", None, "position_unknown", [])
    assert "no unit says" in result.table["reason_en"][0]


def test_a_place_in_another_desa_than_stated_is_a_difference():
    units = in_desa(["Bakalan, Kec. Sumobito"])
    found = ps.find_sentra(units, product="produk", unit_id="unit", area="desa", eps_m=25)
    sk = geopandas.GeoDataFrame({"no": ["1"], "desa": ["Kendalsari"]}, geometry=[shapely.Point(5, 0)], crs=32649)
    assert told(found.reconcile(sk, sk_id="no", area="desa"))[0] == ("1", 1, "differs", ["area"])
    larger = found.reconcile(sk.assign(desa="Kec. Sumobito"), sk_id="no", area="desa")
    assert told(larger)[0] == ("1", 1, "agrees", [])


def test_a_registry_is_compared_by_its_code_or_its_words():
    units = in_desa(["Bakalan, Kec. Sumobito", "Bakalan, Kec. Diwek", "Dukuh, Kec. Anu", "Dukuh, Kec. Lain"])
    found = ps.find_sentra(units, product="produk", unit_id="unit", area="desa", eps_m=25)
    rows = pd.DataFrame({
        "id": ["1", "2", "3"], "komoditas": ["Batik"] * 3, "kabupaten": ["Kab. Jombang"] * 2 + ["Kab. Entah"],
        "kecamatan": ["Diwek", "Kec. Sumobito", "Kecamatan Lain"], "desa": ["Bakalan", "Ds. Bakalan", "Dukuh"],
    })  # fmt: skip
    registry = ps.sentra.read_registry(rows)
    result = found.reconcile(registry)
    assert [(row["sk_id"], row["sentra_id"]) for row in result.table.to_pylist() if row["sk_id"]] == [
        ("1", 2), ("2", 1), ("3", 4),
    ]  # fmt: skip


def test_pairs_do_not_depend_on_the_order_of_units_or_rows():
    units = in_desa(["Bakalan", "Bakalan, Kec. Diwek", "Kendalsari", "Kendalsari"])
    rows = [("1", "Batik", "Bakalan"), ("2", "Batik", "Kendalsari, Kec. Sumobito"), ("3", "Batik", "Bakallan")]
    wanted = sorted(told(by_desa(units, rows)), key=str)
    turned = units.iloc[::-1].reset_index(drop=True)
    assert sorted(told(by_desa(turned, rows[::-1])), key=str) == wanted


@pytest.mark.parametrize("area", ["Kec. Sumobito", "Kabupaten Jombang", "35.17"])
def test_what_is_larger_than_a_desa_is_no_place(area):
    result = by_desa(in_desa(["Bakalan, Kec. Sumobito"]), [("1", "Batik", area)])
    assert told(result)[0] == ("1", None, "position_unknown", [])
    assert f"says '{area}' and no desa" in result.table["reason_en"][0]


def test_a_commodity_that_nobody_states_is_no_agreement():
    units = in_desa(["Bakalan, Kec. Sumobito", "Kendalsari, Kec. Sumobito"])
    result = by_desa(units, [("1", "Belum pilih komoditi", "Bakalan"), ("2", None, "Kendalsari")])
    assert told(result) == [("1", 1, "differs", ["commodity_unknown"]), ("2", 2, "differs", ["commodity_unknown"])]
