"""No bytes in a geometry column crash the Arrow border: they are taken, or refused with the number of their row.

The hostile ones are given in a process of their own, so that a crash is seen as one.
"""

from __future__ import annotations

import struct

import pyarrow as pa
from processes import output_of

import petasentra as ps

ARROW = """
import struct, sys, math
import pyarrow as pa, petasentra as ps

def wkb(*parts): return b"".join(parts)
u32 = lambda n: struct.pack("<I", n)
f64 = lambda *v: struct.pack(f"<{len(v)}d", *v)
square = wkb(b"\\x01", u32(3), u32(1), u32(5), f64(0, 0, 0, 9, 9, 9, 9, 0, 0, 0))
hostile = {
    "nothing": b"",
    "one byte": b"\\x01",
    "unknown kind": wkb(b"\\x01", u32(99)),
    "bad byte order": wkb(b"\\x07", u32(1), f64(1, 2)),
    "cut short": square[:-3],
    "trailing bytes": square + b"xyz",
    "four thousand million rings": wkb(b"\\x01", u32(3), u32(0xFFFFFFFF)),
    "four thousand million vertices": wkb(b"\\x01", u32(2), u32(0xFFFFFFFF), f64(1, 2)),
    "overflowing count": wkb(b"\\x01", u32(2), u32(0x10000001), f64(1, 2)),
    "point in a multipolygon": wkb(b"\\x01", u32(6), u32(1), b"\\x01", u32(1), f64(1, 2)),
    "collections in collections": wkb(b"\\x01", u32(7), u32(1)) * 200_000,
    "ring of two": wkb(b"\\x01", u32(3), u32(1), u32(2), f64(0, 0, 1, 1)),
    "open ring": wkb(b"\\x01", u32(3), u32(1), u32(4), f64(0, 0, 0, 9, 9, 9, 9, 0)),
}
field = pa.field("geometry", pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})
for name, data in hostile.items():
    table = pa.table([pa.array([square, data], pa.binary())], schema=pa.schema([field]))
    try:
        layer = ps.Layer.from_arrow(table, crs="EPSG:32749")
        layer.area("planar-utm") if layer.geometry_kinds else None
        ps.ZoningIndex(layer).shares(layer)
        print(name, "taken")
    except ps.PetasentraError as error:
        assert error.message_id and error.message_en and error.hint_id and error.hint_en, (name, str(error))
        assert type(error).__name__ in ("GeometryError", "SchemaError"), (name, type(error), str(error))
        assert error.feature == "1", (name, error.feature, str(error))
        print(name, "refused")
"""


def test_no_hostile_wkb_crashes_the_border():
    lines = output_of(ARROW).splitlines()
    assert len(lines) == 13
    for name in ("nothing", "one byte", "unknown kind", "cut short", "four thousand million rings", "overflowing count",
                 "collections in collections"):  # fmt: skip
        assert f"{name} refused" in lines


def test_little_endian_and_big_endian_wkb_mean_the_same():
    big = struct.pack(">BIdd", 0, 1, 112.3, -7.5)
    little = struct.pack("<BIdd", 1, 1, 112.3, -7.5)
    field = pa.field("geometry", pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})
    layer = ps.Layer.from_arrow(
        pa.table([pa.array([big, little], pa.binary())], schema=pa.schema([field])), crs="EPSG:4326"
    )
    one, two = layer.to_geopandas().geometry
    assert one.equals(two)
