"""Places outside the country, and questions that ask nothing, are told."""

from __future__ import annotations

from typing import Any

import geopandas
import pytest
import shapely

import petasentra as ps


def layer(points: list[tuple[float, float]], names: list[str]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"id": names}, geometry=[shapely.Point(one) for one in points], crs=4326)


def test_demand_outside_the_country_counts_and_is_told() -> None:
    found = ps.locate(layer([(112.3, -7.5), (0, 0)], ["a", "b"]), layer([(112.3, -7.5)], ["x"]), p=1, demand_id="id")
    assert found.demand["status"] == ["served", "served"]
    rows = [row for row in found.findings.to_pylist() if row["code"] == "PLACE_ABROAD"]
    assert [(row["layer"], row["feature_id"]) for row in rows] == [("demand", "b")]


def test_where_all_lie_abroad_that_is_told_once() -> None:
    both = layer([(0, 0), (1, 0), (2, 0)], ["a", "b", "c"])
    rows = ps.locate(both, both, p=1, candidate_id="id").findings.to_pylist()
    assert [(row["code"], row["layer"], row["measure"]) for row in rows] == [
        ("PLACE_ABROAD", "demand", 3.0), ("PLACE_ABROAD", "candidates", 3.0),
    ]  # fmt: skip


def test_no_demand_is_told() -> None:
    found = ps.locate(layer([], []), layer([(112.3, -7.5)], ["x"]), p=1, candidate_id="id")
    assert found.findings["code"] == ["DEMAND_EMPTY"]


@pytest.mark.parametrize("costs", [[[1], [2, 3]], "roads.gpkg", [1, 2], 7])
def test_what_is_no_matrix_is_called_that(costs: Any) -> None:
    with pytest.raises(ps.OptionError, match="matrix of numbers") as error:
        ps.locate(None, None, costs, p=1)
    assert error.value.column == "costs"
