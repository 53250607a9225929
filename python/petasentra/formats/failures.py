"""The errors these readers share, and the look at a path before it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from petasentra.errors import IoError, SchemaError
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence


def require_name(path: str) -> None:
    """Raise `IoError` if the name of a file is empty: an argument that was not filled in."""
    if path.strip():
        return
    raise IoError(
        message_id="Nama berkas kosong.",
        message_en="The name of the file is empty.",
        hint_id="Sebutkan berkas yang hendak dibaca.",
        hint_en="Say which file to read.",
        code=701,
    )


def require_no_folder(path: str) -> None:
    """Raise `IoError` for a folder with files that can be read, naming those; a file geodatabase is one file."""
    folder = Path(path)
    if not folder.is_dir() or folder.suffix.casefold() == ".gdb":
        return
    from petasentra.inspection.folder_files import folder_files

    names = [one.name for one in folder_files(folder, 0).vector]
    if names:
        listed = ", ".join(names[:8]) + (f", ... (+{len(names) - 8})" if len(names) > 8 else "")
        raise IoError(
            message_id=f'"{path}" adalah folder, bukan berkas.',
            message_en=f'"{path}" is a folder, not a file.',
            hint_id=f"Sebutkan salah satu berkas di dalamnya: {listed}.",
            hint_en=f"Name one of the files in it: {listed}.",
            code=702,
            file=path,
        )


def require_file(path: str) -> Path:
    """Return the path of a file that exists, or raise `IoError` with the nearest name."""
    file = Path(path)
    if file.is_file():
        return file
    if file.is_dir():
        raise IoError(
            message_id=f'"{path}" adalah folder, bukan berkas.',
            message_en=f'"{path}" is a folder, not a file.',
            hint_id="Sebutkan salah satu berkas di dalamnya.",
            hint_en="Name one of the files in it.",
            code=702,
            file=path,
        )
    try:
        siblings = [one.name for one in file.parent.iterdir()] if file.parent.is_dir() else []
    except OSError:
        siblings = []
    raise IoError(
        message_id=f'Berkas "{path}" tidak ditemukan.',
        message_en=f'File "{path}" was not found.',
        **did_you_mean(
            file.name,
            siblings,
            otherwise=("Periksa nama dan folder berkas.", "Check the name and the folder of the file."),
        ),
        code=701,
        file=path,
    )


def unreadable(path: str, reason_id: str, reason_en: str, hint_id: str = "", hint_en: str = "") -> IoError:
    """Return the error for a file whose content is not what its ending says."""
    return IoError(
        message_id=f'Berkas "{path}" tidak dapat dibaca: {reason_id}',
        message_en=f'File "{path}" cannot be read: {reason_en}',
        hint_id=hint_id or "Periksa apakah berkas lengkap dan benar formatnya.",
        hint_en=hint_en or "Check that the file is complete and really of this format.",
        code=702,
        file=path,
    )


def no_coordinates(path: str, layer: str, columns: Sequence[str]) -> SchemaError:
    """Return the error for a table in which nothing says where its rows are."""
    listed = ", ".join(columns[:12]) + (", …" if len(columns) > 12 else "")
    return SchemaError(
        message_id=f'Tabel "{layer}" tidak memiliki geometri atau kolom koordinat. Kolomnya: {listed}.',
        message_en=f'Table "{layer}" has no geometry and no columns of coordinates. Its columns: {listed}.',
        hint_id="Beri nama kolom koordinat bujur dan lintang (atau lon dan lat, x dan y, easting dan northing).",
        hint_en="Name the columns of coordinates lon and lat (or bujur and lintang, x and y, easting and northing).",
        code=105,
        file=path,
        layer=layer,
    )


def choose_layer(names: Sequence[str], wanted: str, path: str) -> str:
    """Return the layer asked for, or the only one; else raise `IoError` that lists them."""
    if wanted in names:
        return wanted
    if not wanted and len(names) == 1:
        return names[0]
    listed = ", ".join(names)
    if not wanted:
        raise IoError(
            message_id=f'Berkas "{path}" berisi {len(names)} lapisan: {listed}.',
            message_en=f'File "{path}" holds {len(names)} layers: {listed}.',
            hint_id=f'Pilih satu dengan layer="{names[0]}".',
            hint_en=f'Choose one with layer="{names[0]}".',
            code=704,
            file=path,
        )
    raise IoError(
        message_id=f'Lapisan "{wanted}" tidak ada di berkas "{path}".',
        message_en=f'There is no layer "{wanted}" in file "{path}".',
        **did_you_mean(wanted, names, most=len(names)),
        code=704,
        file=path,
        layer=wanted,
    )
