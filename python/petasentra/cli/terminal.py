"""Standard output that never fails on a letter: what the terminal cannot show is written in letters it can."""

from __future__ import annotations

import codecs
import io
import sys

_PLAIN = {
    "\u00a0": " ",
    "–": "-",
    "—": "-",
    "−": "-",
    "·": "-",
    "…": "...",
    "→": "->",
    "“": '"',
    "”": '"',
    "²": "2",
    "×": "x",
    "≠": "!=",
    "─": "-",
}


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    return "".join(_PLAIN.get(letter, "?") for letter in letters), error.end


def fit_output() -> None:
    """Let standard output and standard error write any text, in whatever encoding they have."""
    codecs.register_error("petasentra", _plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="petasentra")
