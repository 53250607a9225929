"""What was found while a layer was read: nothing is taken on trust."""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from petasentra.profiles.changes import Change

Lang = Literal["id", "en"]
_LATE = ("geometries", "sha256", "sidecars")  # what may be found out after reading


@dataclass(frozen=True)
class Field:
    """One attribute as it stood in the file; ``width`` is 0 where the format (or the engine) states none."""

    name: str
    type: str
    width: int = 0


@dataclass(frozen=True)
class Note:
    """Something the reader decided or noticed; ``code`` is a word of the findings catalogue."""

    code: str
    message_id: str
    message_en: str

    def message(self, lang: Lang = "id") -> str:
        """Return the sentence in one language."""
        return self.message_id if lang == "id" else self.message_en


@dataclass(frozen=True)
class GeometryCounts:
    """Rows by what their geometry is; ``kinds`` maps "MultiPolygon" to rows, most frequent first."""

    rows: int = 0
    null: int = 0
    empty: int = 0
    invalid: int = 0
    with_z: int = 0
    with_m: int = 0
    vertices: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class LoadReport:
    """How one layer was read.

    Attributes
    ----------
    path, inner_path
        The file as the caller named it, and the file inside a ``.zip`` (else empty).
    driver
        GDAL's name of the format.
    layers, layer
        Every layer of the source, and the one that was read.
    crs_name, crs_code, crs_from
        Name and "EPSG:4326"-like code of the CRS (empty if unknown); where it is from: ``file``, ``caller``,
        ``columns`` (degrees by the names of a table's columns), ``none``.
    encoding, encoding_from
        Of attribute text; ``cpg``, ``ldid`` (.dbf header), ``bom`` (byte order mark), ``format``, ``caller``,
        ``assumed``, or ``none`` where there is no text to decode (a Shapefile without its .dbf).
    fields
        The attributes in the order of the file.
    features_announced, features_read
        Rows the file says it has (None if it does not say), and rows that were read.
    geometries
        Counts of null, empty, invalid, Z and M; counted when first asked for, since looking for invalid geometries
        takes longer than reading.
    sha256, sidecars
        Hash of the file at ``path``, and of a Shapefile's other parts by name; taken in the background while the layer
        is used already. Empty if the file was written to meanwhile.
    messages
        What GDAL itself said, each text once.
    notes
        What the reader decided or noticed.
    engine
        ``gdal``, ``pyogrio`` or ``python``.
    profile, changes
        The profile the layer was read by (empty without one), and what it changed, could not read or missed.
    """

    path: str
    driver: str
    layer: str
    layers: tuple[str, ...] = ()
    inner_path: str = ""
    crs_name: str = ""
    crs_code: str = ""
    crs_from: str = "none"
    encoding: str = ""
    encoding_from: str = ""
    fields: tuple[Field, ...] = ()
    features_announced: int | None = None
    features_read: int = 0
    geometries: GeometryCounts = field(default_factory=GeometryCounts)
    sha256: str = field(default_factory=str)
    sidecars: Mapping[str, str] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    engine: str = "gdal"
    profile: str = ""
    changes: tuple[Change, ...] = ()

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> LoadReport:
        """Build a report from what an engine returns."""
        return cls(**_fields_of(raw), **_late_of(raw))

    @classmethod
    def late(cls, raw: Mapping[str, Any], answers: Mapping[str, Callable[[], Any]]) -> LoadReport:
        """Build a report some of whose fields are found out when they are first asked for.

        Parameters
        ----------
        raw
            As for `from_dict`, without these fields.
        answers
            What gives ``geometries``, ``sha256`` and ``sidecars`` as they would stand in the dict.
        """
        report = cls(**_fields_of(raw))
        values = report.__dict__
        for name in answers:
            del values[name]
        values["_answers"] = dict(answers)
        return report

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        # Reached only for what is not there yet.
        answers = self.__dict__.get("_answers", {})
        if name not in answers:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        value = _late_of({name: answers[name]()})[name]
        self.__dict__[name] = value
        answers.pop(name, None)  # and with it what it held on to
        return value

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, dicts, texts and numbers, ready for JSON."""
        raw = asdict(self)
        for name in ("layers", "fields", "messages", "notes", "changes"):
            raw[name] = list(raw[name])
        return raw

    def rows(self, lang: Lang = "id") -> list[tuple[str, str]]:
        """Return the report as pairs of label and value, in the order of reading."""
        words = _WORDS[lang]
        number = _number_in(lang)
        counts = self.geometries
        rows = [
            (words["file"], self.path + (f" ({self.inner_path})" if self.inner_path else "")),
            (words["layer"], f"{self.layer} · {self.driver}"),
            (words["features"], number(self.features_read)),
            (words["geometry"], _geometry_text(counts, lang)),
            (words["crs"], self._crs_text(lang)),
            (words["encoding"], self._encoding_text(words)),
            (words["fields"], _fields_text(self.fields)),
        ]
        if len(self.layers) > 1:
            rows.insert(2, (words["layers"], ", ".join(self.layers)))
        if self.profile:
            rows.append((words["profile"], self.profile))
        if self.sha256:
            rows.append(("SHA-256", self.sha256))
        return rows

    def _encoding_text(self, words: Mapping[str, str]) -> str:
        source = words["encoding_from_" + (self.encoding_from or "assumed")]
        return f"{self.encoding} ({source})" if self.encoding else source

    def text(self, lang: Lang = "id") -> str:
        """Return the report as lines for a terminal."""
        rows = self.rows(lang)
        width = max(len(label) for label, _ in rows)
        lines = [f"{label:<{width}}  {value}" for label, value in rows]
        lines += [f"! {note.code}: {note.message(lang)}" for note in self.notes]
        lines += [f"~ {change.message(lang)}" for change in self.changes]
        lines += [f"GDAL: {message}" for message in self.messages]
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        cells = "".join(
            f'<tr><th style="text-align:left">{html.escape(label)}</th>'
            f'<td style="text-align:left">{html.escape(value)}</td></tr>'
            for label, value in self.rows()
        )
        notes = "".join(f"<li><code>{note.code}</code> {html.escape(note.message())}</li>" for note in self.notes)
        notes += "".join(f"<li>{html.escape(change.message())}</li>" for change in self.changes)
        return f"<table>{cells}</table>" + (f"<ul>{notes}</ul>" if notes else "")

    def _crs_text(self, lang: Lang) -> str:
        words = _WORDS[lang]
        if not self.crs_name:
            return words["crs_none"]
        code = f" ({self.crs_code})" if self.crs_code else ""
        return f"{self.crs_name}{code}, {words['crs_from_' + self.crs_from]}"


def _changes(raw: Iterable[Mapping[str, Any]]) -> tuple[Change, ...]:
    if not raw:
        return ()
    from petasentra.profiles.changes import Change  # the package of profiles is imported when one is used

    return tuple(Change(**{**one, "examples": tuple(one["examples"])}) for one in raw)


def _fields_of(raw: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in raw.items() if name not in _LATE}
    values["layers"] = tuple(values["layers"])
    values["fields"] = tuple(Field(**one) for one in values["fields"])
    values["messages"] = tuple(values["messages"])
    values["notes"] = tuple(Note(**one) for one in values["notes"])
    values["changes"] = _changes(values.get("changes", ()))
    return values


def _late_of(raw: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: raw[name] for name in _LATE if name in raw}
    if "geometries" in values:
        values["geometries"] = GeometryCounts(**values["geometries"])
    return values


def _number_in(lang: Lang) -> Callable[[int], str]:
    return lambda value: f"{value:,}".replace(",", "." if lang == "id" else ",")


def _geometry_text(counts: GeometryCounts, lang: Lang) -> str:
    words = _WORDS[lang]
    number = _number_in(lang)
    parts = [f"{kind} {number(rows)}" for kind, rows in counts.kinds.items()]
    parts += [
        f"{words[name]} {number(rows)}"
        for name, rows in (
            ("null", counts.null),
            ("empty", counts.empty),
            ("invalid", counts.invalid),
            ("with_z", counts.with_z),
            ("with_m", counts.with_m),
        )
        if rows
    ]
    return "; ".join([", ".join(parts) or words["nothing"], f"{number(counts.vertices)} {words['vertices']}"])


def _fields_text(fields: tuple[Field, ...], limit: int = 12) -> str:
    shown = ", ".join(f"{one.name} {one.type}" for one in fields[:limit])
    return f"{len(fields)}: {shown}" + (" …" if len(fields) > limit else "") if fields else "0"


_WORDS: dict[Lang, dict[str, str]] = {
    "id": {
        "file": "Berkas",
        "layer": "Lapisan",
        "layers": "Semua lapisan",
        "features": "Fitur",
        "geometry": "Geometri",
        "crs": "Sistem koordinat",
        "encoding": "Pengodean teks",
        "fields": "Kolom",
        "profile": "Profil",
        "null": "tanpa geometri",
        "empty": "kosong",
        "invalid": "tidak sah",
        "with_z": "dengan Z",
        "with_m": "dengan M",
        "nothing": "tidak ada",
        "vertices": "titik",
        "crs_none": "tidak disebut dalam berkas",
        "crs_from_file": "dari berkas",
        "crs_from_caller": "ditentukan pemakai",
        "crs_from_columns": "menurut nama kolom koordinat",
        "encoding_from_cpg": "dari .cpg",
        "encoding_from_ldid": "dari .dbf",
        "encoding_from_bom": "dari tanda awal berkas",
        "encoding_from_format": "menurut formatnya",
        "encoding_from_caller": "ditentukan pemakai",
        "encoding_from_assumed": "perkiraan",
        "encoding_from_none": "tidak ada teks",
    },
    "en": {
        "file": "File",
        "layer": "Layer",
        "layers": "All layers",
        "features": "Features",
        "geometry": "Geometry",
        "crs": "CRS",
        "encoding": "Text encoding",
        "fields": "Columns",
        "profile": "Profile",
        "null": "no geometry",
        "empty": "empty",
        "invalid": "invalid",
        "with_z": "with Z",
        "with_m": "with M",
        "nothing": "none",
        "vertices": "vertices",
        "crs_none": "not stated in the file",
        "crs_from_file": "from the file",
        "crs_from_caller": "given by the caller",
        "crs_from_columns": "by the names of the coordinate columns",
        "encoding_from_cpg": "from the .cpg",
        "encoding_from_ldid": "from the .dbf",
        "encoding_from_bom": "from the byte order mark",
        "encoding_from_format": "fixed by the format",
        "encoding_from_caller": "given by the caller",
        "encoding_from_assumed": "assumed",
        "encoding_from_none": "no text",
    },
}
