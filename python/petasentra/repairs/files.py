"""The files of a repair: where the ledger may go, so that no repair ever loses its way back."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra.errors import OptionError, PetasentraError
from petasentra.files.replacing import replacing

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from petasentra.layers.layer import Layer

#: By these an older ledger is the same as a new one.
_TELLING = ("code", "status", "row", "before_wkb", "layer_rows")


def ledger_beside(path: str | os.PathLike[str]) -> Path:
    """Return where the ledger of a layer goes if nobody says: ``<name>-ledger.gpkg``."""
    return Path(path).with_name(f"{Path(path).stem}-ledger.gpkg")


def require_room(ledger: Layer, goal: Path, layer: Path) -> None:
    """Refuse a goal that cannot hold a ledger, is the layer itself, or holds the ledger of another repair.

    Raises
    ------
    OptionError
        As said above; the file is named.
    """
    if goal.suffix.lower() in (".shp", ".zip", ".kml"):
        raise OptionError(
            "A ledger does not fit into this format: it holds long texts and several kinds of geometry.",
            "Buku perubahan tidak muat dalam format ini: isinya teks panjang dan beberapa jenis geometri.",
            hint_en="Write it as .gpkg, .fgb or .geojson.",
            hint_id="Tulis sebagai .gpkg, .fgb, atau .geojson.",
            code=801,
            file=str(goal),
        )
    if _is_same(goal, layer):
        raise OptionError(
            "Layer and ledger cannot be one file: the layer would take the place of its ledger.",
            "Lapisan dan buku perubahan tidak boleh satu berkas: lapisan akan menimpa buku perubahannya.",
            hint_en="Give the ledger (ledger=) another name.",
            hint_id="Beri buku perubahan (ledger=) nama lain.",
            code=801,
            file=str(goal),
        )
    old = _ledger_in(goal)
    if old is not None and len(old) > 0 and not _tell_the_same(old, ledger):
        raise OptionError(
            f"The file {goal.name} holds the ledger of an earlier repair; without it that repair cannot be undone.",
            f"Berkas {goal.name} memuat buku perubahan dari perbaikan sebelumnya; "
            "tanpa berkas itu perbaikan tersebut tidak dapat dibatalkan.",
            hint_en="Give this ledger another name (ledger=), or move or delete the old one first.",
            hint_id="Beri buku perubahan ini nama lain (ledger=), atau pindahkan atau hapus dahulu berkas lama itu.",
            code=801,
            file=str(goal),
        )


@contextmanager
def taken_back_on_error(goal: Path) -> Iterator[None]:
    """Make a file as it was before, if the body ends with an error."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        was_there = goal.is_file()
        if was_there:
            shutil.copy2(goal, kept)
        try:
            yield
        except BaseException:
            if was_there:
                with replacing(goal) as draft:
                    shutil.copy2(kept, draft)
            elif goal.is_file():
                goal.unlink()
            raise


def _is_same(one: Path, other: Path) -> bool:
    if one.resolve() == other.resolve():
        return True
    return one.exists() and other.exists() and one.samefile(other)


def _ledger_in(path: Path) -> Layer | None:
    """Return the ledger that writing to a file would replace; None if there is none."""
    from petasentra.files.reading import read_layer

    if not path.is_file():
        return None
    for name in (path.stem, None):
        try:
            found = read_layer(path, layer=name)
        except PetasentraError:
            continue
        return found if set(_TELLING) <= set(found.columns) else None
    return None


def _tell_the_same(old: Layer, new: Layer) -> bool:
    """Tell whether two ledgers lead back to the same layer: the repair was only repeated."""
    if len(old) != len(new):
        return False
    before, after = old.table.to_pylist(), new.table.to_pylist()
    return all(
        (one[name] or None) == (two[name] or None) for one, two in zip(before, after, strict=True) for name in _TELLING
    )
