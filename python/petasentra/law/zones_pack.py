"""A plan pack made of a zone layer and a permission table: its texts, and errors that name the files people have."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra.crs import as_crs, utm_epsg
from petasentra.errors import CrsError, OptionError, PetasentraError
from petasentra.law.records import PackFile
from petasentra.matrices.permissions import activities_csv, read_permissions

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping

    from petasentra.files.load_report import LoadReport
    from petasentra.law.records import Tolerance
    from petasentra.layers.layer import Layer

ABSENT = ("prohibited", "not_regulated", "missing")
_HEAD, _PLAN, _MATRIX, _ACTIVITIES = "pack.toml", "plan.toml", "permissions.csv", "activities.csv"


@dataclass(frozen=True)
class MadeOf:
    """What a pack was made of by `PlanPack.from_zones`: how its zones were read, its table, and the other arguments."""

    zones: LoadReport | None
    matrix: Path
    options: Mapping[str, Any]


def law_of_zones(
    layer: Layer,
    *,
    code: str,
    matrix: Path,
    in_force_from: datetime.date,
    name: str | None,
    title: str,
    absent: str,
    crs: str | int | None,
    tolerance: Tolerance | None,
) -> _core.PlanLaw:
    """Write the pack as texts and let the core read them."""
    if absent not in ABSENT:
        raise OptionError(
            f"absent={absent!r} is not known.",
            f"absent={absent!r} tidak dikenal.",
            hint_en=f"Choose one of {', '.join(ABSENT)}.",
            hint_id=f"Pilih salah satu dari {', '.join(ABSENT)}.",
            code=801,
        )
    limits = asdict(tolerance) if tolerance else {"boundary_m": 0.002, "sliver_m2": 1.0}
    table = read_permissions(matrix)
    link = {"id": "zones", "role": "zones", "path": "zones", "code": code} | ({"name": name} if name else {})
    computing = computing_crs(layer, crs)
    texts = {
        _HEAD: small_toml(
            pack={"format": 1, "name": "zones", "title": title, "crs": computing, "instruments": [_PLAN]},
            tolerance=limits,
        ),
        _PLAN: small_toml(
            instrument={
                "id": "plan",
                "kind": "plan",
                "title": title,
                "level": "rtrw-kabupaten",
                "in_force_from": in_force_from.isoformat(),
                "status": "in_force",
                "source": Path(layer.provenance["source"]).name,
                "verified": False,
            },
            layer=[link],
            permissions={"path": _MATRIX, "absent": absent, "source": matrix.name, "verified": False},
        ),
        _MATRIX: table.csv_text(),
        _ACTIVITIES: activities_csv([table]),
    }
    with naming(matrix):
        return _core.read_pack("", texts=texts)


@contextmanager
def naming(matrix: Path) -> Iterator[None]:
    """Name the table of the caller in an error where the pack names the file it was made into."""
    try:
        yield
    except PetasentraError as error:
        for made in (_MATRIX, _ACTIVITIES):
            if error.file.startswith(made):
                error.file = str(matrix) + error.file.removeprefix(made)
        if error.file.split(":")[0] in (_HEAD, _PLAN):
            error.file = ""
        for field in ("message_en", "message_id", "hint_en", "hint_id"):
            text = getattr(error, field).replace(_MATRIX, matrix.name).replace(_ACTIVITIES, matrix.name)
            setattr(error, field, text)
        raise


def files_of_zones(layer: Layer, matrix: Path) -> tuple[PackFile, ...]:
    """Return the files such a pack was made of, with the hash of their bytes."""
    source = layer.provenance
    zones = [PackFile(Path(source["source"]).name, source["sha256"])] if source["sha256"] else []
    return (*zones, PackFile(matrix.name, hashlib.sha256(matrix.read_bytes()).hexdigest()))


def computing_crs(layer: Layer, crs: str | int | None) -> str:
    """Return the CRS to compute in: the one asked for, else that of the layer, else the UTM zone of its middle."""
    if crs is not None:
        stated = f"EPSG:{crs}" if isinstance(crs, int) else crs
        as_crs(stated)  # says so itself if it is none
        return stated
    place = {"file": layer.provenance["source"], "layer": layer.title}
    if layer.crs is None:
        raise CrsError(
            "The zone layer has no CRS.",
            "Lapisan zona tidak punya CRS.",
            hint_en='State it when reading, e.g. read_layer(path, crs="EPSG:4326").',
            hint_id='Nyatakan saat membaca, misalnya read_layer(path, crs="EPSG:4326").',
            code=201,
            **place,
        )
    if layer.crs.is_projected and layer.crs.authority_code:
        return layer.crs.authority_code
    west, south, east, north = layer.to_crs(4326).bounds or (0.0, 0.0, 0.0, 0.0)
    middle = (south + north) / 2
    if utm_epsg(west, middle) != utm_epsg(east, middle):
        raise CrsError(
            "The zones cross from one UTM zone into another, so no single zone can be chosen for them.",
            "Lapisan zona melintasi lebih dari satu zona UTM sehingga tidak ada satu zona yang dapat dipilihkan.",
            hint_en="State the computing CRS, e.g. crs=32749.",
            hint_id="Nyatakan CRS perhitungannya, misalnya crs=32749.",
            code=204,
            **place,
        )
    return f"EPSG:{utm_epsg((west + east) / 2, middle)}"


def small_toml(**sections: Mapping[str, object] | list[Mapping[str, object]]) -> str:
    """Write small TOML: tables and arrays of tables with texts, numbers, flags and lists (JSON writes those alike)."""
    lines: list[str] = []
    for name, content in sections.items():
        for table in content if isinstance(content, list) else [content]:
            lines.append(f"[[{name}]]" if isinstance(content, list) else f"[{name}]")
            lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"
