"""Hashes of files, taken in the background: a file is often read in less time than its hash takes."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHUNK = 1 << 20
_SIDECARS = (".shx", ".dbf", ".prj", ".cpg")


class FileHashes:
    """SHA-256 of a few files, begun at once and waited for when one is asked for.

    The files are opened when this is made, so that it does not matter if they are deleted or replaced afterwards. One
    that is written to before its hash is finished gets an empty text, never the hash of a mixture; so does a folder.

    Parameters
    ----------
    paths
        The files.

    Examples
    --------
    >>> import petasentra as ps
    >>> path = ps.datasets.path("jombang") / "desa.fgb"
    >>> len(FileHashes([path])[path])
    64
    """

    def __init__(self, paths: Iterable[str | os.PathLike[str]]) -> None:
        files = {os.fspath(path): _opened(path) for path in paths}
        self._hashes: dict[str, str] = {}
        self._thread = threading.Thread(target=self._take, args=(files,), name="petasentra-hash", daemon=True)
        self._thread.start()

    def __getitem__(self, path: str | os.PathLike[str]) -> str:
        self._thread.join()
        return self._hashes[os.fspath(path)]

    def _take(self, files: dict[str, int | None]) -> None:
        for path, file in files.items():
            self._hashes[path] = "" if file is None else _hash_of(file)


def sha256_of(path: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a file; an empty text for a folder or a file that cannot be read."""
    file = _opened(path)
    return "" if file is None else _hash_of(file)


def sidecars_of(path: str, driver: str, inner: str) -> list[Path]:
    """Return the other parts of a Shapefile that lies in a folder."""
    if driver != "ESRI Shapefile" or inner:
        return []
    parts = [Path(path).with_suffix(ending) for ending in _SIDECARS]
    return [part for part in parts if part.is_file()]


def _opened(path: str | os.PathLike[str]) -> int | None:
    # Bare descriptors: a file object would complain if the program ends while it is being hashed.
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None


def _hash_of(file: int) -> str:
    found = hashlib.sha256()
    try:
        before = os.fstat(file)
        while chunk := os.read(file, _CHUNK):
            found.update(chunk)
        after = os.fstat(file)
    except OSError:  # a folder opens and cannot be read
        return ""
    finally:
        os.close(file)
    unchanged = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return found.hexdigest() if unchanged else ""
