"""The numbers of a printed dossier, and those that each of its parts may print by the JSON."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any

from petasentra.dossiers.printing import value_text
from petasentra.plotting.language import date, number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN = re.compile(r"\d[\d.,]*\d|\d")


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text.replace("\u00ad", ""))


def known_of(document: dict[str, Any], lang: str) -> set[str]:
    """Every number of what was computed: not of what was given, nor of the record of versions."""
    parts = {name: document[name] for name in document if name not in ("inputs", "audit")}
    return set(printable(parts, lang))


def printable(document: Any, lang: str) -> Iterator[str]:
    """Every number of a document as it may be printed: texts as they are, figures at each number of decimals."""
    if isinstance(document, dict):
        if "date" in document:
            yield from tokens(date(document["date"], lang))
        for value in document.values():
            yield from printable(value, lang)
    elif isinstance(document, list):
        for value in document:
            yield from printable(value, lang)
    elif isinstance(document, str):
        yield from tokens(document)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", document):
            yield from tokens(date(document, lang))
    elif isinstance(document, int | float) and not isinstance(document, bool):
        yield str(document)
        for decimals in range(7):
            yield from tokens(number(document, decimals, lang))


def text_of_pdf(path: Path) -> str:
    """The text without the foot of each page."""
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"(?:Sidik berkas|Hash of the dossier)\s+[0-9a-f]{64}\s+(?:Halaman|Page) \d+", "", done.stdout)


def parts_of_pdf(path: Path, document: dict[str, Any], lang: str) -> dict[str, str]:
    """The text of each part, from one heading to the next: ``front``, the sections by their names, ``end``."""
    body = " ".join(text_of_pdf(path).split())
    at = body.index(" ".join(document["missing_by"][lang].split())[:40])
    starts = []
    for one in document["sections"]:
        at = body.index(f"{one['number']}. {one['title'][lang]}", at)
        starts.append(at)
    names = [one["name"] for one in document["sections"]]
    closing = ("Temuan pada data", "DRAF") if lang == "id" else ("Findings in the data", "DRAFT")
    ends = [found for one in closing if (found := body.find(one, starts[-1])) > 0]
    parts = {"front": body[: starts[0]], "end": body[min(ends) :]}
    for name, begin, until in zip(names, starts, [*starts[1:], min(ends)], strict=True):
        parts[name] = body[begin:until]
    return parts


def allowed_in(part: str, document: dict[str, Any], lang: str) -> set[str]:
    """Every number that a part may print: its own texts, and each figure with its own number of decimals."""
    if part == "front":
        return set(_front(document, lang))
    if part == "end":
        texts = [f"{one['what'][lang]} {one['feature_id']} {one[f'message_{lang}']}" for one in document["findings"]]
        return {*tokens(" ".join(texts)), *tokens(document["sha256"]), "256"}
    section = next(one for one in document["sections"] if one["name"] == part)
    return set(tokens(" ".join(_of_section(section, document, lang))))


def _front(document: dict[str, Any], lang: str) -> Iterator[str]:
    texts = [document["title"][lang], document["missing_by"][lang], str(document["missing_count"])]
    texts += [str(one) for one in document["sentra"].values() if isinstance(one, str)]
    texts += [date(document["as_of"], lang), str(document["year"])]
    for one in document["sections"]:
        texts += [str(one["number"]), one["title"][lang], one["answer"][lang]]
    for one in document["missing"]:
        texts += [str(one["step"]), *(one[name][lang] for name in ("words", "reason", "todo"))]
        texts += [each[lang] for each in one["waits_for"]]
    yield from tokens(" ".join(texts))


def _of_section(section: Any, document: Any, lang: str) -> Iterator[str]:
    yield from (str(section["number"]), *(one[lang] for one in (section["title"], section["answer"])))
    yield from (one[lang] for one in section["notes"])
    for fact in section["facts"]:
        yield fact["label"][lang]
        yield value_text(fact["value"], lang, unit=fact["unit"], decimals=fact["decimals"])
        yield fact["note"][lang] if fact["note"] else ""
    for table in section["tables"]:
        yield from (table["title"][lang], *(one["label"][lang] for one in table["columns"]))
        for line in [*table["rows"], *([table["total"]] if table["total"] else [])]:
            for column, value in zip(table["columns"], line["cells"], strict=True):
                yield value_text(value, lang, unit=column["unit"], decimals=column["decimals"])
    for figure in section["figures"]:
        yield figure["title"][lang]
        yield from (f"{one['words'][lang]} {one['sign']}" for one in figure["legend"])
    yield from (str(one["number"]) for one in document["citations"] if section["name"] in one["sections"])
