import html
import json
import re

import fake_result
import geopandas
import numpy as np
import pytest
import shapely
from page_checks import Page, smallest_difference

import petasentra as ps
from petasentra.errors import CrsError, IoError, OptionError
from petasentra.plotting import figure
from petasentra.plotting.display_geometry import TOLERANCES_M, simplify, to_degrees, vertices
from petasentra.plotting.explore import explore, script_json
from petasentra.plotting.palette import VERDICT_STYLES, zone_colours, zone_palette


@pytest.fixture(scope="module")
def result():
    return fake_result.make_result()


@pytest.fixture(scope="module")
def page(result, tmp_path_factory):
    return explore(result, tmp_path_factory.mktemp("map") / "map.html", lang="id").html


def map_data(text):
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', text, re.S)
    return json.loads(found[1])


def contrast(a, b):
    from page_checks import _linear

    light = sorted(float(np.array([0.2126, 0.7152, 0.0722]) @ _linear(colour)) for colour in (a, b))
    return (light[1] + 0.05) / (light[0] + 0.05)


def test_the_map_is_one_file_that_asks_for_nothing(page):
    assert Page(page).fetched() == []
    assert "sourceMappingURL" not in page
    assert "default-src 'none'" in page


def test_the_file_holds_what_the_object_shows(result, tmp_path):
    shown = explore(result, tmp_path / "map.html")
    assert shown.path.read_text(encoding="utf-8") == shown.html
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]
    framed = re.search(r'srcdoc="(.*?)" title', shown._repr_html_(), re.S)
    assert html.unescape(framed[1]) == shown.html


def test_the_same_result_gives_the_same_bytes(result, page, tmp_path):
    assert explore(result, tmp_path / "again.html", lang="id").html == page


def test_the_legend_names_every_verdict_and_zone_that_occurs(page):
    text = Page(page).words()
    for words in (
        "sesuai",
        "bersyarat",
        "tidak diperbolehkan",
        "di luar rencana",
        "data tidak tersedia",
        "belum dapat dinyatakan",
    ):
        assert words in text
    for name in set(fake_result.zones()["NAMOBJ"]):
        assert name in text


def test_a_hostile_name_is_text_everywhere(page):
    assert "<script>alert" not in page
    assert fake_result.HOSTILE.split(" & ")[0] in Page(page).words()
    names = [f["properties"]["h"] for layer in map_data(page)["layers"] for f in layer["data"]["features"]]
    assert fake_result.HOSTILE in names


def test_json_in_a_script_element_cannot_close_it():
    text = script_json({"name": "</script><!--&"})
    assert not set("<>&") & set(text)
    assert json.loads(text) == {"name": "</script><!--&"}


def test_personal_columns_are_nowhere_on_the_map(page):
    assert "Siti" not in page
    assert "pemilik" not in page


def test_notices_stand_on_the_map_in_the_language_asked_for(result, page, tmp_path):
    assert "bukan keputusan Kesesuaian Kegiatan Pemanfaatan Ruang (KKPR)" in Page(page).words()
    assert "belum diverifikasi terhadap naskah aslinya" in Page(page).words()
    english = Page(explore(result, tmp_path / "en.html", lang="en").html).words()
    assert "is not a KKPR decision" in english
    assert "DRAFT - legal basis not verified" in english
    assert "Sumber" not in english


def test_schematic_zones_say_so_and_real_ones_do_not(page, tmp_path):
    assert "Skematik" in Page(page).words()
    real = explore(fake_result.make_result(verified=True, schematic=False), tmp_path / "real.html").html
    assert "skematik" not in Page(real).words().lower()
    assert "skematik" not in json.dumps(map_data(real)["layers"])
    assert "DRAF" not in Page(real).words()


def test_a_conflict_is_not_coloured_as_its_stricter_verdict(page):
    sites = next(layer for layer in map_data(page)["layers"] if layer["kind"] == "site")["data"]["features"]
    conflict = next(f["properties"] for f in sites if f["properties"]["h"] == "Contoh C")
    assert conflict["c"] == "conflict"
    assert conflict["p"].startswith("Belum dapat dinyatakan")
    assert "bersyarat" in conflict["p"]
    assert "tidak diperbolehkan" in conflict["p"]


def test_sites_lie_above_areas_and_areas_above_zones(page):
    kinds = [layer["kind"] for layer in map_data(page)["layers"]]
    assert kinds == ["zone", "area", "special", "site", "piece"]


def test_every_site_is_listed_even_one_without_geometry(tmp_path):
    result = fake_result.make_result()
    frame = result.sites.to_geopandas()
    frame.loc[0, "geometry"] = None
    result.sites = fake_result.FakeLayer(frame, personal=("pemilik",))
    text = explore(result, tmp_path / "map.html").html
    assert len(re.findall(r"data-site=", text)) == 6
    drawn = next(layer for layer in map_data(text)["layers"] if layer["kind"] == "site")["data"]["features"]
    assert [f["properties"]["i"] for f in drawn] == [1, 2, 3, 4, 5]


def test_sources_state_the_tolerance_of_the_drawing(tmp_path, monkeypatch):
    from petasentra.plotting import page as page_module

    monkeypatch.setitem(page_module.BUDGET, "zone", 1_200)
    text = Page(explore(fake_result.make_result(), tmp_path / "map.html").html).words()
    found = re.search(r"Pola ruang, Perda 21/2009 \(skematik\): .*?toleransi (\d+) m\.", text)
    assert found
    assert float(found[1]) in TOLERANCES_M


def test_simplified_zones_leave_neither_gaps_nor_overlaps():
    ground = fake_result.zones(detail=200)
    light = simplify(ground, max_vertices=2_000, coverage=True)
    assert light.shared_edges
    assert vertices(light.frame) <= 2_000 < vertices(ground)
    together = shapely.union_all(light.frame.geometry.to_numpy())
    assert together.area == pytest.approx(light.frame.geometry.area.sum(), rel=1e-9)
    assert together.area == pytest.approx(ground.geometry.area.sum(), rel=1e-3)
    assert shapely.get_num_interior_rings(together) == 0


def test_geometry_within_its_budget_is_drawn_as_given():
    ground = fake_result.zones()
    light = simplify(ground, max_vertices=10**6, coverage=True)
    assert light.tolerance_m == 0.0
    degrees = to_degrees(light.frame, 0.0)
    back = degrees.to_crs(ground.crs)
    assert max(a.hausdorff_distance(b) for a, b in zip(ground.geometry, back.geometry, strict=True)) < 0.12


def test_verdict_colours_stay_apart_for_every_kind_of_eye():
    apart = smallest_difference([style.fill for style in VERDICT_STYLES.values()])
    assert min(apart.values()) > 12.0, apart


def test_signs_are_unique_and_readable_on_their_colour():
    styles = VERDICT_STYLES.values()
    assert len({style.sign for style in styles}) == len(VERDICT_STYLES)
    assert min(contrast(style.fill, style.ink) for style in styles) > 4.5


def test_the_name_of_a_zone_decides_before_its_code():
    colours = zone_colours([("K-1", "Kawasan Hutan Lindung"), ("HL", ""), ("PD", "Kawasan Permukiman Perdesaan")])
    assert colours == {"K-1": "#325F28", "HL": "#325F28", "PD": "#F59B1E"}


def test_unknown_zones_get_colours_of_their_own_whatever_the_order():
    zones = [("Z9", "tak dikenal"), ("Z1", "tak dikenal juga"), ("KPI", "")]
    assert zone_colours(zones) == zone_colours(zones[::-1])
    assert len(set(zone_colours(zones).values())) == 3


def test_every_zone_colour_has_a_source_and_none_claims_to_be_verified():
    rows = zone_palette()
    assert len(rows) > 20
    assert all(re.fullmatch(r"#[0-9A-F]{6}", row.fill) and row.source for row in rows)
    assert not any(row.verified for row in rows)


def test_a_plain_layer_shows_its_attributes_but_not_the_personal_ones(tmp_path):
    frame = geopandas.GeoDataFrame(
        {"nama": ["Lahan <b>A</b>", "Lahan B"], "pemilik": [fake_result.PERSONAL] * 2, "luas": [1234.5678, np.nan]},
        geometry=[shapely.box(112.30, -7.50, 112.31, -7.49), shapely.Point(112.32, -7.48)],
        crs="EPSG:4326",
    )
    layer = ps.Layer.from_geopandas(frame).with_personal(["pemilik"])
    text = explore(layer, tmp_path / "layer.html").html
    assert "Siti" not in text
    assert "pemilik" not in text
    assert "<b>A</b>" not in text
    features = map_data(text)["layers"][0]["data"]["features"]
    assert features[0]["properties"]["h"] == "Lahan <b>A</b>"
    assert ["luas", "1.234,5678"] in features[0]["properties"]["r"]
    assert all(label != "luas" for label, _ in features[1]["properties"]["r"])


def test_a_layer_without_crs_is_refused_with_what_to_do(tmp_path):
    frame = geopandas.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(0, 0)])
    with pytest.raises(CrsError, match="crs="):
        explore(frame, tmp_path / "map.html")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_io_error_that_leaves_nothing(result, tmp_path):
    with pytest.raises(IoError) as caught:
        explore(result, tmp_path / "nowhere" / "map.html")
    assert caught.value.hint_id
    assert str(caught.value.file).endswith("map.html")


def test_another_language_is_refused_in_both_of_ours(result, tmp_path):
    with pytest.raises(OptionError) as caught:
        explore(result, tmp_path / "map.html", lang="jv")
    assert "jv" in caught.value.message_id
    assert "jv" in caught.value.message_en


@pytest.fixture
def agg():
    import matplotlib

    matplotlib.use("Agg", force=True)
    from matplotlib import pyplot

    yield pyplot
    pyplot.close("all")


def test_the_figure_has_legend_scale_bar_north_and_source(result, agg):
    ax = figure.plot(result, lang="id")
    texts = [t.get_text() for t in ax.texts]
    assert "U" in texts
    assert any(re.fullmatch(r"\d+ km|\d+ m", t) for t in texts)
    assert any("Sumber:" in t and "skematik" in t for t in texts)
    legend = [t.get_text() for t in ax.get_legend().get_texts()]
    assert "≠  belum dapat dinyatakan (1)" in legend
    assert "Kawasan Tanaman Pangan" in legend
    assert ax.get_aspect() == 1.0


def test_the_legend_of_the_figure_names_the_zones_that_are_seen(agg):
    study = ps.datasets.jombang()
    one = ps.check(study.sentra[[0]], study.pack(), as_of="2015-06-01")
    legend = {text.get_text() for text in one.plot(lang="id").get_legend().get_texts()}
    assert {"Kawasan Tanaman Pangan", "Kawasan Permukiman Perdesaan"} <= legend
    assert not {"Kawasan Hutan Lindung", "Kawasan Peruntukan Industri"} & legend


def test_the_scale_bar_is_as_long_as_it_says(result, agg):
    ax = figure.plot(result, lang="en")
    label = next(t.get_text() for t in ax.texts if re.fullmatch(r"\d+ km|\d+ m", t.get_text()))
    length_m = float(label.split()[0]) * (1000 if label.endswith("km") else 1)
    halves = [p for p in ax.patches if p.get_zorder() == 31 and hasattr(p, "get_width")]
    assert sum(p.get_width() for p in halves) == pytest.approx(length_m)


def test_a_layer_is_drawn_by_number_by_class_or_plain(agg):
    layer = ps.Layer.from_geopandas(fake_result.zones())
    ax = figure.plot_layer(layer, "NAMOBJ", title="$\\nonsense$")
    assert "Badan Air" in [t.get_text() for t in ax.get_legend().get_texts()]
    ax.figure.canvas.draw()
    numbers = fake_result.zones().assign(luas=lambda z: z.area)
    assert len(figure.plot_layer(numbers, "luas").figure.axes) == 2
    assert figure.plot_layer(layer).get_legend() is None


def test_a_misspelt_column_names_the_nearest():
    from petasentra.errors import SchemaError

    with pytest.raises(SchemaError, match="NAMOBJ"):
        figure.plot_layer(ps.Layer.from_geopandas(fake_result.zones()), "NAMOB")


def test_the_jombang_map_is_at_most_two_megabytes(tmp_path):
    study = ps.datasets.jombang()
    result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    shown = explore(result, tmp_path / "jombang.html")
    assert shown.path.stat().st_size <= 2_000_000
    assert Page(shown.html).fetched() == []
