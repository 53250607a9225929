"""Bytes of a text file into text: what they say about their encoding, and what has to be guessed."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from petasentra.errors import OptionError
from petasentra.formats.text_encoding import can_decode, encoding_name

_MARKS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


@dataclass(frozen=True)
class DecodedText:
    """Text with the encoding it was read in; ``source`` is ``caller``, ``bom`` or ``assumed``."""

    text: str
    encoding: str
    source: str
    guessed: bool = False


def decode(raw: bytes, wanted: str = "") -> DecodedText | None:
    r"""Decode a file.

    Parameters
    ----------
    raw
        Its bytes.
    wanted
        The encoding the caller states; empty if it is to be found: the byte order mark, else UTF-8 where every byte
        fits, else CP1252.

    Returns
    -------
    DecodedText or None
        None if the bytes are no text (a zero byte) or do not fit the encoding asked for.

    Raises
    ------
    OptionError
        Nobody knows the encoding `wanted`.

    Examples
    --------
    >>> decode(b"Desa Sumber Cile\xf1")
    DecodedText(text='Desa Sumber Cileñ', encoding='CP1252', source='assumed', guessed=True)
    """
    if wanted:
        return _decoded(raw, _known(wanted), "caller")
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw, name, "bom")
    if b"\0" in raw:
        return None
    if found := _decoded(raw, "UTF-8", "assumed"):
        return found if raw.isascii() else DecodedText(found.text, "UTF-8", "assumed", guessed=False)
    text = raw.decode("cp1252", errors="replace")
    return DecodedText(text, "CP1252", "assumed", guessed=True)


def _known(wanted: str) -> str:
    name = encoding_name(wanted)
    if not can_decode(name):
        raise OptionError(
            message_id=f'Pengodean "{wanted}" tidak dikenal.',
            message_en=f'Encoding "{wanted}" is not known.',
            hint_id="Contoh yang dikenal: UTF-8, CP1252, ISO-8859-1.",
            hint_en="Known examples: UTF-8, CP1252, ISO-8859-1.",
            code=801,
        )
    return name


def _decoded(raw: bytes, name: str, source: str) -> DecodedText | None:
    try:
        text = raw.decode(name)
    except UnicodeDecodeError:
        return None
    return DecodedText(text.removeprefix("\ufeff"), name, source)
