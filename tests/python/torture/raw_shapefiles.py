"""Shapefiles written byte by byte, so that a test can put into them what no program would; and a second reader."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FLAT_POINT, FLAT_LINE, FLAT_POLYGON, FLAT_MULTIPOINT = 1, 3, 5, 8


@dataclass(frozen=True)
class Column:
    """A field of a .dbf: its letter, its width and the bytes of its cells."""

    name: str
    type: str
    width: int
    cells: Sequence[bytes]
    decimals: int = 0


def write_shapefile(
    path: Path, records: Sequence[bytes], columns: Sequence[Column], *, shape_type: int = FLAT_POINT
) -> Path:
    """Write .shp, .shx and .dbf; `records` are contents of records, without their headers."""
    body, index = b"", b""
    for number, record in enumerate(records, 1):
        index += struct.pack(">II", (100 + len(body)) // 2, len(record) // 2)
        body += struct.pack(">II", number, len(record) // 2) + record
    path.write_bytes(header(100 + len(body), shape_type) + body)
    path.with_suffix(".shx").write_bytes(header(100 + len(index), shape_type) + index)
    path.with_suffix(".dbf").write_bytes(table(columns, len(records)))
    return path


def header(size: int, shape_type: int) -> bytes:
    return struct.pack(">I20xI", 9994, size // 2) + struct.pack("<II", 1000, shape_type) + bytes(64)


def table(columns: Sequence[Column], rows: int) -> bytes:
    fields = b"".join(
        struct.pack("<11sc4xBB14x", one.name.encode(), one.type.encode(), one.width, one.decimals) for one in columns
    )
    width = 1 + sum(one.width for one in columns)
    cells = b"".join(
        b" " + b"".join(one.cells[row].ljust(one.width)[: one.width] for one in columns) for row in range(rows)
    )
    return struct.pack("<4BIHH20x", 3, 124, 1, 1, rows, 33 + len(fields), width) + fields + b"\r" + cells + b"\x1a"


def point(x: float, y: float) -> bytes:
    return struct.pack("<Idd", FLAT_POINT, x, y)


def parts(shape_type: int, rings: Sequence[Sequence[tuple[float, float]]]) -> bytes:
    """The record of a line or a polygon."""
    flat = [pair for ring in rings for pair in ring]
    starts, at = [], 0
    for ring in rings:
        starts.append(at)
        at += len(ring)
    box = struct.pack("<4d", 0, 0, 0, 0)
    counts = struct.pack("<II", len(rings), len(flat)) + struct.pack(f"<{len(starts)}I", *starts)
    return struct.pack("<I", shape_type) + box + counts + b"".join(struct.pack("<dd", *pair) for pair in flat)


def zipped(path: Path, archive: Path) -> Path:
    """The parts of a Shapefile in a .zip: from there the reader asks GDAL for everything."""
    with zipfile.ZipFile(archive, "w") as out:
        for ending in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
            part = path.with_suffix(ending)
            if part.exists():
                out.write(part, part.name)
    return archive


@dataclass(frozen=True)
class Counted:
    """What a .shp holds, counted by another hand: records, records without a shape, vertices."""

    records: int
    null: int
    vertices: int


def count_shapes(path: Path) -> Counted:
    """Walk through a .shp from record to record; points have one vertex, all others say how many."""
    data = path.read_bytes()
    at, records, null, vertices = 100, 0, 0, 0
    while at + 12 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "big") * 2
        shape = int.from_bytes(data[at + 8 : at + 12], "little")
        records += 1
        if shape == 0:
            null += 1
        elif shape in (1, 11, 21):
            vertices += 1
        elif shape in (8, 18, 28):
            vertices += int.from_bytes(data[at + 44 : at + 48], "little")
        else:
            vertices += int.from_bytes(data[at + 48 : at + 52], "little")
        at += 8 + size
    return Counted(records, null, vertices)
