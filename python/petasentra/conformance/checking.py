"""May this activity stand here, under which regulation and article, as of which date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra.conformance.check_result import CheckResult
from petasentra.conformance.sites import asked_sites, placed_in
from petasentra.days import as_day

if TYPE_CHECKING:
    from petasentra._progress import Progress
    from petasentra.days import DayLike
    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import LayerLike


def check(
    sites: LayerLike,
    pack: PlanPack,
    *,
    as_of: DayLike,
    activity: str = "activity",
    for_activity: str | None = None,
    site_id: str = "site_id",
    known_on: DayLike | None = None,
    uncertainty: bool = True,
    progress: Progress = None,
    threads: int | None = None,
) -> CheckResult:
    """Give every site a verdict under the law of a day.

    Parameters
    ----------
    sites
        Points, lines or polygons in any CRS: a Layer, a GeoDataFrame or any Arrow table with a geometry column.
        Columns ``kbli_version``, ``scale``, ``established_on``, ``permits``, and for conditions that compute
        ``activity_area_m2``, ``lot_m2``, ``road_class``, ``kdb``, ``klb``, ``kdh``, ``height_m`` are read where there
        are any.
    pack
        The law; see :func:`petasentra.read_plan_pack`.
    as_of
        The day the question is asked for, a date or ``YYYY-MM-DD``; never today by default.
    activity
        Column of the sites with an activity id of the pack or KBLI digits.
    for_activity
        One activity for every site; the column is then not needed.
    site_id
        Column that identifies the sites, by text or whole numbers; values must differ.
    known_on
        Count only what had been published by this day.
    uncertainty
        Work out ``share_min``, ``share_max``, ``probability_conforming`` and the flag ``boundary_uncertain`` where the
        plans state how accurate their maps are; see ``docs/concepts.md``. False leaves them empty and saves the time.
    progress
        True for a bar on standard error, or a callable that takes the done share (0..1).
    threads
        Worker threads; results never depend on it.

    Returns
    -------
    CheckResult
        ``len(result) == len(sites)``, in the order of the sites. A site with a broken geometry is not dropped: its
        verdict is ``no_data`` with the reason, and ``result.findings`` names it.

    Raises
    ------
    SchemaError
        A column is missing (the nearest name is suggested), the layer is empty, or site ids repeat.
    CrsError
        The sites have no CRS.
    OptionError
        A date cannot be read, or ``for_activity`` is an empty text.
    TypeError
        `pack` is no PlanPack.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> len(result) == len(study.sentra)
    True
    """
    layer = asked_sites(sites, pack, site_id=site_id, activity=activity, for_activity=for_activity)
    day = as_day(as_of)
    known = None if known_on is None else as_day(known_on, "known_on")
    from petasentra.auditing.inputs import Asked

    # What the answer may depend on stands in the audit; progress and threads change nothing.
    options: dict[str, Any] = {
        "as_of": day.isoformat(),
        "known_on": None if known is None else known.isoformat(),
        "site_id": site_id,
        "activity": activity,
        "for_activity": for_activity,
        "uncertainty": uncertainty,
    }
    with placed_in(layer):
        handle = _core.check(
            layer._handle,
            pack._bound,
            as_of=day.isoformat(),
            known_on=options["known_on"],
            site_id=site_id,
            activity=activity,
            for_activity=for_activity or "",
            uncertainty=uncertainty,
            progress=progress_callback(progress, "check"),
            threads=threads,
        )
    return CheckResult(handle, pack, day, asked=Asked(layer, options))
