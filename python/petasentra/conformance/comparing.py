"""Compares two checks: which sites are answered differently, what made it so, and which rest on another basis."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from petasentra.conformance.bases import Shift, bases_of
from petasentra.conformance.differences import Difference, Flip, Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from petasentra.conformance.check_result import CheckResult


def difference(before: CheckResult, after: CheckResult) -> Difference:
    """Return what `after` answers otherwise than `before`; see :meth:`petasentra.CheckResult.diff`.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.conformance.comparing import difference
    >>> study = ps.datasets.jombang()
    >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> difference(result, result)
    Difference: 0 sites (none)
    """
    olds, news = _sides(before), _sides(after)
    changed = [key for key in olds.keys() | news.keys() if _differ(olds.get(key), news.get(key))]
    both = {key for key in changed if key in olds and key in news}
    causes = _causes(before, after, both)
    flips = [
        Flip(
            site_id=key[0],
            activity=key[1],
            before=olds.get(key),
            after=news.get(key),
            cause=causes[key] if key in both else ("removed",) if key in olds else ("added",),
        )
        for key in changed
    ]
    has_workers = "workers" in before.sites.columns or "workers" in after.sites.columns
    alike = [key for key in olds.keys() & news.keys() if key not in both]

    def shifts() -> list[Shift]:
        old_bases, new_bases = bases_of(before), bases_of(after)
        return [
            Shift(*key, olds[key].verdict, olds[key].flags, old_bases[key], new_bases[key])
            for key in alike
            if old_bases[key].unlike(new_bases[key])
        ]

    return Difference(flips, has_workers=has_workers, shifts=shifts)


def _differ(before: Side | None, after: Side | None) -> bool:
    return before is None or after is None or not before.same_answer(after)


def _sides(result: CheckResult) -> dict[tuple[str, str], Side]:
    table = result.table
    areas = _ground(result)
    workers = _numbers(result.sites["workers"]) if "workers" in result.sites.columns else [None] * len(result)
    names = ("site_id", "activity", "verdict", "flags", "existing_use", "existing_use_until")
    answers = zip(*(table[name] for name in names), areas, workers, strict=True)
    return {
        (site, activity): Side(verdict, tuple(flags or ()), use, None if str(until) == "NaT" else until, area, people)
        for site, activity, verdict, flags, use, until, area, people in answers
    }


def _ground(result: CheckResult) -> list[float | None]:
    """Areas of the sites in m2; a site without a usable geometry has none, and no other part of the answer needs it."""
    import numpy as np

    known = [not reason for reason in _broken(result)]
    rows = np.flatnonzero(known)
    areas: list[float | None] = [None] * len(result)
    for row, area in zip(rows, result.sites[rows].area(), strict=True):
        areas[int(row)] = float(area)
    return areas


def _broken(result: CheckResult) -> list[bool]:
    return [share is None or share != share for share in result.table["share_conforming"]]


def _numbers(values: Sequence[Any]) -> list[float | None]:
    out: list[float | None] = []
    for value in values:
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = float("nan")
        out.append(None if number != number else number)
    return out


def _causes(
    before: CheckResult, after: CheckResult, keys: set[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Name for each site what differs: the site itself, the zones and areas over it, or what the rules say."""
    if not keys:
        return {}
    old_ground, new_ground = _pieces(before, keys), _pieces(after, keys)
    same_crs = before.pack.crs == after.pack.crs
    old_shape, new_shape = (_shapes(result, keys, same_crs=same_crs) for result in (before, after))
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for key in keys:
        causes = ["subject"] if old_shape.get(key) != new_shape.get(key) else []
        old, new = old_ground.get(key, {}), new_ground.get(key, {})
        if not causes and {place for place, _ in old} == {place for place, _ in new}:
            shares_differ = any(abs(old.get(one, 0.0) - new.get(one, 0.0)) > 1e-9 for one in old.keys() & new.keys())
            causes += ["geometry"] if shares_differ and old.keys() == new.keys() else []
            causes += ["rule"] if old.keys() != new.keys() else []
        elif not causes:
            # Zones mean something only within their instrument: another instrument is another rule.
            same_law = {place[0] for place, _ in old} == {place[0] for place, _ in new}
            causes.append("geometry" if same_law else "rule")
        found[key] = tuple(causes or ["rule"])
    return found


def _pieces(
    result: CheckResult, keys: set[tuple[str, str]]
) -> dict[tuple[str, str], dict[tuple[tuple[str, str], tuple[str, ...]], float]]:
    """Share of each site by (instrument, zone) and (cell, rules, verdict)."""
    table = result.pieces.table
    names = ("site_id", "activity", "instrument", "zone", "cell", "verdict", "share", "rules")
    found: dict[tuple[str, str], dict[tuple[tuple[str, str], tuple[str, ...]], float]] = defaultdict(dict)
    for site, activity, instrument, zone, cell, verdict, share, rules in zip(
        *(table[name] for name in names), strict=True
    ):
        if (site, activity) in keys:
            ground = found[site, activity]
            place = ((instrument, zone), (cell, verdict, *(rules or ())))
            ground[place] = ground.get(place, 0.0) + float(share)
    return found


def _shapes(
    result: CheckResult, keys: set[tuple[str, str]], *, same_crs: bool
) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Geometry and stated past of each site, to tell whether the site itself changed."""
    import pyarrow as pa

    table = pa.table(result.sites)
    wanted = [name for name in ("established_on", "permits", "scale") if name in table.column_names]
    wanted += [result.sites.geometry_name] if same_crs else []
    ids = zip(result.table["site_id"], result.table["activity"], strict=True)
    rows = [(key, row) for row, key in enumerate(ids) if key in keys]
    chosen = table.select(wanted).take([row for _, row in rows]).to_pylist()
    return {key: values for (key, _), values in zip(rows, chosen, strict=True)}
