"""Where the law disagrees with itself: pairs of rules that say different things of one ground without a precedence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra.conformance.checking import check
from petasentra.days import as_day
from petasentra.layers.layer import Layer, as_layer
from petasentra.tables import Table
from petasentra.zoning import ZoningIndex

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from petasentra.days import DayLike
    from petasentra.law.plan_packs import PlanPack
    from petasentra.law.records import Instrument
    from petasentra.layers.layer import LayerLike

#: What tells one pair of rules from another.
_SIDE = ("kind", "instrument", "rule", "zone", "article", "says", "citation_id", "citation_en")
_PAIR = ("activity", *(f"{name}_{side}" for side in "ab" for name in _SIDE))


def conflicts(
    pack: PlanPack,
    *,
    as_of: DayLike,
    known_on: DayLike | None = None,
    activities: Sequence[str] | None = None,
    units: LayerLike | None = None,
    activity: str = "activity",
    site_id: str = "site_id",
) -> Table:
    """Measure the ground on which rules in force disagree and the pack states no precedence.

    Every zone feature is asked as a site, for each activity that rules could disagree about: a special zone against the
    matrix or an overlay, special zones among each other, zones that overlap or carry two classes. The check itself
    decides what is in conflict.

    Parameters
    ----------
    pack
        The law; see :func:`petasentra.read_plan_pack`.
    as_of
        The day whose law counts.
    known_on
        Count only what had been published by this day.
    activities
        Ids of the activities to ask for; without it those that special zones name, and all of them on ground where
        zones overlap or carry two classes.
    units
        Units or sites to count on disputed ground, each for its own activity; without it there is no column ``units``.
    activity, site_id
        Columns of `units`, as in :func:`petasentra.check`.

    Returns
    -------
    Table
        One row for each activity and pair of rules, the largest ground first: for both sides (``_a`` says the better
        verdict) ``kind`` (matrix, area, overlay), ``instrument``, ``rule``, ``zone``, ``article``, ``says``, citations;
        ``area_ha``, ``features`` (zone features concerned) and ``units``. Ground that three rules dispute is in every
        pair of them.

    Raises
    ------
    OptionError
        A date cannot be read.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> found = ps.conflicts(study.pack(), as_of="2015-06-01", units=study.sentra)
    >>> row = found.to_pylist()[0]
    >>> row["rule_a"], row["says_a"], row["rule_b"], row["zone_b"], row["says_b"], row["units"]
    ('zona-khusus-slag', 'conditional', 'permissions', 'P-1', 'prohibited', 2)
    """
    day = as_day(as_of)
    known = None if known_on is None else as_day(known_on, "known_on")
    area: dict[tuple[Any, ...], float] = defaultdict(float)
    features: dict[tuple[Any, ...], set[tuple[str, int]]] = defaultdict(set)
    for instrument, sites, asked in _questions(pack, day, known, activities):
        result = check(sites, pack, as_of=day, known_on=known, for_activity=asked, uncertainty=False)
        for row in Table(_core.disagreements(result._result)).to_pylist():
            # A feature answers for its own ground; what it shares with a later one is counted with that one.
            one_layer = row["zones_of_a"] == row["zones_of_b"]
            first = min(row["zone_row_a"], row["zone_row_b"]) if one_layer else row["zone_row_a"]
            if row["zones_of_a"] != instrument or int(row["site_id"]) != first:
                continue
            pair = tuple(row[name] for name in _PAIR)
            area[pair] += row["measure"] / 1e4
            features[pair] |= {(instrument, row["zone_row_a"]), (instrument, row["zone_row_b"])}
    counted = None if units is None else _units(pack, day, known, units, activity, site_id, activities)
    pairs = sorted({*area, *(counted or {})}, key=lambda pair: (-area.get(pair, 0.0), *map(str, pair)))
    rows: list[dict[str, Any]] = []
    for pair in pairs:
        row = dict(zip(_PAIR, pair, strict=True))
        row |= {"area_ha": area.get(pair, 0.0), "features": len(features.get(pair, ()))}
        if counted is not None:
            row["units"] = len(counted.get(pair, ()))
        rows.append(row)
    return _table(rows, with_units=counted is not None)


def _questions(
    pack: PlanPack, day: datetime.date, known: datetime.date | None, activities: Sequence[str] | None
) -> Iterator[tuple[str, Layer, str]]:
    """Yield zone features as sites, with the activity to ask for: as few as can disagree."""
    in_force = pack.in_force(day, known_on=known)
    every = [one.id for one in pack.activities]
    named = {name for one in in_force for rule in one.area_rules for name in rule.activities}
    special = every if "*" in named else [name for name in every if name in named]
    for instrument in in_force:
        for link in instrument.layers:
            zones = pack.layer(instrument.id, link.id) if link.role == "zones" else None
            if zones is None:
                continue
            sites = _as_sites(zones)
            index = ZoningIndex(zones)
            doubtful = _doubtful(zones, index, instrument, link.code, pack.tolerance.sliver_m2)
            # KBLI digits may stand for any activity.
            ruled = {*special, *(one for one in activities or () if one not in every)}
            for asked in activities if activities is not None else every:
                rows = doubtful | (_under_special_zones(index, pack, in_force, asked) if asked in ruled else set())
                if rows:
                    yield instrument.id, sites[sorted(rows)], asked


def _as_sites(zones: Layer) -> Layer:
    """Return the ground of the zones alone, each row named by its number."""
    import pyarrow as pa

    table = pa.table(zones)
    shape = table.schema.get_field_index(zones.geometry_name)
    alone = pa.table([table.column(shape)], schema=pa.schema([table.schema.field(shape)]))
    named = alone.append_column("site_id", pa.array([str(row) for row in range(len(zones))], pa.string()))
    return Layer(_core.Layer.from_stream(named, geometry=zones.geometry_name))


def _doubtful(zones: Layer, index: ZoningIndex, instrument: Instrument, code: str, sliver_m2: float) -> set[int]:
    """Rows that lie over other rows, but for slivers, or whose code the matrix has only in parts ("A/B")."""
    known = set(instrument.permissions.zones)
    codes = [str(one) if one is not None else "" for one in zones[code]] if code in zones.columns else []
    found = {row for row, one in enumerate(codes) if "/" in one and one not in known}
    usable = [row for row, area in enumerate(zones.area()) if area > 0.0]
    shares = index.shares(zones[usable])
    for site, zone, area in zip(shares["site_row"], shares["zone_row"], shares["area_m2"], strict=True):
        if zone >= 0 and zone != usable[int(site)] and area > 0.0 and area >= sliver_m2:
            found |= {usable[int(site)], int(zone)}
    return found


def _under_special_zones(index: ZoningIndex, pack: PlanPack, in_force: Sequence[Instrument], activity: str) -> set[int]:
    """Rows of the zones that share ground with a special zone for the activity."""
    found: set[int] = set()
    for instrument in in_force:
        for rule in instrument.area_rules:
            layer = pack.layer(instrument.id, rule.layer)
            speaks = pack.activity(activity) is None or {"*", activity} & set(rule.activities)
            if layer is None or not speaks:
                continue
            code = next(link.code for link in instrument.layers if link.id == rule.layer)
            names = layer[code] if rule.codes else [None] * len(layer)
            areas = layer.area()
            named = [
                row
                for row, name in enumerate(names)
                if areas[row] > 0.0 and (not rule.codes or any(pack.same_unit(one, str(name)) for one in rule.codes))
            ]
            shares = index.shares(layer[named])
            found |= {int(zone) for zone in shares["zone_row"] if zone >= 0}
    return found


def _units(
    pack: PlanPack,
    day: datetime.date,
    known: datetime.date | None,
    units: LayerLike,
    activity: str,
    site_id: str,
    activities: Sequence[str] | None,
) -> dict[tuple[Any, ...], set[str]]:
    result = check(
        as_layer(units), pack, as_of=day, known_on=known, activity=activity, site_id=site_id, uncertainty=False
    )
    found: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for row in Table(_core.disagreements(result._result)).to_pylist():
        if activities is None or row["activity"] in activities:
            found[tuple(row[name] for name in _PAIR)].add(row["site_id"])
    return found


def _table(rows: list[dict[str, Any]], *, with_units: bool) -> Table:
    import pyarrow as pa

    fields = [pa.field(name, pa.string()) for name in _PAIR]
    fields += [pa.field("area_ha", pa.float64()), pa.field("features", pa.int64())]
    fields += [pa.field("units", pa.int64())] if with_units else []
    return Table.from_arrow(pa.Table.from_pylist(rows, schema=pa.schema(fields)))
