"""The folder of a plan pack: whether it is one, and which of its files Python has to read for the core."""

from __future__ import annotations

import csv
import io
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.errors import IoError, RuleError
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.matrices.permissions import PermissionMatrix

HEAD = "pack.toml"
ACTIVITIES = "activities.csv"


def pack_folder(folder: str | os.PathLike[str]) -> Path:
    """Return the folder if it holds a plan pack.

    Raises
    ------
    IoError
        There is no such folder (the nearest name beside it is suggested), it is a file, or it has no ``pack.toml``.
    """
    root = Path(folder)
    if root.is_dir():
        if (root / HEAD).is_file():
            return root
        raise IoError(
            "The folder is no plan pack: it has no file pack.toml.",
            "Folder ini bukan paket rencana: tidak ada berkas pack.toml di dalamnya.",
            hint_en="Name the folder in which pack.toml stands.",
            hint_id="Sebutkan folder tempat pack.toml berada.",
            code=701,
            file=str(root),
        )
    if root.exists():
        raise IoError(
            "A plan pack is a folder; this is a file.",
            "Paket rencana berupa folder; ini berkas.",
            hint_en="Name the folder in which pack.toml stands.",
            hint_id="Sebutkan folder tempat pack.toml berada.",
            code=701,
            file=str(root),
        )
    beside = [one.name for one in root.parent.iterdir() if one.is_dir()] if root.parent.is_dir() else []
    raise IoError(
        "There is no such folder.",
        "Folder itu tidak ada.",
        **did_you_mean(
            root.name, beside, otherwise=("Periksa letak paket rencananya.", "Check the path of the plan pack.")
        ),
        code=701,
        file=str(root),
    )


def format_number(root: Path) -> int | None:
    """Return the number of the format that a pack states; None where it states none, or no whole number."""
    pack = _toml(root / HEAD).get("pack")
    number = pack.get("format") if isinstance(pack, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def inside(root: Path, name: str, named_in: str) -> Path:
    """Return the path of a file that the pack names.

    Raises
    ------
    RuleError
        It lies outside the folder of the pack.
    """
    plain = os.path.normpath(name.replace("\\", "/"))
    if not os.path.isabs(plain) and plain.split("/")[0] != ".." and ":" not in plain.split("/")[0]:  # noqa: PTH117
        return root / name
    raise RuleError(
        f"The path {name!r} leads out of the folder of the pack.",
        f"Jalur {name!r} keluar dari folder paket.",
        hint_en="Put the file into the folder of the pack and name it from there.",
        hint_id="Letakkan berkasnya di dalam folder paket lalu sebut dari sana.",
        code=402,
        file=str(root / named_in),
    )


def workbook_texts(root: Path) -> dict[str, str]:
    """Return the CSV text of each spreadsheet that an instrument of the pack, or a variant, names as its matrix.

    A pack without a list of activities gets one made of the rows of its spreadsheets, as ``activities.csv``. Files that
    cannot be understood are left to the core, which says what is wrong with them.

    Raises
    ------
    IoError
        A spreadsheet is missing or unreadable.
    RuleError
        A spreadsheet lies outside the folder.
    SchemaError
        There is no matrix in a spreadsheet.
    """
    return {name: text for name, text, _ in workbooks(root)}


def workbooks(root: Path) -> Iterator[tuple[str, str, PermissionMatrix | None]]:
    """Yield name, CSV text and matrix of each spreadsheet; the list of activities made of them has no matrix.

    See `workbook_texts`.
    """
    from petasentra.matrices.permissions import activities_csv, read_permissions

    seen: dict[str, PermissionMatrix] = {}
    listed = _listed_activities(root)
    for instrument in instrument_files(root):
        permissions = _toml(root / instrument).get("permissions")
        name = permissions.get("path") if isinstance(permissions, dict) else None
        if not isinstance(name, str) or not name.lower().endswith(".xlsx") or name in seen:
            continue
        path = inside(root, name, instrument)
        if not path.is_file():
            raise IoError(
                f"File {name!r} is not in the pack.",
                f"Berkas {name!r} tidak ada dalam paket.",
                hint_en="Put it there, or correct [permissions] path.",
                hint_id="Letakkan di sana, atau betulkan [permissions] path.",
                code=701,
                file=str(root / instrument),
            )
        seen[name] = read_permissions(path)
        yield name, seen[name].csv_text(listed or ()), seen[name]
    if seen and listed is None:
        yield ACTIVITIES, activities_csv(list(seen.values())), None


def _listed_activities(root: Path) -> frozenset[str] | None:
    """Ids of the activities of a pack; None where it has no list of its own."""
    section = _toml(root / HEAD).get("activities")
    stated = section.get("path") if isinstance(section, dict) else None
    path = root / (stated if isinstance(stated, str) else ACTIVITIES)
    if not path.is_file():
        return None if stated is None else frozenset()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return frozenset()
    return frozenset(row.get("id") or "" for row in csv.DictReader(io.StringIO(text)))


def instrument_files(root: Path) -> Iterator[str]:
    """Names of the instrument files of a pack, those of its variants after them."""
    head = _toml(root / HEAD)
    pack = head.get("pack")
    listed = pack.get("instruments") if isinstance(pack, dict) else None
    yield from (name for name in _list(listed) if isinstance(name, str))
    for variant in _list(head.get("variant")):
        for change in _list(variant.get("replace") if isinstance(variant, dict) else None):
            name = change.get("with") if isinstance(change, dict) else None
            if isinstance(name, str):
                yield name


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # bad TOML and bad UTF-8 are ValueErrors
        return {}
