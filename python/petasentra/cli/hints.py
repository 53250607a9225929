"""Advice of the library, which speaks of Python arguments, in the words of the command line."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Options by the Python argument they stand for.
Options = Mapping[str, str]

_OPTIONS = {
    "activity": "--activity",
    "as_of": "--as-of",
    "by": "--by",
    "capacity": "--capacity",
    "columns": "--columns",
    "cover_m": "--cover",
    "cover_minutes": "--cover",
    "corridor_m": "--corridor-m",
    "crs": "--crs",
    "encoding": "--encoding",
    "for_activity": "--for-activity",
    "in_force_from": "--in-force-from",
    "kbli": "--kbli",
    "known_on": "--known-on",
    "lang": "--lang",
    "layer": "--layer",
    "ledger": "--ledger",
    "level": "--level",
    "material": "--material",
    "max_m2": "--max-m2",
    "method": "--method",
    "pack": "--pack",
    "p": "--sites",
    "page": "--page",
    "personal": "--personal",
    "population": "--population",
    "priority": "--priority",
    "process": "--process",
    "product": "--product",
    "profile": "--profile",
    "rule": "--rule",
    "site_id": "--site-id",
    "sites": "--sites",
    "slow": "--flood-slow",
    "text": "--text",
    "variant": "--variant",
    "without_class": "--without-class",
}
#: How a file is read. A file that is not the first of its command has options of its own for it, or none.
_OF_READING = frozenset({"crs", "encoding", "layer"})
_VALUE = r"\"[^\"]*\"|'[^']*'|\.\.\.|[A-Za-z0-9_:]+"
#: Arguments that messages name without a value; nobody would call anything else so.
_NAME = re.compile(r"(?<![\w\"'-])(max_m2|sliver_m2|tolerance_m)(?![\w\"'=])")
_ARGUMENT = re.compile(rf"\b({'|'.join(_OPTIONS)})=(?!\{{)({_VALUE})?")
#: ``read_layer(path, crs="EPSG:4326")``: on the command line only the argument counts.
_CALL = re.compile(r"\bread_layer\((?:\w+|\.\.\.), ([^()]*)\)")
#: What can be done in Python only, and what is left of it on the command line.
_IN_PYTHON = {
    re.compile(r" or set_crs\([^()]*\) of geopandas"): "",
    re.compile(r" atau set_crs\([^()]*\) dari geopandas"): "",
    re.compile(r"use layer\.with_axes_swapped\(\)"): "swap them in the file",
    re.compile(r"pakai layer\.with_axes_swapped\(\)"): "tukar di berkasnya",
}


def as_options(text: str, file: str = "", of_files: Mapping[str, Options] | None = None) -> str:
    """Write the arguments a message names as options.

    Parameters
    ----------
    text
        A message or hint of the library.
    file
        The file it is about.
    of_files
        Files with options of their own for how they are read; an argument for which there is none is left as it is.
        Words after the option stand behind its value.

    Examples
    --------
    >>> from petasentra.cli.hints import as_options
    >>> as_options('State it when reading, e.g. read_layer(path, crs="EPSG:4326").')
    'State it when reading, e.g. --crs EPSG:4326.'
    >>> as_options("Say it with read_layer(..., crs=...) or set_crs(...) of geopandas.")
    'Say it with --crs.'
    >>> as_options("Pass encoding=.", "z.shp", {"z.shp": {"encoding": "--zones-encoding"}})
    'Pass --zones-encoding.'
    """
    own = (of_files or {}).get(file)
    known = _OPTIONS if own is None else {name: _OPTIONS[name] for name in _OPTIONS.keys() - _OF_READING} | dict(own)

    def option(found: re.Match[str]) -> str:
        name, value = found[1], (found[2] or "").strip("\"'")
        if name not in known:
            return found[0]
        written, _, behind = known[name].partition(" ")
        return " ".join(part for part in (written, value if value != "..." else "", behind) if part)

    for pattern, left in _IN_PYTHON.items():
        text = pattern.sub(left, text)
    named = _NAME.sub(lambda found: "--" + found[0].replace("_", "-"), text)
    return _ARGUMENT.sub(option, _CALL.sub(r"\1", named))
