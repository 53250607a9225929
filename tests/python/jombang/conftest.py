"""Layers of the bundled study area, read once for each file of tests."""

from __future__ import annotations

import pytest
import shapely
from jombang_files import PLANS, UTM, layer


@pytest.fixture(scope="module")
def desa():
    return layer("desa.fgb")


@pytest.fixture(scope="module")
def kecamatan():
    return layer("kecamatan.fgb")


@pytest.fixture(scope="module")
def kabupaten(kecamatan):
    return shapely.union_all(kecamatan.geometry.to_numpy())


@pytest.fixture(scope="module", params=PLANS)
def zones(request):
    return request.param, layer(f"zones-{request.param}.fgb")


@pytest.fixture(scope="module")
def sites():
    return layer("sentra.geojson").to_crs(UTM).set_index("site_id")
