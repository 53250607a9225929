"""A layer says what it is in a line, and more in a notebook.

The notebook view is small, self-contained and escaped, and shows nothing of personal columns or folders.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import geopandas
import numpy as np
import pytest
import shapely
from layer_frames import points

import petasentra as ps


def test_it_says_what_it_is(mixed):
    layer = ps.Layer(ps.Layer.from_geopandas(mixed).core.with_provenance(layer_name="jombang"))
    assert repr(layer) == "Layer 'jombang': 6 rows, Polygon/MultiPolygon, EPSG:4326, 11 columns"
    assert (
        repr(ps.as_layer(points().set_crs(None, allow_override=True))[:1])
        == "Layer 'layer': 1 row, Point, no CRS, 1 column"
    )
    assert repr(ps.as_layer(points())[:0]) == "Layer 'layer': 0 rows, no geometry, EPSG:4326, 1 column"


def test_its_notebook_view_is_self_contained_escaped_and_hides_personal_columns(mixed):
    frame = mixed.assign(desa=["<script>x</script>"] * 6, kelas="rahasia")
    layer = ps.Layer.from_geopandas(frame).with_personal(["kelas"])
    layer = ps.Layer(layer.core.with_provenance(source="folder/zona.shp", read_on="2026-01-02"))
    html = layer._repr_html_()
    assert "zona.shp · 2026-01-02" in html
    assert "folder" not in html
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "rahasia" not in html
    assert "disembunyikan" in html
    assert layer.table.personal == {"kelas"}
    assert "rahasia" not in layer.table._repr_html_()
    assert not re.search(r"(src|href)=", html)
    svg = ET.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])
    assert any(path.get("d") for path in svg)


@pytest.mark.parametrize(
    "shapes",
    [
        [None],
        [shapely.Point()],
        [shapely.Point(1, 2)],
        [shapely.Point(np.inf, 1)],
        [],
        [shapely.LineString([(0, 0), (1, 1)]), shapely.GeometryCollection([shapely.Point(0, 1)])],
    ],
)
def test_its_notebook_view_works_for_any_geometry(shapes):
    frame = geopandas.GeoDataFrame({"a": np.arange(len(shapes))}, geometry=shapes, crs="EPSG:32749")
    html = ps.as_layer(frame)._repr_html_()
    if "<svg" in html:
        ET.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])
    assert "WGS 84 / UTM zone 49S" in html


def test_its_picture_stays_small_for_real_villages(shared):
    html = ps.as_layer(geopandas.read_file(shared / "admin" / "jombang_desa.gpkg"))._repr_html_()
    assert len(html) < 60_000
