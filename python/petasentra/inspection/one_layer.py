"""One layer looked at from every side; a side that fails becomes a finding, and the others go on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from petasentra import formats
from petasentra._html import thumbnail_svg
from petasentra.errors import PetasentraError
from petasentra.files.reading import read_layer
from petasentra.inspection import geometry_defects
from petasentra.inspection.crs_candidates import sample_points
from petasentra.inspection.crs_doubts import CrsView, look_at_crs, missing_hint, of_candidate
from petasentra.inspection.expected import named_place
from petasentra.inspection.field_findings import field_findings
from petasentra.inspection.fields import column_views, summarise
from petasentra.inspection.file_name import NameGuesses, guess_from_name
from petasentra.inspection.findings import Finding, finding_of
from petasentra.inspection.geometry_facts import geometry_facts
from petasentra.inspection.measures import numbers_of
from petasentra.inspection.nearest_profile import nearest
from petasentra.inspection.report import LayerInspection
from petasentra.inspection.roles import Role, guess_role
from petasentra.inspection.spelt_names import spelt_differently
from petasentra.inspection.stated_area import compare_stated_area
from petasentra.inspection.tables import inspect_table
from petasentra.inspection.text_evidence import encoding_evidence
from petasentra.inspection.vertices import extent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from petasentra.files.load_report import LoadReport, Note
    from petasentra.files.reading import Engine
    from petasentra.inspection.columns import ColumnView
    from petasentra.inspection.crs_candidates import CrsCandidate
    from petasentra.inspection.expected import ExpectedPlace
    from petasentra.inspection.fields import FieldSummary
    from petasentra.inspection.stated_area import StatedArea
    from petasentra.layers.layer import Layer

    Answer = TypeVar("Answer")

#: Notes of the reader after which the data may not be what they seem.
_WARNED = frozenset({
    "ATTRIBUTES_MISSING", "AXES_SWAPPED", "COORDINATE_UNREADABLE", "CRS_MISSING", "CRS_UNREADABLE", "ENCODING_GUESSED",
    "FEATURES_MISSING", "FILE_LENGTH",
})  # fmt: skip
#: What the reader says of a layer without a usable CRS.
WITHOUT_CRS = ("CRS_MISSING", "CRS_UNREADABLE")
_PROFILE_SURE = 0.7


def inspect_layer(
    path: str, name: str, *, encoding: str | None, engine: Engine, asked: ExpectedPlace | None
) -> LayerInspection:
    """Read a layer and look at it; whatever goes wrong becomes a finding."""
    try:
        layer = read_layer(path, layer=name, encoding=encoding, engine=engine)
    except PetasentraError as error:
        if error.code == 105 and PurePath(path).suffix.casefold() in formats.ENDINGS:
            return inspect_table(path, name, encoding)
        role = Role("table") if error.code == 105 else Role("unknown")
        return LayerInspection(name, path, role=role, findings=(finding_of(error, "LAYER_UNREADABLE", name),))
    except Exception as error:  # whatever a file holds, looking at it does not raise
        return LayerInspection(name, path, findings=(not_looked_at(name, ("isinya", "its content"), error),))
    return _Look(path, layer, asked).result()


def not_looked_at(layer: str, part: tuple[str, str], error: BaseException) -> Finding:
    """Return the finding that a part of the inspection failed; the mistake is ours or the data are very odd."""
    said = f"{type(error).__name__}: {error}"[:300]
    return Finding(
        "INSPECTION_INCOMPLETE",
        "warning",
        layer,
        f"Pemeriksaan {part[0]} gagal ({said}).",
        f"Looking at {part[1]} failed ({said}).",
        "Bagian lain laporan ini tetap berlaku. Mohon laporkan kesalahan ini.",
        "The rest of this report stands. Please report this error.",
    )


class _Look:
    """The sides of one layer, each asked through `_try`."""

    def __init__(self, path: str, layer: Layer, asked: ExpectedPlace | None) -> None:
        report = layer.load_report
        assert report is not None  # read_layer always gives one
        self.path, self.layer, self.asked, self.report = path, layer, asked, report
        self.name, self.stem = report.layer, _stem(report)
        self.failed: list[Finding] = []

    def _try(self, part_id: str, part_en: str, otherwise: Answer, ask: Callable[[], Answer]) -> Answer:
        try:
            return ask()
        except Exception as error:  # see not_looked_at
            self.failed.append(not_looked_at(self.name, (part_id, part_en), error))
            return otherwise

    def result(self) -> LayerInspection:
        """Look at columns first: they tell where the layer should lie."""
        layer, name = self.layer, self.name
        no_columns: list[ColumnView] = []
        columns = self._try("kolom", "the columns", no_columns, self._columns)
        fields = self._fields(columns)
        view = self._placed(columns, fields)
        nothing: tuple[StatedArea, ...] = ()
        areas = self._try("luas", "stated areas", nothing, lambda: _stated_areas(layer, columns, fields))
        none_repeated: dict[int, int] = {}
        repeated = self._try("pengulangan", "duplicates", none_repeated, lambda: geometry_defects.repeated_rows(layer))
        profile = self._try("profil", "profiles", None, lambda: nearest(layer.columns))
        found = [*view.findings]
        found += self._findings("geometri", "geometry", lambda: geometry_defects.geometry_defects(layer, name))
        found += self._findings("pengulangan", "duplicates", lambda: geometry_defects.duplicates(layer, name, repeated))
        found += self._findings("kolom", "the columns", lambda: field_findings(name, fields, areas))
        found += self._findings("nama wilayah", "names", lambda: spelt_differently(name, columns, fields))
        if profile is not None and profile.share >= _PROFILE_SURE:
            found += self._findings("nilai berkode", "coded domains", lambda: _clashes(layer, name, profile.name))
        seen = replace(
            view,
            bounds=extent(layer.core.geometry_arrays()["xy"]),
            fields=tuple(fields),
            encoding=self._try("pengodean", "the encoding", None, lambda: encoding_evidence(self.report)),
            geometry=self._try(
                "geometri", "geometry", None, lambda: geometry_facts(layer, _distinct(layer, len(repeated)))
            ),
            stated_areas=areas,
            profile=profile,
            name_guesses=self._try("nama berkas", "the name", NameGuesses(), lambda: _guesses(self.report)),
            role=self._try(
                "peran",
                "the role",
                Role("unknown"),
                lambda: guess_role([name, self.stem], layer.geometry_kinds, fields),
            ),
            thumbnail=self._try("gambar", "the outline", "", lambda: thumbnail_svg(layer.core)),
        )
        return replace(seen, findings=(*found, *self.failed))

    def _columns(self) -> list[ColumnView]:
        import pyarrow as pa

        return column_views(pa.table(self.layer.core.table), self.report.fields, self.layer.personal)

    def _fields(self, columns: Sequence[ColumnView]) -> list[FieldSummary]:
        asked = (self._try(f"kolom {c.name}", f"column {c.name}", None, partial(summarise, c)) for c in columns)
        return [one for one in asked if one is not None]

    def _placed(self, columns: Sequence[ColumnView], fields: Sequence[FieldSummary]) -> LayerInspection:
        """Return the layer with its box, its CRS candidates, and what the reader and the numbers have to say."""
        name, crs = self.name, self.layer.core.crs
        points = self._try("koordinat", "coordinates", np.empty((0, 2)), self._points)
        place = self._try(
            "nama wilayah", "names of places", None, lambda: named_place(_places(columns, fields), self.stem)
        )
        view = self._try(
            "sistem koordinat",
            "the coordinate system",
            CrsView(),
            lambda: look_at_crs(name, crs, points, self.asked, place),
        )
        expected = self.asked or place
        said = ("", "")
        if expected and expected.evidence_id:
            said = (f"{expected.name_id}: {expected.evidence_id}.", f"{expected.name_en}: {expected.evidence_en}.")
        hints = missing_hint(view.candidates, said)
        # The look at the numbers says more than the reader's note of the same.
        told = {found.code for found in view.findings}
        notes = [note for note in self.report.notes if note.code not in told]
        return LayerInspection(
            name=name,
            file=self.path,
            load_report=self.report,
            box=view.box,
            crs_candidates=view.candidates,
            expected_id=expected.name_id if expected else "",
            expected_en=expected.name_en if expected else "",
            points=points,
            place_evidence=said,
            findings=(*(_of_note(note, name, hints, view.candidates) for note in notes), *view.findings),
        )

    def _points(self) -> NDArray[np.float64]:
        return sample_points(self.layer.core.geometry_arrays()["xy"])

    def _findings(self, part_id: str, part_en: str, ask: Callable[[], Iterable[Finding]]) -> list[Finding]:
        nothing: list[Finding] = []
        return self._try(part_id, part_en, nothing, lambda: list(ask()))


def _stem(report: LoadReport) -> str:
    return PurePath(report.inner_path or report.path).stem


def _guesses(report: LoadReport) -> NameGuesses:
    """Guess from the layer's name, else from the file's: a geodatabase names its layers by the rule, not itself."""
    names = dict.fromkeys([report.layer, _stem(report), PurePath(report.path).stem])
    return next((found for name in names if (found := guess_from_name(name)).guesses), NameGuesses())


def _places(columns: Sequence[ColumnView], fields: Sequence[FieldSummary]) -> list[tuple[str, list[str]]]:
    kinds = {one.name: one.meaning.kind for one in fields if one.meaning}
    named = [c for c in columns if kinds.get(c.name) in ("admin_code", "admin_name")]
    # Codes are sure, names of kabupaten are next; names of desa are found in many places.
    return [(c.name, c.distinct) for c in sorted(named, key=lambda c: kinds[c.name] != "admin_code")]


def _distinct(layer: Layer, repeated: int) -> int:
    counts = layer.core.counts()
    return int(counts["rows"]) - int(counts["null"]) - int(counts["empty"]) - repeated


def _stated_areas(
    layer: Layer, columns: Sequence[ColumnView], fields: Sequence[FieldSummary]
) -> tuple[StatedArea, ...]:
    kinds = {one.name: one.meaning for one in fields if one.meaning and one.meaning.kind == "area"}
    found = []
    for column in columns:
        meaning = kinds.get(column.name)
        numbers = numbers_of(column, every_row=True) if meaning else None
        if meaning and numbers and (area := compare_stated_area(layer, column.name, numbers.values, meaning.unit)):
            found.append(area)
    return tuple(found)


def _clashes(layer: Layer, name: str, profile: str) -> Iterable[Finding]:
    from petasentra.profiles import domain_clashes

    return [replace(found, layer=name) for found in domain_clashes(layer, profile)]


def _of_note(note: Note, layer: str, missing: tuple[str, str], candidates: tuple[CrsCandidate, ...]) -> Finding:
    severity = "warning" if note.code in _WARNED else "note"
    if note.code not in WITHOUT_CRS:
        return Finding(note.code, severity, layer, note.message_id, note.message_en)
    words = (of_candidate(note.message_id, candidates), of_candidate(note.message_en, candidates))
    return Finding(note.code, severity, layer, *words, *missing)
