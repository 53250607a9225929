"""The list of papers that a proposal needs, as dated data, and which of them there are."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.days import as_day
from petasentra.dossiers.parts import day_value
from petasentra.errors import IoError, OptionError, SchemaError
from petasentra.files.utf8 import read_text
from petasentra.findings.rows import finding
from petasentra.impact.inputs import is_null, rows_of, text_of

if TYPE_CHECKING:
    import os

    from petasentra.impact.inputs import RowSource
    from petasentra.plotting.language import Words

__all__ = ["BUNDLED", "Checklist", "Edition", "read_checklist", "read_documents"]

#: Checklists that come with the package.
BUNDLED = ("dak-fisik-ikm",)
_WHAT = ("Daftar kelengkapan", "The checklist")
_PAPERS = ("Tabel dokumen", "The table of documents")
_STATES = {
    "ada": "there",
    "there": "there",
    "true": "there",
    "ya": "there",
    "yes": "there",
    "tidak ada": "not_there",
    "belum ada": "not_there",
    "not_there": "not_there",
    "missing": "not_there",
    "false": "not_there",
    "tidak": "not_there",
    "no": "not_there",
    "tidak perlu": "not_needed",
    "not_needed": "not_needed",
}


@dataclass(frozen=True)
class Edition:
    """A checklist as it holds from a day: its items are dictionaries of words, and never law unless ``verified``."""

    id: str
    title: Words
    since: dt.date
    until: dt.date | None
    source: str
    verified: bool
    items: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Checklist:
    """Editions of a checklist, the oldest first.

    Examples
    --------
    >>> from petasentra.dossiers.checklist import read_checklist
    >>> found = read_checklist("dak-fisik-ikm").on("2027-01-01")
    >>> len(found.items), found.verified
    (12, False)
    >>> read_checklist("dak-fisik-ikm").on("2015-12-31") is None
    True
    """

    name: str
    title: Words
    editions: tuple[Edition, ...]

    def on(self, day: dt.date | str) -> Edition | None:
        """Return the edition that holds on a day; None where none does."""
        wanted = as_day(day)
        holds = [one for one in self.editions if one.since <= wanted and (one.until is None or wanted <= one.until)]
        return holds[-1] if holds else None


def read_checklist(source: str | os.PathLike[str] | Checklist) -> Checklist:
    """Read a checklist by its name, or one of your own by its path.

    Raises
    ------
    IoError
        There is no such file.
    SchemaError
        A part is missing or not what it has to be.
    """
    if isinstance(source, Checklist):
        return source
    if not isinstance(source, str | Path):
        raise _unfit("", f"ini {type(source).__name__}", f"this is {type(source).__name__}")
    if source in BUNDLED:
        file = f"{source}.toml"
        text = files("petasentra.dossiers").joinpath("checklists").joinpath(file).read_text(encoding="utf-8")
    else:
        file = str(source)
        try:
            text = read_text(Path(source), *_WHAT)
        except (FileNotFoundError, IsADirectoryError) as error:
            raise IoError(
                f"{_WHAT[1]} is not there.",
                f"{_WHAT[0]} tidak ditemukan.",
                hint_en="Give a path, or one of: " + ", ".join(BUNDLED),
                hint_id="Berikan jalur berkas, atau salah satu dari: " + ", ".join(BUNDLED),
                code=701,
                file=file,
            ) from error
    try:
        return _checklist(tomllib.loads(text))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unfit(
            file, f"bagian {error} tidak ada atau tidak sesuai", f"part {error} is missing or unfit"
        ) from error


def _checklist(data: Mapping[str, Any]) -> Checklist:
    editions = sorted((_edition(one) for one in data["edition"]), key=lambda one: one.since)
    return Checklist(str(data["name"]), (str(data["title_id"]), str(data["title_en"])), tuple(editions))


def _edition(data: Mapping[str, Any]) -> Edition:
    since, until = data["from"], data.get("to")
    if not isinstance(since, dt.date) or not isinstance(until, dt.date | None):
        raise TypeError("from, to")
    items: list[dict[str, Any]] = [
        {
            "id": str(one["id"]),
            "words": (str(one["id_id"]), str(one["id_en"])),
            "section": str(one.get("section", "")),
            "note": (str(one.get("note_id", "")), str(one.get("note_en", ""))),
            "after": [str(each) for each in one.get("after", ())],
        }
        for one in data["item"]
    ]
    if len({one["id"] for one in items}) != len(items):
        raise ValueError("item.id")
    seen: set[str] = set()
    for one in items:
        if not set(one["after"]) <= seen:  # so that nothing waits for itself
            raise ValueError(f"{one['id']}.after")
        seen.add(one["id"])
    title = str(data["title_id"]), str(data["title_en"])
    return Edition(
        str(data["id"]), title, since, until, str(data["source"]), data.get("verified") is True, tuple(items)
    )


def read_documents(source: object, known: set[str]) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """Return what is said of each paper, by item, and findings.

    `source` is a mapping of item to True, False, a number of the paper or a dictionary; or a table with ``item`` and
    ``status`` (ada, tidak ada, tidak perlu), ``number``, ``dated``, ``until``, ``source``, ``verified``, ``invented``.
    """
    if isinstance(source, Mapping):
        listed = [{"item": name} | _entry(value) for name, value in source.items()]
    else:
        given: RowSource = source  # type: ignore[assignment]
        listed = [dict(one) for one in rows_of(given, ("item", "status"), _PAPERS).rows]
    papers: dict[str, dict[str, Any]] = {}
    found: list[dict[str, Any]] = []
    for cells in listed:
        item = text_of(cells.get("item"))
        if item not in known or item in papers:
            found.append(_unknown(item, twice=item in papers))
            continue
        papers[item] = _paper(item, cells, found)
    return papers, found


def _entry(value: object) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return {str(name): one for name, one in value.items()}
    if value is None or isinstance(value, bool):
        return {"status": "" if value is None else str(value).lower()}
    if isinstance(value, str):
        known = value.strip().lower() in _STATES
        return {"status": value} if known else {"status": "there", "number": value}
    raise OptionError(
        f"A document is True, False, a number or a dictionary, not {value!r}.",
        f"Dokumen berupa True, False, nomor, atau kamus Python, bukan {value!r}.",
        code=801,
    )


def _paper(item: str, cells: Mapping[str, Any], found: list[dict[str, Any]]) -> dict[str, Any]:
    status = text_of(cells.get("status")).lower()
    number = text_of(cells.get("number"))
    state = _STATES.get(status, "") if status else ("there" if number else "")
    if status and not state:
        found.append(_unread(item, "status", text_of(cells.get("status"))))
    days = {}
    for name in ("dated", "until"):
        value = cells.get(name)
        try:
            known = None if is_null(value) or value == "" else as_day(value)  # type: ignore[arg-type]
        except OptionError:
            known = None
            found.append(_unread(item, name, str(value)))
        days[name] = day_value(known)
    flags = {name: text_of(cells.get(name)).lower() in ("true", "ya", "yes", "1") for name in _FLAGS}
    return {"status": state, "number": number, **days, "source": text_of(cells.get("source")), **flags}


_FLAGS = ("verified", "schematic", "invented")


def _unknown(item: str, *, twice: bool) -> dict[str, Any]:
    why = ("disebut dua kali", "is named twice") if twice else ("tidak ada dalam daftar", "is not on the checklist")
    return finding(
        "DOCUMENT_UNKNOWN",
        "warning",
        "documents",
        item,
        (f"Dokumen “{item}” {why[0]}; tidak dihitung.", f"Document '{item}' {why[1]}; it does not count."),
        ("Pakai id butir daftar kelengkapan.", "Use the id of an item of the checklist."),
    )


def _unread(item: str, name: str, text: str) -> dict[str, Any]:
    return finding(
        "VALUE_UNREADABLE",
        "warning",
        "documents",
        item,
        (f"{name} “{text}” tidak terbaca; dianggap tidak diketahui.", f"{name} '{text}' cannot be read; not known."),
        ("Tulis ada atau tidak ada; tanggal sebagai TTTT-BB-HH.", "Write there or missing; days as YYYY-MM-DD."),
    )


def _unfit(file: str, why_id: str, why_en: str) -> SchemaError:
    return SchemaError(
        f"{_WHAT[1]} is not in order: {why_en}.",
        f"{_WHAT[0]} tidak sesuai: {why_id}.",
        hint_en="Copy the bundled dak-fisik-ikm.toml and change it.",
        hint_id="Salin dak-fisik-ikm.toml bawaan, lalu ubah.",
        code=101,
        file=file,
    )
