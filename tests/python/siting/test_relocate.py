"""Units that go to legal plots, and the reason of every one that cannot."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from siting_by_trying import best_moves

import petasentra as ps


def layer(points, **columns):
    return geopandas.GeoDataFrame(
        columns, geometry=[None if at is None else shapely.Point(*at) for at in points], crs=32749
    )


@pytest.fixture(scope="module")
def law():
    """Plots of the bundled study with their verdicts: two may be used, two may not."""
    study = ps.datasets.jombang()
    return study.sentra, ps.check(study.sentra, study.pack(), as_of="2015-06-01")


def test_a_plot_that_is_not_legal_is_not_used_and_its_verdict_and_article_are_told(law):
    sites, result = law
    verdicts = dict(zip(result.table["site_id"], result.table["verdict"], strict=True))
    flags = dict(zip(result.table["site_id"], result.table["flags"], strict=True))
    legal = {
        one for one, word in verdicts.items()
        if word in ("conforms", "limited", "conditional", "limited_conditional") and "conflict" not in flags[one]
    }  # fmt: skip
    frame = sites.to_geopandas()
    spot = frame.geometry.representative_point()
    units = geopandas.GeoDataFrame({"id": list("abc")}, geometry=[spot.iloc[0]] * 3, crs=frame.crs)
    moves = ps.relocate(units, frame, legal=result, plot_id="site_id", unit_id="id", longest_move_m=1)
    first = frame["site_id"].iloc[0]
    assert first not in legal
    assert set(moves.units["status"]) == {"plot_not_legal"}
    cited = next(one for one in result.table.to_pylist() if one["site_id"] == first)["article"]
    assert all(article in moves.units["reason_en"][0] for article in cited)
    assert first in moves.units["reason_id"][0]
    row = next(one for one in moves.plots.to_arrow().to_pylist() if one["plot_id"] == first)
    assert (row["status"], row["article"]) == ("not_legal", cited)
    assert "may not be used" in moves.why_not("a", first).text("en")
    far = ps.relocate(units, frame, legal=result, plot_id="site_id", unit_id="id", capacity=5)
    assert {one for one in far.units["plot_id"] if one is not None} <= legal
    assert (far.status_of_units.count("moves") > 0) == bool(legal)


def test_a_plot_the_check_is_not_about_is_not_legal(law):
    _, result = law
    moves = ps.relocate(layer([(640_000, 9_170_000)]), layer([(640_000, 9_170_000)], id=["lain"]), legal=result,
                        plot_id="id")  # fmt: skip
    assert moves.units["status"] == ["plot_not_legal"]
    assert "not in the check" in moves.units["reason_en"][0]


def test_verdicts_may_be_chosen(law):
    sites, result = law
    frame = sites.to_geopandas()
    spot = frame.geometry.representative_point()
    units = geopandas.GeoDataFrame(geometry=spot, crs=frame.crs)
    words = sorted(set(result.table["verdict"]))
    moves = ps.relocate(units, frame, legal=result, plot_id="site_id", legal_verdicts=words[:1])
    used = {one for one in moves.units["plot_id"] if one is not None}
    verdict = dict(zip(result.table["site_id"], result.table["verdict"], strict=True))
    assert all(verdict[one] == words[0] for one in used)
    for wrong in ("conforms", ["fine"]):
        with pytest.raises(ps.OptionError, match="legal_verdicts"):
            ps.relocate(units, frame, legal=result, plot_id="site_id", legal_verdicts=wrong)
    with pytest.raises(ps.OptionError, match="legal="):
        ps.relocate(units, frame, legal={"a": "conforms"})


def test_units_inside_the_sentra_stay_and_those_without_a_place_are_rows():
    area = geopandas.GeoDataFrame(geometry=[shapely.box(0, 0, 100, 100)], crs=32749)
    units = layer([(50, 50), (100, 100), (500, 50), None])
    moves = ps.relocate(units, layer([(90, 90)]), inside=area)
    assert moves.units["status"] == ["stays", "stays", "moves", "no_place"]
    assert moves.to_arrow().column("plot_id").to_pylist() == [None, None, 0, None]
    assert moves.findings["code"] == ["PLACE_MISSING"]


def test_full_plots_within_reach_are_named_and_count_who_waits():
    moves = ps.relocate(layer([(0, 0), (1, 0), (2, 0)]), layer([(0, 0), (5000, 0)], id=["A", "B"]), plot_id="id",
                        longest_move_m=100)  # fmt: skip
    assert moves.units["status"] == ["moves", "capacity_taken", "capacity_taken"]
    assert moves.units["reason_en"][1] == "The legal plots within reach are full: A."
    assert moves.plots["status"] == ["full", "empty"]
    assert moves.plots["units_waiting"].tolist() == [2, 0]


def test_a_forced_move_costs_what_trying_everything_says():
    rng = np.random.default_rng(3)
    for _ in range(20):
        costs = rng.integers(0, 20, (4, 3)).astype(float)
        capacity = rng.integers(0, 3, 3)
        usable = costs <= 15
        moves = ps.relocate(None, None, costs, capacity=capacity, longest_move_cost=15)
        moved = moves.status_of_units.count("moves")
        for unit in range(4):
            for plot in range(3):
                told = moves.why_not(unit, plot)
                if not usable[unit, plot] or capacity[plot] == 0:
                    assert np.isnan(told.objective)
                    continue
                only = usable.copy()
                only[unit] = False
                left = capacity.copy()
                left[plot] -= 1
                others, total = best_moves(costs, left, only)
                assert (told.moved, told.objective) == (others + 1, total + costs[unit, plot])
                assert told.fewer == moved - others - 1


def test_moves_along_roads_and_by_given_times():
    line = shapely.LineString([(0, 0), (4000, 0)])
    net = ps.RoadNetwork.from_layer(geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749))
    units, plots = layer([(0, 0), (3000, 0), (0, 9000)]), layer([(1000, 0)], room=[2])
    moves = ps.relocate(units, plots, net, capacity="room", longest_move_minutes=3, limit_m=100)
    assert moves.units["status"] == ["moves", "no_plot_in_reach", "off_road"]
    times = net.travel_times(units, plots, limit_m=100)
    assert moves.units["minutes"][0] == times.minutes[0, 0]
    assert "minutes away" in moves.units["reason_en"][1]
    again = ps.relocate(units, plots, times, capacity="room", longest_move_minutes=3)
    assert again.units["status"] == moves.units["status"]
    assert len(moves.diff(again)) == 0


def test_what_changed_between_two_relocations():
    costs = np.array([[1.0, 4.0], [2.0, 9.0], [3.0, 30.0]])
    before = ps.relocate(None, None, costs, capacity=1)
    after = ps.relocate(None, None, costs, capacity=[1, 0])
    changes = before.diff(after)
    assert changes.counts["lost"] == 1
    assert [one.en for one in changes.causes] == ["Capacities of plots differ"]
    with pytest.raises(ps.OptionError, match="after="):
        before.diff(3)


@pytest.mark.parametrize(
    "ask",
    [{"capacity": -1}, {"capacity": "room"}, {"longest_move_m": 5}, {"longest_move_cost": -1}, {"net": None},
     {"longest_move_cost": "far"}, {"legal": 3}, {"vehicle": "car"}, {"plot_id": 3, "plots": True}],
    ids=str,
)  # fmt: skip
def test_arguments_that_make_no_sense_are_refused(ask):
    given = {"net": [[1.0, 2.0]]} | ask
    plots = layer([(0, 0), (1, 1)]) if given.pop("plots", False) else None
    with pytest.raises(ps.OptionError) as caught:
        ps.relocate(None, plots, given.pop("net"), **given)
    assert caught.value.message_id


def test_capacities_that_cannot_be_read_are_no_room_and_a_finding():
    plots = layer([(0, 0), (1, 0)], room=[np.nan, 2.5])
    moves = ps.relocate(layer([(0, 0), (1, 0), (2, 0)]), plots, capacity="room")
    assert moves.findings["code"] == ["VALUE_UNREADABLE"]
    assert moves.capacity.tolist() == [0, 2]
    assert moves.status_of_units.count("moves") == 2


def test_nothing_to_move_and_nowhere_to_go():
    empty = layer([])
    assert len(ps.relocate(empty, layer([(0, 0)])).units) == 0
    moves = ps.relocate(layer([(0, 0)]), empty)
    assert moves.units["status"] == ["no_plot_in_reach"]
    assert moves.units["reason_en"] == ["No plot is legal."]
    assert (moves.objective, moves.proved, moves.gap) == (0, True, 0)


def test_a_relocation_is_told_in_both_languages_and_drawn(tmp_path):
    units = layer([(640_000, 9_160_000), (640_010, 9_160_000)], id=["<b>u", "v"])
    moves = ps.relocate(units, layer([(640_005, 9_160_000)]), unit_id="id")
    assert (
        "Unit v: pindah ke 0" in moves.explain("v").text() or "Unit <b>u: pindah ke 0" in moves.explain("<b>u").text()
    )
    assert "every plot is taken as legal" in moves.explain("v").text("en")
    assert "<b>u" not in moves._repr_html_()
    text = moves.explore(tmp_path / "pindah.html").path.read_text(encoding="utf-8")
    assert "Relokasi unit usaha" in text
    assert moves.to_geopandas().crs.to_epsg() == 32749
    assert moves.to_arrow().num_rows == 2


def test_marks_of_the_law_go_with_the_moves(law, tmp_path):
    sites, result = law
    frame = sites.to_geopandas()
    units = geopandas.GeoDataFrame(geometry=[frame.geometry.representative_point().iloc[0]], crs=frame.crs)
    moves = ps.relocate(units, frame, legal=result, plot_id="site_id")
    for name, told in (("schematic", True), ("verified", False)):
        held = moves.plots.to_arrow().column(name).to_pylist()
        assert held == result.table.to_arrow().column(name).to_pylist()
        assert told in held
    assert "schematic" in repr(moves)
    assert "not verified" in repr(moves)
    page = moves.explore(tmp_path / "pindah.html").path.read_text(encoding="utf-8")
    for words in ("skematik", "belum diverifikasi"):
        assert words in page.lower()
        assert words in moves._repr_html_()
        assert words in moves.explain(0).text()
    drawn = " ".join(text.get_text() for text in moves.plot().texts)
    assert "Skematik. Belum diverifikasi." in " ".join(drawn.split())
    free = ps.relocate(units, frame, plot_id="site_id")
    assert "schematic" not in repr(free)
    assert free.plots.to_arrow().column("schematic").to_pylist() == [None] * len(frame)


def test_the_order_of_rows_decides_no_move():
    rng = np.random.default_rng(8)
    for _ in range(20):
        costs = rng.integers(0, 4, (6, 4)).astype(float)  # many are equal
        units = layer([(row, 0) for row in range(6)], id=[f"u{row}" for row in range(6)])
        plots = layer([(row, 5) for row in range(4)], id=[f"p{row}" for row in range(4)], room=[1, 2, 1, 1])
        rows, columns = rng.permutation(6), rng.permutation(4)
        ask = {"unit_id": "id", "plot_id": "id", "capacity": "room", "longest_move_cost": 2}
        first = ps.relocate(units, plots, costs, **ask)
        second = ps.relocate(units.iloc[rows], plots.iloc[columns], costs[rows][:, columns], **ask)
        assert [first.units["plot_id"][row] for row in rows] == second.units["plot_id"]
