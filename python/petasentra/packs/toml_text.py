"""Changing single values of a TOML text in place: every other byte stays as it is."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from petasentra.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADER = re.compile(r"^[ \t]*(\[\[?)[ \t]*([A-Za-z0-9_.\"' \t-]+?)[ \t]*\]\]?[ \t]*(?:#[^\n]*)?$")
_KEY = re.compile(r"^[ \t]*([A-Za-z0-9_-]+)[ \t]*=[ \t]*")


@dataclass(frozen=True)
class _Line:
    """A key and its value: where the value begins and ends in the text, and where its last line does."""

    key: str
    begin: int
    end: int
    line_end: int


@dataclass(frozen=True)
class _Block:
    """A table: ``article`` with its number among the [[article]], or ``instrument`` with 0."""

    name: str
    number: int
    head_end: int
    lines: tuple[_Line, ...]


def with_values(text: str, table: str, number: int, values: Mapping[str, Any]) -> str:
    r"""Set keys of one table.

    A key that is there keeps its place and the comment behind it; a new one follows the last key of its table. What
    comes out is read again and compared with what was asked, so a layout that this cannot follow is refused, never
    spoilt.

    Parameters
    ----------
    text
        TOML as it stands in the file, line ends as they are.
    table, number
        Name of the table, and which of several ``[[table]]`` it is, from 0.
    values
        Key -> text, number, flag or date.

    Returns
    -------
    str

    Raises
    ------
    RuleError
        The table is written in a way that cannot be edited in place (inline, for example).

    Examples
    --------
    >>> from petasentra.packs.toml_text import with_values
    >>> print(with_values('[[a]]\nid = "x"\nok = false  # lihat\n', "a", 0, {"ok": True, "by": "N"}))
    [[a]]
    id = "x"
    ok = true  # lihat
    by = "N"
    <BLANKLINE>
    """
    block = next((one for one in _blocks(text) if (one.name, one.number) == (table, number)), None)
    if block is None:
        raise _refused(table)
    line_end = "\r\n" if "\r\n" in text else "\n"
    edits: list[tuple[int, int, str]] = []
    new: list[str] = []
    for key, value in values.items():
        known = next((line for line in block.lines if line.key == key), None)
        if known is None:
            new.append(f"{key} = {_written(value)}")
        else:
            edits.append((known.begin, known.end, _written(value)))
    if new:
        at = max((line.line_end for line in block.lines), default=block.head_end)
        edits.append((at, at, line_end + line_end.join(new)))
    changed = text
    for begin, end, written in sorted(edits, reverse=True):
        changed = changed[:begin] + written + changed[end:]
    if _parsed(changed) != _expected(_parsed(text), table, number, values):
        raise _refused(table)
    return changed


def _expected(document: dict[str, Any], table: str, number: int, values: Mapping[str, Any]) -> dict[str, Any]:
    at: Any = document
    for name in table.split("."):
        at = at.setdefault(name, {}) if isinstance(at, dict) else {}
    if isinstance(at, list) and number < len(at):
        at = at[number]
    if isinstance(at, dict):
        at.update(values)
    return document


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except ValueError as error:
        raise RuleError(
            f"The file cannot be read as TOML: {error}.",
            f"Berkas tidak terbaca sebagai TOML: {error}.",
            hint_en="Correct the line it names.",
            hint_id="Betulkan baris yang disebut.",
            code=401,
        ) from error


def _blocks(text: str) -> list[_Block]:
    """Find the tables of a text and the places of their values; a value may run over several lines."""
    found: list[_Block] = []
    counts: dict[str, int] = {}
    name, number, head_end, lines = "", 0, 0, list[_Line]()
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        stop = _line_end(text, at)
        line = text[at:stop]
        if head := _HEADER.match(line):
            found.append(_Block(name, number, head_end, tuple(lines)))
            name, head_end, lines = head[2].strip(), stop, []
            number = counts.get(name, 0) if head[1] == "[[" else 0
            counts[name] = number + 1
        elif key := _KEY.match(line):
            begin = at + key.end()
            end = _value_end(text, begin)
            stop = _line_end(text, end)
            lines.append(_Line(key[1], begin, end, stop))
        at = _after_line(text, stop)
    found.append(_Block(name, number, head_end, tuple(lines)))
    return found


def _line_end(text: str, at: int) -> int:
    stop = text.find("\n", at)
    stop = len(text) if stop < 0 else stop
    return stop - 1 if stop > at and text[stop - 1] == "\r" else stop


def _after_line(text: str, stop: int) -> int:
    newline = text.find("\n", stop)
    return len(text) if newline < 0 else newline + 1


def _value_end(text: str, at: int) -> int:
    """Where a value ends: behind its closing quote or bracket, or before the comment or line end behind a bare word."""
    depth = 0
    while at < len(text):
        letter = text[at]
        if letter in "\"'":
            at = _text_end(text, at)
            if depth == 0:
                return at
            continue
        if letter in "[{":
            depth += 1
        elif letter in "]}":
            depth -= 1
            if depth == 0:
                return at + 1
        elif letter == "#":
            if depth == 0:
                break
            at = _line_end(text, at)
            continue
        elif letter in "\r\n" and depth == 0:
            break
        at += 1
    while at > 0 and text[at - 1] in " \t":
        at -= 1
    return at


def _text_end(text: str, at: int) -> int:
    quote = text[at] * 3 if text.startswith(text[at] * 3, at) else text[at]
    escapes = text[at] == '"'
    at += len(quote)
    while at < len(text):
        if escapes and text[at] == "\\":
            at += 2
        elif text.startswith(quote, at):
            at += len(quote)
            # Up to two quotes may stand before the closing three.
            while len(quote) == 3 and at < len(text) and text[at] == quote[0]:
                at += 1
            return at
        else:
            at += 1
    return at


def _written(value: object) -> str:
    if isinstance(value, str):
        # JSON writes what TOML reads, but for DEL.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)  # numbers, and dates as ISO 8601 writes them


def _refused(table: str) -> RuleError:
    return RuleError(
        f"The table {table!r} is written in a way that cannot be changed in place.",
        f"Tabel {table!r} ditulis dengan cara yang tidak dapat diubah di tempat.",
        hint_en="Write it as [[table]] with one key a line.",
        hint_id="Tulis sebagai [[tabel]] dengan satu kunci per baris.",
        code=402,
    )
