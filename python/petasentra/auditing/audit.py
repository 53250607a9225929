"""The record of a check: hashes of what went in and of what came out, so that somebody else can ask it again."""

from __future__ import annotations

import base64
import json
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra.auditing.canonical import columns_sha256, json_sha256, together
from petasentra.auditing.inputs import Asked, bare, facts_of_pack, facts_of_sites, shown_ids, table_of_result
from petasentra.auditing.libraries import library_versions
from petasentra.errors import OptionError, SchemaError
from petasentra.files.replacing import write_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from petasentra.auditing.changes import Change
    from petasentra.conformance.check_result import CheckResult
    from petasentra.layers.layer import Layer

#: Number of the form of the record itself.
AUDIT_FORMAT = 1
#: What stands beside the record and not under its hash: where files lay, the rows of the sites, the hash itself.
_BESIDE = ("sha256", "places", "inputs")


class Audit:
    """What a check was asked, with what, and what it answered: hashes, no data.

    Made by ``result.audit``; `petasentra.replay` asks the question again and compares.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> result.audit.options["as_of"], result.audit.semantics, len(result.audit.sha256)
    ('2015-06-01', 1, 64)
    """

    def __init__(self, record: Mapping[str, Any], *, result: CheckResult | None = None) -> None:
        self._record = dict(record)
        self._result = result

    # -- what it says ---------------------------------------------------------------------------------------------

    @property
    def sha256(self) -> str:
        """Hash of everything the record says; the one that reports print."""
        return str(self._record["sha256"])

    @cached_property
    def intact(self) -> bool:
        """Whether the record still has the hash it was written with, and its log of overrides is unbroken."""
        from petasentra.overrides.log import is_chain

        return self.sha256 == _sha256_of(self._record) and is_chain(self.overrides)

    @property
    def options(self) -> dict[str, Any]:
        """The options of `petasentra.check`."""
        return dict(self._record["options"])

    @property
    def semantics(self) -> int:
        """The engine's reading of the law; see `petasentra.SEMANTICS_VERSION`."""
        return int(self._record["semantics"])

    @property
    def libraries(self) -> dict[str, str]:
        """Versions of petasentra, GEOS, PROJ, Python and GDAL."""
        return dict(self._record["libraries"])

    @property
    def sites(self) -> dict[str, Any]:
        """Of the sites: rows, CRS, a hash for each column the engine read, the file they came from."""
        return dict(self._record["sites"])

    @property
    def pack(self) -> dict[str, Any]:
        """Of the plan pack: name, format, variant, a hash for each file, and for each layer given without a file."""
        return dict(self._record["pack"])

    @property
    def result(self) -> dict[str, Any]:
        """Of the answer: rows, and a hash for each column of the table and of the pieces."""
        return dict(self._record["result"])

    @property
    def result_sha256(self) -> str:
        """Hash of table and pieces; the same for any order of the sites and any number of threads."""
        return str(self._record["result"]["sha256"])

    @property
    def overrides(self) -> list[dict[str, Any]]:
        """What officers decided otherwise, as the log has it."""
        return list(self._record["overrides"])

    @property
    def places(self) -> dict[str, str]:
        """Where the sites and the pack lay, as paths from the folder of the audit; not part of the hash."""
        return dict(self._record.get("places", {}))

    def kept_sites(self) -> Layer | None:
        """Return the sites where they were saved with the audit, else None.

        Raises
        ------
        SchemaError
            What is saved there is no table.
        """
        from petasentra.layers.layer import Layer

        kept = self._record.get("inputs", {}).get("sites")
        if kept is None:
            return None
        import pyarrow as pa

        try:
            table = pa.ipc.open_stream(base64.b64decode(kept["arrow"])).read_all()
            layer = Layer.from_arrow(table, geometry=str(kept["geometry"]), crs=self.sites["crs"] or None)
        except (ValueError, KeyError, TypeError, OSError, pa.ArrowException) as error:
            raise SchemaError(
                "The sites saved with this audit cannot be read.",
                "Tapak yang disimpan bersama audit ini tidak terbaca.",
                hint_en="Give them with sites=.",
                hint_id="Berikan dengan sites=.",
                code=106,
            ) from error
        return layer

    # -- comparing and keeping --------------------------------------------------------------------------------------

    def changes(self, other: Audit) -> tuple[Change, ...]:
        """Return what differs between this record and a later one: sites, files, options, libraries, answers.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> one, other = (ps.check(study.sentra, study.pack(), as_of=day) for day in ("2015-06-01", "2015-06-02"))
        >>> [change.name for change in one.audit.changes(other.audit) if change.kind == "option"]
        ['as_of']
        """
        from petasentra.auditing.changes import changes

        return changes(self.to_dict(), other.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain dicts, lists, texts and numbers, without paths and without the sites."""
        return {name: value for name, value in self._record.items() if name not in ("places", "inputs")}

    def save(self, path: str | os.PathLike[str], *, include_inputs: bool = False) -> Path:
        """Write the record as JSON, whole or not at all.

        It names where the sites and the pack lay, seen from its own folder, so that a folder with all three can be
        moved. Columns marked personal are neither written nor hashed.

        Parameters
        ----------
        path
            File to write, for example ``check.audit.json``.
        include_inputs
            Keep the sites too, with the columns that the engine read and their geometry, for sites that came from no
            file. The pack is never kept: its folder is its own record.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        IoError
            The file cannot be written.
        OptionError
            The sites are to be kept and their ids are personal data, or this audit was read from a file.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
        >>> result.audit.save("check.audit.json").name
        'check.audit.json'
        """
        target = Path(path)
        document = dict(self._record)
        if self._result is not None:
            document["places"] = _places(self._result, target.resolve().parent)
        if include_inputs:
            document["inputs"] = {"sites": _kept(self._result)}
        write_text(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n", target)
        return target

    def __repr__(self) -> str:
        rows = self.sites["rows"]
        return f"Audit {self.sha256[:12]}: {rows} sites, pack {self.pack['name']!r}, as of {self.options['as_of']}"


def audit_of(result: CheckResult) -> Audit:
    """Make the record of a check; see ``result.audit``."""
    import pyarrow as pa

    asked = result.asked
    ids = [str(one) for one in result.computed["site_id"]]
    stands_for = shown_ids(ids, personal=asked.ids_are_personal)
    parts: dict[str, dict[str, str]] = {}
    for name, part in (("table", pa.table(result.computed)), ("pieces", pa.table(result.pieces))):
        geometry = result.pieces.geometry_name if name == "pieces" else ""
        if geometry:
            at = part.schema.get_field_index(geometry)
            part = part.set_column(at, geometry, bare(part.column(at)))
        shown, order = table_of_result(part, stands_for)
        parts[name] = columns_sha256(shown, order)
    record: dict[str, Any] = {
        "petasentra_audit": AUDIT_FORMAT,
        "semantics": _core.semantics_version(),
        "options": dict(asked.options),
        "sites": facts_of_sites(asked, ids),
        "pack": facts_of_pack(result.pack),
        "libraries": library_versions(),
        "result": {"rows": len(result), **parts, "sha256": together(parts)},
        "overrides": [entry.to_dict() for entry in result.overrides.entries],
    }
    record["sha256"] = _sha256_of(record)
    return Audit(record, result=result)


def _sha256_of(record: Mapping[str, Any]) -> str:
    return json_sha256({name: value for name, value in record.items() if name not in _BESIDE})


def _places(result: CheckResult, folder: Path) -> dict[str, str]:
    report = result.asked.sites.load_report
    found = {} if report is None else {"sites": Path(report.path)}
    if result.pack.folder is not None:
        found["pack"] = result.pack.folder
    if (made := result.pack.made_of) is not None:
        found["matrix"] = made.matrix
        if made.zones is not None:
            found["zones"] = Path(made.zones.path)
    return {name: os.path.relpath(place.resolve(), folder) for name, place in found.items()}


def _kept(result: CheckResult | None) -> dict[str, str]:
    """Return the sites as an Arrow stream in base64: the columns the engine read, and the geometry."""
    if result is None or result.asked.ids_are_personal:
        why_en = "their ids are personal data" if result is not None else "this audit was read from a file"
        why_id = "pengenalnya data pribadi" if result is not None else "audit ini dibaca dari berkas"
        raise OptionError(
            f"The sites cannot be kept with the audit: {why_en}.",
            f"Tapak tidak dapat disimpan bersama audit: {why_id}.",
            hint_en="Save it without include_inputs, and keep the sites in a file of their own.",
            hint_id="Simpan tanpa include_inputs, dan simpan tapak dalam berkas sendiri.",
            code=801,
        )
    import pyarrow as pa

    asked: Asked = result.asked
    table = pa.table(asked.sites)
    chosen = table.select([*asked.read_columns(), asked.sites.geometry_name])
    chosen = chosen.replace_schema_metadata(None)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, chosen.schema) as writer:
        writer.write_table(chosen)
    text = base64.b64encode(sink.getvalue().to_pybytes()).decode("ascii")
    return {"arrow": text, "geometry": asked.sites.geometry_name}
