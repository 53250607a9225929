"""Files of text in UTF-8, and what is said of one that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.errors import IoError
from petasentra.files.replacing import os_reason

if TYPE_CHECKING:
    from pathlib import Path


def read_text(path: Path, what_id: str, what_en: str) -> str:
    r"""Read a text without its byte order mark.

    Parameters
    ----------
    path
        The file.
    what_id, what_en
        What it is, to begin the sentence of an error with: ``"The permission table"``.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    IoError
        It is not in UTF-8, or the system refuses it.

    Examples
    --------
    >>> from pathlib import Path
    >>> from petasentra.files.utf8 import read_text
    >>> _ = Path("naskah.txt").write_bytes(b"\xef\xbb\xbfPasal 5")
    >>> read_text(Path("naskah.txt"), "Berkas naskah", "The file of the words")
    'Pasal 5'
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise
    except UnicodeDecodeError as error:
        raise IoError(
            f"{what_en} is not in UTF-8 (byte {error.start}).",
            f"{what_id} tidak memakai pengodean UTF-8 (bita ke-{error.start}).",
            hint_en="Save it again in UTF-8.",
            hint_id="Simpan ulang dengan pengodean UTF-8.",
            code=702,
            file=str(path),
        ) from error
    except OSError as error:
        why_id, why_en = os_reason(error)
        raise IoError(
            f"{what_en} cannot be read: {why_en}.",
            f"{what_id} tidak terbaca: {why_id}.",
            hint_en="Check the path and the permission of the file.",
            hint_id="Periksa letak dan izin baca berkasnya.",
            code=702,
            file=str(path),
        ) from error
