"""Look at a file or folder before it is used: what is in it, and what is wrong with it."""

from petasentra.inspection.crs_candidates import CrsCandidate, crs_candidates
from petasentra.inspection.fields import FieldSummary
from petasentra.inspection.file_name import NameGuess, NameGuesses, guess_from_name
from petasentra.inspection.findings import Finding
from petasentra.inspection.geometry_facts import GeometryFacts
from petasentra.inspection.inspecting import inspect
from petasentra.inspection.meaning import Meaning, Writing
from petasentra.inspection.neighbours import Neighbourhood
from petasentra.inspection.report import InspectReport, LayerInspection
from petasentra.inspection.roles import Role
from petasentra.inspection.stated_area import StatedArea, compare_stated_area

__all__ = [
    "CrsCandidate",
    "FieldSummary",
    "Finding",
    "GeometryFacts",
    "InspectReport",
    "LayerInspection",
    "Meaning",
    "NameGuess",
    "NameGuesses",
    "Neighbourhood",
    "Role",
    "StatedArea",
    "Writing",
    "compare_stated_area",
    "crs_candidates",
    "guess_from_name",
    "inspect",
]
