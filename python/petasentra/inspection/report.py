"""What an inspection returns: a report on a file or a folder, and on each of its layers."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.inspection.file_name import NameGuesses
from petasentra.inspection.roles import Role

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from numpy.typing import NDArray

    from petasentra.files.load_report import Lang, LoadReport
    from petasentra.inspection.crs_candidates import CrsCandidate
    from petasentra.inspection.fields import FieldSummary
    from petasentra.inspection.findings import Finding
    from petasentra.inspection.geometry_facts import GeometryFacts
    from petasentra.inspection.nearest_profile import NearestProfile
    from petasentra.inspection.neighbours import Neighbourhood
    from petasentra.inspection.stated_area import StatedArea
    from petasentra.inspection.text_evidence import EncodingEvidence
    from petasentra.tables import Table

    Bounds = tuple[float, float, float, float]

_NO_POINTS: NDArray[np.float64] = np.empty((0, 2))


@dataclass(frozen=True, eq=False)
class LayerInspection:
    """One layer.

    Attributes
    ----------
    name, file
        Name of the layer; its file, as in the report.
    load_report
        How it was read; None where it could not be.
    bounds
        In units of its own CRS.
    box
        In degrees, by its CRS, else by the best candidate; None where neither says.
    box_assumed
        Whether `box` rests on a candidate.
    fields
        Its attributes.
    crs_candidates
        Ranked, where it states no CRS or one that cannot be right.
    expected
        Where it should lie, and what says so; empty if nothing does.
    encoding
        What the bytes say, where the format does not fix it.
    geometry
        Counts and sizes; None for a table.
    stated_areas
        Columns of areas against computed ones.
    profile
        The nearest known schema.
    name_guesses
        What its name, or the file's, suggests about scale and year.
    role
        Guessed part in a planner's folder.
    neighbourhood
        How it lies to the other layers; None if there are none.
    findings
        What is wrong with it.
    thumbnail
        Its outline as a small SVG.
    """

    name: str
    file: str = ""
    load_report: LoadReport | None = None
    bounds: Bounds | None = None
    box: Bounds | None = None
    box_assumed: bool = False
    fields: tuple[FieldSummary, ...] = ()
    crs_candidates: tuple[CrsCandidate, ...] = ()
    expected_id: str = ""
    expected_en: str = ""
    encoding: EncodingEvidence | None = None
    geometry: GeometryFacts | None = None
    stated_areas: tuple[StatedArea, ...] = ()
    profile: NearestProfile | None = None
    name_guesses: NameGuesses = field(default_factory=NameGuesses)
    role: Role = field(default_factory=lambda: Role("unknown"))
    neighbourhood: Neighbourhood | None = None
    findings: tuple[Finding, ...] = ()
    thumbnail: str = field(default="", repr=False)
    points: NDArray[np.float64] = field(default_factory=lambda: _NO_POINTS, repr=False)
    place_evidence: tuple[str, str] = field(default=("", ""), repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, dicts, texts and numbers."""
        slim = replace(self, points=_NO_POINTS, thumbnail="", load_report=None)
        raw = asdict(slim)
        for name in ("points", "thumbnail", "place_evidence"):
            del raw[name]
        raw["load_report"] = self.load_report.to_dict() if self.load_report else None
        raw["name_guesses"] = {one.what: {"value": one.value, "part": one.part} for one in self.name_guesses.guesses}
        for column, one in zip(raw["fields"], self.fields, strict=True):
            if column["meaning"] and one.meaning:
                column["meaning"]["share"] = one.meaning.share
        return raw


@dataclass(frozen=True, eq=False)
class InspectReport:
    """What a file, or a folder of files, holds and what is wrong with it.

    Attributes
    ----------
    path
        The file or folder as the caller named it.
    layers
        Every layer, file by file.
    findings
        All findings: of the files first, then layer by layer.
    is_folder, depth, skipped
        Whether `path` is a folder, how many folders deep it was searched, and folders that lie deeper.
    """

    path: str
    layers: tuple[LayerInspection, ...] = ()
    file_findings: tuple[Finding, ...] = field(default=())
    is_folder: bool = False
    depth: int = 0
    skipped: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: of the files first, then layer by layer."""
        return self.file_findings + tuple(found for layer in self.layers for found in layer.findings)

    @property
    def driver(self) -> str:
        """Name of the format (of the first layer that could be read); empty if nothing could be."""
        return next((one.load_report.driver for one in self.layers if one.load_report), "")

    @property
    def readable(self) -> bool:
        """Whether at least one layer, or table without geometry, could be read."""
        return any(one.load_report or one.fields for one in self.layers)

    @property
    def table(self) -> Table:
        """One row a layer: file, layer, role and its evidence, driver, rows, geometry, CRS, overlap, misfit."""
        from petasentra.inspection.layer_table import layer_table

        return layer_table(self)

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, dicts, texts and numbers, ready for JSON."""
        return {
            "path": self.path,
            "is_folder": self.is_folder,
            "depth": self.depth,
            "skipped": list(self.skipped),
            "driver": self.driver,
            "layers": [one.to_dict() for one in self.layers],
            "findings": [asdict(found) for found in self.findings],
        }

    def text(self, lang: Lang = "id") -> str:
        """Return the report as lines for a terminal."""
        from petasentra.inspection.as_text import report_text

        return report_text(self, lang)

    def html(self, lang: Lang = "id") -> str:
        """Return the report as one HTML page that needs nothing else."""
        from petasentra.inspection.as_html import page

        return page(self, lang)

    def save(self, path: str | os.PathLike[str], lang: Lang = "id") -> Path:
        """Write the report: ``.html``, ``.json`` or ``.txt`` by the ending of `path`.

        Raises
        ------
        OptionError
            Another ending.
        IoError
            The file cannot be written.
        """
        from petasentra.inspection.saving import save

        return save(self, path, lang)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        from petasentra.inspection.as_html import notebook_view

        return notebook_view(self)
