"""Where there is no way, arrays hold infinity and tables hold null: everywhere, for whatever was asked."""

from __future__ import annotations

import math

import geopandas
import pyarrow as pa
import pytest
import shapely
from drawn_roads import roads

import petasentra as ps

#: Two roads that never meet, and a place far from both.
NET = ps.RoadNetwork.from_layer(
    roads([[(0, 0), (900, 0)], [(5000, 0), (5900, 0)]], REMARK=["Jalan Lokal"] * 2), columns="rbi"
)
AT = geopandas.GeoDataFrame(geometry=shapely.points([(0, 0), (5900, 0), (90_000, 0)]), crs=32749)
END = geopandas.GeoDataFrame(geometry=shapely.points([(900, 0)]), crs=32749)
BOTH_WAYS = NET.travel_times(AT, END)
BROKEN = NET.travel_times(AT, END, vehicle=NET.scenario("car", close=[0]))
TIMES = NET.travel_times(AT, AT, lengths=True)

TABLES = {
    "travel_times": lambda: TIMES.to_arrow(),
    "travel_batches": lambda: pa.Table.from_batches(list(NET.travel_batches(AT, AT))),
    "travel_lengths": lambda: NET.travel_lengths(AT, AT).table,
    "travel_interval": lambda: NET.travel_interval(AT, AT).table,
    "nearest": lambda: NET.nearest(AT[:2], AT[2:], k=2),
    "catchments": lambda: NET.catchments(AT[:1]).table,
    "paths": lambda: NET.paths(AT, AT, every=True).lines.table,
    "diff": lambda: BOTH_WAYS.diff(BROKEN).table,
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_holds_null_and_nothing_infinite(name):
    table = pa.table(TABLES[name]())
    numbers = [one for one in table.column_names if pa.types.is_floating(table.schema.field(one).type)]
    values = [value for one in numbers for value in table.column(one).to_pylist()]
    assert None in values
    assert all(value is None or math.isfinite(value) for value in values)


def test_an_array_holds_infinity_and_no_nan():
    for array in (TIMES.minutes, TIMES.length_m, NET.travel_lengths(AT, AT).length_m):
        assert array[0, 1] == math.inf
        assert array[0, 2] == math.inf
        assert not (array != array).any()
