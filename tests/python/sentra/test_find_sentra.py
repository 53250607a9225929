"""At least five like units in one place: what counts, what does not, and that the order of rows never decides."""

from __future__ import annotations

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from drawn_units import drawn, scattered

import petasentra as ps

FOUR, FIVE = "aaaa", "aaaaa"


def find(units, **options):
    return ps.find_sentra(units, **({"product": "produk", "unit_id": "unit", "eps_m": 40} | options))


def test_four_units_are_no_sentra_and_five_are():
    assert len(find(drawn(FOUR))) == 0
    found = find(drawn(FIVE))
    assert found.sentra["units"].tolist() == [5]
    assert found.units["membership"] == ["core"] * 5


@pytest.mark.parametrize("branch", ["product", "material", "process"])
def test_each_branch_suffices_by_itself(branch):
    alike, other = ["sama"] * 5, ["p", "q", "r", "s", "t"]
    units = drawn("abcde")
    for name in ("product", "material", "process"):
        units[name] = alike if name == branch else other
    found = ps.find_sentra(units, product="product", material="material", process="process", eps_m=40)
    assert found.sentra["branches"] == [[branch]]
    assert found.sentra["value"] == [["sama"]]


def test_a_rule_that_asks_for_all_branches_is_stricter(tmp_path):
    text = (ps.sentra.rule.files("petasentra.sentra") / "rules" / "pp29-2018.toml").read_text(encoding="utf-8")
    (tmp_path / "semua.toml").write_text(text.replace('connector = "any"', 'connector = "all"'), encoding="utf-8")
    units = drawn(FIVE, bahan=["kapas"] * 4 + ["sutra"], proses=["tenun"] * 5)
    columns = {"product": "produk", "material": "bahan", "process": "proses", "eps_m": 40}
    assert len(ps.find_sentra(units, **columns)) == 1
    assert len(ps.find_sentra(units, tmp_path / "semua.toml", **columns)) == 0
    units["bahan"] = "kapas"
    found = ps.find_sentra(units, tmp_path / "semua.toml", **columns)
    assert found.sentra["branches"] == [["product+material+process"]]
    assert found.sentra["value"] == [["a; kapas; tenun"]]


def test_equal_sets_are_one_sentra_that_names_its_branches():
    found = find(drawn(FIVE, bahan=["kayu"] * 5), material="bahan")
    assert found.sentra["branches"] == [["product", "material"]]
    assert found.sentra["value"] == [["a", "kayu"]]
    assert len(found.members) == 10


def test_sets_that_overlap_stay_apart_and_name_each_other():
    found = find(drawn("aaaaab", bahan=["kayu"] * 6), material="bahan")
    assert found.sentra["units"].tolist() == [5, 6]
    assert found.sentra["overlaps"] == [[2], [1]]
    assert found.units["sentra"][0] == [1, 2]
    assert found.units["sentra"][5] == [2]


def test_groups_do_not_see_each_other():
    assert len(find(drawn("ababab"))) == 0


def test_capitals_and_blanks_make_no_new_product_and_the_commonest_writing_is_told():
    found = find(
        drawn(FIVE, produk=["Keripik  tempe", "keripik tempe", "Keripik tempe", "Keripik tempe ", "KERIPIK TEMPE"])
    )
    assert found.sentra["value"] == [["Keripik tempe"]]


@pytest.mark.parametrize(
    "word",
    [
        "Belum pilih komoditi", "", " - ", None, "tidak diketahui", "Lainnya", "Lain-lain", "tidak ada", "kosong", "0",
        "belum memilih komoditi", "IKM", "Industri  kecil",
    ],
)  # fmt: skip
def test_what_nobody_chose_is_no_group(word):
    found = find(drawn(FIVE, produk=[word] * 5, bahan=["kayu"] * 4 + [word]), material="bahan")
    assert len(found) == 0
    assert found.units["product"] == ["activity_unknown"] * 5
    assert found.units["membership"] == ["alone"] * 4 + ["activity_unknown"]
    assert [row["measure"] for row in found.findings.to_pylist() if row["code"] == "ACTIVITY_UNKNOWN"] == [5.0, 1.0]


def test_units_without_coordinates_stay_and_do_not_count():
    units = drawn("aaaaaa")
    units.loc[2, "geometry"] = None
    units.loc[3, "geometry"] = shapely.Point()
    found = find(units)
    assert len(found.units) == 6
    assert found.units["membership"] == ["alone", "alone", "no_place", "no_place", "alone", "alone"]
    assert found.findings["code"] == ["UNIT_WITHOUT_PLACE"]


def test_a_latitude_that_is_none_is_no_place():
    at = geopandas.GeoDataFrame({"p": ["a"] * 5}, geometry=shapely.points([(112, -7)] * 4 + [(-7, 112)]), crs=4326)
    assert ps.find_sentra(at, product="p", eps_m=10).units["membership"][4] == "no_place"


def test_a_unit_that_is_there_twice_counts_once():
    units = drawn(FOUR + "a")
    units.loc[4, ["unit", "geometry"]] = units.loc[3, ["unit", "geometry"]]
    found = find(units)
    assert len(found) == 0
    assert found.units["membership"][4] == "duplicate"
    assert found.findings["code"] == ["UNIT_TWICE"]
    assert len(find(units, duplicates="count")) == 1


def test_one_name_at_one_place_is_one_unit():
    units = drawn(FIVE, nama=["Sari", "Murni", "Jaya", "Maju", "Maju"])
    units.loc[4, "geometry"] = units.loc[3, "geometry"]
    assert len(find(units)) == 1
    found = find(units, name="nama")
    assert len(found) == 0
    assert found.findings["feature_id"] == ["u04"]


def test_one_id_at_two_places_is_two_units():
    units = drawn(FIVE)
    units.loc[4, "unit"] = "u00"
    found = find(units)
    assert len(found) == 1
    assert found.findings["code"] == ["UNIT_ID_REPEATED"]


def test_units_outside_the_boundary_do_not_count_beyond_the_tolerance():
    units = drawn(FIVE)
    land = geopandas.GeoDataFrame(geometry=[shapely.box(-5, -5, 35, 5)], crs=32649)
    found = find(units, boundary=land, boundary_tolerance_m=2)
    assert found.units["membership"] == ["alone"] * 4 + ["outside_boundary"]
    assert found.findings["measure"].tolist() == [5.0]
    assert len(find(units, boundary=land, boundary_tolerance_m=5)) == 1


def test_workers_are_summed_as_intervals_and_what_is_unknown_is_counted():
    found = find(drawn(FIVE, tk=["5", "5-10", "belasan", "puluhan", None]), workers="tk")
    row = found.sentra.table.to_pylist()[0]
    assert (row["workers_min"], row["workers_max"], row["workers_unknown"]) == (5 + 5 + 11, 5 + 10 + 19, 2)
    assert dict(zip(found.findings["code"], found.findings["measure"], strict=True)) == {
        "VALUE_UNREADABLE": 1.0,
        "WORKERS_UNKNOWN": 1.0,
    }
    assert "'puluhan'" in found.findings["message_en"][0]


def test_sentra_are_numbered_by_their_smallest_unit():
    units = drawn("bbbbb.....\n..........\n.....aaaaa", unit=[30, 31, 32, 33, 34, 9, 10, 11, 12, 100])
    found = find(units, eps_m=20)
    assert found.sentra["first_unit"] == ["9", "30"]  # as numbers, not as words
    assert found.sentra["value"] == [["a"], ["b"]]


def answers(found):
    units = {row["unit_id"]: row for row in found.units.to_pylist()}
    return found.sentra.to_arrow().to_pylist(), units, found.almost.to_arrow().to_pylist()


@pytest.mark.parametrize("seed", range(3))
def test_neither_the_order_of_rows_nor_threads_change_the_answer(seed):
    units = scattered(seed=seed)
    columns = {"product": "produk", "material": "bahan", "process": "proses", "workers": "tk", "unit_id": "unit"}
    wanted = answers(ps.find_sentra(units, eps_m=60, **columns))
    assert len(wanted[0]) > 5
    for threads in (1, 2, 5):
        shuffled = units.sample(frac=1, random_state=seed + threads).reset_index(drop=True)
        assert answers(ps.find_sentra(shuffled, eps_m=60, threads=threads, **columns)) == wanted


def test_degrees_and_metres_agree_where_no_unit_stands_at_the_limit():
    units = scattered()
    metres = find(units, eps_m=80)
    degrees = find(units.set_geometry(units.translate(600_000, 170_000)).set_crs(32649).to_crs(4326), eps_m=80)
    assert (metres.distance, degrees.distance) == ("plane", "ellipsoid")
    assert degrees.sentra["units"].tolist() == metres.sentra["units"].tolist()


def test_areas_stand_by_a_place_within():
    units = drawn(FIVE)
    units["geometry"] = units.buffer(3)
    assert find(units).sentra["units"].tolist() == [5]


def test_a_hull_is_a_polygon_a_line_or_a_point():
    for picture, kind in (("aaa\naaa", "Polygon"), (FIVE, "LineString")):
        found = find(drawn(picture))
        assert found.to_geopandas().geom_type.tolist() == [kind]
    one_place = drawn(FIVE)
    one_place["geometry"] = shapely.Point(3, 4)
    found = find(one_place)
    assert found.to_geopandas().geom_type.tolist() == ["Point"]
    assert found.sentra["area_ha"].tolist() == [0.0]
    square = find(drawn("aaa\n...\naaa")).sentra
    assert square["area_ha"] == pytest.approx([0.04], rel=1e-3)
    assert (square["centroid_x"][0], square["centroid_y"][0]) == (10.0, -10.0)


def test_kbli_stands_for_the_product_and_gets_its_lost_zero_back():
    units = drawn(FIVE, kbli=[8104, 8104, 8104, 8104, 8104])
    found = ps.find_sentra(units, kbli="kbli", eps_m=40)
    assert found.sentra["value"] == [["08104"]]


def test_no_units_give_no_sentra():
    found = find(drawn(FIVE).iloc[:0])
    assert (len(found), len(found.units), len(found.almost), len(found.members)) == (0, 0, 0, 0)
    assert found.stability([10]).table["sentra"].tolist() == [0, 0]


def test_a_border_unit_within_reach_of_two_sentra_counts_in_the_first():
    """Two cores, left and right, share the unit in the middle; the right one then has four of its own."""
    units = drawn("aaaa\n....\n....\n....\n....\n....\n....", produk=["a"] * 4)
    xs = [0, 0, 0, 1, 10, 19, 20, 20, 20]  # cores within 10.5 of: 0..1 with 10; 19..20 with 10
    units = geopandas.GeoDataFrame(
        {"unit": range(9), "produk": ["a"] * 9}, geometry=shapely.points(xs, [0.0] * 9), crs=32649
    )
    found = find(units, eps_m=9.5)
    row = {one["first_unit"]: one for one in found.sentra.table.to_pylist()}
    assert row["0"]["units"] == 5
    assert row["5"]["units"] == 4
    assert "Only 4 units" in found.explain(2).text("en")
    assert found.units["membership"][4] == "border"


def test_the_line_of_the_distance_is_in_every_text():
    found = find(drawn(FIVE), eps_m=40)
    for lang, word in (("id", "parameter analis"), ("en", "the analyst's")):
        assert word in found.explain(1).text(lang)
        assert "40 m" in found.explain(1).text(lang)
    assert "parameter analis" in found._repr_html_()
    assert "not verified" in repr(found)
    assert found.sentra["eps_m"].tolist() == [40.0]


@pytest.mark.parametrize(
    ("options", "error", "word"),
    [
        ({"eps_m": None}, ps.OptionError, "eps_m"),
        ({"eps_m": 0}, ps.OptionError, "eps_m"),
        ({"eps_m": "jauh"}, ps.OptionError, "eps_m"),
        ({"eps_m": float("nan")}, ps.OptionError, "eps_m"),
        ({"product": None}, ps.OptionError, "product"),
        ({"product": "produkk"}, ps.SchemaError, "produk"),
        ({"rule": "pp30"}, ps.OptionError, "pp29-2018"),
        ({"rule": 29}, ps.OptionError, "29"),
        ({"as_of": "2017-12-31"}, ps.OptionError, "2018"),
        ({"as_of": "kemarin"}, ps.OptionError, "kemarin"),
        ({"duplicates": "hapus"}, ps.OptionError, "hapus"),
        ({"boundary_tolerance_m": -1}, ps.OptionError, "boundary_tolerance_m"),
        ({"threads": 0}, ps.OptionError, "1..256"),
        ({"eps_m": True}, ps.OptionError, "eps_m"),
        ({"product": 3}, ps.OptionError, "product"),
        ({"workers": ["tk"]}, ps.OptionError, "workers"),
        ({"unit_id": "daftar"}, ps.SchemaError, "daftar"),
        ({"product": "daftar"}, ps.SchemaError, "daftar"),
        ({"boundary": 42}, ps.OptionError, "boundary"),
        ({"boundary": geopandas.GeoDataFrame(geometry=[None], crs=32649)}, ps.OptionError, "boundary"),
        ({"distance": "jalan.gpkg"}, ps.OptionError, "distance"),
        ({"limit_m": -1}, ps.OptionError, "limit_m"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_two_languages(options, error, word):
    with pytest.raises(error) as caught:
        find(drawn(FIVE, daftar=[["a"]] * 5), **options)
    assert word in str(caught.value)
    assert caught.value.message_id != caught.value.message_en


@pytest.mark.parametrize("other", [None, 3, "hasil"])
def test_an_answer_differs_from_answers_only(other):
    with pytest.raises(ps.OptionError):
        find(drawn(FIVE)).diff(other)


@pytest.mark.parametrize("column", [pd.date_range("2020", periods=5), [True] * 5, [b"x"] * 5, [np.inf] * 5, [-1] * 5])
def test_workers_that_are_no_numbers_are_kept_raw(column):
    found = find(drawn(FIVE, tk=column), workers="tk")
    assert found.sentra["workers_unknown"].tolist() == [5]
    assert set(found.findings["code"]) == {"VALUE_UNREADABLE"}


def test_units_that_are_none_are_refused():
    with pytest.raises(ps.OptionError):
        ps.find_sentra(42, product="produk", eps_m=10)
    with pytest.raises(ps.CrsError):
        find(drawn(FIVE).set_crs(None, allow_override=True))


@pytest.mark.parametrize("sentra_id", [0, 2, -1, "1", True, None])
def test_there_is_no_explanation_of_a_sentra_that_is_none(sentra_id):
    with pytest.raises(ps.OptionError):
        find(drawn(FIVE)).explain(sentra_id)


def test_a_table_without_geometry_keeps_every_unit():
    found = find(pd.DataFrame({"unit": [1, 2], "produk": ["a", "b"]}))
    assert found.units["membership"] == ["no_place"] * 2


def test_ids_of_numbers_with_gaps_are_whole_numbers():
    units = drawn(FIVE, unit=[1.0, 2.0, None, 4.0, 5.0])
    found = find(units)
    assert found.units["unit_id"] == ["1", "2", "#2", "4", "5"]
    assert found.findings["code"] == ["UNIT_WITHOUT_ID"]


def test_maps_and_pictures_are_drawn(tmp_path):
    pytest.importorskip("matplotlib").use("Agg")
    found = find(drawn("aaaaa....bbbb"), eps_m=20)
    page = found.explore(tmp_path / "peta.html", lang="en")
    assert "Nearly a sentra 1: b" in page.path.read_text(encoding="utf-8")
    assert found.plot(lang="id").get_legend() is not None
    assert found.stability([10, 20]).plot().get_xlabel().startswith("jarak")


@pytest.mark.parametrize("crs", [32649, 4326])
def test_a_figure_fills_its_axes_whatever_the_shape_of_the_ground(crs):
    pytest.importorskip("matplotlib").use("Agg")
    units = drawn("aaaaa" + "." * 60 + "bbbb")
    units["geometry"] = units.translate(600_000, 170_000)
    units.loc[8, "geometry"] = None
    ax = find(units.to_crs(crs), eps_m=41).plot(lang="en")
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    assert (east - west) / (north - south) == pytest.approx(7.0 / 6.16, rel=0.01)
    assert "Units without a place, not drawn: 1." in " ".join(text.get_text() for text in ax.texts)


def test_a_figure_of_units_without_places_says_so():
    pytest.importorskip("matplotlib").use("Agg")
    ax = find(pd.DataFrame({"unit": [1], "produk": ["a"]})).plot(lang="en")
    assert "not drawn: 1" in " ".join(" ".join(text.get_text() for text in ax.texts).split())


def test_ids_that_are_personal_stay_off_the_map(tmp_path):
    units = ps.as_layer(drawn(FIVE, unit=[f"Ibu Contoh {one}" for one in "ABCDE"]))
    for layer, there in ((units, True), (units.with_personal("unit"), False)):
        page = find(layer).explore(tmp_path / "peta.html").path.read_text(encoding="utf-8")
        assert ("Ibu Contoh C" in page) == there


def test_numpy_numbers_are_distances_and_ids():
    found = find(drawn(FIVE))
    assert found.explain(found.sentra["sentra_id"][0]).row["units"] == 5
    assert find(drawn(FIVE), eps_m=np.float32(40)).eps_m == 40.0


def test_maps_say_which_units_are_invented() -> None:
    said = {}
    for name, cells in (("all", [True] * 5), ("some", ["ya", "", "ya", "tidak", None]), ("none", [False] * 5)):
        found = ps.find_sentra(drawn("aaaaa", rekaan=cells), product="produk", eps_m=20)
        page = found.explore(lang="id").html
        paper = " ".join(one.get_text() for one in found.plot(lang="id").texts).replace("\n", " ")
        said[name] = ["rekaan" in text.lower() for text in (page, paper)]
        assert ("Unit rekaan: 2 dari 5." in paper) == (name == "some")
        assert ("Semua unitnya rekaan." in page) == (name == "all")
    assert said == {"all": [True, True], "some": [True, True], "none": [False, False]}


def test_a_border_unit_goes_to_the_sentra_with_the_smallest_id_of_a_core_not_of_any_unit():
    at = {"u05": 40, "u00": 100}  # both border units; u05 reaches a core on either side, u00 one at the right
    at |= {f"u1{one}": 5 * one for one in range(5)} | {f"u2{one}": 60 + 5 * one for one in range(5)}
    units = geopandas.GeoDataFrame(
        {"unit": list(at), "produk": "tahu"}, geometry=shapely.points(list(at.values()), [0] * len(at)), crs=32649
    )
    found = find(units, eps_m=20)
    assert found.units["membership"][:2] == ["border", "border"]
    assert found.sentra["first_unit"] == ["u00", "u05"], "numbers go by any unit"
    assert found.units["sentra"][:2] == [[2], [1]], "u05 is with the cores from u10 on"


def points(places, crs=4326):
    ids = [f"u{one}" for one in range(len(places))]
    return geopandas.GeoDataFrame({"unit": ids, "produk": "tahu"}, geometry=shapely.points(places), crs=crs)


def test_units_at_exactly_one_place_are_a_sentra_with_a_warning():
    found = find(points([(112.2, -7.5)] * 6 + [(112.2001, -7.5), (112.2002, -7.5), (112.2002, -7.5)]))
    assert found.sentra["units"].tolist() == [9]
    rows = [row for row in found.findings.to_pylist() if row["code"] == "UNITS_AT_ONE_PLACE"]
    assert [(row["feature_id"], row["measure"], row["severity"]) for row in rows] == [("u0", 6.0, "warning")]
    assert "6 of 9 units share exactly the same coordinates, at 1 point," in found.explain(1).text("en")
    assert "6 dari 9 unit berbagi koordinat" in found.explain(1).text("id")


def test_two_units_in_one_house_are_no_finding():
    found = find(points([(112.2, -7.5)] * 2 + [(112.2 + one / 10_000, -7.5) for one in (1, 2, 3)]))
    assert len(found) == 1
    assert len(found.findings) == 0
    assert "same coordinates" not in found.explain(1).text("en")


def test_units_without_a_place_or_not_counted_share_none():
    units = points([(112.2, -7.5)] * 4)
    units.loc[2, "geometry"] = None
    assert "UNITS_AT_ONE_PLACE" not in find(units.assign(nama="Sari"), name="nama").findings["code"]
    assert "UNITS_AT_ONE_PLACE" in find(units).findings["code"]


def test_units_outside_the_country_are_told():
    found = find(points([(112.2, -7.5), (0, 0), (112.2, -7.6), (7.5, 50)]))
    rows = found.findings.to_pylist()
    assert [(row["code"], row["feature_id"]) for row in rows] == [("UNIT_ABROAD", "u1"), ("UNIT_ABROAD", "u3")]
    assert "(0.00000, 0.00000)" in rows[0]["message_en"]
    assert len(found.units) == 4


def test_a_unit_far_away_in_metres_is_told_and_not_one_told_as_outside_the_boundary():
    units = points([(640_000, 9_170_000), (640_000, 0)], crs=32749)
    assert (find(units).findings["code"], find(units).findings["feature_id"]) == (["UNIT_ABROAD"], ["u1"])
    land = geopandas.GeoDataFrame(geometry=[shapely.box(630_000, 9_160_000, 650_000, 9_180_000)], crs=32749)
    assert find(units, boundary=land).findings["code"] == ["UNIT_OUTSIDE_BOUNDARY"]


def test_a_register_in_the_wrong_crs_is_told_once():
    found = find(points([(640_000 + one, 9_170_000) for one in range(5)], crs=32649))
    assert [(row["code"], row["feature_id"], row["measure"]) for row in found.findings.to_pylist()] == [
        ("UNIT_ABROAD", None, 5.0)
    ]
