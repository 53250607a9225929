"""Whether a layer lies where its CRS puts it, and what else the numbers could be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra.inspection.crs_candidates import CrsCandidate, crs_candidates, degrees
from petasentra.inspection.findings import Finding
from petasentra.inspection.land import INDONESIA, within
from petasentra.inspection.words import percent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from petasentra._core import Crs
    from petasentra.inspection.expected import ExpectedPlace

    Bounds = tuple[float, float, float, float]

_MOSTLY = 0.5
_SURELY = 0.9


@dataclass(frozen=True)
class CrsView:
    """Candidates, findings, and the layer's box in degrees by its stated CRS (None: none, or it gives none)."""

    candidates: tuple[CrsCandidate, ...] = ()
    findings: tuple[Finding, ...] = ()
    box: Bounds | None = None


def look_at_crs(
    name: str, crs: Crs, points: NDArray[np.float64], asked: ExpectedPlace | None, named: ExpectedPlace | None
) -> CrsView:
    """Compare a layer's CRS with its numbers.

    Parameters
    ----------
    name
        Of the layer, for findings.
    crs
        What the file states; may be unknown.
    points
        Vertices, shape (n, 2).
    asked, named
        Where the caller says it lies; what its attributes or name speak of. The caller counts first.
    """
    if len(points) == 0:
        return CrsView()
    expected = asked or named
    if not crs.known:
        return CrsView(crs_candidates(points, expected) or crs_candidates(points))
    possible = not crs.is_geographic or bool((np.abs(points) <= (360.5, 90.5)).all())
    lon, lat = _stated_degrees(points, crs) if possible else (np.full(len(points), np.nan),) * 2
    box = _box(lon, lat)
    if box is None:
        found = crs_candidates(points, expected) or crs_candidates(points)
        return CrsView(found, (_contradicted(name, crs, points, found),))
    place = INDONESIA if expected is None else expected.box
    fit = float(within(lon, lat, place).mean())
    if fit >= _MOSTLY or (asked is None and named is not None and within(lon, lat, named.box).any()):
        return CrsView(box=box)
    found = tuple(
        one for one in crs_candidates(points, expected) if one.fit >= _SURELY and (expected or one.land >= _MOSTLY)
    )
    better = tuple(one for one in found if one.code != crs.authority_code or one.swapped)
    if better:
        return CrsView(better, (_doubtful(name, crs, better, box, expected),), box)
    if asked is not None:
        return CrsView(findings=(_outside(name, asked, fit, box),), box=box)
    return CrsView(box=box)


def _stated_degrees(points: NDArray[np.float64], crs: Crs) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return degrees(points, crs.authority_code if crs.authority_code == "EPSG:4326" else crs.projjson)


def _box(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Bounds | None:
    usable = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lat) <= 90)
    if usable.sum() < _MOSTLY * len(lon):
        return None
    west, east = float(lon[usable].min()), float(lon[usable].max())
    return west, float(lat[usable].min()), east, float(lat[usable].max())


def _listed(candidates: tuple[CrsCandidate, ...]) -> tuple[str, str]:
    if not candidates:
        return "", ""
    if candidates[0].land >= _MOSTLY:
        # Those that would put the layer into the sea stay in the report, but need not be read first.
        candidates = tuple(one for one in candidates if one.land > 0)
    shown_id = "; ".join(one.text("id") for one in candidates[:3])
    shown_en = "; ".join(one.text("en") for one in candidates[:3])
    return f"Kemungkinan menurut angkanya: {shown_id}.", f"Possible by the numbers: {shown_en}."


def of_candidate(message: str, candidates: tuple[CrsCandidate, ...]) -> str:
    """Return the reader's sentence about a missing CRS with the first candidate as its example, or without one."""
    if not candidates:
        return re.sub(r',[^,"]*crs="[^"]*"', "", message)
    return re.sub(r'crs="[^"]*"', f'crs="{candidates[0].code}"', message)


def missing_hint(candidates: tuple[CrsCandidate, ...], evidence: tuple[str, str]) -> tuple[str, str]:
    """Return the hints for a layer without CRS: its candidates, and what speaks for the first."""
    hint_id, hint_en = _listed(candidates)
    if candidates and candidates[0].swapped:
        hint_id += " Tampaknya x dan y tertukar: setelah dibaca, tukar dengan layer.with_axes_swapped()."
        hint_en += " It seems that x and y are swapped: once read, swap them with layer.with_axes_swapped()."
    if hint_id and evidence[0]:
        return f"{hint_id} {evidence[0]}", f"{hint_en} {evidence[1]}"
    return hint_id, hint_en


def _contradicted(name: str, crs: Crs, points: NDArray[np.float64], found: tuple[CrsCandidate, ...]) -> Finding:
    x, y = np.median(points, axis=0)
    hints = _listed(found)
    if found and found[0].swapped and found[0].fit >= _SURELY:
        words = (
            f"Dengan {crs.name} lapisan ini tidak terletak di mana pun (misalnya {x:.7g}, {y:.7g})",
            f"With {crs.name} this layer lies nowhere (such as {x:.7g}, {y:.7g})",
        )
        return _swapped(name, "error", words, found[0], hints)
    return Finding(
        "CRS_CONTRADICTED",
        "error",
        name,
        f"Berkas menyebut {crs.name}, tetapi angkanya (misalnya {x:.7g}, {y:.7g}) tidak mungkin dalam sistem itu.",
        f"The file says {crs.name}, but its numbers (such as {x:.7g}, {y:.7g}) cannot be in that system.",
        *hints,
    )


def _doubtful(
    name: str, crs: Crs, better: tuple[CrsCandidate, ...], box: Bounds, expected: ExpectedPlace | None
) -> Finding:
    best = better[0]
    middle = f"{(box[0] + box[2]) / 2:.2f}, {(box[1] + box[3]) / 2:.2f}"
    hints = _listed(better)
    if best.swapped:
        words = (f"Dengan {crs.name} lapisan ini terletak di {middle}", f"With {crs.name} this layer lies at {middle}")
        return _swapped(name, "warning", words, best, hints)
    place_id, place_en = ("Indonesia", "Indonesia") if expected is None else (expected.name_id, expected.name_en)
    why_id = f" ({expected.evidence_id})" if expected and expected.evidence_id else ""
    why_en = f" ({expected.evidence_en})" if expected and expected.evidence_en else ""
    return Finding(
        "CRS_DOUBTFUL",
        "warning",
        name,
        f"Dengan {crs.name} lapisan ini terletak di {middle}, bukan di {place_id}{why_id}.",
        f"With {crs.name} this layer lies at {middle}, not in {place_en}{why_en}.",
        *hints,
        measure=best.fit,
        unit="share",
    )


def _swapped(name: str, severity: str, words: tuple[str, str], best: CrsCandidate, hints: tuple[str, str]) -> Finding:
    place = f"{best.longitude:.2f}, {best.latitude:.2f}"
    return Finding(
        "AXES_SWAPPED",
        severity,
        name,
        f"{words[0]}; bila x dan y ditukar, di {place}. Kemungkinan besar x dan y tertukar.",
        f"{words[1]}; with x and y swapped, at {place}. Most likely x and y are swapped.",
        "Setelah yakin, tukar dengan layer.with_axes_swapped(), di sumber, atau di GIS. " + hints[0],
        "Once you are sure, swap them with layer.with_axes_swapped(), at the source, or in a GIS. " + hints[1],
        measure=best.fit,
        unit="share",
    )


def _outside(name: str, asked: ExpectedPlace, fit: float, box: Bounds) -> Finding:
    middle = f"{(box[0] + box[2]) / 2:.2f}, {(box[1] + box[3]) / 2:.2f}"
    return Finding(
        "OUTSIDE_EXPECTED",
        "warning",
        name,
        f"Lapisan ini terletak di {middle}; hanya {percent(fit, 'id')} titiknya berada di {asked.name_id}.",
        f"This layer lies at {middle}; only {percent(fit, 'en')} of its vertices are in {asked.name_en}.",
        "Periksa apakah ini lapisan yang benar, dan sistem koordinatnya.",
        "Check that this is the right layer, and its coordinate system.",
        measure=fit,
        unit="share",
    )
