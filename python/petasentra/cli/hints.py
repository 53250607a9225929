"""Advice of the library, which speaks of Python arguments, in the words of the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Python argument -> option; those that also exist for the zones get a prefix there.
_OPTIONS = {
    "activity": "--activity",
    "crs": "--crs",
    "encoding": "--encoding",
    "for_activity": "--for-activity",
    "in_force_from": "--in-force-from",
    "known_on": "--known-on",
    "lang": "--lang",
    "layer": "--layer",
    "ledger": "--ledger",
    "max_m2": "--max-m2",
    "personal": "--personal",
    "priority": "--priority",
    "profile": "--profile",
    "rule": "--rule",
    "site_id": "--site-id",
    "variant": "--variant",
}
_OF_ZONES = frozenset({"crs", "encoding", "layer"})
_VALUE = r"\"[^\"]*\"|'[^']*'|\.\.\.|[A-Za-z0-9_:]+"
_ARGUMENT = re.compile(rf"\b({'|'.join(_OPTIONS)})=(?!\{{)({_VALUE})?")
#: ``read_layer(path, crs="EPSG:4326")``: on the command line only the argument counts.
_CALL = re.compile(r"\bread_layer\(\w+, ([^()]*)\)")


def as_options(text: str, file: str = "", zone_files: Mapping[str, str] | None = None) -> str:
    """Write the arguments a message names as options.

    Parameters
    ----------
    text
        A message or hint of the library.
    file
        The file it is about.
    zone_files
        Files whose options have a prefix of their own: path -> ``"zones-"``.

    Examples
    --------
    >>> from petasentra.cli.hints import as_options
    >>> as_options('State it when reading, e.g. read_layer(path, crs="EPSG:4326").')
    'State it when reading, e.g. --crs EPSG:4326.'
    >>> as_options("Pass encoding=.", "z.shp", {"z.shp": "zones-"})
    'Pass --zones-encoding.'
    """
    prefix = (zone_files or {}).get(file, "")

    def option(found: re.Match[str]) -> str:
        name, value = found[1], (found[2] or "").strip("\"'")
        written = _OPTIONS[name]
        if prefix and name in _OF_ZONES:
            written = f"--{prefix}{name}"
        return f"{written} {value}" if value and value != "..." else written

    return _ARGUMENT.sub(option, _CALL.sub(r"\1", text))
