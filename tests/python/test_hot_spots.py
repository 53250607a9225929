"""Hot spots are esda's: a layer of ours handed to it gives the figures that its documentation publishes."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely

import petasentra as ps

esda = pytest.importorskip("esda", reason="esda is not installed: scripts/setup --test installs it")
libpysal = pytest.importorskip("libpysal", reason="libpysal is not installed: scripts/setup --test installs it")

POINTS = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
VALUES = [2.0, 3.0, 3.2, 5.0, 8.0, 7.0]


@pytest.fixture
def through_a_layer() -> geopandas.GeoDataFrame:
    given = geopandas.GeoDataFrame({"y": VALUES}, geometry=shapely.points(POINTS), crs="EPSG:32749")
    return ps.Layer.from_geopandas(given).to_geopandas()


def near(frame: geopandas.GeoDataFrame) -> object:
    return libpysal.weights.DistanceBand.from_dataframe(frame, threshold=15, silence_warnings=True)


@pytest.mark.filterwarnings("ignore")  # of what esda uses
def test_global_g_of_the_six_points_is_the_published_one(through_a_layer: geopandas.GeoDataFrame) -> None:
    found = esda.G(through_a_layer["y"].to_numpy(), near(through_a_layer), permutations=0)
    assert pytest.approx(0.55709779, abs=5e-9) == found.G
    assert found.p_norm == pytest.approx(0.172936, abs=5e-7)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("star", "published"),
    [
        (False, [-1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941]),
        (True, [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]),
    ],
)
def test_local_g_of_the_six_points_is_the_published_one(
    through_a_layer: geopandas.GeoDataFrame, star: bool, published: list[float]
) -> None:
    values = through_a_layer["y"].to_numpy()
    found = esda.G_Local(values, near(through_a_layer), transform="B", star=star, permutations=0)
    np.testing.assert_allclose(found.Zs, published, atol=5e-9)
