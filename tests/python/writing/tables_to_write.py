"""Invented rows of every type a column may have, with nulls, empty texts and letters beyond ASCII."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import shapely
from shapely.geometry import Point

import petasentra as ps

PLACES = [Point(112.25, -7.5), Point(112.5, -7.75), Point(113.0, -8.125)]


def every_type() -> pa.Table:
    """Three rows; the second is null in every column."""
    return pa.table(
        {
            "nama": pa.array(["Café – Désa Mojotrisno “Ĳ”", None, "Kampung Ngrandu Lor"]),
            "unit": pa.array([25, None, -3], pa.int32()),
            "pendek": pa.array([1, None, -2], pa.int16()),
            "besar": pa.array([2**53 + 1, None, -(2**61)], pa.int64()),
            "luas": pa.array([1 / 3, None, 3583928.85]),
            "kecil": pa.array([0.5, None, 1.25], pa.float32()),
            "aktif": pa.array([True, None, False]),
            "berdiri": pa.array([dt.date(1969, 12, 31), None, dt.date(2024, 2, 29)]),
            "dicatat": pa.array(
                [dt.datetime(2024, 5, 24, 8, 0, 0, 250_000), None, dt.datetime(1950, 1, 1)], pa.timestamp("ms")
            ),
            "buka": pa.array([dt.time(8, 30), None, dt.time(18, 0, 1)], pa.time32("ms")),
            "bendera": pa.array([["Pasal 5, ayat 2", "conflict"], None, []], pa.list_(pa.string())),
            "angka": pa.array([[1, 2], None, []], pa.list_(pa.int32())),
            "foto": pa.array([b"\x00\x01", None, b"\xff"]),
        }
    )


def every_type_layer(crs: str | None = "EPSG:4326") -> ps.Layer:
    table = every_type().append_column("geometry", pa.array([shapely.to_wkb(one) for one in PLACES]))
    return ps.Layer.from_arrow(table, geometry="geometry", crs=crs)
