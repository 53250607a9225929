"""Columns of the sites that speak of people: found, marked, and kept out of every file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.files.load_report import Note
from petasentra.personal import personal_looking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.layers.layer import Layer


def without_people(
    sites: Layer, *, personal: Sequence[str], keep: Sequence[str], site_id: str
) -> tuple[Layer, str, list[Note]]:
    """Mark the columns that are or look personal; return the sites, the column that names them, and notes.

    Parameters
    ----------
    sites
        The sites as read.
    personal
        Columns said to be personal.
    keep
        Columns that look personal and are not.
    site_id
        Column that names the sites. If that is personal the sites are numbered instead: #1, #2 ... in the order of the
        file.

    Raises
    ------
    SchemaError
        A column of `personal` or `keep` does not exist; the error suggests the nearest name.
    """
    sites.with_personal(keep)  # only to see that they exist
    guessed = [name for name in personal_looking(sites.columns) if name not in keep and name not in personal]
    marked = sites.with_personal([*personal, *guessed])
    notes = [_note_on_guess(guessed)] if guessed else []
    if site_id not in marked.personal:
        return marked, site_id, notes
    numbered, name = _numbered(marked)
    note = Note(
        "SITES_NUMBERED",
        f"Kolom {site_id} berisi data pribadi; tapak disebut menurut urutannya dalam berkas: #1, #2 dan seterusnya.",
        f"The column {site_id} holds personal data; sites are named by their order in the file: #1, #2 and so on.",
    )
    return numbered, name, [*notes, note]


def _note_on_guess(names: Sequence[str]) -> Note:
    shown = ", ".join(names)
    return Note(
        "COLUMN_PERSONAL",
        f"Kolom yang namanya tampak seperti data pribadi tidak ikut ditulis: {shown}. "
        "Dengan --keep NAMA kolom itu ikut; kolom pribadi lain disebut dengan --personal NAMA.",
        f"Columns whose names look like personal data are left out: {shown}. "
        "With --keep NAME a column stays; name other personal columns with --personal NAME.",
    )


def _numbered(marked: Layer) -> tuple[Layer, str]:
    """Add a column with the numbers of the sites."""
    from petasentra.conformance.sites import numbered

    name = "site_id"
    while name in marked.columns:
        name = f"{name}_"
    return numbered(marked, name), name
