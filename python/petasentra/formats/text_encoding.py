"""What a Shapefile says about the encoding of its attributes, for the engine that does not tell."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

# The language byte of dBASE files (offset 29) and the code page it stands for; the same table as in the C++ reader.
_LANGUAGE_PAGES = {
    1: 437, 2: 850, 3: 1252, 8: 865, 9: 437, 10: 850, 11: 437, 13: 437, 14: 850, 15: 437, 16: 850, 17: 437, 18: 850,
    19: 932, 20: 850, 21: 437, 22: 850, 23: 865, 24: 437, 25: 437, 26: 850, 27: 437, 28: 863, 29: 850, 31: 852, 34: 852,
    35: 852, 36: 860, 37: 850, 38: 866, 55: 850, 64: 852, 77: 936, 78: 949, 79: 950, 80: 874, 87: 1252, 88: 1252,
    89: 1252, 100: 852, 101: 866, 102: 865, 103: 861, 106: 737, 107: 857, 108: 863, 120: 950, 121: 949, 122: 936,
    123: 932, 124: 874, 134: 737, 135: 852, 200: 1250, 201: 1251, 202: 1254, 203: 1253,
}  # fmt: skip


@dataclass(frozen=True)
class TextEncoding:
    """Name to decode with, where it is from ("cpg", "ldid", "assumed"), and whether it is a guess that matters."""

    name: str
    source: str
    guessed: bool = False


@dataclass(frozen=True)
class ShapefileParts:
    """Access to the parts of a Shapefile by ending, in a folder or in a ``.zip`` (``inner`` is then the .shp in it)."""

    path: str
    inner: str = ""

    def read(self, ending: str) -> bytes | None:
        """Return the part with this ending, whatever its letter case, or None."""
        if not self.inner:
            stem = Path(self.path)
            for candidate in (stem.with_suffix(ending), stem.with_suffix(ending.upper())):
                if candidate.is_file():
                    return candidate.read_bytes()
            return None
        wanted = str(PurePosixPath(self.inner).with_suffix(ending)).lower()
        with zipfile.ZipFile(self.path) as archive:
            for name in archive.namelist():
                if name.lower() == wanted:
                    return archive.read(name)
        return None


def encoding_name(said: str) -> str:
    """Bring "ANSI 1252", "utf8", "8859-1" or "65001" into the one spelling we use."""
    word = re.sub(r"[^\x21-\x7e]", "", said).upper()
    if word in ("UTF-8", "UTF8", "65001", "CP65001"):
        return "UTF-8"
    if word in ("LATIN1", "LATIN-1"):
        return "ISO-8859-1"
    if iso := re.search(r"8859\D*(\d*)", word):
        return f"ISO-8859-{iso[1] or 1}"
    if page := re.fullmatch(r"(?:ANSI|OEM|CP|WINDOWS-?|IBM)?(\d+)", word):
        return f"CP{page[1]}"
    return word


def can_decode(name: str) -> bool:
    """Tell whether Python knows the encoding."""
    try:
        b"A".decode(name)
    except LookupError:
        return False
    return bool(name)


def shapefile_encoding(parts: ShapefileParts) -> TextEncoding:
    """Find what the file declares, or judge its bytes: UTF-8 if they fit, else CP1252."""
    side_file = parts.read(".cpg") or parts.read(".cst")
    if side_file and can_decode(name := encoding_name(side_file[:64].decode("latin-1"))):
        return TextEncoding(name, "cpg")
    table = parts.read(".dbf") or b""
    page = _LANGUAGE_PAGES.get(table[29]) if len(table) >= 32 else None
    if page is not None and can_decode(f"CP{page}"):
        return TextEncoding(f"CP{page}", "ldid")
    start = int.from_bytes(table[8:10], "little") if len(table) >= 32 else 0
    names = b"".join(table[at : at + 11].split(b"\0")[0] for at in range(32, max(start - 1, 32), 32))
    text = names + table[start:]
    if text.isascii():
        return TextEncoding("UTF-8", "assumed")
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return TextEncoding("CP1252", "assumed", guessed=True)
    return TextEncoding("UTF-8", "assumed", guessed=True)
