"""The map of a network's report shows what was found where it was found, in two languages, and fetches nothing."""

from __future__ import annotations

import geopandas
import pyarrow as pa
import pytest
import shapely
from chromium import browse, require_chromium
from page_checks import Page

import petasentra as ps
from petasentra.plotting.roads_page import roads_page

EAST, NORTH = 600_000.0, 9_170_000.0


def line(*places):
    return shapely.LineString([(EAST + x, NORTH + y) for x, y in places])


def report(**more):
    """Two islands, a loop, a duplicate, a ferry, a planned road, an end 4 m short of a road and one moved by 1 m."""
    shapes = {
        line((0, 0), (500, 0), (1000, 0)): "", line((500, 0), (500, 400)): "", line((500, 400), (500, 0)): "",
        line((800, 4), (800, 300)): "", line((200, 1), (200, 300)): "", line((0, 900), (100, 900)): "",
        line((1000, 0), (1400, 0)): "feri", line((0, 500), (900, 500), (900, 600)): "rencana",
        line((0, 0), (-50, 0), (-50, 50), (0, 0)): "",
    }  # fmt: skip
    frame = geopandas.GeoDataFrame(
        {
            "feri": ["ya" if word == "feri" else "" for word in shapes.values()],
            "status": ["rencana" if word == "rencana" else "" for word in shapes.values()],
            "nama": [f"<b>jalan</b> {row}" for row in range(len(shapes))],
        },
        geometry=list(shapes), crs=32749,
    )  # fmt: skip
    columns = {"ferry": "feri", "status": "status", "id": "nama"}
    return ps.RoadNetwork.from_layer(frame, columns=columns, tolerance_m=2).report(**more)


def layers_of(page):
    return {layer["title"]: layer for layer in page.layers}


def test_every_kind_of_finding_is_a_layer_with_its_count_at_its_place():
    page = roads_page(report(), "en")
    assert list(layers_of(page)) == [
        "Largest component", "Other components (2)", "Dead ends (6)",
        "Ends that were moved (1)", "Duplicate edges (1)", "Ferries (1)", "Groups of roads apart (2)", "Loops (1)",
        "Planned roads, left out (1)", "Ends that meet no road within 30 m (1)",
    ]  # fmt: skip
    assert page.notices == []
    planned = layers_of(page)["Planned roads, left out (1)"]["data"]["features"][0]
    middle = geopandas.GeoSeries([shapely.Point(EAST + 900, NORTH + 500)], crs=32749).to_crs(4326).iloc[0]
    assert shapely.geometry.shape(planned["geometry"]).distance(middle) < 1e-5


def test_an_end_left_apart_is_drawn_with_its_distance_and_the_line_to_the_road():
    found = report()
    features = next(layer for layer in roads_page(found, "id").layers if "tidak bertemu" in layer["title"])["data"][
        "features"
    ]
    gap, end = (shapely.geometry.shape(one["geometry"]) for one in features)
    assert found.unsnapped["distance_m"].tolist() == [4.0]
    assert features[1]["properties"]["h"] == "4,00 m dari jalan <b>jalan</b> 0"
    flat = geopandas.GeoSeries([gap, end], crs=4326).to_crs(32749)
    assert flat.iloc[0].length == pytest.approx(4.0, abs=1.5)  # places are written with five digits
    assert flat.iloc[1].distance(shapely.Point(EAST + 800, NORTH + 4)) < 1.5


def test_components_have_colours_of_their_own_and_the_largest_is_quiet():
    page = roads_page(report(), "id")
    legend = page.legends[0]
    assert [entry["name"] for entry in legend["entries"]] == [
        "Komponen 2: 2 simpul, 0,10 km", "Komponen 3: 2 simpul, 0,30 km"
    ]  # fmt: skip
    other = page.layers[legend["layer"]]
    drawn = {other["styles"][one["properties"]["k"]]["color"] for one in other["data"]["features"]}
    assert drawn == {entry["fill"] for entry in legend["entries"]}
    assert page.layers[0]["style"]["color"] not in drawn


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_fetches_nothing_and_names_cannot_become_markup(tmp_path, lang):
    made = report().explore(tmp_path / "jalan.html", lang=lang)
    page = Page(made.html)
    assert all(reference.startswith(("#", "data:")) for reference in page.references)
    assert "<b>jalan</b> 3" not in made.html
    assert made.path.read_text(encoding="utf-8") == made.html
    assert ("Components" in made.html or "components" in made.html) == (lang == "en")


def test_findings_without_a_place_are_counted_in_the_notices():
    nodes = pa.table({"id": [1, 2], "x": [112.0, 112.1], "y": [-7.5, -7.5]})
    edges = pa.table({"from": [1, 1], "to": [2, 9]})
    page = roads_page(ps.RoadNetwork.from_tables(nodes, edges, crs=4326).report(), "en")
    assert page.notices == ["1 findings without a place are not drawn."]


def test_a_network_without_roads_has_a_page_too(tmp_path):
    empty = geopandas.GeoDataFrame(geometry=[], crs=32749)
    assert ps.RoadNetwork.from_layer(empty).report().explore(tmp_path / "kosong.html").path.exists()


def test_the_map_opens_in_a_browser_without_network(tmp_path):
    require_chromium()
    made = report().explore(tmp_path / "jalan.html", lang="id")
    dom, console = browse(tmp_path, made.path, "--dump-dom")
    assert console == []
    assert "Komponen lain (2)" in dom
