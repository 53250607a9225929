"""At least five like units in one place: what counts, what does not, and that the order of rows never decides."""

from __future__ import annotations

import geopandas
import pytest
import shapely
from drawn_units import FIVE, FOUR, drawn, find, scattered

import petasentra as ps


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
