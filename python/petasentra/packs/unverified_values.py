"""What of a pack nobody has seen: instruments, dates, articles, layers, matrices and conditions."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra.errors import IoError
from petasentra.law.pack_folder import HEAD, inside, pack_folder, workbook_texts

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from pathlib import Path

DATES = ("enacted_on", "in_force_from", "in_force_to", "published_on")
PERMISSIONS = "permissions"


@dataclass(frozen=True)
class Unverified:
    """Something of a pack that nobody has seen.

    Attributes
    ----------
    name
        As the column ``unverified_rules`` of a check has it: ``perda-10-2021#pasal-5``; an instrument by its id alone.
    kind
        ``instrument``, ``date``, ``article``, ``layer``, ``permissions`` or ``condition``.
    label
        What it is called, for people.
    file
        File of the pack in which it stands.
    """

    name: str
    kind: str
    label: str
    file: str


def unverified(folder: str | os.PathLike[str]) -> tuple[Unverified, ...]:
    """List what nobody has seen: instruments, their dates, articles, layers, matrices and conditions.

    Parameters
    ----------
    folder
        Folder of the pack.

    Raises
    ------
    IoError, RuleError
        The pack cannot be read.

    Examples
    --------
    >>> import petasentra as ps
    >>> sorted({one.kind for one in ps.packs.unverified(ps.datasets.path("jombang"))})
    ['article', 'condition', 'date', 'instrument', 'layer', 'permissions']
    """
    root = pack_folder(folder)
    found: list[Unverified] = []
    for instrument, file in instruments_of(root):
        found += _of_instrument(root, instrument, file)
    return tuple(found)


def _of_instrument(root: Path, instrument: dict[str, Any], file: str) -> Iterable[Unverified]:
    head = instrument["instrument"]
    own = str(head["id"])
    if not head.get("verified"):
        yield Unverified(own, "instrument", str(head.get("title", "")), file)
    seen = head.get("verified_dates") or {}
    for date in DATES:
        if date in head and not seen.get(date):
            yield Unverified(f"{own}#{date}", "date", str(head[date]), file)
    for article in instrument.get("article", []):
        if not article.get("verified"):
            yield Unverified(f"{own}#{article['id']}", "article", str(article.get("label", "")), file)
    for layer in instrument.get("layer", []):
        if not layer.get("verified"):
            yield Unverified(f"{own}#{layer['id']}", "layer", str(layer.get("path", "")), file)
    permissions = instrument.get(PERMISSIONS) or {}
    if permissions.get("path") and not permissions.get("verified"):
        yield Unverified(f"{own}#{PERMISSIONS}", PERMISSIONS, str(permissions["path"]), file)
    table = str(permissions.get("conditions") or "")
    for row, words, verified in conditions_of(root, table):
        if not verified:
            yield Unverified(f"{own}#{row}", "condition", words, table)


def instruments_of(root: Path) -> list[tuple[dict[str, Any], str]]:
    """Instrument files of the pack as it stands, once the core has found nothing wrong with them."""
    _core.read_pack(str(root), texts=workbook_texts(root))
    names = tomllib.loads(_plain_file(root / HEAD))["pack"]["instruments"]
    return [(tomllib.loads(_plain_file(inside(root, name, HEAD))), name) for name in names]


def conditions_of(root: Path, table: str) -> list[tuple[str, str, bool]]:
    """Id, words and mark of each row of a table of conditions."""
    if not table:
        return []
    reader = csv.DictReader(io.StringIO(_plain_file(inside(root, table, HEAD))))
    return [
        (str(row["id"]), str(row["text_id"]), str(row.get("verified") or "").strip().lower() == "true")
        for row in reader
        if row.get("id") and not str(row["id"]).startswith("#")
    ]


def read_utf8(path: Path) -> str:
    """Read a text as it stands, line ends and byte order mark included."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise IoError(
            "The file is not in UTF-8.",
            "Berkas tidak memakai pengodean UTF-8.",
            hint_en="Save it again in UTF-8.",
            hint_id="Simpan ulang dengan pengodean UTF-8.",
            code=702,
            file=str(path),
        ) from error


def _plain_file(path: Path) -> str:
    return read_utf8(path).removeprefix("\ufeff")
