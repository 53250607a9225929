"""The answer of locate told: why not another place, what differs, texts, maps and figures."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from siting_by_trying import every_choice, least_median
from siting_ground import COSTS, layer

import petasentra as ps


def test_why_not_is_the_best_choice_with_the_place():
    found = ps.locate(None, None, COSTS, p=2)
    for site in range(4):
        told = found.why_not(site)
        if site in found.chosen:
            best = min(COSTS[:, list(one)].min(axis=1).sum() for one in every_choice(4, 2, (), (site,)))
        else:
            best = least_median(COSTS, [1] * 5, 2, 1e9, (site,))
        assert told.proved
        assert told.objective == best
        assert told.worse_by == best - found.objective
        for lang in ("id", "en"):
            assert str(site) in told.text(lang)


def test_why_not_of_a_forbidden_required_or_unknown_place():
    found = ps.locate(None, None, COSTS, p=2, forbidden=[2], required=[3])
    told = found.why_not(2)
    assert told.status == "forbidden"
    assert told.objective == least_median(COSTS, [1] * 5, 2, 1e9, (2, 3))
    assert "forbidden" in told.text("en")
    assert "terlarang" in told.text("id")
    assert np.isnan(found.why_not(3).objective)
    with pytest.raises(ps.OptionError, match="no candidate"):
        found.why_not("nowhere")


def test_why_not_of_covering_says_how_much_less():
    found = ps.locate(None, None, COSTS, p=1, method="mclp", cover_cost=2)
    assert (found.chosen, found.objective) == ([2], 3)
    told = found.why_not(0)
    assert (told.objective, told.worse_by) == (2, 1)
    assert "1 less" in told.text("en")


def test_one_answer_and_another_differ_by_demand_with_what_was_asked_otherwise():
    before, after = ps.locate(None, None, COSTS, p=1), ps.locate(None, None, COSTS, p=2)
    changes = before.diff(after)
    assert changes.counts["worse"] == 0
    assert changes.counts["better"] == int((COSTS[:, after.chosen].min(axis=1) < COSTS[:, before.chosen[0]]).sum())
    assert [one.en for one in changes.causes] == ["p: 1 became 2"]
    assert len(before.diff(before)) == 0
    with pytest.raises(ps.OptionError, match="measure"):
        before.diff(ps.locate(layer([(0, 0)] * 5), layer([(0, 0)] * 4), p=1))


def test_an_answer_is_told_in_both_languages_and_drawn(tmp_path):
    demand = layer([(640_000 + 10 * i, 9_160_000) for i in range(6)], nama=[f"<b>{i}" for i in range(6)])
    sites = layer([(640_010, 9_160_000), (640_050, 9_160_000)], id=["<i>a", "b"])
    found = ps.locate(demand, sites, p=1, demand_id="nama", candidate_id="id")
    told = found.explain("<b>0")
    assert told.text("id").startswith("Permintaan <b>0: dilayani <i>a, 10 m")
    assert "Proved" in told.text("en")
    assert "<i>" not in found._repr_html_()
    assert "<b>0" not in told._repr_html_()
    page = found.explore(tmp_path / "lokasi.html", lang="en").path.read_text(encoding="utf-8")
    assert "Who goes where" in page
    frame = found.to_geopandas()
    assert len(frame) == 2
    assert frame.crs.to_epsg() == 32749
    with pytest.raises(ps.OptionError, match="no places"):
        ps.locate(None, None, COSTS, p=1).to_geopandas()


def test_ids_that_are_personal_data_stay_hidden(tmp_path):
    owners = ps.Layer.from_geopandas(layer([(0, 0), (9, 0)], pemilik=["Budi", "Sari"])).with_personal("pemilik")
    plots = ps.Layer.from_geopandas(layer([(0, 0), (900, 0)], pemilik=["Tono", "Dewi"])).with_personal("pemilik")
    found = ps.locate(owners, plots, p=1, demand_id="pemilik", candidate_id="pemilik")
    moves = ps.relocate(owners, plots, unit_id="pemilik", plot_id="pemilik", longest_move_m=100)
    pages = [one.explore(tmp_path / f"{at}.html").path.read_text("utf-8") for at, one in enumerate((found, moves))]
    shown = [repr(found), repr(moves), found._repr_html_(), moves._repr_html_(), *pages]
    for name in ("Budi", "Sari", "Tono", "Dewi"):
        assert not [text for text in shown if name in text]
    assert found.demand["site_id"] == ["Tono", "Tono"]
    assert moves.units["unit_id"] == ["Budi", "Sari"]


def test_both_answers_are_drawn_with_a_legend_and_without_places_refuse():
    import matplotlib as mpl

    mpl.use("Agg")
    at = geopandas.GeoDataFrame(geometry=[*shapely.points([0, 90, 900], [0] * 3), None], crs=32749)
    for answer, words in ((ps.locate(at, at, p=1), "Demand: served"), (ps.relocate(at, at[1:3]), "Unit: moves")):
        drawn = answer.plot(lang="en")
        assert words in [one.get_text() for one in drawn.get_legend().get_texts()]
        assert len(answer.to_geopandas()) == 4
    with pytest.raises(ps.OptionError, match="without geometry"):
        ps.locate(None, None, [[1.0]], p=1).plot()


def test_rows_are_called_in_one_language():
    with pytest.raises(ps.OptionError) as caught:
        ps.locate(None, None, [[1, 2], [2, 1]], p=1, required=["zz"])
    assert "pengenal calon lokasi" in caught.value.message_id
    assert "candidates" not in caught.value.message_id
