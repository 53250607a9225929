"""Files that are whole or not there: written in a folder of their own beside the goal, then moved into its place."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra.errors import IoError, PetasentraError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What the system says, in Indonesian and English.
_REASONS: dict[int | None, tuple[str, str]] = {
    errno.ENOENT: ("foldernya tidak ada", "its folder does not exist"),
    errno.ENOTDIR: ("bagian dari jalurnya adalah berkas, bukan folder", "a part of its path is a file, not a folder"),
    errno.EISDIR: ("di tempat itu ada folder", "a folder stands in its place"),
    errno.EEXIST: ("di tempat itu ada berkas lain", "another file stands in its place"),
    errno.EACCES: ("tidak ada izin", "permission denied"),
    errno.EPERM: ("tidak ada izin", "permission denied"),
    errno.EROFS: ("medianya hanya dapat dibaca", "the medium is read-only"),
    errno.ENOSPC: ("ruang simpan habis", "no space left"),
    errno.EDQUOT: ("jatah ruang simpan habis", "the quota is used up"),
    errno.ENAMETOOLONG: ("namanya terlalu panjang", "its name is too long"),
}


def os_reason(error: OSError) -> tuple[str, str]:
    """Say in Indonesian and English why the system refused; what we have no words for is named by its symbol.

    Examples
    --------
    >>> from petasentra.files.replacing import os_reason
    >>> os_reason(FileNotFoundError(2, "No such file or directory"))
    ('foldernya tidak ada', 'its folder does not exist')
    """
    known = _REASONS.get(error.errno)
    if known:
        return known
    symbol = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return f"sistem menolak ({symbol})", f"the system refused ({symbol})"


def cannot_write(path: str | os.PathLike[str], error: OSError) -> IoError:
    """Make the error for a file or folder that cannot be written."""
    why_id, why_en = os_reason(error)
    return IoError(
        f"The file cannot be written: {why_en}.",
        f"Berkas tidak dapat ditulis: {why_id}.",
        hint_en="Check that its folder exists and can be written to, or choose another.",
        hint_id="Periksa apakah foldernya ada dan dapat ditulisi, atau pilih folder lain.",
        file=os.fspath(path),
    )


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there yet.

    Raises
    ------
    IoError
        The system refuses, or a file stands in its place.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None


def cannot_read(path: str | os.PathLike[str], error: OSError, *, hint_en: str, hint_id: str) -> IoError:
    """Make the error for a file that is not there or cannot be read; the hints say which file is wanted."""
    why_id, why_en = os_reason(error)
    missing = isinstance(error, FileNotFoundError)
    return IoError(
        "There is no such file." if missing else f"The file cannot be read: {why_en}.",
        "Berkas itu tidak ada." if missing else f"Berkas tidak terbaca: {why_id}.",
        hint_en=hint_en,
        hint_id=hint_id,
        code=701 if missing else 702,
        file=os.fspath(path),
    )


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Lend a path of the same name to write to; it takes the place of `path` if the body ends without an error.

    Nobody ever reads half a file, and an error leaves an old file as it was. What else the body leaves beside the lent
    path (a journal) is thrown away. A process that dies leaves its hidden folder; the next one that writes into the
    same place removes it.

    Raises
    ------
    IoError
        The folder does not exist or cannot be written to, or a folder stands in the place of the file.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from petasentra.files.replacing import replacing
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(pathlib.Path(folder) / "a.txt") as draft:
    ...         _ = draft.write_text("isi")
    ...     (pathlib.Path(folder) / "a.txt").read_text()
    'isi'
    """
    goal = Path(path)
    _clear_left_behind(goal.parent)
    try:
        waiting = Path(tempfile.mkdtemp(prefix=f"{_DRAFTS}{os.getpid()}-", dir=goal.parent))
    except OSError as error:
        raise cannot_write(goal, error) from error
    lock = _locked(waiting)
    try:
        draft = waiting / goal.name
        yield draft
        draft.replace(goal)
    except PetasentraError:
        raise
    except OSError as error:
        raise cannot_write(goal, error) from error
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
        if lock is not None:
            os.close(lock)


# As the C++ writer does it: folders of one name, locked while their process lives.
_DRAFTS = ".petasentra-"


def _locked(folder: Path) -> int | None:
    try:
        file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        return None
    return file


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (ValueError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _clear_left_behind(parent: Path) -> None:
    try:
        folders = [one for one in parent.iterdir() if one.name.startswith(_DRAFTS)]
    except OSError:
        return
    for folder in folders:
        process = folder.name.removeprefix(_DRAFTS).partition("-")[0]
        # Folders with old parts of a Shapefile are for the C++ writer, which puts them back.
        if _is_running(process) or not folder.is_dir() or (folder / "old").exists():
            continue
        lock = _locked(folder)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def write_text(text: str, path: str | os.PathLike[str]) -> None:
    """Write text as UTF-8 with plain line ends, whole or not at all.

    Raises
    ------
    IoError
        The file cannot be written.
    """
    with replacing(path) as draft:
        draft.write_text(text, encoding="utf-8", newline="\n")
