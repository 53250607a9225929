"""The geodata files below a folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from petasentra.formats import ENDINGS

if TYPE_CHECKING:
    from pathlib import Path

_VECTOR = frozenset({
    ".shp", ".gpkg", ".geojson", ".json", ".fgb", ".kml", ".kmz", ".tab", ".mif", ".gpx", ".dxf", ".zip", ".gdb",
    ".dbf",
}) | ENDINGS  # fmt: skip
_RASTER = frozenset({".tif", ".tiff", ".img", ".asc", ".vrt", ".jp2", ".ecw"})
_MOST_FILES = 2000


@dataclass
class FolderFiles:
    """Files by what they are, each list in the order of names; ``deeper`` are folders below the depth asked for."""

    vector: list[Path] = field(default_factory=list)
    raster: list[Path] = field(default_factory=list)
    deeper: list[Path] = field(default_factory=list)
    unlisted: list[Path] = field(default_factory=list)


def folder_files(folder: Path, depth: int) -> FolderFiles:
    """List the files with geodata below a folder.

    A file geodatabase is one file, and so are the parts of a Shapefile; a ``.dbf`` counts only without its ``.shp``.
    Hidden files and folders and links to folders are passed over.

    Parameters
    ----------
    folder
        Where to begin.
    depth
        How many folders deep to go: 0 is the folder itself.
    """
    found = FolderFiles()
    _walk(folder, depth, found)
    return found


def _walk(folder: Path, depth: int, found: FolderFiles) -> None:
    try:
        entries = sorted(folder.iterdir(), key=lambda one: one.name.casefold())
    except OSError:
        found.unlisted.append(folder)
        return
    shapes = {one.stem.casefold() for one in entries if one.suffix.casefold() == ".shp"}
    for entry in entries:
        ending = entry.suffix.casefold()
        if entry.name.startswith((".", "~$")) or entry.name == "__MACOSX":
            continue
        if entry.is_dir() and ending != ".gdb":
            if entry.is_symlink():
                continue
            if depth > 0:
                _walk(entry, depth - 1, found)
            else:
                found.deeper.append(entry)
        elif len(found.vector) + len(found.raster) >= _MOST_FILES:
            found.unlisted.append(entry)
        elif ending == ".dbf":
            if entry.stem.casefold() not in shapes:
                found.vector.append(entry)
        elif ending in _VECTOR:
            found.vector.append(entry)
        elif ending in _RASTER:
            found.raster.append(entry)
