"""Lint of a whole pack: its law, its spreadsheets, its layers, and what is still to be filled in."""

from __future__ import annotations

import datetime
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra.errors import PetasentraError
from petasentra.findings.rows import finding, findings_table
from petasentra.law.pack_folder import HEAD, inside, instrument_files, pack_folder, workbooks
from petasentra.matrices.kbli_column import read_kbli_column
from petasentra.suggesting import did_you_mean
from petasentra.tables import Table

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

    from petasentra.layers.layer import Layer

#: Texts that `new_pack` leaves for people to replace begin with this word; the date stands for "not known yet".
TO_FILL_IN = "ISI:"
NEVER = datetime.date(9999, 12, 31)
_ZONE_UNKNOWN = 405  # said already, zone by zone


def lint(folder: str | os.PathLike[str], *, variant: str | None = None) -> Table:
    """Find what is odd, missing or unverified in a pack, its spreadsheets and its zone layers.

    Beyond `PlanPack.lint`, which needs a pack that can be read, this reads the folder: zones without a column in the
    matrix, columns without a zone, what a pack begun with `new_pack` still leaves open, what a spreadsheet left out.
    What is still to be filled in stands first: nobody but whoever writes the pack can do that.

    Parameters
    ----------
    folder
        Folder of the pack.
    variant
        Id of a what-if variant; None looks at the pack as it stands.

    Returns
    -------
    Table
        Findings: code, severity, layer (an instrument or a file), feature_id, measure, unit, message and hint in
        Indonesian and English. Their codes are in the catalogue of findings.

    Raises
    ------
    IoError
        There is no such pack, or a file of it is missing.
    RuleError
        A file of the pack cannot be understood at all.

    Examples
    --------
    >>> import petasentra as ps
    >>> findings = ps.packs.lint(ps.datasets.path("jombang"))
    >>> "UNVERIFIED" in findings["code"]
    True
    """
    root = pack_folder(folder)
    books = list(workbooks(root))
    law = _core.read_pack(str(root), variant=variant or "", texts={name: text for name, text, _ in books})
    rows: list[Mapping[str, Any]] = []
    for file in (HEAD, *dict.fromkeys(instrument_files(root))):
        rows += _open_texts(root, file)
    rows += Table(law.lint()).to_pylist()
    for _, _, matrix in books:
        if matrix is None:
            continue
        rows += [row for row in matrix.findings.to_pylist() if row["code"] != "CELL_UNREADABLE"]
    rows += _codes(law)
    rows += _layers(root, law, variant)
    return findings_table(rows)


def _codes(law: _core.PlanLaw) -> Iterator[dict[str, Any]]:
    """Name KBLI codes of the activities that may have lost their zero: they are matched as written."""
    listed = [one for one in law.activities if one["kbli"]]
    read = read_kbli_column([one["kbli"] for one in listed])
    for at in sorted((*read.padded, *read.doubtful)):
        code, activity = listed[at]["kbli"], str(listed[at]["id"])
        yield finding(
            "KBLI_DOUBTFUL",
            "warning",
            "activities",
            activity,
            (
                f"Kode KBLI '{code}' pada kegiatan '{activity}' mungkin kehilangan nol di depan (0{code}); dicocokkan "
                "seperti tertulis.",
                f"The KBLI code '{code}' of activity '{activity}' may have lost its leading zero (0{code}); it is "
                "matched as written.",
            ),
            ("Tulis kode KBLI lengkap dengan nol di depannya.", "Write the whole KBLI code with its leading zero."),
        )


def _open_texts(root: Path, file: str) -> Iterator[dict[str, Any]]:
    document = tomllib.loads(inside(root, file, HEAD).read_text(encoding="utf-8-sig"))
    for place, value in _values(document, ""):
        if value == NEVER or (isinstance(value, str) and value.startswith(TO_FILL_IN)):
            yield finding(
                "TO_FILL_IN",
                "warning",
                file,
                place,
                (f"{place} masih harus diisi.", f"{place} is still to be filled in."),
                ("Ganti dengan isi yang sebenarnya.", "Replace it with what is true."),
            )


def _values(node: object, place: str) -> Iterator[tuple[str, object]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _values(value, f"{place}.{key}" if place else str(key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            name = value.get("id", number) if isinstance(value, dict) else number
            yield from _values(value, f"{place}[{name}]")
    else:
        yield place, node


def _layers(root: Path, law: _core.PlanLaw, variant: str | None) -> Iterator[dict[str, Any]]:
    from petasentra.law.pack_layers import bound_layers

    try:
        layers = bound_layers(root, law)
    except PetasentraError as error:
        yield _refused(error)
        return
    told = False
    for instrument in law.instruments:
        for link in instrument["layers"]:
            layer = layers.get((str(instrument["id"]), str(link["id"])))
            if layer is not None and link["role"] == "zones" and link["code"] in layer.columns:
                found = list(_zones(instrument, link, layer))
                told = told or any(row["code"] == "ZONE_WITHOUT_COLUMN" for row in found)
                yield from found
    try:
        _core.BoundPack(law, [(i, name, layer._handle) for (i, name), layer in layers.items()])
    except PetasentraError as error:
        if not (told and error.code == _ZONE_UNKNOWN):
            yield _refused(error)


def _zones(instrument: Mapping[str, Any], link: Mapping[str, Any], layer: Layer) -> Iterator[dict[str, Any]]:
    codes = Counter("" if code is None else str(code).strip() for code in layer[link["code"]])
    where, column = str(instrument["id"]), str(link["code"])
    if empty := codes.pop("", 0):
        yield finding(
            "ZONE_WITHOUT_CODE", "warning", where, str(link["id"]),
            (f"{empty} zona tidak berkode pada kolom {column}.", f"{empty} zones have no code in column {column}."),
            ("Isi kode zonanya; tanpa kode tidak ada ketentuan yang berlaku di sana.",
             "Give them a code; without one no rule applies there."),
            float(empty), "features",
        )  # fmt: skip
    permissions = instrument["permissions"]
    if not permissions["path"]:
        return
    columns = set(permissions["zones"])
    for code, count in sorted(codes.items()):
        if code in columns or ("/" in code and all(part.strip() in columns for part in code.split("/"))):
            continue
        hints = did_you_mean(
            code,
            list(permissions["zones"]),
            otherwise=(
                "Tambahkan kolomnya, atau betulkan kode pada peta.",
                "Add the column, or correct the code on the map.",
            ),
        )
        yield finding(
            "ZONE_WITHOUT_COLUMN", "error", where, code,
            (f"Zona '{code}' ({count} fitur) tidak punya kolom dalam matriks {permissions['path']}.",
             f"Zone '{code}' ({count} features) has no column in the matrix {permissions['path']}."),
            (hints["hint_id"], hints["hint_en"]),
            float(count), "features",
        )  # fmt: skip
    parts = {part.strip() for code in codes for part in code.split("/")} | set(codes)
    unused = [zone for zone in permissions["zones"] if zone not in parts]
    if unused:
        yield finding(
            "COLUMN_WITHOUT_ZONE", "note", where, unused[0],
            (f"Kolom matriks tanpa zona pada peta ({len(unused)}): {', '.join(unused)}.",
             f"Columns of the matrix without a zone on the map ({len(unused)}): {', '.join(unused)}."),
            ("Periksa apakah petanya lengkap.", "Check that the map is complete."),
            float(len(unused)), "columns",
        )  # fmt: skip


def _refused(error: PetasentraError) -> dict[str, Any]:
    return finding(
        "PACK_REFUSED",
        "error",
        error.layer or Path(error.file).name,
        error.feature or error.column,
        (error.message_id, error.message_en),
        (error.hint_id, error.hint_en),
    )
