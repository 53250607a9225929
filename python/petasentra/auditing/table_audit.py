"""The record of an answer about tables (sentra, lists, sites): hashes of what went in and of what came out, no data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.auditing.canonical import columns_sha256, json_sha256, row_order, together
from petasentra.auditing.inputs import bare
from petasentra.auditing.libraries import library_versions
from petasentra.errors import SchemaError
from petasentra.files.replacing import cannot_read, write_text

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    import pyarrow as pa

    from petasentra.layers.layer import Layer
    from petasentra.tables import Table

__all__ = ["TableAudit", "read_table_audit", "table_audit"]

TABLE_AUDIT_FORMAT = 1
_KEY = "petasentra_table_audit"


class TableAudit:
    """What was asked of tables, with what, and what came out. Made by ``.audit`` of a result.

    Two records of one question are compared with `changes`: ask again with the inputs at hand, and see whether
    anything differs. Columns marked as personal data are neither written nor hashed.
    """

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._record = dict(record)

    @property
    def sha256(self) -> str:
        """Hash of everything the record says; the one that reports print."""
        return str(self._record["sha256"])

    @property
    def intact(self) -> bool:
        """Whether the record still has the hash it was written with."""
        return self.sha256 == _sha256_of(self._record)

    @property
    def question(self) -> str:
        """What was asked, in a word: ``sentra registry list suitability sites relocation``."""
        return str(self._record["question"])

    @property
    def options(self) -> dict[str, Any]:
        """Every option that the answer may depend on."""
        return dict(self._record["options"])

    @property
    def inputs(self) -> dict[str, Any]:
        """Of each table that went in: rows, CRS, a hash for each column."""
        return dict(self._record["inputs"])

    @property
    def result_sha256(self) -> str:
        """Hash of all tables that came out; the same for any order of their rows and any number of threads."""
        return str(self._record["result"]["sha256"])

    def changes(self, other: TableAudit) -> list[str]:
        """Return the names of what differs between this record and another, inputs first.

        Examples
        --------
        >>> import pandas, petasentra as ps
        >>> rows = pandas.DataFrame({"id": ["a"], "komoditas": ["batik"], "jumlah_unit": ["5"]})
        >>> one = ps.sentra.read_registry(rows).audit
        >>> one.changes(ps.sentra.read_registry(rows).audit)
        []
        >>> one.changes(ps.sentra.read_registry(rows.assign(jumlah_unit="6")).audit)[0]
        'inputs.list.columns.jumlah_unit'
        """
        names = ("question", "options", "inputs", "libraries", "result")
        sides = [
            {name: hashed for part in names for name, hashed in _flat(part, one._record[part])} for one in (self, other)
        ]
        told = dict.fromkeys([*sides[0], *sides[1]])
        return [name for name in told if sides[0].get(name) != sides[1].get(name) and not name.endswith("sha256")]

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain dicts, lists, texts and numbers."""
        return dict(self._record)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the record as JSON, whole or not at all; `petasentra.auditing.read_table_audit` reads it.

        Raises
        ------
        IoError
            The file cannot be written.
        """
        target = Path(path)
        write_text(json.dumps(self._record, ensure_ascii=False, indent=1, allow_nan=False) + "\n", target)
        return target

    def __repr__(self) -> str:
        rows = ", ".join(f"{facts['rows']} {name}" for name, facts in self.inputs.items())
        return f"TableAudit {self.sha256[:12]}: {self.question} of {rows}"


def read_table_audit(path: str | os.PathLike[str]) -> tuple[TableAudit, bool]:
    """Return the audit in a file that `TableAudit.save` or ``.report`` wrote, and whether the file is intact.

    Raises
    ------
    IoError
        The file cannot be read.
    SchemaError
        There is no such audit in it.

    Examples
    --------
    >>> import petasentra as ps
    >>> listed = ps.datasets.sentra_lists().ntb
    >>> audit, intact = ps.auditing.read_table_audit(listed.report("daftar.html"))
    >>> audit.sha256 == listed.audit.sha256, intact
    (True, True)
    """
    from petasentra.auditing.page import sealed_in_page
    from petasentra.auditing.pdf import sealed_in_pdf

    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise cannot_read(
            path, error, hint_en="Name a saved audit or a report.", hint_id="Sebutkan audit yang disimpan atau laporan."
        ) from error
    text = raw.decode("utf-8", "surrogateescape")
    sealed = sealed_in_pdf(raw) if raw.startswith(b"%PDF-") else sealed_in_page(text)
    if sealed is not None:
        record, intact = sealed.record, sealed.intact
    else:
        intact = True
        try:
            record = json.loads(text)
        except (ValueError, RecursionError):
            record = {}
    parts = {"question": str, "options": dict, "inputs": dict, "libraries": dict, "result": dict, "sha256": str}
    if not isinstance(record, dict) or record.get(_KEY) != TABLE_AUDIT_FORMAT or not all(
        isinstance(record.get(name), kind) for name, kind in parts.items()
    ):  # fmt: skip
        raise SchemaError(
            "There is no audit of sentra or of a list in this file.",
            "Tidak ada audit sentra atau daftar sentra dalam berkas ini.",
            hint_en="Name what audit.save(...) or report(...) wrote.",
            hint_id="Sebutkan berkas dari audit.save(...) atau report(...).",
            code=106, file=str(path),
        )  # fmt: skip
    audit = TableAudit(record)
    return audit, intact and audit.intact


def table_audit(
    question: str, options: Mapping[str, Any], inputs: Mapping[str, Layer | Table], results: Mapping[str, Layer | Table]
) -> TableAudit:
    """Make the record of an answer; personal columns are left out."""
    tables = {name: columns_sha256(*_hashable(held)) for name, held in results.items()}
    record: dict[str, Any] = {
        _KEY: TABLE_AUDIT_FORMAT,
        "question": question,
        "options": dict(options),
        "inputs": {name: _facts(held) for name, held in inputs.items()},
        "libraries": library_versions(),
        "result": {"rows": {name: len(held) for name, held in results.items()}, **tables, "sha256": together(tables)},
    }
    record["sha256"] = _sha256_of(record)
    return TableAudit(record)


def _facts(held: Layer | Table) -> dict[str, Any]:
    crs = getattr(held, "crs", None)
    return {
        "rows": len(held),
        "crs": "" if crs is None else crs.authority_code or crs.projjson,
        "columns": columns_sha256(*_hashable(held)),
        "left_out": sorted(held.personal),
    }


def _hashable(held: Layer | Table) -> tuple[pa.Table, Any]:
    import pyarrow as pa

    table = held.to_arrow()
    geometry = getattr(held, "geometry_name", None)
    kept = [name for name in table.column_names if name not in held.personal]
    plain = pa.table({name: bare(table.column(name)) if name == geometry else table.column(name) for name in kept})
    return plain, row_order(plain)


def _flat(name: str, value: object) -> list[tuple[str, object]]:
    if not isinstance(value, dict):
        return [(name, value)]
    return [pair for key, part in value.items() for pair in _flat(f"{name}.{key}", part)]


def _sha256_of(record: Mapping[str, Any]) -> str:
    return json_sha256({name: value for name, value in record.items() if name != "sha256"})
