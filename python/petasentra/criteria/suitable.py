"""Which places suit an activity: the law first, then criteria, weights and the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra._progress import Stages
from petasentra._worker_threads import worker_threads
from petasentra.criteria.candidates import candidate_grid, read_candidates
from petasentra.criteria.criteria_packs import BoundCriteria
from petasentra.criteria.legal_mask import ALLOWED_VERDICTS, Law, allowed_words, law_of
from petasentra.criteria.records import Criterion
from petasentra.criteria.result import Suitability
from petasentra.criteria.scoring import scores_of
from petasentra.criteria.weights import weights_of
from petasentra.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from petasentra._progress import Progress
    from petasentra.criteria.pairwise import Pairwise
    from petasentra.days import DayLike
    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import Layer, LayerLike

__all__ = ["suitability"]

#: Columns of the answer that no criterion may be called.
RESERVED = frozenset(
    (
        "site_id", "status", "rank", "tied", "score", "score_min", "score_max", "verdict", "flags", "share_conforming",
        "instrument", "article", "verified", "schematic", "reason_id", "reason_en", "geometry",
    )
)  # fmt: skip


def suitability(
    candidates: LayerLike | PlanPack,
    criteria: Sequence[Criterion | BoundCriteria] | Criterion | BoundCriteria,
    *,
    pack: PlanPack | None = None,
    as_of: DayLike | None = None,
    activity: str = "activity",
    for_activity: str | None = None,
    weights: Mapping[str, float] | Pairwise | None = None,
    allow: Iterable[str] = ALLOWED_VERDICTS,
    cell_m: float | None = None,
    site_id: str | None = None,
    known_on: DayLike | None = None,
    uncertainty: bool = False,
    progress: Progress = None,
    threads: int | None = None,
) -> Suitability:
    """Put candidate places in order: those that the law allows, by criteria and weights. None is dropped.

    Every candidate is checked under the law of a day first; one that it prohibits keeps its row with verdict, article
    and reason, and is not measured. The others are measured, limits rule out with a reason, and the weighted sum of the
    values orders those that remain. What is not known (no data, rules in conflict, a hole in a raster) is neither "yes"
    nor "no": such a place has a status of its own, and the interval of scores it may have.

    Parameters
    ----------
    candidates
        Places as points or areas, in any CRS; `petasentra.criteria.candidate_grid` makes cells of an area. Or a pack,
        with `cell_m`: then cells over its zones of the day are the candidates.
    criteria
        Records of `petasentra.criteria`, names differ; or what `CriteriaPack.bind` returned. Those without a value
        function only rule out; where none has one, all scores are 0 and ids order the places.
    pack
        The law. Without it no place is excluded, and a finding says so.
    as_of
        The day, needed with a pack; never today by default.
    activity, for_activity, known_on
        As for `petasentra.check`.
    uncertainty
        As for `petasentra.check`, and left out here unless asked: of many cells it takes most of the time. Check the
        places that are chosen with it.
    weights
        By name, divided by their sum; or what `petasentra.criteria.ahp` returned. Without them those of the criteria;
        without any, all weigh the same.
    allow
        Verdicts that are ranked: ``conforms``, ``limited``, ``conditional``, ``limited_conditional`` or fewer.
    cell_m
        Side of the cells, where the candidates are a pack.
    site_id
        Column of ids; without it ``site_id`` if there is one, else the rows from 0.
    progress
        True shows a bar; a callable gets the done share, 0..1.
    threads
        Worker threads; results never depend on it.

    Returns
    -------
    Suitability
        ``len(result) == len(candidates)``, in their order.

    Raises
    ------
    OptionError
        Criteria, weights, `allow` or the day are not what they have to be.
    SchemaError
        A column is missing, or ids repeat.
    CrsError
        A layer or a raster has no CRS.
    IoError
        A raster cannot be read.
    TypeError
        `pack` is no PlanPack.

    Examples
    --------
    >>> import geopandas, shapely, petasentra as ps
    >>> at = geopandas.GeoDataFrame(
    ...     {"site_id": ["a", "b", "c"], "harga": [100, 300, None]},
    ...     geometry=shapely.points([(0, 0), (500, 0), (900, 0)]), crs=32749,
    ... )
    >>> road = geopandas.GeoDataFrame(geometry=[shapely.LineString([(600, -9), (600, 9)])], crs=32749)
    >>> near = ps.criteria.Distance(name="jalan", to=road, value=ps.criteria.Linear(worst=1000, best=0), weight=3)
    >>> cheap = ps.criteria.Column(
    ...     name="harga_tanah", column="harga", value=ps.criteria.Linear(worst=500, best=0), weight=1
    ... )
    >>> found = ps.suitability(at, [near, cheap])
    >>> for row in found.places.table.to_pylist():
    ...     print(row["site_id"], row["status"], row["rank"], round(row["score_min"], 3), round(row["score_max"], 3))
    a ranked 2 0.5 0.5
    b ranked 1 0.775 0.775
    c value_unknown None 0.525 0.775
    """
    from petasentra.law.plan_packs import PlanPack

    asked, bound = _criteria(criteria)
    weighing = weights_of(asked, weights)
    allowed = allowed_words(allow)
    if isinstance(candidates, PlanPack):
        pack = candidates if pack is None else pack
        candidates = _cells_of(candidates, as_of, cell_m)
    elif cell_m is not None:
        raise OptionError(
            "cell_m is for a pack; candidate_grid(area, cell_m) makes cells of an area.",
            "cell_m hanya untuk paket; candidate_grid(area, cell_m) membuat sel dari suatu wilayah.",
            code=801, column="cell_m",
        )  # fmt: skip
    workers = worker_threads(threads)
    places = read_candidates(candidates, site_id, workers)
    stages = Stages(progress, "suitability")
    check = None
    law = Law(np.zeros(len(places), dtype=np.uint8), {})
    if pack is not None:
        from petasentra.conformance.checking import check as check_sites

        check = check_sites(
            places.layer, pack, as_of=_day_given(as_of), activity=activity, for_activity=for_activity,
            site_id=places.site_id, known_on=known_on, uncertainty=uncertainty, progress=stages.until(0.6),
            threads=threads,
        )  # fmt: skip
        law = law_of(check, allowed)
    scores = scores_of(places, law.standing, asked, weighing, tell=stages.until(1.0), threads=workers)
    stages.end()
    return Suitability(places, asked, weighing, scores, law=law, check=check, bound=bound, allow=allowed,
                       given_weights=weights)  # fmt: skip


def _criteria(
    criteria: Sequence[Criterion | BoundCriteria] | Criterion | BoundCriteria,
) -> tuple[tuple[Criterion, ...], tuple[BoundCriteria, ...]]:
    listed = [criteria] if isinstance(criteria, Criterion | BoundCriteria) else criteria
    if isinstance(listed, str | bytes) or not hasattr(listed, "__iter__"):
        raise _wrong(f"criteria={criteria!r} is no list of criteria", f"criteria={criteria!r} bukan daftar kriteria")
    out: list[Criterion] = []
    bound: list[BoundCriteria] = []
    for one in listed:
        if isinstance(one, BoundCriteria):
            bound.append(one)
            out += one.criteria
        elif isinstance(one, Criterion) and type(one) is not Criterion:
            out.append(one)
        else:
            raise _wrong(f"{one!r} is no criterion", f"{one!r} bukan kriteria")
    columns: set[str] = set()
    for one in out:
        taken = {one.name, f"{one.name}_value"}
        if taken & (RESERVED | columns):
            raise _wrong(f"the name {one.name!r} is taken", f"nama {one.name!r} sudah terpakai")
        columns |= taken
    if not out:
        raise _wrong("there is no criterion", "tidak ada kriteria")
    return tuple(out), tuple(bound)


def _cells_of(pack: PlanPack, as_of: DayLike | None, cell_m: float | None) -> Layer:
    zones = pack.zones(_day_given(as_of))
    if cell_m is None or zones is None:
        raise OptionError(
            "Cells over a pack need cell_m, and zones in force on the day.",
            "Sel di atas paket memerlukan cell_m, dan zona yang berlaku pada hari itu.",
            code=801, column="cell_m",
        )  # fmt: skip
    return candidate_grid(zones, cell_m)


def _day_given(as_of: DayLike | None) -> DayLike:
    if as_of is None:
        raise OptionError(
            "as_of is not given: the law depends on the day.", "as_of belum diberikan: hukum bergantung pada harinya.",
            code=801, column="as_of",
        )  # fmt: skip
    return as_of


def _wrong(what_en: str, what_id: str) -> OptionError:
    return OptionError(f"Criteria: {what_en}.", f"Kriteria: {what_id}.", code=801, column="criteria")
