"""A dossier read back from its JSON."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from petasentra.dossiers.compose import compose
from petasentra.dossiers.dossier import DOSSIER_FORMAT, Dossier
from petasentra.errors import SchemaError
from petasentra.files.replacing import cannot_read

__all__ = ["holds_dossier", "is_dossier_document", "made_again", "read_dossier", "read_document"]


def read_dossier(path: str | os.PathLike[str]) -> Dossier:
    """Read a dossier from the JSON that `Dossier.save` wrote.

    Raises
    ------
    IoError
        There is no such file.
    SchemaError
        It is no dossier, one of a newer form, or a part of it is missing.
    """
    document = read_document(path)
    made_again(document, str(path))
    return Dossier({name: value for name, value in document.items() if name != "places"})


def read_document(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Return the document in a file."""
    try:
        text = Path(path).read_bytes().decode("utf-8", "surrogateescape")
    except OSError as error:
        raise cannot_read(
            path, error, hint_en="Name the .json of a dossier.", hint_id="Sebutkan .json sebuah berkas usulan."
        ) from error
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or not is_dossier_document(document):
        raise _none(str(path))
    if document["petasentra_dossier"] < DOSSIER_FORMAT and isinstance(document.get("inputs"), dict):
        number = document["petasentra_dossier"]
        raise SchemaError(
            f"This dossier is of form {number}; this version reads form {DOSSIER_FORMAT}.",
            f"Berkas usulan ini berbentuk {number}; versi ini membaca bentuk {DOSSIER_FORMAT}.",
            hint_en="Make the dossier again from its data.",
            hint_id="Buat ulang berkas usulannya dari datanya.",
            code=106,
            file=str(path),
        )
    if document["petasentra_dossier"] > DOSSIER_FORMAT:
        number = document["petasentra_dossier"]
        raise SchemaError(
            f"This dossier is of form {number}; this version knows forms up to {DOSSIER_FORMAT}.",
            f"Berkas usulan ini berbentuk {number}; versi ini mengenal bentuk sampai {DOSSIER_FORMAT}.",
            hint_en="Install a newer petasentra.",
            hint_id="Pasang petasentra yang lebih baru.",
            code=106,
            file=str(path),
        )
    return document


def holds_dossier(path: str | os.PathLike[str]) -> bool:
    """Whether a file says that it is the JSON of a dossier; False for one that cannot be read."""
    try:
        if not isinstance(path, str | os.PathLike):
            return False
        raw = Path(path).read_bytes()
    except (OSError, ValueError):
        return False
    if b'"petasentra_dossier"' not in raw:
        return False
    try:
        return is_dossier_document(json.loads(raw.decode("utf-8", "surrogateescape")))
    except (ValueError, RecursionError):
        return False


def is_dossier_document(document: object) -> bool:
    """Whether a JSON document says that it is a dossier."""
    return isinstance(document, dict) and type(document.get("petasentra_dossier")) is int


def made_again(document: dict[str, Any], file: str) -> dict[str, Any]:
    """Return what the inputs in a document give; refuse a document whose inputs cannot be read."""
    try:
        if not all(isinstance(document[name], kind) for name, kind in _PARTS.items()):
            raise TypeError
        return compose(document["inputs"])
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, StopIteration):
        raise _none(file) from None


_PARTS: dict[str, type] = {
    "sections": list,
    "missing": list,
    "findings": list,
    "citations": list,
    "sentra": dict,
    "inputs": dict,
    "audit": dict,
    "sha256": str,
}


def _none(file: str) -> SchemaError:
    return SchemaError(
        "There is no dossier in this file.",
        "Tidak ada berkas usulan dalam berkas ini.",
        hint_en="Name the .json that Dossier.save wrote.",
        hint_id="Sebutkan .json yang ditulis Dossier.save.",
        code=106,
        file=file,
    )
