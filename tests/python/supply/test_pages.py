"""Flows as a map and as bands: what they show is what was solved, and they ask for nothing."""

from __future__ import annotations

import json
import re

import numpy as np
import pyarrow as pa
import pytest
import shapely
from chains import made_chain, random_spec
from chromium import browse, colours, require_chromium
from page_checks import Page
from test_passing import frame, solved

import petasentra as ps
from petasentra.plotting.flow_page import STACKED


def data_of(text):
    return json.loads(re.search(r'<script id="data" type="application/json">(.*?)</script>', text, re.S)[1])


def bands(text):
    """What the bands say: from, to, commodity and tonnes; and their heights where they begin."""
    path = r'<path d="M[\d. ]+C[\d. ]+v([\d.]+)C[^"]*" fill="[^"]*">'
    found = re.findall(path + r"<title>(.*?) → (.*?): (.*?), (.*?) t<", text)
    return {(a, b, c): (float(t.replace(",", "")), float(v)) for v, a, b, c, t in found}


def test_bands_are_the_flows_of_all_periods_and_as_high_as_their_tonnes(tmp_path):
    solution = made_chain(random_spec(np.random.default_rng(5))).solve()
    page = solution.sankey(tmp_path / "s.html", lang="en")
    assert page.path.read_text(encoding="utf-8") == page.html
    wanted: dict[tuple[str, str, str], float] = {}
    for row in solution.flows.to_pylist():
        key = row["from_id"], row["to_id"], row["commodity"]
        wanted[key] = wanted.get(key, 0.0) + row["amount_t"]
    found = bands(page.html)
    assert set(found) == set(wanted)
    assert {key: tonnes for key, (tonnes, _) in found.items()} == pytest.approx(wanted, abs=0.006)
    heights = [(height / tonnes) for tonnes, height in found.values() if height > 2]
    assert max(heights) == pytest.approx(min(heights), rel=0.06)


def test_small_sites_are_one_and_nothing_is_dropped():
    names = [f"G{i:02}" for i in range(60)]
    legs = pa.table({"from_id": names, "to_id": ["B"] * 60, "km": [1.0] * 60})
    chain = ps.SupplyChain(legs=legs)
    chain.add_sources(pa.table({"id": names, "t": np.arange(1, 61)}), "slag", "t", unit="t")
    chain.add_markets(pa.table({"id": ["B"]}), "slag", 60 * 61 / 2, unit="t", unmet_penalty_idr=1e9)
    chain.add_vehicle("truk", idr_per_t_km=1)
    text = chain.solve().sankey(lang="en").html
    found = bands(text)
    assert len(found) == 24
    assert sum(tonnes for tonnes, _ in found.values()) == pytest.approx(1830)
    assert found["other sources", "B", "slag"][0] == sum(range(1, 38))


def test_who_gets_nothing_is_named_below():
    chain = ps.SupplyChain(legs=pa.table({"from_id": ["G"], "to_id": ["B"], "km": [1.0]}))
    chain.add_sources(pa.table({"id": ["G"]}), "slag", 5, unit="t")
    chain.add_markets(pa.table({"id": ["B", "<C>"]}), "slag", 5, unit="t", unmet_penalty_idr=1e9)
    chain.add_vehicle("truk", idr_per_t_km=1)
    text = chain.solve().sankey(lang="id").html
    assert "Tidak menerima apa pun, kurang: &lt;C&gt; 5 t." in text
    assert "<C>" not in text


def test_nothing_that_moves_is_a_page_too():
    chain = ps.SupplyChain(legs=pa.table({"from_id": ["G"], "to_id": ["X"], "km": [1.0]}))
    chain.add_sources(pa.table({"id": ["G"]}), "slag", 5, unit="t")
    chain.add_markets(pa.table({"id": ["B"]}), "slag", 5, unit="t", unmet_penalty_idr=1e9)
    chain.add_vehicle("truk", idr_per_t_km=1)
    assert "Tidak ada yang bergerak." in chain.solve().sankey().html


def test_the_map_has_the_tonnes_of_every_piece_and_marks_what_is_schematic(tmp_path):
    solution = solved()
    page = solution.explore(tmp_path / "m.html", lang="en", schematic=True)
    assert "Invented or schematic" in page.html
    assert "Invented or schematic" not in solution.explore(lang="en").html
    layers = {one["title"]: one for one in data_of(page.html)["layers"]}
    assert set(layers) == {"Roads", "slag", "ingot", "Source", "Processor", "Market"}
    told = layers["slag"]["data"]["features"]
    assert [dict(map(tuple, one["properties"]["r"])) for one in told] == [
        {"Tonnes": "20", "slag: G → S": "20 t"}  # 10 t in each period
    ]
    widths = {name: next(iter(layers[name]["styles"].values()))["weight"] for name in ("slag", "ingot")}
    assert widths["slag"] > widths["ingot"]
    assert len(layers["Roads"]["data"]["features"]) == 2


def test_pages_ask_for_nothing_and_are_the_same_bytes_again(tmp_path):
    solution = solved()
    for make in (solution.explore, solution.sankey):
        text = make(tmp_path / "one.html").html
        assert Page(text).fetched() == []
        assert make(tmp_path / "two.html").html == text


@pytest.mark.parametrize("make", ["explore", "sankey"])
def test_pages_open_in_a_browser_without_a_word_of_complaint(make, tmp_path):
    require_chromium()
    page = getattr(solved(), make)(tmp_path / f"{make}.html")
    picture = tmp_path / "shot.png"
    _, said = browse(tmp_path, page.path, f"--screenshot={picture}", "--window-size=1200,800")
    assert said == []
    size, many, _ = colours(picture)
    assert size == (1200, 800)
    assert many > 8


def test_rows_that_are_invented_mark_both_pages():
    legs = pa.table({"from_id": ["G"], "to_id": ["B"], "km": [1.0]})
    chain = ps.SupplyChain(legs=legs)
    chain.add_sources(pa.table({"id": ["G"], "synthetic": [True]}), "slag", 5, unit="t")
    chain.add_markets(pa.table({"id": ["B"]}), "slag", 5, unit="t", unmet_penalty_idr=1e9)
    chain.add_vehicle("truk", idr_per_t_km=1)
    assert "Rekaan atau skematik" in chain.solve().sankey().html


def test_a_chain_without_roads_has_bands_and_no_map():
    solution = made_chain(random_spec(np.random.default_rng(5))).solve()
    with pytest.raises(ps.OptionError, match="no roads to draw"):
        solution.explore()
    with pytest.raises(ps.OptionError):
        solution.sankey(lang="fr")


def back_and_forth():
    """Slag goes 4 km to the east, and half of it comes back as ingot over the same road."""
    line = frame([shapely.LineString([(0, 0), (4000, 0)])], kelas=["Jalan Lokal"])
    chain = ps.SupplyChain(ps.RoadNetwork.from_layer(line, columns={"road_class": "kelas"}))
    chain.add_sources(frame([shapely.Point(0, 0)], id=["G"]), "slag", 10, unit="t")
    chain.add_processors(frame([shapely.Point(4000, 0)], id=["S"]), {"slag": -1, "ingot": 0.5})
    chain.add_markets(frame([shapely.Point(500, 0)], id=["B"]), "ingot", 5, unit="t", unmet_penalty_idr=1e9)
    chain.add_vehicle("truk", idr_per_t_km=1000)
    return chain


def test_a_road_of_several_commodities_shows_all_of_them(tmp_path):
    """What lies below is wider than what lies on it, and every section lists all that goes over it, by its way."""
    page = solved().explore(tmp_path / "m.html", lang="id")
    assert STACKED[0] not in page.html  # each of the two has its own road
    page = back_and_forth().solve().explore(tmp_path / "n.html", lang="id")
    assert STACKED[0] in page.html
    layers = [one for one in data_of(page.html)["layers"] if one["title"] in ("slag", "ingot")]
    assert [one["title"] for one in layers] == ["slag", "ingot"]  # the heaviest lowest
    widths = [max(style["weight"] for style in one["styles"].values()) for one in layers]
    assert widths[0] >= widths[1] + 3
    for layer in layers:
        for one in layer["data"]["features"]:
            assert {"slag: G → S": "10 t", "ingot: S → B": "5 t"}.items() <= dict(
                map(tuple, one["properties"]["r"])
            ).items()
