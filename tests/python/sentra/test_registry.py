"""A list of many sentra: nothing dropped, what is unknown counted as unknown, and what is wrong told."""

from __future__ import annotations

from collections import Counter

import geopandas
import numpy as np
import pandas
import pytest
import shapely

import petasentra as ps
from petasentra import admin
from petasentra.errors import CrsError, OptionError, SchemaError

ROWS = pandas.DataFrame(
    {
        "No": ["S1", "S2", "S3", "S4", "S5"],
        "Nama Sentra": ["Batik A", "Kopyah B", "BATIK a", "Garam C", "Garam D"],
        "Komoditas": ["Batik", "Belum pilih komoditi", "batik", "Garam", "Garam"],
        "Provinsi": ["Jawa Timur", "Jawa Timur", "Jawa Timur", "Jawa Barat", "Bali"],
        "Kabupaten/Kota": ["Kab. Lamongan", "Lamongan", "Kab. Lamongan", "Jombang", "Badung"],
        "Kecamatan": ["Maduran", "", "Maduran", "", "Kuta"],
        "Desa": ["Parengan", "", "Parengan", "", "Legian"],
        "Jumlah Unit": ["28", "belasan", "28", "puluhan", "-"],
        "Tenaga Kerja": ["25-250", "100", "", "lebih dari 20", "12 ton"],
        "Kapasitas Produksi": ["2 t/bulan", "", "", "", ""],
    }
)


def codes(registry: ps.sentra.Registry) -> Counter[str]:
    return Counter(registry.findings["code"])


def test_columns_are_known_by_the_names_of_the_profile_and_by_what_is_said() -> None:
    registry = ps.sentra.read_registry(ROWS)
    assert registry.columns["kabupaten"] == "Kabupaten/Kota"
    assert registry.columns["workers"] == "Tenaga Kerja"
    other = ps.sentra.read_registry(
        ROWS.rename(columns={"Komoditas": "X"}), columns={"commodity": "X", "workers": None}
    )
    assert other.table["commodity"] == registry.table["commodity"]
    assert set(other.table["workers_status"]) == {"empty"}


def test_every_row_stays_with_what_is_known_of_it() -> None:
    table = ps.sentra.read_registry(ROWS).table.to_pylist()
    assert [row["sentra_id"] for row in table] == ["S1", "S2", "S3", "S4", "S5"]
    assert [row["commodity"] for row in table] == ["Batik", None, "Batik", "Garam", "Garam"]
    assert [row["area_code"] for row in table] == ["35.24.10.2009", "35.24", "35.24.10.2009", None, "51.03"]
    assert [row["area_reason"] for row in table] == [None, None, None, "conflict", "not_held"]
    assert [(row["units_low"], row["units_high"]) for row in table][:2] == [(28, 28), (11, 19)]
    assert [row["units_status"] for row in table] == ["read", "read", "read", "unreadable", "empty"]
    assert (table[3]["workers_low"], table[3]["workers_high"]) == (20, None), "no bound above"
    assert table[4]["workers_status"] == "unreadable", "tonnes are no workers"
    assert (table[0]["production_low"], table[0]["production_unit"], table[0]["production_per"]) == (2, "t", "month")
    assert [row["duplicate_of"] for row in table] == [None, None, "S1", None, None]
    assert {row["position"] for row in table} == {"position_unknown"}


def test_findings_tell_each_fault_once() -> None:
    registry = ps.sentra.read_registry(ROWS)
    assert codes(registry) == {
        "SENTRA_TWICE": 1, "SENTRA_WITHOUT_PLACE": 1, "SENTRA_AREA_CONFLICT": 1, "COMMODITY_UNKNOWN": 1,
        "VALUE_UNREADABLE": 2, "UNITS_UNKNOWN": 1, "WORKERS_UNKNOWN": 1,
    }  # fmt: skip
    told = {row["code"]: row for row in registry.findings.to_pylist()}
    assert told["SENTRA_TWICE"]["feature_id"] == "S3"
    assert told["SENTRA_WITHOUT_PLACE"]["measure"] == 5
    assert '"Jombang" is not in Provinsi Jawa Barat' in told["SENTRA_AREA_CONFLICT"]["message_en"]


def test_ids_that_are_missing_or_repeated_are_told() -> None:
    registry = ps.sentra.read_registry(pandas.DataFrame({"id": ["A", "A", ""], "nama": ["x", "y", "z"]}))
    assert registry.table["sentra_id"] == ["A", "A", "#2"]
    assert {"SENTRA_ID_REPEATED", "SENTRA_WITHOUT_ID"} <= codes(registry).keys()
    assert len(registry.table) == 3


def test_sums_count_the_unknown_as_unknown() -> None:
    registry = ps.sentra.read_registry(ROWS)
    by_province = registry.summary().to_pylist()
    assert [(row["province_code"], row["sentra"]) for row in by_province] == [("35", 3), ("51", 1), (None, 1)]
    east = by_province[0]
    assert (east["units_min"], east["units_max"], east["units_unknown"]) == (28 + 11 + 28, 28 + 19 + 28, 0)
    assert (east["workers_min"], east["workers_max"], east["workers_unknown"]) == (125, 350, 1)
    assert (east["duplicates"], east["position_unknown"]) == (1, 3)
    nowhere = by_province[2]
    assert (nowhere["workers_min"], nowhere["workers_max"], nowhere["units_min"]) == (20, None, None)
    by_both = registry.summary(["kabupaten", "commodity"]).to_pylist()
    assert [(row["kabupaten"], row["commodity"], row["sentra"]) for row in by_both] == [
        ("Kab. Lamongan", "Batik", 2), ("Kab. Lamongan", None, 1), ("Kab. Badung", "Garam", 1), (None, "Garam", 1),
    ]  # fmt: skip
    assert sum(row["sentra"] for row in by_both) == len(registry)
    with pytest.raises(OptionError):
        registry.summary("desa")


def test_sums_agree_with_pandas_on_a_large_list() -> None:
    frame = national(3000)
    registry = ps.sentra.read_registry(frame)
    rows = registry.table.to_pandas()
    grouped = rows.groupby(["province_code", "commodity"], dropna=False)
    twin = grouped.agg(
        sentra=("sentra_id", "size"), low=("units_low", "sum"), none=("units_low", lambda one: one.isna().sum())
    )
    mine = registry.summary(["province", "commodity"]).to_pandas().set_index(["province_code", "commodity"])
    assert len(mine) == len(twin)
    for key, row in twin.iterrows():
        here = mine.loc[[key]].iloc[0]
        assert (here["sentra"], here["units_unknown"]) == (row["sentra"], row["none"])
        assert np.nan_to_num(here["units_min"]) == row["low"]


def national(count: int) -> geopandas.GeoDataFrame:
    """A list of the size of the country's, drawn."""
    rng = np.random.default_rng(20)
    areas = [one for one in admin.units() if one.level == "kabupaten"]
    pick = rng.integers(0, len(areas), count)
    shapes = [
        shapely.Point(x, y) if row % 3 else None
        for row, (x, y) in enumerate(zip(rng.uniform(95, 141, count), rng.uniform(-11, 6, count), strict=True))
    ]
    return geopandas.GeoDataFrame(
        {
            "nama": [f"Sentra {row}" for row in range(count)],
            "komoditas": rng.choice(["Batik", "Tenun", "Garam", "Belum pilih komoditi", ""], count),
            "provinsi": [areas[one].above[0].name for one in pick], "kabupaten": [areas[one].title for one in pick],
            "desa": [f"Desa {row}" for row in range(count)],
            "jumlah_unit": rng.choice(["5", "12", "belasan", "20-30", "", "puluhan"], count),
            "tenaga_kerja": rng.integers(5, 400, count),
        },
        geometry=shapes, crs=4326,
    )  # fmt: skip


def test_the_order_of_rows_does_not_matter() -> None:
    frame = national(500).assign(id=range(500))
    frame.loc[[7, 90, 400], "nama"] = "Sentra 3"
    frame.loc[[3, 7, 90, 400], ["komoditas", "provinsi", "kabupaten", "desa"]] = [
        "Batik",
        "Bali",
        "Kab. Badung",
        "Kuta",
    ]
    turned = frame.sample(frac=1, random_state=1)
    one, other = ps.sentra.read_registry(frame), ps.sentra.read_registry(turned)
    assert one.findings.to_pylist() == other.findings.to_pylist()
    assert one.summary("commodity").to_pylist() == other.summary("commodity").to_pylist()
    by_id = {row["sentra_id"]: row["duplicate_of"] for row in other.table.to_pylist()}
    assert {row["sentra_id"]: row["duplicate_of"] for row in one.table.to_pylist()} == by_id
    assert by_id["7"] == by_id["90"] == by_id["400"] == "3"


def test_a_national_list_keeps_all_its_rows_and_its_layer_its_points() -> None:
    frame = national(10_514)
    registry = ps.sentra.read_registry(frame)
    assert len(registry) == len(registry.table) == len(registry.layer) == 10_514
    back = registry.to_geopandas()
    assert back.geometry.isna().sum() == frame.geometry.isna().sum()
    there = frame.geometry.notna().to_numpy()
    assert shapely.equals(back.geometry[there].to_numpy(), frame.geometry[there].to_numpy()).all()
    assert sum(registry.summary("province")["sentra"]) == 10_514
    assert registry.table["province_code"].count(None) == 0


def test_files_are_read_with_and_without_coordinates(tmp_path) -> None:
    ROWS.to_csv(tmp_path / "daftar.csv", index=False)
    ROWS.to_excel(tmp_path / "daftar.xlsx", index=False)
    for name in ("daftar.csv", "daftar.xlsx"):
        assert ps.sentra.read_registry(tmp_path / name).table["units_low"].tolist()[:2] == [28, 11]
    placed = ROWS.assign(lon=[112.28, 112.3, "", "", ""], lat=[-7.0, -7.1, "", "", ""])
    placed.to_csv(tmp_path / "titik.csv", index=False)
    assert ps.sentra.read_registry(tmp_path / "titik.csv", crs=4326).table["position"] == [
        "as_given", "as_given", "position_unknown", "position_unknown", "position_unknown",
    ]  # fmt: skip
    national(40).to_file(tmp_path / "daftar.gpkg")
    assert len(ps.sentra.read_registry(tmp_path / "daftar.gpkg")) == 40


def test_a_position_that_is_claimed_without_coordinates_is_unknown() -> None:
    frame = geopandas.GeoDataFrame(
        {"nama": ["A", "B", "C"], "komoditas": ["x", "y", "z"], "posisi": ["survei", "GPS", "peta lama"]},
        geometry=[shapely.Point(112, -7), None, shapely.Point(112, -7)], crs=4326,
    )  # fmt: skip
    registry = ps.sentra.read_registry(frame)
    assert registry.table["position"] == ["surveyed", "position_unknown", "as_given"]
    assert {"SENTRA_POSITION_CLAIMED", "VALUE_UNREADABLE"} <= codes(registry).keys()


def test_a_place_in_one_cell_and_a_code_beside_it() -> None:
    frame = pandas.DataFrame(
        {"nama": list("ABCD"), "komoditas": ["x"] * 4,
         "alamat": ["Desa Bakalan, Kec. Kesamben, Kab. Jombang", "Ds. Parengan, Kec. Maduran, Lamongan", "Jombang",
                    "Kab. Lamongan"],
         "kode_wilayah": ["", "", "35.17.11.2019", "35.17"]}
    )  # fmt: skip
    table = ps.sentra.read_registry(frame).table
    assert table["area_code"] == ["35.17", "35.24.10.2009", "35.17.11.2019", "35"]
    assert table["area_reason"] == ["conflict", None, None, "conflict"]


def test_coordinates_in_the_sea_abroad_and_in_another_province() -> None:
    east = shapely.box(110, -9, 114, -6)
    west = shapely.box(106, -8, 110, -6)
    outlines = geopandas.GeoDataFrame({"kode": ["35", "32"]}, geometry=[east, west], crs=4326)
    places = [(112, -7), (109, -7), (112, -5), (112, -5.995), (-7.5, 112.2), (100, 20)]
    frame = geopandas.GeoDataFrame(
        {"id": ["inside", "west", "sea", "coast", "swapped", "asia"], "nama": list("abcdef"),
         "provinsi": ["Jawa Timur"] * 6},
        geometry=shapely.points(places), crs=4326,
    )  # fmt: skip
    found = ps.sentra.read_registry(frame, boundaries=outlines).findings.to_pylist()
    told = {(row["code"], row["feature_id"]): row for row in found if row["feature_id"]}
    assert set(told) == {("SENTRA_ELSEWHERE", "west"), ("SENTRA_OUTSIDE_BOUNDARY", "sea"), ("SENTRA_ABROAD", "swapped"),
                         ("SENTRA_ABROAD", "asia")}  # fmt: skip
    degree = ps.geodesic([109], [-7], [110], [-7])[0][0]
    assert told["SENTRA_ELSEWHERE", "west"]["measure"] == pytest.approx(degree, rel=0.01)
    assert "swapped" in told["SENTRA_ABROAD", "swapped"]["message_en"]
    assert "SENTRA_ABROAD" in codes(ps.sentra.read_registry(frame)), "also without outlines"


def test_outlines_without_codes_or_names_are_refused() -> None:
    frame = geopandas.GeoDataFrame({"nama": ["a"]}, geometry=[shapely.Point(112, -7)], crs=4326)
    nameless = geopandas.GeoDataFrame({"x": ["?"]}, geometry=[shapely.box(110, -9, 114, -6)], crs=4326)
    with pytest.raises(SchemaError, match="codes or names"):
        ps.sentra.read_registry(frame, boundaries=nameless)
    with pytest.raises(OptionError):
        ps.sentra.read_registry(frame, boundaries=3)


def test_what_cannot_be_read_is_refused_in_words() -> None:
    with pytest.raises(SchemaError, match="name or the commodity"):
        ps.sentra.read_registry(pandas.DataFrame({"x": [1]}))
    with pytest.raises(OptionError, match="no column of a registry"):
        ps.sentra.read_registry(ROWS, columns={"comodity": "Komoditas"})
    with pytest.raises(SchemaError, match="for commodity"):
        ps.sentra.read_registry(ROWS, columns={"commodity": "nothing"})
    with pytest.raises(OptionError):
        ps.sentra.read_registry(3)
    without = geopandas.GeoDataFrame({"nama": ["a"]}, geometry=[shapely.Point(112, -7)])
    with pytest.raises(CrsError):
        ps.sentra.read_registry(without)
    with pytest.raises(OptionError):
        ps.sentra.read_registry(ROWS).explain("S9")


def test_an_empty_list_is_a_registry() -> None:
    registry = ps.sentra.read_registry(ROWS[:0])
    assert (len(registry), len(registry.table), len(registry.summary()), len(registry.findings)) == (0, 0, 0, 0)


def test_an_explanation_says_what_is_not_known_and_claims_have_the_figures() -> None:
    registry = ps.sentra.read_registry(ROWS)
    said = registry.explain("S4", lang="en")
    assert "puluhan (cannot be read)" in said
    assert "Area: not known" in said
    claims = registry.claims().table.to_pandas()
    parts = claims[claims["subject"] == "Batik A"]
    assert dict(zip(parts["attribute"], parts["low"], strict=True)) == {"units": 28, "workers": 25, "production": 2}


def test_a_list_is_drawn_by_how_its_places_are_known(tmp_path):
    import matplotlib as mpl

    mpl.use("Agg")
    listed = ps.datasets.sentra_lists().ntb
    drawn = listed.plot(lang="en")
    assert [one.get_text().replace("\n", " ") for one in drawn.get_legend().get_texts()] == [
        "Sentra: the centroid of its desa, not its own place"
    ]
    page = listed.explore(tmp_path / "daftar.html", lang="id").path.read_text(encoding="utf-8")
    assert "NTB-01" in page
    assert "19 di antaranya tanpa letak, tidak tergambar" in page


def test_what_became_of_the_rows_of_a_list():
    rows = pandas.DataFrame(
        {
            "id": ["a", "b", "b", "c"],
            "komoditas": ["batik", "tahu", "tahu", "garam"],
            "jumlah_unit": ["5", "7", "", "2"],
        }
    )
    later = pandas.DataFrame(
        {
            "id": ["b", "a", "b", "d"],
            "komoditas": ["Tempe", "batik", "tahu", "kopi"],
            "jumlah_unit": ["7", "5", "3", ""],
        }
    )
    before, after = ps.sentra.read_registry(rows), ps.sentra.read_registry(later)
    change = before.diff(after)
    assert change.counts == {"changed": 2, "gone": 1, "new": 1, "same": 1}
    assert change.table.to_pylist() == [
        {"sentra_id": "b", "outcome": "changed", "columns": ["commodity"]},
        {"sentra_id": "b", "outcome": "changed", "columns": ["units"]},
        {"sentra_id": "c", "outcome": "gone", "columns": []},
        {"sentra_id": "d", "outcome": "new", "columns": []},
    ]
    assert (-change).counts == {"changed": 2, "gone": 1, "new": 1, "same": 1}
    assert len(before.diff(before)) == 0
    with pytest.raises(ps.OptionError):
        before.diff(rows)
