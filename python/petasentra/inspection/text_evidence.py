"""What the bytes of a table say about their encoding: which are not ASCII, and the words they stand in."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra._english import by_number
from petasentra.formats.text_encoding import ShapefileParts
from petasentra.personal import looks_personal

if TYPE_CHECKING:
    from petasentra.files.load_report import Lang, LoadReport

_MOST_WORDS = 4
_LOOKED_AT = 2**26
_READINGS = ("UTF-8", "CP1252", "CP850")
_WORD = re.compile(rb"[^\x00-\x20,;\"|<>=/\\]*[\x80-\xff][^\x00-\x20,;\"|<>=/\\]*")


@dataclass(frozen=True)
class EncodedWord:
    """A word with a byte above 127: its bytes in hexadecimal, and what encodings make of it (None: they cannot)."""

    offset: int
    bytes_hex: str
    readings: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class EncodingEvidence:
    """Why a table's text was read as it was.

    Attributes
    ----------
    encoding, source
        What it was read in, and who says so; as in the load report.
    high_bytes
        Bytes above 127 in the text, of the columns that do not look personal.
    utf8_fits
        Whether all of them form valid UTF-8.
    words
        The first different words they stand in.
    """

    encoding: str
    source: str
    high_bytes: int
    utf8_fits: bool
    words: tuple[EncodedWord, ...] = ()

    def text(self, lang: Lang = "id") -> str:
        """Return the evidence in a sentence."""
        if self.high_bytes == 0:
            return {
                "id": "semua bita ASCII, pengodean mana pun cocok",
                "en": "every byte is ASCII, any encoding fits",
            }[lang]
        fits = {
            "id": "semuanya sah sebagai UTF-8" if self.utf8_fits else "bukan UTF-8",
            "en": "all valid as UTF-8" if self.utf8_fits else "not UTF-8",
        }[lang]
        count = {
            "id": f"{self.high_bytes} bita di atas 127",
            "en": f"{self.high_bytes} {by_number(self.high_bytes, 'byte', 'bytes')} above 127",
        }[lang]
        shown = [
            f"{word.bytes_hex}: " + ", ".join(f"{n} “{t}”" for n, t in word.readings if t) for word in self.words[:2]
        ]
        return f"{count}, {fits}" + (f" ({'; '.join(shown)})" if shown else "")


def encoding_evidence(report: LoadReport) -> EncodingEvidence | None:
    """Look at the bytes behind a Shapefile's or CSV's text; None for formats that fix their encoding."""
    if report.driver == "ESRI Shapefile":
        raw = _dbf_text(ShapefileParts(report.path, report.inner_path))
    elif report.driver == "CSV":
        raw = _first_bytes(Path(report.path))
    else:
        return None
    return None if raw is None else judged(raw, report.encoding, report.encoding_from)


def judged(raw: bytes, encoding: str, source: str) -> EncodingEvidence:
    """Judge bytes of text.

    Examples
    --------
    >>> judged("Sumber Ciléñ".encode("cp1252"), "CP1252", "assumed").text("en")
    '2 bytes above 127, not UTF-8 (43 69 6c e9 f1: CP1252 “Ciléñ”, CP850 “CilÚ±”)'
    """
    high = sum(1 for byte in raw if byte > 127) if not raw.isascii() else 0
    try:
        raw.decode("utf-8")
        fits = True
    except UnicodeDecodeError:
        fits = False
    words: dict[bytes, int] = {}
    for found in _WORD.finditer(raw) if high else ():
        words.setdefault(found[0][:24], found.start())
        if len(words) == _MOST_WORDS:
            break
    return EncodingEvidence(
        encoding,
        source,
        high,
        fits,
        tuple(
            EncodedWord(at, word.hex(" "), tuple((n, _read(word, n)) for n in _READINGS)) for word, at in words.items()
        ),
    )


def _read(word: bytes, encoding: str) -> str | None:
    try:
        text = word.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() else None


def _first_bytes(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(_LOOKED_AT)
    except OSError:
        return None


def _dbf_text(parts: ShapefileParts) -> bytes | None:
    """Return names and text of a .dbf without the columns that look personal; None if there is no whole table."""
    try:
        table = parts.read(".dbf")
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return None
    if table is None or len(table) < 32:
        return None
    start, width = int.from_bytes(table[8:10], "little"), int.from_bytes(table[10:12], "little")
    kept: list[tuple[int, int]] = []
    names = []
    position = 1
    for at in range(32, max(min(start, len(table)) - 1, 32), 32):
        name = table[at : at + 11].split(b"\0")[0]
        length = table[at + 16] if at + 16 < len(table) else 0
        if not looks_personal(name.decode("latin-1")):
            names.append(name)
            if table[at + 11 : at + 12] == b"C":
                kept.append((position, position + length))
        position += length
    if width == 0:
        return b"\n".join(names)
    body = table[start : start + _LOOKED_AT]
    cells = [
        body[row + first : row + end].strip()
        for row in range(0, len(body) - width + 1, width)
        for first, end in kept
        if not body[row + first : row + end].isascii()
    ]
    return b"\n".join([*names, *cells])
