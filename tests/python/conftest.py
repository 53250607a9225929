"""What the Python tests share: a frame with every oddity, and helpers whose assertions explain themselves."""

from __future__ import annotations

import datetime as dt

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

pytest.register_assert_rewrite("explained_errors", "geopandas_reads", "invented_pack", "layer_frames", "processes")


@pytest.fixture
def mixed() -> geopandas.GeoDataFrame:
    """Six invented rows: every kind of column a planner's frame holds, and geometry with all its oddities."""
    square, hole = shapely.box(112.0, -7.6, 112.4, -7.2), shapely.box(112.1, -7.5, 112.2, -7.4)
    geometry = [
        square.difference(hole),
        shapely.MultiPolygon([square, shapely.box(113, -7.6, 113.1, -7.5)]),
        None,
        shapely.Polygon(),
        shapely.Polygon([(0, 0, 5), (1, 0, 6), (1, 1, 7), (0, 0, 5)]),
        shapely.MultiPolygon(),
    ]
    rows = len(geometry)
    return geopandas.GeoDataFrame(
        {
            "kecil": np.arange(rows, dtype=np.int32),
            "luas": np.linspace(0.1, 2.5, rows),
            "nihil": pd.array([1, None, 3, 4, None, 6], dtype="Int64"),
            "desa": ["Kendalsari", None, "Sumobito", "", "Ngudirejo", "Kesamben"],
            "geom": geometry,
            "kelas": pd.Categorical(["I", "T", "I", None, "X", "B"], categories=["I", "T", "B", "X"], ordered=True),
            "waktu": pd.date_range("2021-12-30", periods=rows, tz="Asia/Jakarta"),
            "catat": pd.Series(
                np.array(["2021-12-30T01:02:03.000456", "NaT"] + ["2020-02-29"] * (rows - 2), "datetime64[us]")
            ),
            "ya": [True, False, True, True, False, False],
            "berlaku": [dt.date(2021, 12, 30), None, dt.date(2009, 1, 2), None, None, dt.date(2000, 1, 1)],
            "pusat": geopandas.array.from_shapely([shapely.Point(i, i) for i in range(rows)], crs="EPSG:32749"),
        },
        geometry="geom",
        crs="EPSG:4326",
        index=pd.Index(list("abcdef"), name="kode"),
    )
