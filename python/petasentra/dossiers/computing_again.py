"""Computing a dossier again from the files that it names: which of them changed or are gone, and what they give now."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.auditing.canonical import json_sha256
from petasentra.auditing.changes import Change
from petasentra.errors import PetasentraError
from petasentra.files.hashes import FileHashes

if TYPE_CHECKING:
    import os

    from petasentra.dossiers.parts import Plain

__all__ = ["ComputedAgain", "answer_of_law", "compute_again"]

_NO_PROPOSAL = (
    "data tidak dihitung ulang: usulan (.toml) tidak ditemukan; beri proposal=",
    "the data were not computed again: the proposal (.toml) is not found; give proposal=",
)
_NO_FILES = (
    "data tidak dihitung ulang: ada berkas masukan yang tidak ditemukan",
    "the data were not computed again: there are input files that are not found",
)


@dataclass(frozen=True)
class ComputedAgain:
    """What came of it: whether it was done, files that changed, parts with another answer, and why it was not done."""

    computed: bool = False
    files: tuple[Change, ...] = ()
    inputs: dict[str, Any] = field(default_factory=dict)
    why_not: tuple[str, str] = ("", "")


def compute_again(document: Plain, path: Path, proposal: str | os.PathLike[str] | None) -> ComputedAgain:
    """Compare the files that a dossier in `path` names, and compute it again from them where all are there.

    The day and the year are those of the dossier, whatever the proposal says now.
    """
    stated = document["inputs"].get("files")
    if not stated:
        return ComputedAgain()
    where = _place(document, path, proposal)
    if where is None:
        return ComputedAgain(why_not=_NO_PROPOSAL)
    files = _compared(stated, where)
    if any(one.after is None for one in files):
        return ComputedAgain(files=files, why_not=_NO_FILES)
    from petasentra.dossiers.making import dossier
    from petasentra.dossiers.proposal import read_proposal

    asked = {"as_of": document["inputs"]["as_of"], "year": document["inputs"]["year"]}
    if document["inputs"]["day_assumed"]:
        asked["as_of"] = None
    try:
        now = dossier(**(read_proposal(where) | asked)).document["inputs"]
    except PetasentraError as error:
        why = (
            f"data tidak dapat dihitung ulang: {error.message_id}",
            f"the data cannot be computed again: {error.message_en}",
        )
        return ComputedAgain(files=files, why_not=why)
    before = document["inputs"]
    other = {name: now[name] for name in before if name in now and name != "files" and not _same(name, before, now)}
    return ComputedAgain(True, files, other)


def answer_of_law(law: Plain | None) -> Plain | None:
    """Return what the law says, without the record of how it was asked."""
    return None if law is None else {name: value for name, value in law.items() if name != "audit"}


def _same(name: str, before: Plain, now: Plain) -> bool:
    one, other = before[name], now[name]
    if name == "conformance":
        one, other = answer_of_law(one), answer_of_law(other)
    return json_sha256(one) == json_sha256(other)


def _place(document: Plain, path: Path, proposal: str | os.PathLike[str] | None) -> Path | None:
    """Return where the proposal lies: where it is said to, or where it lay when the dossier was written."""
    places = document.get("places")
    said = places.get("proposal") if isinstance(places, dict) else None
    if proposal is None and not isinstance(said, str):
        return None
    found = Path(proposal) if proposal is not None else path.resolve().parent / str(said)
    return found if found.is_file() else None


def _compared(stated: list[dict[str, str]], proposal: Path) -> tuple[Change, ...]:
    """Return the files whose hash is another one now; ``after`` is None for one that is gone."""
    lie = [proposal if one["part"] == "proposal" else proposal.parent / one["name"] for one in stated]
    hashes = FileHashes([one for one in lie if one.is_file()])
    found = {}
    for one, file in zip(stated, lie, strict=True):
        now = hashes[file] if file.is_file() else None
        if now != one["sha256"]:
            found[one["name"]] = Change("file", one["name"], one["sha256"], now)
    return tuple(found.values())
