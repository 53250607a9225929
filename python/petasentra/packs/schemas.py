"""JSON Schema of the files of a plan pack, for editors that check TOML while people write."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from petasentra.errors import OptionError

#: The files a schema describes: ``pack.toml``, an instrument file, ``cases.toml``.
FILES = ("pack", "instrument", "cases")


def schema_text(file: str) -> str:
    """Return the JSON Schema of a file as text; see `schema_of`."""
    if file not in FILES:
        known = ", ".join(FILES)
        raise OptionError(
            f"There is no schema of {file!r}.",
            f"Tidak ada skema untuk {file!r}.",
            hint_en=f"Known: {known}.",
            hint_id=f"Yang dikenal: {known}.",
            code=801,
        )
    return (files("petasentra.packs") / "schema" / f"{file}.schema.json").read_text(encoding="utf-8")


def schema_of(file: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a file of a pack.

    Dates of TOML count as text with the format ``date``, as editors of TOML read them.

    Parameters
    ----------
    file
        ``"pack"``, ``"instrument"`` or ``"cases"``.

    Raises
    ------
    OptionError
        It is none of these.

    Examples
    --------
    >>> import petasentra as ps
    >>> sorted(ps.packs.schema_of("pack")["properties"])[:3]
    ['accuracy_by_scale', 'activities', 'crosswalk']
    """
    found: dict[str, Any] = json.loads(schema_text(file))
    return found
