"""What locate says of wishes that cannot be, and of data that it cannot read."""

from __future__ import annotations

import pytest
from siting_ground import COSTS, layer, streets

import petasentra as ps


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        ({"p": 5}, "4 of 4 candidates may be chosen, and p=5"),
        ({"p": 3, "forbidden": [0, 1]}, "2 of 4 candidates may be chosen, and p=3, 2 are forbidden"),
        ({"p": 1, "required": [0, 1]}, "2 sites are required, and p=1"),
        ({"p": 2, "required": [0], "forbidden": [0, 1]}, "required and forbidden at once: 0"),
    ],
)
def test_what_cannot_be_chosen_is_told_with_every_cause(ask, says):
    with pytest.raises(ps.InfeasibleError) as caught:
        ps.locate(None, None, COSTS, **ask)
    assert says in caught.value.message_en
    assert caught.value.message_id.startswith("Lokasi tidak dapat dipilih: ")
    assert caught.value.hint_id


def test_a_required_place_off_the_roads_is_a_cause():
    with pytest.raises(ps.InfeasibleError, match="required, but is not on a road: 1"):
        ps.locate(layer([(0, 0)]), layer([(0, 0), (0, 9000)]), streets(), p=1, required=[1])


@pytest.mark.parametrize(
    "ask",
    [
        {"p": 0}, {"p": True}, {"p": 1.5}, {"p": "2"}, {"method": "p-center"}, {"method": 3}, {"weight": [1, 2]},
        {"weight": -1}, {"weight": "w"}, {"cover_m": 3}, {"cover_cost": 3}, {"method": "mclp"},
        {"method": "mclp", "cover_cost": -1}, {"method": "mclp", "cover_minutes": 5}, {"method": "capacitated"},
        {"capacity": 3}, {"required": [7]}, {"required": 7}, {"required": [[1]]}, {"forbidden": "x"}, {"effort": -1},
        {"effort": "much"}, {"unreached": -2}, {"divisible": "no"}, {"vehicle": "car"},
        {"demand_id": 3}, {"costs": [[1, 2], [3]]}, {"costs": [[1, -2]]}, {"costs": "roads"}, {"costs": None},
    ],
    ids=str,
)  # fmt: skip
def test_arguments_that_make_no_sense_are_refused_in_both_languages(ask):
    given = {"p": 1, "costs": COSTS} | ask
    costs = given.pop("costs")
    if "demand_id" in ask:
        with pytest.raises(ps.OptionError):
            ps.locate(layer([(0, 0)] * 5), None, costs, **given)
        return
    with pytest.raises(ps.OptionError) as caught:
        ps.locate(None, None, costs, **given)
    assert caught.value.message_id
    assert caught.value.message_id != caught.value.message_en


def test_two_candidates_of_one_id_are_refused():
    with pytest.raises(ps.OptionError, match="Two candidates"):
        ps.locate(layer([(0, 0)]), layer([(0, 0), (1, 1)], id=["a", "a"]), p=1, candidate_id="id")


def test_weights_that_cannot_be_read_count_nothing_and_are_findings():
    demand = layer([(0, 0), (100, 0), (200, 0), (300, 0)], kebutuhan=["5", "banyak", None, "9.000,5"])
    found = ps.locate(demand, layer([(0, 0), (300, 0)]), p=1, weight="kebutuhan")
    assert found.chosen == [1]
    assert [code for code in found.findings["code"] if code != "PLACE_ABROAD"] == ["VALUE_UNREADABLE"] * 2
    assert [one is None or one != one for one in found.demand.to_arrow().column("weight").to_pylist()] == [
        False, True, True, False,
    ]  # fmt: skip
    assert found.demand["status"] == ["served"] * 4


def test_a_map_of_places_without_a_crs_is_refused():
    nowhere = layer([(0, 0), (1, 1)], crs=None)
    for one in (ps.locate(nowhere, nowhere, [[1, 2], [3, 4]], p=1), ps.relocate(nowhere, nowhere, [[1, 2], [3, 4]])):
        with pytest.raises(ps.CrsError, match="no CRS"):
            one.explore()
