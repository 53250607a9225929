"""Look at a file before it is used: what is in it, and what is wrong with it."""

from __future__ import annotations

import html
import os
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from petasentra import _core
from petasentra._crs_candidates import CrsCandidate, crs_candidates
from petasentra.errors import PetasentraError
from petasentra.reading import gdal_available, read_layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from petasentra.layers import Layer
    from petasentra.load_report import Lang, LoadReport, Note
    from petasentra.reading import Engine

    Rows: TypeAlias = NDArray[np.integer[Any]]
    Arrays: TypeAlias = Mapping[str, NDArray[Any]]

#: Column names that look like personal data; their values are counted and never shown.
PERSONAL_NAMES = re.compile(
    r"(^|_)(nik|ktp|no_?kk|npwp|pemilik|owner|nama_?(pemilik|pemohon|pengurus|orang|lengkap)|pemohon|telp|telepon|"
    r"phone|hp|no_?hp|wa|whatsapp|e?mail|alamat|address|tgl_?lahir|birth)(_|$)",
    re.IGNORECASE,
)
_FIRST_PLACES = 5


@dataclass(frozen=True)
class Finding:
    """Something found while looking; ``code`` is a word of the findings catalogue.

    ``severity`` is ``note``, ``warning`` or ``error``; ``feature_id`` names rows (counted from 0) where there are few.
    """

    code: str
    severity: str
    layer: str
    message_id: str
    message_en: str
    hint_id: str = ""
    hint_en: str = ""
    feature_id: str = ""
    measure: float | None = None
    unit: str = ""

    def message(self, lang: Lang = "id") -> str:
        """Return message and hint in one language."""
        parts = (self.message_id, self.hint_id) if lang == "id" else (self.message_en, self.hint_en)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class FieldSummary:
    """One attribute: how many rows have a value, and up to three values (none for columns that look personal)."""

    name: str
    type: str
    width: int
    filled: int
    examples: tuple[str, ...] = ()
    personal: bool = False


@dataclass(frozen=True)
class LayerInspection:
    """One layer of the file; ``load_report`` is None where it could not be read."""

    name: str
    load_report: LoadReport | None = None
    bounds: tuple[float, float, float, float] | None = None
    fields: tuple[FieldSummary, ...] = ()
    crs_candidates: tuple[CrsCandidate, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class InspectReport:
    """What a file holds and what is wrong with it.

    Attributes
    ----------
    path
        The file as the caller named it.
    layers
        Its layers, each with fields, counts, extent, CRS candidates (where it states none) and findings.
    findings
        All findings: of the file first, then layer by layer.
    """

    path: str
    layers: tuple[LayerInspection, ...] = ()
    file_findings: tuple[Finding, ...] = field(default=())

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: of the file first, then layer by layer."""
        return self.file_findings + tuple(found for layer in self.layers for found in layer.findings)

    @property
    def driver(self) -> str:
        """GDAL's name of the format; empty if the file could not be read."""
        return next((one.load_report.driver for one in self.layers if one.load_report), "")

    @property
    def readable(self) -> bool:
        """Whether at least one layer could be read."""
        return any(one.load_report for one in self.layers)

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, dicts, texts and numbers, ready for JSON."""
        raw = asdict(self)
        raw["driver"] = self.driver
        raw["findings"] = [asdict(found) for found in self.findings]
        for layer, one in zip(raw["layers"], self.layers, strict=True):
            layer["load_report"] = one.load_report.to_dict() if one.load_report else None
        return raw

    def text(self, lang: Lang = "id") -> str:
        """Return the report as lines for a terminal."""
        lines: list[str] = [self.path]
        for one in self.layers:
            lines.append("")
            lines += _layer_lines(one, lang)
        if self.findings:
            lines += ["", "Temuan" if lang == "id" else "Findings"]
            lines += [
                f"  {found.code}  {found.severity}  {_where(found)}{found.message(lang)}" for found in self.findings
            ]
        else:
            lines += ["", "Tidak ada temuan." if lang == "id" else "Nothing found."]
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        parts = [f"<h4>{html.escape(Path(self.path).name)}</h4>"]
        for one in self.layers:
            parts.append(one.load_report._repr_html_() if one.load_report else f"<p>{html.escape(one.name)}</p>")
            parts.append(_fields_html(one.fields))
        rows = "".join(
            f"<tr><td><code>{found.code}</code></td><td>{found.severity}</td><td>{html.escape(found.layer)}</td>"
            f'<td style="text-align:left">{html.escape(found.message())}</td></tr>'
            for found in self.findings
        )
        parts.append(f"<table>{rows}</table>" if rows else "<p>Tidak ada temuan.</p>")
        return "".join(parts)


def inspect(path: str | os.PathLike[str], *, encoding: str | None = None, engine: Engine = "auto") -> InspectReport:
    """Look at every layer of a file. Bad data never raises: it becomes a finding.

    Parameters
    ----------
    path
        A file as for :func:`petasentra.read_layer`.
    encoding
        Encoding of a Shapefile's text, where its own word is known to be wrong.
    engine
        ``"auto"``, ``"gdal"`` or ``"pyogrio"``.

    Returns
    -------
    InspectReport
        A file that cannot be read at all gives a report with the finding ``FILE_UNREADABLE``.

    Examples
    --------
    >>> import petasentra as ps
    >>> report = ps.inspect(ps.datasets.path("jombang") / "kecamatan.fgb")
    >>> report.layers[0].load_report.features_read
    21
    """
    text_path = os.fspath(path)
    try:
        names = _layer_names(text_path, engine)
    except PetasentraError as error:
        return InspectReport(text_path, file_findings=(_finding_of(error, "FILE_UNREADABLE", ""),))
    return InspectReport(text_path, tuple(_inspected(text_path, name, encoding, engine) for name in names))


def _layer_names(path: str, engine: Engine) -> list[str]:
    if engine == "gdal" or (engine == "auto" and gdal_available()):
        from petasentra import _io

        return [str(layer["name"]) for layer in _io.list_layers(path)["layers"]]
    from petasentra import _pyogrio_reading

    return _pyogrio_reading.list_layers(path)


def _inspected(path: str, name: str, encoding: str | None, engine: Engine) -> LayerInspection:
    try:
        layer = read_layer(path, layer=name, encoding=encoding, engine=engine)
    except PetasentraError as error:
        return LayerInspection(name, findings=(_finding_of(error, "LAYER_UNREADABLE", name),))
    report = layer.load_report
    assert report is not None  # read_layer always gives one
    handle = layer._handle
    box = handle.bounds()
    bounds = None if box is None else (box[0], box[1], box[2], box[3])
    candidates = () if handle.crs.known else crs_candidates(bounds)
    return LayerInspection(
        name=name,
        load_report=report,
        bounds=bounds,
        fields=tuple(_field_summaries(layer, report)),
        crs_candidates=candidates,
        findings=tuple(_findings(layer, report, candidates)),
    )


def _field_summaries(layer: Layer, report: LoadReport) -> Iterator[FieldSummary]:
    table = layer._handle.table
    arrow = layer.to_arrow()
    for position, one in enumerate(report.fields):
        column = arrow.column(position)
        personal = bool(PERSONAL_NAMES.search(one.name))
        examples: tuple[str, ...] = ()
        if not personal and len(table) > 0:
            examples = _examples(column)
        yield FieldSummary(one.name, one.type, one.width, len(column) - column.null_count, examples, personal)


def _examples(column: pa.ChunkedArray, wanted: int = 3, looked_at: int = 1000) -> tuple[str, ...]:
    found: list[str] = []
    for value in column.slice(0, looked_at).to_pylist():
        text = "" if value is None else str(value).strip()
        if text and text not in found:
            found.append(text[:60])
        if len(found) == wanted:
            break
    return tuple(found)


def _findings(layer: Layer, report: LoadReport, candidates: tuple[CrsCandidate, ...]) -> Iterator[Finding]:
    name = report.layer
    for note in report.notes:
        yield _finding_of_note(note, name, candidates)
    arrays = layer._handle.geometry_arrays()
    null = np.flatnonzero(arrays["kind"] == 0)
    if len(null):
        yield _counted(
            "GEOMETRY_NULL", "warning", name, null, "fitur tidak punya geometri.", "features have no geometry."
        )
    empty = np.flatnonzero((arrays["kind"] != 0) & (np.diff(arrays["part_of_row"]) == 0))
    if len(empty):
        yield _counted(
            "GEOMETRY_EMPTY", "warning", name, empty, "fitur bergeometri kosong.", "features have an empty geometry."
        )
    first, last = _vertex_ranges(arrays)
    unfit = np.flatnonzero(~np.isfinite(arrays["xy"]).all(axis=1))
    if len(unfit):
        rows = np.unique(np.searchsorted(last, unfit, side="right"))
        yield _counted(
            "COORDINATE_NOT_FINITE",
            "error",
            name,
            rows,
            "fitur memiliki koordinat bukan bilangan.",
            "features have coordinates that are no numbers.",
        )
    yield from _invalid(layer, name)
    yield from _duplicates(arrays, first, last, name)


def _vertex_ranges(arrays: Arrays) -> tuple[Rows, Rows]:
    starts = arrays["vertex_of_ring"][arrays["ring_of_part"][arrays["part_of_row"]]]
    return starts[:-1], starts[1:]


def _invalid(layer: Layer, name: str) -> Iterator[Finding]:
    found = _core.invalid_rows(layer._handle)
    if not found:
        return
    shown = "; ".join(f"{row}: {reason} ({x:.7g}, {y:.7g})" for row, reason, x, y in found[:_FIRST_PLACES])
    more = "; …" if len(found) > _FIRST_PLACES else "."
    yield Finding(
        "GEOMETRY_INVALID",
        "warning",
        name,
        f"{len(found)} geometri tidak sah (baris: sebab dan tempat): {shown}{more}",
        f"{len(found)} geometries are invalid (row: reason and place): {shown}{more}",
        "Perbaiki di GIS (misalnya Fix geometries di QGIS) lalu periksa lagi.",
        "Mend them in a GIS (QGIS: Fix geometries) and look again.",
        feature_id=_rows_text([row for row, *_ in found]),
        measure=float(len(found)),
        unit="rows",
    )


def _duplicates(arrays: Arrays, first: Rows, last: Rows, name: str) -> Iterator[Finding]:
    seen: dict[tuple[int, bytes], int] = {}
    repeated: list[int] = []
    xy = arrays["xy"]
    for row, (kind, start, end) in enumerate(zip(arrays["kind"], first, last, strict=True)):
        if end == start:
            continue
        shape = (int(kind), xy[start:end].tobytes())
        if seen.setdefault(shape, row) != row:
            repeated.append(row)
    if repeated:
        yield _counted(
            "DUPLICATE_GEOMETRY",
            "note",
            name,
            np.array(repeated),
            "fitur mengulang geometri fitur sebelumnya.",
            "features repeat the geometry of an earlier one.",
        )


def _counted(code: str, severity: str, layer: str, rows: Rows, message_id: str, message_en: str) -> Finding:
    places = _rows_text(rows)
    return Finding(
        code,
        severity,
        layer,
        f"{len(rows)} {message_id}",
        f"{len(rows)} {message_en}",
        f"Baris {places}.",
        f"Rows {places}.",
        feature_id=places,
        measure=float(len(rows)),
        unit="rows",
    )


def _rows_text(rows: Rows | Sequence[int]) -> str:
    shown = ", ".join(str(int(row)) for row in rows[:_FIRST_PLACES])
    return shown + (", …" if len(rows) > _FIRST_PLACES else "")


def _finding_of(error: PetasentraError, code: str, layer: str) -> Finding:
    return Finding(code, "error", layer, error.message_id, error.message_en, error.hint_id, error.hint_en)


def _finding_of_note(note: Note, layer: str, candidates: tuple[CrsCandidate, ...]) -> Finding:
    severity = (
        "warning" if note.code in ("CRS_MISSING", "CRS_UNREADABLE", "ENCODING_GUESSED", "FEATURES_MISSING") else "note"
    )
    if note.code != "CRS_MISSING" or not candidates:
        return Finding(note.code, severity, layer, note.message_id, note.message_en)
    return Finding(
        note.code,
        severity,
        layer,
        note.message_id,
        note.message_en,
        "Kemungkinan menurut angkanya: " + "; ".join(one.text("id") for one in candidates) + ".",
        "Possible by the numbers: " + "; ".join(one.text("en") for one in candidates) + ".",
    )


def _where(found: Finding) -> str:
    return f"{found.layer}: " if found.layer else ""


def _layer_lines(one: LayerInspection, lang: Lang) -> list[str]:
    if one.load_report is None:
        return [f"Layer {one.name}"]
    lines = [f"{label:<18}{value}" for label, value in one.load_report.rows(lang)[1:-1]]
    if one.bounds:
        lines.append(
            f"{'Cakupan' if lang == 'id' else 'Extent':<18}" + ", ".join(f"{value:.8g}" for value in one.bounds)
        )
    filled = "terisi" if lang == "id" else "filled"
    hidden = "(tampak data pribadi, isi tidak ditampilkan)" if lang == "id" else "(looks personal, values not shown)"
    for column in one.fields:
        shown = hidden if column.personal else " | ".join(column.examples)
        lines.append(f"  {column.name:<14} {column.type:<9} {filled} {column.filled:<7} {shown}")
    return lines


def _fields_html(fields: tuple[FieldSummary, ...]) -> str:
    rows = "".join(
        f"<tr><td>{html.escape(one.name)}</td><td>{one.type}</td><td>{one.filled}</td>"
        f'<td style="text-align:left">{html.escape(" | ".join(one.examples))}</td></tr>'
        for one in fields
    )
    return f"<table><tr><th>kolom</th><th>tipe</th><th>terisi</th><th>contoh</th></tr>{rows}</table>" if rows else ""
