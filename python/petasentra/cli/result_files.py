"""The files of one answer in one folder: each has a kind, a name in two languages, and is whole or not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.cli.files import write_csv, write_geopackage
from petasentra.files.replacing import make_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from petasentra.layers.layer import Layer
    from petasentra.plotting.language import Lang
    from petasentra.tables import Table

#: Kind of file -> its name in Indonesian and English.
Names = dict[str, tuple[str, str]]


class ResultFiles:
    """Writes files into a folder, made if need be, and keeps where each kind of them is.

    Parameters
    ----------
    folder
        Where they go.
    names
        Kind of file -> its name in Indonesian and English.
    lang
        Language of the names.

    Raises
    ------
    IoError
        The folder cannot be made, or, later, a file cannot be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from petasentra.cli.result_files import ResultFiles
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = ResultFiles(pathlib.Path(folder) / "new", {"map": ("peta.html", "map.html")}, "id")
    ...     files.page("map", lambda path: path.write_text("<html>"))
    ...     {kind: path.name for kind, path in files.written.items()}
    {'map': 'peta.html'}
    """

    def __init__(self, folder: Path, names: Names, lang: Lang) -> None:
        make_folder(folder)
        self._path_of = {kind: folder / pair[lang == "en"] for kind, pair in names.items()}
        self.written: dict[str, Path] = {}

    def tables(self, tables: Mapping[str, Table]) -> None:
        """Write each table as CSV."""
        for kind, table in tables.items():
            write_csv(table, self._path_of[kind])
            self.written[kind] = self._path_of[kind]

    def geopackage(self, layers: Mapping[str, Layer]) -> None:
        """Write layers into one GeoPackage; nothing if there are none."""
        if layers:
            self.page("geopackage", lambda path: write_geopackage(layers, path))

    def page(self, kind: str, write: Callable[[Path], object]) -> None:
        """Let `write` write one file, such as a map."""
        write(self._path_of[kind])
        self.written[kind] = self._path_of[kind]
