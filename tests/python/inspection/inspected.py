"""What the tests of inspections share: small files of invented data, and short ways to ask a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import petasentra as ps
    from petasentra.inspection import FieldSummary, Finding, Meaning

#: West, south, east, north of Kabupaten Jombang, degrees.
JOMBANG = (112.06, -7.78, 112.46, -7.34)


def codes(report: ps.InspectReport) -> list[str]:
    """Codes of all findings, in order."""
    return [found.code for found in report.findings]


def finding(report: ps.InspectReport, code: str) -> Finding:
    """The only finding with this code."""
    (found,) = [one for one in report.findings if one.code == code]
    return found


def fields(report: ps.InspectReport) -> dict[str, FieldSummary]:
    """Fields of the only layer, by name."""
    (layer,) = report.layers
    return {one.name: one for one in layer.fields}


def meaning(report: ps.InspectReport, column: str) -> Meaning:
    """What a column of the only layer means; it has to mean something."""
    found = fields(report)[column].meaning
    assert found is not None, f"{column} means nothing"
    return found


def csv(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    """A CSV of these lines."""
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path
