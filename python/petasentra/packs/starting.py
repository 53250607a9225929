"""A pack to begin with, made of a zoning file: zones found, a matrix to fill in, nothing verified."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra.days import as_day
from petasentra.errors import IoError, OptionError, SchemaError
from petasentra.files.replacing import cannot_write, make_folder, write_text
from petasentra.packs.linting import NEVER, TO_FILL_IN
from petasentra.packs.starting_texts import (
    CASES_TEXT,
    ZONES,
    activities_text,
    conditions_text,
    head_text,
    instrument_text,
    permissions_text,
)
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    import os

    from petasentra.days import DayLike
    from petasentra.layers.layer import Layer, LayerLike

LEVELS = ("rtrwn", "rtrw-provinsi", "rtrw-kabupaten", "rtrw-kota", "rdtr", "ksn", "sectoral")


@dataclass(frozen=True)
class StartedPack:
    """What `new_pack` wrote.

    Attributes
    ----------
    folder
        The new folder.
    zones
        Zone code -> number of features, in the order of the codes.
    zones_without_code
        Features whose code is empty.
    files
        Names of the files in it.
    """

    folder: Path
    zones: dict[str, int]
    zones_without_code: int
    files: tuple[str, ...]


def new_pack(
    zones: LayerLike | str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    code: str,
    name: str | None = None,
    title: str | None = None,
    level: str = "rtrw-kabupaten",
    in_force_from: DayLike | None = None,
    matrix: str | os.PathLike[str] | None = None,
    crs: str | int | None = None,
) -> StartedPack:
    """Begin a plan pack from a zoning file.

    The pack can be read as it is. What only people know is left open and marked, so that `lint` lists it: titles and
    articles begin with ``ISI:``, an unknown first day in force is 9999-12-31, and the plan is a draft until it is
    given. Nothing is verified.

    Parameters
    ----------
    zones
        Zone polygons, or the path of a file that holds them; a copy goes into the pack.
    out
        Folder to make; it may exist if it is empty.
    code
        Column of the zones with the zone code.
    name
        Column with the name of a zone for people.
    title
        Title of the plan.
    level
        ``rtrwn``, ``rtrw-provinsi``, ``rtrw-kabupaten``, ``rtrw-kota``, ``rdtr``, ``ksn`` or ``sectoral``.
    in_force_from
        First day in force.
    matrix
        A published activity x zone matrix: its rows become the matrix and the activities of the pack, its legend the
        conditions. Without it the matrix has a column for each zone and no row.
    crs
        Computing CRS; by default the UTM zone of the layer.

    Returns
    -------
    StartedPack

    Raises
    ------
    CrsError
        The layer has no CRS, or crosses from one UTM zone into another and `crs` is not given.
    IoError
        The folder is not empty or cannot be written, or a file cannot be read.
    OptionError
        `level` is another word, or the date cannot be read.
    SchemaError
        There is no such column, or no zone has a code.

    Examples
    --------
    >>> import petasentra as ps
    >>> begun = ps.packs.new_pack(ps.datasets.path("jombang") / "zones-2021.fgb", "paket-baru", code="KODKWS")
    >>> len(begun.zones)
    13
    >>> ps.read_plan_pack("paket-baru").instruments[0].in_force_from
    '9999-12-31'
    """
    from petasentra.files.reading import read_layer
    from petasentra.files.writing import write_layer
    from petasentra.law.zones_pack import computing_crs
    from petasentra.layers.layer import as_layer
    from petasentra.matrices.permissions import read_permissions

    if level not in LEVELS:
        known = ", ".join(LEVELS)
        raise OptionError(
            f"level={level!r} is not known.",
            f"level={level!r} tidak dikenal.",
            hint_en=f"Choose one of {known}.",
            hint_id=f"Pilih salah satu dari {known}.",
            code=801,
        )
    day = None if in_force_from is None else as_day(in_force_from, "in_force_from")
    layer = as_layer(zones) if not isinstance(zones, (str, Path)) else read_layer(zones)
    codes = _codes(layer, code, name)
    without = codes.pop("", 0)
    computing = computing_crs(layer, crs)
    table = None if matrix is None else read_permissions(matrix)

    folder = Path(out)
    _require_empty(folder)
    source = Path(layer.provenance["source"]).name
    heading = title or f"{TO_FILL_IN} judul rencana"
    texts = {
        "plan.toml": instrument_text(heading, level, day is None, day or NEVER, code, name, source),
        "permissions.csv": permissions_text(table, tuple(codes)),
        "activities.csv": activities_text(table),
        "conditions.csv": conditions_text(table),
        "cases.toml": CASES_TEXT,
        # Last, so that a folder in which something failed is no pack.
        "pack.toml": head_text(folder.name, heading, computing),
    }
    make_folder(folder)
    write_layer(layer, folder / ZONES)
    for file, text in texts.items():
        write_text(text, folder / file)
    return StartedPack(folder, codes, without, (*texts, ZONES))


def _codes(layer: Layer, code: str, name: str | None) -> dict[str, int]:
    """Codes with their number of features, empty ones under an empty text."""
    for column in (code, *([name] if name else [])):
        if column not in layer.columns:
            raise SchemaError(
                f"The zones have no column {column!r}.",
                f"Zona tidak punya kolom {column!r}.",
                **did_you_mean(column, layer.columns),
                file=layer.provenance["source"],
                column=column,
            )
    codes = Counter("" if value is None else str(value).strip() for value in layer[code])
    if not any(codes):
        raise SchemaError(
            f"No zone has a code in column {code!r}.",
            f"Tidak ada zona yang berkode pada kolom {code!r}.",
            hint_en="Choose the column that holds the zone codes.",
            hint_id="Pilih kolom yang memuat kode zona.",
            file=layer.provenance["source"],
            column=code,
        )
    return dict(sorted(codes.items()))


def _require_empty(folder: Path) -> None:
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise cannot_write(folder, error) from None
    if taken:
        raise IoError(
            "The folder of the new pack is not empty.",
            "Folder untuk paket baru tidak kosong.",
            hint_en="Name a folder that is not there yet.",
            hint_id="Sebutkan folder yang belum ada.",
            file=str(folder),
        )
