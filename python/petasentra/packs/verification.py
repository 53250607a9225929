"""Who has seen the words of an article, on which day: the one way in which something in a pack becomes verified."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra.days import as_day
from petasentra.errors import OptionError, RuleError
from petasentra.files.replacing import replacing
from petasentra.law.pack_folder import HEAD, inside, pack_folder
from petasentra.matrices.csv_text import with_cells
from petasentra.packs.toml_text import with_values
from petasentra.packs.unverified_values import DATES, PERMISSIONS, conditions_of, instruments_of, read_utf8
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from pathlib import Path

    from petasentra.days import DayLike


@dataclass(frozen=True)
class Verified:
    """What `verify` recorded: the article, who, when, the hash of its words, and the files it changed."""

    article: str
    by: str
    on: str
    text_sha256: str
    files: tuple[str, ...]


def text_hash(words: str) -> str:
    r"""Return the SHA-256 of the words of an article: UTF-8, line feeds, no blanks at either end.

    Examples
    --------
    >>> from petasentra.packs.verification import text_hash
    >>> text_hash("Pasal 5\r\n") == text_hash("Pasal 5")
    True
    """
    return _core.article_text_sha256(words)


def verify(
    folder: str | os.PathLike[str],
    article: str,
    *,
    by: str,
    on: DayLike,
    text: str | None = None,
    page: str | None = None,
    url: str | None = None,
    also: Sequence[str] = (),
) -> Verified:
    """Record that somebody has seen the words of an article, and set ``verified = true``.

    The TOML file is changed in place: comments, order and every byte that is not one of these values stay; it is
    written beside the old one and takes its place whole.

    Parameters
    ----------
    folder
        Folder of the pack.
    article
        ``"<instrument>#<article>"``, as `unverified` and the column ``unverified_rules`` name it.
    by
        Who has seen the words.
    on
        On which day.
    text
        The words; left out where the pack already has them.
    page, url
        Where the words can be seen again: page or image of the printed law, or a link. One of them is needed, here or
        in the pack.
    also
        What the seen article settles besides its words: ``"instrument"``, a date (``"in_force_from"``),
        ``"permissions"``, a layer id or a condition id of the same instrument. A layer or matrix must name this
        article.

    Returns
    -------
    Verified

    Raises
    ------
    OptionError
        A name, the words or the place is missing, or there is no such article.
    RuleError
        The article was verified with other words, a layer or matrix names another article, or the file is written in a
        way that cannot be changed in place.
    IoError
        A file cannot be read or written.

    Examples
    --------
    >>> import petasentra as ps, shutil
    >>> folder = shutil.copytree(ps.datasets.path("jombang"), "salinan")
    >>> done = ps.packs.verify(
    ...     folder, "perda-10-2021#lampiran-itbx", by="Contoh Petugas", on="2026-11-23",
    ...     text="(kata-kata rekaan untuk contoh)", page="halaman 12",
    ... )
    >>> done.text_sha256[:8], done.files
    ('c8a7b1f9', ('perda-10-2021.toml',))
    """
    root = pack_folder(folder)
    day = as_day(on, "on")
    if not by.strip():
        raise _option("Who has seen the words is not said.", "Siapa yang melihat naskahnya belum disebut.", "by=")
    instrument, file, number = _article(root, article)
    entry = instrument["article"][number]
    words = _plain(text if text is not None else str(entry.get("text", "")))
    if not words:
        raise _option("The words of the article are missing.", "Naskah pasalnya belum diberikan.", "text=")
    place = {"page": page, "url": url}
    if not any(given or entry.get(key) for key, given in place.items()):
        raise _option("Where the words can be seen is not said.", "Tempat melihat naskahnya belum disebut.", "page=")
    sha256 = text_hash(words)
    _require_same_words(entry, sha256, article, root / file)
    values: dict[str, Any] = {"text": words} if text is not None and entry.get("text") != words else {}
    values |= {key: given for key, given in place.items() if given is not None}
    values |= {"text_sha256": sha256, "verified": True, "verified_by": by.strip(), "verified_on": day}

    toml = with_values(read_utf8(root / file), "article", number, values)
    conditions: list[str] = []
    for name in also:
        toml, condition = _with_also(toml, instrument, str(entry["id"]), name, root / file)
        conditions += [condition] if condition else []
    changed = {file: toml}
    if conditions:
        table = str(instrument["permissions"]["conditions"])
        changed[table] = with_cells(read_utf8(inside(root, table, file)), "verified", conditions, "true")
    _require_readable(root, changed)
    for name, content in changed.items():
        _write(inside(root, name, HEAD), content)
    return Verified(article, by.strip(), day.isoformat(), sha256, tuple(changed))


def _with_also(toml: str, instrument: dict[str, Any], article: str, name: str, file: Path) -> tuple[str, str | None]:
    """Set one more thing; the second value is a condition that stands in a table of its own."""
    if name == "instrument":
        return with_values(toml, "instrument", 0, {"verified": True}), None
    if name in DATES:
        if name not in instrument["instrument"]:
            raise _no_such(name, [date for date in DATES if date in instrument["instrument"]])
        return _with_date(toml, instrument, name), None
    linked = [(PERMISSIONS, 0, instrument.get(PERMISSIONS) or {})]
    linked += [(str(layer.get("id")), at, layer) for at, layer in enumerate(instrument.get("layer", []))]
    for known, number, link in linked:
        if known != name:
            continue
        if link.get("article") != article:
            raise RuleError(
                f"{name!r} names the article {str(link.get('article', ''))!r}, not {article!r}.",
                f"{name!r} merujuk pasal {str(link.get('article', ''))!r}, bukan {article!r}.",
                hint_en="Verify the article it rests on, or correct its key article.",
                hint_id="Verifikasi pasal yang menjadi dasarnya, atau betulkan kunci article.",
                code=402,
                file=str(file),
            )
        table = PERMISSIONS if name == PERMISSIONS else "layer"
        return with_values(toml, table, number, {"verified": True}), None
    conditions = _condition_ids(file.parent, instrument)
    if name in conditions:
        return toml, name
    raise _no_such(name, ["instrument", *DATES, *(known for known, _, link in linked if link), *conditions])


def _with_date(toml: str, instrument: dict[str, Any], name: str) -> str:
    if "verified_dates" not in instrument["instrument"]:
        # The table must be there to be changed; an empty one says the same as none.
        line_end = "\r\n" if "\r\n" in toml else "\n"
        toml = toml.rstrip("\r\n") + f"{line_end}{line_end}[instrument.verified_dates]{line_end}"
    return with_values(toml, "instrument.verified_dates", 0, {name: True})


def _article(root: Path, name: str) -> tuple[dict[str, Any], str, int]:
    known: list[str] = []
    for instrument, file in instruments_of(root):
        own = instrument["instrument"]["id"]
        for number, article in enumerate(instrument.get("article", [])):
            known.append(f"{own}#{article['id']}")
            if known[-1] == name:
                return instrument, file, number
    raise _no_such(name, known)


def _condition_ids(root: Path, instrument: dict[str, Any]) -> list[str]:
    table = str((instrument.get(PERMISSIONS) or {}).get("conditions") or "")
    return [row for row, _, _ in conditions_of(root, table)]


def _require_same_words(entry: dict[str, Any], sha256: str, article: str, file: Path) -> None:
    if not entry.get("verified") or entry.get("text_sha256") in ("", None, sha256):
        return
    raise RuleError(
        f"Article {article!r} was verified with other words, by {str(entry.get('verified_by', ''))!r}.",
        f"Pasal {article!r} telah diverifikasi dengan naskah lain, oleh {str(entry.get('verified_by', ''))!r}.",
        hint_en="Compare the two. If the new words are right, set verified = false first.",
        hint_id="Bandingkan keduanya. Bila naskah baru yang benar, ubah dahulu verified menjadi false.",
        code=402,
        file=str(file),
    )


def _require_readable(root: Path, changed: dict[str, str]) -> None:
    """Let the core read the pack as it would be; what it refuses is not written."""
    from petasentra.law.pack_folder import workbook_texts

    _core.read_pack(str(root), texts=workbook_texts(root) | changed)


def _write(path: Path, content: str) -> None:
    with replacing(path) as draft:
        draft.write_bytes(content.encode())
        shutil.copymode(path, draft)


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u00a0")


def _option(message_en: str, message_id: str, argument: str) -> OptionError:
    return OptionError(message_en, message_id, hint_en=f"Give {argument}.", hint_id=f"Isi {argument}.", code=801)


def _no_such(name: str, known: Sequence[str]) -> OptionError:
    return OptionError(
        f"The pack has no {name!r} that could be verified.",
        f"Paket ini tidak punya {name!r} yang dapat diverifikasi.",
        **did_you_mean(name, known),
        code=801,
    )
