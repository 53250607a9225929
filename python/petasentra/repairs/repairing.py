"""Repair a zoning layer, with a ledger of every change: who gave ground, who has it now, and what it was before."""

from __future__ import annotations

import math
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra.errors import OptionError
from petasentra.layers.layer import Layer, as_layer
from petasentra.repairs.ledger import with_cells, with_key
from petasentra.repairs.leftovers import not_repaired
from petasentra.repairs.priority import preference_of
from petasentra.validation.validating import Validation, validate_zoning

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from petasentra._progress import Progress
    from petasentra.crs import CrsLike
    from petasentra.files.writing import WriteReport
    from petasentra.layers.layer import LayerLike
    from petasentra.plotting.language import Lang
    from petasentra.profiles.tables import Profile
    from petasentra.repairs.leftovers import NotRepaired
    from petasentra.repairs.priority import Priority

__all__ = ["REPAIRABLE", "Repair", "RepairRule", "repair"]

RepairRule: TypeAlias = Literal["largest_neighbour", "longest_border", "priority"]

#: Codes that `repair` can do something about.
REPAIRABLE = (
    "GEOMETRY_INVALID",
    "DUPLICATE_GEOMETRY",
    "ZONE_OVERLAP",
    "ZONE_GAP",
    "ZONE_SLIVER",
    "ZONE_SPIKE",
    "EDGE_MISMATCH",
    "DOMAIN_CLASH",
    "RING_ORDER",
)
#: Gaps with more ground are no slips of drawing, and are left unless ``max_m2`` says otherwise, square metres.
GAP_MAX_M2 = 10_000.0
#: Those that it does only when asked by name.
_ONLY_IF_ASKED = ("DUPLICATE_GEOMETRY", "RING_ORDER")


class Repair:
    """A repaired layer and the ledger of what was done; unpacks into these two."""

    def __init__(
        self,
        layer: Layer,
        ledger: Layer,
        before: Validation,
        rule: str,
        codes: tuple[str, ...],
        limits: dict[str, float],
        not_repaired: dict[str, NotRepaired],
    ) -> None:
        self.layer = layer
        self.ledger = ledger
        self.before = before
        self.rule = rule
        self.codes = codes
        self.limits = limits
        self.not_repaired = not_repaired

    def __iter__(self) -> Iterator[Layer]:
        return iter((self.layer, self.ledger))

    @property
    def validation(self) -> Validation:
        """What was found before the repair; the same as ``before``."""
        return self.before

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """Code to number of ledger rows by status: ``{"ZONE_GAP": {"repaired": 3, "left": 1}}``."""
        out: dict[str, dict[str, int]] = {}
        for code, status in zip(self.ledger["code"], self.ledger["status"], strict=True):
            by_status = out.setdefault(str(code), {})
            by_status[str(status)] = by_status.get(str(status), 0) + 1
        return out

    @property
    def left(self) -> Layer:
        """The rows of the ledger that tell what was left alone, and why; see ``not_repaired`` for the rest."""
        return self.ledger[np.array([status == "left" for status in self.ledger["status"]], dtype=bool)]

    def undo(self) -> Layer:
        """Return the layer as it was before, bit by bit."""
        from petasentra.repairs.undo import undo_repair

        return undo_repair(self.layer, self.ledger)

    def write(self, path: str | os.PathLike[str], *, ledger: str | os.PathLike[str] | None = None) -> WriteReport:
        """Write the layer, and its ledger to ``ledger`` or beside it as ``<name>-ledger.gpkg``.

        The ledger is written first, so that there is never a repaired file without one; if the layer then cannot be
        written, the ledger is taken back.

        Raises
        ------
        OptionError
            The ledger would be a Shapefile, which cuts texts at 254 bytes and mixes no points with polygons; or it
            would take the place of the layer, or of the ledger of another repair, which could then not be undone.
        IoError
            A file cannot be written; old files stay as they were.
        """
        from petasentra.files.writing import write_layer
        from petasentra.repairs.files import ledger_beside, require_room, taken_back_on_error

        beside = ledger_beside(path) if ledger is None else Path(ledger)
        require_room(self.ledger, beside, Path(path))
        with taken_back_on_error(beside):
            write_layer(self.ledger, beside)
            return write_layer(self.layer, path)

    def text(self, lang: Lang = "id") -> str:
        """Return what was repaired and what was left, one a line, for a terminal."""
        from petasentra.repairs.words import text_of

        return text_of(self, lang)

    def __repr__(self) -> str:
        counted = ", ".join(
            f"{code} " + ", ".join(f"{number} {status}" for status, number in by_status.items())
            for code, by_status in self.counts.items()
        )
        counted = ", ".join(
            filter(None, (counted, *(f"{code} {one.count} not repaired" for code, one in self.not_repaired.items())))
        )
        return f"Repair of {self.layer.title!r} by {self.rule}: {counted or 'nothing to repair'}"

    def _repr_html_(self) -> str:
        from petasentra.repairs.words import html_of

        return html_of(self)


def repair(
    layer: LayerLike,
    findings: Validation | None = None,
    *,
    rule: RepairRule = "largest_neighbour",
    codes: str | Iterable[str] | None = None,
    priority: Priority | None = None,
    max_m2: float | Literal["auto"] | None = "auto",
    profile: str | Profile | None = None,
    tolerance_m: float | None = None,
    sliver_m2: float | None = None,
    spike_deg: float | None = None,
    perimeter: LayerLike | None = None,
    valid_from: str | None = None,
    valid_to: str | None = None,
    feature_id: str | None = None,
    metric_crs: CrsLike = None,
    progress: Progress = None,
    threads: int | None = None,
) -> Repair:
    """Repair a layer of zones; every change is a row of a ledger that can be undone.

    Parameters
    ----------
    layer
        Zones: polygons in any CRS.
    findings
        What `validate_zoning` found in this layer; its settings (tolerance, feature ids, perimeter, days in force) hold
        for the repair too. None: the layer is validated first, with the settings given here.
    rule
        Who gets ground that two zones claim, or none: ``"largest_neighbour"`` by area, ``"longest_border"`` with the
        ground, or ``"priority"``. Ties go to the smallest feature id.
    codes
        Which findings to repair, of `REPAIRABLE`. By default all but ``DUPLICATE_GEOMETRY`` (the later row would keep
        its place with an empty geometry) and ``RING_ORDER`` (outer rings anticlockwise, holes clockwise, as OGC and
        RFC 7946 have it, which rewrites every row drawn otherwise). Nothing else is touched.
    priority
        With ``rule="priority"``: a column of ranks (the smallest wins, null comes last), feature ids in order (the
        first wins), or ``{"column": [values in order]}``.
    max_m2
        Faults with more ground than this are left, square metres; None or ``math.inf``: no bound. ``"auto"`` bounds
        gaps at 10,000 m2 (1 ha), for a larger one may be an enclave that is no zone of this plan, and nothing else.
    profile
        Profile by which coded columns that mix codes and words are made uniform (``DOMAIN_CLASH``).
    tolerance_m, sliver_m2, spike_deg, perimeter, valid_from, valid_to, feature_id, metric_crs
        As in `validate_zoning`; only without ``findings``.
    progress
        True for a bar on standard error, or a callable that takes the done share (0..1).
    threads
        Worker threads; results never depend on it.

    Returns
    -------
    Repair
        ``fixed, ledger = ps.repair(...)``. ``fixed`` has the same rows in the same order; those without a repaired
        fault keep their geometry bit by bit. ``ledger`` is a Layer: ``code``, ``status`` (``repaired`` or ``left``),
        ``feature_id`` (the row touched), ``from_id``, ``to_id``, ``area_m2`` (ground moved), ``change_m2`` (what that
        added to the area of the row), ``max_shift_m``, ``vertices_added``, ``vertices_removed``, ``reason_id``,
        ``reason_en``, what undoing needs, and the ground moved. Of every row: area before + its ``change_m2`` = area
        after. What is left stays as it was, with the reason. ``.not_repaired`` counts, by code, the findings that the
        ledger says nothing of, for they have no repair or it was not asked for: ``{"GEOMETRY_NULL":
        NotRepaired(count=1, why="no_repair")}``.

    Raises
    ------
    OptionError
        Unknown rule or code, settings beside ``findings``, findings of another layer, a priority that does not fit.
    SchemaError
        A named column is missing or of another type.
    CrsError
        The layer has no CRS.

    Examples
    --------
    >>> import petasentra as ps, geopandas, shapely
    >>> boxes = [shapely.box(0, 0, 10, 10), shapely.box(9, 0, 20, 10)]
    >>> zones = geopandas.GeoDataFrame({"kode": ["A", "B"]}, geometry=boxes, crs=32749)
    >>> fixed, ledger = ps.repair(zones, feature_id="kode")
    >>> fixed.area(method="planar").tolist()
    [90.0, 110.0]
    >>> ledger["reason_en"][0]
    'The shared ground was left to feature B: the largest zone.'
    """
    zones = as_layer(layer)
    chosen = _chosen(codes)
    settings = {
        "tolerance_m": tolerance_m, "sliver_m2": sliver_m2, "spike_deg": spike_deg, "perimeter": perimeter,
        "valid_from": valid_from, "valid_to": valid_to, "feature_id": feature_id, "metric_crs": metric_crs,
    }  # fmt: skip
    stated: dict[str, Any] = {name: value for name, value in settings.items() if value is not None}
    found = _validated(zones, stated, progress, threads) if findings is None else _fitting(findings, zones, stated)
    most, most_of_gap = _limits(max_m2)
    named_by = found.settings["feature_id"]
    made = _core.repair(
        zones.core,
        found._result,
        perimeter=None if found.perimeter is None else found.perimeter.core,
        codes=[code for code in chosen if code != "DOMAIN_CLASH"],
        rule=rule,
        preference=preference_of(zones, rule, priority, named_by),
        max_m2=most,
        max_gap_m2=most_of_gap,
        progress=progress_callback(progress, "repair"),
        threads=threads,
    )
    fixed = Layer(made.layer, load_report=zones.load_report)
    ledger = with_key(Layer(made.ledger), fixed, named_by)
    if profile is not None and "DOMAIN_CLASH" in chosen:
        fixed, ledger = with_cells(fixed, ledger, profile, named_by)
    if named_by is not None and named_by in zones.personal:
        ledger = ledger.with_personal(["feature_id", "from_id", "to_id", "reason_id", "reason_en"])
    limits = {"max_m2": most, "max_gap_m2": most_of_gap}
    alone = not_repaired(found.counts, chosen, REPAIRABLE, has_profile=profile is not None)
    return Repair(fixed, ledger, found, rule, chosen, limits, alone)


def _limits(max_m2: float | str | None) -> tuple[float, float]:
    """Return the most ground that a repair moves, and the most that a gap may hold."""
    if max_m2 is None:
        return math.inf, math.inf
    if not isinstance(max_m2, str):
        return max_m2, max_m2
    if max_m2 == "auto":
        return math.inf, GAP_MAX_M2
    raise OptionError(
        f'The value of max_m2 must be a number, None or "auto", not "{max_m2[:80]}".',
        f'Nilai max_m2 harus bilangan, None, atau "auto", bukan "{max_m2[:80]}".',
        code=801,
    )


def _chosen(codes: str | Iterable[str] | None) -> tuple[str, ...]:
    if codes is None:
        return tuple(code for code in REPAIRABLE if code not in _ONLY_IF_ASKED)
    chosen = (codes,) if isinstance(codes, str) else tuple(dict.fromkeys(codes))
    for code in chosen:
        if code not in REPAIRABLE:
            raise OptionError(
                f'The finding code "{str(code)[:80]}" cannot be repaired.',
                f'Kode temuan "{str(code)[:80]}" tidak dapat diperbaiki.',
                hint_en="Choose of " + ", ".join(REPAIRABLE) + ".",
                hint_id="Pilih dari " + ", ".join(REPAIRABLE) + ".",
                code=801,
            )
    return chosen


def _validated(zones: Layer, stated: dict[str, Any], progress: Progress, threads: int | None) -> Validation:
    return validate_zoning(zones, stated_area=None, progress=progress, threads=threads, **stated)


def _fitting(findings: Validation, zones: Layer, stated: dict[str, Any]) -> Validation:
    """Refuse findings of another layer, and settings that contradict theirs."""
    if not isinstance(findings, Validation):
        raise TypeError("findings must be what validate_zoning returns")
    if stated:
        names = ", ".join(sorted(stated))
        raise OptionError(
            f"The findings already say how they were looked for; {names} cannot be given beside them.",
            f"Temuan sudah memuat pengaturannya sendiri; {names} tidak dapat ditetapkan lagi.",
            hint_en="Leave the settings out, or leave the findings out.",
            hint_id="Hilangkan pengaturannya, atau hilangkan temuannya.",
            code=801,
        )
    theirs = findings.layer
    same = theirs.core is zones.core or (
        len(theirs) == len(zones) and np.array_equal(theirs.core.row_bounds(), zones.core.row_bounds(), equal_nan=True)
    )
    if not same:
        raise OptionError(
            f'The findings are of another layer ("{theirs.title}") or of another state of this one.',
            f'Temuan ini milik lapisan lain ("{theirs.title}") atau keadaan lain dari lapisan ini.',
            hint_en="Validate the layer anew.",
            hint_id="Periksa lagi lapisannya.",
            code=801,
            layer=zones.title,
        )
    return findings
