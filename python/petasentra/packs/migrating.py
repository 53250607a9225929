"""Bringing a pack to the newest format, step by step."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra import _core
from petasentra.files.replacing import replacing
from petasentra.law.pack_folder import HEAD, format_number, pack_folder, workbook_texts
from petasentra.packs.toml_text import with_values
from petasentra.packs.unverified_values import read_utf8

if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from pathlib import Path

#: The newest format: the one this version writes and reads best.
NEWEST_FORMAT = 1


@dataclass(frozen=True)
class Migrated:
    """What `migrate` did: the formats before and after, and the files it changed (none if there was nothing to do)."""

    folder: str
    before: int
    after: int
    files: tuple[str, ...]


def _number_the_format(root: Path) -> dict[str, str]:
    """0 -> 1: the pack says no format. There was never another form of pack than 1, so the number is all it lacks."""
    return {HEAD: with_values(read_utf8(root / HEAD), "pack", 0, {"format": 1})}


#: From a format to the next: the texts of the files that change, by name.
MIGRATIONS: dict[int, Callable[[Path], dict[str, str]]] = {0: _number_the_format}


def migrate(folder: str | os.PathLike[str]) -> Migrated:
    """Bring a plan pack to the newest format, in place.

    What comes out is read before it is written: a pack that could not be read afterwards stays as it was. Comments and
    every byte that need not change are kept.

    Parameters
    ----------
    folder
        Folder of the pack.

    Returns
    -------
    Migrated
        ``files`` is empty where the pack is of the newest format already.

    Raises
    ------
    IoError
        There is no such pack, or a file cannot be read or written.
    RuleError
        The pack is of a newer format than this version knows, or something else in it cannot be understood.

    Examples
    --------
    >>> import petasentra as ps, shutil
    >>> folder = shutil.copytree(ps.datasets.path("jombang"), "salinan")
    >>> done = ps.packs.migrate(folder)
    >>> done.before, done.after, done.files
    (1, 1, ())
    """
    root = pack_folder(folder)
    stated = format_number(root)
    before = 0 if stated is None or stated < 0 else stated
    changed: dict[str, str] = {}
    if before in MIGRATIONS:
        # So far there is one step only; a second one has to be read from the texts of the first.
        changed = MIGRATIONS[before](root)
    # The reader refuses what it does not know: a newer format, a number that is none, a pack broken otherwise.
    _core.read_pack(str(root), texts=workbook_texts(root) | changed)
    for name, text in changed.items():
        with replacing(root / name) as draft:
            draft.write_bytes(text.encode())
            shutil.copymode(root / name, draft)
    return Migrated(str(root), before, NEWEST_FORMAT if changed else before, tuple(changed))
