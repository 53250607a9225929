"""The dossier: one JSON document, and everything that is made from it."""

from __future__ import annotations

import json
import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from petasentra.auditing.canonical import json_sha256
from petasentra.dossiers.compose import SECTIONS, compose
from petasentra.dossiers.printing import is_figure, mark_words, value_text, words_of
from petasentra.errors import OptionError
from petasentra.plotting.language import check_lang, date, pick
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from petasentra.dossiers.diff import DossierDifference
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Lang

__all__ = ["DOSSIER_FORMAT", "FORMATS", "Dossier", "document_of", "sha256_of_document"]

#: Number of the form of the document.
DOSSIER_FORMAT = 2
FORMATS = ("html", "pdf", "xlsx", "json")
#: Beside the document and not under its hash.
_BESIDE = ("sha256", "places")


class Dossier:
    """The dossier of one sentra; made by `petasentra.dossier`, or read from its JSON by `read_dossier`.

    Attributes
    ----------
    document
        Everything, as JSON has it: inputs, sections, what is missing, findings, citations, audit.
    """

    def __init__(
        self, document: Mapping[str, Any], *, pack_folder: Path | None = None, proposal: Path | None = None
    ) -> None:
        self.document = dict(document)
        self._lies = {name: one for name, one in (("pack", pack_folder), ("proposal", proposal)) if one is not None}

    @property
    def sha256(self) -> str:
        """Hash of the document; every way of writing it prints it."""
        return str(self.document["sha256"])

    @property
    def sections(self) -> dict[str, Plain]:
        """The sections by name, in the order of the page."""
        return {one["name"]: one for one in self.document["sections"]}

    @cached_property
    def missing(self) -> Table:
        """What nobody gave, is not known, not there, or no longer holds: one row a thing.

        ``step`` (the order in which to see to them), ``kind`` (``section``, ``fact``, ``document``, ``need``,
        ``target``), ``section``, ``item``, ``name_id``, ``name_en``, ``status`` (``expired``, ``not_there``,
        ``position_unknown``, ``unknown``, ``not_given``, ``short``), ``reason_id``, ``reason_en``, ``todo_id``,
        ``todo_en``, ``waits_for_id``, ``waits_for_en``.
        """
        rows = self.document["missing"]
        flat = [
            {name: one[name] for name in ("step", "kind", "section", "item")}
            | {f"name_{lang}": one["words"][lang] for lang in ("id", "en")}
            | {"status": one["status"]}
            | {f"{name}_{lang}": one[name][lang] for name in ("reason", "todo") for lang in ("id", "en")}
            | {f"waits_for_{lang}": "; ".join(each[lang] for each in one["waits_for"]) for lang in ("id", "en")}
            for one in rows
        ]
        return _table(flat, _MISSING)

    @cached_property
    def findings(self) -> Table:
        """What was found in the data of all parts; the columns of every findings table but the geometry."""
        from petasentra.findings.rows import findings_table

        return findings_table(self.document["findings"])

    def answer(self, section: str, lang: str = "id") -> str:
        """Return what a section says in one line.

        Raises
        ------
        OptionError
            There is no such section, or another language.
        """
        return words_of(self._section(section)["answer"], check_lang(lang))

    def explain(self, section: str | None = None, lang: str = "id") -> str:
        """Tell a section, or all, with every fact, its marks and its source.

        Raises
        ------
        OptionError
            There is no such section, or another language.

        Examples
        --------
        >>> import petasentra as ps
        >>> record = ps.dossiers.SentraRecord("k", "Contoh", units=5, one_place=True, same_product=True)
        >>> print(ps.dossier(record, as_of="2026-06-01").explain("definition", lang="en").splitlines()[0])
        1. Definition of a sentra: met
        """
        language = check_lang(lang)
        chosen = self.document["sections"] if section is None else [self._section(section)]
        return "\n".join(line for one in chosen for line in _told(one, language))

    def diff(self, other: Dossier) -> DossierDifference:
        """Return what another dossier, such as that of another year, says differently.

        Examples
        --------
        >>> import petasentra as ps
        >>> def of(units):
        ...     record = ps.dossiers.SentraRecord("k", "Contoh", units=units, one_place=True, same_product=True)
        ...     return ps.dossier(record, as_of="2026-06-01")
        >>> row = of(4).diff(of(5)).table.to_pylist()[0]
        >>> row["section"], row["item"], row["before_en"], row["after_en"]
        ('definition', 'answer', 'not met', 'met')
        """
        from petasentra.dossiers.diff import difference

        if not isinstance(other, Dossier):
            raise OptionError(
                f"A dossier is compared with a dossier, not with {type(other).__name__}.",
                f"Berkas usulan dibandingkan dengan berkas usulan, bukan dengan {type(other).__name__}.",
                code=801,
            )
        return difference(self, other)

    def json(self, *, places: Mapping[str, str] | None = None) -> str:
        """Return the document as text; the same inputs give the same bytes."""
        document = self.document if places is None else self.document | {"places": dict(places)}
        return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    def save(self, path: str | os.PathLike[str], formats: Sequence[str] = FORMATS, lang: str = "id") -> dict[str, Path]:
        """Write the dossier, each file whole or not at all.

        Parameters
        ----------
        path
            The files without ending: ``"usulan"`` gives ``usulan.html``, ``usulan.pdf``, ``usulan.xlsx``,
            ``usulan.json``.
        formats
            Some of ``html``, ``pdf``, ``xlsx``, ``json``.
        lang
            ``"id"`` or ``"en"``; the JSON has both.

        Returns
        -------
        dict
            Format -> file.

        Raises
        ------
        OptionError
            Another format or language, or what writes a format is not installed.
        IoError
            A file cannot be written.

        Examples
        --------
        >>> import petasentra as ps
        >>> record = ps.dossiers.SentraRecord("k", "Contoh", units=5, one_place=True, same_product=True)
        >>> files = ps.dossier(record, as_of="2026-06-01").save("usulan", formats=["json", "html"])
        >>> [file.name for file in files.values()]
        ['usulan.json', 'usulan.html']
        """
        from petasentra.dossiers.saving import save

        return save(self, path, formats, check_lang(lang))

    def places_from(self, folder: Path) -> dict[str, str]:
        """Return where plan pack and proposal lie, seen from a folder; for code of this package."""
        return {name: os.path.relpath(one, folder.resolve()) for name, one in self._lies.items()}

    def _section(self, name: str) -> Plain:
        if name not in self.sections:
            raise OptionError(
                f"There is no section {name!r}.",
                f"Tidak ada bagian {name!r}.",
                hint_en="Sections: " + ", ".join(SECTIONS),
                hint_id="Bagian: " + ", ".join(SECTIONS),
                code=801,
            )
        return self.sections[name]

    def __repr__(self) -> str:
        given = sum(one["status"] == "given" for one in self.document["sections"])
        name, day = self.document["sentra"]["name"], self.document["as_of"]
        total = len(self.document["sections"])
        return (
            f"Dossier of {name} as of {day}: {given} of {total} sections given, "
            f"{len(self.document['missing'])} things missing"
        )

    def _repr_html_(self) -> str:
        from petasentra.dossiers.page import overview_html

        return overview_html(self.document, "id")


_MISSING = (
    "step", "kind", "section", "item", "name_id", "name_en", "status", "reason_id", "reason_en", "todo_id", "todo_en",
    "waits_for_id", "waits_for_en",
)  # fmt: skip


def document_of(inputs: Plain) -> Plain:
    """Return the document of some inputs: what they say, a hash of each, and one of all."""
    from petasentra import _core
    from petasentra.auditing.libraries import library_versions

    hashed = {name: json_sha256(inputs[name]) for name in (*SECTIONS[:-1], "sentra") if inputs.get(name) is not None}
    document: Plain = {"petasentra_dossier": DOSSIER_FORMAT} | compose(inputs)
    # GDAL is left out: whether it is loaded says nothing about what a dossier was made from.
    libraries = {name: one for name, one in library_versions().items() if name != "GDAL"}
    document["audit"] = {"semantics": _core.semantics_version(), "libraries": libraries, "inputs": hashed}
    document["inputs"] = inputs
    document["sha256"] = sha256_of_document(document)
    return document


def sha256_of_document(document: Mapping[str, Any]) -> str:
    """Return the hash of a document without what stands beside it."""
    return json_sha256({name: value for name, value in document.items() if name not in _BESIDE})


def _table(rows: list[dict[str, Any]], names: Sequence[str]) -> Table:
    import pyarrow as pa

    return Table.from_arrow(
        pa.table(
            {
                name: pa.array([one[name] for one in rows], pa.int64() if name == "step" else pa.string())
                for name in names
            }
        )
    )


def _told(one: Plain, lang: Lang) -> list[str]:
    lines = [f"{one['number']}. {words_of(one['title'], lang)}: {words_of(one['answer'], lang)}"]
    for each in one["facts"]:
        value = value_text(each["value"], lang, unit=each["unit"], decimals=each["decimals"])
        marks = [mark_words(each["marks"], lang)] if each["marks"] else []
        more = [*marks, *([each["source"]] if each["source"] else [])]
        lines.append(f"  - {words_of(each['label'], lang)}: {value}" + (f" [{'; '.join(more)}]" if more else ""))
    for each in one["tables"]:
        lines.append(f"  {words_of(each['title'], lang)}:")
        lines += [f"  - {_line(each, line, lang)}" for line in each["rows"]]
    return lines + [f"  ({words_of(note, lang)})" for note in one["notes"]]


def _line(table: Plain, line: Plain, lang: Lang) -> str:
    cells = []
    for column, value in zip(table["columns"], line["cells"], strict=True):
        if value is not None:
            text = value_text(value, lang, unit=column["unit"], decimals=column["decimals"])
            cells.append(f"{words_of(column['label'], lang)} {text}" if is_figure(value) else text)
    return ", ".join(cells) + (f" [{mark_words(line['marks'], lang)}]" if line["marks"] else "")


def head_lines(document: Plain, lang: Lang) -> list[tuple[str, str]]:
    """Return what stands at the head of every way of writing: label and text."""
    sentra = document["sentra"]
    day = date(document["as_of"], lang)
    if document["day_assumed"]:
        day += pick(
            (
                " (hari pertama tahun usulan; harinya tidak diberikan)",
                " (first day of the year asked for; the day is not given)",
            ),
            lang,
        )
    rows = [
        (("Sentra", "Sentra"), sentra["name"]),
        (("Letak", "Place"), sentra["place"]),
        (("Komoditas", "Commodity"), sentra["commodity"]),
        (("Keadaan per", "As of"), day),
        (
            ("Tahun anggaran yang diusulkan", "Budget year asked for"),
            "" if document["year"] is None else str(document["year"]),
        ),
    ]
    return [(pick(label, lang), text) for label, text in rows if text]
