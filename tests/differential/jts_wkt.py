"""WKT to WKB, as the XML cases of GEOS and JTS write it: nothing is judged, open rings and lines of one vertex pass."""

from __future__ import annotations

import re
import struct

KINDS = {
    "POINT": 1,
    "LINESTRING": 2,
    "POLYGON": 3,
    "MULTIPOINT": 4,
    "MULTILINESTRING": 5,
    "MULTIPOLYGON": 6,
    "GEOMETRYCOLLECTION": 7,
}
_TOKEN = re.compile(r"[(),]|[^\s(),]+")


class NotOurKind(ValueError):
    """A curve, a surface or a linear ring: kinds that no layer of ours holds."""


class _Words:
    def __init__(self, text: str) -> None:
        self.words = _TOKEN.findall(text)
        self.at = 0

    def peek(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def take(self, wanted: str = "") -> str:
        word = self.peek()
        if not word or (wanted and word != wanted):
            raise ValueError(f"expected {wanted or 'more'} at word {self.at}, not {word!r}")
        self.at += 1
        return word


def wkb_of(text: str) -> bytes:
    """WKB of a WKT or of hexadecimal WKB; ordinates after the second are dropped."""
    text = text.strip()
    if re.fullmatch(r"[0-9A-Fa-f\s]+", text):
        return bytes.fromhex("".join(text.split()))
    words = _Words(text)
    wkb = _geometry(words)
    if words.peek():
        raise ValueError(f"words left over: {words.words[words.at :]}")
    return wkb


def _geometry(words: _Words) -> bytes:
    name = words.take().upper()
    if name not in KINDS:
        raise NotOurKind(name)
    if words.peek().upper() in ("Z", "M", "ZM"):
        words.take()
    if words.peek().upper() == "EMPTY":
        words.take()
        return _empty(name)
    if name == "POINT":
        words.take("(")
        point = _head(name) + _vertex(words)
        words.take(")")
        return point
    if name == "LINESTRING":
        return _head(name) + _vertices(words)
    if name == "POLYGON":
        return _head(name) + _list(words, _vertices)
    if name == "GEOMETRYCOLLECTION":
        return _head(name) + _list(words, _geometry)
    return _head(name) + _list(words, lambda inner: _member(inner, name.removeprefix("MULTI")))


def _member(words: _Words, name: str) -> bytes:
    if words.peek().upper() == "EMPTY":
        words.take()
        return _empty(name)
    if name == "POINT":
        bare = words.peek() != "("  # MULTIPOINT (1 2, 3 4) and MULTIPOINT ((1 2), (3 4))
        if not bare:
            words.take("(")
        point = _head(name) + _vertex(words)
        if not bare:
            words.take(")")
        return point
    return _head(name) + (_vertices(words) if name == "LINESTRING" else _list(words, _vertices))


def _head(name: str) -> bytes:
    return struct.pack("<BI", 1, KINDS[name])


def _empty(name: str) -> bytes:
    nan = float("nan")
    return _head(name) + (struct.pack("<dd", nan, nan) if name == "POINT" else struct.pack("<I", 0))


def _list(words: _Words, item) -> bytes:
    words.take("(")
    items = [item(words)]
    while words.peek() == ",":
        words.take()
        items.append(item(words))
    words.take(")")
    return struct.pack("<I", len(items)) + b"".join(items)


def _vertices(words: _Words) -> bytes:
    if words.peek().upper() == "EMPTY":  # an empty ring among others
        words.take()
        return struct.pack("<I", 0)
    return _list(words, _vertex)


def _vertex(words: _Words) -> bytes:
    x, y = float(words.take()), float(words.take())
    while words.peek() not in (",", ")"):
        words.take()
    return struct.pack("<dd", x, y)
